"""A spec through each door, as plain numbers that can be compared bit by bit."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from safetensors.numpy import load
from websockets.exceptions import ConnectionClosedOK
from websockets.sync.client import ClientConnection, connect

import unspool

ROOT = Path(__file__).parents[2]
JSON = {"Content-Type": "application/json"}


def by_python(spec: dict[str, Any]) -> dict[str, Any]:
    """``unspool.run``, its trace as plain data."""
    trace = unspool.run(spec)
    arrays = ("values", "grads", "parameter_grads", "initial_grads", "parameters")
    plain = {key: {name: array.tolist() for name, array in getattr(trace, key).items()} for key in arrays}
    return {"loss": trace.loss, "losses": trace.losses, **plain, "first_nonfinite": trace.first_nonfinite}


def command_line(*words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """``python -m unspool`` in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "app"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "unspool", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", input=given, env=environment, timeout=60)


def by_command_line(spec: dict[str, Any]) -> dict[str, Any]:
    done = command_line("trace", "-", given=json.dumps(spec))
    assert (done.returncode, done.stderr) == (0, "")
    return numbers(parsed(done.stdout))


def by_post(server: str, spec: dict[str, Any]) -> dict[str, Any]:
    answer = httpx.post(f"{server}/api/trace", json=spec)
    assert answer.status_code == 200, answer.text
    return numbers(parsed(answer.text))


def lines(server: str, spec: dict[str, Any], after: int = -1) -> list[bytes]:
    """The stream as JSON Lines."""
    answer = httpx.post(f"{server}/api/stream?after={after}", json=spec)
    assert answer.status_code == 200, answer.text
    return answer.content.splitlines(keepends=True)


@contextmanager
def socket(server: str, spec: Any, after: int | None = None, **options: Any) -> Iterator[ClientConnection]:
    """A WebSocket that has sent its greeting."""
    greeting = {"spec": spec} if after is None else {"spec": spec, "after": after}
    with connect(f"{server.replace('http', 'ws')}/api/stream", max_size=None, **options) as opened:
        opened.send(json.dumps(greeting))
        yield opened


def frames(server: str, spec: dict[str, Any], after: int | None = None) -> list[bytes]:
    """The stream as binary messages, each acknowledged as it comes."""
    found: list[bytes] = []
    with socket(server, spec, after) as opened:
        for frame in opened:
            assert isinstance(frame, bytes), frame
            found.append(frame)
            with suppress(ConnectionClosedOK):  # after the last message the server closes at once
                opened.send(json.dumps({"ack": head(frame)["n"]}))
    return found


def head(frame: bytes) -> dict[str, Any]:
    """The message in a frame, without its tensors; read as the page reads it."""
    length = struct.unpack("<Q", frame[:8])[0]
    message: dict[str, Any] = parsed(json.loads(frame[8 : 8 + length])["__metadata__"]["message"])
    return message


def by_lines(written: list[bytes]) -> dict[str, Any]:
    """A trace put together from the stream of lines."""
    read = [parsed(line.decode()) for line in written]
    return together([(message, numbers(message["tensors"])) for message in read])


def by_frames(written: list[bytes]) -> dict[str, Any]:
    """A trace put together from the binary stream."""
    return together([(head(frame), {name: rows.tolist() for name, rows in load(frame).items()}) for frame in written])


def together(messages: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """Fold messages into a trace, as any reader of the stream would."""
    plan, tensors = messages[0]
    assert [message["n"] for message, _ in messages] == list(range(plan["messages"]))
    rows: dict[str, dict[str, Any]] = {"values": {}, "grads": {}}
    found: dict[str, Any] = {
        "loss": None,
        "losses": [None] * plan["T"],
        **rows,
        "parameter_grads": {},
        "initial_grads": {},
    }
    found["parameters"] = {
        key.partition("/")[2]: value for key, value in tensors.items() if key.startswith("parameters/")
    }
    for message, tensors in messages[1:]:
        for key, value in tensors.items():
            kind, _, name = key.partition("/")
            if kind in ("values", "grads"):
                steps = rows[kind].setdefault(name, [None] * plan["T"])
                steps[message["first"] - 1 : message["last"]] = value
            elif kind in ("parameter_grads", "initial_grads"):
                found[kind][name] = value
        if message["kind"] == "loss":
            found["loss"] = numbers(message["loss"])
            counts = zip(tensors["losses"], tensors["has_loss"], strict=True)
            found["losses"] = [loss if has else None for loss, has in counts]
    return {**found, "first_nonfinite": messages[-1][0]["first_nonfinite"]}


def parsed(text: str) -> Any:
    """JSON as strict as a browser's: a bare NaN or Infinity is an error."""

    def refuse(word: str) -> Any:
        raise AssertionError(f"a bare {word} is not JSON")

    return json.loads(text, parse_constant=refuse)


def numbers(body: Any) -> Any:
    """The three texts back to what they spell."""
    if isinstance(body, dict):
        return {key: numbers(value) for key, value in body.items()}
    if isinstance(body, list):
        return [numbers(entry) for entry in body]
    return float(body) if body in ("Infinity", "-Infinity", "NaN") else body


def same(one: Any, other: Any) -> bool:
    """Equal to the last bit; a NaN equals a NaN, −0.0 does not equal 0.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, float) and isinstance(other, float):
        return (one != one and other != other) or np.float64(one).tobytes() == np.float64(other).tobytes()
    return type(one) is type(other) and one == other


def asked(
    server: str, kind: str, spec: dict[str, Any], accept: str = "application/json", **more: Any
) -> httpx.Response:
    """One view of the gradient."""
    body = {"spec": spec, **more}
    return httpx.post(f"{server}/api/gradient/{kind}", json=body, headers={"Accept": accept}, timeout=30)
