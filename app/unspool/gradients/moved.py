"""Experiments on a run: one unit of a node is moved at one step, what may not move is held, and what arrives is read.

By complex step, which is exact, and by a central difference for the classroom. They know nothing of edges or
adjoints, so they check every kind of ∂node_t/∂node_k:

    total    nothing is held: all that is made from node_k moves
    block    every other state is held at step k
    direct   everything but the node itself is held at every step
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Change
from unspool.gradients.central import Difference, estimated
from unspool.gradients.central import H as NEAR
from unspool.gradients.complex_step import H
from unspool.gradients.entries import settled
from unspool.gradients.paths import own_edges, start_of, states

Held = Mapping[tuple[str, int], Array]  # (name, step) -> its row


@dataclass(frozen=True)
class Moved:
    """Of one entry: ``direct`` is None where the state's own edges pass other equations, which then cannot be held."""

    total: Moves
    block: Moves
    direct: Moves | None


@dataclass(frozen=True)
class Moves:
    """What both experiments say; ``too_small``: the difference knows fewer than three digits of it."""

    complex_step: float
    central: float
    too_small: bool


def moved(case: Case, state: str, t: int, k: int, at: tuple[int, int]) -> Moved:
    """∂ state_t,i / ∂ state_k,j for ``at`` = (i, j), in its three meanings; k may be the step of the initial value."""
    values, initial = settled_values(case), k == start_of(case, state)
    case = settled(case) if initial else case
    rest = {} if initial else {(name, k): values[name][k - 1] for name in states(case.net) if name != state}
    every = {
        (name, step): values[name][step - 1]
        for name in case.net.names
        if name != state
        for step in range(1, case.T + 1)
    }
    closed = all(edge.into == state for edge in own_edges(case.net, state))
    row = case.initial[state][0] if initial else values[state][k - 1]

    def moves(held: Held) -> Moves:
        def told(moved: Array) -> complex:
            if not initial:
                return complex(arriving(case, {**held, (state, k): moved}, state, t)[at[0]])
            rows = np.array(case.initial[state], dtype=moved.dtype)
            rows[0] = moved
            begun = replace(case, initial={**case.initial, state: rows})
            return complex(arriving(begun, held, state, t)[at[0]])

        return _moves(told, row, at[1])

    return Moved(total=moves({}), block=moves(rest), direct=moves(every) if closed else None)


def settled_values(case: Case) -> dict[str, Array]:
    """What every node of a case is at every step."""
    with engine.forwards(case) as run:
        return {name: np.array(rows) for name, rows in run.values.items()}


def arriving(case: Case, held: Held, node: str, t: int) -> Array:
    """node_t where some rows are held; complex if one of them is."""
    with engine.forwards(replace(case, changes=(*case.changes, *_holds(held)))) as run:
        return np.array(run.values[node][t - 1])


def _holds(held: Held) -> list[Change]:
    """One change a name: its steps together."""
    steps: dict[str, list[int]] = {}
    for name, step in held:
        steps.setdefault(name, []).append(step)
    return [
        Change("hold", name, steps=tuple(sorted(at)), value=np.stack([held[name, step] for step in sorted(at)]))
        for name, at in steps.items()
    ]


def _moves(told: Callable[[Array], complex], row: Array, unit: int) -> Moves:
    """``told`` by the row with one unit moved."""

    def read(by: complex) -> complex:
        nudged = row.astype(complex if by.imag else float)
        nudged[unit] += by if by.imag else by.real
        return told(nudged)

    estimate: Difference = estimated(lambda by: read(complex(by)).real, NEAR * max(1.0, abs(float(row[unit]))))
    return Moves(read(H * 1j).imag / H, estimate.value, estimate.too_small)
