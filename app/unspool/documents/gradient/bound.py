"""Asking for the bound on what a state keeps of an earlier one, and its message.

{"spec": {…}, "t": 20,     absent: the last step (of a state that reads backwards: the first)
 "node": "h",              whose state, where the net has several; absent: the first one
 "layer": "h2",            of a state of several names: this one's own recurrence, the others held at every step
 "check": 5}               a k at which the norm is measured a second and a third way

docs/doors.md says what comes back.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, NamedTuple

import numpy as np

from unspool import engine
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.question import Answer, Question, Work
from unspool.documents.refusal import SpecError
from unspool.documents.running import start
from unspool.documents.spec import Spec
from unspool.engine import Case, Run
from unspool.gradients import bound as bounds
from unspool.gradients.gain import Gain
from unspool.gradients.layer import held
from unspool.gradients.matrices import matrices
from unspool.gradients.states import State, states
from unspool.recurrence import Mistake

NUMBERS = 1 << 21  # in the Jacobians of all steps that are measured
COPIES = 8  # of these: factors, products and their exponents


def question(spec: Spec, fields: Fields) -> Question:
    """What is asked, and what it takes."""
    try:
        program = engine.program_for(spec.case)
        asked = engine.memory(spec.case)
    except Mistake as mistake:
        raise SpecError.of(mistake) from None
    found = states(program)
    if not found:
        raise SpecError(
            "this net carries nothing from step to step (what it reads of other steps is given, not computed), "
            "so there is no state that could forget"
        )
    node = fields.name("node", [name for state in found for name in state.names], "what it reads of other steps")
    number = next((at for at, state in enumerate(found) if node in state.names), 0)
    state, T = found[number], spec.case.T
    t = fields.step("t") or (T if state.direction > 0 else 1)
    checked = fields.step("check", 0 if state.direction > 0 else 1)
    layer = fields.name("layer", state.names if len(state.names) > 1 else [], "the layers of its state")
    lags = min(T, NUMBERS // state.size**2)
    if checked is not None and not 0 <= (t - checked) * state.direction <= lags:
        raise SpecError(f"check: there is nothing measured at step {checked} from step {t} on")
    bytes_ = (1 if layer is None else 3) * asked.run + 8 * COPIES * min(NUMBERS, lags * state.size**2)
    return Question(bytes_, _work(spec, number, t, lags, checked, layer))


def _work(spec: Spec, number: int, t: int, lags: int, checked: int | None, layer: str | None) -> Work:
    asked = _Asked(number, t, lags, checked, layer)
    with start(spec) as run:
        for _ in run.forward():
            yield
        if layer is None:
            return (yield from _answer(run, spec.case, asked))
        case = held(run, spec.case, states(run.program)[number], layer)
    with start(replace(spec, case=case)) as run:
        for _ in run.forward():
            yield
        return (yield from _answer(run, case, asked))


class _Asked(NamedTuple):
    number: int  # which of the net's states
    t: int
    lags: int
    checked: int | None
    layer: str | None


def _answer(run: Run, case: Case, asked: _Asked) -> Work:
    every = states(run.program)
    found = bounds.bound(run, case, every[asked.number], asked.t, asked.lags, asked.layer)
    yield
    state, names = found.state, every[asked.number].names
    tensors = {"steps": found.steps.astype(float), "norm": found.norm, "norm_log10": found.log10}
    tensors |= {
        name: rows for name, rows in (("bound_log10", found.bound), ("radius_log10", found.radius)) if rows is not None
    }
    head = {
        "T": run.T,
        "t": asked.t,
        "state": _told(state),
        "states": [_told(each) for each in every],
        "layers": names if len(names) > 1 else [],
        "held": [name for name in names if asked.layer not in (None, name)],
        "bound": _gain(found),
        "matrices": [asdict(each) for each in matrices(run, state)],
        "functions": [asdict(each) for each in bounds.functions(run, state)],
        "largest_share_log10": found.largest_share,
    }
    if asked.checked is not None:
        yield
        at = (asked.t - asked.checked) * state.direction
        checks = bounds.check(found, case, asked.number, at, asked.layer)
        head["check"] = {"k": asked.checked, **(asdict(checks) if checks else {"measured": float(found.norm[at])})}
    return Answer(head, tensors)


def _told(state: State) -> dict[str, Any]:
    return {"direction": state.direction, "size": state.size, "parts": [part._asdict() for part in state.parts]}


def _gain(found: bounds.Bound) -> dict[str, Any]:
    """``step``: the gain of one step, where all steps that count have the same."""
    if not isinstance(found.gain, Gain):
        reasons = [{"code": one.code, "equation": one.equation, "names": list(one.names)} for one in found.gain]
        return {"exists": False, "why": reasons}
    steps = found.gain.steps
    same = bool(np.all(steps == steps[0]))
    return {"exists": True, "form": found.gain.form, "step": float(steps[0]) if same else None}
