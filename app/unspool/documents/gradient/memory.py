"""Asking what a node remembers of the input, and its message.

{"spec": {…}, "node": "yhat", "t": 20,    absent: the output, the last step; "loss": E_t
 "unit": 3,                               absent: the whole vector
 "window": [1, 20],                       steps k; absent: the last 256 that the node can depend on
 "k": 5, "entry": 2, "check": true}       ∂node_t,unit/∂x_k,entry by complex step and central difference too

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
from unspool.documents.spec import Spec
from unspool.gradients.memory import Remembered, along_all, check_entry, room, walk
from unspool.gradients.paths import edges, norms
from unspool.recurrence import Mistake
from unspool.recurrence.roles import outputs

SHOWN = 256  # steps of a window that nobody asked for
MOST_ENTRIES = 400_000  # of all rows, where the whole vector's are sent
LONGEST_CHECK = 2_000  # steps of a run that is run again for a check


def question(spec: Spec, fields: Fields) -> Question:
    """What is asked, and what it takes."""
    net, T = spec.case.net, spec.case.T
    if spec.case.inputs is None:
        raise SpecError("this net reads no x, so there is no input that it could remember")
    known = [*net.names, *(["loss"] if net.loss else [])]
    node = fields.name("node", known, "its nodes") or next(
        (name for name in net.names if name in outputs(net)), known[0]
    )
    t = fields.step("t") or T
    try:
        program = engine.program_for(spec.case, (node,), True)
    except Mistake as mistake:
        raise SpecError.of(mistake) from None
    n = 1 if node == "loss" else program.node_sizes[program.folded.graph.named[node]]
    unit = fields.whole("unit", 0, n - 1)
    window = fields.window("window")
    k, entry, check = fields.step("k"), fields.whole("entry", 0, spec.case.inputs.shape[-1] - 1), fields.flag("check")
    at = (k, entry) if check and k is not None and entry is not None else None
    units = n if unit is None else 1
    return Question(room(spec.case, node, units), _work(spec, node, t, unit, window, at))


def _work(
    spec: Spec, node: str, t: int, unit: int | None, window: tuple[int, int] | None, at: tuple[int, int] | None
) -> Work:
    case = spec.case
    try:
        found = yield from walk(case, node, t, unit)
    except Mistake as mistake:
        raise SpecError.of(mistake) from None
    first, last = window or _reached(found)
    inside = slice(first - 1, last)
    rows = found.by_input[inside]
    head: dict[str, Any] = {
        "node": node,
        "t": t,
        "unit": unit,
        "units": rows.shape[1],
        "first": first,
        "last": last,
        "inputs": rows.shape[2],
        "check": None,
    }
    ahead = {edge.node for edge in edges(case.net) if edge.shift > 0}
    head["initial"] = [
        {"name": name, "step": case.T + 1 + row if name in ahead else -row}
        for name, rows in found.initial.items()
        for row in range(len(rows))
    ]
    yield
    head["sums"] = _sums(spec, found) if case.T <= LONGEST_CHECK else None
    if at is not None and case.T <= LONGEST_CHECK:
        exact, near = check_entry(case, node, t, unit or 0, at)
        head["check"] = {"k": at[0], "entry": at[1], "told": float(found.by_input[at[0] - 1, 0, at[1]])}
        head["check"] |= {"complex_step": exact, "central": near.value, "too_small": near.too_small}
        yield
    return Answer(head, _tensors(spec, found, inside, rows))


def _reached(found: Remembered) -> tuple[int, int]:
    """The steps from which a path leads to the node, at most SHOWN, those nearest to it; t alone if none."""
    steps = np.flatnonzero(found.there) + 1
    if not len(steps):
        return found.t, found.t
    first, last = int(min(steps[0], found.t)), int(max(steps[-1], found.t))
    return max(first, found.t - SHOWN + 1), min(last, found.t + SHOWN - 1)


def _sums(spec: Spec, found: Remembered) -> dict[str, Any]:
    """All entries at once: Σ_k ∂node_t/∂x_k · d_k against a complex step of the whole input along a random d."""
    apart, entries = along_all(spec.case, found)
    return {"largest_relative_error": apart, "entries": entries}


def _tensors(spec: Spec, found: Remembered, inside: slice, rows: NDArray[Any]) -> dict[str, NDArray[Any]]:
    tensors = {
        "norm": norms(rows),
        "frobenius": engine.norm(rows.reshape(len(rows), -1)),
        "along": found.along[inside],
        "along_norm": engine.norm(found.along[inside]),
        "there": found.there[inside].astype(np.uint8),
        "present": spec.inputs.present[inside].astype(np.uint8),
        "initial": np.concatenate([np.zeros(0), *(norms(rows) for rows in found.initial.values())]),
    }
    if rows.size <= MOST_ENTRIES:
        tensors["rows"] = rows
    return tensors
