"""The examples of docs/doors.md do what the page says."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from safetensors.numpy import load_file
from serving import exploding
from wires import ROOT, command_line, lines, parsed

import unspool
from unspool.documents import limits

PAGE = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def examples(language: str) -> list[str]:
    return [text for kind, text in EXAMPLES if kind == language]


SPEC: dict[str, Any] = json.loads(examples("json")[0])


def test_the_spec_of_the_page_runs_and_the_python_lines_are_true() -> None:
    names: dict[str, Any] = {"spec": SPEC}
    exec(examples("python")[0], names)
    trace = names["trace"]
    assert isinstance(trace.loss, float)
    assert trace.losses.count(None) == 0
    assert trace.values["h"].shape == trace.grads["h"].shape == (4, 3)
    assert trace.first_nonfinite is None
    assert unspool.run(exploding()).first_nonfinite["pass"] == "forward"  # type: ignore[index]


def test_the_changes_of_the_page_are_understood() -> None:
    changes = json.loads(examples("json")[1])
    spec = {**SPEC, "net": "lstm", "tokens": ["h"] * 6, "targets": None, "changes": changes}
    spec["targets"] = ["e"] * 6
    trace = unspool.run(spec)
    assert trace.values["f"][2].tolist()[0] == 1.0
    assert trace.values["h"][:, 1].tolist() == [0.0] * 6


def commands(door: str) -> list[str]:
    return [line for text in examples("sh") for line in text.splitlines() if door in line]


@pytest.mark.parametrize("line", [line for line in commands("trace") if "--safetensors" not in line])
def test_the_commands_of_the_page_print_a_trace(line: str, tmp_path: Path, server: str) -> None:
    file = tmp_path / "spec.json"
    file.write_text(json.dumps(SPEC), encoding="utf-8")
    if line.startswith("curl"):
        printed = curl(line, tmp_path, server)
    else:
        words = shlex.split(line.partition(" > ")[0].partition(" < ")[0])[3:]
        words = [str(file) if word == "spec.json" else word for word in words]
        printed = command_line(*words, given=file.read_text(encoding="utf-8") if "<" in line else None).stdout
    assert parsed(printed)["loss"] == unspool.run(SPEC).loss


def test_the_command_that_writes_tensors_writes_the_runs_numbers(tmp_path: Path) -> None:
    (line,) = [line for line in commands("trace") if "--safetensors" in line]
    spec, out = tmp_path / "spec.json", tmp_path / "run.safetensors"
    spec.write_text(json.dumps(SPEC), encoding="utf-8")
    command_line(*[{spec.name: str(spec), out.name: str(out)}.get(word, word) for word in line.split()[3:]])
    assert (load_file(out)["values/h"] == unspool.run(SPEC).values["h"]).all()


@pytest.mark.parametrize("line", [line for line in commands("curl") if "trace" not in line])
def test_the_other_lines_for_curl_are_answered(line: str, tmp_path: Path, server: str) -> None:
    (tmp_path / "spec.json").write_text(json.dumps(SPEC), encoding="utf-8")
    for printed in curl(line, tmp_path, server).splitlines():
        assert parsed(printed)


def curl(line: str, folder: Path, server: str) -> str:
    words = shlex.split(line.replace("http://127.0.0.1:8000", server))
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True, timeout=30).stdout


def test_the_page_names_every_kind_of_message_and_what_it_carries(server: str) -> None:
    for text in lines(server, SPEC):
        message = json.loads(text)
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{message['kind']}` |")]
        for key in set(message) - {"n", "kind", "tensors"}:
            assert f"`{key}`" in row, key
        for name in message["tensors"]:
            assert f"`{name.partition('/')[0]}" in row, name


def test_the_page_names_the_limits_that_are_kept() -> None:
    for limit in (limits.STEPS, limits.NET_CHARACTERS, limits.UNITS, limits.CHANGES):
        assert f"{limit:,}" in PAGE
    for limit in (limits.TRACE_BYTES, limits.BODY_BYTES):
        assert f"{limit // 2**20} MB" in PAGE


def test_the_refusal_of_the_page_is_how_a_refusal_looks(server: str) -> None:
    shape = json.loads(examples("json")[2])
    assert httpx.post(f"{server}/api/trace", json={"net": "h = tahn(x)", "inputs": [[1]]}).json().keys() == shape.keys()
    assert shape["error"].keys() == {"message", "line", "column"}
