"""JSON text → plain data, strictly: no bare NaN, no name given twice, no depth that would break a parser."""

from __future__ import annotations

import json
from typing import Any

from unspool.documents.refusal import SpecError, shown


def read_json(body: bytes | str) -> Any:
    """Raises SpecError with the place where the text stops being JSON."""
    try:
        text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
        return json.loads(text, parse_constant=_bare, object_pairs_hook=_once)
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


def _bare(word: str) -> Any:
    raise SpecError(f'the spec is not JSON: a bare {word} is no number; write it as the text "{word}"')


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SpecError(f"the spec gives {shown(twice)} twice in one object")
    return found
