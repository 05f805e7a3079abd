"""Numbers from outside → float64 arrays, strictly: no booleans, no ragged rows, no texts but three.

The three texts are "Infinity", "-Infinity" and "NaN", since JSON has no other way to spell them.

A spec that is all lists of floats must cost next to nothing (a run of 100 steps takes 2 ms), yet numpy reads
``[1.0, True]`` without a word. Asking each entry for its type costs as much as converting it; writing the rows
with ``marshal`` does both at once in C: in its format 2 a float is ``g`` and 8 bytes, a list ``[`` and its
length, so if the marks stand where they must, every entry was a float. Nothing is ever read by ``marshal``.
What is not of that form takes the slow way, which also finds the words for a refusal.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool.documents.refusal import SpecError, shown

Array = NDArray[np.float64]
NON_FINITE = {"Infinity": float("inf"), "-Infinity": float("-inf"), "NaN": float("nan")}


def value(body: object, place: str) -> Array:
    """A number, a vector or a matrix: as many dimensions as its lists are deep."""
    if isinstance(body, np.ndarray):
        return _ready(body, place, (0, 1, 2))
    if not isinstance(body, (list, tuple)):
        return np.array(number(body, place))
    if body and isinstance(body[0], (list, tuple)):
        return matrix(body, place)
    return vector(body, place)


def vector(body: object, place: str) -> Array:
    """A list of numbers, not empty."""
    if isinstance(body, np.ndarray):
        return _ready(body, place, (1,))
    if not isinstance(body, (list, tuple)):
        raise SpecError(f"{place}: {shown(body)} is not a list of numbers")
    if not body:
        raise SpecError(f"{place}: is an empty list, but at least one number is needed")
    fast = floats([body])
    if fast is not None:
        found: Array = fast[0]
        return found
    return np.array([number(entry, f"{place}, entry {k}") for k, entry in enumerate(body, 1)])


def matrix(body: object, place: str) -> Array:
    """A list of rows of one length, none empty and none missing."""
    if isinstance(body, np.ndarray):
        return _ready(body, place, (2,))
    if not isinstance(body, (list, tuple)):
        raise SpecError(f"{place}: {shown(body)} is not a list of rows")
    if not body:
        raise SpecError(f"{place}: is an empty list, but at least one row is needed")
    return rows(body, place, range(1, len(body) + 1))


def rows(body: Sequence[object], place: str, counted: Sequence[int]) -> Array:
    """Rows of one length; ``counted`` has the number that each goes by in a refusal."""
    fast = floats(body)
    if fast is not None:
        return fast
    found = [vector(row, f"{place}, row {k}") for row, k in zip(body, counted, strict=True)]
    for row, k in zip(found, counted, strict=True):
        if len(row) != len(found[0]):
            raise SpecError(f"{place}, row {k}: has {_count(len(row))} but row {counted[0]} has {len(found[0])}")
    return np.array(found)


def number(body: object, place: str) -> float:
    """One number; a boolean is none, and a text only if it spells a non-finite one."""
    if isinstance(body, str) and body in NON_FINITE:
        return NON_FINITE[body]
    if isinstance(body, str):
        raise SpecError(f'{place}: {shown(body)} is not a number; the only texts are "Infinity", "-Infinity", "NaN"')
    if isinstance(body, (bool, np.bool_)) or not isinstance(body, (int, float, np.integer, np.floating)):
        raise SpecError(f"{place}: {shown(body)} is not a number")
    try:
        return float(body)
    except OverflowError:
        raise SpecError(f'{place}: {shown(body)} is too large for float64; "Infinity" would do') from None


def _ready(body: NDArray[Any], place: str, dimensions: tuple[int, ...]) -> Array:
    """An array that a Python caller gave: copied, so that the trace stays the caller's own."""
    if body.dtype.kind not in "fiu":
        raise SpecError(f"{place}: an array of {body.dtype} does not hold real numbers")
    if body.ndim not in dimensions or 0 in body.shape:
        allowed = " or ".join(str(d) for d in dimensions)
        raise SpecError(f"{place}: an array of shape {body.shape}, but {allowed} dimensions, none empty, are needed")
    return np.array(body, dtype=np.float64)


def floats(body: Sequence[Any]) -> Array | None:
    """Lists of floats of one length as an array, or None where the slow way must look."""
    try:
        width = len(body[0])
        written = marshal.dumps(body if type(body) is list else list(body), 2)
    except (TypeError, ValueError):
        return None
    form = _form(width) if 0 < width < 2**20 else None
    if form is None or len(written) != 5 + len(body) * form.itemsize:
        return _whole_or_mixed(body, width)
    read = np.frombuffer(written, form, offset=5)
    entries, count = read["entries"], len(body)
    lists = read["mark"].tobytes() == b"[" * count and read["width"].tobytes() == width.to_bytes(4, "little") * count
    if not lists or entries["mark"].tobytes() != b"g" * (count * width):
        return _whole_or_mixed(body, width)
    return entries["value"].copy()


@lru_cache(maxsize=64)
def _form(width: int) -> np.dtype[Any]:
    """How ``marshal`` lays out one row of floats."""
    entry = np.dtype([("mark", "u1"), ("value", "<f8")])
    return np.dtype([("mark", "u1"), ("width", "<i4"), ("entries", entry, (width,))])


def _whole_or_mixed(body: Sequence[Any], width: int) -> Array | None:
    """The same for rows with whole numbers among them, or rows that are tuples."""
    if not width or any(type(row) not in (list, tuple) or len(row) != width for row in body):
        return None
    if not set(map(type, chain.from_iterable(body))) <= {int, float}:
        return None
    try:
        return np.array(body, dtype=np.float64)
    except OverflowError:
        return None


def _count(amount: int) -> str:
    return f"{amount} number{'' if amount == 1 else 's'}"
