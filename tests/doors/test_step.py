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
