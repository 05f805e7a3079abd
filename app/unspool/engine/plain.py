"""The plain machine: one operation at a time, one step at a time, straight from the graph.

Slow, and kept as the oracle of the compiled machine: nothing is reordered, packed or shared here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from unspool.engine.case import Array
from unspool.engine.program import Program
from unspool.engine.tape import Tape
from unspool.recurrence import Node, Ref, Sweep
from unspool.recurrence.operations import BY_NAME
from unspool.recurrence.schedule import is_leaf, schedule


class Machine(Protocol):
    """What a run needs of a machine."""

    def seed(self, seeds: dict[str, Array], many: tuple[int, ...]) -> None: ...
    def sweeps(self, way: str) -> list[Sweep]: ...
    def names(self, way: str, number: int) -> list[str]: ...
    def run(self, way: str, number: int, first: int, last: int) -> None: ...
    def keeps(self, node: int) -> bool: ...
    def row(self, node: int, t: int) -> Array: ...
    def array(self, node: int) -> Array: ...
    def copies(self, nodes: dict[str, int]) -> dict[str, Array]: ...
    def uses(self) -> Iterator[tuple[str, Array, Array | None]]: ...
    def parameter_grads(self) -> dict[str, Array]: ...
    def initial_grads(self) -> dict[str, Array]: ...
    def finite(self, way: str) -> bool: ...
    def close(self) -> None: ...


class PlainMachine:
    """Runs sweeps of a program over rows first…last (from 1) and keeps every node's every step."""

    def __init__(self, program: Program, tape: Tape) -> None:
        self.program = program
        self.tape = tape
        self.many: tuple[int, ...] = ()
        self.kept: dict[int, list[Any]] = {}

    @cached_property
    def ways(self) -> dict[str, list[Sweep]]:
        """The sweeps of the graph as it was written."""
        forward = set(range(len(self.program.folded.graph.nodes)))
        alive = self.program.folded.graph.reach(self.program.roots())
        wanted = {node for node in alive if not is_leaf(self.program.graph.nodes[node].op)}
        return {
            "forward": schedule(self.program.graph, wanted, set()),
            "backward": schedule(self.program.graph, self.program.kept_backward(), forward, default=-1),
        }

    def sweeps(self, way: str) -> list[Sweep]:
        """The sweeps of the forward or the backward pass."""
        return self.ways[way]

    def names(self, way: str, number: int) -> list[str]:
        """The names whose values (forward) or gradients (backward) a sweep computes."""
        inside = set(self.ways[way][number].nodes)
        return [name for name, node in self.program.shown(way).items() if node in inside]

    def seed(self, seeds: dict[str, Array], many: tuple[int, ...]) -> None:
        """Rows (T, [K,] size) for the seed leaves; ``many`` is (K,) where K seeds run at once."""
        self.many = many
        for node in self.program.graph:
            if node.op == "seed":
                self.tape.rows[node.id] = seeds[node.key]

    def run(self, way: str, number: int, first: int, last: int) -> None:
        """Compute the nodes of a sweep at steps first…last, in the sweep's direction."""
        sweep = self.ways[way][number]
        steps = range(first, last + 1) if sweep.direction > 0 else range(last, first - 1, -1)
        with np.errstate(all="ignore"):
            for t in steps:
                for node in sweep.nodes:
                    self._rows(node)[t - 1] = self._value(self.program.graph.nodes[node], t)

    def _rows(self, node: int) -> list[Any]:
        return self.kept.setdefault(node, [None] * self.tape.T)

    def _value(self, node: Node, t: int) -> Array:
        if node.op == "matmul":
            return self._read(node.args[1], t) @ self._matrix(node.args[0]).T
        if node.op == "transposed":
            return self._read(node.args[1], t) @ self._matrix(node.args[0])
        args = [self._read(ref, t) for ref in node.args]
        if node.op == "join":
            front = np.broadcast_shapes(*(arg.shape[:-1] for arg in args))
            return np.concatenate([np.broadcast_to(arg, (*front, arg.shape[-1])) for arg in args], axis=-1)
        if node.op == "slice":
            start = sum(self.program.node_sizes[ref.node] for ref in node.args[1 : 1 + int(node.number)])
            return args[0][..., start : start + self.program.node_sizes[node.id]]
        if node.op == "add":
            return np.asarray(sum(args[1:], args[0]))
        value = np.asarray(args[0] if node.op == "same" else BY_NAME[node.op].value(*args))  # nobody writes into one
        if not node.scalar and value.shape[-1] != self.program.node_sizes[node.id]:
            value = np.broadcast_to(value, (*value.shape[:-1], self.program.node_sizes[node.id]))
        return value

    def _matrix(self, ref: Ref) -> Array:
        return self.tape.parameters[self.program.graph.nodes[ref.node].key]

    def _read(self, ref: Ref, t: int) -> Array:
        node = self.program.graph.nodes[ref.node]
        if node.op == "number":
            return np.array([node.number])
        if node.op == "parameter":
            return np.atleast_1d(self.tape.parameters[node.key])
        at = t + ref.shift
        if 1 <= at <= self.tape.T:
            rows = self.tape.rows.get(ref.node)
            return np.asarray(self.kept[ref.node][at - 1] if rows is None else rows[at - 1])
        edges = self.tape.edges.get(ref.node)
        if edges is None:
            return np.zeros((*self.tape.batch, self.program.node_sizes[ref.node]))
        return np.asarray(edges[-at if at < 1 else at - self.tape.T - 1])

    def keeps(self, node: int) -> bool:
        """Whether ``row`` and ``array`` can be asked for this node."""
        return node in self.kept

    def row(self, node: int, t: int) -> Array:
        """A kept node at one step."""
        return np.asarray(self.kept[node][t - 1])

    def array(self, node: int) -> Array:
        """A kept node at steps 1…T: (T, [B,] size); NaN where it is not computed yet."""
        size = self.program.node_sizes[node]
        rows = [np.full(size, np.nan) if row is None else row for row in self.kept.get(node, [None] * self.tape.T)]
        shape = np.broadcast_shapes(*(np.shape(row) for row in rows), (size,))
        return np.stack([np.broadcast_to(row, shape) for row in rows])

    def copies(self, nodes: dict[str, int]) -> dict[str, Array]:
        """The rows of kept nodes as arrays that outlive the run."""
        return {name: self.array(node) for name, node in nodes.items()}

    def uses(self) -> Iterator[tuple[str, Array, Array | None]]:
        """(parameter, back, operand) of every use, rows over time as ``Use`` names them."""
        recall = Recall(self.program, self.tape, self)
        for use in self.program.adjoint.uses if self.program.adjoint else []:
            yield use.parameter, recall.shifted(use.back), use.operand and recall.shifted(use.operand)

    def parameter_grads(self) -> dict[str, Array]:
        """∂L/∂parameter: for a matrix Σ_t back_t operand_tᵀ over its uses, for the others Σ_t back_t."""
        if self.program.adjoint is None:
            return {}
        found: dict[str, Array] = {
            name: np.zeros((*self.many, *shape), dtype=self.tape.dtype)
            for name, shape in self.program.sizes.parameters.items()
        }
        for name, back, operand in self.uses():
            found[name] = found[name] + share(back, operand, self.many, found[name].shape)
        return found

    def initial_grads(self) -> dict[str, Array]:
        """∂L/∂ the rows outside of 1…T, by name: given rows stand before the start and after the end."""
        assert self.program.adjoint is not None
        recall = Recall(self.program, self.tape, self)
        found = {}
        for name, node in self.program.folded.graph.named.items():
            rows: list[Array] = [
                np.zeros((*self.many, *self.tape.batch, self.program.node_sizes[node]), dtype=self.tape.dtype)
                for _ in range(max(self.program.delays.get(node, (0, 0))))
            ]
            for row, outside in [(at, t) for at in range(len(rows)) for t in (-at, self.tape.T + 1 + at)]:
                for _, _, part in self.program.adjoint.parts.get(node, []):
                    if 1 <= outside + part.shift <= self.tape.T:
                        rows[row] = rows[row] + recall.at(part, outside)
            if rows:
                found[name] = np.stack(rows)
        return found

    def finite(self, way: str) -> bool:
        """Whether it is certain that every number is finite."""
        del way
        return False

    def close(self) -> None:
        """Nothing to give back."""


