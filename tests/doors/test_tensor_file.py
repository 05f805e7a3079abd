"""A run as one safetensors file: the trace's numbers to the last bit, under the names of the messages."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file
from serving import elman, exploding
from wires import command_line

import unspool

LSTM = {
    "net": "lstm", "sizes": {"h": 5}, "tokens": list("hello, =1"), "vocabulary": list("helo, =1"),
    "targets": list("ello, =1h"), "random": {"seed": 2, "scale": 1},
}  # fmt: skip


@pytest.mark.parametrize(
    "spec", [LSTM, elman(), exploding(), {**LSTM, "net": "bidirectional", "sizes": {"h": 5, "g": 4}}]
)
def test_the_file_holds_the_trace_bit_for_bit(spec: dict[str, object], tmp_path: Path) -> None:
    out = tmp_path / "run.safetensors"
    done = command_line("trace", "-", "--safetensors", str(out), given=json.dumps(spec))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    tensors = load_file(out)
    trace = unspool.run(spec)
    for kind in ("values", "grads", "parameter_grads", "initial_grads", "parameters"):
        for name, array in getattr(trace, kind).items():
            found = tensors[f"{kind}/{name}"]
            assert found.dtype == np.float64
            assert found.shape == array.shape
            assert found.tobytes() == np.ascontiguousarray(array).tobytes(), (kind, name)


def test_the_spec_travels_with_it_and_gives_the_same_run(tmp_path: Path) -> None:
    out = tmp_path / "run.safetensors"
    command_line("trace", "-", "--safetensors", str(out), given=json.dumps(LSTM))
    with safe_open(out, "numpy") as file:
        about = file.metadata()
    assert json.loads(about["tokens"]) == LSTM["tokens"]
    assert about["unspool"] == unspool.__version__
    assert about["T"] == "9"
    again = unspool.run(json.loads(about["spec"]))
    assert again.values["h"].tobytes() == load_file(out)["values/h"].tobytes()
    assert json.loads(about["loss"]) == again.loss


def test_a_file_that_cannot_be_written_is_exit_2_and_named(tmp_path: Path) -> None:
    done = command_line("trace", "-", "--safetensors", str(tmp_path / "no" / "run"), given=json.dumps(elman()))
    assert (done.returncode, done.stdout) == (2, "")
    assert "run: No such file" in done.stderr
