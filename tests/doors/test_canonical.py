"""One spec has one canonical form, and so one hash: a cache's key and a link's name."""

import hashlib
import json
from typing import Any

import numpy as np
import pytest
from serving import GOLDEN, elman, exploding, golden
from wires import by_python, same

from unspool.documents import canonical, read_json, read_spec, spec_hash


def hashed(spec: dict[str, Any]) -> str:
    return spec_hash(read_spec(spec))


@pytest.mark.parametrize("spec", [*map(golden, GOLDEN), elman(), exploding()], ids=lambda spec: str(len(spec)))
def test_the_canonical_form_is_the_same_spec(spec: dict[str, Any]) -> None:
    form = canonical(read_spec(spec))
    again = read_json(form)
    assert list(again) == sorted(again)
    assert b" " not in form.replace(json.dumps(spec["net"], ensure_ascii=False).encode(), b"")
    assert canonical(read_spec(again)) == form
    assert same(by_python(again), by_python(spec))
    assert hashed(spec) == hashlib.sha256(form).hexdigest()


def test_spelling_does_not_change_the_hash() -> None:
    spec = golden(GOLDEN[0])
    whole = {"net": "h = W @ x", "inputs": [[1, 0]], "parameters": {"W": [[1, 2]]}}
    assert hashed(dict(reversed(spec.items()))) == hashed(spec)
    assert hashed(json.loads(json.dumps(spec, indent=3))) == hashed(spec)
    assert hashed({**spec, "changes": [], "phases": {}, "random": None}) == hashed(spec)
    assert hashed({**whole, "inputs": [[1.0, 0.0]], "parameters": {"W": np.array([[1, 2]])}}) == hashed(whole)
    assert hashed({**whole, "inputs": np.array([[1.0, 0.0]])}) == hashed(whole)


def test_meaning_changes_the_hash() -> None:
    spec = elman()
    different = [
        {**spec, "net": spec["net"] + "\n"}, {**spec, "random": {"seed": 2, "scale": 0.5}},
        {**spec, "tokens": ["a", "b", "c", "a", None]}, {**spec, "vocabulary": ["a", "c", "b"]},
        {**spec, "initial": {"h": [0.0] * 4}}, {**spec, "changes": [{"silence": "h"}]},
        {**spec, "changes": [{"silence": "h", "steps": [1]}]}, {**spec, "changes": [{"hold": "h", "to": 1}]},
    ]  # fmt: skip
    assert len({hashed(other) for other in [spec, *different]}) == len(different) + 1
