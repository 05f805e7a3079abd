"""Where a gradient goes: ∂c_t/∂c_k of a state c, three ways; the total split by where its paths leave the direct one.

Three numbers bear the name ∂c_t/∂c_k (for an LSTM, whose state is c and h):

    direct   along the state's own edge c[t-1] → c alone, every other delay edge cut: the product of forget gates
    block    of the Jacobian of the whole state: c_k moves as later steps read it, h_k and every other state is held
    total    everything at step k that is made from c_k moves with it: h_k too

Which edges are the state's own is read off the graph: those by which its own equation reads its own past (for a GRU
the product of update gates); a state whose equation does not (h = tanh(a), a = W h[t-1] + …) owns every edge that
reads its past. Every path of the total that is not direct leaves the direct one somewhere, over one first edge e:

    total = direct + Σ_e part_e,    part_e(k) = Σ_j (∂c_t/∂ along e at j, total) (∂⁺s_j/∂c_j) direct(j, k)

so that an LSTM's total is direct + through h into i + into f + into o + into g, exactly.
(∂⁺ and the recursion over paths: Goodfellow, Bengio & Courville 2016, section 6.5; for the LSTM's paths: Gers,
Schmidhuber & Cummins 2000, which cut all but the direct one.)
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from unspool import engine
from unspool.engine import Array, Block, Case, Change, Program, Run
from unspool.engine.whole import Whole
from unspool.gradients.reach import heard
from unspool.gradients.work import finished
from unspool.recurrence import Mistake, Net, Ref
from unspool.recurrence.roles import reads

BLOCK = 256  # steps that are taken in one turn
CHUNK = 48_000_000  # numbers of all rows of one backward pass: seeds go in as many passes as that takes


class Edge(NamedTuple):
    """``into`` reads ``node`` at step t + ``shift``; shift is never 0."""

    node: str
    shift: int
    into: str


@dataclass(frozen=True)
class Paths:
    """Matrices [k, i, j] = ∂ state_t,i / ∂ state_k,j, each (last − first + 1, n, n) for k = first…last.

    ``parts``: by the edge over which paths first leave the direct one; those that carry nothing are left out.
    ``open_direct`` and ``open_total`` (last − first + 1,): whether any path leads from k to t, so that a zero there is
    too small a number, not a path that is not there. Not finite where it exploded.

    ``start`` is the step of the initial value (0; T + 1 of a state that is read backwards), ``at_start`` the same
    matrices there, (n, n). Nothing is made from an initial value but what reads it, so block and total are one.
    """

    state: str
    t: int
    first: int
    own: tuple[Edge, ...]
    direct: Array
    block: Array
    total: Array
    parts: dict[Edge, Array]
    open_direct: Array
    open_total: Array
    start: int
    at_start: Start

    @property
    def three(self) -> dict[str, Array]:
        """By name."""
        return {"direct": self.direct, "block": self.block, "total": self.total}


@dataclass(frozen=True)
class Start:
    """∂ state_t / ∂ its initial value, (n, n) each; ``parts`` for every edge that ``Paths.parts`` has."""

    direct: Array
    total: Array
    parts: dict[Edge, Array]

    @property
    def three(self) -> dict[str, Array]:
        """By name."""
        return {"direct": self.direct, "block": self.total, "total": self.total}


def states(net: Net) -> tuple[str, ...]:
    """What a net remembers by: names that are read at another step; first those that their own equation reads back."""
    delayed = {edge.node for edge in edges(net)}
    known = [name for name in net.names if name in delayed]
    return tuple(sorted(known, key=lambda name: not any(edge.node == edge.into == name for edge in edges(net))))


def edges(net: Net) -> tuple[Edge, ...]:
    """Every delay edge between equations, in the order of the text."""
    names = set(net.names)
    found = (
        Edge(leaf.name, leaf.shift, equation.name)
        for equation in net.equations
        for leaf in reads(net)[equation.name]
        if leaf.shift and leaf.name in names
    )
    return tuple(dict.fromkeys(found))


def own_edges(net: Net, state: str) -> tuple[Edge, ...]:
    """The direct path's: those of the state into its own equation, or else all that read its past."""
    past = tuple(edge for edge in edges(net) if edge.node == state)
    return tuple(edge for edge in past if edge.into == state) or past


