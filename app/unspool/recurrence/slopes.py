"""The functions of one number as curves: their value at any point, and their slope, from the table of operations.

value("tanh", a)    slope("tanh", a)     1 - v * v, with v the value at a
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool.recurrence.expression import Expression, Name, Number
from unspool.recurrence.operations import BY_NAME, FUNCTIONS, known
from unspool.recurrence.syntax import expression

Numbers = NDArray[Any]

ONE_NUMBER = tuple(name for name in FUNCTIONS if BY_NAME[name].arity == 1 and len(BY_NAME[name].derivative) == 1)


def value(function: str, a: Numbers) -> Numbers:
    """The function at each of the numbers; not finite where it has no value."""
    with np.errstate(all="ignore"):
        return np.asarray(BY_NAME[function].value(a))


def slope(function: str, a: Numbers) -> Numbers:
    """Its derivative at each of them."""
    bindings = {"a": a, "v": value(function, a)}
    with np.errstate(all="ignore"):
        found = evaluated(expression(BY_NAME[function].derivative[0], known), bindings)
    return np.broadcast_to(found, np.shape(a))


def evaluated(text: Expression, bindings: dict[str, Numbers]) -> Numbers:
    """A text of the table with numbers for its letters."""
    if isinstance(text, Number):
        return np.asarray(text.value)
    if isinstance(text, Name):
        return bindings[text.name]
    return np.asarray(BY_NAME[text.operation].value(*(evaluated(part, bindings) for part in text.operands)))
