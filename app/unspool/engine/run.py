"""A run: one case, forwards and then backwards through time, a block of steps at a time.

``start`` makes it ready; ``forward`` and ``backward`` are generators of blocks, so that a stream can begin
before the run ends. What blocks have covered stands in ``values`` and ``grads``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from unspool.engine.case import Array, Case
from unspool.engine.compiled import CompiledMachine
from unspool.engine.memory import trace_bytes
from unspool.engine.nonfinite import first_nonfinite
from unspool.engine.norms import norm
from unspool.engine.plain import Machine, PlainMachine, Recall
from unspool.engine.plan import plan_of
from unspool.engine.program import Program, program_for
from unspool.engine.tape import Tape, tape_for
from unspool.engine.trace import Trace
from unspool.recurrence import Net


class Block(NamedTuple):
    """Rows first…last (from 1, first <= last) of the nodes of a sweep are computed now."""

    sweep: int
    first: int
    last: int


def start(case: Case, *, seeds: tuple[str, ...] = (), inputs: bool = False, plain: bool = False) -> Run:
    """Make a case ready to run; raises Mistake where it cannot be.

    ``seeds`` names the nodes that ``backward`` may be seeded at ("loss": the losses of single steps); without
    it backward starts from the loss. ``inputs``: ∂L/∂x and ∂L/∂y too. ``plain``: by the oracle.
    """
    program = program_for(case, seeds, inputs)
    tape = tape_for(case, program)
    machine: Machine = PlainMachine(program, tape) if plain else CompiledMachine(program, tape)
    return Run(case.net, program, tape, machine)


def forwards(case: Case, *, seeds: tuple[str, ...] = (), inputs: bool = False, plain: bool = False) -> Run:
    """``start``, and the whole forward pass; the caller closes the run."""
    run = start(case, seeds=seeds, inputs=inputs, plain=plain)
    try:
        for _ in run.forward():
            pass
    except BaseException:
        run.close()
        raise
    return run


def trace(case: Case, *, plain: bool = False) -> Trace:
    """Run a case forwards and backwards."""
    with start(case, plain=plain) as run:
        return run.trace()


@dataclass
class Run:
    """One run; belongs to one thread at a time. Close it (or use ``with``) to give its buffers back."""

    net: Net
    program: Program
    tape: Tape
    machine: Machine

    def __post_init__(self) -> None:
        self._went = {"forward": False, "backward": False}

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rest(self) -> None:
        """Let go of what questions have computed beside the passes; the next one computes what it needs again."""
        self.__dict__.pop("recall", None)

    def close(self) -> None:
        """Give the buffers back; arrays of ``values`` and ``grads`` are void then, those of a trace are not."""
        self.machine.close()

    @property
    def T(self) -> int:
        return self.tape.T

    @property
    def sizes(self) -> dict[str, int]:
        """Units of each equation's node, and of x and y."""
        graph = self.program.folded.graph
        found = {name: self.program.node_sizes[node] for name, node in graph.named.items()}
        return found | {node.key: self.program.node_sizes[node.id] for node in graph if node.op in ("input", "target")}

    @property
    def parameters(self) -> dict[str, Array]:
        """Values by name, given and drawn."""
        return self.tape.parameters

    @property
    def plan(self) -> dict[str, Any]:
        """The graph, shapes and sweeps as plain data."""
        ways = {"sweeps": "forward", "backward_sweeps": "backward"}
        sweeps = {
            key: [
                {"direction": sweep.direction, "nodes": self.machine.names(way, number)}
                for number, sweep in enumerate(self.machine.sweeps(way))
            ]
            for key, way in ways.items()
        }
        return {"T": self.T, "phases": self.phases, **plan_of(self.program), **sweeps}

    @property
    def phases(self) -> dict[str, list[bool]]:
        """At which steps each phase that the net names is on."""
        leaves = {node.key: self.tape.rows[node.id] for node in self.program.leaves if node.op == "phase"}
        return {name: [bool(step) for step in rows.ravel()] for name, rows in leaves.items()}

    @property
    def bytes(self) -> int:
        """How large the trace is: every name's value and gradient at every step."""
        return trace_bytes(self.program, self.T)

    def forward(self, steps: int | Callable[[int], int] | None = None) -> Iterator[Block]:
        """Compute the values. ``steps``: how many a block has (a function: of the block's number); None: all."""
        yield from self._go("forward", steps)

    def backward(
        self, steps: int | Callable[[int], int] | None = None, seeds: Mapping[str, Array] | None = None
    ) -> Iterator[Block]:
        """Compute the gradients, after ``forward``. ``seeds``: by name (T, size), or (K, T, size) for K at once;
        for "loss" (T,) or (K, T)."""
        if not self._went["forward"]:
            raise RuntimeError("backward before forward")
        if self.program.adjoint is None:
            return
        self._seed(seeds or {})
        yield from self._go("backward", steps)

    def _go(self, way: str, steps: int | Callable[[int], int] | None) -> Iterator[Block]:
        number = 0
        for at, sweep in enumerate(self.machine.sweeps(way)):
            done = 0
            while done < self.T:
                count = steps(number) if callable(steps) else steps or self.T
                count = min(count, self.T - done)
                first = done + 1 if sweep.direction > 0 else self.T - done - count + 1
                self.machine.run(way, at, first, first + count - 1)
                done += count
                number += 1
                yield Block(at, first, first + count - 1)
        self._went[way] = True
        self.rest()

    def _seed(self, seeds: Mapping[str, Array]) -> None:
        wanted = {node.key: node for node in self.program.graph if node.op == "seed"}
        many: tuple[int, ...] = ()
        rows = {}
        for name, node in wanted.items():
            size = self.program.node_sizes[node.id]
            given = np.asarray(seeds[name], dtype=float) if name in seeds else np.zeros((self.T, size))
            given = given[..., None] if name == "loss" and name in seeds else given
            if given.ndim == 3:
                many = (given.shape[0],)
                given = np.moveaxis(given, 1, 0)
            rows[name] = given
        for name in rows:
            if many and rows[name].ndim == 2:
                rows[name] = rows[name][:, None, :]
        self.machine.seed(rows, many)

    def finish(self) -> None:
        """Run whatever has not run yet."""
        for way, go in (("forward", self.forward), ("backward", self.backward)):
            if not self._went[way]:
                for _ in go():
                    pass

    # what was computed

    @property
    def values(self) -> dict[str, Array]:
        """name -> (T, [B,] size)."""
        return {name: self.machine.array(node) for name, node in self.program.folded.graph.named.items()}

    @property
    def grads(self) -> dict[str, Array]:
        """name -> (T, [B,] size), ∂L/∂name_t; empty for a net without a loss."""
        adjoint = self.program.adjoint
        return {name: self.machine.array(ref.node) for name, ref in adjoint.shown.items()} if adjoint else {}

    @property
    def input_grads(self) -> dict[str, Array]:
        """∂L/∂x and ∂L/∂y, of a run started with ``inputs``."""
        adjoint = self.program.adjoint
        leaves = [node for node in self.program.folded.graph if node.op in ("input", "target")]
        return {node.key: self.machine.array(adjoint.of[node.id].node) for node in leaves} if adjoint else {}

    def norms(self, first: int, last: int) -> dict[str, Array]:
        """‖∂L/∂name_t‖ for t = first…last, without overflow or underflow in between."""
        return {name: norm(rows[first - 1 : last]) for name, rows in self.grads.items()}

    @property
    def loss_rows(self) -> Array | None:
        """E_t, (T, [B]), 0 where a step has no target; None without a loss line."""
        loss = self.program.folded.loss
        return None if loss is None else self.machine.array(loss.node)[..., 0]

    @property
    def has_loss(self) -> Array:
        """(T, [B]) bool: the steps whose loss counts."""
        everywhere = self.program.folded.everywhere
        present = [rows for node, rows in self.tape.rows.items() if self.program.graph.nodes[node].op == "present"]
        counts = np.full(self.T, self.program.folded.loss is not None and everywhere)
        return counts if everywhere or not present else present[0][..., 0] != 0

    @property
    def losses(self) -> list[float | None]:
        """E_t by step, None where a step has no target."""
        rows = self.loss_rows
        if rows is None:
            return [None] * self.T
        return [row if has else None for row, has in zip(rows.tolist(), self.has_loss.tolist(), strict=True)]

    @property
    def loss(self) -> Any:
        """Σ_t E_t (over the batch too); None without a loss line."""
        rows = self.loss_rows
        with np.errstate(all="ignore"):
            return None if rows is None else rows.sum().item()

    @cached_property
    def recall(self) -> Recall:
        """Any node at any step, computed again where it was not kept."""
        return Recall(self.program, self.tape, self.machine)

    @property
    def parameter_grads(self) -> dict[str, Array]:
        """∂L/∂parameter, each the sum over its uses and over time (and the batch)."""
        return self.machine.parameter_grads()

    def uses(self) -> Iterator[tuple[str, Array, Array | None]]:
        """Every place where a parameter is used, after ``backward``: (its name, back, operand), rows over time.

        Step t's copy of it gets back_t operand_tᵀ of ∂L/∂parameter there, or back_t where operand is None.
        """
        return self.machine.uses()

    @property
    def initial_grads(self) -> dict[str, Array]:
        """∂L/∂ the rows before the first step (for a net that reads backwards: after the last): (k, size)."""
        if self.program.adjoint is None:
            return {}
        return self.machine.initial_grads()

    @property
    def first_nonfinite(self) -> dict[str, Any] | None:
        """Where the first number that is not finite arose: {node, t, unit, pass}, or None."""
        loss = self.program.folded.loss
        shown = self.program.shown("forward") | ({"loss": loss.node} if loss else {})
        found = first_nonfinite(self.machine, "forward", shown, self.T)
        if found is None and self._went["backward"]:
            found = first_nonfinite(self.machine, "backward", self.program.shown("backward"), self.T)
        return found

    def _copies(self, way: str) -> dict[str, Array]:
        """What a pass computed, with the batch, if there is one, in front of time."""
        copies = self.machine.copies(self.program.shown(way))
        return {name: rows if rows.ndim == 2 else np.moveaxis(rows, 0, -2) for name, rows in copies.items()}

    def trace(self) -> Trace:
        """Everything, in arrays of the caller's own."""
        self.finish()
        return Trace(
            loss=self.loss,
            losses=self.losses,
            values=self._copies("forward"),
            grads=self._copies("backward"),
            parameter_grads=self.parameter_grads,
            initial_grads=self.initial_grads,
            parameters={name: np.array(value) for name, value in self.parameters.items()},
            first_nonfinite=self.first_nonfinite,
        )
