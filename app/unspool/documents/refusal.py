"""The one kind of refusal a spec meets, whatever door it came through.

``message`` says what was found, where, and what would do; ``line`` and ``column`` count from 1 and are None
where the mistake is not in the text of the net.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from unspool.recurrence import Mistake


class SpecError(ValueError):
    """A spec that cannot be run."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    @classmethod
    def of(cls, mistake: Mistake) -> SpecError:
        """The same words, line and column as the mistake found in the net.

        Its lines quote the net, so a character that would move a terminal's cursor becomes a box of one column.
        """
        words = "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in str(mistake))
        return cls(words, mistake.line, mistake.column)

    def document(self) -> dict[str, dict[str, str | int | None]]:
        """What the web doors answer."""
        return {"error": {"message": self.message, "line": self.line, "column": self.column}}


def shown(value: object, longest: int = 40) -> str:
    """A value from outside as a sentence may quote it: short, in one line, as JSON spells it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > 128:
        return f"a whole number of about {value.bit_length() * 3 // 10} digits"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, dict):
        return "an object"
    text = f'"{_plain(value[: longest + 1])}"' if isinstance(value, str) else _plain(repr(value))
    return text if len(text) <= longest + 2 else text[:longest] + "…"


def _plain(text: str) -> str:
    """Without characters that would move a terminal's cursor or break a line."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def instead(name: str, known: Iterable[str], what: str) -> str:
    """The end of a sentence about an unknown name: the nearest ones, or all of them."""
    names = sorted(known)
    near = get_close_matches(name[:100], names, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"{what} are {', '.join(names)}" if names else f"there are no {what}"
