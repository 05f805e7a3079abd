"""Arrays on their way out as JSON: float64 to the last bit, and never a bare NaN or Infinity.

Python writes a float with as few digits as read back to the same bits, so numbers are exact. A number that is
not finite is the text "Infinity", "-Infinity" or "NaN": ``JSON.parse`` refuses the bare words, and most
libraries turn them into null, which would hide the very thing a lesson on exploding gradients shows.

Large arrays are written in pieces, since one long call into the encoder would keep every other thread waiting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

PIECE = 4_096  # numbers in one piece, about 80 kB


def plain(array: NDArray[Any] | np.floating[Any]) -> Any:
    """Nested lists of floats (or whole numbers), the non-finite as texts."""
    listed = array.tolist()
    if array.dtype.kind != "f" or bool(np.isfinite(array).all()):
        return listed
    return _spelled(listed)


def number(value: float | None) -> float | str | None:
    """One number, or null."""
    return value if value is None or np.isfinite(value) else spelled(value)


def spelled(value: float) -> str:
    """What JSON has no number for."""
    return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"


def told(body: Any) -> Any:
    """Any plain data, every float in it finite or spelled."""
    if isinstance(body, dict):
        return {key: told(value) for key, value in body.items()}
    if isinstance(body, (list, tuple)):
        return [told(entry) for entry in body]
    return number(body) if isinstance(body, float) else body


def text(body: Any, *, ordered: bool = False) -> str:
    """Compact JSON; every number in ``body`` is finite by now, so a bare NaN cannot slip through."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False, allow_nan=False, sort_keys=ordered)


def array_pieces(array: NDArray[Any]) -> Iterator[str]:
    """An array as JSON."""
    if array.ndim < 2 or array.size <= PIECE:
        yield text(plain(array))
        return
    rows = max(1, PIECE // array.shape[1])
    yield from list_pieces(plain(array[first : first + rows]) for first in range(0, len(array), rows))


def list_pieces(parts: Iterable[list[Any]]) -> Iterator[str]:
    """One JSON list of all that is in ``parts``."""
    opening = "["
    for part in parts:
        yield opening + text(part)[1:-1]
        opening = ","
    yield "]" if opening == "," else "[]"


def object_pieces(members: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """One JSON object, its values in pieces."""
    opening = "{"
    for name, value in members.items():
        yield f"{opening}{text(name)}:"
        yield from value
        opening = ","
    yield "}" if members else "{}"


def _spelled(body: Any) -> Any:
    if isinstance(body, list):
        return [_spelled(entry) for entry in body]
    return body if np.isfinite(body) else spelled(body)
