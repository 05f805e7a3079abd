"""The task of the first lecture: name the year of a sentence, wherever it stands.

"I went to IIT in 2017" and "In 2017, I went to IIT" have the same answer. A *frame* is a sentence with a gap for the
year. Whether a (frame, year) pair is for training or held out is decided by a hash of both, so a held-out pair never
occurs in training, although its frame does with other years and its year in other frames.
Source of the example: Goodfellow, Bengio & Courville (2016), chapter 10, introduction (there: Nepal, 2009).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

SUBJECTS = ("I", "we", "you", "she", "he", "they")
VERBS = ("went to", "came to", "moved to", "lived in", "studied in", "worked in")
PLACES = ("IIT", "Delhi", "Rome", "Kyoto", "Nepal", "school", "college", "town")
YEARS = tuple(str(year) for year in range(2000, 2020))
FORMS = (
    "{subject} {verb} {place} in YEAR",
    "In YEAR , {subject} {verb} {place}",
    "{subject} {verb} {place} in YEAR with a friend",
    "In YEAR , {subject} {verb} {place} with a friend",
    "It was YEAR when {subject} {verb} {place}",
    "The year {subject} {verb} {place} was YEAR",
    "{subject} , in YEAR , {verb} {place}",
)
HELD_OUT = 0.2  # the share of all pairs


class Sentence(NamedTuple):
    """``tokens`` with the year among them; ``position`` is where it stands, from 1."""

    tokens: tuple[str, ...]
    year: str
    position: int


def frames() -> Iterator[str]:
    """Every sentence with the word YEAR in place of the year."""
    for form, subject, verb, place in product(FORMS, SUBJECTS, VERBS, PLACES):
        yield form.format(subject=subject, verb=verb, place=place)


def is_held_out(frame: str, year: str) -> bool:
    """Whether this pair is kept for the test."""
    digest = hashlib.sha256(f"{frame} | {year}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < HELD_OUT * 2**64


def sentence(frame: str, year: str) -> Sentence:
    """The frame with this year in its gap."""
    tokens = tuple(frame.replace("YEAR", year).split())
    return Sentence(tokens, year, tokens.index(year) + 1)


@lru_cache(maxsize=2)
def sentences(held_out: bool) -> tuple[Sentence, ...]:
    """All sentences for training, or all that were held out, always in the same order."""
    pairs = product(frames(), YEARS)
    return tuple(sentence(frame, year) for frame, year in pairs if is_held_out(frame, year) == held_out)


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """Every token there is: the years first, then the words in order of their first use."""
    words = (token for frame in frames() for token in frame.split() if token != "YEAR")
    return tuple(dict.fromkeys((*YEARS, *words)))
