"""The door of the gradient laid open: a frame or JSON, refusals, and room that is waited for."""

import json
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load
from serving import elman, exploding
from wires import asked, by_post

from unspool.documents.gradient import read_question


def test_the_ledger_comes_as_one_frame_and_as_json_with_the_same_numbers(server: str) -> None:
    frame = asked(server, "ledger", elman(6, 4), "*/*", parameter="W")
    assert frame.headers["content-type"] == "application/octet-stream"
    length = int.from_bytes(frame.content[:8], "little")
    head = json.loads(json.loads(frame.content[8 : 8 + length])["__metadata__"]["message"])
    told = asked(server, "ledger", elman(6, 4), parameter="W").json()
    assert told.pop("tensors")["cells"] == load(frame.content)["cells"].tolist()
    assert told == head
    assert head["kind"] == "ledger"
    assert len(head["spec_hash"]) == 64


def test_its_cells_add_up_to_the_gradient_that_the_trace_has(server: str) -> None:
    trace = by_post(server, elman(6, 4))
    found = asked(server, "ledger", elman(6, 4), parameter="U", entry=[1, 2]).json()
    grad = np.array(trace["parameter_grads"]["U"])
    assert found["norm"] == pytest.approx(np.linalg.norm(grad))
    assert np.sum(found["tensors"]["cells"]) == pytest.approx(found["norm"], rel=1e-12)
    assert found["sums"]["largest_relative_error"] < 1e-12
    assert np.sum(found["tensors"]["entry"]) == pytest.approx(grad[1][2], rel=1e-12)
    assert np.triu(found["tensors"]["reached"], 1).sum() == 0


def test_what_is_not_finite_is_spelled(server: str) -> None:
    found = asked(server, "ledger", exploding())
    assert found.status_code == 200
    assert found.json()["direction"] is False
    assert '"Infinity"' in found.text or '"NaN"' in found.text


def test_a_view_that_does_not_exist_is_not_found(server: str) -> None:
    answer = asked(server, "will", elman(6, 4))
    assert answer.status_code == 404
    assert answer.json()["error"]["message"].startswith("there is no such view of a gradient; there are ledger")


