"""Graph to graph: move work out of the loops over time, without changing what is computed.

Inside a loop, a chain of factors that do not take part in the loop becomes one factor (computed for all steps
at once before it), addends likewise one addend, and the Wᵀ g that come back to one node one "gathered" product.
Only sums and products are reassociated; the plain machine, which does not come here, is the oracle.
"""

from __future__ import annotations

from collections import Counter

from unspool.recurrence import Component, Graph, Node, Ref, Sweep
from unspool.recurrence.schedule import is_leaf, schedule


def rewrite(graph: Graph, wanted: set[int], given: set[int], default: int) -> list[Sweep]:
    """Rewrite the part of ``graph`` that computes ``wanted`` from ``given``, in place; return its sweeps."""
    _skip_repeats(graph, given)
    for turn in (_merge_factors, _merge_addends):
        sweeps = schedule(graph, wanted, given, default=default)
        users = _uses(graph, sweeps)
        for sweep in sweeps:
            for component in sweep.components:
                if component.loop:
                    turn(graph, component, wanted, users)
    return schedule(graph, wanted, given, default=default)


def repeats(graph: Graph, node: Node) -> Ref | None:
    """What a node merely repeats at the same step, of the same kind: ``same(a)`` and ``1 · a``."""
    source = None
    if node.op == "same":
        source = node.args[0]
    elif node.op == "multiply":
        ones = [graph.nodes[ref.node].op == "number" and graph.nodes[ref.node].number == 1.0 for ref in node.args]
        source = node.args[1] if ones[0] else node.args[0] if ones[1] else None
    if source is None or source.shift or graph.nodes[source.node].scalar != node.scalar:
        return None
    return source


def _skip_repeats(graph: Graph, given: set[int]) -> None:
    """Let every reader of a repeating node read its source.

    A read with a delay may not skip a forward node: before the first step each node has its own initial value.
    """
    for node in graph.nodes:
        if node.id not in given:
            node.args = tuple(_source(graph, ref, given) for ref in node.args)


def _source(graph: Graph, ref: Ref, given: set[int]) -> Ref:
    while True:
        node = graph.nodes[ref.node]
        source = repeats(graph, node)
        if source is None:
            return ref
        if ref.shift and (
            node.name or node.id in given or source.node in given or is_leaf(graph.nodes[source.node].op)
        ):
            return ref
        ref = Ref(source.node, ref.shift)


def _uses(graph: Graph, sweeps: list[Sweep]) -> Counter[int]:
    return Counter(ref.node for sweep in sweeps for node in sweep.nodes for ref in graph.nodes[node].args)


def _merge_factors(graph: Graph, component: Component, wanted: set[int], users: Counter[int]) -> None:
    """(v · p) · q with p, q from outside the loop becomes v · (p · q)."""
    inside = set(component.nodes)
    chains: dict[int, tuple[Ref, list[Ref]]] = {}
    for number in component.nodes:
        node = graph.nodes[number]
        moving = [ref for ref in node.args if ref.node in inside]
        if node.op not in ("multiply", "negative") or len(moving) != 1:
            continue
        start, factors = chains.get(moving[0].node, (moving[0], [])) if not moving[0].shift else (moving[0], [])
        own = [ref for ref in node.args if ref.node not in inside] or [graph.add("number", number=-1.0, scalar=True)]
        chains[number] = (start, [*factors, *own])
        if len(factors) + len(own) > 1:
            node.op, node.args = "multiply", (start, _fold(graph, "multiply", chains[number][1], node))


def _fold(graph: Graph, op: str, refs: list[Ref], like: Node) -> Ref:
    """op over two or more references, pair by pair."""
    found = refs[0]
    for ref in refs[1:]:
        scalar = graph.nodes[found.node].scalar and graph.nodes[ref.node].scalar
        found = graph.add(op, (found, ref), equation=like.equation, place=like.place, scalar=scalar)
    return found


def _merge_addends(graph: Graph, component: Component, wanted: set[int], users: Counter[int]) -> None:
    """Sums within sums become one; addends from outside the loop become one addend; Wᵀ g are gathered."""
    inside = set(component.nodes)
    for number in component.nodes:
        node = graph.nodes[number]
        if node.op != "add":
            continue
        args = _flat(graph, node, inside, wanted, users)
        moving = [ref for ref in args if ref.node in inside]
        late = [ref for ref in args if ref.node not in inside and ref.shift]  # read outside 1…T: left as they are
        still = [ref for ref in args if ref.node not in inside and not ref.shift]
        moving = _gather(graph, moving, wanted, users)
        if len(still) > 1:
            still = [_fold(graph, "add", still, node)]
        node.args = (*moving, *late, *still)
        if len(node.args) == 1:
            node.op = "same"


def _flat(graph: Graph, node: Node, inside: set[int], wanted: set[int], users: Counter[int]) -> list[Ref]:
    flat: list[Ref] = []
    for ref in node.args:
        inner = graph.nodes[ref.node]
        private = users[ref.node] == 1 and ref.node not in wanted and ref.node in inside
        if inner.op == "add" and private and not ref.shift and inner.scalar == node.scalar:
            flat.extend(_flat(graph, inner, inside, wanted, users))
        else:
            flat.append(ref)
    return flat


def _gather(graph: Graph, refs: list[Ref], wanted: set[int], users: Counter[int]) -> list[Ref]:
    """Σ W_kᵀ g_k with the same shifts as one node, to be one product where the g_k lie side by side."""
    groups: dict[tuple[int, int], list[Ref]] = {}
    rest = []
    for ref in refs:
        node = graph.nodes[ref.node]
        if node.op == "transposed" and users[ref.node] == 1 and ref.node not in wanted:
            groups.setdefault((ref.shift, node.args[1].shift), []).append(ref)
        else:
            rest.append(ref)
    for (shift, _), group in groups.items():
        if len(group) == 1:
            rest.extend(group)
        else:
            args = tuple(arg for ref in group for arg in graph.nodes[ref.node].args)
            first = graph.nodes[group[0].node]
            rest.append(Ref(graph.add("gathered", args, equation=first.equation, place=first.place).node, shift))
    return rest
