"""One cell of the ledger by both checks: its projection ⟨C_tk, direction⟩ by complex step and central difference.

A cell that truncation took is checked too: what passes the cut is held at its value (that is what ``detach`` says), and
then moving the copy must leave E_t where it is. K stages cut for each loss where it has gone back K steps.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TypedDict

import numpy as np

from unspool.engine import Array, Case, Change
from unspool.gradients.central import H as STEP
from unspool.gradients.central import estimated
from unspool.gradients.complex_step import H
from unspool.gradients.untied import moved_losses
from unspool.recurrence.expression import leaves


class CellCheck(TypedDict):
    """``relative_error``: of the complex step, to the larger of the two; None where these are not finite."""

    complex_step: float
    central_difference: float
    too_small: bool
    relative_error: float | None


def check_cell(
    case: Case, parameter: str, cell: tuple[int, int], direction: Array, value: float
) -> Generator[None, None, CellCheck]:
    """The copy of step k is untied from the others and moved along ``direction``; E_t alone is looked at. What passes a
    detached edge is held. In turns."""
    loss, copy = cell
    losses = moved_losses(case, parameter, copy)
    exact = float((yield from losses(direction, H * 1j))[loss - 1].imag / H)
    moved = {}
    for by in (STEP, -STEP, 2 * STEP, -2 * STEP):
        moved[by] = float((yield from losses(direction, by))[loss - 1].real)
    guess = estimated(moved.__getitem__, STEP)
    size = max(abs(exact), abs(value))
    apart = abs(exact - value) / size if size else 0.0
    return CellCheck(
        complex_step=exact,
        central_difference=guess.value,
        too_small=guess.too_small and not guess.value == value == 0,  # a loss that does not move says 0
        relative_error=apart if np.isfinite(apart) else None,
    )


def beyond_stages(case: Case, cell: tuple[int, int], stages: int) -> Case:
    """Every delay edge detached where the cell's loss has gone back (or on) its stages, if the copy lies beyond."""
    loss, copy = cell
    if abs(loss - copy) < stages:
        return case
    reads = {(leaf.name, leaf.shift) for equation in case.net.every() for leaf in leaves(equation.expression)}
    cuts = [
        Change("detach", name, shift, steps=_readers(shift, loss, stages, case.T))
        for name, shift in sorted(reads)
        if name in case.net.names and shift * (copy - loss) > 0
    ]
    return replace(case, changes=(*case.changes, *cuts))


def _readers(shift: int, loss: int, stages: int, T: int) -> tuple[int, ...]:
    """The steps within the stages that read beyond them."""
    within = range(max(1, loss - stages + 1), min(T, loss + stages - 1) + 1)
    return tuple(t for t in within if 1 <= t + shift <= T and t + shift not in within)
