"""Every gradient of a case against its two checks: complex step, and central difference where that can tell.

One row for each parameter, initial state, input and target, and one for each node: ∂L/∂node_t at every step and unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Change
from unspool.gradients.central import H as STEP
from unspool.gradients.central import difference, estimated
from unspool.gradients.complex_step import derivative, node_derivative
from unspool.gradients.entries import KINDS, Entry, arrays, backward, settled

EXACT = 1e-9  # relative, what complex step must agree to
NEAR = 1e-2  # relative, what a central difference with three digits or more must agree to
FLOOR = 1e-14  # of the largest entry: below it an entry is noise of its neighbours


@dataclass(frozen=True)
class Row:
    """``exact`` and ``near`` are the largest relative disagreements; ``near`` is None where no difference could tell.

    ``too_small``: entries of which a central difference knows fewer than three digits. Not finite: NaN disagreements.
    """

    kind: str
    name: str
    shape: tuple[int, ...]
    largest: float
    exact: float
    near: float | None
    too_small: int

    @property
    def agrees(self) -> bool:
        """Whether both checks confirm the backward pass."""
        return self.exact <= EXACT and (self.near is None or self.near <= NEAR)


def check(case: Case) -> Iterator[Row]:
    """The rows of a case, each as soon as it is known; a case without a loss has none."""
    if case.net.loss is None:
        return
    case = settled(case)
    told = backward(case)
    for kind in KINDS:
        for name in arrays(case, kind):
            if name in told[kind]:  # a start symbol (initial.y) has no gradient of its own
                yield _row(case, kind, name, told[kind][name])
    with engine.start(case) as run:
        run.finish()
        grads = {name: np.array(rows) for name, rows in run.grads.items()}
    for name, rows in grads.items():
        exact = node_derivative(case, name)
        yield Row("nodes", name, rows.shape, _largest(rows), _disagreement(rows, exact), None, rows.size)


@dataclass(frozen=True)
class Checks:
    """One gradient by both checks; ``too_small``: the central difference has fewer than three digits of it."""

    complex_step: float
    central: float
    too_small: bool


def check_entry(case: Case, entry: Entry) -> Checks:
    """One entry of a parameter, initial state, input or target."""
    case = settled(case)
    estimate = difference(case, entry)
    return Checks(derivative(case, entry), estimate.value, estimate.too_small)


def check_node(case: Case, node: str, t: int, unit: int) -> Checks:
    """∂L/∂node_t at one unit: the node is held at its own value, moved in that unit."""
    with engine.forwards(case) as run:
        row = np.array(run.values[node][t - 1])

    def loss(by: complex) -> complex:
        moved = row.astype(complex if by.imag else float)
        moved[unit] += by if by.imag else by.real
        held = replace(case, changes=(*case.changes, Change("hold", node, steps=(t,), value=moved)))
        with engine.forwards(held) as run:
            return complex(run.loss)

    h = STEP * max(1.0, abs(float(row[unit])))
    exact = loss(1e-30j).imag / 1e-30
    estimate = estimated(lambda by: loss(complex(by)).real, h)
    return Checks(exact, estimate.value, estimate.too_small)


def _row(case: Case, kind: str, name: str, told: Array) -> Row:
    exact, near = np.zeros(told.shape), np.full(told.shape, np.nan)
    for at in np.ndindex(told.shape):
        entry = Entry(kind, name, at)
        exact[at] = derivative(case, entry)
        estimate = difference(case, entry)
        if not estimate.too_small:
            near[at] = estimate.value
    known = ~np.isnan(near)
    worst = _disagreement(told[known], near[known]) if known.any() else None
    return Row(kind, name, told.shape, _largest(told), _disagreement(told, exact), worst, int((~known).sum()))


def _largest(rows: Array) -> float:
    return float(np.abs(rows).max(initial=0.0))


def _disagreement(told: Array, other: Array) -> float:
    """The largest |a − b| / max(|a|, |b|), where either is more than noise beside the largest entry."""
    size = np.maximum(np.abs(told), np.abs(other))
    floor = max(FLOOR * float(size.max(initial=0.0)), np.finfo(float).tiny)
    with np.errstate(all="ignore"):
        apart = np.where(size > floor, np.abs(told - other) / size, 0.0)
    return float(np.where(np.isnan(told - other) & (told != other), np.nan, apart).max(initial=0.0))
