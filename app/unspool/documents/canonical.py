"""A spec in its one canonical spelling, and the hash of it.

Two specs that differ only in the order of their keys, in spacing, in 1 for 1.0 or in keys that say nothing
(``"changes": []``) have the same canonical form, so the hash can be a cache's key and a link's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from unspool.documents.encode import PIECE, array_pieces, list_pieces, object_pieces, plain, text
from unspool.documents.numbers import Array
from unspool.documents.sequence import Steps
from unspool.documents.spec import Spec


def canonical(spec: Spec) -> bytes:
    """The spec as JSON: keys sorted, no spaces, every number of a body a float."""
    return "".join(_pieces(spec)).encode()


def spec_hash(spec: Spec) -> str:
    """64 hexadecimal digits: SHA-256 of the canonical form, which is written once for a spec that was read."""
    if not spec.hashed:
        digest = hashlib.sha256()
        for piece in _pieces(spec):
            digest.update(piece.encode())
        spec.hashed.append(digest.hexdigest())
    return spec.hashed[0]


def _pieces(spec: Spec) -> Iterator[str]:
    document, case = spec.document, spec.case
    said: dict[str, Any] = {
        "net": document.net,
        "sizes": document.sizes,
        "random": document.random and document.random.model_dump(),
        "phases": {name: mask.tolist() for name, mask in case.phases.items()},
        "tokens": document.tokens,
        "vocabulary": spec.vocabulary,
        "changes": [_floats(change) for change in document.changes],
    }
    members: dict[str, Iterable[str]] = {
        key: [text(value, ordered=True)] for key, value in said.items() if value not in (None, {}, [])
    }
    if document.tokens is None:
        members["inputs"] = _rows(spec.inputs)
    if spec.targets is not None:
        members["targets"] = [text(document.targets)] if spec.spelled else _rows(spec.targets)
    for key, arrays in (("initial", case.initial), ("parameters", case.parameters)):
        if arrays:
            members[key] = _arrays(arrays)
    return object_pieces(dict(sorted(members.items())))


def _arrays(arrays: Mapping[str, Array]) -> Iterator[str]:
    return object_pieces({name: array_pieces(array) for name, array in sorted(arrays.items())})


def _rows(steps: Steps) -> Iterator[str]:
    """Rows, and null where a step has none."""
    if steps.rows is None:
        return iter([text([None] * steps.length)])
    if steps.present.all():
        return array_pieces(steps.rows)
    at_once = max(1, PIECE // steps.rows.shape[1])
    return list_pieces(_with_nulls(steps, first, first + at_once) for first in range(0, steps.length, at_once))


def _with_nulls(steps: Steps, first: int, last: int) -> list[Any]:
    assert steps.rows is not None
    present = steps.present[first:last].tolist()
    return [row if has else None for row, has in zip(plain(steps.rows[first:last]), present, strict=True)]


def _floats(body: Any) -> Any:
    """A change with every number of its value a float; steps, units and names stay."""
    if isinstance(body, dict):
        return {key: value if key in ("steps", "units") else _floats(value) for key, value in body.items()}
    if isinstance(body, (list, tuple)):
        return [_floats(entry) for entry in body]
    if isinstance(body, (int, float, np.ndarray, np.number)) and not isinstance(body, bool):
        return plain(np.asarray(body, dtype=np.float64))
    return body
