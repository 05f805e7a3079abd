"""The balance of a ledger: the cells that are looked at, after truncation and clipping, and whether the sums hold.

A case is computed twice where scissors are at work, with them and without; every loss goes back by itself, as many in
one sweep as its buffers allow. Up to ``WHOLE`` steps all losses do, beyond only those of the window (K stages need
them all).
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
SWEEP_BYTES = 160 * 2**20  # of its buffers
CURVES = 2**22  # numbers that the curves over all stages may take

Window = tuple[int, int]  # steps first…last


@dataclass(frozen=True)
class Wanted:
    """``stages``: K, or None; ``clip``: how and at what, or None."""

    parameter: str
    losses: Window
    stages: int | None = None
    clip: tuple[Literal["norm", "value"], float] | None = None
    before: bool = False


@dataclass
class Account:
    """Gradients by name, and of the parameter: its cells (K, T), its columns (1, T), by their factors."""

    grads: dict[str, Array]
    cells: Factors
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


def computed(T: int, wanted: Wanted) -> range:
    """The losses that go back one by one."""
    return range(1, T + 1) if T <= WHOLE or wanted.stages else range(wanted.losses[0], wanted.losses[1] + 1)


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
    losses, left, banded, lags = yield from _account(run, wanted, many)
    full = left
    if scissors is not None:
        with engine.start(scissors, seeds=("loss",)) as other:
            few = replace(wanted, stages=None)
            _, full, _, _ = yield from _account(other, few, many, cells=wanted.before)
    after = replace(left)
    if wanted.stages is not None:
        after.columns = banded[wanted.parameter]
        after.grads = {name: ledger.loss_gradients(one)[0] for name, one in banded.items()}
        kept = truncation.within(losses, run.T, wanted.stages)
        after.cells, after.reach = left.cells.masked(kept), left.reach & kept
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


Accounted = tuple[tuple[int, ...], Account, dict[str, Factors], Array | None]


def _account(run: Run, wanted: Wanted, many: int, cells: bool = True) -> Generator[None, None, Accounted]:
    """The whole gradient, the cells of the parameter, and for K stages: what is left of each, and sums by lag."""
    yield from (None for _ in run.forward())
    yield from (None for _ in run.backward(seeds={"loss": np.ones(run.T)}))
    grads = {name: np.array(grad) for name, grad in run.parameter_grads.items()}
    columns = ledger.factors(run, wanted.parameter, (0,))
    live = [t for t in computed(run.T, wanted) if run.has_loss[t - 1]]
    both = any(sweep.direction > 0 for sweep in run.machine.sweeps("backward"))  # some losses reach later copies
    banded: dict[str, Factors] = {}
    size = grads[wanted.parameter].size
    lags = np.zeros((run.T, size)) if wanted.stages is not None and run.T * size <= CURVES else None
    parts: list[Factors] = []
    for some in _chunks(live, many) if cells else ():
        yield from ledger.swept(run, some)
        every = ledger.factors(run, wanted.parameter, some)
        parts.append(every.chosen(_shown(some, run.T, wanted)))
        if wanted.stages is not None:
            yield
            _band(run, some, wanted.stages, banded)
        if lags is not None:
            yield
            lags += truncation.by_lag(every, both)
    nothing = Factors(run.T, (), grads[wanted.parameter].shape, ())
    shown = _shown(live, run.T, wanted)
    yield
    account = Account(grads, ledger.joined(parts) if parts else nothing, columns, reached(run, wanted.parameter, shown))
    if wanted.stages is not None and not live:
        banded = {name: Factors(run.T, (0,), grad.shape, ()) for name, grad in grads.items()}
    return tuple(shown), account, banded, lags


def _shown(losses: list[int], T: int, wanted: Wanted) -> list[int]:
    first, last = (1, T) if T <= WHOLE else wanted.losses
    return [t for t in losses if first <= t <= last]


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
    """How far sums are from what they must be, relative to what was added up; None: not finite, or not all known."""

    rows: float | None
    columns: float | None
    total: float | None

    @property
    def largest(self) -> float | None:
        known = [error for error in (self.rows, self.columns, self.total) if error is not None]
        return max(known) if known else None


def checked(account: Account, parameter: str, along: Array, every_loss: bool) -> tuple[Sums, Array]:
    """The sums of cells against ∂E_t/∂W (built from its own rows), the copies' shares (from the sweep of all losses at
    once) and ‖G‖; also ‖∂E_t/∂W‖, (K,)."""
    unit, scale = way(account, parameter), account.scale
    each = ledger.loss_gradients(account.cells)
    with np.errstate(all="ignore"):
        lengths = np.asarray(row_lengths((each if scale is None else each * scale).reshape(len(each), -1)))
        size = np.abs(along)
        rows = _apart(along.sum(axis=1), each.reshape(len(each), -1) @ np.ravel(unit), size.sum(axis=1))
        if not every_loss:
            return Sums(rows, None, None), lengths
        columns = _apart(along.sum(axis=0), ledger.along(account.columns, unit)[0], size.sum(axis=0))
        total = _apart(along.sum(), norm(np.ravel(account.grads[parameter])), size.sum())
    return Sums(rows, columns, total), lengths


def _apart(sums: Array, wanted: Array, of: Array) -> float | None:
    error = np.abs(sums - wanted) / np.where(of == 0, 1.0, of)
    return float(np.max(error, initial=0.0)) if np.isfinite(error).all() else None
