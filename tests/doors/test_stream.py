"""The stream waits for its reader, stops without one, and says why it ends."""

import json
import socket as plain_sockets
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from serving import elman, runs_end, serving
from websockets.exceptions import ConnectionClosed, ConnectionClosedError
from websockets.sync.client import ClientConnection, connect
from wires import JSON, frames, head, lines, socket

from unspool.engine import Block, Run
from unspool.web import create_app, stream, turns


class Watched:
    """Lets a test see each block that a run computes, and hold the next one back."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.blocks = 0
        self.computed = threading.Semaphore(0)
        self.begun = threading.Event()
        self.closed = threading.Event()
        self.gate = threading.Event()
        self.gate.set()
        forward, close = Run.forward, Run.close

        def watched_forward(run: Run, steps: Any = None) -> Iterator[Block]:
            for block in forward(run, 1):
                self.begun.set()
                assert self.gate.wait(timeout=30)
                self.blocks += 1
                self.computed.release()
                yield block

        def watched_close(run: Run) -> None:
            close(run)
            self.closed.set()

        monkeypatch.setattr(Run, "forward", watched_forward)
        monkeypatch.setattr(Run, "close", watched_close)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def closing(opened: ClientConnection) -> int | None:
    """The code that the server closes with, after whatever it still sends."""
    with suppress(ConnectionClosed):
        while True:
            opened.recv(timeout=20)
    return opened.close_code


def test_a_reader_that_acknowledges_nothing_gets_the_window_and_no_more(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "WINDOW", 8_000)
    with socket(server, elman(100)) as opened:
        sizes: list[int] = []
        while sum(sizes) < 8_000:
            frame = opened.recv(timeout=20)
            assert head(frame)["n"] == len(sizes)
            sizes.append(len(frame))
        with pytest.raises(TimeoutError):
            opened.recv(timeout=0.5)
        got = len(sizes)
        for _ in range(3):  # one that is acknowledged makes room for as many bytes
            over, freed = sum(sizes) - 8_000, sizes[0]
            opened.send(json.dumps({"ack": got - len(sizes)}))
            del sizes[0]
            while freed > over:
                frame = opened.recv(timeout=20)
                assert head(frame)["n"] == got
                got += 1
                sizes.append(len(frame))
                freed -= len(frame)
            with pytest.raises(TimeoutError):
                opened.recv(timeout=0.5)


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers have room for one message."""
    monkeypatch.setattr(stream, "WINDOW", 1)


@pytest.mark.usefixtures("one_by_one")
def test_a_run_is_computed_only_as_far_as_its_reader_is(server: str, watched: Watched) -> None:
    with socket(server, elman(30)) as opened:
        for n in range(8):
            assert head(opened.recv(timeout=20))["n"] == n
            opened.send(json.dumps({"ack": n}))
        for _ in range(8):  # message 0 needs none, and message 8 is made: it is the one there is room for
            assert watched.computed.acquire(timeout=20)
        assert not watched.computed.acquire(timeout=0.3)
        assert watched.blocks == 8
    assert watched.closed.wait(timeout=20)
    assert watched.blocks == 8


@pytest.mark.usefixtures("one_by_one")
def test_a_reader_that_leaves_stops_its_run_within_a_block(server: str, watched: Watched) -> None:
    with socket(server, elman(100)) as opened:
        opened.recv(timeout=20)
        watched.gate.clear()
        opened.send(json.dumps({"ack": 0}))
    before = watched.blocks
    watched.gate.set()
    assert watched.closed.wait(timeout=20)
    assert watched.blocks <= before + 1
    runs_end(server)


