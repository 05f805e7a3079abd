"""A run as numbered messages: the plan, forward blocks, the loss, backward blocks, the parameter gradients.

Each is computed when it is asked for, and message n of a spec is always the same, byte for byte, so a reader
that was cut off asks for what comes after the last one it has. docs/doors.md says what each carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool.documents.canonical import spec_hash
from unspool.documents.encode import number
from unspool.documents.grouping import blocks
from unspool.documents.spec import Spec
from unspool.engine import Block, Run, norm
from unspool.recurrence import library

Tensors = Mapping[str, NDArray[Any]]
Sweeps = list[dict[str, Any]]  # of a plan: direction and names


@dataclass(frozen=True)
class Message:
    """``head`` is plain data that begins with n; ``tensors`` are float64, or uint8 for masks."""

    n: int
    head: dict[str, Any]
    tensors: Tensors


def messages(spec: Spec, run: Run, after: int = -1) -> Iterator[Message | None]:
    """Every message with n > ``after``; None in place of one that was computed but is not wanted."""
    for n, (head, tensors) in enumerate(_told(spec, run)):
        yield Message(n, {"n": n, **head()}, tensors()) if n > after else None


Part = tuple[Callable[[], dict[str, Any]], Callable[[], Tensors]]


def _told(spec: Spec, run: Run) -> Iterator[Part]:
    """The parts of a run, each to be written down before the next is asked for, or skipped."""
    plan = run.plan
    forward, backward = plan["sweeps"], plan["backward_sweeps"]
    lengths = [_lengths(run, sweeps, len(forward) + len(backward)) for sweeps in (forward, backward)]
    count = sum(len(of_sweep) for way in lengths for of_sweep in way if of_sweep) + 2 + (plan["loss"] is not None)
    yield lambda: _plan(spec, plan, count), lambda: _given(spec, run, plan)
    for block in run.forward(_flat(lengths[0])):
        if forward[block.sweep]["nodes"]:
            yield lambda b=block: _head("forward", b), lambda b=block: _values(run, forward, b)
    if plan["loss"] is not None:
        yield lambda: {"kind": "loss", "loss": number(run.loss)}, lambda: _losses(run)
    for block in run.backward(_flat(lengths[1])):
        if backward[block.sweep]["nodes"]:
            yield lambda b=block: _head("backward", b), lambda b=block: _grads(run, backward, b)
    yield lambda: {"kind": "gradients", "first_nonfinite": run.first_nonfinite, "last": True}, lambda: _gradients(run)


def _lengths(run: Run, sweeps: Sweeps, of_run: int) -> list[list[int]]:
    """The blocks of each sweep; one that shows no name is one block, and no message."""
    sizes = run.sizes
    return [blocks(run.T, of_run, 8 * sum(sizes[name] + 1 for name in sweep["nodes"])) for sweep in sweeps]


def _flat(lengths: list[list[int]]) -> Callable[[int], int]:
    return [length for of_sweep in lengths for length in of_sweep].__getitem__
