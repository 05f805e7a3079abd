"""A trace as JSON, written piece by piece: a large one is never in memory twice.

{"loss": 6.2, "losses": [null, 6.2], "values": {"h": [[…], …]}, "grads": …, "parameter_grads": …,
 "initial_grads": …, "parameters": …, "first_nonfinite": null}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from unspool.documents.encode import array_pieces, number, object_pieces, text
from unspool.documents.numbers import Array
from unspool.engine import Trace


def trace_json(trace: Trace) -> Iterator[str]:
    """The pieces of one JSON object."""
    members: dict[str, Iterable[str]] = {
        "loss": [text(number(trace.loss))],
        "losses": [text([number(loss) for loss in trace.losses])],
    }
    for key in ("values", "grads", "parameter_grads", "initial_grads", "parameters"):
        members[key] = _arrays(getattr(trace, key))
    members["first_nonfinite"] = [text(trace.first_nonfinite)]
    return object_pieces(members)


def _arrays(arrays: Mapping[str, Array]) -> Iterator[str]:
    return object_pieces({name: array_pieces(array) for name, array in arrays.items()})
