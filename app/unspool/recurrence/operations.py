"""The table of operations: one row each, its value, its derivative, its shape and how it is written.

A derivative is a text in the recurrence language: ``v`` is the result, ``a b c d`` the operands.
``derivative`` holds, per operand, the factor ∂v/∂operand of an operation that works unit by unit;
``pull`` holds, for the others, what comes back to each operand when ``g`` comes back to the result.
An empty text: nothing comes back. Texts stay true where the function saturates: σ′ is σ(a) σ(−a).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from unspool.recurrence import functions as f
from unspool.recurrence.mistake import Mistake, Place


@dataclass(frozen=True)
class Operation:
    """One row. ``shape`` is units (unit by unit), scalar (one number a step), whole, join or matmul."""

    name: str
    value: Callable[..., Any]
    arity: int  # -1: two or more
    derivative: tuple[str, ...] = ()
    pull: tuple[str, ...] = ()
    largest_derivative: float | None = None  # of ∂v/∂a over all a; None: there is no such bound
    shape: str = "units"
    tex: str = ""  # {a}, {b} are the operands; of a loss their unit k
    chalk: str = ""  # the same with single numbers put in, where that is written differently
    term: str = ""  # of an operation over all units: what one unit adds, with numbers put in
    around: str = ""  # what stands around these: {sum} of the {count} terms, {terms} one below the other
    offered: bool = True  # people may write it; the others arise in derivatives and stable forms
    hidden: int = 0  # operands that the text does not show (the mask of a loss)
    range: str = "any"
    about: str = ""
    binds: int = field(default=9)  # precedence of its TeX: 0 choice, 1 sum, 2 product, 9 closed


def _function(name: str) -> str:
    return rf"\operatorname{{{{{name}}}}}\left({{a}}\right)"


# fmt: off
TABLE: tuple[Operation, ...] = (
    # operators
    Operation("add", np.add, -1, ("1", "1"), tex="{a} + {b}", binds=1, largest_derivative=1.0),
    Operation("subtract", np.subtract, 2, ("1", "-1"), tex="{a} - {b}", binds=1, largest_derivative=1.0),
    Operation("negative", np.negative, 1, ("-1",), tex="-{a}", binds=1, largest_derivative=1.0),
    Operation("multiply", np.multiply, 2, ("b", "a"), tex=r"{a} \odot {b}", chalk=r"{a} \cdot {b}",
              binds=2),
    Operation("divide", np.divide, 2, ("1 / b", "-v / b"), tex=r"\frac{{{a}}}{{{b}}}"),
    Operation("matmul", np.matmul, 2, shape="matmul", tex="{a} {b}", chalk=r"{a} \cdot {b}", binds=2),
    Operation("join", np.concatenate, -1, shape="join", tex=r"\left[{a};\, {b}\right]"),
    Operation("choose", f.choose, 3, pull=("", "only(a, g)", "unless(a, g)"),
              tex=r"{b} \text{{ if }} {a} \text{{ else }} {c}", binds=0),
    # functions, unit by unit
    Operation("sigmoid", f.sigmoid, 1, ("v * sigmoid(-a)",), tex=r"\sigma\left({a}\right)", largest_derivative=0.25,
              range="unit", about="1 / (1 + e^-a)"),
    Operation("tanh", np.tanh, 1, ("1 - v * v",), tex=r"\tanh\left({a}\right)", largest_derivative=1.0,
              range="signed", about="hyperbolic tangent"),
    Operation("relu", f.relu, 1, ("step(a)",), tex=_function("relu"), largest_derivative=1.0, range="positive",
              about="max(a, 0)"),
    Operation("leaky_relu", f.leaky_relu, 1, ("0.01 + 0.99 * step(a)",), tex=_function("leaky\\_relu"),
              largest_derivative=1.0, about="a where positive, else a / 100"),
    Operation("softplus", f.softplus, 1, ("sigmoid(a)",), tex=_function("softplus"), largest_derivative=1.0,
              range="positive", about="ln(1 + e^a)"),
    Operation("exp", np.exp, 1, ("v",), tex=r"\exp\left({a}\right)", range="positive", about="e^a"),
    Operation("log", np.log, 1, ("1 / a",), tex=r"\ln\left({a}\right)", about="natural logarithm"),
    Operation("sqrt", np.sqrt, 1, ("0.5 / v",), tex=r"\sqrt{{{a}}}", range="positive", about="square root"),
    Operation("square", np.square, 1, ("2 * a",), tex=r"\left({a}\right)^2", range="positive", about="a * a"),
    Operation("abs", f.absolute, 1, ("sign(a)",), tex=r"\left|{a}\right|", largest_derivative=1.0, range="positive",
              about="absolute value"),
    Operation("sin", np.sin, 1, ("cos(a)",), tex=r"\sin\left({a}\right)", largest_derivative=1.0, range="signed",
              about="sine"),
    Operation("cos", np.cos, 1, ("-sin(a)",), tex=r"\cos\left({a}\right)", largest_derivative=1.0, range="signed",
              about="cosine"),
    Operation("maximum", f.maximum, 2, ("1 - step(b - a)", "step(b - a)"), tex=r"\max\left({a}, {b}\right)",
              largest_derivative=1.0, about="the larger of two, unit by unit"),
    Operation("minimum", f.minimum, 2, ("step(b - a)", "1 - step(b - a)"), tex=r"\min\left({a}, {b}\right)",
              largest_derivative=1.0, about="the smaller of two, unit by unit"),
    # functions of all units
    Operation("softmax", f.softmax, 1, pull=("v * (g - sum(v * g))",), tex=r"\operatorname{{softmax}}\left({a}\right)",
              term="e^{{{a}}}", around=r"{terms} \big/ {sum}", largest_derivative=0.5, range="probability",
              about="e^a / sum of e^a"),
    Operation("sum", f.total, 1, pull=("spread(g, a)",), shape="scalar", tex=r"\sum {a}", term="{a}", around="{sum}",
              binds=1, about="sum of the units"),
    Operation("mean", f.mean, 1, pull=("spread(g, a) * mean_share(a)",), shape="scalar", tex=_function("mean"),
              term="{a}", around=r"\tfrac{{1}}{{{count}}} \cdot {sum}",
              about="mean of the units"),
    # losses: one number a step, 0 where the mask (c) says that the step has no target
    Operation("cross_entropy", f.cross_entropy, 2, pull=("only(c, -g * quotient(b, a))", "only(c, -g * log(a))"),
              shape="scalar", hidden=1, tex=r"-\sum {b} \ln {a}",
              term=r"{b} \cdot \ln {a}", around="-{sum}", about="-sum of y ln p"),
    Operation("squared_error", f.squared_error, 2, pull=("only(c, g * (a - b))", "only(c, g * (b - a))"),
              shape="scalar", hidden=1, tex=r"\tfrac12 \sum \left({a} - {b}\right)^2",
              term=r"\left({a} - {b}\right)^2", around=r"\tfrac12 \cdot {sum}",
              about="half the sum of (a - b)^2"),
    Operation("binary_cross_entropy", f.binary_cross_entropy, 2,
              pull=("only(c, g * (quotient(1 - b, 1 - a) - quotient(b, a)))", "only(c, g * (log(1 - a) - log(a)))"),
              shape="scalar", hidden=1, tex=r"-\sum \left[{b} \ln {a} + (1 - {b}) \ln (1 - {a})\right]",
              term=r"{b} \cdot \ln {a} + (1 - {b}) \cdot \ln (1 - {a})", around="-{sum}",
              about="-sum of y ln p + (1-y) ln(1-p)"),
    # what arises: in derivatives, stable forms and changes
    Operation("softmax_cross_entropy", f.softmax_cross_entropy, 4,
              pull=("only(c, g * (d * sum(b) - b))", "only(c, -g * log_softmax(a))"),
              shape="scalar", offered=False, tex=r"-\sum {b} \ln {d}", term=r"{b} \cdot \ln {d}", around="-{sum}"),
    Operation("sigmoid_binary_cross_entropy", f.sigmoid_binary_cross_entropy, 4,
              pull=("only(c, g * (d - b))", "only(c, -g * a)"),
              shape="scalar", offered=False,
              tex=r"-\sum \left[{b} \ln {d} + (1 - {b}) \ln (1 - {d})\right]",
              term=r"{b} \cdot \ln {d} + (1 - {b}) \cdot \ln (1 - {d})", around="-{sum}"),
    Operation("detach", f.detach, 2, offered=False, pull=("", "unless(a, g)"), tex="{b}"),
    Operation("same", np.positive, 1, ("1",), offered=False, tex="{a}", largest_derivative=1.0),
    Operation("step", f.step, 1, offered=False, tex=r"\left[{a} > 0\right]"),
    Operation("sign", f.sign, 1, offered=False, tex=_function("sign")),
    Operation("quotient", f.quotient, 2, offered=False, tex=r"\frac{{{a}}}{{{b}}}"),
    Operation("only", f.only, 2, pull=("", "only(a, g)"), offered=False, tex=r"{b} \text{{ if }} {a}"),
    Operation("unless", f.unless, 2, pull=("", "unless(a, g)"), offered=False, tex=r"{b} \text{{ unless }} {a}"),
    Operation("log_softmax", f.log_softmax, 1, shape="whole", offered=False,
              tex=r"\ln \operatorname{{softmax}}\left({a}\right)"),
    Operation("spread", f.spread, 2, offered=False, tex="{a}"),
    Operation("mean_share", f.mean_share, 1, offered=False, tex=r"\tfrac{{1}}{{n}}"),
)
# fmt: on
BY_NAME = {row.name: row for row in TABLE}
OPERATORS = ("add", "subtract", "negative", "multiply", "divide", "matmul", "join", "choose")
FUNCTIONS = tuple(row.name for row in TABLE if row.offered and row.name not in OPERATORS)
LOSSES = tuple(row.name for row in TABLE if row.hidden)


def offered(function: str, count: int, place: Place) -> str:
    """The operation that a text calls ``function`` with ``count`` operands."""
    if function not in FUNCTIONS:
        near = difflib.get_close_matches(function, FUNCTIONS, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(FUNCTIONS)}"
        raise Mistake(f"there is no function {function}: {hint}", place)
    needed = BY_NAME[function].arity
    if count != needed:
        raise Mistake(f"{function} takes {needed} operand{'s' * (needed > 1)} but has {count}", place)
    return function


def known(function: str, count: int, place: Place) -> str:
    """As ``offered``, for the texts of the table itself."""
    del count, place
    return BY_NAME[function].name
