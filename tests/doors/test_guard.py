"""Who may talk to the server, and what every answer says to the browser."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from serving import elman, raw, serving
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from wires import JSON

from unspool.documents.limits import BODY_BYTES
from unspool.web import api, create_app
from unspool.web.guard import LOOPBACK, refusal_of


def handshake(path: str, host: str, *headers: str) -> str:
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: Upgrade", "Upgrade: websocket",
             "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", *headers]  # fmt: skip
    return "\n".join(lines) + "\n\n"


OURS = "127.0.0.1:{port}"
STRANGE_HOSTS = [
    "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "a/?x=", "localhost.", "localhost@evil.example",
    "127.0.0.1:80:80", "127.0.0.1:", "", "[::2]", "0.0.0.0", "2130706433", "127.1", "[::ffff:127.0.0.1]",
]  # fmt: skip
FRIENDLY_HOSTS = [
    "127.0.0.1:{port}",
    "localhost:{port}",
    "LOCALHOST:{port}",
    "127.0.0.1",
    "localhost:1",
    "[::1]:{port}",
]
STRANGE_ORIGINS = [
    "http://evil.example", "null", "http://127.0.0.1.evil.example:{port}", "http://evil.example/127.0.0.1:{port}",
    "https://127.0.0.1:{port}", "http://127.0.0.1:1", "http://127.0.0.1", "http://127.0.0.1:{port}@evil.example",
    "http://evil@127.0.0.1:{port}", "http://127.0.0.1.:{port}", "http://[::1]:{port}", "http://localhost:{port}",
    "127.0.0.1:{port}", "", "http://127.0.0.1:{port}/", "http://127.0.0.1:{port} ,x", "file://", "ws://127.0.0.1:{port}",
]  # fmt: skip


@pytest.mark.parametrize("host", STRANGE_HOSTS)
@pytest.mark.parametrize("path", ["/", "/healthz", "/static/importmap.json", "/api/library", "/nowhere"])
def test_a_strangers_host_is_refused_everywhere(host: str, path: str, server: str) -> None:
    status, _, body = raw(server, f"GET {path} HTTP/1.1\nHost: {host}\nConnection: close\n\n")
    assert status == 400
    assert b"this Host is not a name of this server" in body


@pytest.mark.parametrize("host", FRIENDLY_HOSTS)
def test_our_own_names_are_welcome(host: str, server: str) -> None:
    port = urlsplit(server).port
    assert raw(server, f"GET /healthz HTTP/1.1\nHost: {host.format(port=port)}\nConnection: close\n\n")[0] == 200


def test_a_host_that_is_missing_or_doubled_is_refused(server: str) -> None:
    port = urlsplit(server).port
    assert raw(server, "GET /healthz HTTP/1.1\nConnection: close\n\n")[0] == 400
    assert raw(server, "GET /healthz HTTP/1.0\n\n")[0] == 400
    assert raw(server, f"GET /healthz HTTP/1.1\nHost: 127.0.0.1:{port}\nHost: evil.example\n\n")[0] == 400
    assert raw(server, f"GET @evil.example/healthz HTTP/1.1\nHost: 127.0.0.1:{port}\n\n")[0] in (400, 404)


@pytest.mark.parametrize(
    "hosts", [[], [b"evil.example"], [b"localhost", b"localhost"], [b"localhost", b"evil.example"]]
)
def test_whatever_reads_the_headers_a_host_is_needed_and_is_one(hosts: list[bytes]) -> None:
    scope = {"type": "http", "method": "GET", "scheme": "http", "server": ("127.0.0.1", 80)}
    assert refusal_of({**scope, "headers": [(b"host", b"localhost")]}, LOOPBACK) is None
    refusal = refusal_of({**scope, "headers": [(b"host", host) for host in hosts]}, LOOPBACK)
    assert refusal is not None
    assert refusal[0] == 400


def test_the_address_that_a_connection_came_in_by_is_ours_and_a_name_is_not() -> None:
    scope = {"type": "http", "method": "GET", "scheme": "http", "server": ("192.168.1.5", 80)}
    assert refusal_of({**scope, "headers": [(b"host", b"192.168.1.5:8000")]}, LOOPBACK) is None
    assert refusal_of({**scope, "headers": [(b"host", b"192.168.1.6")]}, LOOPBACK) is not None
    named = {**scope, "server": ("evil.example", 80), "headers": [(b"host", b"evil.example")]}
    assert refusal_of(named, LOOPBACK) is not None


def sockets(app: FastAPI) -> list[str]:
    def within(routes: Any, prefix: str = "") -> Iterator[str]:
        for route in routes:
            if isinstance(route, WebSocketRoute):
                yield prefix + route.path
            elif isinstance(route, Mount):
                yield from within(route.routes or [], prefix + route.path)
            elif not isinstance(route, Route):
                yield from within(getattr(getattr(route, "original_router", None), "routes", []), prefix)

    return sorted({*within(app.routes)})


def test_every_websocket_route_is_known_to_these_tests() -> None:
    assert sockets(create_app()) == ["/api/stream"]


@pytest.mark.parametrize("origin", STRANGE_ORIGINS)
@pytest.mark.parametrize("path", ["/api/stream", "/api/other"])
def test_a_strangers_origin_opens_no_websocket(origin: str, path: str, server: str) -> None:
    port = urlsplit(server).port
    status, headers, body = raw(server, handshake(path, f"127.0.0.1:{port}", f"Origin: {origin.format(port=port)}"))
    assert status == 403
    assert b"Origin" in body
    assert "default-src 'none'" in headers["content-security-policy"]


def test_two_origins_or_a_browser_without_one_open_no_websocket(server: str) -> None:
    host = urlsplit(server).netloc
    ours = f"Origin: http://{host}"
    assert raw(server, handshake("/api/stream", host, ours, "Origin: http://evil.example"))[0] in (400, 403)
    assert raw(server, handshake("/api/stream", host, ours, ours))[0] in (400, 403)
    assert raw(server, handshake("/api/stream", host, "Sec-Fetch-Mode: websocket"))[0] == 403
    assert raw(server, handshake("/api/stream", host, ours, "Sec-Fetch-Site: cross-site"))[0] == 403
    assert raw(server, handshake("/api/stream", "evil.example", "Origin: http://evil.example"))[0] == 400


def test_our_page_and_programs_open_websockets(server: str) -> None:
    address = server.replace("http", "ws") + "/api/stream"
    for options in (
        {},
        {"origin": server},
        {"origin": server, "additional_headers": {"Sec-Fetch-Site": "same-origin"}},
    ):
        with connect(address, **options) as opened:
            opened.send(json.dumps({"spec": elman(1, 1)}))
            assert isinstance(opened.recv(timeout=20), bytes)
    with pytest.raises(InvalidStatus):
        connect(address, origin="http://evil.example")


POSTS = ["/api/trace", "/api/stream", "/api/check"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=a"}, 415),
        ({"Content-Type": "application/jsonp"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Content-Type": "Application/JSON; charset=utf-8"}, 200),
    ],
)
def test_another_site_cannot_post(path: str, headers: dict[str, str], status: int, server: str) -> None:
    body = {"net": "h = x"} if path == "/api/check" else elman(1, 1)
    answer = httpx.post(server + path, content=json.dumps(body), headers={**JSON, **headers})
    assert answer.status_code == status, answer.text


def test_every_answer_carries_the_security_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: bytes) -> None:
        raise RuntimeError("secret words of a spec")

    monkeypatch.setattr(api, "_checked", broken)
    with serving(create_app()) as server:
        answers = {
            200: httpx.get(f"{server}/healthz"),
            304: httpx.get(f"{server}/static/importmap.json", headers={"If-None-Match": etag(server)}),
            400: httpx.get(f"{server}/healthz", headers={"Host": "evil.example"}),
            403: httpx.post(f"{server}/api/trace", json={}, headers={"Origin": "null"}),
            404: httpx.get(f"{server}/nowhere"),
            405: httpx.put(f"{server}/api/trace", json={}),
            413: httpx.post(f"{server}/api/trace", content=b" " * (BODY_BYTES + 1), headers=JSON),
            415: httpx.post(f"{server}/api/trace", content=b"{}"),
            422: httpx.post(f"{server}/api/trace", json={}),
            500: httpx.post(f"{server}/api/check", json={}),
        }
    for status, answer in answers.items():
        assert answer.status_code == status, (status, answer.status_code)
        check_headers(answer.headers)


def etag(server: str) -> str:
    return httpx.get(f"{server}/static/importmap.json").headers["etag"]


def check_headers(headers: httpx.Headers) -> None:
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    for part in (
        "style-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ):
        assert part in policy.split("; ")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers or headers["server"] == "uvicorn"
