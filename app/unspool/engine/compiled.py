"""The compiled machine: the graph, rewritten and laid out, as numpy source that is run in preallocated buffers.

What the source looks like for a net, ``source(program)`` tells. Compiled passes are kept with the program and
workspaces (buffers bound to the source) are used again by the next run of the same length.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np

from unspool.engine.case import Array
from unspool.engine.emit import Source, Weights, emit
from unspool.engine.pack import Buffer, Layout, pack
from unspool.engine.products import Product, products, summed
from unspool.engine.program import Program
from unspool.engine.rewrite import repeats, rewrite
from unspool.engine.tape import Tape
from unspool.recurrence import Graph, Ref, Sweep, Use
from unspool.recurrence.graph import TIMED_LEAVES
from unspool.recurrence.operations import TABLE
from unspool.recurrence.schedule import is_leaf

MOST_WORKSPACES = 4
LARGEST_KEPT = 64_000_000  # bytes of a workspace that waits for the next run
LONGEST_BLOCK = 128  # steps computed in one go: what they pass on stays in the cache
LONGEST_VIEWS = 2_000  # steps whose views are kept with a workspace


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
    idle: dict[Any, list[Workspace]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


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
    uses = [Use(use.parameter, Ref(alias.get(use.back.node, use.back.node)), use.operand)
            for use in (program.adjoint.uses if program.adjoint else [])]
    _buffers(graph, layout, leaves, [*sweeps, *backward], wanted | back_wanted, uses)
    passes = {"forward": (emit(graph, layout, forward_stages, leaves, sizes), sweeps),
              "backward": (emit(graph, layout, backward_stages, leaves, sizes), backward)}
    return Code(graph, sizes, program.sizes.parameters, layout, leaves, alias, passes, products(uses, layout))


def _aliases(graph: Graph, forward: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for node in graph.nodes[forward:]:
        at = node
        while (source := repeats(graph, at)) is not None and source.node >= forward and not is_leaf(graph.nodes[source.node].op):
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
    for node in graph.nodes[len(sizes):]:
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
    loop_of = {node: component for sweep in sweeps for component in sweep.components if component.loop
               for node in component.nodes}
    sweep_of = {node: sweep for sweep in sweeps for node in sweep.nodes}
    reads = [(sweep, loop_of.get(node), ref) for sweep in sweeps for node in sweep.nodes for ref in graph.nodes[node].args]
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
    seeded = {node.id for node in graph if node.op == "seed"}
    for sweep in sweeps:
        for _ in range(2):  # twice around each loop
            seeded |= {node for node in sweep.nodes if any(ref.node in seeded for ref in graph.nodes[node].args)}
    for node in seeded:
        layout.buffers[of[node]].wide = True


class Workspace:
    """Buffers for T steps (a batch, K seeds), bound to the source of a code."""

    def __init__(self, code: Code, T: int, batch: tuple[int, ...], many: tuple[int, ...], dtype: type) -> None:
        self.key = (T, batch, many, dtype)
        self.arrays = [self._array(buffer, T, batch, many, dtype) for buffer in code.layout.buffers]
        self.sweeps: dict[str, list[Callable[[int, int], None]]] = {}
        self.fills: list[tuple[Array, str, bool]] = []
        functions = _functions(bool(batch or many))
        self.views: dict[str, dict[Any, Any]] = {way: {} for way in code.passes}
        self.bytes = sum(array.nbytes for array in self.arrays)
        for way, (text, _) in code.passes.items():
            B = [a[:, None] if way == "backward" and many and not b.wide else a
                 for a, b in zip(self.arrays, code.layout.buffers, strict=True)]
            self.sweeps[way] = self._bind(text, B, functions, self.views[way], code, dtype)

    @staticmethod
    def _array(buffer: Buffer, T: int, batch: tuple[int, ...], many: tuple[int, ...], dtype: type) -> Array:
        rows = 1 if buffer.rolling else min(T, LONGEST_BLOCK) if buffer.brief else buffer.before + T + buffer.after
        return np.zeros((rows, *(many if buffer.wide else ()), *batch, buffer.width), dtype=dtype)

    def _bind(
        self, text: Source, B: list[Array], functions: dict[str, Any], views: dict[Any, Any], code: Code, dtype: type
    ) -> list[Any]:
        shapes = {node.key: code.sizes[node.id] for node in code.graph if node.op == "parameter"}
        W = [self._matrix(weights, code, dtype) for weights in text.weights]
        V = [np.zeros(sum(shapes[name] for name in names), dtype=dtype) for names in text.vectors]
        for vector, names in zip(V, text.vectors, strict=True):
            at = 0
            for name in names:
                self.fills.append((vector[at : at + shapes[name]], name, False))
                at += shapes[name]
        N = [np.array(float(number)) for number in text.numbers]
        scope: dict[str, Any] = {}
        exec(compile(text.text, "<net>", "exec"), scope)  # noqa: S102 - made of buffer numbers alone, see emit
        bound: list[Any] = scope["bind"](B, W, V, N, functions, views)
        return bound

    def _matrix(self, weights: Weights, code: Code, dtype: type) -> Array:
        shapes = [code.shapes[name] for name in weights.names]
        if weights.kind == "stacked":
            matrix = np.zeros((sum(rows for rows, _ in shapes), shapes[0][1]), dtype=dtype)
        elif weights.kind == "columns":
            matrix = np.zeros((shapes[0][1], sum(rows for rows, _ in shapes)), dtype=dtype)
        else:
            matrix = np.zeros((shapes[0][0], sum(columns for _, columns in shapes)), dtype=dtype)
        at = 0
        for name, (rows, columns) in zip(weights.names, shapes, strict=True):
            if weights.kind == "stacked":
                self.fills.append((matrix[at : at + rows], name, False))
            elif weights.kind == "columns":
                self.fills.append((matrix[:, at : at + rows], name, True))
            else:
                self.fills.append((matrix[:, at : at + columns], name, False))
            at += columns if weights.kind == "plain" else rows
        return matrix


def _functions(flat: bool) -> dict[str, Any]:
    found: dict[str, Any] = {row.name: row.value for row in TABLE}
    found["dot"] = np.dot
    found["product"] = _flat_product if flat else _product
    return found


def _product(a: Array, matrix: Array, out: Array, whole: bool) -> None:
    if whole and a.ndim == out.ndim:
        np.dot(a, matrix, out)
    else:
        out[...] = np.dot(a, matrix)


def _flat_product(a: Array, matrix: Array, out: Array, whole: bool) -> None:
    """As ``_product`` where rows have an axis more: the batch, or the seeds."""
    del whole
    out[...] = np.dot(a.reshape(-1, a.shape[-1]), matrix).reshape(*a.shape[:-1], matrix.shape[1])


class CompiledMachine:
    """Runs the code of a program in a workspace."""

    def __init__(self, program: Program, tape: Tape) -> None:
        self.program = program
        self.tape = tape
        self.code = code_for(program)
        self.many: tuple[int, ...] = ()
        self.workspace = self._take()

    def _take(self) -> Workspace:
        key = (self.tape.T, self.tape.batch, self.many, self.tape.dtype)
        with self.code.lock:
            idle = self.code.idle.get(key)
            workspace = idle.pop() if idle else None
        workspace = workspace or Workspace(self.code, *key)
        self._fill(workspace)
        return workspace

    def _fill(self, workspace: Workspace) -> None:
        for target, name, transposed in workspace.fills:
            value = self.tape.parameters[name]
            target[...] = value.T if transposed else value
        for node, rows in self.tape.rows.items():
            number = self.code.leaves[node]
            before = self.code.layout.buffers[number].before
            workspace.arrays[number][before : before + self.tape.T] = rows
        for node, rows in self.tape.edges.items():
            self._fill_edges(workspace, node, rows)

    def _fill_edges(self, workspace: Workspace, node: int, rows: Array) -> None:
        if node in self.code.leaves:
            number, start, stop = self.code.leaves[node], 0, self.code.sizes[node]
        elif node in self.code.layout.slots:
            slot = self.code.layout.slots[node]
            number, start, stop = slot.buffer, slot.start, slot.stop
        else:
            return
        buffer, array = self.code.layout.buffers[number], workspace.arrays[number]
        for row in range(buffer.before):
            array[buffer.before - 1 - row, ..., start:stop] = rows[min(row, len(rows) - 1)]
        for row in range(buffer.after):
            array[buffer.before + self.tape.T + row, ..., start:stop] = rows[min(row, len(rows) - 1)]

    def seed(self, seeds: dict[str, Array], many: tuple[int, ...]) -> None:
        """Rows for the seed leaves; K seeds at once want buffers of their own."""
        if many != self.many:
            old = self.workspace
            self.many = many
            self.workspace = self._take()
            for array, other in zip(self.workspace.arrays, old.arrays, strict=True):
                if array.shape == other.shape:
                    array[...] = other
            self._give(old)
        for node in self.program.graph:
            if node.op == "seed":
                number = self.code.leaves[node.id]
                before = self.code.layout.buffers[number].before
                self.workspace.arrays[number][before : before + self.tape.T] = seeds[node.key]

    def sweeps(self, way: str) -> list[Sweep]:
        """The sweeps of the forward or the backward pass."""
        return self.code.passes[way][1]

    def names(self, way: str, number: int) -> list[str]:
        """The names whose values (forward) or gradients (backward) a sweep computes."""
        inside = set(self.sweeps(way)[number].nodes)
        return [name for name, node in self.program.shown(way).items() if self.code.alias.get(node, node) in inside]

    def run(self, way: str, number: int, first: int, last: int) -> None:
        """Compute a sweep's nodes at steps first…last."""
        sweep = self.workspace.sweeps[way][number]
        starts = range(first - 1, last, LONGEST_BLOCK)
        with np.errstate(all="ignore"):
            for lo in starts if self.sweeps(way)[number].direction > 0 else reversed(starts):
                sweep(lo, min(last, lo + LONGEST_BLOCK))
        if self.tape.T > LONGEST_VIEWS:
            self.workspace.views[way].clear()

    def keeps(self, node: int) -> bool:
        """Whether the rows of this node are there."""
        slot = self.code.layout.slots.get(self.code.alias.get(node, node))
        return slot is not None and not self._passing(slot.buffer)

    def _passing(self, number: int) -> bool:
        return self.code.layout.buffers[number].rolling or self.code.layout.buffers[number].brief

    def row(self, node: int, t: int) -> Array:
        """A kept node at one step."""
        return np.asarray(self.array(node)[t - 1])

    def array(self, node: int) -> Array:
        """A kept node at steps 1…T: (T, [B or K,] size), a view."""
        return self.shifted(Ref(node))

    def shifted(self, ref: Ref) -> Array:
        """What ``ref`` reads at steps 1…T, a view."""
        slot = self.code.layout.slots.get(self.code.alias.get(ref.node, ref.node))
        number = self.code.leaves[ref.node] if slot is None else slot.buffer
        rows = self._rows(number, ref.shift)
        return rows if slot is None else rows[..., slot.start : slot.stop]

    def _rows(self, number: int, shift: int) -> Array:
        offset = self.code.layout.buffers[number].before + shift
        return self.workspace.arrays[number][offset : offset + self.tape.T]

    def finite(self, way: str) -> bool:
        """Whether every number is finite (a sum that is not may still be one of finite numbers: look closer then)."""
        names = self.program.shown(way).values()
        numbers = {self.code.layout.slots[self.code.alias.get(node, node)].buffer for node in names}
        return all(math.isfinite(np.add.reduce(self.workspace.arrays[number], axis=None).real) for number in numbers)

    def initial_grads(self) -> dict[str, Array]:
        """∂L/∂ the rows outside of 1…T, by name: what came back over delays to steps that no equation computes."""
        assert self.program.adjoint is not None
        found = {}
        for name, node in self.program.folded.graph.named.items():
            count = max(self.program.delays.get(node, (0, 0)))
            if count:
                own = self.code.graph.nodes[self.program.adjoint.of[node].node]
                parts = [ref for ref in own.args if ref.shift]
                found[name] = np.stack([self._outside(parts, row, node) for row in range(count)])
        return found

    def _outside(self, parts: list[Ref], row: int, node: int) -> Array:
        """What came back to row 0, 1, …: steps 0, −1, … and T + 1, T + 2, …"""
        total = np.zeros((*self.many, *self.tape.batch, self.code.sizes[node]), dtype=self.tape.dtype)
        with np.errstate(all="ignore"):
            for ref in parts:
                t = (-row if ref.shift > 0 else self.tape.T + 1 + row) + ref.shift
                if 1 <= t <= self.tape.T:
                    total += self.row(ref.node, t)
        return total

    def parameter_grads(self) -> dict[str, Array]:
        """∂L/∂parameter, summed over uses and time, in one product for uses that lie side by side."""
        found: dict[str, Array] = {}
        with np.errstate(all="ignore"):
            for product in self.code.products:
                self._add_product(product, found)
        for name, shape in self.code.shapes.items():
            if name not in found:
                found[name] = np.zeros((*self.many, *shape), dtype=self.tape.dtype)
        return {name: found[name] for name in self.code.shapes}

    def _add_product(self, product: Product, found: dict[str, Array]) -> None:
        rows = self._rows(product.buffer, 0)[..., product.start : product.stop]
        operand = None if product.operand is None else self.shifted(product.operand)
        if self.many and rows.ndim == 2:
            rows = np.broadcast_to(rows[:, None], (len(rows), *self.many, rows.shape[-1]))
        whole = summed(rows, operand, bool(self.many))
        at = 0
        for name, size in product.parts:
            shape = (*self.many, *self.code.shapes[name])
            part = whole[..., at : at + size, :] if operand is not None else whole[..., at : at + size]
            if part.shape != shape:
                part = np.broadcast_to(part, shape) if self.code.shapes[name] else part.reshape(shape)
            found[name] = found[name] + part if name in found else part
            at += size

    def close(self) -> None:
        """Give the workspace to the next run."""
        self._give(self.workspace)

    def _give(self, workspace: Workspace) -> None:
        with self.code.lock:
            idle = self.code.idle.setdefault(workspace.key, [])
            if workspace.bytes < LARGEST_KEPT and len(idle) < MOST_WORKSPACES and not any(workspace is other for other in idle):
                idle.append(workspace)
