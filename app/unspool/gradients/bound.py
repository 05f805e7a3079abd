"""The bound and what is measured: how much of s_k can be left in s_t, and how much is, for every k at one t.

    ‖∂s_t/∂s_k‖₂ ≤ Π_{i=k+1..t} g_i,     g_i = λ_W λ_φ where the net has that form (``gain``)
                                         (Pascanu, Mikolov & Bengio 2013, equations 6 and 7)

Measured is the largest singular value of the product of Jacobians (``chain``). Both are kept as powers of ten too,
which do not overflow: log10 of 3^1000 is 477.1 where the number itself is not one of float64.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine import Array, Case, Run, norm
from unspool.engine.edits import radius
from unspool.engine.whole import Whole
from unspool.gradients.chain_check import Moved
from unspool.gradients.complex_step import H
from unspool.gradients.factors import factors
from unspool.gradients.gain import Form, Gain, NoGain, gain, path
from unspool.gradients.layer import layer
from unspool.gradients.scaled import LOG2, Scaled, largest_singular_value, running
from unspool.gradients.states import State
from unspool.recurrence.operations import BY_NAME
from unspool.recurrence.slopes import ONE_NUMBER, slope


@dataclass(frozen=True)
class Function:
    """``largest``: of |φ′| anywhere (None: no such number); ``met``: in this run, over all steps and units (None: of a
    function of all units). ``equation`` is where it stands."""

    name: str
    equation: str | None
    largest: float | None
    met: float | None


@dataclass(frozen=True)
class Bound:
    """For k = t and on, back through the sweep to the initial state: ``steps`` (N,); ``norm`` and ``log10`` (n,) of
    what is measured, for the first n <= N of them.

    ``norm`` is infinite above 1.8e308 and zero below 5e-324 where log10 is not. ``bound`` and ``radius`` are powers of
    ten (N,): of the bound, and of the same with ρ for λ_W, which bounds nothing. None: there is no such number.
    """

    state: State
    steps: Array
    norm: Array
    log10: Array
    bound: Array | None
    radius: Array | None
    gain: Gain | list[NoGain]
    grown: Scaled  # the products, transposed

    @property
    def largest_share(self) -> float | None:
        """The largest log10 of measured / bound, over k < t; at most 0 but for rounding."""
        if self.bound is None or len(self.steps) < 2:
            return None
        with np.errstate(all="ignore"):
            shares = (self.log10 - self.bound[: len(self.log10)])[1:]
        known = shares[~np.isnan(shares)]
        return float(known.max()) if len(known) else None


def bound(run: Run, case: Case, state: State, t: int, lags: int | None = None, name: str | None = None) -> Bound:
    """Of a run that went forwards; at most ``lags`` steps back are measured (None: all).

    ``name``: of this layer of the state alone, in a case where the others are held (``layer.held``).
    """
    begin = 0 if state.direction > 0 else run.T + 1
    steps = np.arange(t, begin - state.direction, -state.direction)
    between = steps[: min(len(steps) - 1, run.T if lags is None else lags)]
    found = np.zeros((0, state.size, state.size))
    if len(between):
        found = factors(run, case, state, int(between.min()), int(between.max()))
        found = found[::-1] if state.direction > 0 else found
    if name is not None:
        state, rows = layer(state, name)
        found = found[:, rows[:, None], rows]
    grown = running(np.swapaxes(found, 1, 2))
    values, top = largest_singular_value(grown)
    allowed = gain(run, state)
    with np.errstate(all="ignore"):
        log10 = np.log10(values) + top * LOG2
        sizes = np.ldexp(values, top)
    grows = _grows(allowed.steps, steps) if isinstance(allowed, Gain) else None
    expected = _with_radius(run, allowed) if isinstance(allowed, Gain) else None
    naive = None if expected is None else _grows(np.full(run.T, expected), steps)
    return Bound(state, steps, sizes, log10, grows, naive, allowed, grown)


def _grows(gains: Array, steps: Array) -> Array:
    """log10 of the products of one gain a step."""
    with np.errstate(all="ignore"):
        return np.concatenate([[0.0], np.cumsum(np.log10(gains[steps[:-1] - 1]))])


def _with_radius(run: Run, allowed: Gain) -> float | None:
    """ρ λ_φ, where the bound is λ_W λ_φ with one square matrix."""
    parts = allowed.form["parts"] if allowed.form.get("op") == "times" else [allowed.form]
    names = [part["matrix"] for part in parts if "matrix" in part]
    if len(names) != 1 or any("op" in part or "vector" in part for part in parts):
        return None
    matrix = run.parameters[names[0]]
    if matrix.shape[0] != matrix.shape[1]:
        return None
    return float(np.prod([radius(matrix), *(_size(part) for part in parts if "matrix" not in part)]))


def _size(part: Form) -> float:
    largest = BY_NAME[part["function"]].largest_derivative if "function" in part else part["number"]
    return float(largest or 0.0)


def functions(run: Run, state: State) -> list[Function]:
    """The functions on the way from step to step."""
    graph, whole, found = run.program.folded.graph, Whole(run, 1, run.T), []
    for number in path(run.program, state):
        node = graph.nodes[number]
        row = BY_NAME.get(node.op)
        if row is None or node.op in _PLAIN or row.hidden or not row.offered or row.shape == "scalar":
            continue
        met = None
        if node.op in ONE_NUMBER:
            slopes = np.abs(slope(node.op, whole.at(node.args[0])))
            met = float(slopes.max()) if not np.isnan(slopes).all() else float("nan")
        found.append(Function(node.op, node.equation, row.largest_derivative, met))
    return found


_PLAIN = ("add", "subtract", "negative", "multiply", "divide", "matmul", "join", "choose")


@dataclass(frozen=True)
class Check:
    """Of ‖∂s_t/∂s_k‖ at one k: ``measured``, and how long s_t's change is when s_k moves along the direction that the
    product enlarges most, by complex step and by central difference; both relative to measured."""

    k: int
    measured: float
    complex_step: float
    relative_error: float | None
    central: float
    central_error: float | None


def check(found: Bound, case: Case, number: int, at: int, name: str | None = None) -> Check | None:
    """At ``found.steps[at]``; ``number``: which of the net's states, ``name``: its layer. None: not finite, or zero."""
    measured, t, k = float(found.norm[at]), int(found.steps[0]), int(found.steps[at])
    if not np.isfinite(measured) or measured == 0:
        return None
    products, _ = found.grown[at : at + 1].evened
    direction = np.linalg.svd(products[0])[0][:, 0]
    moved = Moved(case, number, k, t)
    rows = np.arange(moved.state.size) if name is None else layer(moved.state, name)[1]
    way = np.zeros(moved.state.size)
    way[rows] = direction
    exact = float(norm(moved.complex_step(way)[rows]))
    central = float(norm(np.array([one.value for one in moved.central(way)])[rows]))
    return Check(k, measured, exact, _apart(exact, measured), central, _apart(central, measured))


def _apart(one: float, other: float) -> float | None:
    return abs(one - other) / other if np.isfinite(one) and abs(one) > H else None