def paths(case: Case, state: str, t: int, first: int = 1, last: int | None = None) -> Paths:
    """∂state_t/∂state_k for k = first…last; raises Mistake for a name that no other step reads."""
    return finished(walk(case, state, t, first, case.T if last is None else last))


def walk(case: Case, state: str, t: int, first: int, last: int) -> Generator[None, None, Paths]:
    """The same in turns, for those who have other things to do in between."""
    own = own_edges(case.net, state)
    if not own:
        raise Mistake(f"{state} is no state: no equation reads it at another step")
    others = tuple(edge for edge in edges(case.net) if edge not in own)
    with _start(case, state, others, cut=False) as whole, _start(case, state, others, cut=True) as cut:
        for run in (whole, cut):
            yield from _through(run.forward(BLOCK))
        n = whole.sizes[state]
        direct, block, total, *parts = (np.zeros((last - first + 1, n, n)) for _ in range(3 + len(others)))
        open_direct, open_total = (_open(run, state, t)[first - 1 : last] for run in (cut, whole))
        start = start_of(case, state)
        at_start = Start(np.zeros((n, n)), np.zeros((n, n)), {edge: np.zeros((n, n)) for edge in others})
        split = dict(zip(others, parts, strict=True))
        found = Paths(state, t, first, own, direct, block, total, split, open_direct, open_total, start, at_start)
        for units in _chunks(whole.program, case.T, state, len(others)):
            yield from _fill(found, whole, cut, units)
    kept = [edge for edge in others if split[edge].any() or at_start.parts[edge].any()]
    at_start = replace(at_start, parts={edge: at_start.parts[edge] for edge in kept})
    return replace(found, parts={edge: split[edge] for edge in kept}, at_start=at_start)


def start_of(case: Case, state: str) -> int:
    """The step of a state's initial value."""
    return case.T + 1 if any(edge.shift > 0 for edge in own_edges(case.net, state)) else 0


def room(case: Case, state: str, first: int, last: int) -> int:
    """Bytes that ``walk`` holds at once, without computing anything."""
    others = tuple(edge for edge in edges(case.net) if edge not in own_edges(case.net, state))
    marked, seeds = _marked(case, state, others, cut=True)
    program = engine.program_for(marked, seeds)
    chunks = _chunks(program, case.T, state, len(others))
    n, units, passes = chunks[-1].stop, len(chunks[0]), 1 + len(others)
    runs = sum(engine.memory(marked, seeds=seeds, many=many).run for many in (units, passes * units))
    along = 2 * passes * units * case.T * max(program.node_sizes)  # what came back along edges, and goes on as seeds
    return runs + 8 * (along + (6 + passes) * (last - first + 1) * n * n)


def _start(case: Case, state: str, others: tuple[Edge, ...], *, cut: bool) -> Run:
    marked, seeds = _marked(case, state, others, cut=cut)
    return engine.start(marked, seeds=seeds)


def _marked(case: Case, state: str, others: tuple[Edge, ...], *, cut: bool) -> tuple[Case, tuple[str, ...]]:
    """The case with a mark on every delay edge, so that what comes back along each can be told apart; and its seeds.

    A mark is a detach, at no step; with ``cut`` the other edges are detached at every step. One program serves both.
    """
    marks = [
        Change("detach", edge.node, edge.shift, edge.into, steps=None if cut and edge in others else ())
        for edge in edges(case.net)
    ]
    seeds = dict.fromkeys((state, *(edge.node for edge in others)))
    return replace(case, changes=(*case.changes, *marks)), tuple(seeds)


