"""Which units of the equation that reads a number want what of it: what comes back along an edge, taken apart.

Into a product the part of unit j is a sum over the rows it goes to, Σ_i W_ij δ_i: each of them is a portion. Into an
operation unit by unit there is one portion. A portion names the unit of the reading equation that it came through, if
the operations between leave one to name (unit by unit, joined, softmax); after another product there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine import Array, Run
from unspool.recurrence.graph import Node

MOST = 16  # portions that are told one by one
MIXING = ("matmul", "sum", "mean", "cross_entropy", "squared_error", "binary_cross_entropy")


@dataclass(frozen=True)
class Portion:
    """What comes back through one unit of the reading equation."""

    at: int
    value: float


def portions(run: Run, user: Node, position: int, t: int, unit: int, whole: float) -> list[Portion]:
    """Largest first, at most MOST of them; empty where no unit of the equation can be named.

    ``user`` is the operation that reads the number as operand ``position`` at step t; ``whole`` what comes back there.
    """
    offset = _offset(run, user)
    if offset is None:
        return []
    if user.op != "matmul":
        sizes = run.program.node_sizes
        is_spread = user.op != "join" and sizes[user.args[position].node] < sizes[user.id]  # a number for every unit
        return [] if is_spread else [Portion(_start(run, user, position) + unit + offset, whole)]
    adjoint = run.program.adjoint
    assert adjoint is not None
    matrix = np.asarray(run.parameters[run.program.graph.nodes[user.args[0].node].key]).real
    back: Array = np.asarray(run.recall.at(adjoint.of[user.id], t)).reshape(-1).real
    with np.errstate(all="ignore"):
        parts = matrix[:, unit] * back
    order = np.argsort(-np.nan_to_num(np.abs(parts), nan=np.inf), kind="stable")[:MOST]
    return [Portion(int(row) + offset, float(parts[row])) for row in order]


def _offset(run: Run, user: Node) -> int | None:
    """How far a unit of an operation stands from the same number's unit of its equation; None where it is mixed."""
    graph = run.program.folded.graph
    root = graph.named.get(user.equation or "")
    return None if root is None else _down(run, user, graph.nodes[root], 0, set())


def _down(run: Run, user: Node, node: Node, offset: int, seen: set[int]) -> int | None:
    """The same from ``node`` on, which stands so far from the equation's; without those that were seen in vain."""
    if node.id == user.id:
        return offset
    if node.op in MIXING or node.id in seen:
        return None
    seen.add(node.id)
    for position, arg in enumerate(node.args):
        below = run.program.folded.graph.nodes[arg.node]
        if arg.shift == 0 and not (below.name and below.id != user.id):
            found = _down(run, user, below, offset + _start(run, node, position), seen)
            if found is not None:
                return found
    return None


def _start(run: Run, node: Node, position: int) -> int:
    """Where an operand's units begin in those of the result."""
    if node.op != "join":
        return 0
    return sum(run.program.node_sizes[arg.node] for arg in node.args[:position])
