"""A whole run as one safetensors file, under the names of its messages: what ``values/h`` and ``grads/h`` carry block
by block stands in it whole, float64, with the spec and the tokens beside it. The page writes the same file.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

import unspool
from unspool.documents.canonical import canonical, spec_hash
from unspool.documents.encode import text
from unspool.documents.messages import Head, messages
from unspool.documents.spec import Spec
from unspool.engine import Run


def tensor_file(spec: Spec, run: Run) -> bytes:
    """Computes the run, and the file of it."""
    parts: dict[str, list[tuple[int, NDArray[Any]]]] = {}
    said: Head = {}
    for message in messages(spec, run):
        assert message is not None  # none is left out
        said |= message.head
        for name, array in message.tensors.items():
            parts.setdefault(name, []).append((message.head.get("first", 1), array.copy()))
    tensors = {name: np.ascontiguousarray(_joined(found)) for name, found in parts.items()}
    return save(tensors, metadata=_about(spec, said))


def _joined(parts: list[tuple[int, NDArray[Any]]]) -> NDArray[Any]:
    """Blocks in the order of their steps; what came at once as it is."""
    if len(parts) == 1:
        return parts[0][1]
    return np.concatenate([array for _, array in sorted(parts, key=itemgetter(0))])


def _about(spec: Spec, said: Head) -> dict[str, str]:
    """What goes with the numbers; safetensors takes texts."""
    loss = {"loss": text(said["loss"])} if said["loss"] is not None else {}
    return {
        "unspool": unspool.__version__,
        "spec_hash": spec_hash(spec),
        "net": spec.case.net.text,
        "T": str(spec.case.T),
        "tokens": text(said["tokens"]),
        "target_tokens": text(said["target_tokens"]),
        "vocabulary": text(said["vocabulary"]),
        "first_nonfinite": text(said["first_nonfinite"]),
        "complete": "true",
        **loss,
        "spec": canonical(spec).decode(),
    }
