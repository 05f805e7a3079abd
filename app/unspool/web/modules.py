"""Which modules a page loads, at first and later, read off their import lines: told so, a browser fetches them side by
side.

Without that it learns of each module from the one that imports it, a round trip for each step of the way.
"""

from __future__ import annotations

import json
import re
from collections import deque
from functools import lru_cache
from pathlib import Path

MAIN = "/static/js/main.js"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LATER = re.compile(r"""\bimport\(["']([^"'\n]+)["']\)""")
_IMPORT = re.compile(r"""^(?:import|(?:import|export)\s[\w\s{},*$]*\bfrom)\s*["']([^"'\n]+)["']""", re.MULTILINE)


def import_map(static: Path) -> dict[str, dict[str, str]]:
    """As it stands in the file."""
    found: dict[str, dict[str, str]] = json.loads((static / "importmap.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=4)
def loaded(static: Path, version: str) -> list[str]:
    """Addresses (``/static/js/…``) of the modules that main.js imports, and those that these import, nearest first;
    what is imported later, by a call, is not among them. ``version``: of the files, so that they are read once."""
    del version
    return _closure(static, MAIN, set())


@lru_cache(maxsize=4)
def parts(static: Path, version: str) -> dict[str, list[str]]:
    """What is imported later, by a call: for the name of each such module, the addresses of it and of those it imports,
    as far as a page has not loaded them already."""
    first = loaded(static, version)
    calls = [name for address in first for name in _LATER.findall(_code(_place(static, address)))]
    addresses = [_resolved(static, name) for name in calls]
    return {Path(address).stem: _closure(static, address, set(first)) for address in addresses}


def _closure(static: Path, start: str, known: set[str]) -> list[str]:
    found, waiting = [start], deque([start])
    while waiting:
        for name in _IMPORT.findall(_code(_place(static, waiting.popleft()))):
            address = _resolved(static, name)
            if address not in known and address not in found:
                found.append(address)
                waiting.append(address)
    return found


def _resolved(static: Path, name: str) -> str:
    prefixes = import_map(static)["imports"]
    prefix = next((one for one in prefixes if name.startswith(one)), None)
    return prefixes[prefix] + name.removeprefix(prefix) if prefix else name


def _place(static: Path, address: str) -> Path:
    return static / address.removeprefix("/static/")


def _code(place: Path) -> str:
    """Without what only looks like an import: in a comment, the word names a type."""
    return _COMMENT.sub("", place.read_text(encoding="utf-8")) if place.is_file() else ""
