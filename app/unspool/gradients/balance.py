"""The balance of a ledger: the cells that are looked at, after truncation and clipping, and whether the sums hold.

A case is computed twice where scissors are at work, with them and without; every loss goes back by itself, as many in
one sweep as its buffers allow. Up to ``WHOLE`` steps all losses do, beyond only those of the window (K stages need
them all) and one more that is asked for on its own; all others then go back together, so that every sum is known and
checked over all losses.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from unspool import engine
from unspool.engine import Array, Case, Run, norm
from unspool.gradients import clipping, ledger, truncation
from unspool.gradients.ledger import Factors
from unspool.gradients.outer import direction
from unspool.gradients.outer import lengths as row_lengths
from unspool.gradients.reach import reached
from unspool.gradients.truncation import Off

WHOLE = 256  # steps up to which every loss is taken back, whatever the window
AT_ONCE = 128  # losses in one sweep, at most
SWEEP_BYTES = 96 * 2**20  # of its buffers
CURVES = 2**22  # numbers that the curves over all stages may take

Window = tuple[int, int]  # steps first…last


@dataclass(frozen=True)
class Wanted:
    """``stages``: K, or None; ``clip``: how and at what, or None; ``alone``: a loss that may lie outside the window."""

    parameter: str
    losses: Window
    stages: int | None = None
    clip: tuple[Literal["norm", "value"], float] | None = None
    before: bool = False
    alone: int | None = None


@dataclass
class Account:
    """Gradients by name, and of the parameter by their factors: its cells (K, T), what all other losses add together
    (1, T), and its columns (1, T)."""

    grads: dict[str, Array]
    cells: Factors
    rest: Factors
    columns: Factors
    reach: NDArray[np.bool_]
    scale: Array | None = None  # of clipping


@dataclass
class Balance:
    """``after`` is what is shown, ``before`` the full gradient's ledger (where it was wanted and anything was done).

    ``lost``: (K, T), cells that truncation took. ``curves`` over all numbers of stages, where they were affordable.
    """

    losses: tuple[int, ...]
    after: Account
    before: Account | None
    lost: NDArray[np.bool_]
    truncated: dict[str, Off] = field(default_factory=dict)  # of the "parameter", and of "all"
    curves: dict[str, Array] = field(default_factory=dict)
    clipped: clipping.Clipped | None = None
    unclipped: dict[str, Array] = field(default_factory=dict)


def computed(T: int, wanted: Wanted) -> list[int]:
    """The losses that go back one by one."""
    every = list(range(1, T + 1))
    return every if wanted.stages else _shown(every, T, wanted)


def at_once(case: Case, losses: int) -> int:
    """How many losses go back in one sweep, so that its buffers stay small."""
    one = engine.memory(case, seeds=("loss",), many=3).run - engine.memory(case, seeds=("loss",), many=2).run
    return max(1, min(AT_ONCE, losses, SWEEP_BYTES // max(1, one)))


def whole_case(case: Case) -> Case:
    """Without scissors."""
    return replace(case, changes=tuple(change for change in case.changes if change.verb != "detach"))


def balance(case: Case, wanted: Wanted, run: Run) -> Generator[None, None, Balance]:
    """In turns; ``run`` is the case's own, started with ``seeds=("loss",)``."""
    many = at_once(case, len(computed(case.T, wanted)))
    scissors = whole_case(case) if any(change.verb == "detach" for change in case.changes) else None
    losses, left, kept, lags = yield from _account(run, wanted, many)
    full = left
    if scissors is not None:
        with engine.start(scissors, seeds=("loss",)) as other:
            few = replace(wanted, stages=None)
            _, full, *_ = yield from _account(other, few, many, cells=wanted.before)
    after = replace(left)
    if wanted.stages is not None:
        after.columns, after.rest = kept.all[wanted.parameter], kept.rest
        after.grads = {name: ledger.loss_gradients(one)[0] for name, one in kept.all.items()}
        inside = truncation.within(losses, run.T, wanted.stages)
        after.cells, after.reach = left.cells.masked(inside), left.reach & inside
    found = Balance(losses, after, None, full.reach & ~after.reach)
    if wanted.stages is not None or scissors is not None:
        found.truncated = _truncated(after.grads, full.grads, wanted.parameter)
        if lags is not None:
            found.curves = truncation.curves(np.cumsum(lags, axis=0), np.ravel(full.grads[wanted.parameter]))
    if wanted.clip is not None:
        _clip(found, wanted)
    if wanted.before and (found.truncated or found.clipped):
        found.before = full
    return found


@dataclass
class Kept:
    """What K stages leave of each parameter over all losses, and of one over the losses that are not shown: (1, T)."""

    all: dict[str, Factors]
    rest: Factors


Accounted = tuple[tuple[int, ...], Account, Kept, Array | None]


