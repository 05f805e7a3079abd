"""One layer of a state of several: its own recurrence, every other part of the state held at the values it had.

    h1 = tanh(W1 h1[t-1] + …),  h2 = tanh(W2 h2[t-1] + U2 h1 + …)      ‖∂h2_t/∂h2_k‖, h1 held, ≤ (λ_W2 λ_tanh)^(t-k)

With the others held at every step the Jacobian of the whole state has no row but this layer's; its own block is a
recurrence of one vector, which may have a bound where the whole state has none. It is no bound on the whole state.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from unspool.engine import Case, Change, Run
from unspool.gradients.states import Part, State, row


def held(run: Run, case: Case, state: State, name: str) -> Case:
    """The case with every other name of the state held, at all steps, at what the run has there."""
    steps = tuple(range(1, run.T + 1))
    holds = [
        Change("hold", other, steps=steps, value=np.stack([row(run, other, step) for step in steps]))
        for other in state.names
        if other != name
    ]
    return replace(case, changes=(*case.changes, *holds))


def layer(state: State, name: str) -> tuple[State, NDArray[np.int_]]:
    """The layer's state, and where its entries are in the whole one."""
    parts: list[Part] = []
    rows: list[int] = []
    for part in state.parts:
        if part.name == name:
            parts.append(part._replace(start=len(rows)))
            rows.extend(range(part.start, part.start + part.size))
    return State(state.direction, tuple(parts)), np.array(rows)
