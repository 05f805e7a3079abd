"""Whole steps that a person has set: an input or a target replaced, or removed.

    {"set": "x", "at": [3], "to": null}      nothing is read at step 3
    {"set": "x", "at": [3], "to": "went"}    another token (or a row of numbers, where the inputs are rows)
    {"set": "y", "at": [3], "to": null}      no target, and no loss there

They act before everything else that is set: what is read is the sequence as it was rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from unspool.documents import numbers
from unspool.documents.refusal import SpecError, shown


def is_step(body: object) -> bool:
    """Whether an entry of ``changes`` sets a whole step."""
    return isinstance(body, dict) and body.get("set") in ("x", "y") and _is_one(body.get("at"))


def rewritten(body: object, changes: Sequence[object], name: str, key: str) -> Any:
    """The tokens or rows of ``key`` with the steps of ``name`` (x or y) replaced; as they are where none is."""
    mine = [
        (change, k) for k, change in enumerate(changes, 1) if isinstance(change, dict) and change.get("set") == name
    ]
    mine = [(change, k) for change, k in mine if is_step(change)]
    if not mine:
        return body
    if isinstance(body, np.ndarray):
        body = numbers.matrix(body, key).tolist()
    steps = list(body) if isinstance(body, (list, tuple)) else []
    for change, k in mine:
        place = f"changes, entry {k}"
        if set(change) != {"set", "at", "to"}:
            raise SpecError(
                f'{place}: to set a step takes {{"set": "{name}", "at": [3], "to": null}}, no more and no less'
            )
        (at,) = change["at"]
        if not steps:
            raise SpecError(f"{place}: this run has no {key} to set")
        if isinstance(at, bool) or not isinstance(at, int) or not 1 <= at <= len(steps):
            raise SpecError(f"{place}, at: there is no step {shown(at)}: {key} has steps 1 to {len(steps):,}")
        steps[at - 1] = change["to"]
    return steps


def _is_one(at: object) -> bool:
    return isinstance(at, (list, tuple)) and len(at) == 1
