"""Asking for the chain of Jacobians between two steps, and its message.

{"spec": {…}, "k": 3, "t": 9,      absent: t the last step, k four steps before; k may be 0 (t + 1: see below)
 "node": "h",                      whose state, where the net has several (one for each direction); absent: the first
 "step": 7,                        the factor that is looked at, i of ∂s_i/∂s_{i-1}; absent: the last one
 "matrix": "product",              whose entry: "product" ∂s_i/∂s_k up to there (default), or the "factor"
 "entry": [row, column],           checked by complex step and central difference
 "corner": [row, column]}          where the numbers begin that are sent of a state with many entries

In a sweep that runs backwards the chain goes from the later step to the earlier one. docs/doors.md says what comes
back.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool import engine
from unspool.documents.gradient.fields import Fields
from unspool.documents.gradient.question import Answer, Question, Work
from unspool.documents.refusal import SpecError
from unspool.documents.running import start
from unspool.documents.spec import Spec
from unspool.engine import Run
from unspool.gradients import chain as chains
from unspool.gradients.chain import Chain
from unspool.gradients.chain_check import Moved, along
from unspool.gradients.factors import NUMBERS
from unspool.gradients.matrices import all_matrices
from unspool.gradients.pieces import Piece, pieces, printed
from unspool.gradients.scaled import Scaled, apart, running, scaled, singular_values, spectral_radius, transposed
from unspool.gradients.states import State, states
from unspool.recurrence import Mistake

APART = 4  # steps between k and t where nobody has chosen any
TILE = 64  # entries of a side that are sent as they are; of a larger matrix the largest of each block
CORNER = 16  # entries of a side of the numbers of a larger one
SHOWN = 12  # factors that are sent whole: all, or both ends and those around the one that is looked at
SINGULAR = 16  # singular values of each
WORK = 3e8  # n S³, of the singular values
RADIUS = 1e7  # n S³ up to which every factor's spectral radius is found, not only that of those that are shown

Head = dict[str, Any]
Tensors = dict[str, NDArray[Any]]


class Asked:
    """The fields, held to what the net and the run have."""

    def __init__(self, spec: Spec, fields: Fields) -> None:
        try:
            program = engine.program_for(spec.case)
            self.run_bytes = engine.memory(spec.case).run
        except Mistake as mistake:
            raise SpecError.of(mistake) from None
        found, T = states(program), spec.case.T
        node = fields.name("node", [name for state in found for name in state.names], "what it reads of other steps")
        t = fields.whole("t", 0, T + 1)
        t = T if t is None else t
        k = fields.whole("k", 0, T + 1)
        k = max(0, t - APART) if k is None else k
        self.step = fields.whole("step", 0, T + 1)
        self.matrix = fields.name("matrix", ("product", "factor"), "product and factor") or "product"
        self.entry, self.corner = fields.index("entry"), fields.index("corner") or (0, 0)
        self.number = next((at for at, state in enumerate(found) if node in state.names), 0)
        self.state = found[self.number] if found else None
        if self.state is not None:
            self.start, self.end = chains.ends(self.state, T, k, t)
            self._within(self.state)

    def _within(self, state: State) -> None:
        size, n = state.size, abs(self.end - self.start)
        if (n + 1) * size**3 > WORK:
            most = int(WORK / size**3)
            fewer = f"choose a span of at most {most:,} steps" if most > 1 else "give it fewer units"
            raise SpecError(f"k, t: {n:,} Jacobians of {size} × {size} are more than can be taken apart here: {fewer}")
        for name, at in (("entry", self.entry), ("corner", self.corner)):
            if at is not None and (len(at) != 2 or not all(0 <= one < size for one in at)):
                raise SpecError(f"{name}: {list(at)} is no entry of a matrix of {size} × {size}")

    @property
    def bytes(self) -> int:
        """The run, one backward pass, and a handful of copies of every factor."""
        size = self.state.size if self.state else 0
        factors = (abs(self.end - self.start) + 1) * size**2 if self.state else 0
        return self.run_bytes + 8 * (NUMBERS + 8 * factors)


def question(spec: Spec, fields: Fields) -> Question:
    """What is asked, and what it takes."""
    asked = Asked(spec, fields)
    return Question(asked.bytes, _work(spec, asked))


def _work(spec: Spec, asked: Asked) -> Work:
    with start(spec) as run:
        for _ in run.forward():
            yield
        head: Head = {"T": run.T, "states": [_state(each) for each in states(run.program)], "state": asked.number}
        if asked.state is None:
            return Answer(head, {})
        link = chains.chain(run, spec.case, asked.state, asked.start, asked.end)
        yield
        shown = _shown(link, asked.step)
        more, tensors = _chain(run, link, shown)
        yield
        checked = along(spec.case, asked.number, link)
        yield
        head |= more
        head["matrices"] = [asdict(each) for each in all_matrices(run)]
        head["check"] = {"size": checked.size, "complex_step": checked.exact, "central": checked.near}
        head["order"] = {"apart": apart(transposed(link.wrong), link.products), "central": checked.wrong_near}
        if link.steps:
            told, rows = _looked_at(run, link, asked)
            head["looked"], tensors = told, tensors | rows
        if asked.entry is not None and link.steps:
            head["entry"] = _entry(spec, link, asked)
        return Answer(head, tensors)


def _state(state: State) -> Head:
    parts = [part._asdict() for part in state.parts]
    return {"direction": state.direction, "size": state.size, "parts": parts}


def _at(link: Chain, step: int | None) -> int:
    """Which factor is looked at, from 0."""
    return link.steps.index(step) if step in link.steps else len(link.steps) - 1


def _shown(link: Chain, step: int | None) -> list[int]:
    n, at = len(link.steps), _at(link, step)
    if n <= SHOWN:
        return list(range(n))
    side = (SHOWN - 3) // 2
    return sorted({*range(side), *range(n - side, n), *range(max(0, at - 1), min(n, at + 2))})


def _chain(run: Run, link: Chain, shown: list[int]) -> tuple[Head, Tensors]:
    """What is told of every factor, and the matrices of those that are shown."""
    every = scaled(link.factors)
    later = link.products[1:]
    n, size = len(link.steps), link.state.size
    radius_of = list(range(n)) if n * size**3 <= RADIUS else shown
    tensors: Tensors = {"steps": np.array(link.steps, dtype=float), "shown": np.array(shown, dtype=float)}
    for name, matrices in (("factor", every), ("product", later), ("wrong", Scaled(*_parts(link.wrong, 1)))):
        values, top = singular_values(matrices)
        tensors[f"{name}_singular"], tensors[f"{name}_exponent"] = values[:, :SINGULAR], top.astype(float)
        radius = np.full(n, np.nan)
        if radius_of and name != "wrong":
            # a product and its transpose have the same; the exponent is that of the singular values
            radius[radius_of] = spectral_radius(matrices[radius_of])[0]
        tensors[f"{name}_radius"] = radius
        tensors[f"{name}_tiles"], tensors[f"{name}_columns"] = _tiles(matrices[shown])
    return {
        "start": link.start,
        "end": link.end,
        "direction": link.state.direction,
        "size": size,
        "first_nonfinite": link.first_nonfinite,
        "forms": [_form(pieces(run, link.state, link.steps[at])) for at in shown],
        "printed": _printed(run, link),
        "radius_of_all": len(radius_of) == n,
    }, tensors


def _parts(products: Scaled, first: int) -> tuple[NDArray[Any], NDArray[Any]]:
    return products.mantissa[first:], products.exponent[first:]


def _tiles(matrices: Scaled) -> tuple[NDArray[Any], NDArray[Any]]:
    """(m, P, P) and the exponent of each column, (m, P); of a large one each block's entry of largest size."""
    size = matrices.mantissa.shape[-1]
    if size <= TILE:
        return matrices.mantissa, matrices.exponent.astype(float)
    rows, top = matrices.evened
    edges = np.linspace(0, size, TILE + 1).astype(int)
    found = np.zeros((len(rows), TILE, TILE))
    for u in range(TILE):
        for v in range(TILE):
            block = rows[:, edges[u] : edges[u + 1], edges[v] : edges[v + 1]].reshape(len(rows), -1)
            found[:, u, v] = block[np.arange(len(rows)), np.abs(block).argmax(axis=1)]
    return found, np.repeat(top[:, None], TILE, axis=1).astype(float)


