"""What the tests of the doors share: specs, and a server of their own where they look inside it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

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


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The base URL of an app that a thread of this process serves."""
    with free_port("127.0.0.1", 0) as listening:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", ws_per_message_deflate=False, timeout_graceful_shutdown=2)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
            assert not thread.is_alive(), "the server did not stop"
