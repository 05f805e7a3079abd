"""The exact check: the derivative by a number w is Im L(w + i h) / h, for h so small that nothing is lost.

No two nearly equal numbers are subtracted, so the error is that of one run (1e-15), however small the gradient.
The engine itself runs on complex numbers; the backward pass takes no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Change, Run
from unspool.gradients.entries import KINDS, Entry, arrays, entries, moved, nudged

H = 1e-30

Measure = Callable[[Run], complex]


def the_loss(run: Run) -> complex:
    """Σ E_t, what is differentiated unless something else is asked for."""
    return complex(run.loss)


def derivative(case: Case, entry: Entry, *, of: Measure = the_loss, plain: bool = False) -> float:
    """∂L/∂entry of a settled case; ``of`` measures something else than the loss on a run that went forwards."""
    return _imaginary(nudged(case, entry, H * 1j), of, plain)


def derivatives(
    case: Case, kinds: tuple[str, ...] = KINDS, *, of: Measure = the_loss, plain: bool = False
) -> dict[str, dict[str, Array]]:
    """∂L by every entry: kind -> name -> array. One run an entry."""
    found = {kind: {name: np.zeros(array.shape) for name, array in arrays(case, kind).items()} for kind in kinds}
    for entry in entries(case, kinds):
        found[entry.kind][entry.name][entry.at] = derivative(case, entry, of=of, plain=plain)
    return found


def along(
    case: Case, direction: Mapping[str, Mapping[str, Array]], *, of: Measure = the_loss, plain: bool = False
) -> float:
    """The derivative along a direction (kind -> name -> array) of a settled case, in one run."""
    return _imaginary(moved(case, direction, H * 1j), of, plain)


def node_derivative(case: Case, node: str, *, of: Measure = the_loss, plain: bool = False) -> Array:
    """∂L/∂node_t for every step and unit, (T, size): the node is held at its own value, plus i h in one unit.

    What a person holds replaces the equation, so this asks what the loss makes of the value, however it arose.
    """
    with engine.forwards(case, plain=plain) as run:
        values = np.array(run.values[node])
    found = np.zeros(values.shape)
    for t, unit in np.ndindex(values.shape):
        row = values[t].astype(complex)
        row[unit] += H * 1j
        held = replace(case, changes=(*case.changes, Change("hold", node, steps=(t + 1,), value=row)))
        found[t, unit] = _imaginary(held, of, plain)
    return found


def _imaginary(case: Case, of: Measure, plain: bool) -> float:
    with engine.forwards(case, plain=plain) as run:
        return of(run).imag / H