def _form(found: list[Piece] | None) -> list[Head] | None:
    if found is None:
        return None
    return [
        {"kind": one.kind, "op": one.op, "node": one.node, "parameter": one.parameter, "of": one.of} for one in found
    ]


def _printed(run: Run, link: Chain) -> Head | None:
    """The product that lectures print for this form of net, in both orders, and how far it is from the true one."""
    rows = []
    for i in link.steps:
        row = printed(pieces(run, link.state, i), link.state, i)
        if row is None:
            return None
        rows.append(row)
    if not rows:
        return None
    found = np.array(rows)
    ways = {"latest_left": running(found), "latest_right": running(found[::-1])}
    told = {}
    for name, products in ways.items():
        values, top = singular_values(products[-1:])
        nearest = min(apart(products, link.products), apart(products, transposed(link.products)))
        told[name] = {"norm": [float(values[0, 0]), int(top[0])], "apart": nearest}
    return told


def _looked_at(run: Run, link: Chain, asked: Asked) -> tuple[Head, Tensors]:
    """Of one factor: its pieces with their numbers, and a corner of what is too large to be sent whole."""
    at = _at(link, asked.step)
    found = pieces(run, link.state, link.steps[at])
    tensors: Tensors = {}
    for number, piece in enumerate(found or []):
        values = piece.values.real
        tensors[f"piece_{number}"] = (
            values if values.ndim == 1 or max(values.shape) <= TILE else values[:CORNER, :CORNER]
        )
    if link.state.size > TILE:
        matrices = {"factor": scaled(link.factors[at : at + 1])[0], "product": link.products[at + 1]}
        for name, matrix in (matrices | {"wrong": link.wrong[at + 1]}).items():
            corner = asked.corner[::-1] if name == "wrong" else asked.corner
            tensors[f"corner_{name}"], tensors[f"corner_{name}_columns"] = _corner(matrix, corner)
    return {"step": link.steps[at], "form": _form(found), "corner": list(asked.corner)}, tensors


