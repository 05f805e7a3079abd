"""The doors of paths and memory: what an answer holds, other nets beside, and refusals."""

from typing import Any

import numpy as np
import pytest
from serving import elman, exploding
from wires import asked

from unspool.recurrence import library, read

TOKENS = ["In", "2017", ",", "I", "went", "to", "IIT"]


def sentence(net: str = "lstm", **more: Any) -> dict[str, Any]:
    return {
        "net": net,
        "tokens": TOKENS,
        "targets": [None] * 6 + ["2017"],
        "parameters": f"year_{net}",
        **more,
    }


def small(net: str = "lstm", **more: Any) -> dict[str, Any]:
    return {**elman(8, 4), "net": net, **more}


def test_paths_tell_three_norms_a_step_and_parts_that_add_up(server: str) -> None:
    found = asked(server, "paths", sentence()).json()
    rows = {name: np.array(tensor) for name, tensor in found["tensors"].items()}
    assert (found["state"], found["t"], found["first"], found["last"], found["n"]) == ("c", 7, 1, 7, 8)
    assert found["own"] == [{"node": "c", "shift": -1, "into": "c"}]
    assert [part["into"] for part in found["parts"]] == ["i", "f", "o", "g"]
    assert found["keeper"] == {"node": "f", "part": "forget gate", "open": 1.0, "bias": "b_f"}
    assert found["sums"]["largest_relative_error"] < 1e-12
    np.testing.assert_allclose(rows["along"].sum(axis=0), rows["frobenius"], rtol=1e-12)
    for key in ("direct", "block", "total"):
        assert rows[f"norm/{key}"][-1] == 1
        assert rows[f"units/{key}"].shape == (7, 8)
    assert rows["norm/direct"][0] < rows["norm/block"][0] < rows["norm/total"][0]


def test_when_the_product_of_forget_gates_is_a_poor_guide_is_a_rule_in_numbers(server: str) -> None:
    found = asked(server, "paths", sentence()).json()
    ratio = np.array(found["tensors"]["norm/total"]) / np.array(found["tensors"]["norm/direct"])
    poor = [k for k in range(1, 7) if not 1 / 2 <= ratio[k - 1] <= 2]
    assert found["guide"] == {
        "factor": 2.0,
        "of": 6,
        "poor": len(poor),
        "first": poor[-1],
        "worst": int(np.argmax(np.abs(np.log(ratio)))) + 1,
        "ratio": pytest.approx(max(ratio)),
    }
    held = asked(server, "paths", small("elman")).json()["guide"]
    assert (held["poor"], held["first"], held["ratio"]) == (0, None, None)


def test_a_gate_held_open_leaves_one_on_the_direct_path_and_what_it_was_stands_beside(server: str) -> None:
    held = sentence(changes=[{"hold": "f", "to": 1}])
    found = asked(server, "paths", held, beside=["before"]).json()
    assert found["tensors"]["norm/direct"] == [1.0] * 7
    assert found["tensors"]["beside/0/direct"] == asked(server, "paths", sentence()).json()["tensors"]["norm/direct"]
    assert [part["into"] for part in found["parts"]] == ["i", "o", "g"]


def test_other_nets_read_the_same_input_with_shipped_weights_where_there_are_some(server: str) -> None:
    found = asked(server, "paths", sentence(), beside=["elman", "gru"]).json()["beside"]
    assert [(one["name"], one["state"], one["weights"], one["n"]) for one in found] == [
        ("elman", "h", "year_elman", 8),
        ("gru", "h", None, 8),
    ]
    assert found[1]["random"] == {"seed": 1, "scale": pytest.approx(8**-0.5)}
    alone = asked(server, "paths", sentence("elman")).json()["tensors"]["norm/total"]
    both = asked(server, "paths", sentence(), beside=["elman"]).json()["tensors"]["beside/0/total"]
    assert alone == both
    drawn = asked(server, "paths", small(), beside=["elman", "gru", "gru_2014", "lstm_peephole"]).json()["beside"]
    assert all(one["random"] == {"seed": 1, "scale": 0.5} and one["n"] == 4 for one in drawn)


def test_every_net_of_the_library_that_has_a_state_can_stand_beside_unless_it_needs_more_than_its_input(
    server: str,
) -> None:
    for name in (name for name in library.names() if name != "teacher_forcing"):
        answer = asked(server, "paths", small(), beside=[name])
        needs = read(library.entry(name).text).phases
        assert answer.status_code == (422 if needs else 200), answer.text
        if needs:
            assert answer.json()["error"]["message"].startswith(f"beside, {name}: phases: ")


