"""The door of the gradient laid open: ledger, chain of Jacobians and what else ``documents.gradient`` knows."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Send

from unspool.documents import line, read_json, tensor_bytes
from unspool.documents.gradient import KINDS, Answer, message_of, read_question
from unspool.web.listening import Listening, begin, read_body
from unspool.web.turns import Turns

router = APIRouter()


@router.post("/api/gradient/{kind}")
async def lay_open(request: Request, kind: str) -> Response:
    """One frame as the stream sends them, or JSON where that is asked for; 422 for what cannot be answered."""
    if kind not in KINDS:
        raise HTTPException(404, f"there is no such view of a gradient; there are {', '.join(KINDS)}")
    turns: Turns = request.app.state.turns
    as_json = "application/json" in request.headers.get("accept", "")
    body = await read_body(request)

    async def tell(send: Send) -> None:
        spec, question = await turns.take(lambda: read_question(kind, read_json(body)))
        found: list[Answer] = []
        async with turns.room(question.bytes):
            try:
                async for _ in turns.each(_until(question.work, found)):
                    pass
            finally:
                question.work.close()
            message = await turns.take(message_of, kind, spec, found[0])
            written = await turns.take(lambda: line(message).encode() if as_json else tensor_bytes(message))
        await begin(send, "application/json" if as_json else "application/octet-stream")
        await send({"type": "http.response.body", "body": written})

    return Listening(tell)


def _until(work: Generator[None, None, Answer], found: list[Answer]) -> Iterator[None]:
    found.append((yield from work))