def share(back: Array, operand: Array | None, many: tuple[int, ...], shape: tuple[int, ...]) -> Array:
    """One use's share of ∂L/∂parameter, summed over time and the batch (K seeds stay apart)."""
    with np.errstate(all="ignore"):
        if operand is not None:
            if many:
                return np.asarray(np.tensordot(back, operand, axes=(0, 0)))
            return back.reshape(-1, back.shape[-1]).T @ operand.reshape(-1, operand.shape[-1])
        if not many:
            back = back.reshape(-1, back.shape[-1])
        return np.broadcast_to(back.sum(axis=0), (*many, *(shape[len(many) :] or (1,)))).reshape(shape)


class Recall(PlainMachine):
    """Any node at any step, from what another machine kept: what was not kept is computed again, when asked for.

    Every loop over time passes through kept nodes (only names are read with a delay), so this ends.
    """

    def __init__(self, program: Program, tape: Tape, machine: Machine) -> None:
        super().__init__(program, tape)
        self.machine = machine
        self.known: dict[tuple[int, int], Array] = {}

    def at(self, ref: Ref, t: int) -> Array:
        """What ``ref`` reads at step t."""
        with np.errstate(all="ignore"):
            return self._read(ref, t)

    def shifted(self, ref: Ref) -> Array:
        """What ``ref`` reads at steps 1…T: (T, [B,] size)."""
        rows = [self.at(ref, t) for t in range(1, self.tape.T + 1)]
        shape = np.broadcast_shapes(*(np.shape(row) for row in rows))
        return np.stack([np.broadcast_to(row, shape) for row in rows])

    def _read(self, ref: Ref, t: int) -> Array:
        node, at = self.program.graph.nodes[ref.node], t + ref.shift
        if is_leaf(node.op) or not 1 <= at <= self.tape.T:
            return super()._read(ref, t)
        if self.machine.keeps(ref.node):
            return self.machine.row(ref.node, at)
        if (ref.node, at) not in self.known:
            self.known[ref.node, at] = self._value(node, at)
        return self.known[ref.node, at]