def test_the_matrices_of_one_step_and_the_check_of_one_entry(server: str) -> None:
    found = asked(server, "paths", small(), k=3, entry=[1, 2], check=True).json()
    tensors = found["tensors"]
    check = found["check"]
    for key in ("direct", "block", "total"):
        told = tensors[f"matrix/{key}"][1][2]
        assert told == check["told"][key] == pytest.approx(check[key]["complex_step"], rel=1e-10)
    parts = sum(np.array(tensors[f"matrix/part/{k}"]) for k in range(len(found["parts"])))
    np.testing.assert_allclose(tensors["matrix/direct"] + parts, tensors["matrix/total"], rtol=1e-11, atol=1e-16)


def test_the_initial_value_is_a_step_too_with_its_matrices_and_checks(server: str) -> None:
    found = asked(server, "paths", small(), t=3, k=0, entry=[1, 2], check=True).json()
    tensors, check = found["tensors"], found["check"]
    assert (found["start"], found["k"], found["first"]) == (0, 0, 1)
    for number, key in enumerate(("direct", "block", "total")):
        matrix = np.array(tensors[f"matrix/{key}"])
        assert matrix[1, 2] == check["told"][key] == pytest.approx(check[key]["complex_step"], rel=1e-10)
        assert tensors["start/norm"][number] == pytest.approx(np.linalg.norm(matrix, 2))
        np.testing.assert_array_equal(tensors["start/units"][number], np.diagonal(matrix))
    assert tensors["matrix/block"] == tensors["matrix/total"] != tensors["matrix/direct"]
    parts = sum(np.array(tensors[f"matrix/part/{k}"]) for k in range(len(found["parts"])))
    np.testing.assert_allclose(tensors["matrix/direct"] + parts, tensors["matrix/total"], rtol=1e-11, atol=1e-16)
    ahead = small("bidirectional", sizes={"h": 4, "g": 4})
    back = asked(server, "paths", ahead, state="g", t=6, k=9, entry=[0, 0], check=True).json()
    assert (back["start"], back["check"]["told"]["total"]) == (9, pytest.approx(back["check"]["total"]["complex_step"]))


def test_a_state_that_reads_the_future_is_asked_from_its_first_step(server: str) -> None:
    found = asked(server, "paths", small("bidirectional", sizes={"h": 4, "g": 4}), state="g").json()
    assert (found["t"], found["first"], found["last"]) == (1, 1, 8)
    assert found["tensors"]["open/total"] == [1] * 8


def test_a_product_that_underflows_is_told_from_a_path_that_is_not_there(server: str) -> None:
    spec = {"net": "h = w * h[t-1] + x", "inputs": [[1.0]] * 6, "parameters": {"w": [1e-100]}}
    found = asked(server, "paths", spec, window=[1, 6], t=5).json()["tensors"]
    assert found["norm/total"][0] == found["norm/total"][5] == 0
    assert found["open/total"] == [1, 1, 1, 1, 1, 0]
    grown = asked(server, "paths", {**spec, "parameters": {"w": [1e100]}}).json()
    assert grown["tensors"]["norm/total"][0] == "Infinity"
    assert (found["open/direct"], grown["sums"]["finite"]) == ([1, 1, 1, 1, 1, 0], False)


def test_memory_tells_what_an_output_owes_to_each_input(server: str) -> None:
    found = asked(server, "memory", sentence()).json()
    rows = {name: np.array(tensor) for name, tensor in found["tensors"].items()}
    assert (found["node"], found["t"], found["units"], found["first"], found["last"]) == ("yhat", 7, 52, 1, 7)
    assert found["sums"]["largest_relative_error"] < 1e-9
    assert rows["norm"].argmax() == rows["along_norm"].argmax() == TOKENS.index("2017")
    np.testing.assert_allclose(rows["frobenius"], np.linalg.norm(rows["rows"], axis=(1, 2)), rtol=1e-12)
    np.testing.assert_allclose(rows["norm"], np.linalg.norm(rows["rows"], 2, axis=(1, 2)), rtol=1e-12)


def test_memory_tells_of_the_initial_values_by_name_and_step(server: str) -> None:
    found = asked(server, "memory", small(), node="h", t=2).json()
    assert found["initial"] == [{"name": "c", "step": 0}, {"name": "h", "step": 0}]
    assert all(size > 0 for size in found["tensors"]["initial"])
    both = asked(server, "memory", small("bidirectional", sizes={"h": 4, "g": 4}), node="g", t=8).json()
    told = {
        (one["name"], one["step"]): size for one, size in zip(both["initial"], both["tensors"]["initial"], strict=True)
    }
    assert told["h", 0] == 0 < told["g", 9]


