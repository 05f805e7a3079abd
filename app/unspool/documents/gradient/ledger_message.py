"""The ledger's message: its cells cut to the window, the whole run's rows and columns, sums, truncation, clipping."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool.documents.gradient.question import Answer, Work
from unspool.documents.refusal import SpecError
from unspool.engine import Case, Run, norm
from unspool.gradients import clipping, ledger, truncation
from unspool.gradients.balance import WHOLE, Account, Balance, Wanted, checked, way, whole_case
from unspool.gradients.cell_check import beyond_stages, check_cell
from unspool.gradients.matrices import all_matrices
from unspool.gradients.torch_code import torch_lines

LARGEST = 64  # rows and columns of a cell's matrix that is sent

Head = dict[str, Any]
Tensors = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Shown:
    """What of the ledger is wanted: the window of copies, an entry (i, j), a cell (t, k), its checks, PyTorch."""

    copies: tuple[int, int]
    entry: tuple[int, ...] | None
    cell: tuple[int, int] | None
    check: bool
    torch: bool

    def within(self, parameter: str, shape: tuple[int, ...]) -> None:
        """Refuse an entry that the parameter does not have."""
        at = self.entry
        if at is not None and (len(at) != len(shape) or not all(0 <= k < n for k, n in zip(at, shape, strict=True))):
            size = " × ".join(map(str, shape)) or "a number"
            raise SpecError(f"entry: {list(at)} is no entry of {parameter}, which is {size}")


def message(case: Case, run: Run, wanted: Wanted, asked: Shown, found: Balance) -> Work:
    """Plain data, and the tensors; in turns."""
    window = _Window(run.T, found.losses, wanted.losses, asked.copies)
    head, tensors = _account(run, wanted.parameter, found.after, window)
    tensors |= {
        "lost": window.cut(found.lost.astype(np.uint8)),
        "uses": np.asarray((found.after.reach | found.lost).any(axis=0), dtype=np.uint8),
        "has_loss": np.asarray(run.has_loss, dtype=np.uint8),
    }
    head["matrices"] = [asdict(each) for each in all_matrices(run)]
    if found.before is not None:
        full, cells = _account(run, wanted.parameter, found.before, window)
        tensors |= {f"before/{name}": rows for name, rows in cells.items()}
        head["before"] = {"norm": full["norm"], "direction": full["direction"], "sums": full["sums"]}
        if asked.entry is not None:
            tensors["before/entry"] = window.cut(ledger.entry(found.before.cells, asked.entry))
    if asked.entry is not None:
        _entry(found.after, asked.entry, wanted.parameter, window, head, tensors)
    if asked.cell is not None:
        yield from _cell(case, wanted, asked, found, head, tensors)
    tensors |= {f"stages/{name}": curve for name, curve in found.curves.items()}
    head |= {"truncation": _truncation(case, wanted, found), "clip": _clip(wanted, found)}
    everything = clipping.whole(found.after.grads)
    head |= {"norm_all": float(norm(everything)), "largest_all": float(np.abs(everything).max(initial=0.0))}
    if asked.torch:
        head["torch"] = torch_lines(run, wanted)
    about = {"parameter": wanted.parameter, "shape": list(run.parameters[wanted.parameter].shape), "T": run.T}
    return Answer({**about, **window.head, **head}, tensors)


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
        return np.ascontiguousarray(found[:, self.copies[0] - 1 : self.copies[1]])

    def beyond(self, cells: NDArray[Any]) -> NDArray[Any]:
        """(T,): what the losses outside the window add that went back by themselves."""
        first, last = self.losses
        return np.asarray(cells[(self.computed < first) | (self.computed > last)].sum(axis=0))

    def sides(self, cells: NDArray[Any]) -> NDArray[Any]:
        """(nt, 2): what the copies before the window add to each of its losses, and those after it."""
        first, last = self.losses
        found = np.zeros((last - first + 1, 2))
        inside = (self.computed >= first) & (self.computed <= last)
        at = self.computed[inside] - first
        found[at, 0] = cells[inside, : self.copies[0] - 1].sum(axis=1)
        found[at, 1] = cells[inside, self.copies[1] :].sum(axis=1)
        return found

    def rows(self, sums: NDArray[Any]) -> NDArray[Any]:
        """(T,), NaN where a loss did not go back by itself."""
        found = np.full(self.T, np.nan)
        first, last = (1, self.T) if self.T <= WHOLE else self.losses
        found[first - 1 : last] = 0.0
        found[self.computed - 1] = sums
        return found


def _account(run: Run, parameter: str, account: Account, window: _Window) -> tuple[Head, Tensors]:
    unit, total = way(account, parameter), float(norm(np.ravel(account.grads[parameter])))
    with np.errstate(all="ignore"):
        along, sizes = ledger.along(account.cells, unit), ledger.sizes(account.cells, account.scale)
        sums, lengths = checked(account, parameter, along)
        head = {
            "norm": total,
            "direction": bool(np.isfinite(total) and total > 0),
            "loss": True,
            "sums": {
                **asdict(sums),
                "largest_relative_error": sums.largest,
                "losses": len(along),
                "copies": run.T,
                "norms_total": float(sizes.sum()) if len(along) == run.has_loss.sum() else None,
            },
        }
        return head, {
            "cells": window.cut(along),
            "norms": window.cut(sizes),
            "reached": window.cut(account.reach.astype(np.uint8)),
            "rows": window.rows(along.sum(axis=1)),
            "row_norms": window.rows(lengths),
            "rest": ledger.along(account.rest, unit)[0] + window.beyond(along),
            "sides": window.sides(along),
            "columns": ledger.along(account.columns, unit)[0],
            "column_norms": ledger.sizes(account.columns, account.scale)[0],
        }


def _entry(
    account: Account, at: tuple[int, ...], parameter: str, window: _Window, head: Head, tensors: Tensors
) -> None:
    scale = 1.0 if account.scale is None else account.scale[at if account.scale.ndim else ()]
    cells = ledger.entry(account.cells, at) * scale
    tensors |= {"entry": window.cut(cells), "entry_rows": window.rows(cells.sum(axis=1))}
    tensors["entry_columns"] = ledger.entry(account.columns, at)[0] * scale
    tensors["entry_rest"] = ledger.entry(account.rest, at)[0] * scale + window.beyond(cells)
    tensors["entry_sides"] = window.sides(cells)
    head["entry"] = {"at": list(at), "total": float(account.grads[parameter][at])}


def _cell(
    case: Case, wanted: Wanted, asked: Shown, found: Balance, head: Head, tensors: Tensors
) -> Generator[None, None, None]:
    assert asked.cell is not None
    loss, copy = asked.cell
    if loss not in found.losses:
        head["cell"] = {"t": loss, "k": copy, "reached": False}
        return
    account, row = found.after, found.losses.index(loss)
    one, numbers = _numbers(account, wanted.parameter, asked)
    lost = bool(found.lost[row, copy - 1])
    head["cell"] = {"t": loss, "k": copy, "reached": bool(account.reach[row, copy - 1]), "lost": lost, **numbers}
    if max(one.shape, default=1) <= LARGEST:
        tensors["cell"] = one
    if asked.check and (lost or head["cell"]["reached"]):
        left = case if wanted.stages is None else beyond_stages(case, asked.cell, wanted.stages)
        unit = way(account, wanted.parameter)
        head["cell"] |= yield from check_cell(left, wanted.parameter, asked.cell, unit, numbers["along"])
    if lost and found.before is not None:
        full = head["cell"]["full"] = _numbers(found.before, wanted.parameter, asked)[1]
        if asked.check:
            unit = way(found.before, wanted.parameter)
            full |= yield from check_cell(whole_case(case), wanted.parameter, asked.cell, unit, full["along"])


def _numbers(account: Account, parameter: str, asked: Shown) -> tuple[NDArray[Any], Head]:
    """The matrix of the cell that is asked for, and what is told of it."""
    assert asked.cell is not None
    loss, copy = asked.cell
    one = ledger.cell(account.cells, loss, copy) * (1.0 if account.scale is None else account.scale)
    along = float(ledger.along(account.cells.chosen([loss]), way(account, parameter))[0, copy - 1])
    entry = None if asked.entry is None else float(one[asked.entry])
    return one, {"along": along, "norm": float(norm(np.ravel(one))), "entry": entry}


def _truncation(case: Case, wanted: Wanted, found: Balance) -> Head | None:
    if not found.truncated:
        return None
    cut = dict.fromkeys(
        f"{change.node}[t{change.shift:+d}]" if change.shift else change.node
        for change in case.changes
        if change.verb == "detach"
    )
    own = {"stages": wanted.stages, "detached": list(cut), **found.truncated["parameter"]._asdict()}
    return {**own, "all": found.truncated["all"]._asdict()}


def _clip(wanted: Wanted, found: Balance) -> Head | None:
    if wanted.clip is None or found.clipped is None:
        return None
    by, at = wanted.clip
    clipped, before, name = found.clipped, found.unclipped, wanted.parameter

    def step(left: NDArray[Any], full: NDArray[Any], touched: int) -> Head:
        sizes = {"before": float(norm(full)), "after": float(norm(left))}
        return {**sizes, "angle": truncation.angle(left, full), "touched": touched, "entries": int(full.size)}

    own = step(np.ravel(clipped.grads[name]), np.ravel(before[name]), clipped.touched(name))
    touched = sum(clipped.touched(name) for name in before)
    together = step(clipping.whole(clipped.grads), clipping.whole(before), touched)
    largest = float(np.abs(clipping.whole(before)).max(initial=0.0))
    return {"by": by, "at": at, "factor": clipped.factor, "largest": largest, **together, "parameter": own}
