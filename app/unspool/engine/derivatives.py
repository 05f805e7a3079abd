"""The backward pass as plain data, for those who write it out: the adjoint's operations, and what they make.

``of`` gives each forward node the node that is ∂L/∂(that node), ``shown`` each name what is reported as ∂L/∂name,
``uses`` each place where a parameter is used: there ∂L/∂W gets back_t operand_tᵀ, or back_t where operand is null.
"""

from __future__ import annotations

from typing import Any

from unspool.engine.program import Program
from unspool.recurrence import Adjoint, Graph, Node, Ref

Head = dict[str, Any]


def backward_of(program: Program) -> Head | None:
    """None where there is no backward pass. Ids go on where those of the forward nodes end."""
    adjoint = program.adjoint
    if adjoint is None or program.folded.loss is None:
        return None
    of = _gradients(program, adjoint)
    return {
        "nodes": [_node(node, args, op, program) for node, op, args in _written(program, adjoint)],
        "of": [[node, back] for node, back in of.items()],
        "shown": {name: _ref(ref) for name, ref in adjoint.shown.items()},
        "uses": [
            {"parameter": use.parameter, "back": _ref(use.back), "operand": use.operand and _ref(use.operand)}
            for use in adjoint.uses
        ],
    }


def backward_ids(program: Program) -> list[int]:
    """The nodes of ``backward_of``."""
    return [node.id for node, _, _ in _written(program, program.adjoint)] if program.adjoint else []


def _written(program: Program, adjoint: Adjoint) -> list[tuple[Node, str, tuple[Ref, ...]]]:
    """Every node that the backward pass needs, with its operation and operands as a board has them."""
    graph, first = adjoint.graph, len(program.folded.graph.nodes)
    forward = program.folded.graph.reach(program.roots())
    sigmoids = {graph.nodes[node].args[0]: node for node in sorted(forward) if graph.nodes[node].op == "sigmoid"}
    rest = [*_gradients(program, adjoint).values()]
    rest += [ref.node for ref in adjoint.shown.values()] + [use.back.node for use in adjoint.uses]
    found: dict[int, tuple[Node, str, tuple[Ref, ...]]] = {}
    while rest:
        node = graph.nodes[rest.pop()]
        if (node.id < first and node.id in forward) or node.id in found:
            continue
        found[node.id] = (node, *_complement(node, graph, sigmoids))
        rest.extend(ref.node for ref in found[node.id][2])
    return [found[node] for node in sorted(found)]


def _gradients(program: Program, adjoint: Adjoint) -> dict[int, int]:
    """∂L/∂node of what is computed; those of x and y only where they are wanted."""
    forward, nodes = program.folded.graph.reach(program.roots()), program.graph.nodes
    return {
        node: ref.node
        for node, ref in adjoint.of.items()
        if node in forward and (program.inputs or nodes[node].op not in ("input", "target"))
    }


def _complement(node: Node, graph: Graph, sigmoids: dict[Ref, int]) -> tuple[str, tuple[Ref, ...]]:
    """σ(−a) is computed, since it stays exact where σ saturates; a board writes 1 − σ(a)."""
    if node.op == "sigmoid":
        (inner,) = node.args
        minus = graph.nodes[inner.node]
        if minus.op == "negative" and inner.shift == 0 and minus.args[0] in sigmoids:
            return "complement", (Ref(sigmoids[minus.args[0]]),)
    return node.op, node.args


def _node(node: Node, args: tuple[Ref, ...], op: str, program: Program) -> Head:
    return {
        "id": node.id,
        "op": op,
        "equation": node.equation,
        "size": program.node_sizes[node.id],
        "scalar": node.scalar,
        "number": node.number if op in ("number", "slice") else None,
        "name": node.key or None,
        "args": [_ref(ref) for ref in args],
    }


def _ref(ref: Ref) -> Head:
    return {"node": ref.node, "shift": ref.shift}
