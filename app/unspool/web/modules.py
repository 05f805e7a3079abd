"""Which modules a page loads, read off their import lines: a browser that is told fetches them side by side.

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
    prefixes = import_map(static)["imports"]
    found, waiting = [MAIN], deque([MAIN])
    while waiting:
        for name in _imports(static / waiting.popleft().removeprefix("/static/")):
            prefix = next((one for one in prefixes if name.startswith(one)), None)
            address = prefixes[prefix] + name.removeprefix(prefix) if prefix else name
            if address not in found:
                found.append(address)
                waiting.append(address)
    return found


def _imports(place: Path) -> list[str]:
    """Only lines of a module's own: in a comment, ``import`` names a type."""
    return _IMPORT.findall(_COMMENT.sub("", place.read_text(encoding="utf-8"))) if place.is_file() else []
