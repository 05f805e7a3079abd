"""Hints in a net's text for names that only the text can know: ``#: notation goodfellow: c = q; W = A^r``.

They rename in one notation and compute nothing. They may come from a stranger: a spelling is letters, digits and the
marks ``_ ^ ~``, never TeX, and what cannot be read is refused with its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from unspool.recurrence.mistake import Mistake, Place
from unspool.recurrence.notation.packs import PACKS

NAMES = tuple(pack.name for pack in PACKS)
SPELLING = re.compile(r"[^\W\d_]+[0-9]*~?(_[^\W_]+)?(\^[^\W_]+)?")
LONGEST = 24
MARK = "#: notation "


def spellings(text: str, names: Collection[str]) -> dict[str, dict[str, str]]:
    """Notation -> name -> spelling; raises Mistake where a hint names what is not there or cannot be read."""
    found: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        start = len(line) - len(line.lstrip())
        if not line[start:].startswith(MARK):
            continue
        notation, colon, rest = line[start + len(MARK) :].partition(":")
        place = Place(number, start + len(MARK) + 1)
        if notation.strip() not in NAMES:
            there = ", ".join(NAMES)
            raise Mistake(f"there is no notation {notation.strip()[:40]!r}: there are {there}", place, text)
        at = start + len(MARK) + len(notation) + len(colon) + 1
        found.setdefault(notation.strip(), {}).update(_pairs(rest, number, at, names, text))
    return found


def _pairs(rest: str, line: int, at: int, names: Collection[str], text: str) -> Mapping[str, str]:
    found = {}
    for pair in rest.split(";"):
        place = Place(line, at + len(pair) - len(pair.lstrip()))
        at += len(pair) + 1
        name, equals, spelling = (unicodedata.normalize("NFC", part.strip()) for part in pair.partition("="))
        if not name:
            continue
        if name not in names:
            raise Mistake(f"a notation renames {name[:40]!r}, but no equation has that name", place, text)
        if not equals or len(spelling) > LONGEST or not SPELLING.fullmatch(spelling):
            words = "a spelling is a name with an index below (_) or above (^) or a tilde (~), like W_xi, U^f or c~"
            raise Mistake(f"{name} cannot be written as {spelling[:40]!r}: {words}", place, text)
        found[name] = spelling
    return found
