"""What a question needed is free as soon as it is answered: the server collects cycles seldom, and runs are large."""

import gc
from collections.abc import Iterator

import pytest

from unspool.documents import read_spec, tensor_bytes
from unspool.documents.gradient import KINDS, message_of, read_question
from unspool.documents.messages import messages
from unspool.documents.running import start
from unspool.engine import Run
from unspool.gradients.answer import answer
from unspool.gradients.work import finished

GIVEN = {"tokens": list("abac"), "targets": list("baca"), "vocabulary": list("abc")}
STATES = {"elman": ["h"], "lstm": ["h"], "gru": ["h"], "stacked": ["h1", "h2"]}


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def given(net: str) -> dict[str, object]:
    return {"net": net, "sizes": dict.fromkeys(STATES[net], 3), "random": {"seed": 1, "scale": 0.5}, **GIVEN}


def runs() -> int:
    return sum(type(one) is Run for one in gc.get_objects())  # isinstance would ask objects of other libraries


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("net", STATES)
def test_an_answer_about_the_gradient_leaves_no_run_behind(kind: str, net: str) -> None:
    before = runs()
    spec, question = read_question(kind, {"spec": given(net)})
    assert tensor_bytes(message_of(kind, spec, finished(question.work)))
    del question
    assert runs() == before


@pytest.mark.parametrize("net", STATES)
def test_neither_the_code_for_pytorch_nor_an_answer_about_a_number_leaves_one_behind(net: str) -> None:
    before = runs()
    _, question = read_question("ledger", {"spec": given(net), "torch": True})
    assert finished(question.work).head["torch"]
    del question
    run = start(read_spec(given(net)))
    assert answer(run, run.program.graph.named[STATES[net][0]], 2, 0).wanted
    run.close()
    del run
    assert runs() == before


@pytest.mark.parametrize("net", STATES)
def test_a_stream_leaves_no_run_behind(net: str) -> None:
    before = runs()
    spec = read_spec(given(net))
    run = start(spec)
    assert all(tensor_bytes(message) for message in messages(spec, run) if message)
    run.close()
    del run
    assert runs() == before
