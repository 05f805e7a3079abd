"""Asking for the ledger of one parameter: what is asked, read strictly, and what it takes.

{"spec": {…}, "parameter": "W_hh",        absent: the first recurrent matrix, else the first parameter
 "losses": [1, 20], "copies": [1, 20],    windows; absent: all, or the last 64
 "entry": [2, 1],                         one W_ij in every cell too
 "cell": [9, 4], "check": true,           one cell's matrix, and what complex step and central difference say of it
 "stages": 5,                             truncated; scissors stand in the spec's changes (detach)
 "clip": {"by": "norm", "at": 1},         or by value; after truncation
 "before": true,                          the full gradient's cells too
 "torch": true}                           lines of PyTorch that make the same gradients
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from unspool import engine
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.ledger_message import Shown, message
from unspool.documents.gradient.question import Question, Work
from unspool.documents.refusal import SpecError, shown
from unspool.documents.running import start
from unspool.documents.spec import Spec
from unspool.gradients.balance import AT_ONCE, CURVES, WHOLE, Wanted, at_once, balance, computed, whole_case
from unspool.recurrence import Mistake
from unspool.recurrence.roles import parameter_role

CELLS = 250_000  # of one window
WINDOW = 64  # steps of a window that nobody asked for
STAGES_STEPS = 1_000  # K stages take every loss back by itself


def question(spec: Spec, fields: Fields) -> Question:
    """What is asked, and what it takes."""
    if spec.case.net.loss is None:
        raise SpecError("this net has no loss line, so there is no gradient to lay open")
    T = spec.case.T
    parameter = fields.name("parameter", spec.case.net.parameters, "its parameters") or _first(spec)
    losses, copies = (fields.window(name) or (max(1, T - WINDOW + 1), T) for name in ("losses", "copies"))
    if (losses[1] - losses[0] + 1) * (copies[1] - copies[0] + 1) > CELLS:
        raise SpecError(f"losses, copies: this window has more than {CELLS:,} cells: ask for fewer steps")
    stages = fields.whole("stages", 1, 10**9)
    if stages is not None and T > STAGES_STEPS:
        raise SpecError(
            f"stages: every loss goes back by itself, which is computed for up to {STAGES_STEPS:,} steps, not for {T:,}"
        )
    clip, before = _clip(fields.inner("clip")), fields.flag("before")
    cell = _cell(fields)
    wanted = Wanted(parameter, losses, min(stages, T) if stages else None, clip, before, cell[0] if cell else None)
    asked = Shown(copies, fields.index("entry"), cell, fields.flag("check"), fields.flag("torch"))
    return Question(_bytes(spec, wanted), _work(spec, wanted, asked))


def _first(spec: Spec) -> str:
    net = spec.case.net
    names = list(net.parameters)
    if not names:
        raise SpecError("this net has no parameter, so there is no gradient to lay open")
    return next((name for name in names if parameter_role(name, net) == "recurrent"), names[0])


def _clip(fields: Fields | None) -> tuple[Literal["norm", "value"], float] | None:
    if fields is None:
        return None
    by, at = fields.any("by"), fields.positive("at")
    if by not in ("norm", "value") or at is None:
        raise SpecError('clip takes {"by": "norm", "at": 1.0}, or "value"')
    fields.close()
    return by, at


def _cell(fields: Fields) -> tuple[int, int] | None:
    """(loss, copy), where the run has both."""
    value = fields.any("cell")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or any(type(entry) is not int for entry in value):
        raise SpecError(f"cell: {shown(value)} is not [t, k], the step of a loss and that of a copy")
    if not all(1 <= entry <= fields.T for entry in value):
        raise SpecError(f"cell: there is no {value}: this run has steps 1 to {fields.T:,}")
    return value[0], value[1]


def _bytes(spec: Spec, wanted: Wanted) -> int:
    """Of the sweep, and of what it leaves for the parameter; with scissors there are two."""
    T, losses = spec.case.T, len(computed(spec.case.T, wanted))
    sweeps = 2 if whole_case(spec.case).changes != spec.case.changes else 1
    shown = min(losses, max(AT_ONCE, wanted.losses[1] - wanted.losses[0] + 1))
    try:
        asked = engine.memory(spec.case, seeds=("loss",), many=at_once(spec.case, losses))
        program = engine.program_for(spec.case, ("loss",))
    except Mistake as mistake:
        raise SpecError.of(mistake) from None
    shape = program.sizes.parameters[wanted.parameter]
    uses = sum(use.parameter == wanted.parameter for use in program.adjoint.uses) if program.adjoint else 0
    ledgers = 2 if wanted.stages or (wanted.before and sweeps > 1) else 1
    rows = T * (losses if T <= WHOLE else shown) * ((shape[0] if shape else 1) * uses * ledgers + 8)
    curves = CURVES if wanted.stages else 0
    return sweeps * asked.run + 8 * (2 * rows + losses * int(np.prod(shape)) + 2 * curves)


def _work(spec: Spec, wanted: Wanted, asked: Shown) -> Work:
    with start(spec, seeds=("loss",)) as run:
        asked.within(wanted.parameter, run.parameters[wanted.parameter].shape)
        found = yield from balance(spec.case, wanted, run)
        yield
        return (yield from message(spec.case, run, wanted, asked, found))
