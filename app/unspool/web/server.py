"""Serving the application: a socket of our own, limits on what clients can hold, and a stop that always ends.

A client that stops reading keeps its transport full for ever, and a transport that is full does not close. So on
Linux the kernel gives such a connection up (TCP_USER_TIMEOUT), and a stop aborts whatever is still open after
``STOP_SECONDS``.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import socket
import sys
from collections.abc import Callable

import uvicorn

from unspool.documents.limits import BODY_BYTES
from unspool.web.app import create_app

STOP_SECONDS = 2
SILENT_MILLISECONDS = 30_000  # without an acknowledgement from the peer's kernel, or with its window closed
CONNECTIONS = 1_000
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of mallopt, as malloc.h has them


def free_port(host: str, port: int, tries: int = 1) -> socket.socket:
    """A socket bound to ``port``, or to one of the next ones; raises OSError when none of them is free."""
    for offset in range(tries):
        try:
            return _bound(host, port + offset)
        except OSError as error:
            last = error
    raise last


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP by name: only then does asyncio turn Nagle's algorithm off, which keeps each body waiting 40 ms for its head
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MILLISECONDS)
        bound.bind((host, port))
        bound.listen(2048)
    except BaseException:
        bound.close()
        raise
    return bound


def serve_forever(bound: socket.socket, host: str, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until the process is told to stop; ``ready`` is called once requests are answered."""
    logging.getLogger("unspool").addHandler(logging.StreamHandler())
    config = uvicorn.Config(
        create_app([] if host in ("0.0.0.0", "::") else [host]),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_per_message_deflate=False,  # floats hardly shrink
        ws_max_size=BODY_BYTES + 1024,  # the first frame is a spec
        ws_ping_interval=10,
        ws_ping_timeout=10,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS + 1,
    )
    _quiet_collector()
    _keep_memory()
    sys.setswitchinterval(0.001)  # the event loop waits no longer for a thread that computes
    _Server(config, ready).run(sockets=[bound])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ask first, then abort: a stalled reader must not hold the process."""
        timer = asyncio.get_running_loop().call_later(STOP_SECONDS, self._abort)
        await super().shutdown(sockets)
        timer.cancel()
        self._abort()

    def _abort(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def _quiet_collector() -> None:
    """What is loaded now stays; full collections are rare (they stop every stream for a tenth of a second)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def _keep_memory() -> None:
    """Freed arrays stay at hand: glibc gives those above 128 KB back to the system and has the next one paged in anew,
    which was a quarter of the time of a gradient's answer. Other allocators have no such switch."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_M_MMAP_THRESHOLD, 4 * 2**20)
    mallopt(_M_TRIM_THRESHOLD, 32 * 2**20)
