"""∂s_t/∂s_k a second and a third way: from runs in which s_k is held and moved, factors and products taking no part.

Every entry of s_k is an independent number here, as it is in the Jacobian: all of s_k is held at its own values, and
moved along a direction v by i h (complex step: Im s_t / h = (∂s_t/∂s_k) v) or by ± h (central difference).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Change
from unspool.gradients.central import Difference, estimated
from unspool.gradients.central import H as STEP
from unspool.gradients.complex_step import H
from unspool.gradients.entries import settled
from unspool.gradients.states import State, row, states


class Moved:
    """A case in which s_start can be moved and s_end read."""

    def __init__(self, case: Case, number: int, start: int, end: int) -> None:
        """``number``: which of the net's states."""
        self.case, self.start, self.end = settled(case), start, end
        with engine.start(self.case) as run:
            for _ in run.forward():
                pass
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
        with engine.start(case) as run:
            for _ in run.forward():
                pass
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
