"""The matrices on the way from step to step: how much each can enlarge what passes it."""

from __future__ import annotations

from dataclasses import dataclass

from unspool.engine import Run
from unspool.engine.edits import radius, spectral_norm
from unspool.gradients.gain import path
from unspool.gradients.states import State, states
from unspool.recurrence.roles import parameter_role


@dataclass(frozen=True)
class Matrix:
    """``norm`` is λ_W, the largest singular value; ``radius`` ρ, the largest |eigenvalue| (None: not square);
    ``counts``: whether it stands between one state and the next."""

    name: str
    norm: float
    radius: float | None
    counts: bool


def matrices(run: Run, state: State) -> list[Matrix]:
    """Those of one state, and the other recurrent ones, in the order of the text."""
    graph = run.program.folded.graph
    ways = [graph.nodes[node] for node in path(run.program, state)]
    on_path = {graph.nodes[node.args[0].node].key for node in ways if node.op == "matmul"}
    found = []
    for name, value in run.parameters.items():
        if value.ndim == 2 and (name in on_path or parameter_role(name, run.net) == "recurrent"):
            square = value.shape[0] == value.shape[1]
            found.append(Matrix(name, spectral_norm(value), radius(value) if square else None, name in on_path))
    return found


def all_matrices(run: Run) -> list[Matrix]:
    """Those of every state of the net."""
    found: dict[str, Matrix] = {}
    for state in states(run.program):
        for matrix in matrices(run, state):
            if matrix.counts or matrix.name not in found:
                found[matrix.name] = matrix
    return list(found.values())
