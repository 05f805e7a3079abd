"""A trace as JSON, written piece by piece: a large one is never in memory twice.

{"loss": 6.2, "losses": [null, 6.2], "values": {"h": [[…], …]}, "grads": …, "parameter_grads": …,
 "initial_grads": …, "parameters": …, "first_nonfinite": null}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unspool.documents.encode import number, plain, text
from unspool.documents.numbers import Array
from unspool.engine import Trace

PIECE = 16_384  # numbers in one piece, about 300 kB


def trace_json(trace: Trace) -> Iterator[str]:
    """The pieces of one JSON object."""
    losses = [number(loss) for loss in trace.losses]
    yield f'{{"loss":{text(number(trace.loss))},"losses":{text(losses)}'
    for key in ("values", "grads", "parameter_grads", "initial_grads", "parameters"):
        yield f',"{key}":'
        yield from _arrays(getattr(trace, key))
    yield f',"first_nonfinite":{text(trace.first_nonfinite)}}}'


def _arrays(arrays: Mapping[str, Array]) -> Iterator[str]:
    opening = "{"
    for name, array in arrays.items():
        yield f"{opening}{text(name)}:"
        yield from _array(array)
        opening = ","
    yield "}" if arrays else "{}"


def _array(array: Array) -> Iterator[str]:
    if array.ndim < 2 or array.size <= PIECE:
        yield text(plain(array))
        return
    rows = max(1, PIECE // array.shape[1])
    for first in range(0, len(array), rows):
        yield ("[" if first == 0 else ",") + text(plain(array[first : first + rows]))[1:-1]
    yield "]"
