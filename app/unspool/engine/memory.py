"""What a run will hold in memory, from its program alone: told before anything of it is allocated."""

from __future__ import annotations

from dataclasses import dataclass

from unspool.engine.case import Case
from unspool.engine.code import code_for
from unspool.engine.program import Program, program_for
from unspool.engine.workspace import VIEWS_OF_A_STEP, rows_of


@dataclass(frozen=True)
class Memory:
    """Bytes. ``trace``: every name's value and gradient at every step. ``run``: the buffers it is computed in, and
    what keeps the places of a step in them."""

    trace: int
    run: int


def memory(case: Case, *, seeds: tuple[str, ...] = (), inputs: bool = False, many: int = 1) -> Memory:
    """Raises Mistake where the case cannot be made into a program; compiles it if it is new, as a run would.

    ``many``: how many seeds go back at once; what differs between them is held once for each.
    """
    program = program_for(case, seeds, inputs)
    batch = next((len(rows) for rows in (case.inputs, case.targets) if rows is not None and rows.ndim == 3), 1)
    buffers = code_for(program).layout.buffers
    cells = sum(rows_of(buffer, case.T) * buffer.width for buffer in buffers)
    if many > 1:  # beside the buffers of the forward pass, which are copied
        cells += sum(rows_of(buffer, case.T) * buffer.width * (many if buffer.wide else 1) for buffer in buffers)
    return Memory(trace_bytes(program, case.T) * batch, 8 * batch * cells + VIEWS_OF_A_STEP * case.T)


def trace_bytes(program: Program, T: int) -> int:
    """How large the trace of one sequence is."""
    return 16 * T * sum(program.node_sizes[node] for node in program.folded.graph.named.values())
