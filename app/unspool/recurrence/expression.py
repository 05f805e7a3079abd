"""What one side of an equation is: numbers, names at a step, and operations on them."""

from __future__ import annotations

from dataclasses import dataclass

from unspool.recurrence.mistake import Place


@dataclass(frozen=True)
class Number:
    """A number that stands in the text."""

    value: float
    place: Place


@dataclass(frozen=True)
class Name:
    """A name at this step (shift 0), earlier (h[t-1]: -1) or later (g[t+1]: +1)."""

    name: str
    shift: int
    place: Place


@dataclass(frozen=True)
class Call:
    """An operation of the table on its operands; ``+`` takes any number of them."""

    operation: str
    operands: tuple[Expression, ...]
    place: Place


Expression = Number | Name | Call


@dataclass(frozen=True)
class Equation:
    """``name = expression``; ``text`` is the line as it was written."""

    name: str
    expression: Expression
    place: Place
    text: str


def leaves(expression: Expression) -> list[Name]:
    """Every name that the expression reads, from left to right."""
    found: list[Name] = []
    rest = [expression]
    while rest:
        top = rest.pop()
        if isinstance(top, Name):
            found.append(top)
        elif isinstance(top, Call):
            rest.extend(reversed(top.operands))
    return found


def depth(expression: Expression) -> int:
    """How many operations lie one in the other."""
    deepest = 0
    rest = [(expression, 0)]
    while rest:
        top, level = rest.pop()
        deepest = max(deepest, level)
        if isinstance(top, Call):
            rest.extend((operand, level + 1) for operand in top.operands)
    return deepest
