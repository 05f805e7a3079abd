"""Reading a body within its limits, and answering while listening for the client to leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from unspool.documents.limits import BODY_BYTES, body_too_large

BODY_SECONDS = 60
STALLED_SECONDS = 60  # how long a reader may read nothing before its run is given to someone else


async def read_body(request: Request) -> bytes:
    """A JSON body. Refuses other content types: a form of another site can send those without asking."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, f'send JSON as "Content-Type: application/json", not as {kind[:60] or "nothing"!r}')
    asked = request.headers.get("content-length", "")
    if asked.isdigit() and int(asked) > BODY_BYTES:
        raise _too_large(int(asked))
    body = bytearray()
    try:
        with anyio.fail_after(BODY_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > BODY_BYTES:
                    raise _too_large(None)
    except TimeoutError:
        raise HTTPException(408, f"the spec did not arrive within {BODY_SECONDS} seconds") from None
    except ClientDisconnect:
        raise HTTPException(400, "the client left before its spec had arrived") from None
    return bytes(body)


def _too_large(asked: int | None) -> HTTPException:
    return HTTPException(413, body_too_large(asked), {"Connection": "close"})


async def begin(send: Send, kind: str) -> None:
    """The head of an answer of unknown length."""
    headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


class Listening(Response):
    """An answer told by ``tell``, which is cancelled as soon as the client leaves or stops reading."""

    def __init__(self, tell: Callable[[Send], Awaitable[None]]) -> None:
        super().__init__()
        self.tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        failure: Exception | None = None

        async def patient(message: dict[str, object]) -> None:
            with anyio.fail_after(STALLED_SECONDS):
                await send(message)

        async with anyio.create_task_group() as group:
            group.start_soon(_left, receive, group.cancel_scope)
            try:
                await self.tell(patient)  # type: ignore[arg-type]
            except Exception as error:  # raised below as itself: a group would wrap it
                failure = error
            group.cancel_scope.cancel()
        if failure is not None:
            raise failure


async def _left(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
