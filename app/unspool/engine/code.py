"""A program compiled: rewritten, laid out and emitted as numpy source, once for every shape."""

from __future__ import annotations

from dataclasses import dataclass

from unspool.engine.emit import Source, emit
from unspool.engine.pack import Buffer, Layout, pack
from unspool.engine.products import Product, products
from unspool.engine.program import Program
from unspool.engine.rewrite import repeats, rewrite
from unspool.recurrence import Component, Graph, Ref, Sweep, Use
from unspool.recurrence.graph import TIMED_LEAVES
from unspool.recurrence.schedule import is_leaf


@dataclass
class Code:
    """A program compiled: its layout, and a source and sweeps for each pass.

    ``alias``: nodes of the adjoint that only repeat another one, and so lie where that lies.
    """

    graph: Graph
    sizes: list[int]
    shapes: dict[str, tuple[int, ...]]
    layout: Layout
    leaves: dict[int, int]
    alias: dict[int, int]
    passes: dict[str, tuple[Source, list[Sweep]]]
    products: list[Product]


def code_for(program: Program) -> Code:
    """The code of a program, compiled once."""
    if "code" not in program.built:
        program.built["code"] = _compile(program)
    code: Code = program.built["code"]
    return code


def source(program: Program) -> str:
    """The numpy source of both passes, to read."""
    return "\n".join(text.text for text, _ in code_for(program).passes.values())


def _compile(program: Program) -> Code:
    graph = program.graph.copy()
    forward = set(range(len(program.folded.graph.nodes)))
    alias = _aliases(graph, len(forward))
    back_wanted = {alias.get(node, node) for node in program.kept_backward()}
    backward = rewrite(graph, back_wanted, forward, -1) if program.adjoint else []
    wanted = _forward_wanted(program, graph, backward)
    sweeps = rewrite(graph, wanted, set(), 1)
    sizes = _all_sizes(graph, program)
    layout = Layout()
    leaves = _leaves(graph, layout, sizes)
    forward_stages = pack(graph, sweeps, sizes, layout, wanted)
    backward_stages = pack(graph, backward, sizes, layout, back_wanted)
    uses = [
        Use(use.parameter, Ref(alias.get(use.back.node, use.back.node)), use.operand)
        for use in (program.adjoint.uses if program.adjoint else [])
    ]
    _buffers(graph, layout, leaves, [*sweeps, *backward], wanted | back_wanted, uses)
    passes = {
        "forward": (emit(graph, layout, forward_stages, leaves, sizes), sweeps),
        "backward": (emit(graph, layout, backward_stages, leaves, sizes), backward),
    }
    return Code(graph, sizes, program.sizes.parameters, layout, leaves, alias, passes, products(uses, layout))


def _aliases(graph: Graph, forward: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for node in graph.nodes[forward:]:
        at = node
        while (source := repeats(graph, at)) and source.node >= forward and not is_leaf(graph.nodes[source.node].op):
            at = graph.nodes[source.node]
        if at is not node:
            found[node.id] = at.id
    return found


def _forward_wanted(program: Program, graph: Graph, backward: list[Sweep]) -> set[int]:
    """What the forward pass keeps: every name, the loss, and whatever the backward pass reads."""
    folded = program.folded
    wanted = set(folded.graph.named.values()) | ({folded.loss.node} if folded.loss else set())
    read = {ref.node for sweep in backward for node in sweep.nodes for ref in graph.nodes[node].args}
    if program.adjoint:
        read |= {use.operand.node for use in program.adjoint.uses if use.operand}
    return wanted | {node for node in read if node < len(folded.graph.nodes) and not is_leaf(graph.nodes[node].op)}


def _all_sizes(graph: Graph, program: Program) -> list[int]:
    """Sizes of the nodes that rewriting added follow from their operands."""
    sizes = list(program.node_sizes)
    for node in graph.nodes[len(sizes) :]:
        if node.op == "gathered":
            sizes.append(program.sizes.parameters[graph.nodes[node.args[0].node].key][1])
        else:
            sizes.append(1 if node.scalar else max((sizes[ref.node] for ref in node.args), default=1))
    return sizes


def _leaves(graph: Graph, layout: Layout, sizes: list[int]) -> dict[int, int]:
    found = {}
    for node in graph:
        if node.op in TIMED_LEAVES:
            found[node.id] = len(layout.buffers)
            layout.buffers.append(Buffer(width=sizes[node.id], rolling=False, brief=False))
    return found


def _buffers(
    graph: Graph, layout: Layout, leaves: dict[int, int], sweeps: list[Sweep], wanted: set[int], uses: list[Use]
) -> None:
    """How many rows each buffer has before and after, which need only one, which differ between seeds."""
    of = {node: slot.buffer for node, slot in layout.slots.items()} | leaves
    loop_of = {
        node: component
        for sweep in sweeps
        for component in sweep.components
        if component.loop
        for node in component.nodes
    }
    sweep_of = {node: sweep for sweep in sweeps for node in sweep.nodes}
    reads: list[tuple[Sweep | None, Component | None, Ref]] = [
        (sweep_of[node], loop_of.get(node), ref) for node in sweep_of for ref in graph.nodes[node].args
    ]
    reads += [(None, None, use.operand) for use in uses if use.operand]
    for sweep, loop, ref in reads:
        if ref.node in of:
            buffer = layout.buffers[of[ref.node]]
            buffer.before, buffer.after = max(buffer.before, -ref.shift), max(buffer.after, ref.shift)
            buffer.rolling &= not ref.shift and loop is not None and loop is loop_of.get(ref.node)
            buffer.brief &= not ref.shift and sweep is not None and sweep is sweep_of.get(ref.node)
    for node in layout.slots:
        layout.buffers[of[node]].rolling &= node in loop_of and node not in wanted
        layout.buffers[of[node]].brief &= node not in wanted
    for node in graph.fed((node.id for node in graph if node.op == "seed"), sweep_of):
        layout.buffers[of[node]].wide = True
