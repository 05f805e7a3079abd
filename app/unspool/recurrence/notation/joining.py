"""Sums of products that a notation may write as one matrix times a joined vector: W [h, x] for W_h h + W_x x."""

from __future__ import annotations

from collections.abc import Iterator

from unspool.recurrence.expression import Call, Equation, Expression
from unspool.recurrence.net import Net
from unspool.recurrence.typeset import matrix_of
from unspool.recurrence.uses import uses


def joinable(net: Net, equation: Equation) -> Iterator[tuple[str, ...]]:
    """The matrices of every sum that has products of the past and of something else; the past's first."""
    rest: list[Expression] = [equation.expression]
    while rest:
        top = rest.pop()
        if not isinstance(top, Call):
            continue
        rest.extend(top.operands)
        known = [name for operand in top.operands if (name := matrix_of(operand)) in uses(net)]
        late = [name for name in known if uses(net)[name].kind == "recurrent"]
        now = [name for name in known if uses(net)[name].kind == "input"]
        if top.operation == "add" and late and len(late) + len(now) > 1:
            yield (*late, *now)
