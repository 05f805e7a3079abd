"""What the notes of the ready examples say is true of the eleventh row: the chain of Jacobians."""

from typing import Any

import numpy as np
import pytest
from ready import ALL, answer

from unspool.documents.gradient import Answer

CHAINS = [name for name, example in ALL.items() if example.view.get("laid", {}).get("kind") == "chain"]


def asked(name: str) -> Answer:
    return answer(name, "k", "t")


def largest(found: Answer, which: str) -> Any:
    return found.tensors[f"{which}_singular"][:, 0] * 2.0 ** found.tensors[f"{which}_exponent"]


@pytest.mark.parametrize("name", CHAINS)
def test_every_chain_agrees_with_complex_step_and_central_difference(name: str) -> None:
    check = asked(name).head["check"]
    assert check["complex_step"] < 1e-12
    assert check["central"] < 1e-6


def test_each_factor_could_keep_a_change_but_five_leave_an_eighth() -> None:
    found = asked("chain_of_jacobians")
    factors, products = largest(found, "factor"), largest(found, "product")
    assert len(factors) == 5
    assert ((factors > 0.9) & (factors < 1.3)).all()
    assert products[-1] < 1 / 8
    assert [piece["kind"] for piece in found.head["forms"][0]] == ["slope", "parameter"]


def test_the_wrong_order_misses_by_nearly_all_of_its_size() -> None:
    assert 0.9 < asked("chain_wrong_order").head["order"]["central"] < 1.1


def test_the_printed_product_is_almost_twice_the_true_one_in_either_order() -> None:
    found = asked("chain_printed")
    norm = largest(found, "product")[-1]
    for way in found.head["printed"].values():
        mantissa, exponent = way["norm"]
        assert 1.7 < mantissa * 2.0**exponent / norm < 2.0
        assert way["apart"] > 0.5


def test_what_h_passes_on_stands_beside_the_block_of_c() -> None:
    found = asked("chain_two_states")
    assert [part["name"] for part in found.head["states"][0]["parts"]] == ["c", "h"]
    tile, columns = found.tensors["product_tiles"][-1], found.tensors["product_columns"][-1]
    whole = np.ldexp(tile, columns.astype(int))
    assert np.abs(whole[:3, 3:]).max() > 0.05
    assert np.abs(whole[3:, :3]).max() > 0.05
