"""Asking for the ledger of one parameter, and its message.

{"spec": {…}, "parameter": "W_hh",     absent: the first recurrent matrix, else the first parameter
 "losses": [1, 20], "copies": [1, 20], windows; absent: all, or the last 64
 "entry": [2, 1]}                      one W_ij in every cell too

docs/doors.md says what comes back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool import engine
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.question import Answer, Question, Work
from unspool.documents.refusal import SpecError
from unspool.documents.running import start
from unspool.documents.spec import Spec
from unspool.engine import Run, norm
from unspool.gradients import ledger, shares
from unspool.gradients.outer import direction
from unspool.gradients.reach import reached
from unspool.recurrence import Mistake
from unspool.recurrence.roles import parameter_role

CELLS = 250_000  # of one window
SHOWN = 64  # steps of a window that nobody asked for
WHOLE = 256  # steps up to which every loss is taken back, whatever the window
AT_ONCE = 128  # losses in one sweep

Head = dict[str, Any]
Tensors = dict[str, NDArray[Any]]


def question(spec: Spec, fields: Fields) -> Question:
    """What is asked, and what it takes."""
    if spec.case.net.loss is None:
        raise SpecError("this net has no loss line, so there is no gradient to lay open")
    names = list(spec.case.net.parameters)
    parameter = fields.name("parameter", names, "its parameters") or _first(spec)
    losses, copies = (fields.window(name) or _last(spec.case.T) for name in ("losses", "copies"))
    if (losses[1] - losses[0] + 1) * (copies[1] - copies[0] + 1) > CELLS:
        raise SpecError(f"losses, copies: this window has more than {CELLS:,} cells: ask for fewer steps")
    at = fields.index("entry")
    return Question(_bytes(spec, parameter, losses), _work(spec, parameter, losses, copies, at))


def _first(spec: Spec) -> str:
    net = spec.case.net
    names = list(net.parameters)
    if not names:
        raise SpecError("this net has no parameter, so there is no gradient to lay open")
    return next((name for name in names if parameter_role(name, net) == "recurrent"), names[0])


def _last(T: int) -> tuple[int, int]:
    return max(1, T - SHOWN + 1), T


def _computed(T: int, window: tuple[int, int]) -> range:
    """The losses that are taken back one by one."""
    return range(1, T + 1) if T <= WHOLE else range(window[0], window[1] + 1)


def _bytes(spec: Spec, parameter: str, window: tuple[int, int]) -> int:
    """Of the sweep, and of what it leaves for the parameter."""
    losses = len(_computed(spec.case.T, window))
    try:
        asked = engine.memory(spec.case, seeds=("loss",), many=min(AT_ONCE, losses))
        program = engine.program_for(spec.case, ("loss",))
    except Mistake as mistake:
        raise SpecError.of(mistake) from None
    shape = program.sizes.parameters[parameter]
    uses = sum(use.parameter == parameter for use in program.adjoint.uses) if program.adjoint else 0
    rows = spec.case.T * losses * ((shape[0] if shape else 1) * uses + 8)
    return asked.run + 8 * (3 * rows + losses * int(np.prod(shape)))


def _work(
    spec: Spec, parameter: str, losses: tuple[int, int], copies: tuple[int, int], at: tuple[int, ...] | None
) -> Work:
    with start(spec, seeds=("loss",)) as run:
        for _ in run.forward():
            yield
        if at is not None:
            _check_entry(at, parameter, run.parameters[parameter].shape)
        for _ in run.backward(seeds={"loss": np.ones(run.T)}):
            yield
        grad = np.array(run.parameter_grads[parameter])
        share = shares(run)[parameter]
        live = [t for t in _computed(run.T, losses) if run.has_loss[t - 1]]
        parts = []
        for first in range(0, max(1, len(live)), AT_ONCE):
            yield from ledger.swept(run, live[first : first + AT_ONCE])
            parts.append(ledger.factors(run, parameter, live[first : first + AT_ONCE]))
        found = ledger.joined(parts)
        yield
        reach = reached(run, parameter, live)
        head, tensors = _ledger(run, found, grad, share)
        window = _Window(run.T, found.losses, losses, copies)
        tensors |= {
            "cells": window.cut(tensors.pop("along")),
            "norms": window.cut(tensors.pop("sizes")),
            "reached": window.cut(reach.astype(np.uint8)),
            "uses": np.asarray(reach.any(axis=0), dtype=np.uint8),
            "has_loss": np.asarray(run.has_loss, dtype=np.uint8),
        }
        if at is not None:
            cells = ledger.entry(found, at)
            tensors |= {"entry": window.cut(cells), "entry_rows": window.rows(cells.sum(axis=1))}
            tensors["entry_columns"] = cells.sum(axis=0)
            head["entry"] = {"at": list(at), "total": float(grad[at])}
        return Answer({"parameter": parameter, "shape": list(grad.shape), "T": run.T, **window.head, **head}, tensors)


def _check_entry(at: tuple[int, ...], parameter: str, shape: tuple[int, ...]) -> None:
    if len(at) != len(shape) or not all(0 <= k < size for k, size in zip(at, shape, strict=True)):
        raise SpecError(
            f"entry: {list(at)} is no entry of {parameter}, which is {' × '.join(map(str, shape)) or 'a number'}"
        )


class _Window:
    """Where the cells that are shown stand among those that were computed, (K, T)."""

    def __init__(self, T: int, computed: tuple[int, ...], losses: tuple[int, int], copies: tuple[int, int]) -> None:
        self.T, self.computed = T, np.array(computed, dtype=int)
        self.losses, self.copies = losses, copies
        self.head = {
            name: {"first": first, "last": last} for name, (first, last) in (("losses", losses), ("copies", copies))
        }

    def cut(self, cells: NDArray[Any]) -> NDArray[Any]:
        """(nt, nk), zero where a step has no loss."""
        first, last = self.losses
        found = np.zeros((last - first + 1, self.T), dtype=cells.dtype)
        inside = (self.computed >= first) & (self.computed <= last)
        found[self.computed[inside] - first] = cells[inside]
        return found[:, self.copies[0] - 1 : self.copies[1]]

    def rows(self, sums: NDArray[Any]) -> NDArray[Any]:
        """(T,), NaN where a loss was not taken back by itself."""
        found = np.full(self.T, np.nan) if self.T > WHOLE else np.zeros(self.T)
        first, last = (1, self.T) if self.T <= WHOLE else self.losses
        found[first - 1 : last] = 0.0
        found[self.computed - 1] = sums
        return found


def _ledger(run: Run, found: ledger.Factors, grad: NDArray[Any], share: Any) -> tuple[Head, Tensors]:
    with np.errstate(all="ignore"):
        way = direction(grad)
        along, sizes = ledger.along(found, way), ledger.sizes(found)
        each = ledger.loss_gradients(found).reshape(len(found.losses), -1)
        total = float(norm(np.ravel(grad)))
        wanted = each @ way.ravel()
        sums = {
            "rows": _apart(along.sum(axis=1), wanted, np.abs(along).sum(axis=1)),
            "columns": _apart(along.sum(axis=0), share.along, np.abs(along).sum(axis=0)) if run.T <= WHOLE else None,
            "total": _apart(along.sum(), total, np.abs(along).sum()) if run.T <= WHOLE else None,
        }
    known = [error for error in sums.values() if error is not None]
    head = {
        "norm": total,
        "direction": bool(np.isfinite(total) and total > 0),
        "loss": True,
        "sums": {
            **sums,
            "largest_relative_error": max(known) if known else None,
            "losses": len(found.losses),
            "copies": run.T,
            "norms_total": float(sizes.sum()),
        },
    }
    window = _Window(run.T, found.losses, (1, run.T), (1, run.T))
    return head, {
        "along": along,
        "sizes": sizes,
        "rows": window.rows(along.sum(axis=1)),
        "row_norms": window.rows(norm(each)),
        "columns": share.along,
        "column_norms": share.norm,
    }


def _apart(sums: Any, wanted: Any, of: Any) -> float | None:
    """The largest disagreement of sums, relative to how much was added up; None where they are not finite."""
    error = np.abs(sums - wanted) / np.where(of == 0, 1.0, of)
    return float(np.max(error)) if np.isfinite(error).all() else None
