"""One step opened into its operations: what stands on every node and what flows over every edge at step t.

A run keeps named nodes and what its backward pass needs; everything else is computed again here, when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine.case import Array
from unspool.engine.derivatives import backward_ids
from unspool.engine.norms import norm
from unspool.engine.run import Run
from unspool.recurrence import Node, Ref
from unspool.recurrence.graph import STILL_LEAVES
from unspool.recurrence.slopes import ONE_NUMBER, slope, value

SAMPLES = 129  # of a curve
NEAREST = 4.0  # a curve reaches from −4 to 4, from −8 to 8 …
MOST_CURVES = 12  # of one function: its operands may be of any size


@dataclass(frozen=True)
class OpenedNode:
    """``value`` and ``grad`` (the total ∂L/∂node_t, None where nothing comes back or there is no loss): (size,)."""

    id: int
    value: Array
    grad: Array | None
    norm: float | None


@dataclass(frozen=True)
class OpenedEdge:
    """What comes back along one operand of one operation: its part of ∂L/∂(that operand), at the user's step t."""

    user: int
    position: int
    grad: Array
    norm: float


@dataclass(frozen=True)
class Curve:
    """A function of one number from −limit to limit, evenly; not finite where it has no value."""

    limit: float
    values: Array


@dataclass(frozen=True)
class OpenedStep:
    """Step t: every node of the folded graph, every edge over which a gradient comes back, and what computes it.

    ``backward``: the values of the adjoint's own nodes, by the ids that the plan gives them. ``slopes``: what a
    function of one number multiplies a gradient by, for each unit, by its node. ``curves``: every such function, as
    far as its operands reach at this step.
    """

    t: int
    nodes: list[OpenedNode]
    edges: list[OpenedEdge]
    backward: dict[int, Array]
    slopes: dict[int, Array]
    curves: dict[str, list[Curve]]


def open_step(run: Run, t: int) -> OpenedStep:
    """Open step t (from 1) of a run whose passes are done."""
    run.finish()
    alive = run.program.folded.graph.reach(run.program.roots())
    nodes = [run.program.graph.nodes[node] for node in sorted(alive)]
    timed = [_node(run, node.id, t) for node in nodes if node.op not in STILL_LEAVES]
    backward = {node: run.recall.at(Ref(node), t) for node in backward_ids(run.program)}
    operands = {node.id: run.recall.at(node.args[0], t) for node in nodes if node.op in ONE_NUMBER}
    slopes = {node: slope(run.program.graph.nodes[node].op, operand) for node, operand in operands.items()}
    return OpenedStep(t, timed, _edges(run, alive, t), backward, slopes, _curves(nodes, operands))


def _node(run: Run, node: int, t: int) -> OpenedNode:
    value = run.recall.at(Ref(node), t)
    grad = _gradient(run, node)
    if grad is None:
        return OpenedNode(node, value, None, None)
    back = run.recall.at(grad, t)
    return OpenedNode(node, value, back, float(norm(back)))


def _gradient(run: Run, node: int) -> Ref | None:
    """∂L/∂node: as it is reported for a name, as it flows for what has no name."""
    adjoint = run.program.adjoint
    if adjoint is None:
        return None
    name = run.program.graph.nodes[node].name
    return adjoint.shown.get(name) or adjoint.of.get(node) if name else adjoint.of.get(node)


def _edges(run: Run, alive: set[int], t: int) -> list[OpenedEdge]:
    if run.program.adjoint is None:
        return []
    found = []
    for node in sorted(alive):
        for user, position, part in run.program.adjoint.parts.get(node, []):
            back = run.recall.at(Ref(part.node), t)
            found.append(OpenedEdge(user, position, back, float(norm(back))))
    return found


def _curves(nodes: list[Node], operands: dict[int, Array]) -> dict[str, list[Curve]]:
    limits: dict[str, set[float]] = {}
    for node in nodes:
        if node.id in operands:
            limits.setdefault(node.op, set()).update(_limits(operands[node.id]))
    return {op: [_curve(op, limit) for limit in sorted(found)[:MOST_CURVES]] for op, found in limits.items()}


def _limits(operand: Array) -> set[float]:
    """4, 8, 16 …: for each unit how far its curve must reach."""
    sizes = np.abs(operand[np.isfinite(operand)])
    powers = np.clip(np.ceil(np.log2(np.maximum(sizes, NEAREST) / NEAREST)), 0, 1_000)
    return {NEAREST, *(NEAREST * 2.0 ** np.unique(powers)).tolist()}


def _curve(function: str, limit: float) -> Curve:
    return Curve(limit, value(function, np.linspace(-limit, limit, SAMPLES)))
