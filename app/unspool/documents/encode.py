"""Arrays on their way out as JSON: float64 to the last bit, and never a bare NaN or Infinity.

Python writes a float with as few digits as read back to the same bits, so numbers are exact. A number that is
not finite is the text "Infinity", "-Infinity" or "NaN": ``JSON.parse`` refuses the bare words, and most
libraries turn them into null, which would hide the very thing a lesson on exploding gradients shows.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray


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


def text(body: Any) -> str:
    """Compact JSON; every number in ``body`` is finite by now, so a bare NaN cannot slip through."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _spelled(body: Any) -> Any:
    if isinstance(body, list):
        return [_spelled(entry) for entry in body]
    return body if np.isfinite(body) else spelled(body)
