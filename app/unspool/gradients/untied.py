"""The check of a cell: the copy of a parameter at one step moves by i h, alone, and every E_t says how it follows.

Unrolled, a net has a copy of each parameter at every step. Here the oracle runs forwards with one of them untied from
the others, so ∂E_t/∂W(k) along a direction is Im E_t / h, for all t in one run; the backward pass takes no part.
A detached edge carries the value that it has in the run as it is, held: it does not follow the copy, as it carries no
gradient. Only so do both differences see what is left of a gradient that was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Generator

import numpy as np

from unspool.engine import Array, Case, Program, program_for
from unspool.engine.plain import PlainMachine
from unspool.engine.tape import Tape, tape_for
from unspool.gradients.complex_step import H
from unspool.gradients.work import finished
from unspool.recurrence import Node, Ref

Rows = dict[tuple[int, int], Array]
TURN = 64  # steps after which others may go on


def copy_derivatives(case: Case, parameter: str, step: int, direction: Array) -> Array:
    """∂E_t/∂W(step) along a direction of W's shape, for every t: (T,)."""
    return np.asarray(finished(moved_losses(case, parameter, step)(direction, H * 1j)).imag / H)


def moved_losses(case: Case, parameter: str, step: int) -> Callable[[Array, complex], Generator[None, None, Array]]:
    """E_t for every t, (T,), where the copy of one step is moved along a direction by so much; in turns."""
    program = program_for(case)
    tape, loss = tape_for(case, program), program.folded.loss
    assert loss is not None
    is_cut = any(node.op == "detach" for node in program.folded.graph)
    held: Rows | None = None

    def ran(own: Array) -> Generator[None, None, _Untied]:
        machine = _Untied(program, tape, parameter, step, own, held)
        for number, sweep in enumerate(machine.sweeps("forward")):
            for begun in range(0, tape.T, TURN):
                count = min(TURN, tape.T - begun)
                first = begun + 1 if sweep.direction > 0 else tape.T - begun - count + 1
                machine.run("forward", number, first, first + count - 1)
                yield
        return machine

    def losses(direction: Array, by: complex) -> Generator[None, None, Array]:
        nonlocal held
        if is_cut and held is None:
            held = (yield from ran(tape.parameters[parameter])).passed
        machine = yield from ran(tape.parameters[parameter] + by * direction)
        return np.asarray(machine.array(loss.node)[..., 0])

    return losses


class _Untied(PlainMachine):
    """``held``: what passes the detached edges, by node and step; None: it is found out, in ``passed``."""

    def __init__(
        self, program: Program, tape: Tape, parameter: str, step: int, own: Array, held: Rows | None = None
    ) -> None:
        super().__init__(program, tape)
        self.parameter, self.step, self.own, self.held = parameter, step, own, held
        self.passed: Rows = {}
        self.now = 0

    def _value(self, node: Node, t: int) -> Array:
        self.now = t
        if node.op == "detach":
            mask, value = (self._read(ref, t) for ref in node.args)
            self.passed[node.id, t] = value
            return value if self.held is None else np.where(mask != 0, self.held[node.id, t], value)
        return super()._value(node, t)

    def _matrix(self, ref: Ref) -> Array:
        own = self.now == self.step and self.program.graph.nodes[ref.node].key == self.parameter
        return self.own if own else super()._matrix(ref)

    def _read(self, ref: Ref, t: int) -> Array:
        node = self.program.graph.nodes[ref.node]
        if node.op == "parameter" and node.key == self.parameter and t == self.step:
            return np.atleast_1d(self.own)
        return super()._read(ref, t)
