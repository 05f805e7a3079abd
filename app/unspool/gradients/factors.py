"""The factors of the chain: J_i = ∂s_i/∂s_{i-1}, the Jacobian of one step of the whole state (``states``).

Each is a use of the run's adjoint: with the delays inside the sweep detached, what comes back from s_i stops at the
edges that read s_{i-1}, and is a row of J_i there. No step waits for another then, so one backward pass, seeded with
every unit of s_i at once, gives the factors of all steps: each operation once, for many steps (``engine.units``).
Only the steps that are asked for are computed, whatever T is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from unspool.engine import Array, Case, Change, Run
from unspool.engine.program import Program, program_for
from unspool.engine.tape import cutting
from unspool.engine.units import EveryUnit
from unspool.gradients.states import Part, State
from unspool.recurrence import Ref
from unspool.recurrence.expression import leaves

NUMBERS = 1 << 18  # in one operation's result: few calls, and no more than a processor keeps near


def factors(run: Run, case: Case, state: State, first: int, last: int) -> Array:
    """J_first…J_last, (last - first + 1, S, S), of a case whose run went forwards; first <= last are steps.

    Rows are entries of s_i, columns those of s_{i-1} (of s_{i+1} where the sweep runs backwards). What a person holds
    or cuts is held and cut here too: the row of a held unit is zero.
    """
    found = np.zeros((last - first + 1, state.size, state.size))
    for part in state.parts:
        older = next((other for other in state.parts if (other.name, other.lag) == (part.name, part.lag - 1)), None)
        if older is not None:
            units = np.arange(part.size)
            found[:, part.start + units, older.start + units] = 1.0
    program = _detached(case, state)
    newest = {part.name: part.size for part in state.parts if part.lag == 0}  # they stand first
    rows = sum(newest.values())
    edges = [(part, ref, key, _open(case, key)) for part, ref, key in _edges(program, state)]
    every = EveryUnit(run, first, first, program, newest, [key for _, _, key, _ in edges])
    at_once = max(1, NUMBERS // (rows * max(part.size for part in state.parts)))
    for low in range(first, last + 1, at_once):
        high = min(last, low + at_once - 1)
        every.window(low, high)
        for part, ref, _, is_open in edges:
            back, opened = every.at(ref), is_open[low - 1 : high]
            if not opened.all():
                back = np.where(opened[:, None, None], back, 0.0)
            found[low - first : high - first + 1, :rows, part.start : part.start + part.size] += back
    return found


def _read(case: Case, state: State) -> set[tuple[str, int]]:
    """How the net reads the state: names, each with how far away."""
    held = {(part.name, -state.direction * (part.lag + 1)) for part in state.parts}
    found = {(leaf.name, leaf.shift) for equation in case.net.every() for leaf in leaves(equation.expression)}
    return held & found


def _detached(case: Case, state: State) -> Program:
    """The net with these edges detached, seeded at the state."""
    changes = [Change("detach", name, shift) for name, shift in sorted(_read(case, state))]
    return program_for(replace(case, changes=(*case.changes, *changes)), tuple(state.names))


def _edges(program: Program, state: State) -> Iterator[tuple[Part, Ref, str]]:
    """Every edge that reads the state: which part, ∂ by what it carries, and its name among the changes."""
    parts = {(part.name, -state.direction * (part.lag + 1)): part for part in state.parts}
    assert program.adjoint is not None
    for node in program.folded.graph:
        if node.op == "detach" and node.id in program.adjoint.of:
            key = program.graph.nodes[node.args[0].node].key
            _, name, shift, _ = key.split(" ")
            if (name, int(shift)) in parts:
                yield parts[name, int(shift)], program.adjoint.of[node.id], key


def _open(case: Case, key: str) -> Array:
    """(T,): where a person neither detached nor cut an edge."""
    _, name, shift, into = key.split(" ")
    closed = [cutting(case, verb, name, int(shift), into) for verb in ("detach", "cut")]
    return np.asarray(np.maximum(*closed) == 0)
