"""Text to tokens: one equation a line, ``#`` comments, Unicode as people write it.

Names are compared after NFC; ŷ is ``yhat``, σ is ``sigmoid``, ⊙ and × are ``*``, − is ``-``.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from unspool.recurrence.mistake import Mistake, Place

LONGEST_TEXT = 20_000
LONGEST_NAME = 60
SYMBOLS = {"⊙": "*", "×": "*", "·": "*", "∘": "*", "−": "-", "–": "-"}
SPELLINGS = {"ŷ": "yhat", "σ": "sigmoid"}
SINGLE = "=+-*/@()[],"


class Token(NamedTuple):
    """``kind`` is name, number, end (of an equation), or the symbol itself."""

    kind: str
    text: str
    place: Place


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a net; an ``end`` token closes every line outside of brackets."""
    if len(text) > LONGEST_TEXT:
        raise Mistake(f"the net has {len(text):,} characters; the limit is {LONGEST_TEXT:,}")
    depth = 0
    line_number = 0
    for line_number, line in enumerate(text.split("\n"), start=1):
        for token in _line(line, line_number, text):
            depth += (token.kind in "([") - (token.kind in ")]")
            yield token
        if depth <= 0:
            yield Token("end", "", Place(line_number, len(line) + 1))
    if depth > 0:
        yield Token("end", "", Place(line_number, len(line) + 1))


def _line(line: str, number: int, text: str) -> Iterator[Token]:
    at = 0
    while at < len(line):
        char = line[at]
        place = Place(number, at + 1)
        if char == "#":
            return
        if char.isspace() or char == "\ufeff":
            at += 1
        elif char in SINGLE or char in SYMBOLS:
            symbol = SYMBOLS.get(char, char)
            yield Token(symbol, symbol, place)
            at += 1
        elif char.isdecimal() or (char == "." and line[at + 1 : at + 2].isdecimal()):
            end = _number_end(line, at)
            yield Token("number", _number(line[at:end], place, text), place)
            at = end
        elif char.isalpha() or char == "_":
            end = at + 1
            while end < len(line) and _continues(line[end]):
                end += 1
            yield Token("name", _name(line[at:end], place, text), place)
            at = end
        else:
            raise Mistake(f"{_shown(char)} has no meaning here", place, text)


def _continues(char: str) -> bool:
    return char.isalnum() or char in "_'′" or unicodedata.category(char) in ("Mn", "Mc")


def _name(raw: str, place: Place, text: str) -> str:
    name = unicodedata.normalize("NFC", raw)
    if len(name) > LONGEST_NAME:
        raise Mistake(f"a name of {len(name)} characters; the limit is {LONGEST_NAME}", place, text)
    return SPELLINGS.get(name, name)


def _number_end(line: str, at: int) -> int:
    end = at
    while end < len(line) and (line[end].isdecimal() or line[end] == "."):
        end += 1
    if end < len(line) and line[end] in "eE":
        digits = end + 1 + (line[end + 1 : end + 2] in ("+", "-"))
        if digits < len(line) and line[digits].isdecimal():
            end = digits
            while end < len(line) and line[end].isdecimal():
                end += 1
    return end


def _number(raw: str, place: Place, text: str) -> str:
    try:
        value = float(raw)
    except ValueError:
        raise Mistake(f"{raw[:20]} is not a number", place, text) from None
    if not math.isfinite(value):
        raise Mistake(f"{raw[:20]} is larger than any number here (1.8e308)", place, text)
    return raw


def _shown(char: str) -> str:
    return f"'{char}'" if char.isprintable() else f"the character U+{ord(char):04X}"
