"""How much one step can enlarge: the bound λ_W λ_φ on ‖∂s_i/∂s_{i-1}‖₂, read off the graph, whatever the net is called.

    h = φ(W h[t-1] + …)          ‖D W‖ ≤ λ_φ λ_W       λ_W: largest singular value of W, D = diag φ′
    h = U x + W φ(h[t-1])        ‖W D‖ ≤ λ_W λ_φ       λ_φ: largest derivative that φ can have (``operations``)

(Pascanu, Mikolov & Bengio 2013, section 2.1.) The graph from s_{i-1} to s_i is walked operation by operation: a product
with W counts λ_W, a function its largest derivative, a sum the sum of its operands' gains (‖A + B‖ ≤ ‖A‖ + ‖B‖), what
lies side by side the root of the sum of squares. Where a net multiplies two things that both come from the state, as
gates do, a derivative is as large as the other one's value, and there is no such number: ``NoGain`` says where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from unspool.engine import Array, Run
from unspool.engine.edits import spectral_norm
from unspool.engine.program import Program
from unspool.gradients.states import State
from unspool.recurrence import Node, Ref
from unspool.recurrence.graph import STILL_LEAVES
from unspool.recurrence.operations import BY_NAME
from unspool.recurrence.schedule import is_leaf, schedule

Form = dict[str, Any]  # how a gain is made: a tree of {"op", "parts"} over leaves {"matrix"}, {"function"} …


@dataclass(frozen=True)
class Gain:
    """``steps`` (T,): the most by which step i can enlarge; ``form`` says what of."""

    steps: Array
    form: Form


@dataclass(frozen=True)
class NoGain(Exception):
    """Why there is none. ``code``: product (of two things that both come from the state), changing (times something
    that changes from step to step), divided, function (without a largest derivative), states or delays.

    ``equation`` is where, ``names`` the operands as far as they have names, or the parts of the state.
    """

    code: str
    equation: str | None
    names: tuple[str, ...]


def gain(run: Run, state: State) -> Gain | list[NoGain]:
    """The bound of one step of a run that went forwards, or every reason why there is none."""
    walk = _Walk(run, state)
    reasons = [*_of_state(state), *walk.reasons]
    if reasons:
        return reasons
    return walk.of(Ref(run.program.folded.graph.named[state.names[0]])) or Gain(np.zeros(run.T), {"number": 0.0})


def path(program: Program, state: State) -> list[int]:
    """The nodes on some way from the state of one step to the next, in the order in which a step is computed."""
    key = ("path", *state.parts)
    if key not in program.built:
        program.built[key] = _path(program, state)
    return list(program.built[key])


def _path(program: Program, state: State) -> list[int]:
    graph = program.folded.graph
    base, ends = _base(program, state), {graph.named[name] for name in state.names}
    wanted = {node for node in graph.reach(ends) if not is_leaf(graph.nodes[node].op)}
    ordered = [node for sweep in schedule(graph, wanted, set(), program.net.text) for node in sweep.nodes]
    carries: set[int] = set()
    for node in ordered:
        if any(ref in base or (not ref.shift and ref.node in carries) for ref in graph.nodes[node].args):
            carries.add(node)
    leads = set(ends)
    for node in reversed(ordered):
        if node in leads:
            leads |= {ref.node for ref in graph.nodes[node].args if not ref.shift}
    return [node for node in ordered if node in carries and node in leads]


def _base(program: Program, state: State) -> set[Ref]:
    """How the text reads the state of the step before."""
    named = program.folded.graph.named
    return {Ref(named[part.name], -state.direction * (part.lag + 1)) for part in state.parts}


def _of_state(state: State) -> list[NoGain]:
    """What is more than one vector one step ago."""
    reasons = []
    if len(state.names) > 1:
        reasons.append(NoGain("states", None, tuple(state.names)))
    if late := tuple(part.name for part in state.parts if part.lag):
        reasons.append(NoGain("delays", None, late))
    return reasons


class _Walk:
    """Over the path; ``reasons``: where it found no bound."""

    def __init__(self, run: Run, state: State) -> None:
        self.run = run
        self.graph = run.program.folded.graph
        self.base = _base(run.program, state)
        self.known: dict[int, Gain] = {}
        self.reasons: list[NoGain] = []
        stopped: set[int] = set()
        for node in path(run.program, state):
            if any(ref.node in stopped and not ref.shift for ref in self.graph.nodes[node].args):
                stopped.add(node)
                continue
            try:
                self.known[node] = self._node(self.graph.nodes[node])
            except NoGain as reason:
                stopped.add(node)
                self.reasons.append(reason.with_traceback(None))  # whose frames would keep the run until a collection

    def of(self, ref: Ref) -> Gain | None:
        """None: what does not come from the state."""
        if ref in self.base:
            return Gain(np.ones(self.run.T), {"number": 1.0})
        return None if ref.shift else self.known.get(ref.node)

    def _node(self, node: Node) -> Gain:
        gains = [self.of(ref) for ref in node.args]
        if node.op in _WAYS:
            return _WAYS[node.op](self, node, gains)
        largest = BY_NAME[node.op].largest_derivative
        if largest is None:
            raise NoGain("function", node.equation, (node.op,))
        (inner,) = (found for found in gains if found)
        return _times(inner, largest, {"function": node.op})

    def spread(self, gain: Gain, ref: Ref, node: Node) -> Gain:
        """A number that is added to every unit of a vector counts √n."""
        if node.scalar or not self.graph.nodes[ref.node].scalar:
            return gain
        return _times(gain, float(np.sqrt(self.size(node))), {"number": float(np.sqrt(self.size(node)))})

    def size(self, node: Node) -> int:
        return self.run.program.node_sizes[node.id]

    def mask(self, ref: Ref) -> Array:
        return np.asarray(self.run.tape.rows[ref.node] != 0)

    def add(self, node: Node, gains: list[Gain | None]) -> Gain:
        found = [self.spread(gain, ref, node) for gain, ref in zip(gains, node.args, strict=True) if gain]
        return _joint("plus", found, lambda steps: np.sum(steps, axis=0))

    def beside(self, node: Node, gains: list[Gain | None]) -> Gain:
        """Rows of one or rows of the other: ‖[A; B]‖ ≤ √(‖A‖² + ‖B‖²)."""
        found = [self.spread(gain, ref, node) for gain, ref in zip(gains, node.args, strict=True) if gain]
        return _joint("beside", found, lambda steps: np.sqrt(np.sum(np.square(steps), axis=0)))

    def matmul(self, node: Node, gains: list[Gain | None]) -> Gain:
        name, inner = self.graph.nodes[node.args[0].node].key, gains[1]
        assert inner is not None
        return _times(inner, spectral_norm(self.run.parameters[name]), {"matrix": name})

    def multiply(self, node: Node, gains: list[Gain | None]) -> Gain:
        if all(gains):
            raise NoGain("product", node.equation, self._names(node))
        at = 0 if gains[0] else 1
        inner, other = gains[at], self.graph.nodes[node.args[1 - at].node]
        assert inner is not None
        if not self.still(node.args[1 - at]):
            raise NoGain("changing", node.equation, self._names(node))
        value = self.run.recall.at(node.args[1 - at], 1)
        alone = self.graph.nodes[node.args[at].node].scalar and not node.scalar
        spread = np.broadcast_to(value, self.size(node) if alone else value.shape)
        size = float(np.sqrt(np.square(spread).sum())) if alone else float(np.abs(value).max())
        return _times(inner, size, {"vector": other.key} if other.op == "parameter" else {"number": size})

    def divide(self, node: Node, gains: list[Gain | None]) -> Gain:
        if gains[1] or gains[0] is None or not self.still(node.args[1]):
            raise NoGain("divided", node.equation, self._names(node))
        inner = self.spread(gains[0], node.args[0], node)
        with np.errstate(all="ignore"):
            by = float(np.abs(np.divide(1.0, self.run.recall.at(node.args[1], 1))).max())
        return _times(inner, by, {"number": by})

    def still(self, ref: Ref) -> bool:
        """Whether it is made of numbers and parameters alone, the same at every step."""
        made = (self.graph.nodes[node] for node in self.graph.reach({ref.node}))
        return all(node.op in STILL_LEAVES or not is_leaf(node.op) for node in made)

    def choose(self, node: Node, gains: list[Gain | None]) -> Gain:
        """One where the mask is on, the other where it is off; rows of both where it is on for some units."""
        mask, (one, other) = self.mask(node.args[0]), gains[1:]
        zero = np.zeros(self.run.T)
        steps = [gain.steps if gain else zero for gain in (one, other)]
        on, off = mask.all(axis=-1), ~mask.any(axis=-1)
        found = np.where(on, steps[0], np.where(off, steps[1], np.sqrt(steps[0] ** 2 + steps[1] ** 2)))
        forms = [gain.form for gain in (one, other) if gain]
        return Gain(found, forms[0] if len(forms) == 1 else {"op": "either", "parts": forms})

    def closed(self, node: Node, gains: list[Gain | None]) -> Gain:
        """Nothing where the mask is on."""
        inner, on = gains[1], self.mask(node.args[0]).all(axis=-1)
        assert inner is not None
        return Gain(np.where(on, 0.0, inner.steps), inner.form)

    def total(self, node: Node, gains: list[Gain | None]) -> Gain:
        """Σ of n units: √n; their mean: 1/√n."""
        inner, n = gains[0], self.size(self.graph.nodes[node.args[0].node])
        assert inner is not None
        by = float(np.sqrt(n)) if node.op == "sum" else 1 / float(np.sqrt(n))
        return _times(inner, by, {"number": by})

    def _names(self, node: Node) -> tuple[str, ...]:
        operands = [self.graph.nodes[ref.node] for ref in node.args]
        return tuple(operand.name or operand.key for operand in operands if operand.name or operand.key)


_WAYS = {
    "add": _Walk.add,
    "subtract": _Walk.add,
    "matmul": _Walk.matmul,
    "multiply": _Walk.multiply,
    "divide": _Walk.divide,
    "choose": _Walk.choose,
    "unless": _Walk.closed,
    "detach": _Walk.closed,
    "join": _Walk.beside,
    "maximum": _Walk.beside,
    "minimum": _Walk.beside,
    "sum": _Walk.total,
    "mean": _Walk.total,
    "negative": _Walk.add,
    "same": _Walk.add,
}


def _joint(op: str, gains: list[Gain], of: Any) -> Gain:
    if len(gains) == 1:
        return gains[0]
    return Gain(of([gain.steps for gain in gains]), {"op": op, "parts": [gain.form for gain in gains]})


def _times(gain: Gain, by: float, factor: Form) -> Gain:
    """A product of factors; ones are left out."""
    inner = gain.form["parts"] if gain.form.get("op") == "times" else [gain.form]
    parts = [part for part in (factor, *inner) if part != {"number": 1.0}]
    with np.errstate(all="ignore"):
        steps = gain.steps * by
    return Gain(steps, parts[0] if len(parts) == 1 else {"op": "times", "parts": parts or [{"number": 1.0}]})
