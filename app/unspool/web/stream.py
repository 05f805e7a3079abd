"""The streams: a run's messages as lines of JSON (POST), or as binary tensors over a WebSocket.

Each message is computed when the reader is ready for it. Over a WebSocket that is said by acknowledgements:
no transport slows a server for a slow page by itself, and what may be under way hides every round trip.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from time import monotonic
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Query, Request, WebSocket
from starlette.responses import Response
from starlette.types import Send
from starlette.websockets import WebSocketDisconnect, WebSocketState

from unspool.documents import Spec, SpecError, line, messages, read_json, read_spec, tensor_bytes
from unspool.documents.encode import text
from unspool.documents.limits import BODY_BYTES, body_too_large
from unspool.engine import Run
from unspool.web.api import spec_of
from unspool.web.errors import report, sentence
from unspool.web.listening import STALLED_SECONDS, Listening, begin, read_body
from unspool.web.turns import Turns

WINDOW = 2**20  # bytes sent beyond the last message acknowledged, and the rest of the message that reaches them
TURN_SECONDS = 0.01  # what is computed by then is sent together: a short run has seventy messages in 20 ms
GREETING_SECONDS = 60  # from the handshake to the spec
REFUSED, BROKEN, STALLED = 4422, 1011, 1013  # why a socket closes; only the first is for good

router = APIRouter()


@router.post("/api/stream")
async def lines(request: Request, after: Annotated[int, Query(ge=-1, le=10**6)] = -1) -> Response:
    """Every message with n > ``after``, one JSON object a line, as it is computed."""
    turns: Turns = request.app.state.turns
    body = await read_body(request)

    async def tell(send: Send) -> None:
        spec = await turns.take(spec_of, body)
        begun = False
        async with turns.run(spec) as run:
            try:
                async for written in turns.each(_lines(spec, run, after)):
                    if not begun:  # before the first line an error can still be a 500
                        await begin(send, "application/jsonl")
                        begun = True
                    if written:
                        await send({"type": "http.response.body", "body": written, "more_body": True})
            except Exception as error:
                if not begun or isinstance(error, TimeoutError):
                    raise
                words = SpecError(sentence(report(error, request.scope))).document()
                await send({"type": "http.response.body", "body": text(words).encode() + b"\n", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return Listening(tell)


def _lines(spec: Spec, run: Run, after: int) -> Iterator[bytes | None]:
    for message in messages(spec, run, after):
        yield line(message).encode() if message else None


Frame = tuple[int, bytes]


def _frames(spec: Spec, run: Run, after: int) -> Iterator[Frame | None]:
    for message in messages(spec, run, after):
        yield (message.n, tensor_bytes(message)) if message else None


def _in_turns(frames: Iterator[Frame | None], window: Window) -> Iterator[list[Frame]]:
    """As many frames as a turn has time and the reader has room for; what was made before an error comes before it."""
    made: list[Frame] = []
    until = monotonic() + TURN_SECONDS
    try:
        for frame in frames:
            made.extend([frame] if frame else [])
            if monotonic() >= until or sum(len(written) for _, written in made) >= window.free:
                yield made
                made, until = [], monotonic() + TURN_SECONDS
    except Exception:
        yield made
        raise
    yield made


@router.websocket("/api/stream")
async def frames(socket: WebSocket) -> None:
    """First frame in: {"spec": …, "after": n}; then {"ack": n}. Out: a safetensors buffer a message."""
    await socket.accept()
    try:
        with anyio.fail_after(GREETING_SECONDS):
            greeting = await _text(socket)
        async with anyio.create_task_group() as group:
            window = Window()
            group.start_soon(_listen, socket, window, group.cancel_scope)
            await _converse(socket, greeting, window)
            group.cancel_scope.cancel()
    except TimeoutError:
        await _close(socket, STALLED, f"no spec within {GREETING_SECONDS} seconds")
    except WebSocketDisconnect:
        pass


class Window:
    """How far the reader is: ``acknowledged`` is the last message it has, ``free`` how many bytes it has room for."""

    def __init__(self) -> None:
        self.sent = self.acknowledged = -1
        self.free = WINDOW
        self.under_way: deque[tuple[int, int]] = deque()  # n and bytes of what was sent and not acknowledged
        self.moved = anyio.Event()

    def send(self, n: int, size: int) -> None:
        """A message is on its way."""
        self.sent = n
        self.free -= size
        self.under_way.append((n, size))

    def acknowledge(self, body: object) -> None:
        """Raises SpecError for what no reader of ours would send."""
        n = body.get("ack") if isinstance(body, dict) and set(body) == {"ack"} else None
        if isinstance(n, bool) or not isinstance(n, int) or not self.acknowledged <= n <= self.sent:
            raise SpecError(f'after the spec a reader sends {{"ack": n}} only, with n up to {self.sent}')
        self.acknowledged = n
        while self.under_way and self.under_way[0][0] <= n:
            self.free += self.under_way.popleft()[1]
        self.moved.set()

    async def room(self) -> None:
        """Wait until something more may be under way."""
        while self.free <= 0:
            self.moved = anyio.Event()
            with anyio.fail_after(STALLED_SECONDS):
                await self.moved.wait()


async def _listen(socket: WebSocket, window: Window, scope: anyio.CancelScope) -> None:
    """The reader's side of the conversation: acknowledgements until it leaves."""
    try:
        while True:
            window.acknowledge(read_json(await _text(socket)))
    except SpecError as refused:
        await _refuse(socket, refused)
    except WebSocketDisconnect:
        pass
    scope.cancel()


