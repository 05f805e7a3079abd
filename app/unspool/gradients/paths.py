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
from unspool.gradients.reach import heard
from unspool.recurrence import Mistake, Net
from unspool.recurrence.roles import reads

BLOCK = 256  # steps that are taken in one turn
CHUNK = 8_000_000  # numbers of all rows of one backward pass: seeds go in as many passes as that takes


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
    work = walk(case, state, t, first, case.T if last is None else last)
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: Paths = end.value
            return found


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
        opened = [_open(run, state, t)[first - 1 : last] for run in (cut, whole)]
        found = Paths(state, t, first, own, direct, block, total, dict(zip(others, parts, strict=True)), *opened)
        for units in _chunks(whole.program, case.T, state, len(others)):
            yield from _fill(found, whole, cut, units)
    return replace(found, parts={edge: part for edge, part in found.parts.items() if part.any()})


def room(case: Case, state: str, first: int, last: int) -> int:
    """Bytes that ``walk`` holds at once, without computing anything."""
    others = tuple(edge for edge in edges(case.net) if edge not in own_edges(case.net, state))
    marked, seeds = _marked(case, state, others, cut=True)
    program = engine.program_for(marked, seeds)
    chunks = _chunks(program, case.T, state, len(others))
    n, units, passes = chunks[-1].stop, len(chunks[0]), 1 + len(others)
    runs = sum(engine.memory(marked, seeds=seeds, many=many).run for many in (units, passes * units))
    return runs + 8 * (6 + passes) * (last - first + 1) * n * n


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
    window = slice(found.first - 1, found.first - 1 + len(found.total))
    seeds = np.zeros((count, whole.T, n))
    seeds[np.arange(count), found.t - 1, np.array(units)] = 1.0
    yield from _through(whole.backward(BLOCK, seeds={found.state: seeds}))
    found.total[:, rows] = whole.grads[found.state][window]
    came: dict[Edge, Array] = {}
    for edge in edges(whole.net):
        came[edge] = _back_along(whole, edge, count)
        yield
    with np.errstate(all="ignore"):
        later = sum((came[edge] for edge in came if edge.node == found.state), np.moveaxis(seeds, 0, 1))
    found.block[:, rows] = later[window]
    passes = {name: np.zeros((1 + len(found.parts), count, whole.T, whole.sizes[name])) for name in _seeded(cut)}
    passes[found.state][0] = seeds
    for number, edge in enumerate(found.parts, 1):
        passes[edge.node][number] = np.moveaxis(came[edge], 0, 1)
    taken = {name: rows.reshape(-1, *rows.shape[2:]) for name, rows in passes.items()}
    yield from _through(cut.backward(BLOCK, seeds=taken))
    split = cut.grads[found.state][window].reshape(-1, 1 + len(found.parts), count, n)
    for number, into in enumerate((found.direct, *found.parts.values())):
        into[:, rows] = split[:, number]


def _seeded(run: Run) -> list[str]:
    return [node.key for node in run.program.graph if node.op == "seed"]


def _through(blocks: Iterator[Block]) -> Generator[None, None, None]:
    for _ in blocks:
        yield


def _back_along(run: Run, edge: Edge, count: int) -> Array:
    """What comes back to ``edge.node`` at each step along one marked edge: (T, K, size)."""
    adjoint, graph = run.program.adjoint, run.program.folded.graph
    assert adjoint is not None
    marks = [f"{verb} {edge.node} {edge.shift} {edge.into}" for verb in ("detach", "cut")]  # a cut lies before it
    shape = (run.T, count, run.sizes[edge.node])
    for user, _, part in adjoint.parts.get(graph.named[edge.node], []):
        reader = graph.nodes[user]
        if reader.op in ("detach", "unless") and graph.nodes[reader.args[0].node].key in marks:
            return np.broadcast_to(run.recall.shifted(part), shape)
    return np.zeros(shape)


def norms(rows: Array) -> Array:
    """(K,) of (K, m, n): largest singular values (‖A‖₂), without overflow or underflow in between.

    ∞ where a matrix has an infinity, NaN where it has a NaN.
    """
    largest = np.abs(rows).max(axis=(1, 2), initial=0.0)
    whole = np.isfinite(largest) & (largest > 0)
    found = np.array(largest)
    found[whole] *= np.linalg.svd(rows[whole] / largest[whole, None, None], compute_uv=False)[:, 0]
    return found
