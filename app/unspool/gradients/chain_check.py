"""∂s_t/∂s_k a second and a third way: from runs in which s_k is held and moved, factors and products taking no part.

Every entry of s_k is an independent number here, as it is in the Jacobian: all of s_k is held at its own values, and
moved along a direction v by i h (complex step: Im s_t / h = (∂s_t/∂s_k) v) or by ± h (central difference).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Change, norm
from unspool.gradients.central import DIGITS, Difference, estimated
from unspool.gradients.central import H as STEP
from unspool.gradients.chain import Chain
from unspool.gradients.complex_step import H
from unspool.gradients.entries import settled
from unspool.gradients.states import State, row, states


class Moved:
    """A case in which s_start can be moved and s_end read."""

    def __init__(self, case: Case, number: int, start: int, end: int) -> None:
        """``number``: which of the net's states."""
        self.case, self.start, self.end = settled(case), start, end
        with engine.forwards(self.case) as run:
            self.state: State = states(run.program)[number]
            self.rows = [np.array(row(run, part.name, self.state.step(part, start))) for part in self.state.parts]

    def complex_step(self, direction: Array) -> Array:
        """(∂s_end/∂s_start) v, (S,), exact to rounding; too small to be told where it is below 1e-278."""
        return np.asarray(self.end_of(1j * H * direction).imag / H)

    def central(self, direction: Array, h: float = STEP) -> list[Difference]:
        """The same for each entry of s_end by central differences."""
        known = {by: self.end_of(by * direction).real for by in (h, -h, 2 * h, -2 * h)}
        return [estimated(lambda by, u=u: float(known[by][u]), h) for u in range(self.state.size)]  # type: ignore[misc]

    def end_of(self, by: Array) -> Array:
        """s_end where s_start is moved by ``by``."""
        case = self.moved(by)
        with engine.forwards(case) as run:
            return np.concatenate([row(run, part.name, self.state.step(part, self.end)) for part in self.state.parts])

    def moved(self, by: Array) -> Case:
        """Inside of 1…T a name is held; an initial value is given anew."""
        initial, changes = dict(self.case.initial), list(self.case.changes)
        for part, value in zip(self.state.parts, self.rows, strict=True):
            step = self.state.step(part, self.start)
            moved = value + by[part.start : part.start + part.size]
            if 1 <= step <= self.case.T:
                changes.append(Change("hold", part.name, steps=(step,), value=moved))
            else:
                rows = np.array(initial[part.name], dtype=moved.dtype)
                rows[-step if step < 1 else step - self.case.T - 1] = moved
                initial[part.name] = rows
        return replace(self.case, initial=initial, changes=tuple(changes))


@dataclass(frozen=True)
class Along:
    """How far products are from what moving s_start does, in the direction that grows most (or shrinks least).

    Relative: ‖P v - w‖ / ‖w‖, w by complex step (``exact``) or central difference (``near``, ``wrong_near``: of the
    other order). None: too small for it, or not finite. ``size`` is ‖w‖ by complex step.
    """

    size: float
    exact: float | None
    near: float | None
    wrong_near: float | None


SMALLEST = 1e-270  # a complex step of 1e-30 still has all its digits above


def along(case: Case, number: int, link: Chain) -> Along:
    """Check the whole product at once, in one complex run and four real ones."""
    rows, _ = link.products[-1:].evened
    way = np.eye(link.state.size)[0]
    if np.isfinite(rows).all():
        way = np.linalg.svd(rows[0])[2][0]
    moved = Moved(case, number, link.start, link.end)
    truth = moved.complex_step(way)
    with np.errstate(all="ignore"):
        told, wrong = link.products.plain[-1] @ way, link.wrong.plain[-1].T @ way
    near = moved.central(way)
    estimate = np.array([one.value for one in near])
    noise = float(norm(np.array([one.noise for one in near])))
    can_tell = bool(np.isfinite(estimate).all()) and float(norm(estimate)) > DIGITS * noise
    size = float(norm(truth))
    return Along(
        size,
        _off(told, truth) if size == 0 or size > SMALLEST else None,
        _off(told, estimate) if can_tell else None,
        _off(wrong, estimate) if can_tell else None,
    )


def _off(found: Array, truth: Array) -> float | None:
    with np.errstate(all="ignore"):
        off, size = float(norm(found - truth)), float(norm(truth))
    if not np.isfinite([off, size]).all():
        return None
    return off / size if size else (0.0 if off == 0 else None)
