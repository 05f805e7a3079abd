"""Builders that the engine's tests share: golden cases, cases with numbers drawn from a seed, and comparisons."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from unspool import engine, gradients
from unspool.engine import Case
from unspool.recurrence import Mistake, library, read

GOLDEN = Path(__file__).parents[1] / "golden"
GOLDEN_NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))
LIBRARY_NAMES = library.names()
MACHINES = {"compiled": False, "plain": True}

Nested = Mapping[str, Mapping[str, Any]]


def golden(name: str) -> dict[str, Any]:
    """A golden document as it stands in its file."""
    found: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return found


def distinct(names: list[str]) -> list[str]:
    """Without nets whose equations another name has as well."""
    found = {tuple(equation.text for equation in read(text_of(name)).every()): name for name in reversed(names)}
    return sorted(found.values())


def rows(body: list[Any], size: int | None = None) -> tuple[Any, Any]:
    """(rows, which are there): null rows are zeros."""
    width = next((len(row) for row in body if row is not None), size)
    there = np.array([row is not None for row in body])
    return np.array([[0.0] * width if row is None else row for row in body]), there


def golden_case(name: str) -> Case:
    """A golden spec in numbers."""
    spec = golden(name)
    net = read(spec["net"])
    inputs = rows(spec["inputs"], spec["sizes"].get("x"))[0] if net.reads("x") else None
    targets, present = rows(spec["targets"], spec["sizes"].get("y"))
    return Case(
        net,
        len(spec["inputs"]),
        inputs,
        targets,
        present,
        spec["sizes"],
        {name: np.array(value) for name, value in spec["initial"].items()},
        {name: np.array(value) for name, value in spec["parameters"].items()},
    )


def text_of(name: str) -> str:
    """A net by its name in the library or among the golden ones."""
    return library.entry(name).text if name in LIBRARY_NAMES else golden(name)["net"]


def drawn(
    text: str,
    T: int = 20,
    *,
    x: int = 3,
    y: int = 3,
    units: int = 3,
    seed: int = 0,
    scale: float = 0.7,
    sizes: Mapping[str, int] | None = None,
    parameters: Mapping[str, Any] | None = None,
    missing: tuple[int, ...] = (),
) -> Case:
    """A settled case for a text: inputs, distributions as targets, parameters and initial states that are not zero.

    Every name whose size is not known otherwise has ``units``; ``missing`` steps have no target.
    """
    net = read(text)
    rng = np.random.default_rng(seed)
    given = {name: np.asarray(value, float) for name, value in (parameters or {}).items() if name in net.parameters}
    present = np.array([t + 1 not in missing for t in range(T)])
    case = Case(
        net,
        T,
        inputs=rng.normal(size=(T, x)) if net.reads("x") else None,
        targets=np.where(present[:, None], rng.dirichlet(np.ones(y), size=T), 0.0) if net.reads("y") else None,
        present=present if net.reads("y") else None,
        parameters=given,
        random=engine.Random(seed, scale),
        phases={name: rng.random(T) < 0.5 for name in net.phases},
        sizes=sizes if sizes is not None else free_sizes(text, x, y, units, given),
    )
    return with_states(gradients.settled(case), rng)


def free_sizes(
    text: str, x: int, y: int, units: int, given: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, int]:
    """``units`` for as many names as the net needs told, found by asking it."""
    net = read(text)
    sizes: dict[str, int] = {}
    while True:
        inputs, targets = (np.zeros((1, size)) if net.reads(name) else None for name, size in (("x", x), ("y", y)))
        case = Case(
            net,
            1,
            inputs,
            targets,
            sizes=sizes,
            parameters=given,
            random=engine.Random(0, 1.0),
            phases={name: np.zeros(1) for name in net.phases},
        )
        try:
            engine.start(case).close()
        except Mistake as mistake:
            sizes[asked_for(mistake)] = units
        else:
            return sizes


def asked_for(mistake: Mistake) -> str:
    """The name whose size a refusal asks for; any other refusal is raised again."""
    unknown = re.search(r"give (?:\w+, or )?sizes\.(\w+)", mistake.reason)
    if unknown is None:
        raise mistake
    return unknown[1]


def with_states(case: Case, rng: np.random.Generator) -> Case:
    """Initial states that are not zero, a row for each step that is read."""
    return replace(case, initial={name: 0.5 * rng.normal(size=rows.shape) for name, rows in case.initial.items()})


def disagreements(found: Nested, exact: Nested, relative: float = 1e-9, floor: float = 1e-12) -> list[str]:
    """Every entry of ``found`` that is not ``exact``: relative where the number is not tiny, else absolute."""
    wrong = []
    for kind, arrays in found.items():
        for name, array in arrays.items():
            truth = np.asarray(exact[kind][name])
            assert array.shape == truth.shape, (kind, name, array.shape, truth.shape)
            bad = ~(np.abs(array - truth) <= np.maximum(relative * np.abs(truth), floor))
            wrong += [
                f"{kind}.{name}{list(map(int, at))}: {array[tuple(at)]!r} is not {truth[tuple(at)]!r}"
                for at in np.argwhere(bad)
            ]
    return wrong
