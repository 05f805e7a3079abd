"""What a node remembers: ∂node_t/∂x_k for every step k, of a whole vector or of one unit, by inputs that are read
earlier (k ≤ t), and in a net that reads backwards also later (k > t); and by the initial values of the state.

The derivative is the total one: x_k alone is moved, and everything that is made of it moves with it. Of a vector it is
a matrix (size of the node × size of x), told by its norms; of one unit a row, signed, entry by entry.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Run
from unspool.gradients.central import Difference, H, estimated
from unspool.gradients.complex_step import H as TINY
from unspool.gradients.complex_step import Measure, derivative
from unspool.gradients.entries import Entry, moved, nudged, settled
from unspool.gradients.reach import heard
from unspool.gradients.work import finished
from unspool.recurrence import Mistake

BLOCK = 256  # steps that are taken in one turn
CHUNK = 8_000_000  # numbers of all rows of one backward pass: seeds go in as many passes as that takes


@dataclass(frozen=True)
class Remembered:
    """``by_input``: [k, i, j] = ∂node_t,i / ∂x_k,j for k = 1…T, (T, units, size of x).

    ``along`` (T, units): by_input · x_k, what the input that stood there says of its own size; of a token its column.
    ``there`` (T,): whether any path of the unrolled graph leads from x_k to the node at t, whatever it carries.
    ``initial``: name -> (rows, units, its size), ∂node_t by its value before the first step, the one before that …
    (of what is read backwards: after the last step).
    """

    node: str
    t: int
    unit: int | None
    by_input: Array
    along: Array
    there: Array
    initial: dict[str, Array]


def remembered(case: Case, node: str, t: int, unit: int | None = None) -> Remembered:
    """∂node_t/∂x; ``node`` may be "loss" (E_t). Raises Mistake for a net without x."""
    return finished(walk(case, node, t, unit))


def walk(case: Case, node: str, t: int, unit: int | None = None) -> Generator[None, None, Remembered]:
    """The same in turns, for those who have other things to do in between."""
    if case.inputs is None:
        raise Mistake("the net reads no x: there is no input to be sensitive to")
    with engine.start(case, seeds=(node,), inputs=True) as run:
        for _ in run.forward(BLOCK):
            yield
        n = 1 if node == "loss" else run.sizes[node]
        units = range(n) if unit is None else range(unit, unit + 1)
        found = np.zeros((run.T, len(units), case.inputs.shape[-1]))
        initial: dict[str, list[Array]] = {}
        for some in _chunks(run.T * sum(run.program.node_sizes), units):
            found[:, some.start - units.start : some.stop - units.start] = yield from _rows(run, node, t, some, n)
            for name, rows in run.initial_grads.items():
                initial.setdefault(name, []).append(rows)
        there = _hears(run, node, t)
    with np.errstate(all="ignore"):
        heard = found if np.isfinite(found).all() else np.where(case.inputs[:, None] == 0, 0.0, found)  # 0 adds nothing
        along = np.einsum("kij,kj->ki", heard, case.inputs)
    begun = {name: np.concatenate(rows, axis=1) for name, rows in initial.items()}
    return Remembered(node, t, unit, found, along, there, begun)


def room(case: Case, node: str, units: int) -> int:
    """Bytes that ``walk`` holds at once, without computing anything."""
    assert case.inputs is not None
    rows = case.T * units * case.inputs.shape[-1]
    many: int = len(_chunks(sum(engine.program_for(case, (node,), True).node_sizes) * case.T, range(units))[0])
    return int(engine.memory(case, seeds=(node,), inputs=True, many=many).run + 8 * 3 * rows)


def _chunks(row: int, units: range) -> list[range]:
    """As many units at once as their gradients have room, of ``row`` numbers each."""
    count = max(1, CHUNK // row)
    return [units[at : at + count] for at in range(0, len(units), count)]


def _rows(run: Run, node: str, t: int, units: range, n: int) -> Generator[None, None, Array]:
    """(T, units, size of x), from one backward pass with a seed for each unit."""
    seeds = np.zeros((len(units), run.T, n))
    seeds[np.arange(len(units)), t - 1, np.array(units)] = 1.0
    for _ in run.backward(BLOCK, seeds={node: seeds[..., 0] if node == "loss" else seeds}):
        yield
    return run.input_grads["x"]


def _hears(run: Run, node: str, t: int) -> Array:
    graph, adjoint = run.program.graph, run.program.adjoint
    assert adjoint is not None
    backs = [ref.node for own, ref in adjoint.of.items() if graph.nodes[own].op == "input"]
    return np.asarray(heard(run, backs, [t], node)[0])


def along_all(case: Case, found: Remembered) -> tuple[float | None, int]:
    """(the largest disagreement of Σ_k ∂node_t/∂x_k · d_k, and the same of the initial values, with a complex step of
    all these along a random direction d, relative to the largest of these numbers; how many entries that checks). None
    where it is not finite."""
    case = settled(case)
    assert case.inputs is not None
    rng = np.random.default_rng(0)
    way = rng.normal(size=case.inputs.shape)
    begun = {name: rng.normal(size=(len(rows), rows.shape[-1])) for name, rows in found.initial.items()}
    with np.errstate(all="ignore"):
        told = np.einsum("kij,kj->i", found.by_input, way)
        told = told + sum(np.einsum("kij,kj->i", rows, begun[name]) for name, rows in found.initial.items())
        with engine.forwards(moved(case, {"inputs": {"x": way}, "initial": begun}, TINY * 1j)) as run:
            units = range(len(told)) if found.unit is None else [found.unit]
            exact = np.array([_reader(found.node, found.t, unit)(run) for unit in units]).imag / TINY
        apart, size = np.abs(told - exact).max(), np.abs(exact).max()
    entries = found.by_input.size + sum(rows.size for rows in found.initial.values())
    return (float(apart / (size or 1.0)) if np.isfinite(apart) else None), entries


def check_entry(case: Case, node: str, t: int, unit: int, at: tuple[int, int]) -> tuple[float, Difference]:
    """∂node_t,unit/∂x_k,entry by complex step and by central difference; ``at`` is (k, entry)."""
    case, entry, read = settled(case), Entry("inputs", "x", (at[0] - 1, at[1])), _reader(node, t, unit)

    def value(by: float) -> float:
        with engine.forwards(nudged(case, entry, by)) as run:
            return read(run).real

    assert case.inputs is not None
    h = H * max(1.0, abs(float(case.inputs[entry.at].real)))
    return derivative(case, entry, of=read), estimated(value, h)


def _reader(node: str, t: int, unit: int) -> Measure:
    """What is measured of a run that went forwards."""

    def read(run: Run) -> complex:
        if node == "loss":
            assert run.loss_rows is not None
            return complex(run.loss_rows[t - 1])
        return complex(run.values[node][t - 1, unit])

    return read
