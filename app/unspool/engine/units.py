"""An adjoint seeded with every unit of some names at once: what comes back to a node is a row for each unit.

Up to the first matrix product these rows are diagonal: unit i of a name reaches unit i of what is computed from it, and
no other. As long as that is so, one row for each name is kept, which holds the diagonal,

    diag(d) W    instead of    (diag(d) as n × n numbers) W

and that is most of the work: of an LSTM's step all but the four products themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from unspool.engine.case import Array
from unspool.engine.program import Program
from unspool.engine.run import Run
from unspool.engine.whole import Whole
from unspool.recurrence import Node, Ref

_UNIT_BY_UNIT = frozenset(("same", "negative", "add", "subtract", "multiply", "divide", "only", "unless"))


class EveryUnit(Whole):
    """``sizes``: the names that are seeded and their units, in the order of the rows; ``at`` gives (n, rows, size).

    ``program`` is the net's with these names as seeds; the other arguments are those of ``Whole``.
    """

    def __init__(
        self, run: Run, first: int, last: int, program: Program, sizes: Mapping[str, int], closed: Collection[str] = ()
    ) -> None:
        self.sizes = dict(sizes)
        self.diagonal: set[Ref] = set()
        self.full: dict[Ref, Array] = {}
        self.wants_full = False
        units = np.eye(len(sizes))[None, :, :, None]
        seeds = {name: np.repeat(units[:, at], size, axis=2) for at, (name, size) in enumerate(sizes.items())}
        super().__init__(run, first, last, program, seeds, closed)

    def window(self, first: int, last: int) -> None:
        """Turn to other steps."""
        super().window(first, last)
        self.diagonal = set(self.known)
        self.full = {}

    def at(self, ref: Ref) -> Array:
        """What comes back to ``ref`` at steps first…last, for every unit."""
        found = super().at(ref)
        return self._full(ref) if ref in self.diagonal else found

    def _computed(self, ref: Ref) -> Array:
        node = self.program.graph.nodes[ref.node]
        diagonal = [arg for arg in node.args if arg in self.diagonal]
        if not diagonal or self._closed(node):
            return super()._computed(ref)
        if node.op == "transposed":
            return self._times(self.known[node.args[1]], self._matrix(node.args[0]))
        if self._stays_diagonal(node):
            self.diagonal.add(ref)
            return super()._computed(ref)
        self.wants_full = True
        try:
            return super()._computed(ref)
        finally:
            self.wants_full = False

    def _stays_diagonal(self, node: Node) -> bool:
        """Unit by unit, with the same units, and with nothing that has a row for each already."""
        return node.op in _UNIT_BY_UNIT and all(self._fits(arg, node) for arg in node.args)

    def _fits(self, arg: Ref, node: Node) -> bool:
        if arg in self.diagonal:
            return self.program.node_sizes[arg.node] == self.program.node_sizes[node.id]
        value = self.known.get(arg)
        return value is None or value.ndim < 3 or value.shape[1] == 1

    def _read(self, ref: Ref, t: int) -> Array:
        return self._full(ref) if self.wants_full and ref in self.diagonal else super()._read(ref, t)

    def _full(self, ref: Ref) -> Array:
        if ref not in self.full:
            self.full[ref] = self._expanded(self.known[ref])
        return self.full[ref]

    def _expanded(self, diagonals: Array) -> Array:
        """diag(d), one below the other for all names."""
        count, _, width = diagonals.shape
        found, start = np.zeros((count, sum(self.sizes.values()), width)), 0
        for at, size in enumerate(self.sizes.values()):
            if size == width:
                units = np.arange(size)
                found[:, start + units, units] = diagonals[:, at]
            start += size
        return found

    def _times(self, diagonals: Array, matrix: Array) -> Array:
        """diag(d) times a matrix, one below the other for all names; a name of another size does not reach the node."""
        found = np.zeros((len(diagonals), sum(self.sizes.values()), matrix.shape[1]))
        start = 0
        for at, size in enumerate(self.sizes.values()):
            if size == len(matrix):
                np.multiply(diagonals[:, at, :, None], matrix, out=found[:, start : start + size])
            start += size
        return found
