"""Who may talk to the server: the page it served itself, and programs that are no browser.

A page of another site must not reach a server that listens on this machine, neither by calling it under its own
name (DNS rebinding: the Host is then a stranger's) nor by posting to it or opening a WebSocket (the Origin is then
a stranger's; browsers do not apply CORS to WebSockets). Both are compared as parsed triples, never by prefix.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from unspool.web.answers import refuse

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_AUTHORITY = re.compile(rb"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::([0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}
_SAFE = ("GET", "HEAD", "OPTIONS")


class Authority(NamedTuple):
    """``localhost:8000``, read; ``port`` is the scheme's own where none is written."""

    host: str
    port: int


class Guard:
    """Refuses with 400 a Host that is not ours, with 403 a request that another site sent."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = None if scope["type"] == "lifespan" else refusal_of(scope, self.hosts)
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await refuse(scope, receive, send, *refusal)


def refusal_of(scope: Scope, hosts: frozenset[str]) -> tuple[int, str] | None:
    """Status and reason, or None for a request that may pass."""
    scheme = "https" if scope["scheme"] in ("wss", "https") else "http"
    named = _all(scope, b"host")
    host = _authority(named[0], scheme) if len(named) == 1 else None
    if host is None or not _ours(host, scope, hosts):
        return 400, "this Host is not a name of this server: open the address that Unspool printed when it started"
    socket = scope["type"] == "websocket"
    if not socket and scope["method"] in _SAFE:
        return None
    origins, site = _all(scope, b"origin"), _all(scope, b"sec-fetch-site")
    if any(value not in (b"same-origin", b"none") for value in site):
        return 403, "a page of another site sent this; Unspool answers its own page, and programs that are no browser"
    if origins and (len(origins) > 1 or _origin(origins[0]) != (scheme, *host)):
        return 403, "this Origin is not this server's own; Unspool answers its own page"
    if socket and not origins and _browser(scope):
        return 403, "a browser opens a WebSocket with an Origin, and this one has none"
    return None


def _ours(host: Authority, scope: Scope, hosts: frozenset[str]) -> bool:
    """A name we go by, or the very address this connection came in by (no name can be rebound to that)."""
    server = scope.get("server") or ("", None)
    return host.host in hosts or (host.host == server[0] and _is_address(host.host))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _authority(value: bytes, scheme: str) -> Authority | None:
    match = _AUTHORITY.fullmatch(value.strip().lower())
    if match is None:
        return None
    host = (match[1] or match[2]).decode("ascii")
    return Authority(host, int(match[3]) if match[3] else _PORTS.get(scheme, 0))


def _origin(value: bytes) -> tuple[str, str, int] | None:
    """None for ``null`` and whatever is not scheme://host[:port] alone."""
    scheme, separator, rest = value.partition(b"://")
    if not separator or scheme not in (b"http", b"https"):
        return None
    found = _authority(rest, scheme.decode())
    return found and (scheme.decode(), *found)


def _browser(scope: Scope) -> bool:
    return any(name.lower().startswith(b"sec-fetch-") for name, _ in scope["headers"])


def _all(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key.lower() == name]
