"""The numbers that a loss depends on, one by one: every entry of every parameter, initial state, input and target.

A check differentiates by each of them a second way, so it first needs them all written out (``settled``),
named (``entries``) and changeable one at a time (``nudged``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from unspool import engine
from unspool.engine import Array, Case

KINDS = ("parameters", "initial", "inputs", "targets")


class Entry(NamedTuple):
    """One number: ``at`` is its place in the array ``name`` of its kind; inputs are called x and targets y."""

    kind: str
    name: str
    at: tuple[int, ...]


def settled(case: Case) -> Case:
    """The same case with every drawn (or edited) parameter given, and every initial state as its rows (k, size)."""
    with engine.start(case) as run:
        names = {node.id: node.name or node.key for node in run.program.folded.graph}
        rows = {names[node]: rows for node, rows in run.tape.edges.items()}
        initial = {name: np.array(row.reshape(len(row), -1, row.shape[-1])[:, 0]) for name, row in rows.items()}
        parameters = {name: np.array(value) for name, value in run.parameters.items()}
    return replace(case, parameters=parameters, initial=initial, random=None, edits=())


def arrays(case: Case, kind: str) -> dict[str, Array]:
    """name -> array, for one kind of numbers of a settled case."""
    if kind == "inputs":
        return {} if case.inputs is None else {"x": case.inputs}
    if kind == "targets":
        return {} if case.targets is None else {"y": case.targets}
    return dict(case.parameters if kind == "parameters" else case.initial)


def entries(case: Case, kinds: tuple[str, ...] = KINDS) -> Iterator[Entry]:
    """Every number of a settled case."""
    for kind in kinds:
        for name, array in arrays(case, kind).items():
            for index in np.ndindex(array.shape):
                yield Entry(kind, name, index)


def entry_value(case: Case, entry: Entry) -> float:
    """The number itself."""
    return float(arrays(case, entry.kind)[entry.name][entry.at].real)


def nudged(case: Case, entry: Entry, by: complex) -> Case:
    """The settled case with one number changed by ``by``."""
    direction = np.zeros(arrays(case, entry.kind)[entry.name].shape)
    direction[entry.at] = 1.0
    return moved(case, {entry.kind: {entry.name: direction}}, by)


def moved(case: Case, direction: Mapping[str, Mapping[str, Array]], by: complex) -> Case:
    """The settled case moved by ``by`` along a direction, given as kind -> name -> array."""
    found = case
    for kind, given in direction.items():
        known = arrays(found, kind)
        for name, array in given.items():
            known[name] = known[name] + by * array
        if kind == "inputs":
            found = replace(found, inputs=known.get("x"))
        elif kind == "targets":
            found = replace(found, targets=known.get("y"))
        else:
            found = replace(found, **{kind: known})  # type: ignore[arg-type]
    return found


def backward(case: Case, *, plain: bool = False) -> dict[str, dict[str, Array]]:
    """What the backward pass says about all of these numbers: kind -> name -> array, as ``derivatives`` returns it."""
    with engine.start(case, inputs=True, plain=plain) as run:
        run.finish()
        outside = {name: np.array(np.moveaxis(rows, 0, -2)) for name, rows in run.input_grads.items()}
        return {
            "parameters": {name: np.array(rows) for name, rows in run.parameter_grads.items()},
            "initial": {name: np.array(rows) for name, rows in run.initial_grads.items()},
            "inputs": {name: rows for name, rows in outside.items() if name == "x"},
            "targets": {name: rows for name, rows in outside.items() if name == "y"},
        }
