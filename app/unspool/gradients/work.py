"""Work in turns: a generator that yields between them, since others have things to do, and returns its result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")


def finished(work: Generator[object, None, Result]) -> Result:
    """All turns in a row."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
