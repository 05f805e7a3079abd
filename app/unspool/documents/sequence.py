"""What a net reads step by step: rows of numbers, or tokens as one-hot rows; null where a step has none.

A missing row is zeros here; ``present`` tells which steps have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from unspool.documents import limits, numbers
from unspool.documents.numbers import Array
from unspool.documents.refusal import SpecError, instead, shown


class Steps(NamedTuple):
    """``rows`` is (T, size), or None where every step is null and no size is known."""

    length: int  # T
    rows: Array | None
    present: NDArray[np.bool_]  # (T,)


def sequence(body: object, place: str, size: int | None) -> Steps:
    """Rows of numbers or null, one a step; ``size`` is what the spec's ``sizes`` says, if anything."""
    if isinstance(body, np.ndarray):
        body = numbers.matrix(body, place).tolist()
    listed = _listed(body, place, "rows of numbers, or null, one for each step")
    fast = None if None in listed[:1] else numbers.floats(listed)
    if fast is not None:
        return _sized(Steps(len(listed), fast, np.ones(len(listed), dtype=bool)), place, size)
    counted = [k for k, row in enumerate(listed, 1) if row is not None]
    present = np.zeros(len(listed), dtype=bool)
    if not counted:
        return Steps(len(listed), None if size is None else np.zeros((len(listed), size)), present)
    given = numbers.rows([listed[k - 1] for k in counted], place, counted)
    present[np.array(counted) - 1] = True
    rows = np.zeros((len(listed), given.shape[1]))
    rows[present] = given
    return _sized(Steps(len(listed), rows, present), place, size)


def tokens(body: object, place: str, vocabulary: Sequence[str]) -> Steps:
    """One-hot rows for tokens; null is a row of zeros."""
    listed = _listed(body, place, "tokens, or null, one for each step")
    index: dict[Any, int] = {token: k for k, token in enumerate(vocabulary)}
    present = np.array([token is not None for token in listed])
    try:
        hot = [index[token] for token in listed if token is not None]
    except (KeyError, TypeError):
        raise _stranger(listed, index, place) from None
    rows = np.zeros((len(listed), len(vocabulary)))
    rows[np.flatnonzero(present), hot] = 1.0
    return Steps(len(listed), rows, present)


def vocabulary(body: object) -> list[str]:
    """The distinct texts that tokens may be; their order is the order of the one-hot rows."""
    if not isinstance(body, (list, tuple)) or not body:
        raise SpecError(f'vocabulary: {shown(body)} is not a list of texts such as ["a", "b"]')
    limits.within(len(body), limits.VOCABULARY, "vocabulary", "tokens")
    first: dict[str, int] = {}
    for k, token in enumerate(body, 1):
        if not isinstance(token, str):
            raise SpecError(f"vocabulary, entry {k}: {shown(token)} is not a text")
        if any("\ud800" <= char <= "\udfff" for char in token):
            raise SpecError(f"vocabulary, entry {k}: {shown(token)} has half a character (a lone surrogate)")
        if token in first:
            raise SpecError(f"vocabulary, entries {first[token]} and {k}: both are {shown(token)}; each counts once")
        first[token] = k
    return list(body)


def _listed(body: object, place: str, what: str) -> Sequence[Any]:
    if not isinstance(body, (list, tuple)):
        raise SpecError(f"{place}: {shown(body)} is not a list of {what}")
    if not body:
        raise SpecError(f"{place}: is an empty sequence, but at least one step is needed")
    limits.within(len(body), limits.STEPS, place, "steps")
    return body


def _sized(steps: Steps, place: str, size: int | None) -> Steps:
    width = steps.rows.shape[1] if steps.rows is not None else size
    if size is not None and width != size:
        row, name = int(steps.present.argmax()) + 1, "x" if place == "inputs" else "y"
        raise SpecError(f"{place}, row {row}: has {width} numbers but sizes.{name} is {size}")
    return steps


def _stranger(listed: Sequence[Any], index: dict[Any, int], place: str) -> SpecError:
    for k, token in enumerate(listed, 1):
        if token is not None and not isinstance(token, str):
            return SpecError(f"{place}, step {k}: {shown(token)} is not a token (a text, or null for none)")
        if token is not None and token not in index:
            near = instead(token, index, "the tokens") if len(index) <= 40 else _among_many(token, list(index))
            return SpecError(f"{place}, step {k}: {shown(token)} is not in the vocabulary; {near}")
    raise AssertionError("every token is in the vocabulary")


def _among_many(token: str, known: list[str]) -> str:
    """The end of that sentence where the tokens are too many to name: the nearest ones, or the first."""
    near = get_close_matches(token[:100], known, n=4, cutoff=0.5)
    lower = {one.lower(): one for one in known}
    same = lower.get(token.lower())
    if same is not None:
        return f"did you mean {shown(same)}? Capitals count"
    if near:
        return f"the nearest of its {len(known):,} tokens are {', '.join(map(shown, near))}"
    return f"none of its {len(known):,} tokens is near; it begins with {', '.join(map(shown, known[:6]))}"
