"""What is one number a step, and what a vector.

Scalars are numbers, 0-d parameters, sums, losses, and what is made of them alone.
"""

from __future__ import annotations

from unspool.recurrence.given import Given
from unspool.recurrence.graph import Graph, Node
from unspool.recurrence.operations import BY_NAME


def mark_scalars(graph: Graph, given: Given) -> None:
    """Say of every node whether it is a scalar: what a vector reaches through operations unit by unit is none."""
    vectors = {node.id for node in graph.nodes if _is_surely_vector(node, graph, given)}
    users = graph.users()
    held = [(node.id, graph.named[node.key]) for node in graph.nodes if node.op in ("held", "given")]
    rest = list(vectors)
    while rest:
        top = rest.pop()
        reached = [
            user
            for user, position, _ in users[top]
            if BY_NAME[graph.nodes[user].op].shape == "units" and not is_mask(graph.nodes[user], position)
        ]
        reached += [leaf for leaf, named in held if named == top]
        rest += [node for node in dict.fromkeys(reached) if node not in vectors]
        vectors.update(reached)
    for node in graph.nodes:
        node.scalar = node.id not in vectors


def is_mask(node: Node, position: int) -> bool:
    """Whether this operand only says at which steps the node takes which other one, whatever its size."""
    return position == 0 and node.op in ("only", "unless", "detach")


def _is_surely_vector(node: Node, graph: Graph, given: Given) -> bool:
    if node.op in ("input", "target", "matmul", "join"):
        return True
    if node.name in given.sizes or given.initial.get(str(node.name), 1) > 1:
        return BY_NAME[node.op].shape == "units"
    if node.name in given.initial:  # one number: of a vector of one unit where a matrix says so
        return any(user.op == "matmul" and user.args[1].node == node.id for user in graph.nodes)
    if node.op == "parameter":
        return given.parameters.get(node.key) != ()
    return False
