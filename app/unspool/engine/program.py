"""A program: a net made ready for cases of given shapes. Programs are cached; they hold no numbers.

It knows the graph with its adjoint, every node's size, the order of the sweeps, and what is to be kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from unspool.engine.case import Case
from unspool.recurrence import (
    Adjoint,
    Folded,
    Given,
    Graph,
    Mistake,
    Net,
    Node,
    Sizes,
    Surgery,
    differentiate,
    fold,
    infer,
)
from unspool.recurrence.expression import leaves
from unspool.recurrence.graph import TIMED_LEAVES
from unspool.recurrence.schedule import schedule

MOST_PROGRAMS = 64


@dataclass
class Program:
    """Everything about a run but its numbers."""

    net: Net
    folded: Folded
    sizes: Sizes
    adjoint: Adjoint | None  # None: no loss and no seeds, forward only
    graph: Graph  # forward nodes first, then the adjoint's
    node_sizes: list[int]  # by node id, 1 for scalars
    inputs: bool  # ∂L/∂x and ∂L/∂y are wanted too
    leaves: list[Node]  # what a run is given as rows over time
    delays: dict[
        int, tuple[int, int]
    ]  # delayed forward nodes -> how many steps before the first and after the last are read
    built: dict[Any, Any] = field(default_factory=dict)  # what machines derive from this program

    @property
    def names(self) -> list[str]:
        return list(self.folded.graph.named)

    def roots(self) -> set[int]:
        """The nodes that a forward pass is for: every name, and the loss."""
        return set(self.folded.graph.named.values()) | ({self.folded.loss.node} if self.folded.loss else set())

    def shown(self, way: str) -> dict[str, int]:
        """The node that holds each name's value (forward) or ∂L/∂name (backward)."""
        if way == "forward":
            return self.folded.graph.named
        return {name: ref.node for name, ref in self.adjoint.shown.items()} if self.adjoint else {}

    def kept_backward(self) -> set[int]:
        """Adjoint nodes whose rows stay: ∂L of every name (also as it flows on), and what comes back at every use."""
        if self.adjoint is None:
            return set()
        flows = {
            self.adjoint.of[node].node for node in self.folded.graph.named.values() if any(self.delays.get(node, ()))
        }
        leaves = {
            ref.node
            for node, ref in self.adjoint.of.items()
            if self.inputs and self.graph.nodes[node].op in ("input", "target")
        }
        return (
            flows
            | leaves
            | {ref.node for ref in self.adjoint.shown.values()}
            | {use.back.node for use in self.adjoint.uses}
        )


_programs: OrderedDict[tuple[Any, ...], Program] = OrderedDict()
_lock = Lock()


def program_for(case: Case, seeds: tuple[str, ...] = (), inputs: bool = False) -> Program:
    """The cached program for a case; raises Mistake where the text, sizes or changes do not fit."""
    given = _given(case)
    surgery = _surgery(case)
    key = (
        case.net.text,
        given.input_size,
        given.target_size,
        tuple(sorted(given.sizes.items())),
        tuple(sorted(given.parameters.items())),
        tuple(sorted(given.initial.items())),
        surgery,
        seeds,
        inputs,
    )
    with _lock:
        found = _programs.get(key)
        if found is not None:
            _programs.move_to_end(key)
            return found
    program = build(case.net, given, surgery, seeds, inputs)
    with _lock:
        _programs[key] = program
        if len(_programs) > MOST_PROGRAMS:
            _programs.popitem(last=False)
    return program


def build(net: Net, given: Given, surgery: Surgery, seeds: tuple[str, ...] = (), inputs: bool = False) -> Program:
    """Text to graph to sizes to adjoint to sweeps."""
    folded = fold(net, surgery)
    roots = set(folded.graph.named.values()) | ({folded.loss.node} if folded.loss else set())
    schedule(folded.graph, roots, set(), net.text)  # refuses impossible orders before sizes are asked for
    sizes = infer(net, folded.graph, given)
    if folded.loss and not folded.graph.nodes[folded.loss.node].scalar:
        assert net.loss is not None
        raise Mistake("the loss is one number a step: use a loss function or sum(…)", net.loss.place, net.text)
    _check_initial(net, given)
    adjoint = differentiate(folded, seeds) if folded.loss or seeds else None
    graph = adjoint.graph if adjoint else folded.graph
    node_sizes = _sizes(graph, sizes, adjoint)
    timed = [node for node in folded.graph if node.op in TIMED_LEAVES]
    return Program(
        net, folded, sizes, adjoint, graph, node_sizes, inputs, timed, _delays(graph, len(folded.graph.nodes))
    )


def _sizes(graph: Graph, sizes: Sizes, adjoint: Adjoint | None) -> list[int]:
    """Sizes of the adjoint's nodes follow from what they are adjoint to, or from their operands."""
    found = list(sizes.nodes)
    if adjoint is None:
        return found
    like = {ref.node: node for node, ref in adjoint.of.items()}
    for node in graph.nodes[len(found) :]:
        if node.scalar:
            found.append(1)
        elif node.id in like:
            found.append(found[like[node.id]])
        elif node.op == "seed":
            found.append(found[graph.named[node.key]])
        elif node.op == "transposed":
            found.append(sizes.parameters[graph.nodes[node.args[0].node].key][1])
        elif node.op == "slice":
            found.append(found[node.args[1 + int(node.number)].node])
        else:
            found.append(max(found[ref.node] for ref in node.args))
    return found


def _delays(graph: Graph, forward: int) -> dict[int, tuple[int, int]]:
    """What is read with a delay: how many steps before the first, how many after the last."""
    found: dict[int, tuple[int, int]] = {}
    for node in graph.nodes:
        for ref in node.args:
            if ref.shift and ref.node < forward:
                before, after = found.get(ref.node, (0, 0))
                found[ref.node] = (max(before, -ref.shift), max(after, ref.shift))
    return found


def _given(case: Case) -> Given:
    return Given(
        None if case.inputs is None else case.inputs.shape[-1],
        None if case.targets is None else case.targets.shape[-1],
        dict(case.sizes),
        {name: value.shape for name, value in case.parameters.items()},
        {name: value.shape[-1] for name, value in case.initial.items()},
    )


def _check_initial(net: Net, given: Given) -> None:
    delayed = {leaf.name for equation in net.every() for leaf in leaves(equation.expression) if leaf.shift}
    for name in given.initial:
        if name not in delayed:
            raise Mistake(f"initial.{name} is given, but no equation reads {name}[t-1] (or any other step of it)")


def _surgery(case: Case) -> Surgery:
    held: set[str] = set()
    cut: set[tuple[str, int, str]] = set()
    detached: set[tuple[str, int, str]] = set()
    for change in case.changes:
        if change.verb in ("hold", "silence"):
            if change.node not in case.net.names:
                raise Mistake(f"changes: there is no equation for {change.node} to {change.verb}")
            held.add(change.node)
        else:
            edges = [
                (leaf.name, leaf.shift, equation.name)
                for equation in case.net.every()
                for leaf in leaves(equation.expression)
                if (leaf.name, leaf.shift) == (change.node, change.shift) and change.into in (None, equation.name)
            ]
            if not edges:
                where = f" in the equation of {change.into}" if change.into else ""
                raise Mistake(f"changes: nothing reads {change.node}{_at(change.shift)}{where}")
            (cut if change.verb == "cut" else detached).update(edges)
    return Surgery(tuple(sorted(held)), tuple(sorted(cut)), tuple(sorted(detached)))


def _at(shift: int) -> str:
    return f"[t{shift:+d}]" if shift else ""
