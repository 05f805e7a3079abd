"""Asking for the bound on what a state keeps of an earlier one, and its message.

{"spec": {…}, "t": 20,     absent: the last step (of a state that reads backwards: the first)
 "node": "h",              whose state, where the net has several; absent: the first one
 "check": 5}               a k at which the norm is measured a second and a third way

docs/doors.md says what comes back.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from unspool import engine
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.question import Answer, Question, Work
from unspool.documents.refusal import SpecError
from unspool.documents.running import start
from unspool.documents.spec import Spec
from unspool.gradients import bound as bounds
from unspool.gradients.gain import Gain
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
    lags = min(T, NUMBERS // state.size**2)
    if checked is not None and not 0 <= (t - checked) * state.direction <= lags:
        raise SpecError(f"check: there is nothing measured at step {checked} from step {t} on")
    bytes_ = asked.run + 8 * COPIES * min(NUMBERS, lags * state.size**2)
    return Question(bytes_, _work(spec, number, t, lags, checked))


def _work(spec: Spec, number: int, t: int, lags: int, checked: int | None) -> Work:
    with start(spec) as run:
        for _ in run.forward():
            yield
        state = states(run.program)[number]
        found = bounds.bound(run, spec.case, state, t, lags)
        yield
        tensors = {"steps": found.steps.astype(float), "norm": found.norm, "norm_log10": found.log10}
        tensors |= {
            name: rows
            for name, rows in (("bound_log10", found.bound), ("radius_log10", found.radius))
            if rows is not None
        }
        head = {
            "T": run.T,
            "t": t,
            "state": _told(state),
            "states": [_told(each) for each in states(run.program)],
            "bound": _gain(found),
            "matrices": [asdict(each) for each in matrices(run, state)],
            "functions": [asdict(each) for each in bounds.functions(run, state)],
            "largest_share_log10": found.largest_share,
        }
        if checked is not None:
            yield
            at = (t - checked) * state.direction
            checks = bounds.check(found, spec.case, number, at)
            head["check"] = {"k": checked, **(asdict(checks) if checks else {"measured": float(found.norm[at])})}
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
