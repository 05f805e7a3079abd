"""How much one spec may ask for. Every refusal names the limit and what was asked."""

from __future__ import annotations

from unspool.documents.refusal import SpecError

STEPS = 10_000
UNITS = 4_096  # of one name
TRACE_BYTES = 512 * 2**20  # values, gradients and parameters of one run
RUN_BYTES = 3 * TRACE_BYTES  # the buffers it is computed in: what no name stands for as well
NET_CHARACTERS = 20_000
BODY_BYTES = 32 * 2**20  # a spec on the wire
VOCABULARY = 4_096
CHANGES = 1_000


def within(asked: int, limit: int, place: str, what: str) -> None:
    """Refuse more than ``limit`` of something."""
    if asked > limit:
        raise SpecError(f"{place}: {asked:,} {what} are more than the limit of {limit:,}")


def memory_within(trace: int, run: int, steps: int) -> None:
    """Refuse a run that would not fit; asked before anything of it is allocated."""
    if trace > TRACE_BYTES:
        raise SpecError(
            f"this run of {steps:,} steps would keep a trace of {_megabytes(trace)}, "
            f"more than the limit of {_megabytes(TRACE_BYTES)}: give it fewer steps or fewer units"
        )
    if run > RUN_BYTES:
        raise SpecError(
            f"this run of {steps:,} steps would take {_megabytes(run)} to compute, "
            f"more than the limit of {_megabytes(RUN_BYTES)}: give it fewer steps, fewer units or fewer operations"
        )


def question_within(asked: int) -> None:
    """Refuse a question whose answer would not fit; asked before anything of it is allocated."""
    if asked > TRACE_BYTES:
        raise SpecError(
            f"answering this would take {_megabytes(asked)}, more than the limit of {_megabytes(TRACE_BYTES)}: "
            "ask for a smaller window, or give the run fewer steps or fewer units"
        )


def body_too_large(asked: int | None) -> str:
    """The sentence for a spec that is too long to be read; ``asked`` is None where only the excess is known."""
    found = f"is {_megabytes(asked)}" if asked is not None else "is longer"
    return f"the spec {found}; the limit is {_megabytes(BODY_BYTES)}"


def _megabytes(amount: int) -> str:
    return f"{amount / 2**20:,.1f} MB"
