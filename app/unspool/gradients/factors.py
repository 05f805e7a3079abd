"""The factors of the chain: J_i = ∂s_i/∂s_{i-1}, the Jacobian of one step of the whole state (``states``).

Each is a use of the compiled run: with every state held at its own value but those of step i, an adjoint seeded at
step i comes back over one step and no further. Steps that lie far enough apart do not meet, so one backward pass with
a seed for every unit gives the factors of every second step (of every third where the state holds two, and so on).
Only the steps that are asked for are run, whatever T is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Change, Run
from unspool.gradients.states import State

NUMBERS = 1 << 23  # in the buffers of one backward pass: more seeds than that are run in turns


def factors(run: Run, case: Case, state: State, first: int, last: int) -> Array:
    """J_first…J_last, (last - first + 1, S, S), of a case whose run went forwards; first <= last are steps.

    Rows are entries of s_i, columns those of s_{i-1} (of s_{i+1} where the sweep runs backwards). What a person holds
    or cuts is held and cut here too: the row of a held unit is zero.
    """
    found = np.zeros((last - first + 1, state.size, state.size))
    window = _Window(run, case, first, last)
    for part in state.parts:
        older = next((other for other in state.parts if (other.name, other.lag) == (part.name, part.lag - 1)), None)
        if older is not None:
            units = np.arange(part.size)
            found[:, part.start + units, older.start + units] = 1.0
    for turn in range(min(state.reach + 1, last - first + 1)):
        free = range(first + turn, last + 1, state.reach + 1)
        _fill(found, window, state, free)
    return found


class _Window:
    """The part of a case around steps first…last, as far as a step looks, with the values that stood there."""

    def __init__(self, run: Run, case: Case, first: int, last: int) -> None:
        before, after = (max((delay[side] for delay in run.program.delays.values()), default=0) for side in (0, 1))
        self.case = case
        self.first, self.low, self.high = first, max(1, first - before), min(case.T, last + after)
        graph = run.program.folded.graph
        delayed = [name for name, node in graph.named.items() if any(run.program.delays.get(node, (0, 0)))]
        self.values = {name: np.array(run.values[name][self.low - 1 : self.high]) for name in delayed}
        self.numbers = sum(run.program.node_sizes) * (self.high - self.low + 1)

    def held(self, state: State, free: range) -> Case:
        """The steps of the window as a case of their own, every state held but those of the steps in ``free``."""
        steps = np.arange(self.low, self.high + 1)
        holds = []
        for name, rows in self.values.items():
            where = ~np.isin(steps, free) if name in state.names else np.ones(len(steps), dtype=bool)
            at = tuple((np.flatnonzero(where) + 1).tolist())
            if at:
                holds.append(Change("hold", name, steps=at, value=rows[where]))
        return replace(
            self.case,
            T=len(steps),
            inputs=self._cut(self.case.inputs),
            targets=self._cut(self.case.targets),
            present=self._cut(self.case.present),
            phases={name: np.asarray(rows)[self.low - 1 : self.high] for name, rows in self.case.phases.items()},
            changes=(*(self._moved(change) for change in self.case.changes), *holds),
        )

    def _cut(self, rows: Array | None) -> Array | None:
        return None if rows is None else rows[self.low - 1 : self.high]

    def _moved(self, change: Change) -> Change:
        """A person's change, with the steps counted from the window's first."""
        old = range(1, self.case.T + 1) if change.steps is None else change.steps
        inside = [k for k, step in enumerate(old) if self.low <= step <= self.high]
        value = np.asarray(change.value)
        rows = value[inside] if value.ndim == 2 and len(value) == len(old) else value
        return replace(change, steps=tuple(old[k] - self.low + 1 for k in inside), value=rows)


def _fill(found: Array, window: _Window, state: State, free: range) -> None:
    """The rows of the newest parts, at the steps in ``free``."""
    newest = [part for part in state.parts if part.lag == 0]
    units = [(part, unit) for part in newest for unit in range(part.size)]
    at_once = max(1, NUMBERS // window.numbers)
    with engine.start(window.held(state, free), seeds=tuple(part.name for part in newest)) as run:
        for _ in run.forward():
            pass
        for chunk in (units[k : k + at_once] for k in range(0, len(units), at_once)):
            seeds = {part.name: np.zeros((len(chunk), run.T, part.size)) for part in newest}
            for number, (part, unit) in enumerate(chunk):
                seeds[part.name][number, [i - window.low for i in free], unit] = 1.0
            for _ in run.backward(seeds=seeds):
                pass
            rows = np.array([part.start + unit for part, unit in chunk])
            for i, start, size, back in _came_back(run, window, state, free):
                found[i - window.first, rows, start : start + size] = back


def _came_back(run: Run, window: _Window, state: State, free: range) -> Iterator[tuple[int, int, int, Array]]:
    """What came back from step i to each part of the state before it: (i, start, size, one row a seed)."""
    grads, initial = run.grads, run.initial_grads
    for part in state.parts:
        for i in free:
            step = state.step(part, i - state.direction) - window.low + 1
            outside = initial.get(part.name)
            if 1 <= step <= run.T:
                back = grads[part.name][step - 1]
            else:
                assert outside is not None
                back = outside[-step if step < 1 else step - run.T - 1]
            yield i, part.start, part.size, back
