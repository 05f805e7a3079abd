"""Why is this number what it is? What made it, largest part first, and what the loss wants of it, edge by edge.

    value     = Σ or Π or function of its parts, operation by operation down to named numbers
    gradient  = Σ over the outgoing edges of what comes back along each

Where an operation and its loss are computed together (softmax with cross-entropy), the part comes back along the
joint edge, ŷ Σy − y, and says so; ∂L/∂ŷ itself is still the derivative by ŷ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from unspool.engine import Array, Run
from unspool.gradients.portions import Portion, portions
from unspool.recurrence import Ref
from unspool.recurrence.graph import Node

JOINT = ("softmax_cross_entropy", "sigmoid_binary_cross_entropy")
WHOLE = ("softmax", "log_softmax", "sum", "mean", "cross_entropy", "squared_error", "binary_cross_entropy", *JOINT)
MOST = 64  # parts that are told one by one; the rest is one sum


@dataclass(frozen=True)
class Number:
    """One number and where it stands: ``node`` is its id in the plan, ``t`` its step (1…T; outside: an initial value;
    None for what has no time), ``at`` its index: (unit,) of a vector, (row, column) of a matrix, () of a number."""

    kind: str  # node, input, target, parameter, number, given (held, phase and the like)
    name: str | None
    node: int
    t: int | None
    at: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class Part:
    """What one part adds: the product of its factors (one factor: itself)."""

    value: float
    factors: tuple[Number, ...]


@dataclass(frozen=True)
class Made:
    """One operation: its value, its parts largest first, the sum of those that are not told, what made them."""

    op: str
    node: int
    value: float
    parts: list[Part]
    rest: float = 0.0
    untold: int = 0
    inner: list[Made] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """What comes back along one edge, into operation ``op`` of equation ``into`` at step ``t``. ``joint``: as above.

    ``units``: the same through each unit of that equation, largest first, where there are units to name."""

    into: str | None
    user: int
    op: str
    t: int
    value: float
    joint: bool
    units: list[Portion] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """``gradient`` is None where nothing comes back (or there is no loss); else the sum of ``wanted``."""

    number: Number
    made: Made | None
    gradient: float | None
    wanted: list[Wanted]


def answer(run: Run, node: int, t: int, unit: int) -> Answer:
    """The answer for one unit of a node (a named one, an operation, x or y) at step t of a run whose passes are done;
    outside of 1…T for an initial value that some step reads: nothing made it, but the loss may want something of it."""
    run.finish()
    asking = _Asking(run)
    found = asking.number(Ref(node), t, unit)
    made = asking.made(Ref(node), t, unit)
    wanted = sorted(asking.wanted(node, t, unit), key=lambda one: -abs(one.value))
    gradient = asking.gradient(node, t, unit)
    if gradient is not None and not 1 <= t <= run.T:  # an initial value: no equation's gradient is kept there
        gradient = sum(one.value for one in wanted)
    return Answer(found, made, gradient, wanted)


@dataclass(frozen=True)
class Share:
    """What one step adds to the gradient of one entry of a parameter, over all its uses there."""

    t: int
    value: float


@dataclass(frozen=True)
class ParameterAnswer:
    """``gradient`` is the sum of ``shares`` (largest first) and of ``rest``, what ``untold`` other steps add."""

    number: Number
    gradient: float | None
    shares: list[Share]
    rest: float
    untold: int


def parameter_answer(run: Run, name: str, at: tuple[int, ...]) -> ParameterAnswer:
    """The answer for one entry of a parameter: ∂L/∂W_ij = Σ_t Σ_uses δ_i v_j (Goodfellow et al. 2016, 10.2.2)."""
    run.finish()
    node = next(node for node in run.program.folded.graph if node.op == "parameter" and node.key == name)
    number = Number("parameter", name, node.id, None, at, float(np.asarray(run.parameters[name])[at].real))
    if run.program.adjoint is None:
        return ParameterAnswer(number, None, [], 0.0, 0)
    rows = np.zeros(run.T)
    for used, back, operand in run.machine.uses():
        if used == name:
            column = back if not at else back[:, at[0]] if back.shape[1] > 1 else back[:, 0]
            rows = rows + (column.reshape(run.T, -1).sum(axis=1) if operand is None else column * operand[:, at[1]])
    order = np.argsort(-np.abs(rows), kind="stable")
    shares = [Share(int(k) + 1, float(rows[k])) for k in order[:MOST]]
    return ParameterAnswer(number, float(rows.sum()), shares, float(rows[order[MOST:]].sum()), max(0, run.T - MOST))


class _Asking:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.graph = run.program.graph
        self.sizes = run.program.node_sizes

    def number(self, ref: Ref, t: int, unit: int) -> Number:
        """What ``ref`` reads at step t, at one unit (a scalar is read at every unit)."""
        node = self.graph.nodes[ref.node]
        row = self.run.recall.at(ref, t).reshape(-1)
        at = unit if len(row) > 1 else 0
        kinds = {"input": "input", "target": "target", "parameter": "parameter", "number": "number"}
        timed = node.op not in ("parameter", "number")
        kind = kinds.get(node.op, "node" if node.args else "given")
        return Number(
            kind, node.name or node.key or None, node.id, t + ref.shift if timed else None, (at,), float(row[at].real)
        )

    def entry(self, node: Node, row: int, column: int) -> Number:
        """One entry of a matrix."""
        matrix = self.run.parameters[node.key]
        return Number("parameter", node.key, node.id, None, (row, column), float(matrix[row, column].real))

    def made(self, ref: Ref, t: int, unit: int) -> Made | None:
        """The operation behind a number, and those behind its parts until something has a name."""
        node, at = self.graph.nodes[ref.node], t + ref.shift
        if not node.args or not 1 <= at <= self.run.T:
            return None
        args = self.read_by(node, at, unit)
        parts = sorted(self.parts(node, at, unit), key=lambda part: -abs(part.value))
        told = parts[:MOST]
        inner = [
            made
            for arg in args
            if node.op not in ("matmul", *WHOLE) and not self.graph.nodes[arg.node].name
            for made in [self.made(arg, at, self.inside(node, arg, unit))]
            if made is not None
        ]
        rest = float(sum(part.value for part in parts[MOST:]))
        return Made(
            node.op, node.id, self.number(Ref(node.id), at, unit).value, told, rest, len(parts) - len(told), inner
        )

    def read_by(self, node: Node, t: int, unit: int) -> tuple[Ref, ...]:
        """The operands that count: of a choice (a phase, a held value) the one that was chosen."""
        if node.op != "choose":
            return node.args
        return (node.args[1 if self.number(node.args[0], t, unit).value else 2],)

    def inside(self, node: Node, arg: Ref, unit: int) -> int:
        """The unit of an operand that a unit of the result was made from."""
        if node.op != "join":
            return unit
        for ref in node.args:
            if ref == arg:
                break
            unit -= self.sizes[ref.node]
        return unit

    def parts(self, node: Node, t: int, unit: int) -> Iterator[Part]:
        if node.op == "matmul":
            operand = self.run.recall.at(node.args[1], t).reshape(-1)
            for column in range(len(operand)):
                entry = self.entry(self.graph.nodes[node.args[0].node], unit, column)
                other = self.number(node.args[1], t, column)
                yield Part(entry.value * other.value, (entry, other))
        elif node.op == "join":
            for arg in node.args:
                if 0 <= self.inside(node, arg, unit) < self.sizes[arg.node]:
                    found = self.number(arg, t, self.inside(node, arg, unit))
                    yield Part(found.value, (found,))
        elif node.op == "multiply":
            factors = tuple(self.number(arg, t, unit) for arg in node.args)
            yield Part(self.number(Ref(node.id), t, unit).value, factors)
        else:
            for arg in self.read_by(node, t, unit):
                for k in range(self.sizes[arg.node]) if node.op in WHOLE else [unit]:
                    found = self.number(arg, t, k)
                    sign = -1 if node.op == "subtract" and arg == node.args[1] else 1
                    yield Part(sign * found.value, (found,))

    def gradient(self, node: int, t: int, unit: int) -> float | None:
        """∂L/∂ the number, as it is reported for a name and as it flows for what has none."""
        adjoint = self.run.program.adjoint
        if adjoint is None:
            return None
        name = self.graph.nodes[node].name
        ref = adjoint.shown.get(name) if name else adjoint.of.get(node)
        return None if ref is None else self.read(ref, t, unit)

    def wanted(self, node: int, t: int, unit: int) -> Iterator[Wanted]:
        """What comes back along each outgoing edge; for ŷ of a stable loss also the loss's own share."""
        adjoint = self.run.program.adjoint
        if adjoint is None or node not in adjoint.of:
            return
        for user, position, part in adjoint.parts.get(node, []):
            reader = self.graph.nodes[user]
            at = t - reader.args[position].shift
            if 1 <= at <= self.run.T:
                value = self.read(part, t, unit)
                units = portions(self.run, reader, position, at, unit, value)
                yield Wanted(reader.equation, user, reader.op, at, value, reader.op in JOINT, units)
        for loss, plain, chain in self.run.program.folded.shortcuts:
            if node in chain and loss in adjoint.of:
                whole = self.gradient(node, t, unit)
                flows = self.read(adjoint.of[node], t, unit)
                yield Wanted("loss", loss, plain, t, (whole or 0.0) - flows, False)

    def read(self, ref: Ref, t: int, unit: int) -> float:
        row: Array = np.asarray(self.run.recall.at(ref, t)).reshape(-1)
        return float(row[unit if len(row) > 1 else 0].real)