def test_a_short_run_is_sent_in_few_turns(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its messages cost more to hand over one by one than to compute."""
    taken, take = [], turns.Turns.take

    async def counted(self: turns.Turns, work: Any, *arguments: Any) -> Any:
        taken.append(work)
        return await take(self, work, *arguments)

    monkeypatch.setattr(stream, "TURN_SECONDS", 1.0)
    monkeypatch.setattr(turns.Turns, "take", counted)
    assert len(frames(server, elman(100))) > 60
    assert len(taken) < 10


@pytest.mark.parametrize("path", ["/api/stream", "/api/trace"])
def test_a_post_that_is_broken_off_stops_its_run(path: str, server: str, watched: Watched) -> None:
    watched.gate.clear()
    body = json.dumps(elman(2_000)).encode()
    top = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    with plain_sockets.create_connection((urlsplit(server).hostname, urlsplit(server).port)) as line:
        line.sendall(top.encode() + b"\r\n\r\n" + body)
        assert watched.begun.wait(timeout=20)
    watched.gate.set()
    assert watched.closed.wait(timeout=20)
    assert watched.blocks <= 10


def test_a_slow_reader_of_lines_is_waited_for(server: str, watched: Watched) -> None:
    spec = {"net": "lstm", "inputs": [[0.0]] * 1_000, "targets": [[1.0]] * 1_000, "sizes": {"h": 400},
            "random": {"seed": 1, "scale": 0.1}}  # fmt: skip
    with httpx.stream("POST", f"{server}/api/stream", json=spec, timeout=30) as answer:
        pieces = answer.iter_raw()
        next(pieces)
        while watched.computed.acquire(timeout=2):
            pass
        assert watched.blocks < 500
        assert httpx.get(f"{server}/healthz").json()["runs"] == 1
    assert watched.closed.wait(timeout=20)
    assert watched.blocks < 600


@pytest.mark.parametrize("spec", [{"net": "lsmt"}, {"net": "h = tahn(x)", "inputs": [[1.0]]}, 3, None, {}])
def test_a_refused_spec_closes_with_4422_and_its_place(spec: Any, server: str) -> None:
    with socket(server, spec) as opened:
        refusal = json.loads(opened.recv(timeout=20))["error"]
        assert set(refusal) == {"message", "line", "column"}
        with pytest.raises(ConnectionClosedError) as closed:
            opened.recv(timeout=20)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4422
    posted = httpx.post(f"{server}/api/trace", content=json.dumps(spec), headers=JSON)
    assert (posted.status_code, posted.json()["error"]) == (422, refusal)


GREETINGS = ["", "{", "[]", "3", '{"after": 1}', '{"spec": {}, "more": 1}', '{"spec": {"net": "lstm"}, "after": -2}',
             '{"spec": {}, "after": true}', '{"spec": {}, "after": 1.5}', b"\xff\xfe", b"\x00",
             "[" * 5_000]  # fmt: skip


@pytest.mark.parametrize("greeting", GREETINGS, ids=range(len(GREETINGS)))
def test_a_greeting_that_is_none_is_refused(greeting: str | bytes, server: str) -> None:
    with connect(server.replace("http", "ws") + "/api/stream") as opened:
        opened.send(greeting)
        assert json.loads(opened.recv(timeout=20))["error"]["message"]
        with pytest.raises(ConnectionClosedError, match="4422"):
            opened.recv(timeout=20)


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("word", ['{"ack": 50}', '{"ack": -1, "x": 1}', '{"ack": true}', '{"step": 1}', "x", b"\xff"])
def test_a_reader_that_says_something_else_is_refused(word: str | bytes, server: str) -> None:
    with socket(server, elman(100)) as opened:
        opened.recv(timeout=20)
        opened.send(word)
        assert closing(opened) == 4422


def test_an_error_in_the_middle_is_told_on_both_wires(monkeypatch: pytest.MonkeyPatch) -> None:
    forward = Run.forward

    def breaking(run: Run, steps: Any = None) -> Iterator[Block]:
        yield next(forward(run, 1))
        raise RuntimeError("a fault planted by a test")

    monkeypatch.setattr(Run, "forward", breaking)
    with serving(create_app()) as server:
        *_, last = lines(server, elman())
        assert "something went wrong inside Unspool (error " in json.loads(last)["error"]["message"]
        with socket(server, elman()) as opened:
            got = [opened.recv(timeout=20) for _ in range(3)]
            assert [isinstance(frame, bytes) for frame in got] == [True, True, False]
            with pytest.raises(ConnectionClosedError, match="1011"):
                opened.recv(timeout=20)
        runs_end(server)


@pytest.mark.usefixtures("one_by_one")
def test_a_reader_that_stalls_gives_its_run_back(monkeypatch: pytest.MonkeyPatch, watched: Watched) -> None:
    monkeypatch.setattr(stream, "STALLED_SECONDS", 0.2)
    with serving(create_app()) as server, socket(server, elman(100)) as opened:
        assert closing(opened) == 1013
        assert watched.closed.wait(timeout=20)


@pytest.mark.usefixtures("one_by_one")
def test_large_runs_wait_for_room_in_order_and_small_ones_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SMALL", 1_000)
    monkeypatch.setattr(turns, "TRACE_BYTES", 20_000)
    app = create_app()
    app.state.turns = turns.Turns(room=20_000)
    with serving(app) as server, socket(server, elman(100)) as first:  # 11,200 bytes of trace
        first.recv(timeout=20)
        with socket(server, elman(100)) as second:
            with pytest.raises(TimeoutError):
                second.recv(timeout=0.3)
            with socket(server, elman(2, 1)) as small:
                assert isinstance(small.recv(timeout=20), bytes)
            first.close()
            assert isinstance(second.recv(timeout=20), bytes)


def test_a_frame_is_safetensors_that_a_dozen_lines_can_read(server: str) -> None:
    with socket(server, elman()) as opened:
        plan = opened.recv(timeout=20)
        frame = opened.recv(timeout=20)
    assert isinstance(plan, bytes)
    assert isinstance(frame, bytes)
    length = struct.unpack("<Q", frame[:8])[0]
    header = json.loads(frame[8 : 8 + length])
    start, end = header["values/h"]["data_offsets"]
    assert header["values/h"]["dtype"] == "F64"
    assert header["values/h"]["shape"] == [1, 4]
    assert (8 + length) % 8 == 0
    assert len(struct.unpack("<4d", frame[8 + length :][start:end])) == 4


def test_clients_that_come_and_go_leave_nothing_behind(server: str) -> None:
    for k in range(20):
        with suppress(ConnectionClosed), socket(server, elman(30)) as opened:
            for _ in range(k % 5):
                opened.recv(timeout=20)
    with socket(server, elman(1, 1)) as opened:
        opened.recv(timeout=20)
    runs_end(server)
