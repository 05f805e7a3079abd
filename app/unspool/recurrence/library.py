"""The library: a folder of nets, one text a file. Adding a cell is adding a file.

A file opens with comments: its title, what it is, and its source.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from unspool.recurrence.mistake import Mistake

FOLDER = Path(__file__).with_name("library")


@dataclass(frozen=True)
class Entry:
    """One net of the library; ``title``, ``about`` and ``source`` come from its opening comments."""

    name: str
    title: str
    about: str
    source: str
    text: str


@lru_cache(maxsize=1)
def _all() -> dict[str, Entry]:
    entries = [_entry(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.net"))]
    return {entry.name: entry for entry in entries}


def names() -> list[str]:
    """The names of all nets, in order."""
    return list(_all())


def entry(name: str) -> Entry:
    """One net by name; raises Mistake for a name that is not there."""
    found = _all().get(name)
    if found is None:
        near = difflib.get_close_matches(name, names(), 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names())}"
        raise Mistake(f"there is no net {name[:60]!r} in the library: {hint}")
    return found


def _entry(name: str, text: str) -> Entry:
    comments = []
    for line in text.split("\n"):
        if not line.startswith("# "):
            break
        comments.append(line[2:].strip())
    source = next((line.removeprefix("Source: ") for line in comments if line.startswith("Source: ")), "")
    about = " ".join(line for line in comments[1:] if not line.startswith("Source: "))
    return Entry(name, comments[0] if comments else name, about, source, text)