def _corner(matrix: Scaled, corner: tuple[int, ...]) -> tuple[NDArray[Any], NDArray[Any]]:
    rows, columns = (slice(one, one + CORNER) for one in corner)
    return matrix.mantissa[rows, columns], matrix.exponent[columns].astype(float)


def _entry(spec: Spec, link: Chain, asked: Asked) -> Head:
    """One entry of the product so far, or of a factor, a second and a third way."""
    assert asked.entry is not None
    at, (row, column) = _at(link, asked.step), asked.entry
    i = link.steps[at]
    begin = link.start if asked.matrix == "product" else i - link.state.direction
    moved = Moved(spec.case, asked.number, begin, i)
    unit = np.eye(link.state.size)[column]
    near = moved.central(unit)[row]
    of = link.products[at + 1] if asked.matrix == "product" else scaled(link.factors[at : at + 1])[0]
    wrong = link.wrong[at + 1]
    return {
        "at": [row, column],
        "matrix": asked.matrix,
        "step": i,
        "from": begin,
        "value": [float(of.mantissa[row, column]), int(of.exponent[column])],
        "wrong": [float(wrong.mantissa[column, row]), int(wrong.exponent[row])] if asked.matrix == "product" else None,
        "complex_step": float(moved.complex_step(unit)[row]),
        "central": {"value": near.value, "noise": near.noise, "too_small": near.too_small},
    }
