"""A run as numbered messages: the plan, forward blocks, the loss, backward blocks, the parameter gradients.

Each is computed when it is asked for, and message n of a spec is always the same, byte for byte, so a reader
that was cut off asks for what comes after the last one it has. docs/doors.md says what each carries.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool.documents.canonical import spec_hash
from unspool.documents.encode import number
from unspool.documents.grouping import at_once, blocks
from unspool.documents.spec import Spec
from unspool.engine import Block, Run, norm
from unspool.gradients import shares

Head = dict[str, Any]
Tensors = Mapping[str, NDArray[Any]]
Sweeps = list[dict[str, Any]]  # of a plan: their direction and names


@dataclass(frozen=True)
class Message:
    """``head`` is plain data that begins with n; ``tensors`` are float64, or uint8 for masks."""

    n: int
    head: Head
    tensors: Tensors


def messages(spec: Spec, run: Run, after: int = -1) -> Iterator[Message | None]:
    """Every message with n > ``after``; None in place of one that was computed but is not wanted."""
    for n, written in enumerate(_parts(spec, run)):
        if n > after:
            head, tensors = written()
            yield Message(n, {"n": n, **head}, tensors)
        else:
            yield None


def _parts(spec: Spec, run: Run) -> Iterator[Callable[[], tuple[Head, Tensors]]]:
    """What each message is written by, once its block is computed."""
    plan, units = run.plan, sum(run.sizes.values())
    forward, backward = plan["sweeps"], plan["backward_sweeps"]
    there, back = (_blocks(run, sweeps, len(forward) + len(backward)) for sweeps in (forward, backward))
    count = sum(map(len, there)) + sum(map(len, back)) + 2 + (plan["loss"] is not None)
    yield partial(_plan, spec, run, plan, count)
    for block in _covered(run.forward(at_once(units)), forward, there):
        yield partial(_forward, run, forward[block.sweep]["nodes"], block)
    if plan["loss"] is not None:
        yield partial(_loss, run)
    for block in _covered(run.backward(at_once(units)), backward, back):
        yield partial(_backward, run, backward[block.sweep]["nodes"], block)
    yield partial(_gradients, run, plan["loss"] is not None)


def _blocks(run: Run, sweeps: Sweeps, of_run: int) -> list[deque[Block]]:
    """Every sweep's messages in its own order; a sweep without a name to show has none."""
    sizes = run.sizes
    found = []
    for k, sweep in enumerate(sweeps):
        lengths = blocks(run.T, of_run, 8 * sum(sizes[name] + 1 for name in sweep["nodes"])) if sweep["nodes"] else []
        ends = list(accumulate(lengths, initial=0))
        rising = [Block(k, first + 1, last) for first, last in pairwise(ends)]
        falling = [Block(k, run.T + 1 - block.last, run.T + 1 - block.first) for block in rising]
        found.append(deque(rising if sweep["direction"] > 0 else falling))
    return found


def _covered(computed: Iterator[Block], sweeps: Sweeps, wanted: list[deque[Block]]) -> Iterator[Block]:
    """Each message's block, as soon as what was computed reaches its end."""
    for done in computed:
        queue, rises = wanted[done.sweep], sweeps[done.sweep]["direction"] > 0
        while queue and (queue[0].last <= done.last if rises else queue[0].first >= done.first):
            yield queue.popleft()


def _plan(spec: Spec, run: Run, plan: Head, count: int) -> tuple[Head, Tensors]:
    document, case = spec.document, spec.case
    head = {
        "kind": "plan",
        "messages": count,
        "spec_hash": spec_hash(spec),
        "net": {
            "name": spec.entry.name if spec.entry else None,
            "title": spec.entry.title if spec.entry else None,
            "text": case.net.text,
        },
        "tokens": document.tokens,
        "target_tokens": document.targets if spec.spelled else None,
        "vocabulary": spec.vocabulary,
        "changes": document.changes,
        **plan,
    }
    tensors: dict[str, NDArray[Any]] = {f"parameters/{name}": value for name, value in run.parameters.items()}
    tensors |= {f"initial/{name}": rows for name, rows in _initial(run).items()}
    if plan["input"] is not None:
        tensors["inputs"] = _rows(case.inputs, case.T, plan["input"]["size"])
        tensors["input_present"] = spec.inputs.present.astype(np.uint8)
    if plan["target"] is not None:
        tensors["targets"] = _rows(case.targets, case.T, plan["target"]["size"])
        absent = np.zeros(case.T) if case.present is None else case.present
        tensors["target_present"] = absent.astype(np.uint8)
    return head, tensors


def _initial(run: Run) -> dict[str, NDArray[Any]]:
    """name -> rows h(0), h(−1), … (after the end: h(T + 1), …) of what is read with a delay."""
    graph = run.program.folded.graph
    names = {node.id: node.name or node.key for node in graph if node.name or node.op in ("input", "target")}
    return {names[node]: rows for node, rows in run.tape.edges.items() if node in names}


def _rows(given: NDArray[Any] | None, steps: int, size: int) -> NDArray[Any]:
    return np.zeros((steps, size)) if given is None else given


def _forward(run: Run, names: list[str], block: Block) -> tuple[Head, Tensors]:
    values = run.values
    return {"kind": "forward", **block._asdict()}, {f"values/{name}": _cut(values[name], block) for name in names}


def _loss(run: Run) -> tuple[Head, Tensors]:
    has = np.array([loss is not None for loss in run.losses], dtype=np.uint8)
    rows = np.array([0.0 if loss is None else loss for loss in run.losses])
    return {"kind": "loss", "loss": number(run.loss)}, {"losses": rows, "has_loss": has}


def _backward(run: Run, names: list[str], block: Block) -> tuple[Head, Tensors]:
    grads = run.grads
    rows = {name: _cut(grads[name], block) for name in names}
    tensors = {f"grads/{name}": row for name, row in rows.items()}
    tensors |= {f"norms/{name}": norm(row) for name, row in rows.items()}
    return {"kind": "backward", **block._asdict()}, tensors


def _gradients(run: Run, loss: bool) -> tuple[Head, Tensors]:
    if not loss:
        return {"kind": "gradients", "first_nonfinite": run.first_nonfinite, "last": True}, {}
    grads = run.parameter_grads
    tensors = {f"parameter_grads/{name}": value for name, value in grads.items()}
    tensors |= {f"initial_grads/{name}": rows for name, rows in run.initial_grads.items()}
    for name, (along, size) in shares(run, grads).items():
        tensors |= {f"shares/{name}": along, f"share_norms/{name}": size}
    return {"kind": "gradients", "first_nonfinite": run.first_nonfinite, "last": True}, tensors


def _cut(rows: NDArray[Any], block: Block) -> NDArray[Any]:
    return rows[block.first - 1 : block.last]
