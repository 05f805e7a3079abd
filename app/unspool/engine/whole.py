"""Any node at steps first…last at once, from the values that a run keeps: what it did not keep is computed anew, each
operation for all these steps in one call.

Only names are read with a delay, and a run keeps every name; so within a step there is an order, and no loop over time.
A program of the same net may be asked too, with other edges detached or other seeds: it has the same names. What comes
back over an edge that is detached everywhere is zero, and nothing behind it is looked at: that is how one step is taken
out of an adjoint.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np

from unspool.engine.case import Array
from unspool.engine.plain import PlainMachine
from unspool.engine.program import Program
from unspool.engine.run import Run
from unspool.recurrence import Node, Ref
from unspool.recurrence.graph import TIMED_LEAVES


class Whole(PlainMachine):
    """Of a run that went forwards, without a batch. ``at`` gives (n, size), or one row for all steps.

    ``seeds``: rows for seed leaves, (1, K, size) for K at once; every other row is then (n, 1, size).
    ``closed``: the masks (by the key of their leaf) that are on at every step, whatever the run has there.
    ``backward``: what the run's own backward pass of K seeds kept is taken too, (n, K, size), zero outside of 1…T.
    """

    def __init__(
        self,
        run: Run,
        first: int,
        last: int,
        program: Program | None = None,
        seeds: Mapping[str, Array] | None = None,
        closed: Collection[str] = (),
        *,
        backward: bool = False,
    ) -> None:
        super().__init__(program or run.program, run.tape)
        self.seeds, self.closed = seeds, frozenset(closed)
        self.has_seeds = seeds is not None or backward
        self.given = self._given(run) | (self._backward(run) if backward else {})
        self.window(first, last)

    def window(self, first: int, last: int) -> None:
        """Turn to other steps."""
        self.first, self.last = first, last
        self.known: dict[Ref, Array] = {}
        for node in self.program.graph:
            if node.op == "seed" and self.seeds is not None:
                self.known[Ref(node.id)] = self.seeds[node.key]

    def at(self, ref: Ref) -> Array:
        """What ``ref`` reads at steps first…last."""
        waiting, seen = [ref], set()
        with np.errstate(all="ignore"):
            while waiting:
                top = waiting[-1]
                missing = [other for other in self._needs(top) if other not in self.known]
                if missing and top in seen:
                    raise RuntimeError("a loop over time is left open: an edge of it must be detached")
                seen.add(top)
                waiting.extend(missing)
                if not missing:
                    if top not in self.known:
                        self.known[top] = self._computed(top)
                    waiting.pop()
        return self.known[ref]

    def _needs(self, ref: Ref) -> Iterable[Ref]:
        node = self.program.graph.nodes[ref.node]
        if ref in self.known or ref.node in self.given or node.op in ("number", "parameter"):
            return ()
        return () if self._closed(node) else node.args

    def _computed(self, ref: Ref) -> Array:
        node = self.program.graph.nodes[ref.node]
        if node.op in ("number", "parameter"):
            return super()._read(ref, 0)
        if ref.node in self.given:
            rows = self._rows_at(ref)
            return rows[:, None] if self.has_seeds and rows.ndim == 2 else rows
        found = np.zeros(self.program.node_sizes[node.id]) if self._closed(node) else self._value(node, 0)
        if ref.shift and found.any():
            raise RuntimeError(f"{node.op} has no name and is read at another step")
        return found

    def _read(self, ref: Ref, t: int) -> Array:
        return self.known[ref] if ref in self.known else super()._read(ref, t)

    def _closed(self, node: Node) -> bool:
        """Whether a mask lets nothing through at any of these steps."""
        return node.op == "unless" and node.args[0].node in self.given and bool(self._rows_at(node.args[0]).all())

    def _given(self, run: Run) -> dict[int, tuple[Array, Array | None]]:
        """By node: its rows at 1…T, and those before and after."""
        own = {(node.op, node.key): node.id for node in run.program.folded.graph if node.op in TIMED_LEAVES}
        values, named = run.values, run.program.folded.graph.named
        found: dict[int, tuple[Array, Array | None]] = {}
        for node in self.program.folded.graph:
            if node.name in values:
                found[node.id] = values[node.name], run.tape.edges.get(named[node.name])
            elif node.op == "cutting" and node.key in self.closed:
                found[node.id] = np.ones((run.T, 1)), None
            elif (node.op, node.key) in own:
                leaf = own[node.op, node.key]
                found[node.id] = run.tape.rows[leaf], run.tape.edges.get(leaf)
        return found

    def _backward(self, run: Run) -> dict[int, tuple[Array, Array | None]]:
        """The same of the nodes that only the backward pass has."""
        own = range(len(run.program.folded.graph.nodes), len(run.program.graph.nodes))
        return {node: (run.machine.array(node), None) for node in own if run.machine.keeps(node)}

    def _rows_at(self, ref: Ref) -> Array:
        rows, edges = self.given[ref.node]
        low, high = self.first + ref.shift, self.last + ref.shift
        inside = rows[max(low, 1) - 1 : max(high, 0)]
        if low >= 1 and high <= len(rows):
            return inside
        outside: Any = np.zeros((1, *rows.shape[1:])) if edges is None else edges
        before = [outside[min(-step, len(outside) - 1)] for step in range(low, min(high, 0) + 1)]
        after = [
            outside[min(step - len(rows) - 1, len(outside) - 1)] for step in range(max(low, len(rows) + 1), high + 1)
        ]
        parts = [np.reshape(part, (len(part), *rows.shape[1:])) for part in (before, inside, after)]
        return np.concatenate(parts)
