"""One step opened: its numbers are the trace's, and agree with what NumPy says about each operation."""

from typing import Any

import httpx
import numpy as np
import pytest
from serving import GOLDEN, elman, exploding, golden
from wires import by_post

from unspool.documents import read_spec, start


def asked(server: str, spec: dict[str, Any], t: Any) -> httpx.Response:
    return httpx.post(f"{server}/api/step", json={"spec": spec, "t": t}, timeout=30)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_named_nodes_of_a_step_are_those_of_the_trace(path: Any, server: str) -> None:
    spec = golden(path)
    trace = by_post(server, spec)
    with start(read_spec(spec)) as run:
        named = {node["id"]: node["name"] for node in run.plan["nodes"] if node["name"] in trace["values"]}
    for t in (1, len(trace["losses"])):
        step = asked(server, spec, t).json()
        assert step["t"] == t
        nodes = {named[node["id"]]: node for node in step["nodes"] if node["id"] in named}
        for name, node in nodes.items():
            assert node["value"] == pytest.approx(trace["values"][name][t - 1], abs=1e-12), name
            if node["grad"] is not None:
                assert node["grad"] == pytest.approx(trace["grads"][name][t - 1], rel=1e-9, abs=1e-13), name
                assert node["norm"] == pytest.approx(np.linalg.norm(node["grad"]), rel=1e-12)


def test_a_sum_is_the_sum_of_what_stands_on_its_operands(server: str) -> None:
    spec = elman(5, 4)
    with start(read_spec(spec)) as run:
        plan = run.plan
    step = asked(server, spec, 3).json()
    values = {node["id"]: np.array(node["value"]) for node in step["nodes"]}
    total = next(node for node in plan["nodes"] if node["op"] == "add" and node["equation"] == "h")
    products = [ref["node"] for ref in total["args"] if ref["node"] in values]
    bias = by_post(server, spec)["parameters"]["b"]
    assert sum(values[node] for node in products) + bias == pytest.approx(values[total["id"]])
    backs = {edge["position"]: edge["grad"] for edge in step["edges"] if edge["user"] == total["id"]}
    assert backs[0] == pytest.approx(backs[1])


def test_what_is_not_finite_is_spelled(server: str) -> None:
    answer = asked(server, exploding(), 7).text
    assert '"Infinity"' in answer
    assert "NaN" not in answer.replace('"NaN"', "")


@pytest.mark.parametrize(
    ("t", "reason"),
    [
        (0, "t: there is no step 0: this run has steps 1 to 5"),
        (6, "t: there is no step 6: this run has steps 1 to 5"),
        (-1, "t: there is no step -1: this run has steps 1 to 5"),
        (1.5, "t: a step is a whole number from 1, not 1.5"),
        (True, "t: a step is a whole number from 1, not true"),
        (None, "t: a step is a whole number from 1, not null"),
    ],
)
def test_a_step_that_is_not_there_is_named(t: Any, reason: str, server: str) -> None:
    answer = asked(server, elman(), t)
    assert answer.status_code == 422
    assert answer.json() == {"error": {"message": reason, "line": None, "column": None}}


def test_other_refusals_are_those_of_the_other_doors(server: str) -> None:
    assert httpx.post(f"{server}/api/step", json={"spec": elman()}).status_code == 422
    assert httpx.post(f"{server}/api/step", content=b"{}").status_code == 415
    spoilt = asked(server, {**elman(), "net": "h = tan(x)"}, 1)
    assert spoilt.status_code == 422
    assert spoilt.json()["error"]["line"] == 1


def test_a_function_of_one_number_tells_its_slope_and_its_curve(server: str) -> None:
    net = "h = tanh(W @ h[t-1]) + log(a)\np = sigmoid(V @ h)\nloss = sum(p)"
    spec = {
        "net": net, "inputs": [[0.0]], "initial": {"h": [1.0, -1.0]},
        "parameters": {"W": [[3.0, -2.0], [0.1, 0.2]], "V": [[90.0, -3.0]], "a": [0.5, 2.0]},
    }  # fmt: skip
    with start(read_spec(spec)) as run:
        nodes = {node["id"]: node for node in run.plan["nodes"]}
    step = asked(server, spec, 1).json()
    values = {node["id"]: np.array(node["value"]) for node in step["nodes"]}
    slopes = {nodes[one["id"]]["op"]: (one["id"], np.array(one["slope"])) for one in step["slopes"]}
    assert set(slopes) == {"tanh", "log", "sigmoid"}
    for function, exact in (("tanh", lambda a: 1 / np.cosh(a) ** 2), ("sigmoid", lambda a: 1 / (2 + 2 * np.cosh(a)))):
        node, slope = slopes[function]
        assert slope == pytest.approx(exact(values[nodes[node]["args"][0]["node"]]), rel=1e-9)
    assert slopes["log"][1] == pytest.approx([2.0, 0.5])

    assert [curve["limit"] for curve in step["curves"]["tanh"]] == [4.0, 8.0]  # the first unit's operand is 5
    for curve in step["curves"]["tanh"]:
        points = np.linspace(-curve["limit"], curve["limit"], len(curve["values"]))
        assert curve["values"] == pytest.approx(np.tanh(points), abs=1e-15)
    logarithm = step["curves"]["log"][0]["values"]
    assert logarithm[0] == "NaN"
    assert "-Infinity" in logarithm


def test_what_goes_back_through_a_function_is_its_slope_times_what_came(server: str) -> None:
    spec = elman(5, 4)
    with start(read_spec(spec)) as run:
        nodes = {node["id"]: node for node in run.plan["nodes"]}
    step = asked(server, spec, 3).json()
    grads = {node["id"]: np.array(node["grad"]) for node in step["nodes"] if node["grad"] is not None}
    for one in step["slopes"]:
        operand = nodes[one["id"]]["args"][0]["node"]
        assert grads[operand] == pytest.approx(grads[one["id"]] * np.array(one["slope"]), rel=1e-12)


def test_an_exploding_step_has_a_bounded_number_of_curves(server: str) -> None:
    step = asked(server, exploding(), 7).json()
    for curves in step["curves"].values():
        assert 1 <= len(curves) <= 12
