"""How the web doors answer: JSON, and a refusal as ``{"error": {"message", "line", "column"}}``."""

from __future__ import annotations

from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from unspool.documents import SpecError
from unspool.documents.encode import text


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer; nothing of it is to be kept by a cache."""
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(text(body), status, kept, media_type="application/json")


def refusal(words: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """A refusal that has no place in a net."""
    return answer(SpecError(words).document(), status, headers)


async def refused_spec(_: Request, error: Exception) -> Response:
    """422: it was understood, and cannot be run."""
    assert isinstance(error, SpecError)
    return answer(error.document(), 422)


async def refused_query(_: Request, error: Exception) -> Response:
    """422 for what stands behind the question mark of an address."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()[0]
    return refusal(f"{found['loc'][-1]}: {found['msg'][:1].lower()}{found['msg'][1:]}", 422)


async def refused_by_route(_: Request, error: Exception) -> Response:
    """404, 405, 413, 415 … as raised by routes and by the router."""
    assert isinstance(error, HTTPException)
    return refusal(_WORDS.get(error.detail, error.detail), error.status_code, dict(error.headers or {}))


_WORDS = {"Not Found": "there is nothing at this address", "Method Not Allowed": "this address has no such method"}


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    """Refuse before any route: an HTTP answer, for a WebSocket as well, whose handshake it ends."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": words[:120]})
        return

    async def sent(message: Any) -> None:
        prefix = "websocket." if scope["type"] == "websocket" else ""
        await send({**message, "type": prefix + message["type"]})

    await refusal(words, status)({**scope, "type": "http"}, receive, sent)