def test_one_units_entry_is_checked_on_request(server: str) -> None:
    found = asked(server, "memory", small(), node="h", t=6, unit=2, k=4, entry=1, check=True).json()
    check = found["check"]
    assert found["tensors"]["rows"][3][0][1] == check["told"] == pytest.approx(check["complex_step"], rel=1e-10)
    assert found["tensors"]["rows"][3][0][1] == pytest.approx(check["central"], rel=1e-2)


def test_missing_inputs_are_named_and_what_is_out_of_reach_is_too(server: str) -> None:
    spec = {**small("bidirectional", sizes={"h": 4, "g": 4}), "tokens": ["a", None, "b", None, "c", "a", "b", "c"]}
    found = asked(server, "memory", spec, node="h", t=4, window=[1, 8]).json()["tensors"]
    assert found["present"] == [1, 0, 1, 0, 1, 1, 1, 1]
    assert found["there"] == [1, 1, 1, 1, 0, 0, 0, 0]
    assert found["norm"][1] > 0 == found["along_norm"][1]
    assert asked(server, "memory", spec, t=4).json()["tensors"]["there"] == [1] * 8


def test_what_exploded_is_spelled(server: str) -> None:
    answer = asked(server, "memory", exploding(), node="h")
    assert answer.status_code == 200
    assert '"Infinity"' in answer.text
    assert asked(server, "paths", exploding()).json()["tensors"]["norm/total"][0] == "Infinity"


@pytest.mark.parametrize(
    ("kind", "asking", "words"),
    [
        ("paths", {"state": "o"}, 'state: there is no "o"; its states are c, h'),
        ("paths", {"t": 9}, "t: there is no step 9: this run has steps 1 to 8"),
        ("paths", {"k": 9}, "k: there is no step 9: this run has steps 0 to 8"),
        ("paths", {"beside": ["will"]}, 'beside: there is no "will"; '),
        ("paths", {"beside": "gru"}, 'beside: "gru" is not a list of at most 4 different nets'),
        ("paths", {"beside": ["gru", "gru"]}, "beside: a list of 2 is not a list of at most 4 different nets"),
        ("paths", {"entry": [4, 0]}, "entry: [4, 0] is no entry of ∂c_t/∂c_k, which is 4 × 4"),
        ("paths", {"entry": [1]}, "entry: [1] is no entry of ∂c_t/∂c_k, which is 4 × 4"),
        ("memory", {"node": "q"}, 'node: there is no "q"; '),
        ("memory", {"unit": 3}, "unit: 3 is not a whole number from 0 to 2"),
        ("memory", {"entry": 3}, "entry: 3 is not a whole number from 0 to 2"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(server: str, kind: str, asking: Any, words: str) -> None:
    answer = asked(server, kind, small(), **asking)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(words)


def test_nets_without_a_state_or_an_input_are_refused(server: str) -> None:
    still = {"net": "h = tanh(U @ x)", "inputs": [[1.0]], "parameters": {"U": [[1.0]]}}
    assert "has no state" in asked(server, "paths", still).json()["error"]["message"]
    deaf = {"net": "h = tanh(h[t-1])", "inputs": [[1.0]], "sizes": {"h": 2}}
    assert "reads no x" in asked(server, "memory", deaf).json()["error"]["message"]


def test_another_net_beside_reads_the_input_that_a_person_has_set_and_the_one_before_that_as_it_was(
    server: str,
) -> None:
    given = {"net": "elman_squared_error", "inputs": [[1, 2], [3, 4], [5, 6]], "targets": [[1], [2], [3]]}
    drawn = {"sizes": {"h": 2}, "random": {"seed": 1, "scale": 0.5}}
    changes = [{"set": "x", "at": [2], "to": None}, {"set": "x", "at": [3, 1], "to": 9}]
    as_set = {**given, **drawn, "inputs": [[1, 2], None, [5, 9]]}
    found = asked(server, "paths", {**given, **drawn, "changes": changes}, beside=["before", "gru"]).json()["tensors"]
    before = asked(server, "paths", {**given, **drawn}).json()["tensors"]
    beside = asked(server, "paths", as_set, beside=["gru"]).json()["tensors"]
    assert found["beside/0/total"] == before["norm/total"]
    assert found["beside/1/total"] == beside["beside/0/total"]
