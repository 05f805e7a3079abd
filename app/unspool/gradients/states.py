"""The state of a net: everything that its next step reads of the past.

    s_i = (name_i for every name that is read with a delay; name_{i-1} too where a delay is of two steps, and so on)

With delays of two the state is that of the companion form: s_i = (h_i, h_{i-1}). A net that reads in both directions
has a state for each: the names of one sweep, read within this sweep. No path from a state to a later one of its own
leaves the sweep (sweeps are computed one after the other), so the derivatives of a state form a chain, factor by
factor. In a sweep that runs backwards "later" means an earlier step: s_i is followed by s_{i-1}. Inputs that are read
with a delay (x[t-1], y[t-1]) are given and not computed: they are no part of a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from unspool.engine import Array, Run
from unspool.engine.program import Program
from unspool.recurrence.schedule import is_leaf, schedule


class Part(NamedTuple):
    """The entries start…start + size - 1 of s_i are ``name`` at the step that lies ``lag`` steps before i."""

    name: str
    lag: int
    start: int
    size: int


@dataclass(frozen=True)
class State:
    """Of one sweep; ``direction`` is 1 (t = 1…T) or -1. ``parts``: the newest first, in the order of the text."""

    direction: int
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)

    @property
    def reach(self) -> int:
        """How many steps the state holds."""
        return 1 + max(part.lag for part in self.parts)

    @property
    def names(self) -> list[str]:
        return [part.name for part in self.parts if part.lag == 0]

    def step(self, part: Part, i: int) -> int:
        """At which step a part of s_i stands; before the first step (after the last) it is an initial value."""
        return i - self.direction * part.lag

    def part(self, row: int) -> tuple[Part, int]:
        """What an entry of the state is: its part, and the unit there."""
        found = next(part for part in self.parts if row < part.start + part.size)
        return found, row - found.start


def states(program: Program) -> list[State]:
    """One for each sweep that carries something from step to step; none where nothing but inputs is delayed."""
    found = program.built.get("states")
    if found is None:
        found = program.built["states"] = _states(program)
    return list(found)


def row(run: Run, name: str, step: int) -> Array:
    """A name at a step, or the initial value that stands for it there; of a run that went forwards."""
    if 1 <= step <= run.T:
        return np.asarray(run.values[name][step - 1])
    edges = run.tape.edges[run.program.graph.named[name]]
    return np.asarray(edges[min(-step if step < 1 else step - run.T - 1, len(edges) - 1)])


def _states(program: Program) -> list[State]:
    graph = program.folded.graph
    wanted = {node for node in graph.reach(program.roots()) if not is_leaf(graph.nodes[node].op)}
    names = {node: name for name, node in graph.named.items()}
    found = []
    for sweep in schedule(graph, wanted, set(), program.net.text):
        lags: dict[str, int] = {}
        for user in sweep.nodes:
            for ref in graph.nodes[user].args:
                if ref.shift and ref.node in names and ref.node in sweep.nodes:
                    lags[names[ref.node]] = max(lags.get(names[ref.node], 0), abs(ref.shift))
        if lags:
            found.append(State(sweep.direction, _parts(program, lags)))
    return found


def _parts(program: Program, lags: dict[str, int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for lag in range(max(lags.values())):
        for name, node in program.folded.graph.named.items():
            if lag < lags.get(name, 0):
                start = sum(part.size for part in parts)
                parts.append(Part(name, lag, start, program.node_sizes[node]))
    return tuple(parts)
