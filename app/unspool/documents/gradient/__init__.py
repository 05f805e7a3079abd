"""The gradient laid open, one door for all its views: which kinds there are, and how one is asked.

A kind reads its question strictly from fields and gives a ``Question``: how much room answering takes, and the work,
which goes on in turns and ends in an ``Answer``. Adding a kind is adding a file here and a line to ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable

from unspool.documents.canonical import spec_hash
from unspool.documents.encode import told
from unspool.documents.gradient import bound, chain, ledger, memory, paths
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.question import Answer, Question
from unspool.documents.limits import question_within
from unspool.documents.messages import Message
from unspool.documents.refusal import SpecError
from unspool.documents.spec import Spec, read_spec

__all__ = ["KINDS", "Answer", "Fields", "Question", "message_of", "read_question"]

KINDS: dict[str, Callable[[Spec, Fields], Question]] = {
    "ledger": ledger.question,
    "chain": chain.question,
    "bound": bound.question,
    "paths": paths.question,
    "memory": memory.question,
}


def read_question(kind: str, given: object) -> tuple[Spec, Question]:
    """The spec and what is asked of it; raises SpecError for a question that cannot be answered."""
    if not isinstance(given, dict) or "spec" not in given:
        raise SpecError(f'asking for the {kind} takes an object with a spec: {{"spec": {{…}}, …}}')
    spec = read_spec(given["spec"])
    fields = Fields({key: value for key, value in given.items() if key != "spec"}, spec.case.T)
    question = KINDS[kind](spec, fields)
    fields.close()
    question_within(question.bytes)
    return spec, question


def message_of(kind: str, spec: Spec, answer: Answer) -> Message:
    """The answer as a message of the wire; numbers of its head that are not finite are spelled."""
    head = {"kind": kind, "spec_hash": spec_hash(spec), **answer.head}
    return Message(0, told(head), answer.tensors)
