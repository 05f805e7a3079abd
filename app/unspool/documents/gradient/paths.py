"""Asking where a state's gradient goes, and its message.

{"spec": {…}, "state": "c", "t": 20,      absent: the first state, the last step (the first, of a net that reads back)
 "window": [1, 20],                       steps k; absent: those up to t, at most 64
 "k": 15,                                 the matrices of one step k too; 0 (T + 1): of the initial value
 "entry": [0, 2], "check": true,          of them one entry ∂c_t,0/∂c_k,2 by complex step and central difference too
 "beside": ["elman", "gru", "before"]}    other nets on the same input; "before": this one without its changes

docs/doors.md says what comes back.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool import engine
from unspool.documents.gradient.beside import Beside, read_beside
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.question import Answer, Question, Work
from unspool.documents.refusal import SpecError
from unspool.documents.spec import Spec
from unspool.gradients.guide import guide
from unspool.gradients.keeper import keeper
from unspool.gradients.moved import moved
from unspool.gradients.paths import Edge, Paths, norms, own_edges, room, states, walk
from unspool.recurrence import Mistake

SHOWN = 64  # steps of a window that nobody asked for
LONGEST_CHECK = 2_000  # steps of a run that is run again for one entry

Head = dict[str, Any]
Tensors = dict[str, NDArray[Any]]


def question(spec: Spec, fields: Fields) -> Question:
    """What is asked, and what it takes."""
    net, T = spec.case.net, spec.case.T
    if not states(net):
        raise SpecError("this net has no state: no equation reads another one at another step (like h[t-1])")
    state = fields.name("state", states(net), "its states") or states(net)[0]
    ahead = any(edge.shift > 0 for edge in own_edges(net, state))
    t = fields.step("t") or (1 if ahead else T)
    first, last = fields.window("window") or ((t, min(T, t + SHOWN - 1)) if ahead else (max(1, t - SHOWN + 1), t))
    k = fields.whole("k", 1, T + 1) if ahead else fields.step("k", 0)
    at, check = fields.index("entry"), fields.flag("check")
    try:
        n = engine.program_for(spec.case, (state,)).node_sizes[_node(spec, state)]
    except Mistake as mistake:
        raise SpecError.of(mistake) from None
    if at is not None and (len(at) != 2 or max(at) >= n or min(at) < 0):
        raise SpecError(f"entry: {list(at)} is no entry of ∂{state}_t/∂{state}_k, which is {n} × {n}")
    beside = read_beside(fields.any("beside"), spec, state, n)
    asked = _Asked(spec, state, t, first, last, k, at if check else None, beside)
    return Question(asked.bytes, asked.work())


def _node(spec: Spec, state: str) -> int:
    return engine.program_for(spec.case, (state,)).folded.graph.named[state]


class _Asked:
    def __init__(
        self,
        spec: Spec,
        state: str,
        t: int,
        first: int,
        last: int,
        k: int | None,
        at: tuple[int, ...] | None,
        beside: list[Beside],
    ) -> None:
        self.spec, self.state, self.t, self.k, self.at, self.beside = spec, state, t, k, at, beside
        self.first, self.last = first, last

    @property
    def bytes(self) -> int:
        """Of the largest of the runs, which come one after the other."""
        runs = [(self.spec, self.state), *((other.spec, other.state) for other in self.beside)]
        try:
            return max(room(spec.case, state, self.first, self.last) for spec, state in runs)
        except Mistake as mistake:
            raise SpecError.of(mistake) from None

    def work(self) -> Work:
        case = self.spec.case
        found = yield from self.walked(self.spec, self.state)
        three = {key: norms(rows) for key, rows in found.three.items()}
        yield
        head, tensors = _laid(found), _tensors(found, three)
        gate = keeper(case.net, self.state)
        head |= {
            "states": list(states(case.net)),
            "keeper": asdict(gate) if gate else None,
            "guide": asdict(guide(found.first, self.t, three["direct"], three["total"])),
            "beside": [],
        }
        matrices = _matrices(found, self.k)
        if matrices:
            head["k"] = self.k
            tensors |= {f"matrix/{key}": rows for key, rows in matrices.items()}
            if self.k is not None and self.at is not None and case.T <= LONGEST_CHECK:
                checked = moved(case, self.state, self.t, self.k, (self.at[0], self.at[1]))
                told = {key: float(matrices[key][self.at]) for key in found.three}
                head["check"] = {"at": list(self.at), "told": told, **asdict(checked)}
                yield
        for number, other in enumerate(self.beside):
            paths = yield from self.walked(other.spec, other.state)
            head["beside"].append(other.head | {"own": _edges(paths.own), "n": paths.total.shape[-1]})
            tensors |= {f"beside/{number}/{key}": norms(rows) for key, rows in paths.three.items()}
            yield
        return Answer(head, tensors)

    def walked(self, spec: Spec, state: str) -> Generator[None, None, Paths]:
        try:
            return (yield from walk(spec.case, state, self.t, self.first, self.last))
        except Mistake as mistake:
            raise SpecError.of(mistake) from None


def _matrices(found: Paths, k: int | None) -> Tensors:
    """Of one step, or of the initial value; none of a step that was not asked for."""
    if k == found.start:
        here = found.at_start
        return here.three | {f"part/{number}": part for number, part in enumerate(here.parts.values())}
    at = -1 if k is None else k - found.first
    if not 0 <= at < len(found.total):
        return {}
    parts = {f"part/{number}": part[at] for number, part in enumerate(found.parts.values())}
    return {key: rows[at] for key, rows in found.three.items()} | parts


def _edges(edges: Any) -> list[Head]:
    return [Edge(*edge)._asdict() for edge in edges]


def _laid(found: Paths) -> Head:
    parts = [found.direct, *found.parts.values()]
    return {
        "state": found.state,
        "t": found.t,
        "first": found.first,
        "last": found.first + len(found.total) - 1,
        "n": found.total.shape[-1],
        "start": found.start,
        "own": _edges(found.own),
        "parts": _edges(found.parts),
        "sums": {
            "largest_relative_error": _apart(parts, found.total),
            "parts": len(parts),
            "steps": len(found.total),
            "finite": bool(all(np.isfinite(part).all() for part in (*parts, found.total))),
        },
    }


def _apart(parts: list[NDArray[Any]], total: NDArray[Any]) -> float | None:
    """The largest error of an entry, relative to the largest number that was added for it; None if none is finite."""
    with np.errstate(all="ignore"):
        error = np.abs(sum(parts) - total)
        size = np.max([np.abs(part) for part in parts], axis=0).max(axis=(1, 2), keepdims=True)
        relative = error / np.where(size == 0, 1.0, size)
    known = relative[np.isfinite(relative)]
    return float(known.max()) if known.size else None


def _tensors(found: Paths, three: Tensors) -> Tensors:
    """Norms by step; ``units/…``: the diagonal, each unit's own; ``along``: how far each part goes in the total's
    direction, ⟨part, total⟩ / ‖total‖ (Frobenius), direct first: these add up to ‖total‖. ``start/…``: of the initial
    value, direct, block, total."""
    diagonals = {f"units/{key}": np.diagonal(rows, axis1=1, axis2=2).copy() for key, rows in found.three.items()}
    parts = [found.direct, *found.parts.values()]
    with np.errstate(all="ignore"):
        largest = np.abs(found.total).max(axis=(1, 2))
        scale = np.where((largest > 0) & np.isfinite(largest), largest, 1.0)
        unit = found.total / scale[:, None, None]
        size = np.sqrt(np.square(unit).sum(axis=(1, 2)))
        unit = unit / np.where(size == 0, 1.0, size)[:, None, None]
        along = np.stack([(part * unit).sum(axis=(1, 2)) for part in parts])
    return {
        **{f"norm/{key}": rows for key, rows in three.items()},
        "norm/parts": np.stack([norms(part) for part in parts]),
        **diagonals,
        "start/norm": norms(np.stack(list(found.at_start.three.values()))),
        "start/units": np.stack([np.diagonal(rows) for rows in found.at_start.three.values()]),
        "along": along,
        "frobenius": scale * size,
        "open/direct": found.open_direct.astype(np.uint8),
        "open/total": found.open_total.astype(np.uint8),
    }
