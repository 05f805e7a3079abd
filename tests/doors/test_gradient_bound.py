"""The door of the bound: what it tells, and how it refuses."""

from typing import Any

import numpy as np
import pytest
from serving import elman
from wires import asked


def rescaled(how: str, to: Any, T: int = 6, **more: Any) -> dict[str, Any]:
    return {**elman(T, 4), "changes": [{"scale": "W", how: to}], **more}


def test_bound_and_measured_norm_are_told_for_every_k_from_t_back(server: str) -> None:
    found = asked(server, "bound", rescaled("norm", 3), t=5).json()
    steps, norm, bound = (np.array(found["tensors"][key]) for key in ("steps", "norm", "bound_log10"))
    assert steps.tolist() == [5, 4, 3, 2, 1, 0]
    np.testing.assert_allclose(bound, (5 - steps) * np.log10(3), atol=1e-12)
    assert norm[0] == pytest.approx(1)
    assert (np.log10(norm) <= bound + 1e-12).all()
    assert found["bound"]["form"] == {"op": "times", "parts": [{"function": "tanh"}, {"matrix": "W"}]}
    assert found["bound"]["step"] == pytest.approx(3)
    assert found["matrices"][0]["norm"] == pytest.approx(3)
    assert 0 <= found["functions"][0]["met"] <= found["functions"][0]["largest"] == 1
    assert found["largest_share_log10"] <= 0


def test_a_net_without_a_loss_has_a_bound_too(server: str) -> None:
    found = asked(server, "bound", {"net": "h = 0.5 * h[t-1] + x", "inputs": [[1.0], [2.0], [3.0]]}).json()
    assert found["tensors"]["norm"] == [1.0, 0.5, 0.25, 0.125]
    assert found["bound"] == {"exists": True, "form": {"number": 0.5}, "step": 0.5}


def test_where_there_is_no_bound_it_says_why_and_still_measures(server: str) -> None:
    net = "z = sigmoid(W @ h[t-1])\nh = z * h[t-1] + U @ x"
    spec = {"net": net, "inputs": [[1.0]] * 4, "sizes": {"h": 3}, "random": {"seed": 1, "scale": 1}}
    found = asked(server, "bound", spec).json()
    assert found["bound"] == {"exists": False, "why": [{"code": "product", "equation": "h", "names": ["z", "h"]}]}
    assert "bound_log10" not in found["tensors"]
    assert len(found["tensors"]["norm"]) == 5


def test_a_state_of_several_is_chosen_by_one_of_its_names(server: str) -> None:
    net = "h = tanh(W @ h[t-1] + U @ x)\ng = tanh(A @ g[t+1] + h)\nloss = sum(g)"
    spec = {"net": net, "inputs": [[1.0]] * 4, "sizes": {"h": 3}, "random": {"seed": 1, "scale": 1}}
    forwards, backwards = asked(server, "bound", spec).json(), asked(server, "bound", spec, node="g").json()
    assert forwards["tensors"]["steps"] == [4, 3, 2, 1, 0]
    assert backwards["tensors"]["steps"] == [1, 2, 3, 4, 5]
    assert [state["parts"][0]["name"] for state in backwards["states"]] == ["h", "g"]


def test_a_stacked_net_has_a_bound_for_each_layer_with_the_others_held(server: str) -> None:
    spec = {**elman(6, 4), "net": "stacked", "sizes": {"h1": 4, "h2": 3}}
    whole = asked(server, "bound", spec).json()
    assert (whole["layers"], whole["held"]) == (["h1", "h2"], [])
    assert whole["bound"]["why"][0]["code"] == "states"
    found = asked(server, "bound", spec, layer="h2", check=2).json()
    assert (found["layers"], found["held"]) == (["h1", "h2"], ["h1"])
    assert [part["name"] for part in found["state"]["parts"]] == ["h2"]
    assert found["bound"]["form"] == {"op": "times", "parts": [{"function": "tanh"}, {"matrix": "W2"}]}
    assert [one["name"] for one in found["matrices"] if one["counts"]] == ["W2"]
    assert found["check"]["relative_error"] < 1e-11
    assert asked(server, "bound", elman(6, 4)).json()["layers"] == []


def test_it_is_checked_a_second_and_a_third_way_where_one_asks(server: str) -> None:
    checked = asked(server, "bound", rescaled("norm", 3), t=6, check=2).json()["check"]
    assert checked["k"] == 2
    assert checked["relative_error"] < 1e-12
    assert checked["central_error"] < 1e-6


def test_what_leaves_the_numbers_of_float64_is_infinite_and_its_power_of_ten_is_told(server: str) -> None:
    spec = {"net": "h = 1000 * h[t-1] + x", "inputs": [[0.0]] * 120}
    found = asked(server, "bound", spec).json()
    assert found["tensors"]["norm"][102:105] == [pytest.approx(1e306), "Infinity", "Infinity"]
    assert found["tensors"]["norm_log10"][-1] == pytest.approx(360)


def test_a_long_run_with_a_wide_state_is_measured_as_far_back_as_there_is_room(server: str) -> None:
    spec = {"net": "h = W @ h[t-1]", "inputs": [[0.0]] * 700, "sizes": {"h": 100}, "random": {"seed": 1, "scale": 0.1}}
    found = asked(server, "bound", spec).json()["tensors"]
    assert len(found["norm"]) == 210
    assert len(found["bound_log10"]) == len(found["steps"]) == 701


@pytest.mark.parametrize(
    ("spec", "asking", "words"),
    [
        (elman(6, 4), {"t": 7}, "t: there is no step 7: this run has steps 1 to 6"),
        (elman(6, 4), {"node": "yhat"}, 'node: there is no "yhat"; what it reads of other steps are h'),
        (elman(6, 4), {"t": 3, "check": 4}, "check: there is nothing measured at step 4 from step 3 on"),
        ({"net": "teacher_forcing", "tokens": ["a"], "vocabulary": ["a"], "targets": ["a"], "sizes": {"h": 2},
          "random": {"seed": 1, "scale": 1}}, {}, "this net carries nothing from step to step"),
        (elman(6, 4), {"layer": "h"}, 'layer: there is no "h"'),
        (elman(6, 4), {"T": 3}, 'there is no field "T" here'),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_its_place(
    spec: dict[str, Any], asking: dict[str, Any], words: str, server: str
) -> None:
    answer = asked(server, "bound", spec, **asking)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(words)