@pytest.mark.parametrize(
    ("asking", "words"),
    [
        ({"parameter": "Q"}, 'parameter: there is no "Q"; '),
        ({"parameter": 3}, "parameter: there is no 3"),
        ({"losses": [3]}, "losses: a list of 1 is not a window of steps"),
        ({"losses": [5, 2]}, "losses: step 5 comes after step 2"),
        ({"copies": [1, "2"]}, "copies: a window has two whole numbers"),
        ({"entry": [9, 0], "parameter": "W"}, "entry: [9, 0] is no entry of W, which is 4 × 4"),
        ({"entry": [True], "parameter": "b"}, "entry: a list of 1 is not a list of at most two whole numbers"),
        ({"stages": 0}, "stages: 0 is not a whole number from 1"),
        ({"clip": {"by": "force", "at": 1}}, "clip takes"),
        ({"clip": {"by": "norm", "at": 0}}, "at: 0 is not a number above 0"),
        ({"clip": {"by": "norm", "at": 1, "to": 2}}, 'there is no field "to" here'),
        ({"clip": "norm"}, 'clip: "norm" is not an object'),
        ({"cell": [7, 1]}, "cell: there is no [7, 1]: this run has steps 1 to 6"),
        ({"cell": 3}, "cell: 3 is not [t, k]"),
        ({"check": 1}, "check: 1 is neither true nor false"),
        ({"los": [1, 2]}, 'there is no field "los" here; did you mean losses?'),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(asking: dict[str, Any], words: str, server: str) -> None:
    answer = asked(server, "ledger", elman(6, 4), **asking)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(words)


def test_a_net_without_a_loss_or_without_parameters_has_no_gradient_to_lay_open(server: str) -> None:
    bare = {"net": "h = tanh(x + h[t-1])", "inputs": [[1.0], [2.0]]}
    assert "no loss line" in asked(server, "ledger", bare).json()["error"]["message"]
    still = {**bare, "net": bare["net"] + "\nloss = sum(h)"}
    assert "no parameter" in asked(server, "ledger", still).json()["error"]["message"]


def test_an_answer_that_would_not_fit_is_refused_before_it_is_begun(server: str) -> None:
    spec = {"net": "h = tanh(W @ h[t-1])\nloss = sum(h)", "sizes": {"h": 800}, "inputs": [[0.0]] * 250,
            "random": {"seed": 1, "scale": 0.1}}  # fmt: skip
    answer = asked(server, "ledger", spec)
    assert answer.status_code == 422
    assert "answering this would take" in answer.json()["error"]["message"]


def test_a_cell_is_confirmed_by_both_checks_when_that_is_wanted(server: str) -> None:
    found = asked(server, "ledger", elman(6, 4), parameter="W", cell=[6, 3], entry=[1, 2], check=True).json()
    cell, tensors = found["cell"], found["tensors"]
    assert cell["along"] == pytest.approx(tensors["cells"][5][2], rel=1e-12)
    assert cell["norm"] == pytest.approx(np.linalg.norm(tensors["cell"]))
    assert cell["entry"] == tensors["cell"][1][2] == tensors["entry"][5][2]
    assert cell["complex_step"] == pytest.approx(cell["along"], rel=1e-9)
    assert cell["relative_error"] < 1e-9
    assert cell["too_small"] or cell["central_difference"] == pytest.approx(cell["along"], rel=1e-2)


def test_a_cell_that_scissors_took_is_lost_and_what_it_was_is_told(server: str) -> None:
    spec = {**elman(6, 4), "changes": [{"detach": "h[t-1]", "steps": [4]}]}
    found = asked(server, "ledger", spec, parameter="W", before=True, cell=[6, 2], torch=True).json()
    assert found["cell"]["lost"]
    assert not found["cell"]["reached"]
    assert found["tensors"]["cells"][5][1] == 0
    assert found["tensors"]["before/cells"][5][1] != 0
    assert found["truncation"]["detached"] == ["h[t-1]"]
    assert found["truncation"]["norm"] == found["norm"]
    assert found["truncation"]["full_norm"] == found["before"]["norm"]
    assert any("detach() if t == 4" in line for line in found["torch"])


@pytest.mark.parametrize("by", ["scissors", "stages"])
def test_a_lost_cell_answers_with_0_and_with_what_it_was_and_both_are_checked(by: str, server: str) -> None:
    spec, stages = elman(6, 4), {"stages": 3}
    if by == "scissors":
        spec, stages = {**spec, "changes": [{"detach": "h[t-1]", "steps": [4]}]}, {}
    asking = {"parameter": "W", "before": True, "cell": [6, 2], "check": True, "entry": [0, 1], **stages}
    found = asked(server, "ledger", spec, **asking).json()
    cell, tensors = found["cell"], found["tensors"]
    assert (cell["lost"], cell["reached"]) == (True, False)
    assert cell["along"] == cell["norm"] == cell["entry"] == 0
    assert cell["complex_step"] == cell["central_difference"] == cell["relative_error"] == 0
    assert not cell["too_small"]
    full = cell["full"]
    assert full["along"] == tensors["before/cells"][5][1] != 0
    assert full["entry"] == tensors["before/entry"][5][1]
    assert full["complex_step"] == pytest.approx(full["along"], rel=1e-9)
    assert full["too_small"] or full["central_difference"] == pytest.approx(full["along"], rel=1e-2)
    kept = asked(server, "ledger", spec, **{**asking, "cell": [6, 5]}).json()["cell"]
    assert kept["complex_step"] == pytest.approx(kept["along"], rel=1e-9)
    assert kept["too_small"] or kept["central_difference"] == pytest.approx(kept["along"], rel=1e-2)
    assert "full" not in kept


def long_run(T: int) -> dict[str, Any]:
    return {"net": "h = tanh(W @ h[t-1] + U @ x)\nloss = squared_error(h, y)", "random": {"seed": 1, "scale": 0.5},
            "inputs": [[t % 3] for t in range(T)], "targets": [[t % 2, 1] for t in range(T)]}  # fmt: skip


def test_a_long_run_is_answered_for_the_window_that_is_asked_and_adds_up_over_all_losses(server: str) -> None:
    asking = {"losses": [300, 310], "copies": [290, 310], "entry": [0, 1]}
    found = asked(server, "ledger", long_run(600), **asking).json()
    tensors, sums = found["tensors"], found["sums"]
    assert np.shape(tensors["cells"]) == (11, 21)
    assert [t + 1 for t, row in enumerate(tensors["rows"]) if row != "NaN"] == list(range(300, 311))
    assert sums["losses"] == 11
    assert max(sums["rows"], sums["columns"], sums["total"]) < 1e-12
    assert sum(tensors["columns"]) == pytest.approx(found["norm"], rel=1e-12)
    assert sum(tensors["rows"][299:310]) + sum(tensors["rest"]) == pytest.approx(found["norm"], rel=1e-12)
    for kind in ("", "entry_"):
        cells = np.array(tensors["entry" if kind else "cells"])
        inside = cells.sum(axis=0) + tensors[f"{kind}rest"][289:310]
        np.testing.assert_allclose(inside, tensors[f"{kind}columns"][289:310], atol=1e-14 * np.abs(cells).sum())
        rows = cells.sum(axis=1) + np.sum(tensors[f"{kind}sides"], axis=1)
        np.testing.assert_allclose(rows, tensors[f"{kind}rows"][299:310], atol=1e-14 * np.abs(cells).sum())


def test_a_cell_outside_the_window_answers_by_itself(server: str) -> None:
    near = asked(server, "ledger", long_run(600), losses=[20, 20], copies=[15, 20]).json()["tensors"]
    far = {"losses": [300, 310], "copies": [290, 310], "cell": [20, 17], "check": True}
    found = asked(server, "ledger", long_run(600), **far).json()
    cell = found["cell"]
    assert cell["reached"]
    assert cell["along"] == pytest.approx(near["cells"][0][2], rel=1e-10)
    assert cell["norm"] == pytest.approx(near["norms"][0][2], rel=1e-10)
    assert cell["complex_step"] == pytest.approx(cell["along"], rel=1e-9)
    assert found["sums"]["total"] < 1e-12
    assert np.shape(found["tensors"]["cells"]) == (11, 21)


def test_stages_of_a_run_of_a_thousand_steps_are_answered_and_of_a_longer_one_refused(server: str) -> None:
    found = asked(server, "ledger", long_run(1000), stages=3, losses=[500, 510], copies=[490, 510]).json()
    assert max(found["sums"][name] for name in ("rows", "columns", "total")) < 1e-12
    assert np.count_nonzero(found["tensors"]["cells"][5]) == 3
    refused = asked(server, "ledger", long_run(1001), stages=3)
    assert refused.status_code == 422
    assert "up to 1,000 steps, not for 1,001" in refused.json()["error"]["message"]


def test_a_window_without_a_loss_has_an_answer_of_no_rows(server: str) -> None:
    spec = {**long_run(100), "targets": [None] * 99 + [[1, 1]]}
    found = asked(server, "ledger", spec, losses=[20, 30], copies=[20, 30]).json()
    assert found["sums"]["rows"] < 1e-15
    columns = [value for value in found["tensors"]["columns"] if value != "NaN"]
    assert sum(columns) == pytest.approx(found["norm"], rel=1e-12)


def test_the_check_of_a_cell_of_a_long_run_leaves_turns_to_others() -> None:
    def turns(**more: Any) -> int:
        _, question = read_question("ledger", {"spec": elman(300), "cell": [300, 299], **more})
        return sum(1 for _ in question.work)

    assert turns(check=True) >= turns() + 5 * 300 // 64
