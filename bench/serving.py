"""Unspool in a process of its own, and the time from posting a spec to its first forward step."""

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from websockets.sync.client import connect

from bench.lstm import TEXT

PROGRAM = """
import socket, sys
from unspool.web import serve_forever
serve_forever(socket.socket(fileno=int(sys.argv[1])), "127.0.0.1")
"""


@contextmanager
def served() -> Iterator[str]:
    """HOST:PORT"""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(number)], pass_fds=[number])
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        try:
            empty_request(address)  # waits in the socket's queue until the server is up
            yield address
        finally:
            process.terminate()
            process.wait(timeout=10)


def empty_request(address: str) -> None:
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()


def until_first_step(address: str, spec: dict[str, Any]) -> None:
    """A new connection, the spec, the plan, the first forward message."""
    with connect(f"ws://{address}/api/stream", origin=f"http://{address}", compression=None, max_size=None) as stream:  # type: ignore[arg-type]
        stream.send(json.dumps({"spec": spec, "after": -1}))
        kinds = [kind_of(stream.recv()), kind_of(stream.recv())]
    assert kinds == ["plan", "forward"], kinds


def kind_of(frame: str | bytes) -> str:
    """A frame is a safetensors buffer: its header's length, its header, the numbers."""
    assert isinstance(frame, bytes), frame
    header = json.loads(frame[8 : 8 + int.from_bytes(frame[:8], "little")])
    return str(json.loads(header["__metadata__"]["message"])["kind"])


def never_seen(spec: dict[str, Any], numbers: count) -> dict[str, Any]:  # type: ignore[type-arg]
    """The same net by another text, so that it has to be read and compiled."""
    return spec | {"net": f"{TEXT}\n# {next(numbers)}"}
