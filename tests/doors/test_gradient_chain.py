"""The chain of Jacobians at its door: what comes back is what the arithmetic says, and what cannot be is refused."""

from typing import Any

import numpy as np
import pytest
from serving import elman, exploding
from wires import asked

PRE = "h = U @ x + W @ tanh(h[t-1])\nloss = squared_error(h, y)"


def matrix(tensors: dict[str, Any], name: str, at: int) -> Any:
    return np.ldexp(tensors[f"{name}_tiles"][at], np.array(tensors[f"{name}_columns"][at], dtype=int))


def test_the_tiles_multiply_to_the_product_and_their_values_are_its_own(server: str) -> None:
    found = asked(server, "chain", elman(8, 3), k=2, t=7).json()
    tensors = found["tensors"]
    assert tensors["steps"] == [3, 4, 5, 6, 7]
    whole = np.eye(3)
    for at in range(5):
        whole = matrix(tensors, "factor", at) @ whole
        np.testing.assert_allclose(matrix(tensors, "product", at), whole, rtol=1e-12)
        values = np.array(tensors["product_singular"][at]) * 2.0 ** tensors["product_exponent"][at]
        np.testing.assert_allclose(values, np.linalg.svd(whole, compute_uv=False), rtol=1e-9)
        radius = tensors["product_radius"][at] * 2.0 ** tensors["product_exponent"][at]
        assert radius == pytest.approx(np.abs(np.linalg.eigvals(whole)).max(), rel=1e-9)
    assert found["check"]["complex_step"] < 1e-13
    assert found["check"]["central"] < 1e-7
    assert found["order"]["central"] > 0.01


def test_an_entry_is_checked_in_two_ways(server: str) -> None:
    found = asked(server, "chain", elman(8, 3), k=2, t=7, step=5, entry=[2, 1]).json()
    entry = found["entry"]
    value = matrix(found["tensors"], "product", 2)[2, 1]
    assert (entry["from"], entry["step"], entry["matrix"]) == (2, 5, "product")
    assert entry["complex_step"] == pytest.approx(value, rel=1e-12)
    assert entry["central"]["value"] == pytest.approx(value, abs=10 * entry["central"]["noise"])
    factor = asked(server, "chain", elman(8, 3), k=2, t=7, step=5, entry=[2, 1], matrix="factor").json()
    assert factor["entry"]["complex_step"] == pytest.approx(matrix(factor["tensors"], "factor", 2)[2, 1], rel=1e-12)


def test_a_factor_is_told_with_its_pieces(server: str) -> None:
    found = asked(server, "chain", elman(8, 3), k=2, t=7, step=4).json()
    slope, matrix_ = found["looked"]["form"]
    assert (slope["kind"], slope["op"], matrix_["parameter"]) == ("slope", "tanh", "W")
    tensors = found["tensors"]
    np.testing.assert_allclose(
        np.diag(tensors["piece_0"]) @ np.array(tensors["piece_1"]), matrix(tensors, "factor", 1), rtol=1e-12
    )
    assert found["printed"] is None


def test_the_product_that_lectures_print_stands_beside_the_true_one(server: str) -> None:
    spec = {"net": PRE, "inputs": [[0.5]] * 8, "targets": [[0.0, 0.0]] * 8, "random": {"seed": 2, "scale": 1.0}}
    told = asked(server, "chain", spec, k=1, t=6).json()["printed"]
    assert set(told) == {"latest_left", "latest_right"}
    assert min(told["latest_left"]["apart"], told["latest_right"]["apart"]) > 0.01


def test_long_spans_send_both_ends_and_what_is_looked_at(server: str) -> None:
    found = asked(server, "chain", elman(200, 3), k=0, t=200, step=77).json()
    shown = found["tensors"]["shown"]
    assert len(shown) <= 12
    assert {0, 1, 75, 76, 77, 198, 199} <= set(shown)
    assert len(found["tensors"]["factor_singular"]) == 200


def test_large_states_send_the_largest_of_each_block_and_a_corner_in_numbers(server: str) -> None:
    found = asked(server, "chain", elman(4, 80), k=2, t=4, corner=[70, 3]).json()
    tensors = found["tensors"]
    assert np.shape(tensors["factor_tiles"]) == (2, 64, 64)
    assert np.shape(tensors["corner_product"]) == (10, 16)
    assert found["size"] == 80


def test_a_net_that_carries_nothing_says_so(server: str) -> None:
    spec = {"net": "h = tanh(U @ x)\nloss = squared_error(h, y)", "inputs": [[1.0]] * 3, "targets": [[0.0]] * 3}
    found = asked(server, "chain", {**spec, "random": {"seed": 1, "scale": 1.0}}).json()
    assert found["states"] == []


def test_an_exploding_net_is_answered_with_the_step_where_it_ends(server: str) -> None:
    found = asked(server, "chain", exploding())
    assert found.status_code == 200
    assert found.json()["check"]["complex_step"] is None or found.json()["first_nonfinite"] is None


@pytest.mark.parametrize(
    ("asking", "words"),
    [
        ({"k": -1}, "k: -1 is not a whole number from 0 to 9"),
        ({"t": 2.5}, "t: 2.5 is not a whole number from 0 to 9"),
        ({"node": "q"}, 'node: there is no "q"; '),
        ({"entry": [3, 0]}, "entry: [3, 0] is no entry of a matrix of 3 × 3"),
        ({"entry": [1]}, "entry: [1] is no entry of a matrix of 3 × 3"),
        ({"matrix": "sum"}, 'matrix: there is no "sum"; '),
        ({"kk": 3}, 'there is no field "kk" here'),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(asking: dict[str, Any], words: str, server: str) -> None:
    answer = asked(server, "chain", elman(8, 3), **asking)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(words)


def test_more_than_can_be_taken_apart_is_refused_with_the_figures(server: str) -> None:
    answer = asked(server, "chain", elman(100, 300), k=0, t=100)
    assert answer.status_code == 422
    assert "100 Jacobians of 300 × 300" in answer.json()["error"]["message"]
    assert "at most 11 steps" in answer.json()["error"]["message"]