async def _converse(socket: WebSocket, greeting: str, window: Window) -> None:
    """Send messages as the window allows. Every way this ends closes the socket with its reason."""
    turns: Turns = socket.app.state.turns
    try:
        spec, after = await turns.take(_greeted, greeting)
        window.sent = window.acknowledged = after
        async with turns.run(spec) as run:
            async for made in turns.each(_in_turns(_frames(spec, run, after), window)):
                for n, frame in made:
                    window.send(n, len(frame))
                    with anyio.fail_after(STALLED_SECONDS):
                        await socket.send_bytes(frame)
                await window.room()
        await _close(socket, 1000, "")
    except SpecError as refused:
        await _refuse(socket, refused)
    except TimeoutError:
        await _close(socket, STALLED, f"nothing was read for {STALLED_SECONDS} seconds; go on with after")
    except WebSocketDisconnect:
        pass
    except Exception as error:
        words = sentence(report(error, socket.scope))
        await socket.send_text(text(SpecError(words).document()))
        await _close(socket, BROKEN, "an error inside")


def _greeted(greeting: str) -> tuple[Spec, int]:
    if len(greeting) > BODY_BYTES:
        raise SpecError(body_too_large(len(greeting)))
    body = read_json(greeting)
    if not isinstance(body, dict) or not {"spec"} <= set(body) <= {"spec", "after"}:
        raise SpecError('the first frame is {"spec": …, "after": -1}')
    after: Any = body.get("after", -1)
    if isinstance(after, bool) or not isinstance(after, int) or not -1 <= after <= 10**6:
        raise SpecError("after: is the number of the last message that the reader has, -1 for none")
    return read_spec(body["spec"]), after


async def _text(socket: WebSocket) -> str:
    """The next frame. A binary one is read as text as well."""
    received = await socket.receive()
    if received["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(received.get("code", 1006))
    found: str | None = received.get("text")
    return bytes(received["bytes"]).decode("utf-8", "replace") if found is None else found


async def _refuse(socket: WebSocket, refused: SpecError) -> None:
    await socket.send_text(text(refused.document()))
    await _close(socket, REFUSED, "this spec cannot be run")


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    if socket.application_state is WebSocketState.CONNECTED:
        await socket.close(code, reason)
