"""One cell of the ledger by both checks: its projection ⟨C_tk, direction⟩ by complex step and central difference."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from unspool.engine import Array, Case
from unspool.gradients.central import H as STEP
from unspool.gradients.central import estimated
from unspool.gradients.complex_step import H
from unspool.gradients.untied import moved_losses


class CellCheck(TypedDict):
    """``relative_error``: of the complex step, to the larger of the two; None where these are not finite. The central
    difference is None where it cannot tell (a detached edge lets a real number through)."""

    complex_step: float
    central_difference: float | None
    too_small: bool
    relative_error: float | None


def check_cell(case: Case, parameter: str, cell: tuple[int, int], direction: Array, value: float) -> CellCheck:
    """The copy of step k is untied from the others and moved along ``direction``; E_t alone is looked at."""
    loss, copy = cell
    losses = moved_losses(case, parameter, copy)
    exact = float(losses(direction, H * 1j)[loss - 1].imag / H)
    detached = any(change.verb == "detach" for change in case.changes)
    guess = None if detached else estimated(lambda by: float(losses(direction, by)[loss - 1].real), STEP)
    size = max(abs(exact), abs(value))
    apart = abs(exact - value) / size if size else 0.0
    return CellCheck(
        complex_step=exact,
        central_difference=None if guess is None else guess.value,
        too_small=guess is None or guess.too_small,
        relative_error=apart if np.isfinite(apart) else None,
    )
