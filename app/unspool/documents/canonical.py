"""A spec in its one canonical spelling, and the hash of it.

Two specs that differ only in the order of their keys, in spacing, in 1 for 1.0 or in keys that say nothing
(``"changes": []``) have the same canonical form, so the hash can be a cache's key and a link's name.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np

from unspool.documents.encode import plain
from unspool.documents.spec import Spec

_ROWS = ("inputs", "targets")


def canonical(spec: Spec) -> bytes:
    """The spec as JSON: keys sorted, no spaces, every number of a body a float."""
    document = spec.document
    body: dict[str, Any] = {"net": document.net}
    body["sizes"] = document.sizes
    body["initial"] = {name: plain(rows) for name, rows in spec.case.initial.items()}
    body["parameters"] = {name: plain(entries) for name, entries in spec.case.parameters.items()}
    body["random"] = document.random and document.random.model_dump()
    body["phases"] = {name: mask.tolist() for name, mask in spec.case.phases.items()}
    body["tokens"] = document.tokens
    body["vocabulary"] = spec.vocabulary
    body["inputs"] = _rows(document.inputs)
    body["targets"] = _rows(document.targets)
    body["changes"] = [_floats(change) for change in document.changes]
    said = {key: value for key, value in body.items() if value is not None and value != {} and value != []}
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def spec_hash(spec: Spec) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(canonical(spec)).hexdigest()


def _rows(body: Any) -> Any:
    """Rows as floats, with null and tokens left as they are."""
    if isinstance(body, np.ndarray):
        return plain(body.astype(np.float64))
    return None if body is None else [row if row is None or isinstance(row, str) else _floats(row) for row in body]


def _floats(body: Any) -> Any:
    """A body of numbers with every one a float; texts, names and booleans stay."""
    if isinstance(body, dict):
        return {key: value if key in ("steps", "units") else _floats(value) for key, value in body.items()}
    if isinstance(body, (list, tuple)):
        return [_floats(entry) for entry in body]
    if isinstance(body, (np.ndarray, np.number)):
        return plain(np.asarray(body, dtype=np.float64))
    if isinstance(body, float) and not np.isfinite(body):
        return plain(np.float64(body))
    return float(body) if isinstance(body, int) and not isinstance(body, bool) else body
