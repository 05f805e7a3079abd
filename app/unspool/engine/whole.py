"""Any node at steps first…last at once, from what a run keeps: what it did not keep is computed anew, each operation
for all these steps in one call.

Only names are read with a delay, and a run keeps every name; so within a step there is an order, and no loop over time.
"""

from __future__ import annotations

import numpy as np

from unspool.engine.case import Array
from unspool.engine.plain import PlainMachine
from unspool.engine.run import Run
from unspool.recurrence import Ref
from unspool.recurrence.schedule import is_leaf


class Whole(PlainMachine):
    """Of a run that went forwards, without a batch; ``at`` gives (n, size), or one row for all steps."""

    def __init__(self, run: Run, first: int, last: int) -> None:
        super().__init__(run.program, run.tape)
        self.machine = run.machine
        self.first, self.last = first, last
        self.known: dict[Ref, Array] = {}

    def at(self, ref: Ref) -> Array:
        """What ``ref`` reads at steps first…last."""
        with np.errstate(all="ignore"):
            return self._read(ref, 0)

    def _read(self, ref: Ref, t: int) -> Array:
        node = self.program.graph.nodes[ref.node]
        if node.op in ("number", "parameter"):
            return super()._read(ref, t)
        if ref not in self.known:
            if is_leaf(node.op) or self.machine.keeps(ref.node) or ref.shift:
                self.known[ref] = self._given(ref)
            else:
                self.known[ref] = self._value(node, t)
        return self.known[ref]

    def _given(self, ref: Ref) -> Array:
        """The rows of what is kept or given, those from outside of 1…T among them."""
        leaf = self.tape.rows.get(ref.node)
        rows = self.machine.array(ref.node) if leaf is None else leaf
        low, high = self.first + ref.shift, self.last + ref.shift
        inside = rows[max(low, 1) - 1 : max(high, 0)]
        if low >= 1 and high <= len(rows):
            return inside
        edges = self.tape.edges.get(ref.node, np.zeros((1, rows.shape[-1])))
        before = [edges[min(-step, len(edges) - 1)] for step in range(low, min(high, 0) + 1)]
        after = [edges[min(step - len(rows) - 1, len(edges) - 1)] for step in range(max(low, len(rows) + 1), high + 1)]
        parts = [np.array(part).reshape(len(part), rows.shape[-1]) for part in (before, inside, after)]
        return np.concatenate(parts)
