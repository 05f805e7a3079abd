"""An error that nobody foresaw: the client gets a sentence and an id, the log one line with the same id.

The line is JSON, so a control character in a path cannot forge a line or move a terminal's cursor. It has the
place in our code, never the spec, headers or cookies.
"""

from __future__ import annotations

import logging
import secrets
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unspool.documents.encode import text
from unspool.web.answers import refusal

log = logging.getLogger("unspool")


class Errors:
    """Answers 500 where no response has begun; a response that has begun is broken off."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            identity = report(error, scope)
            if scope["type"] == "http" and not begun:
                await refusal(sentence(identity), 500)(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1011, "reason": f"error {identity}"})


def sentence(identity: str) -> str:
    """What a person is told."""
    return f"something went wrong inside Unspool (error {identity}); the server's log says where"


def report(error: BaseException, scope: Scope) -> str:
    """Write the one line, return the id in it."""
    identity = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    said = {
        "error": identity,
        "kind": type(error).__name__,
        "words": _escaped(str(error)[:200]),
        "at": [f"{frame.filename.rpartition('unspool/')[2]}:{frame.lineno}" for frame in frames],
        "door": f"{scope.get('method', 'SOCKET')} {_escaped(scope.get('path', '')[:200])}",
    }
    log.error(text(said))
    return identity


def _escaped(words: str) -> str:
    return words.encode("ascii", "backslashreplace").decode("ascii")
