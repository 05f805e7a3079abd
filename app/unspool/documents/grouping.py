"""How a pass over T steps is cut into messages: a function of the spec alone, so message n is always the same.

The first block is one step, so that something is seen at once; a short run stays at one step a message. In a
long run each block is a little longer than the one before, so that ``BLOCKS`` of them reach the end, unless
their bytes do not allow it.
"""

from __future__ import annotations

BLOCKS = 192  # of a whole run, all sweeps of both passes together
BYTES = 4 * 2**20  # of one message


def blocks(steps: int, sweeps: int, bytes_a_step: int) -> list[int]:
    """The lengths of the blocks of one sweep; ``sweeps`` counts all sweeps of the run, forwards and backwards."""
    allowed = max(1, BLOCKS // sweeps)
    longest = max(1, BYTES // max(1, bytes_a_step))
    slope = 2 * (steps - allowed) / (allowed * max(1, allowed - 1)) if steps > allowed else 0.0
    found: list[int] = []
    left = steps
    while left:
        length = min(left, longest, 1 + round(len(found) * slope))
        found.append(length)
        left -= length
    return found
