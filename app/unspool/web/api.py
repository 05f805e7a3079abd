"""The doors that answer once: the trace of a spec, the check of a net, the library, the health of the server."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Send

import unspool
from unspool.documents import (
    Spec,
    SpecError,
    passes,
    read_asking,
    read_json,
    read_opening,
    read_spec,
    spec_hash,
    step_document,
    trace_json,
)
from unspool.documents.encode import text
from unspool.documents.examples import examples
from unspool.documents.limits import NET_CHARACTERS, within
from unspool.engine import Run, open_step
from unspool.recurrence import Mistake, library, read
from unspool.web.answers import answer
from unspool.web.asked import answered
from unspool.web.listening import Listening, begin, read_body
from unspool.web.turns import Turns

router = APIRouter()


@router.get("/healthz")
async def healthz(request: Request) -> Response:
    """Alive, and how busy."""
    return answer({"ok": True, "version": unspool.__version__, "runs": request.app.state.turns.running})


@router.get("/api/library")
async def nets() -> Response:
    """Every net that can be named."""
    return answer([asdict(library.entry(name)) for name in library.names()])


@router.get("/api/examples")
async def ready() -> Response:
    """Every ready example, in the order of the gallery."""
    return answer([asdict(example) for example in examples()])


@router.post("/api/check")
async def check(request: Request) -> Response:
    """Whether a net can be read, for an editor: its names, or the mistake with its place."""
    body = await read_body(request)
    return answer(await request.app.state.turns.take(_checked, body))


@router.post("/api/trace")
async def trace(request: Request) -> Response:
    """The trace of a spec; 422 with the reason for one that cannot be run."""
    turns: Turns = request.app.state.turns
    body = await read_body(request)

    async def tell(send: Send) -> None:
        spec = await turns.take(spec_of, body)
        async with turns.run(spec) as run:
            async for _ in turns.each(passes(run)):
                pass
            pieces = trace_json(await turns.take(run.trace))
            await begin(send, "application/json")
            async for piece in turns.each(pieces):
                await send({"type": "http.response.body", "body": piece.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"\n"})

    return Listening(tell)


@router.post("/api/step")
async def step(request: Request) -> Response:
    """One step opened into its operations; 422 for a spec that cannot be run and for a step it does not have."""
    turns: Turns = request.app.state.turns
    body = await read_body(request)

    async def tell(send: Send) -> None:
        spec, t = await turns.take(lambda: read_opening(read_json(body)))
        async with turns.finished(spec) as run:
            told = await turns.take(lambda: _opened(run, spec, t))
        await begin(send, "application/json")
        await send({"type": "http.response.body", "body": told})

    return Listening(tell)


@router.post("/api/answer")
async def why(request: Request) -> Response:
    """Why one number is what it is; 422 for a spec that cannot be run and for a number it does not have."""
    turns: Turns = request.app.state.turns
    body = await read_body(request)

    async def tell(send: Send) -> None:
        asking = await turns.take(lambda: read_asking(read_json(body)))
        async with turns.finished(asking.spec, inputs=True) as run:
            told = await turns.take(lambda: (text(answered(run, asking)) + "\n").encode())
        await begin(send, "application/json")
        await send({"type": "http.response.body", "body": told})

    return Listening(tell)


def spec_of(body: bytes) -> Spec:
    """A spec that came over the wire."""
    return read_spec(read_json(body))


def _opened(run: Run, spec: Spec, t: int) -> bytes:
    return (text(step_document(open_step(run, t), spec_hash(spec))) + "\n").encode()


def _checked(body: bytes) -> dict[str, Any]:
    given = read_json(body)
    if not isinstance(given, dict) or set(given) != {"net"} or not isinstance(given["net"], str):
        raise SpecError('a check is an object with one key: {"net": "h = tanh(W @ h[t-1] + U @ x + b)"}')
    try:
        within(len(given["net"]), NET_CHARACTERS, "net", "characters")
        net = read(given["net"])
    except Mistake as mistake:
        return SpecError.of(mistake).document()
    except SpecError as refused:
        return refused.document()
    return {"ok": True, "parameters": list(net.parameters), "names": list(net.names)}
