"""Nets whose parameters have several uses, and every share built as it stands in the formula."""

from functools import cache
from typing import Any

import numpy as np
from cases import LIBRARY_NAMES, Case, drawn, text_of

from unspool.engine import Run

TWICE = "h = tanh(U @ x + W @ h[t-1] + W @ (h[t-1] * h[t-1]) + b * b)\nloss = squared_error(h, y)"
FAR = "h = tanh(U @ x + W @ h[t-1] - W @ h[t-2] + b)\nloss = squared_error(h, y)"
NUMBERS = "h = tanh(U @ x + a * h[t-1] + sum(b * h[t-1]) + b)\nloss = squared_error(h, y) + a * a"
PHASES = "h = tanh(W @ h[t-1] + U @ x if reading else V @ h[t-1])\nloss = squared_error(h, y)"
BOTH_WAYS = "h = tanh(U @ x + W @ h[t-1])\ng = tanh(U @ x + W @ g[t+1])\nloss = squared_error(h + g, y)"
TEXTS = {"twice": TWICE, "far": FAR, "numbers": NUMBERS, "phases": PHASES, "both_ways": BOTH_WAYS}
NAMES = [*LIBRARY_NAMES, *TEXTS]


@cache
def case_of(name: str, T: int = 20) -> Case:
    number = {"a": 0.4} if name == "numbers" else {}
    text, missing = TEXTS.get(name) or text_of(name), (5, 6) if T > 6 else ()
    return drawn(text, T, seed=len(name), missing=missing, parameters=number)


def built(run: Run) -> dict[str, Any]:
    """Every S_t as it stands in the formula: name -> (T, *shape)."""
    found = {name: np.zeros((run.T, *value.shape)) for name, value in run.parameters.items()}
    assert run.program.adjoint is not None
    for use in run.program.adjoint.uses:
        for t in range(1, run.T + 1):
            back = run.recall.at(use.back, t)
            share = back if use.operand is None else np.outer(back, run.recall.at(use.operand, t))
            found[use.parameter][t - 1] += share.reshape(found[use.parameter].shape[1:])
    return found
