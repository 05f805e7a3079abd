"""How a pass over T steps is cut: a function of the spec alone, so message n is always the same.

Two cuts, which do not meet. ``blocks`` are messages: the first is one step, so that something is seen at once, and
a short run stays at one step a message; in a long run each is a little longer than the one before. ``at_once`` is
how many steps the engine computes in one go, through every door: a product of many rows has other last bits than a
product of one, so a stream that computed each message by itself would not be the trace, to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

BLOCKS = 64  # of a whole run, all sweeps of both passes together
BYTES = 4 * 2**20  # of one message


def at_once(units: int) -> int:
    """Steps in one go, for a net of so many units: about a hundredth of a second of work."""
    return max(16, min(256, 2**17 // units))


def blocks(steps: int, sweeps: int, bytes_a_step: int) -> list[int]:
    """The lengths of one sweep's messages; ``sweeps`` counts all sweeps of the run, forwards and backwards."""
    longest = max(1, BYTES // max(1, bytes_a_step))
    return [part for length in _growing(steps, max(2, BLOCKS // sweeps)) for part in _parts(length, longest)]


def _growing(steps: int, count: int) -> Iterator[int]:
    """At most ``count`` lengths, the first 1, each about as much longer than the last."""
    if steps <= count:
        yield from [1] * steps
        return
    slope = 2 * (steps - count) / (count * (count - 1))
    ends = [k + round(slope * k * (k - 1) / 2) for k in range(count + 1)]
    yield from (end - start for start, end in pairwise(ends))


def _parts(length: int, longest: int) -> Iterator[int]:
    while length > longest:
        yield longest
        length -= longest
    yield length
