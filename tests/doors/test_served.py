"""What the server gives besides runs: the checker, the library, static files, and nothing else."""

import socket

import httpx
from serving import elman

from unspool.web.server import free_port


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
        assert bound.proto == socket.IPPROTO_TCP
