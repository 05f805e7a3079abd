"""Weight files that ship with Unspool: a net that has learned something, its vocabulary and what it achieves.

A file is in the safetensors layout: float64 tensors by parameter name; its one piece of metadata, ``about``, is JSON
with ``net`` (a name of the library), ``vocabulary``, ``recipe`` and ``achieved``. ``./run train`` writes them
(learning/recipes.py).
A spec names one: ``"parameters": "year_lstm"``, or with overrides ``{"*": "year_lstm", "V": …}``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from unspool.documents.refusal import SpecError, instead, shown

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Weights:
    """``achieved``: what a test found when they were made: right, asked, by_position (of the year, from 1)."""

    net: str
    vocabulary: list[str]
    parameters: dict[str, NDArray[np.float64]]
    recipe: dict[str, Any]
    achieved: dict[str, Any]


def names() -> list[str]:
    """Every file that ships, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.safetensors"))


@lru_cache(maxsize=16)
def weights(name: str, place: str = "parameters") -> Weights:
    """One of them; raises SpecError for a name that is not there. The name is compared, never made into a path."""
    if name not in names():
        raise SpecError(f"{place}: there is no weight file {shown(name)}; {instead(name, names(), 'those that ship')}")
    return read(FOLDER / f"{name}.safetensors")


def for_net(net: str) -> str | None:
    """The first file that ships for a net of the library, if there is one."""
    return next((name for name in names() if weights(name).net == net), None)


def read(path: Path) -> Weights:
    """A file that ``write`` has written."""
    with safe_open(path, framework="numpy") as file:
        parameters = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no mapping)
        about = json.loads(file.metadata()["about"])
    for array in parameters.values():
        array.flags.writeable = False
    return Weights(parameters=parameters, **about)


def write(path: Path, found: Weights) -> None:
    """The same weights are the same bytes: one piece of metadata, since the order of several is not kept."""
    about = {key: getattr(found, key) for key in ("net", "vocabulary", "recipe", "achieved")}
    tensors = {name: np.ascontiguousarray(array) for name, array in found.parameters.items()}
    save_file(tensors, path, metadata={"about": json.dumps(about, ensure_ascii=False, sort_keys=True)})
