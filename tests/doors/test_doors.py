"""One spec, one trace: whatever the door, to the last bit, and also where numbers are not finite."""

import json
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from serving import GOLDEN, elman, exploding, golden
from wires import by_command_line, by_frames, by_lines, by_post, by_python, frames, lines, parsed, same

import unspool
from unspool.documents import trace_json

READS_BACKWARDS = {
    "net": "g = tanh(W @ g[t+1] + U @ x)", "inputs": [[1.0], None, [-0.0]], "sizes": {"g": 2},
    "random": {"seed": 7, "scale": 1},
}  # fmt: skip
SPECS: dict[str, dict[str, Any]] = {
    **{path.stem: golden(path) for path in GOLDEN},
    "exploding": exploding(),
    "forward only, backwards in time": READS_BACKWARDS,
    "no target at all": {**elman(), "targets": [None] * 5},
    "one step, one unit": elman(1, 1),
    "long": elman(300, 3),
}


def test_there_are_fourteen_golden_nets() -> None:
    assert len(GOLDEN) == 14


@pytest.mark.parametrize("name", SPECS)
def test_every_door_gives_the_same_numbers_to_the_last_bit(name: str, server: str) -> None:
    spec = SPECS[name]
    expected = by_python(spec)
    assert same(by_command_line(spec), expected)
    assert same(by_post(server, spec), expected)
    assert same(by_lines(lines(server, spec)), expected)
    assert same(by_frames(frames(server, spec)), expected)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_net_comes_through_a_door_as_pytorch_computed_it(path: Path, server: str) -> None:
    trace, expected = by_post(server, golden(path)), json.loads(path.read_text(encoding="utf-8"))["expect"]
    assert trace["loss"] == pytest.approx(expected["loss"], abs=1e-12)
    for key, within in (("values", {"abs": 1e-12}), ("grads", {"rel": 1e-10, "abs": 1e-14})):
        for name in expected[key]:
            assert np.array(trace[key][name]) == pytest.approx(np.array(expected[key][name]), **within), (key, name)
    for name in expected["parameter_grads"]:
        found, wanted = np.array(trace["parameter_grads"][name]), np.array(expected["parameter_grads"][name])
        assert found == pytest.approx(wanted, rel=1e-10, abs=1e-14), name


def test_explosion_arrives_as_infinity_and_nan_and_is_placed(server: str) -> None:
    trace = by_post(server, exploding())
    assert trace["loss"] == float("inf")
    assert trace["values"]["h"][6] == [float("inf"), float("inf")]
    assert trace["first_nonfinite"] == {"node": "h", "t": 7, "unit": 0, "pass": "forward"}
    answer = httpx.post(f"{server}/api/trace", json=exploding()).text
    for word in ('"Infinity"', '"-Infinity"', '"NaN"'):
        assert word in answer


def test_non_finite_numbers_can_be_given_as_texts(server: str) -> None:
    spec = {**exploding(3), "parameters": {"w": ["Infinity", "-Infinity"], "U": [["NaN"], [1.0]]}}
    trace = by_post(server, spec)
    assert trace["parameters"]["w"] == [float("inf"), float("-inf")]
    assert trace["first_nonfinite"] == {"node": "h", "t": 1, "unit": 0, "pass": "forward"}
    assert same(by_frames(frames(server, spec)), trace)


def test_a_large_trace_is_written_in_pieces_of_bounded_size() -> None:
    pieces = list(trace_json(unspool.run(elman(3_000, 16))))
    assert max(map(len, pieces)) < 2**19
    assert same(parsed("".join(pieces))["values"], by_python(elman(3_000, 16))["values"])


def test_the_same_spec_is_the_same_trace_with_its_keys_in_another_order() -> None:
    spec = elman()
    assert same(by_python(spec), by_python(dict(reversed(spec.items()))))
