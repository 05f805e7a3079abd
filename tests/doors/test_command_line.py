"""``python -m unspool``: JSON alone on standard output, and a stop that always ends."""

import json
import os
import signal
import socket as plain_sockets
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from serving import elman, exploding
from wires import ROOT, by_python, command_line, numbers, parsed, same, socket

from unspool import __version__

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "app"), "PYTHONUNBUFFERED": "1"}


def test_a_file_or_standard_input_gives_one_json_object_and_silence(tmp_path: Path) -> None:
    file = tmp_path / "spec.json"
    file.write_text(json.dumps(exploding()), encoding="utf-8")
    for done in (command_line("trace", str(file)), command_line("trace", "-", given=file.read_text())):
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith("}\n")
        assert same(numbers(parsed(done.stdout)), by_python(exploding()))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ('{"net": "lsmt", "inputs": [[1]]}', 'unspool: net: there is no "lsmt" in the library; did you mean lstm?\n'),
        ("{", "unspool: the spec is not JSON: line 1, column 2: Expecting property name enclosed in double quotes\n"),
        ('{"inputs": [[NaN]]}', 'unspool: the spec is not JSON: a bare NaN is no number; write it as the text "NaN"\n'),
        ("", "unspool: the spec is not JSON: line 1, column 1: Expecting value\n"),
    ],
)
def test_a_bad_spec_is_exit_2_and_one_sentence(given: str, words: str) -> None:
    done = command_line("trace", "-", given=given)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


def test_a_mistake_in_the_net_shows_its_line_and_a_caret() -> None:
    done = command_line("trace", "-", given=json.dumps({**elman(), "net": "h = tanh(U @ x)\nq = tahn(h)"}))
    assert (done.returncode, done.stdout) == (2, "")
    first, line, caret = done.stderr.splitlines()
    assert first.startswith("unspool: line 2, column 5: ")
    assert line.index("tahn") == caret.index("^")


def test_a_missing_file_or_a_folder_is_exit_2(tmp_path: Path) -> None:
    missing = command_line("trace", str(tmp_path / "nowhere.json"))
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "nowhere.json: No such file" in missing.stderr
    assert command_line("trace", str(tmp_path)).returncode == 2
    assert command_line("trace").returncode == 2
    assert command_line("tarce").returncode == 2


def test_names_of_any_alphabet_are_written_whatever_the_terminal_is(tmp_path: Path) -> None:
    spec = {"net": "σ2 = tanh(θ * σ2[t-1])", "inputs": [None], "sizes": {"σ2": 1}, "parameters": {"θ": 0.5}}
    file = tmp_path / "spec.json"
    file.write_text(json.dumps(spec), encoding="utf-8")
    command = [sys.executable, "-m", "unspool", "trace", str(file)]
    done = subprocess.run(command, capture_output=True, env={**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "σ2" in json.loads(done.stdout)["values"]


def test_a_reader_such_as_head_may_have_enough() -> None:
    command = [sys.executable, "-m", "unspool", "trace", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        child.stdin.write(json.dumps(elman(2_000, 16)).encode())
        child.stdin.close()
        assert child.wait(timeout=60) == 1
        assert child.stderr.read() == b""


def test_the_version_and_the_help_are_told() -> None:
    assert command_line("--version").stdout == f"unspool {__version__}\n"
    for words in ("serve", "trace"):
        assert words in command_line("--help").stdout


@contextmanager
def started(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process of its own, once it has said where it is."""
    command = [sys.executable, "-m", "unspool", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as child:
        try:
            assert child.stdout is not None
            said = child.stdout.readline()
            assert said.startswith("Unspool is at http://"), said
            yield child, said.split()[3].rstrip("/")
        finally:
            child.kill()


def test_the_default_is_to_serve_and_to_say_where() -> None:
    with started("--no-browser", "--port", "0") as (child, address):
        with urllib.request.urlopen(f"{address}/healthz", timeout=20) as answer:
            assert json.load(answer)["ok"] is True
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=30) == 0


def test_a_taken_port_is_a_sentence_or_the_next_one() -> None:
    with plain_sockets.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command_line("serve", "--no-browser", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"unspool: port {port} cannot be used on 127.0.0.1 (")
    assert "--port" in done.stderr
    with started("--no-browser") as (_, first), started("--no-browser") as (_, second):
        assert first != second


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_server_stops_within_five_seconds_whatever_its_clients_do(sign: signal.Signals) -> None:
    """Readers that take nothing, acknowledge nothing, send half a request, or sit there."""
    large = {**elman(10_000, 64), "net": "lstm"}
    with started("--no-browser", "--port", "0") as (child, address):
        port = int(address.rpartition(":")[2])
        body = json.dumps(large).encode()
        post = "POST /api/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        post += f"Content-Length: {len(body)}"
        stalled = [plain_sockets.create_connection(("127.0.0.1", port)) for _ in range(4)]
        stalled[0].sendall(post.encode() + b"\r\n\r\n" + body)
        stalled[1].sendall(post.encode() + b"\r\n\r\n{")
        stalled[2].sendall(b"GET / HT")
        assert stalled[0].recv(10) == b"HTTP/1.1 2"
        hurried = {"close_timeout": 0.1}
        with socket(address, large, max_queue=1, **hurried) as silent, socket(address, large, **hurried) as reading:
            assert silent.recv(timeout=30)
            assert reading.recv(timeout=30)
            child.send_signal(sign)
            assert child.wait(timeout=5) in (0, -sign)
        for line in stalled:
            line.close()


def test_trace_pins_the_linear_algebra_to_one_thread() -> None:
    script = "import unspool, os; print(os.environ['OPENBLAS_NUM_THREADS'], os.environ['OMP_NUM_THREADS'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert done.stdout.split() == ["1", "1"]