def _account(run: Run, wanted: Wanted, many: int, cells: bool = True) -> Generator[None, None, Accounted]:
    """The whole gradient, the cells of the parameter, and for K stages: what is left, and sums by lag."""
    yield from (None for _ in run.forward())
    yield from (None for _ in run.backward(seeds={"loss": np.ones(run.T)}))
    grads = {name: np.array(grad) for name, grad in run.parameter_grads.items()}
    columns = ledger.factors(run, wanted.parameter, (0,))
    every = [int(t) for t in np.flatnonzero(run.has_loss) + 1]
    live = sorted(set(computed(run.T, wanted)) & set(every))
    shown = _shown(live, run.T, wanted)
    others = sorted(set(every) - set(shown))
    nothing = Factors(run.T, (0,), grads[wanted.parameter].shape, ())
    rest = nothing
    if others and cells:
        together = np.zeros(run.T)
        together[np.array(others) - 1] = 1.0
        yield from (None for _ in run.backward(seeds={"loss": together}))
        rest = ledger.factors(run, wanted.parameter, (0,))
    both = any(sweep.direction > 0 for sweep in run.machine.sweeps("backward"))  # some losses reach later copies
    kept = Kept({}, nothing)
    size = grads[wanted.parameter].size
    lags = np.zeros((run.T, size)) if wanted.stages is not None and run.T * size <= CURVES else None
    parts: list[Factors] = []
    for some in _chunks(live, many) if cells else ():
        yield from ledger.swept(run, some)
        found = ledger.factors(run, wanted.parameter, some)
        parts.append(found.chosen(_shown(some, run.T, wanted)))
        if wanted.stages is not None:
            yield
            _band(run, some, wanted.stages, kept.all)
            hidden = found.chosen(sorted(set(some) - set(shown)))
            kept.rest = truncation.added(kept.rest, truncation.banded(hidden, wanted.stages))
        if lags is not None:
            yield
            lags += truncation.by_lag(found, both)
    yield
    own = ledger.joined(parts) if parts else replace(nothing, losses=())
    account = Account(grads, own, rest, columns, reached(run, wanted.parameter, shown))
    if wanted.stages is not None and not live:
        kept.all = {name: Factors(run.T, (0,), grad.shape, ()) for name, grad in grads.items()}
    return tuple(shown), account, kept, lags


def _shown(losses: list[int], T: int, wanted: Wanted) -> list[int]:
    first, last = (1, T) if T <= WHOLE else wanted.losses
    return [t for t in losses if first <= t <= last or t == wanted.alone]


def _chunks(live: list[int], many: int) -> Iterator[list[int]]:
    for first in range(0, len(live), many):
        yield live[first : first + many]


def _band(run: Run, losses: list[int], stages: int, banded: dict[str, Factors]) -> None:
    """Add what these losses leave of every parameter within so many stages."""
    for name in run.parameters:
        part = truncation.banded(ledger.factors(run, name, losses, own=False), stages)
        banded[name] = truncation.added(banded[name], part) if name in banded else part.kept()


def _truncated(left: dict[str, Array], full: dict[str, Array], parameter: str) -> dict[str, Off]:
    return {
        "parameter": truncation.off(np.ravel(left[parameter]), np.ravel(full[parameter])),
        "all": truncation.off(clipping.whole(left), clipping.whole(full)),
    }


def _clip(found: Balance, wanted: Wanted) -> None:
    assert wanted.clip is not None
    how, at = wanted.clip
    found.unclipped = found.after.grads
    found.clipped = (clipping.by_norm if how == "norm" else clipping.by_value)(found.after.grads, at)
    scale = found.clipped.scale[wanted.parameter]
    found.after = replace(found.after, grads=found.clipped.grads, scale=scale)


def way(account: Account, parameter: str) -> Array:
    """What a cell is projected on: G / ‖G‖, with the scale of clipping, which acts on the cells."""
    unit = direction(account.grads[parameter])
    return unit if account.scale is None else np.asarray(unit * account.scale)


@dataclass(frozen=True)
class Sums:
    """How far sums are from what they must be, relative to what was added up; None: not finite."""

    rows: float | None
    columns: float | None
    total: float | None

    @property
    def largest(self) -> float | None:
        known = [error for error in (self.rows, self.columns, self.total) if error is not None]
        return max(known) if known else None


def checked(account: Account, parameter: str, along: Array) -> tuple[Sums, Array]:
    """The sums of cells, and of what all other losses add, against ∂E_t/∂W (built from its own rows), the copies'
    shares (from the sweep of all losses at once) and ‖G‖; also ‖∂E_t/∂W‖, (K,)."""
    unit, scale = way(account, parameter), account.scale
    each = ledger.loss_gradients(account.cells)
    with np.errstate(all="ignore"):
        lengths = np.asarray(row_lengths((each if scale is None else each * scale).reshape(len(each), unit.size)))
        wanted = each.reshape(len(each), unit.size) @ np.ravel(unit)
        rows = _apart(along.sum(axis=1), wanted, np.abs(along).sum(axis=1))
        whole = np.concatenate([along, ledger.along(account.rest, unit)])
        size = np.abs(whole)
        columns = _apart(whole.sum(axis=0), ledger.along(account.columns, unit)[0], size.sum(axis=0))
        total = _apart(whole.sum(), norm(np.ravel(account.grads[parameter])), size.sum())
    return Sums(rows, columns, total), lengths


def _apart(sums: Array, wanted: Array, of: Array) -> float | None:
    error = np.abs(sums - wanted) / np.where(of == 0, 1.0, of)
    return float(np.max(error, initial=0.0)) if np.isfinite(error).all() else None
