"""The one kind of refusal: what was found, where it stands, and what would do."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where a token stands: line and column, counted from 1 in code points."""

    line: int
    column: int


class Mistake(ValueError):
    """A net, or what is given to it, cannot be read.

    ``reason`` is a sentence; ``line`` and ``column`` count from 1 and are None where the
    mistake is not in the text of the net.
    """

    def __init__(self, reason: str, place: Place | None = None, text: str | None = None) -> None:
        self.reason = reason
        self.line = place.line if place else None
        self.column = place.column if place else None
        super().__init__(_with_caret(reason, place, text))


def _with_caret(reason: str, place: Place | None, text: str | None) -> str:
    if place is None:
        return reason
    heading = f"line {place.line}, column {place.column}: {reason}"
    lines = (text or "").split("\n")
    if place.line > len(lines):
        return heading
    start = max(0, place.column - 60)
    shown = lines[place.line - 1][start : start + 120].replace("\t", " ")
    return f"{heading}\n    {shown}\n    {' ' * (place.column - 1 - start)}^"
