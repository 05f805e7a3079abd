"""The door of one number: what made it, what the loss wants of it, whether the checks agree, and every refusal."""

from typing import Any

import httpx
import numpy as np
import pytest
from serving import elman, exploding
from wires import by_post

LEARNED = {
    "net": "lstm", "tokens": "I went to IIT in 2017".split(), "targets": [None] * 5 + ["2017"],
    "parameters": "year_lstm",
}  # fmt: skip


def asked(server: str, spec: dict[str, Any], **more: Any) -> httpx.Response:
    return httpx.post(f"{server}/api/answer", json={"spec": spec, **more}, timeout=30)


def test_a_gate_says_what_made_it_and_the_lines_make_it_again(server: str) -> None:
    trace = by_post(server, LEARNED)
    found = asked(server, LEARNED, node="f", t=4, unit=5).json()
    assert found["number"]["value"] == trace["values"]["f"][3][5]
    assert found["gradient"] == trace["grads"]["f"][3][5] == pytest.approx(sum(e["value"] for e in found["wanted"]))
    assert found["made"]["op"] == "sigmoid"
    (total,) = found["made"]["inner"]
    assert sum(part["value"] for part in total["parts"]) == pytest.approx(total["value"])
    space: dict[str, Any] = {}
    exec("\n".join(found["numpy"]["value"]), space)
    np.testing.assert_allclose(space["f"], trace["values"]["f"][3])
    assert found["checks"] is None


@pytest.mark.parametrize("asking", [{"node": "c", "t": 3, "unit": 1}, {"node": "x", "t": 2, "unit": 3},
                                    {"node": "h", "t": 0, "unit": 1},
                                    {"parameter": "W_hf", "at": [2, 1]}, {"parameter": "b_f", "at": [4]}])  # fmt: skip
def test_both_checks_are_computed_when_they_are_wanted(asking: dict[str, Any], server: str) -> None:
    spec = {**LEARNED, "targets": ["2003"] * 6}
    found = asked(server, spec, **asking, check=True).json()
    assert found["checks"]["complex_step"] == pytest.approx(found["gradient"], rel=1e-9)
    assert found["checks"]["too_small"] or found["checks"]["central"] == pytest.approx(found["gradient"], rel=1e-2)


def test_a_gradient_too_small_for_a_difference_is_said_to_be(server: str) -> None:
    found = asked(server, LEARNED, node="f", t=1, unit=0, check=True).json()
    assert found["checks"]["too_small"]
    assert found["checks"]["complex_step"] == pytest.approx(found["gradient"], rel=1e-9)


def test_an_operation_without_a_name_answers_by_its_id(server: str) -> None:
    named = asked(server, LEARNED, node="f", t=4, unit=5).json()
    inner = named["made"]["inner"][0]
    found = asked(server, LEARNED, node=inner["node"], t=4, unit=5).json()
    assert found["number"]["value"] == inner["value"]
    assert found["number"]["name"] is None


def test_what_is_not_finite_is_spelled(server: str) -> None:
    answer = asked(server, exploding(), node="h", t=7, unit=0)
    assert answer.status_code == 200
    assert '"Infinity"' in answer.text or '"NaN"' in answer.text


@pytest.mark.parametrize(
    ("asking", "words"),
    [
        ({"node": "k", "t": 1, "unit": 0}, 'node: there is no "k" in this net'),
        ({"node": "h", "t": 9, "unit": 0}, "t: there is no step 9: this run has steps 1 to 5"),
        ({"node": "h", "t": 1, "unit": 4}, 'unit: there is no unit 4: "h" has units 0 to 3'),
        ({"node": 99_999, "t": 1, "unit": 0}, "node: there is no 99999 in this net"),
        ({"node": True, "t": 1, "unit": 0}, "node: true is neither"),
        ({"parameter": "Q", "at": [0, 0]}, 'parameter: there is no "Q" in this net'),
        ({"parameter": "W", "at": [0]}, "at: [0] is no entry of W, which is 4 × 4"),
        ({"parameter": "W", "at": [0, 4]}, "at: [0, 4] is no entry of W"),
        ({"parameter": "W", "at": "00"}, 'at: "00" is not a list'),
        ({"parameter": "W", "at": [0, 0], "check": 1}, "check: 1 is neither true nor false"),
        ({"node": "h"}, "asking takes"),
    ],
)
def test_what_the_run_does_not_have_is_refused_by_name(asking: dict[str, Any], words: str, server: str) -> None:
    answer = asked(server, elman(5, 4), **asking)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(words)
