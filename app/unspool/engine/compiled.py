"""The compiled machine: runs the numpy source of a program in preallocated buffers.

What the source looks like for a net, ``source(program)`` tells.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from unspool.engine.case import Array
from unspool.engine.code import code_for, source
from unspool.engine.products import Product, summed
from unspool.engine.program import Program
from unspool.engine.tape import Tape
from unspool.engine.workspace import LONGEST_BLOCK, SHELF, Workspace
from unspool.recurrence import Ref, Sweep

__all__ = ["CompiledMachine", "source"]


class CompiledMachine:
    """Runs the code of a program in a workspace."""

    def __init__(self, program: Program, tape: Tape) -> None:
        self.program = program
        self.tape = tape
        self.code = code_for(program)
        self.many: tuple[int, ...] = ()
        self.workspace = self._take()

    def _take(self) -> Workspace:
        workspace = SHELF.take(self.code, self.tape.T, self.tape.batch, self.many, self.tape.dtype)
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
            SHELF.give(old)
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
        node = self.code.graph.nodes[ref.node]
        if node.op == "parameter":
            value = self.tape.parameters[node.key]
            return np.broadcast_to(value, (self.tape.T, *self.tape.batch, *value.shape))
        slot = self.code.layout.slots.get(self.code.alias.get(ref.node, ref.node))
        number = self.code.leaves[ref.node] if slot is None else slot.buffer
        rows = self._rows(number, ref.shift)
        return rows if slot is None else rows[..., slot.start : slot.stop]

    def uses(self) -> Iterator[tuple[str, Array, Array | None]]:
        """(parameter, back, operand) of every use, rows over time as ``Use`` names them: views."""
        for use in self.program.adjoint.uses if self.program.adjoint else []:
            yield use.parameter, self.array(use.back.node), use.operand and self.shifted(use.operand)

    def _rows(self, number: int, shift: int) -> Array:
        offset = self.code.layout.buffers[number].before + shift
        return self.workspace.arrays[number][offset : offset + self.tape.T]

    def finite(self, way: str) -> bool:
        """Whether every number is finite (a sum that is not may still be one of finite numbers: look closer then)."""
        nodes = self.program.roots() if way == "forward" else self.program.shown(way).values()
        numbers = {self.code.layout.slots[self.code.alias.get(node, node)].buffer for node in nodes}
        with np.errstate(all="ignore"):
            sums = [np.add.reduce(self.workspace.arrays[number], axis=None).real for number in numbers]
        return all(map(math.isfinite, sums))

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
        total: Array = np.zeros((*self.many, *self.tape.batch, self.code.sizes[node]), dtype=self.tape.dtype)
        with np.errstate(all="ignore"):
            for ref in parts:
                t = (-row if ref.shift > 0 else self.tape.T + 1 + row) + ref.shift
                if 1 <= t <= self.tape.T:
                    total += self.row(ref.node, t)
        return total

    def copies(self, nodes: dict[str, int]) -> dict[str, Array]:
        """The rows of kept nodes as arrays that outlive the run; nodes that lie side by side are copied together."""
        slots = {name: self.code.layout.slots[self.code.alias.get(node, node)] for name, node in nodes.items()}
        whole = {number: self._rows(number, 0).copy() for number in {slot.buffer for slot in slots.values()}}
        return {name: whole[slot.buffer][..., slot.start : slot.stop] for name, slot in slots.items()}

    def parameter_grads(self) -> dict[str, Array]:
        """∂L/∂parameter, summed over uses and time, in one product for uses that lie side by side."""
        found: dict[str, Array] = {}
        if self.program.adjoint is None:
            return found
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
        SHELF.give(self.workspace)