def _chunks(program: Program, T: int, state: str, others: int) -> list[range]:
    """The state's units, as many at once as their gradients have room."""
    n = program.node_sizes[program.folded.graph.named[state]]
    count = max(1, min(n, CHUNK // ((1 + others) * T * sum(program.node_sizes))))
    return [range(at, min(n, at + count)) for at in range(0, n, count)]


def _open(run: Run, state: str, t: int) -> Array:
    assert run.program.adjoint is not None
    back = run.program.adjoint.of[run.program.folded.graph.named[state]].node
    return np.asarray(heard(run, [back], [t], state)[0])


def _fill(found: Paths, whole: Run, cut: Run, units: range) -> Generator[None, None, None]:
    """The rows of ``units`` in every matrix."""
    count, n, rows = len(units), found.total.shape[-1], slice(units.start, units.stop)
    steps = slice(found.first, found.first + len(found.total))
    window = slice(found.first - 1, found.first - 1 + len(found.total))
    seeds = np.zeros((count, whole.T, n))
    seeds[np.arange(count), found.t - 1, np.array(units)] = 1.0
    yield from _through(whole.backward(BLOCK, seeds={found.state: seeds}))
    found.total[:, rows] = whole.grads[found.state][window]
    came: dict[Edge, Array] = {}
    recalled = Whole(whole, 1, whole.T, backward=True)
    for edge in edges(whole.net):
        came[edge] = _back_along(whole, recalled, edge, count)
        yield
    later = np.zeros((whole.T + 2, count, n))
    later[1:-1] = np.moveaxis(seeds, 0, 1)
    with np.errstate(all="ignore"):
        for edge in came:
            later += came[edge] if edge.node == found.state else 0.0
    found.block[:, rows] = later[steps]
    found.at_start.total[rows] = later[found.start]
    passes = {name: np.zeros((1 + len(found.parts), count, whole.T, whole.sizes[name])) for name in _seeded(cut)}
    passes[found.state][0] = seeds
    for number, edge in enumerate(found.parts, 1):
        passes[edge.node][number] = np.moveaxis(came[edge][1:-1], 0, 1)
    taken = {name: rows.reshape(-1, *rows.shape[2:]) for name, rows in passes.items()}
    yield from _through(cut.backward(BLOCK, seeds=taken))
    split = cut.grads[found.state][window].reshape(-1, 1 + len(found.parts), count, n)
    for number, into in enumerate((found.direct, *found.parts.values())):
        into[:, rows] = split[:, number]
    recalled = Whole(cut, 1, cut.T, backward=True)
    with np.errstate(all="ignore"):
        last = sum(_back_along(cut, recalled, edge, len(split[0]) * count)[found.start] for edge in found.own)
        for number, into in enumerate((found.at_start.direct, *found.at_start.parts.values())):
            into[rows] = last[number * count : (number + 1) * count]
        for edge, into in found.at_start.parts.items():
            if edge.node == found.state:
                into[rows] += came[edge][found.start]


def _seeded(run: Run) -> list[str]:
    return [node.key for node in run.program.graph if node.op == "seed"]


def _through(blocks: Iterator[Block]) -> Generator[None, None, None]:
    for _ in blocks:
        yield


def _back_along(run: Run, recalled: Whole, edge: Edge, count: int) -> Array:
    """What comes back to ``edge.node`` at each step 0…T + 1 along one marked edge: (T + 2, K, size)."""
    adjoint, graph = run.program.adjoint, run.program.folded.graph
    assert adjoint is not None
    marks = [f"{verb} {edge.node} {edge.shift} {edge.into}" for verb in ("detach", "cut")]  # a cut lies before it
    found = np.zeros((run.T + 2, count, run.sizes[edge.node]))
    for user, _, part in adjoint.parts.get(graph.named[edge.node], []):
        reader = graph.nodes[user]
        if reader.op in ("detach", "unless") and graph.nodes[reader.args[0].node].key in marks:
            readers = np.arange(1, run.T + 1)
            read = readers - part.shift
            there = (read >= 0) & (read <= run.T + 1)
            rows = np.broadcast_to(recalled.at(Ref(part.node)), (run.T, *found.shape[1:]))
            found[read[there]] = rows[there]
            return found
    return found


def norms(rows: Array) -> Array:
    """(K,) of (K, m, n): largest singular values (‖A‖₂), without overflow or underflow in between.

    ∞ where a matrix has an infinity, NaN where it has a NaN.
    """
    largest = np.abs(rows).max(axis=(1, 2), initial=0.0)
    whole = np.isfinite(largest) & (largest > 0)
    found = np.array(largest)
    found[whole] *= np.linalg.svd(rows[whole] / largest[whole, None, None], compute_uv=False)[:, 0]
    return found
