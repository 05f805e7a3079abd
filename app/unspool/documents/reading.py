"""JSON text → plain data, strictly: no bare NaN, no name given twice, no depth that would break a parser.

Python's parser is one call into C, during which no other thread runs: a spec of 32 MB would stop every stream for
half a second. So the outer levels of a long text are walked here, and each row is a call of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from unspool.documents.refusal import SpecError, shown

LONG = 2**18  # characters
_OUTER = 2  # levels that are always walked: the spec, and its inputs or parameters
_SPACE = re.compile(r"[ \t\n\r]*")
_ROWS = re.compile(r"\[[ \t\n\r]*\[")  # so is a matrix below them


def read_json(body: bytes | str) -> Any:
    """Raises SpecError with the place where the text stops being JSON."""
    try:
        text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
        return _Walk(text).document() if len(text) > LONG else _DECODER.decode(text)
    except SpecError:
        raise
    except UnicodeDecodeError as error:
        raise SpecError(f"the spec is not UTF-8 text: byte {error.start + 1} does not fit") from None
    except json.JSONDecodeError as error:
        raise SpecError(f"the spec is not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise SpecError("the spec is not JSON that can be read: its lists are nested too deeply") from None
    except ValueError:  # a whole number of thousands of digits
        raise SpecError("the spec has a whole number of thousands of digits, which no float64 can hold") from None


def _bare(word: str) -> NoReturn:
    raise SpecError(f'the spec is not JSON: a bare {word} is no number; write it as the text "{word}"')


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SpecError(f"the spec gives {shown(twice)} twice in one object")
    return found


_DECODER = json.JSONDecoder(parse_constant=_bare, object_pairs_hook=_once)


class _Walk:
    """A long text and a place in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> Any:
        found = self.value(0)
        if self.next():
            self.fail("Extra data")
        return found

    def value(self, depth: int) -> Any:
        """The value that begins here; the outer levels member by member."""
        opening = self.next()
        if opening == "[" and (depth < _OUTER or (depth == _OUTER and _ROWS.match(self.text, self.at))):
            return self.members("]", lambda: self.value(depth + 1))
        if depth < _OUTER and opening == "{":
            return _once(self.members("}", lambda: self.pair(depth + 1)))
        found, self.at = _DECODER.raw_decode(self.text, self.at)
        return found

    def members(self, closing: str, member: Callable[[], Any]) -> list[Any]:
        """What stands between brackets, with commas between."""
        self.at += 1
        found: list[Any] = []
        if self.next() == closing:
            self.at += 1
            return found
        while True:
            found.append(member())
            separator = self.next()
            if separator not in (",", closing):
                self.fail("Expecting ',' delimiter")
            self.at += 1
            if separator == closing:
                return found

    def pair(self, depth: int) -> tuple[str, Any]:
        if self.next() != '"':
            self.fail("Expecting property name enclosed in double quotes")
        name, self.at = _DECODER.raw_decode(self.text, self.at)
        if self.next() != ":":
            self.fail("Expecting ':' delimiter")
        self.at += 1
        return name, self.value(depth)

    def next(self) -> str:
        """The next character that is not space; empty at the end."""
        match = _SPACE.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.text[self.at : self.at + 1]

    def fail(self, words: str) -> NoReturn:
        raise json.JSONDecodeError(words, self.text, self.at)
