"""What one factor ∂s_i/∂s_{i-1} is made of, where a single path leads from the state to the next one.

    h = φ(a), a = W h[t-1] + …      J_i = D_i W,   D_i = diag φ′(a_i)
    h = U x + W φ(h[t-1])           J_i = W D_{i-1},   D_{i-1} = diag φ′(h_{i-1})
    o = V h, h = tanh(W o[t-1])     J_i = V D_i W

Found by walking the graph from the state back to its delayed self, each operation's derivative taken from its row of
the table. Where two paths part (a gate, a sum of two states) there is no such product, and None.

Lectures print ∏ Wᵀ diag φ′(h_{i-1}) for the second form (Pascanu et al. 2013, eq. 5): neither the factor nor its
transpose. ``printed`` is that product, so that the gap can be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine import Array, Run
from unspool.gradients.states import State
from unspool.recurrence import Node, Ref
from unspool.recurrence.operations import BY_NAME, known
from unspool.recurrence.slopes import evaluated
from unspool.recurrence.syntax import expression

MOST = 64  # operations on a path that is followed


@dataclass(frozen=True)
class Piece:
    """One matrix of the product. ``kind``: "parameter" W; "slope" diag φ′ (``values`` is the diagonal, (S,)), of the
    operation ``op``; "whole" the Jacobian of an operation over all units. ``of``: what the slope is taken at: the name
    read there and at which step (None: what has no name). ``node``: of the operation, by its id in the plan."""

    kind: str
    op: str
    node: int
    parameter: str | None
    of: tuple[str, int] | None
    values: Array

    @property
    def matrix(self) -> Array:
        return np.diag(self.values) if self.kind == "slope" else self.values


def pieces(run: Run, state: State, i: int) -> list[Piece] | None:
    """The matrices of J_i, leftmost first; [] for the identity; None where it is no such product."""
    if len(state.parts) != 1:
        return None
    (part,) = state.parts
    start = run.program.folded.graph.named[part.name]
    with np.errstate(all="ignore"):
        return _Walk(run, Ref(start, -state.direction), i).pieces(start)


def product(found: list[Piece], size: int) -> Array:
    """Multiplied out."""
    whole: Array = np.eye(size)
    with np.errstate(all="ignore"):
        for piece in reversed(found):
            whole = piece.values[:, None] * whole if piece.kind == "slope" else piece.values @ whole
    return whole


def printed(found: list[Piece] | None, state: State, i: int) -> Array | None:
    """Wᵀ diag φ′(h_{i-1}), where the factor is W diag φ′(h_{i-1}); None for any other form."""
    if found is None or [piece.kind for piece in found] != ["parameter", "slope"]:
        return None
    if found[1].of != (state.parts[0].name, i - state.direction):
        return None
    return np.asarray(found[0].values.T * found[1].values[None, :])


class _Walk:
    """From a state at step i back to what it reads of itself."""

    def __init__(self, run: Run, source: Ref, i: int) -> None:
        self.run, self.source, self.i = run, source, i
        self.graph = run.program.folded.graph
        self.sizes = run.program.node_sizes
        self.known: dict[int, bool] = {}

    def pieces(self, node: int) -> list[Piece] | None:
        found: list[Piece] = []
        for _ in range(MOST):
            positions = self.positions(self.graph.nodes[node])
            if len(positions) != 1:
                return None
            if not self.add(self.graph.nodes[node], positions[0], found):
                return None
            ref = self.graph.nodes[node].args[positions[0]]
            if ref == self.source:
                return found
            node = ref.node
        return None

    def positions(self, user: Node) -> list[int]:
        """The operands that lead to the source; of a choice by a phase only the one that is chosen at this step."""
        if user.op == "choose" and self.graph.nodes[user.args[0].node].op == "phase":
            on = bool(self.run.recall.at(user.args[0], self.i).ravel()[0].real)
            return [position for position in (1 if on else 2,) if self.leads(user.args[position])]
        return [position for position, ref in enumerate(user.args) if self.leads(ref)]

    def leads(self, ref: Ref) -> bool:
        """Whether a reference depends on the source within this step."""
        if ref == self.source or ref.shift:
            return ref == self.source
        if ref.node not in self.known:
            self.known[ref.node] = False
            self.known[ref.node] = bool(self.positions(self.graph.nodes[ref.node]))
        return self.known[ref.node]

    def add(self, user: Node, position: int, found: list[Piece]) -> bool:
        """The derivative of one operation by one operand; False where it has none of these forms."""
        ref = user.args[position]
        if user.op == "matmul":
            name = self.graph.nodes[user.args[0].node].key
            found.append(Piece("parameter", user.op, user.id, name, None, np.asarray(self.run.parameters[name])))
            return position == 1
        size = self.sizes[user.id]
        if user.op == "join" or user.scalar or self.sizes[ref.node] != size:
            return False
        row = BY_NAME[user.op]
        pick = min(position, 1) if row.arity == -1 else position
        bindings = {"v": self.run.recall.at(Ref(user.id), self.i)}
        bindings |= {letter: self.run.recall.at(arg, self.i) for letter, arg in zip("abcd", user.args, strict=False)}
        if row.pull:
            back = evaluated(expression(row.pull[pick], known), bindings | {"g": np.eye(size)})
            whole = np.broadcast_to(back, (size, size))
            diagonal = np.diagonal(whole)
            if not np.array_equal(whole, np.diag(diagonal), equal_nan=True):
                found.append(Piece("whole", user.op, user.id, None, self.at(user, position), np.array(whole)))
                return True
        else:
            diagonal = np.broadcast_to(evaluated(expression(row.derivative[pick], known), bindings), size)
        if not np.array_equal(diagonal, np.ones(size)):
            found.append(Piece("slope", user.op, user.id, None, self.at(user, position), np.array(diagonal)))
        return True

    def at(self, user: Node, position: int) -> tuple[str, int] | None:
        """What an operation is applied to, where it has a name."""
        ref = user.args[position]
        name = self.graph.nodes[ref.node].name
        return None if name is None else (name, self.i + ref.shift)
