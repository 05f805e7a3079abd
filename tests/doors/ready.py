"""What the tests of the ready examples share: a run of each, and the answer that its view of the gradient asks for."""

import itertools
from typing import Any

import numpy as np
from wires import asked

import unspool
from unspool.documents import read_spec
from unspool.documents.examples import examples
from unspool.documents.gradient import Answer, read_question
from unspool.engine import Trace
from unspool.gradients.work import finished

ALL = {example.name: example for example in examples()}


def run(name: str, **changed: Any) -> Trace:
    return unspool.run({**ALL[name].spec, **changed})


def said(name: str, **changed: Any) -> list[str]:
    """The token that each output gives the most to."""
    spec = {**ALL[name].spec, **changed}
    words = read_spec(spec).vocabulary
    assert words is not None
    return [words[k] for k in unspool.run(spec).values["yhat"].argmax(axis=-1)]


def norms(trace: Trace, name: str) -> list[float]:
    return [float(norm) for norm in np.linalg.norm(trace.grads[name], axis=-1)]


def pairs(rows: Any) -> list[tuple[Any, Any]]:
    return list(itertools.pairwise(rows))


def answer(name: str, *fields: str) -> Answer:
    """What an example's own view asks of its gradient: by these of its fields, or by all of them."""
    laid = ALL[name].view["laid"]
    wanted = {field: laid[field] for field in fields or laid if field != "kind"}
    _, question = read_question(laid["kind"], {"spec": ALL[name].spec, **wanted})
    return finished(question.work)


def laid(server: str, name: str, **more: Any) -> dict[str, Any]:
    """The answer that an example's view asks for."""
    shown = ALL[name].view["laid"]
    kept = {key: shown[key] for key in ("t", "node", "beside") if key in shown}
    return dict(asked(server, shown["kind"], ALL[name].spec, **kept, **more).json())
