"""What the page's views of a gradient ask for, as the door computes it from a spec that was read."""

from typing import Any

import numpy as np

from bench.lstm import Array, Lstm
from unspool import engine
from unspool.documents import Spec, read_spec
from unspool.documents.gradient import KINDS, Answer, Fields
from unspool.gradients.work import finished


def spec_of(net: Lstm) -> Spec:
    return read_spec(net.spec())


def asked(spec: Spec, kind: str, **question: Any) -> Answer:
    """The answer to one question, all its turns in a row."""
    return finished(KINDS[kind](spec, Fields(question, spec.case.T)).work)


def ledger_of(spec: Spec) -> tuple[Array, Array, Array]:
    """(along, norms, ‖∂E_t/∂W‖) of W_hf, every loss and every copy."""
    window = [1, spec.case.T]
    head, tensors = asked(spec, "ledger", parameter="W_hf", losses=window, copies=window)
    assert head["sums"]["largest_relative_error"] < 1e-12
    return tensors["cells"], tensors["norms"], tensors["row_norms"]


def everything(spec: Spec) -> None:
    """Per-step gradients, the ledger, and the norms of ∂s_t/∂s_k for every k."""
    engine.trace(spec.case)
    ledger_of(spec)
    asked(spec, "bound")


def furthest(ours: tuple[Array, ...], theirs: tuple[Array, ...]) -> float:
    """By each array's largest."""
    return max(float(np.abs(a - b).max() / np.abs(b).max()) for a, b in zip(ours, theirs, strict=True))
