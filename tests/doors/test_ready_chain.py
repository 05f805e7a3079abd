"""What the notes of the examples of the chain say is true of their numbers."""

from typing import Any

import numpy as np
import pytest

from unspool.documents.examples import examples
from unspool.documents.gradient import Answer, read_question

ALL = {example.name: example for example in examples() if example.view.get("laid", {}).get("kind") == "chain"}


def asked(name: str) -> Answer:
    laid = ALL[name].view["laid"]
    _, question = read_question("chain", {"spec": ALL[name].spec, "k": laid["k"], "t": laid["t"]})
    work = question.work
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: Answer = done.value
            return found


def largest(answer: Answer, which: str) -> Any:
    return answer.tensors[f"{which}_singular"][:, 0] * 2.0 ** answer.tensors[f"{which}_exponent"]


@pytest.mark.parametrize("name", ALL)
def test_every_chain_agrees_with_complex_step_and_central_difference(name: str) -> None:
    check = asked(name).head["check"]
    assert check["complex_step"] < 1e-12
    assert check["central"] < 1e-6


def test_each_factor_could_keep_a_change_but_five_leave_an_eighth() -> None:
    answer = asked("chain_of_jacobians")
    factors, products = largest(answer, "factor"), largest(answer, "product")
    assert len(factors) == 5
    assert ((factors > 0.9) & (factors < 1.3)).all()
    assert products[-1] < 1 / 8
    assert [piece["kind"] for piece in answer.head["forms"][0]] == ["slope", "parameter"]


def test_the_wrong_order_misses_by_nearly_all_of_its_size() -> None:
    assert 0.9 < asked("chain_wrong_order").head["order"]["central"] < 1.1


def test_the_printed_product_is_almost_twice_the_true_one_in_either_order() -> None:
    answer = asked("chain_printed")
    norm = largest(answer, "product")[-1]
    for way in answer.head["printed"].values():
        mantissa, exponent = way["norm"]
        assert 1.7 < mantissa * 2.0**exponent / norm < 2.0
        assert way["apart"] > 0.5


def test_what_h_passes_on_stands_beside_the_block_of_c() -> None:
    answer = asked("chain_two_states")
    assert [part["name"] for part in answer.head["states"][0]["parts"]] == ["c", "h"]
    tile, columns = answer.tensors["product_tiles"][-1], answer.tensors["product_columns"][-1]
    whole = np.ldexp(tile, columns.astype(int))
    assert np.abs(whole[:3, 3:]).max() > 0.05
    assert np.abs(whole[3:, :3]).max() > 0.05
