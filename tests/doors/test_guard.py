"""Who may talk to the server, and what every answer says to the browser."""

import json
import logging
import socket as plain_sockets
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from serving import elman, serving
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from wires import JSON

from unspool.documents.limits import BODY_BYTES
from unspool.web import api, create_app
from unspool.web.guard import LOOPBACK, refusal_of
from unspool.web.server import free_port


def raw(server: str, request: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for a request written by hand."""
    place = urlsplit(server)
    with plain_sockets.create_connection((place.hostname, place.port), timeout=20) as line:
        line.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        line.shutdown(plain_sockets.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    top, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = top.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    return int(first.split()[1]), headers, body


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


def test_an_error_inside_is_a_sentence_with_an_id_and_one_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: bytes) -> None:
        raise RuntimeError("line one\nline two \x1b]0;owned\x07 \u202e" + "x" * 5_000)

    monkeypatch.setattr(api, "_checked", broken)
    with caplog.at_level(logging.ERROR, "unspool"), serving(create_app()) as server:
        secret = {"Authorization": "Bearer secret", "Cookie": "secret=1"}
        answer = httpx.post(f"{server}/api/check?secret=1", json={"net": "secret"}, headers=secret)
    (record,) = [record for record in caplog.records if record.name == "unspool"]
    said = json.loads(record.getMessage())
    assert answer.status_code == 500
    assert answer.json()["error"]["message"].startswith(f"something went wrong inside Unspool (error {said['error']})")
    assert said["door"] == "POST /api/check"
    assert record.getMessage().isprintable()
    assert "secret" not in record.getMessage()
    assert len(record.getMessage()) < 2_000


def test_limits_are_refused_with_the_limit_and_what_was_asked(server: str) -> None:
    too_long = httpx.post(f"{server}/api/trace", json={**elman(), "tokens": ["a"] * 10_001, "targets": None})
    assert (too_long.status_code, too_long.json()["error"]["message"]) == (
        422, "tokens: 10,001 steps are more than the limit of 10,000",
    )  # fmt: skip
    claimed = raw(server, "POST /api/trace HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                  f"Content-Length: {2**30}\n\n")  # fmt: skip
    assert claimed[0] == 413
    assert json.loads(claimed[2])["error"]["message"] == "the spec is 1,024.0 MB; the limit is 32.0 MB"


def test_a_body_that_does_not_say_its_length_is_counted(server: str) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(BODY_BYTES // 2**20 + 2):
            yield b" " * 2**20

    answer = httpx.post(f"{server}/api/trace", content=endless(), headers=JSON, timeout=60)
    assert answer.status_code == 413
    assert answer.json()["error"]["message"] == "the spec is longer; the limit is 32.0 MB"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the spec is not JSON: line 1, column 1: Expecting value"),
        (b"{", "the spec is not JSON: line 1, column 2: Expecting property name"),
        (b'{"net": "a\xff"}', "the spec is not UTF-8 text: byte 11 does not fit"),
        (b'{"inputs": [[NaN]]}', 'a bare NaN is no number; write it as the text "NaN"'),
        (b'{"inputs": [[-Infinity]]}', 'a bare -Infinity is no number; write it as the text "-Infinity"'),
        (b'{"net": "lstm", "net": "gru"}', 'the spec gives "net" twice in one object'),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"sizes": {"h": 1' + b"0" * 5_000 + b"}}", "thousands of digits"),
        (b"[]", "a spec is an object with the keys net, sizes"),
    ],
)
def test_a_body_that_is_no_spec_is_refused_in_words(body: bytes, words: str, server: str) -> None:
    answer = httpx.post(f"{server}/api/trace", content=body, headers=JSON)
    assert answer.status_code == 422
    assert words in answer.json()["error"]["message"]


def test_the_checker_names_what_a_net_has_or_where_it_is_mistaken(server: str) -> None:
    good = httpx.post(f"{server}/api/check", json={"net": elman()["net"]})
    assert good.json() == {"ok": True, "parameters": ["U", "W", "b", "V", "d"], "names": ["h", "yhat"]}
    bad = httpx.post(f"{server}/api/check", json={"net": "h = x +"}).json()["error"]
    assert (bad["line"], bad["column"]) == (1, 8)
    assert httpx.post(f"{server}/api/check", json={"net": 3}).status_code == 422


def test_the_library_is_listed_and_each_of_its_nets_can_be_read(server: str) -> None:
    nets = httpx.get(f"{server}/api/library").json()
    assert {"lstm", "gru", "elman"} <= {net["name"] for net in nets}
    for net in nets:
        assert set(net) == {"name", "title", "about", "source", "text"}
        assert httpx.post(f"{server}/api/check", json={"net": net["text"]}).json()["ok"] is True


def test_there_is_no_other_door(server: str) -> None:
    for path in (
        "/docs",
        "/redoc",
        "/openapi.json",
        "/static",
        "/static/",
        "/static/../pyproject.toml",
        "/static/%2e%2e/run",
    ):
        assert httpx.get(server + path).status_code == 404, path


def test_static_files_are_asked_for_each_time_and_have_their_types(server: str) -> None:
    for name, kind in {
        "js/main.js": "text/javascript",
        "vendor/katex.css": "text/css",
        "importmap.json": "application/json",
    }.items():
        answer = httpx.get(f"{server}/static/{name}")
        assert answer.headers["content-type"].partition(";")[0] == kind
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["etag"]


def test_no_body_waits_for_the_receipt_of_its_head() -> None:
    with free_port("127.0.0.1", 0) as bound:  # asyncio sets TCP_NODELAY on what it accepts, but only where TCP is named
        assert bound.proto == plain_sockets.IPPROTO_TCP
