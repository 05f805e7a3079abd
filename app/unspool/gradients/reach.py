"""Which losses can reach which copies of a parameter at all: decided from the graph, never from a zero.

What comes back from the loss of step t lives in the adjoint graph, whose edges carry the delays reversed. An edge is
open at a step unless a mask closes it there: a phase that chose the other branch, a step without a target, a value
that is held, an edge that is cut or detached. A slope that happens to be zero closes nothing.

A set of losses is a whole number with one bit each, so that a step of a node is a few unions.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from unspool.engine import Run
from unspool.recurrence.graph import TIMED_LEAVES
from unspool.recurrence.schedule import is_leaf, schedule

KEPT = 8  # answers that wait with their program: a slider asks the same again and again

Bits = list[int]  # at steps 1…T, in rows 0…T−1


class _Step(NamedTuple):
    """One adjoint node: where it reads from (node, shift), and the mask that opens it (leaf, and whether 1 opens)."""

    node: int
    reads: tuple[tuple[int, int], ...]
    gate: tuple[int, bool] | None


def reached(run: Run, parameter: str, losses: Sequence[int]) -> NDArray[np.bool_]:
    """(losses, T): whether the loss of that step (from 1) reaches the parameter's copy of step 1…T."""
    assert run.program.adjoint is not None
    return heard(run, [use.back.node for use in run.program.adjoint.uses if use.parameter == parameter], losses)


def heard(run: Run, backs: Sequence[int], steps: Sequence[int], seed: str | None = None) -> NDArray[np.bool_]:
    """(steps, T): whether any of the adjoint nodes ``backs`` hears at step 1…T of a seed at each of ``steps``; of the
    seed of one name, or of any."""
    gates = {step.gate: _gate(run, step.gate) for _, order in _order(run.program) for step in order if step.gate}
    key = (run.T, tuple(backs), tuple(steps), seed, tuple((gate, tuple(opens)) for gate, opens in gates.items()))
    kept: OrderedDict[Any, NDArray[np.bool_]] = run.program.built.setdefault("heard", OrderedDict())
    found = kept.get(key)
    if found is None:
        found = kept[key] = _heard(run, backs, steps, seed, gates)
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return found.copy()


def _heard(
    run: Run, backs: Sequence[int], steps: Sequence[int], seed: str | None, gates: Mapping[Any, list[bool]]
) -> NDArray[np.bool_]:
    T = run.T
    known: dict[int, Bits] = {
        node.id: _seeded(T, steps if seed in (None, node.key) else [])
        for node in run.program.graph
        if node.op == "seed"
    }
    for direction, order in _order(run.program):
        for step in order:
            known[step.node] = [0] * T
        for t in range(T) if direction > 0 else range(T - 1, -1, -1):
            for node, reads, gate in order:
                if gate is None or gates[gate][t]:
                    bits = 0
                    for other, shift in reads:
                        if 0 <= t + shift < T:
                            bits |= known[other][t + shift]
                    known[node][t] = bits
    rows = [known[node] for node in backs if node in known]
    columns = [reduce(or_, (row[t] for row in rows), 0) for t in range(T)]
    return _spread(columns, len(steps))


def _seeded(T: int, losses: Sequence[int]) -> Bits:
    rows = [0] * T
    for bit, t in enumerate(losses):
        rows[t - 1] |= 1 << bit
    return rows


def _spread(columns: Bits, count: int) -> NDArray[np.bool_]:
    width = (count + 7) // 8
    packed = np.frombuffer(b"".join(bits.to_bytes(width, "little") for bits in columns), dtype=np.uint8)
    return np.unpackbits(packed.reshape(len(columns), width), axis=1, bitorder="little")[:, :count].T.astype(bool)


def _order(program: Any) -> list[tuple[int, list[_Step]]]:
    """The adjoint nodes that hear of a seed, sweep by sweep; kept with the program."""
    if "reach" not in program.built:
        program.built["reach"] = _ordered(program)
    found: list[tuple[int, list[_Step]]] = program.built["reach"]
    return found


def _ordered(program: Any) -> list[tuple[int, list[_Step]]]:
    graph, forward = program.graph, set(range(len(program.folded.graph.nodes)))
    sweeps = schedule(graph, program.kept_backward(), forward, default=-1)
    sources = [node.id for node in graph if node.op == "seed"]
    hears = graph.fed(sources, [node for sweep in sweeps for node in sweep.nodes])
    return [
        (
            sweep.direction,
            [_step(graph, node, hears) for node in sweep.nodes if node in hears and not is_leaf(graph.nodes[node].op)],
        )
        for sweep in sweeps
    ]


def _step(graph: Any, node: int, hears: set[int]) -> _Step:
    op, args = graph.nodes[node].op, graph.nodes[node].args
    gate = None
    if op in ("only", "unless") and not args[0].shift and graph.nodes[args[0].node].op in TIMED_LEAVES:
        gate = (args[0].node, op == "only")
    return _Step(node, tuple((ref.node, ref.shift) for ref in args if ref.node in hears), gate)


def _gate(run: Run, gate: tuple[int, bool]) -> list[bool]:
    """At which steps some unit lets what comes back through."""
    leaf, opens = gate
    rows = run.tape.rows[leaf].reshape(run.T, -1) != 0
    return [bool(step) for step in (rows if opens else ~rows).any(axis=1)]
