"""What a run is given, as rows over time for the leaves of the graph.

Arrays have time first: (T, size), or (T, B, size) with a batch. Scalars have size 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine.case import Array, Case, Change
from unspool.engine.draw import draw
from unspool.engine.edits import edited
from unspool.engine.program import Program
from unspool.recurrence import Mistake


@dataclass
class Tape:
    """``rows`` by leaf id; ``parameters`` by name; ``edges``: by node id, rows for steps before and after.

    ``edges[node]`` has shape (k, [B,] size), row j for step −j (and T + 1 + j). ``batch`` is () or (B,).
    """

    T: int
    batch: tuple[int, ...]
    dtype: type
    rows: dict[int, Array]
    parameters: dict[str, Array]
    edges: dict[int, Array]


def tape_for(case: Case, program: Program) -> Tape:
    """Lay out a case for a program; raises Mistake where a number is missing."""
    if case.T < 1:
        raise Mistake("the sequence is empty: a run has at least one step")
    batch = next((rows.shape[:1] for rows in (case.inputs, case.targets) if rows is not None and rows.ndim == 3), ())
    parameters = _parameters(case, program)
    everything = [
        *parameters.values(),
        *case.initial.values(),
        case.inputs,
        case.targets,
        *(change.value for change in case.changes),
    ]
    dtype = complex if any(_is_complex(array) for array in everything) else float
    rows = {node.id: _leaf(node.op, node.key, case, program, batch) for node in program.leaves}
    return Tape(case.T, batch, dtype, rows, parameters, _edges(case, program, batch, dtype))


def _is_complex(array: Array | float | None) -> bool:
    return array is not None and np.asarray(array).dtype.kind == "c"


def _parameters(case: Case, program: Program) -> dict[str, Array]:
    found = {}
    for name, shape in program.sizes.parameters.items():
        if name in case.parameters:
            found[name] = np.asarray(case.parameters[name])
        elif case.random is not None:
            found[name] = draw(case.random, name, shape)
        else:
            parameter = program.net.parameters[name]
            raise Mistake(
                f"{name} is a parameter without a value: give parameters.{name}, or random with seed and scale",
                parameter.place,
                program.net.text,
            )
    return edited(found, case)


def _leaf(op: str, key: str, case: Case, program: Program, batch: tuple[int, ...]) -> Array:
    if op in ("input", "target"):
        rows = case.inputs if op == "input" else case.targets
        if rows is None:
            size = program.node_sizes[next(node.id for node in program.folded.graph if node.op == op)]
            return np.zeros((case.T, *batch, size))
        if rows.ndim == 3:
            return np.moveaxis(rows, -2, 0)
        return rows[:, None] if batch else rows  # the same for all of the batch
    if op == "present":
        return _present(case, batch)
    if op == "phase":
        if key not in case.phases:
            place = next(leaf.place for leaf in program.folded.graph if leaf.key == key)
            raise Mistake(f"{key} is a phase: give phases.{key}, one 0 or 1 a step", place, program.net.text)
        return _scalar(np.asarray(case.phases[key], dtype=float), batch)
    if op == "cutting":
        verb, name, shift, into = key.split(" ")
        return _scalar(cutting(case, verb, name, int(shift), into), batch)
    held, given = _held(case, program, key)
    rows = held if op == "held" else given
    return rows.reshape(case.T, *(1 for _ in batch), -1)


def _present(case: Case, batch: tuple[int, ...]) -> Array:
    if case.present is None or case.targets is None:
        return np.zeros((case.T, *batch, 1))
    present = np.asarray(case.present, dtype=float)
    return present.T[..., None] if present.ndim == 2 else _scalar(present, batch)


def _scalar(rows: Array, batch: tuple[int, ...]) -> Array:
    return rows.reshape(-1, *(1 for _ in batch), 1)


def _steps(change: Change, T: int) -> Array:
    where = np.zeros(T, dtype=bool)
    if change.steps is None:
        where[:] = True
    for step in change.steps or ():
        if not 1 <= step <= T:
            raise Mistake(f"changes: step {step} of {change.node} is not between 1 and {T}")
        where[step - 1] = True
    return where


def cutting(case: Case, verb: str, name: str, shift: int, into: str) -> Array:
    """(T,): 1 at the steps where an edge is cut (or detached)."""
    rows = np.zeros(case.T)
    for change in case.changes:
        if (change.verb, change.node, change.shift) == (verb, name, shift) and change.into in (None, into):
            rows[_steps(change, case.T)] = 1.0
    return rows


def _held(case: Case, program: Program, name: str) -> tuple[Array, Array]:
    size = program.node_sizes[program.graph.named[name]]
    held = np.zeros((case.T, size))
    given = np.zeros(
        (case.T, size), np.result_type(float, *(change.value for change in case.changes if change.node == name))
    )
    for change in case.changes:
        if change.node != name or change.verb not in ("hold", "silence"):
            continue
        units = list(range(size)) if change.units is None else list(change.units)
        if any(not 0 <= unit < size for unit in units):
            raise Mistake(f"changes: {name} has units 0 to {size - 1}, but unit {max(units)} is held")
        where = np.ix_(np.flatnonzero(_steps(change, case.T)), np.array(units, dtype=np.intp))
        held[where] = 1.0
        given[where] = 0.0 if change.verb == "silence" else _given_value(change, name, given[where].shape)
    return held, given


def _given_value(change: Change, name: str, shape: tuple[int, ...]) -> Array:
    value = np.asarray(change.value)
    try:
        return np.broadcast_to(value, shape)
    except ValueError:
        raise Mistake(
            f"changes: {name} is held at {shape[0]} steps × {shape[1]} units, but {value.shape} values are given"
        ) from None


def _edges(case: Case, program: Program, batch: tuple[int, ...], dtype: type) -> dict[int, Array]:
    found = {}
    for number, delays in program.delays.items():
        node, rows = program.graph.nodes[number], max(delays)
        values: Array = np.zeros((rows, *batch, program.node_sizes[number]), dtype=dtype)
        name = node.name or (node.key if node.op in ("input", "target") else "")
        given = case.initial.get(name) if name else None
        if given is not None:
            _fill(values, np.asarray(given), name, rows)
        found[number] = values
    return found


def _fill(values: Array, given: Array, name: str, rows: int) -> None:
    if given.ndim == 1:
        values[...] = given
    elif len(given) < rows:
        raise Mistake(f"initial.{name} gives {len(given)} steps, but {rows} are read: give a vector, or {rows} rows")
    else:
        values[...] = given[:rows].reshape(rows, *(1 for _ in values.shape[1:-1]), -1)
