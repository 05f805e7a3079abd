"""What the tests of the doors share: specs, and a server of their own where they look inside it."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import uvicorn
from fastapi import FastAPI
from sights import PATIENCE

from unspool.web.server import free_port

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.json"))
ELMAN = "h = tanh(U @ x + W @ h[t-1] + b)\nyhat = softmax(V @ h + d)\nloss = cross_entropy(yhat, y)"
EXPLODING = "h = w * h[t-1] + U @ x\nloss = squared_error(h, y)"


def golden(path: Path) -> dict[str, Any]:
    """A golden file's spec alone."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return {key: value for key, value in found.items() if key not in ("name", "expect")}


def elman(steps: int = 5, units: int = 4) -> dict[str, Any]:
    """A small spec that runs."""
    letters = [("abc" * steps)[k] for k in range(steps + 1)]
    return {
        "net": ELMAN,
        "tokens": letters[:-1],
        "targets": letters[1:],
        "vocabulary": ["a", "b", "c"],
        "sizes": {"h": units},
        "random": {"seed": 1, "scale": 0.5},
    }


def exploding(steps: int = 12) -> dict[str, Any]:
    """h grows by 1e60 a step: Infinity at t = 7, and NaN in the gradient of U, where x is zero."""
    return {
        "net": EXPLODING,
        "inputs": [[1.0]] + [None] * (steps - 1),
        "targets": [None] * (steps - 1) + [[0.0, 0.0]],
        "parameters": {"w": [1e60, -1e60], "U": [[1.0], [1.0]]},
    }


def runs_end(server: str) -> None:
    """Wait until no run is open: a server gives one back a moment after its reader has left."""
    patience = time.monotonic() + 30
    while httpx.get(f"{server}/healthz").json()["runs"]:
        assert time.monotonic() < patience, "a run was left open"


class Served(uvicorn.Server):
    """A server that says when it is up."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(app, log_level="warning", ws_per_message_deflate=False, timeout_graceful_shutdown=2)
        )
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The base URL of an app that a thread of this process serves: http://127.0.0.1:PORT."""
    with free_port("127.0.0.1", 0) as listening:
        served = Served(app)
        thread = threading.Thread(target=served.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        assert served.up.wait(timeout=PATIENCE / 1000), "the server did not start"
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            served.should_exit = True
            thread.join(timeout=PATIENCE / 1000)
            assert not thread.is_alive(), "the server did not stop"


def raw(server: str, request: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for a request written by hand."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=20) as line:
        line.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    top, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = top.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    return int(first.split()[1]), headers, body
