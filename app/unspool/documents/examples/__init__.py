"""Ready examples: a folder of files, one each, in the order of the lecture. Adding an example is adding a file.

    {"row": 7, "place": 3, "title": "…", "look": "…", "spec": {…}, "view": {…}, "stop": "end"}

``row`` and ``place`` put it into the gallery; ``look`` says in a sentence or two what to look for; ``view`` and
``stop`` are how the page opens it (``View`` in static/js/types.d.ts; a stop is its index, or ``"end"``). ``edges`` and
``ends`` are read off the net, for a sketch. One with a second spec, ``beside``, opens both runs, one above the other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from unspool.engine.edges import edges_of
from unspool.recurrence import Net, library, read
from unspool.recurrence.roles import outputs

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """``name`` is the file's; ``ends`` are the net's outputs."""

    name: str
    row: int
    place: int
    title: str
    look: str
    spec: dict[str, Any]
    beside: dict[str, Any] | None  # the spec of the run that it is compared with
    view: dict[str, Any]
    stop: int | str | None
    edges: list[dict[str, Any]]
    ends: list[str]


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All of them, by row and place."""
    found = [_example(path) for path in FOLDER.glob("*.json")]
    return tuple(sorted(found, key=lambda one: (one.row, one.place, one.name)))


def _example(path: Path) -> Example:
    document = {"view": {}, "stop": None, "place": 0, "beside": None, **json.loads(path.read_text(encoding="utf-8"))}
    net = _net(document["spec"]["net"])
    return Example(name=path.stem, edges=edges_of(net), ends=sorted(outputs(net)), **document)


def _net(text: str) -> Net:
    return read(library.entry(text).text if text in library.names() else text)
