"""Every row of the table of operations: its value where one knows it, its derivative by every operand.

Each is placed between a parameter and the loss, so that what is checked is what a net would get, at mild
points and at points where it saturates.
"""

import math
import re
from functools import cache

import numpy as np
import pytest
from cases import MACHINES, Case, disagreements, drawn

from unspool import engine, gradients
from unspool.recurrence.operations import BY_NAME, TABLE

MILD = [-1.3, -0.2, 0.4, 2.1]
FAR = [-1000.0, -40.0, -20.0, 20.0, 40.0, 1000.0]
POSITIVE = [0.05, 0.5, 1.0, 3.0, 1e3]

# name -> (value, points): unit by unit, one operand
UNARY = {
    "sigmoid": (lambda a: 1 / (1 + math.exp(-a)) if a > -700 else math.exp(max(a, -745.2)) * (a > -745), MILD + FAR),
    "tanh": (math.tanh, MILD + FAR),
    "relu": (lambda a: max(a, 0.0), MILD + FAR),
    "leaky_relu": (lambda a: a if a > 0 else a / 100, MILD + FAR),
    "softplus": (lambda a: max(a, 0) + math.log1p(math.exp(-abs(a))), [*MILD, 0.0, *FAR]),
    "exp": (math.exp, [*MILD, -1000.0, -40.0, 40.0]),
    "log": (math.log, POSITIVE),
    "sqrt": (math.sqrt, POSITIVE),
    "square": (lambda a: a * a, [*MILD, 0.0, 40.0]),
    "abs": (abs, [*MILD, 0.0, 40.0]),
    "sin": (math.sin, [*MILD, 0.0, 40.0]),
    "cos": (math.cos, [*MILD, 0.0, 40.0]),
    "negative": (lambda a: -a, MILD),
}
EXACT = ("sigmoid", "softplus", "exp", "log", "sqrt", "relu", "square")  # derivatives true however small they are
BINARY = {
    "add": (lambda a, b: a + b, "({a} + {b})"),
    "subtract": (lambda a, b: a - b, "({a} - {b})"),
    "multiply": (lambda a, b: a * b, "{a} * {b}"),
    "divide": (lambda a, b: a / b, "{a} / {b}"),
    "maximum": (max, "maximum({a}, {b})"),
    "minimum": (min, "minimum({a}, {b})"),
}
WHOLE = {"softmax", "sum", "mean", "matmul", "join", "choose"}
LOSSES = {"cross_entropy", "squared_error", "binary_cross_entropy"}


def case_for(text: str, **parameters) -> Case:
    """Three steps without input; all that counts comes from the parameters, weighted by w."""
    size = len(parameters.get("a", MILD))
    return drawn(
        text,
        3,
        y=size,
        units=2 * size if "[" in text.partition("v =")[2] else size,
        parameters={"w": np.linspace(0.5, 1.5, size), **parameters},
    )


def assert_exact(case: Case, relative: float = 1e-9, floor: float = 1e-12) -> dict:
    """Both machines against complex step and, where they can tell, central differences."""
    exact = gradients.derivatives(case, plain=True)
    for plain in MACHINES.values():
        found = gradients.backward(case, plain=plain)
        assert disagreements(found, exact, relative, floor) == []
    for entry in gradients.entries(case, ("parameters",)):
        estimate = gradients.difference(case, entry)
        if not estimate.too_small:
            assert exact["parameters"][entry.name][entry.at] == pytest.approx(estimate.value, rel=1e-5, abs=1e-6), entry
    return exact


def test_every_operation_that_a_text_can_write_is_checked_here() -> None:
    assert {row.name for row in TABLE if row.offered} == {*UNARY, *BINARY, *WHOLE, *LOSSES}


@pytest.mark.parametrize("name", UNARY)
def test_a_function_has_its_value_and_its_derivative(name: str) -> None:
    value, points = UNARY[name]
    call = "-u" if name == "negative" else f"{name}(u)"
    case = case_for(f"u = a * 1\nv = {call}\nloss = sum(w * v)", a=points)
    for plain in MACHINES.values():
        found = engine.trace(case, plain=plain).values["v"][2]
        np.testing.assert_allclose(found, [value(a) for a in points], rtol=3e-16 * 8, atol=0)
    assert_exact(case, floor=0.0 if name in EXACT else 1e-12)


@pytest.mark.parametrize("name", [row.name for row in TABLE if row.largest_derivative and row.name in UNARY])
def test_the_largest_derivative_is_a_bound_and_is_reached(name: str) -> None:
    points = np.concatenate([np.linspace(-40, 40, 321), [0.0, math.pi / 2]])
    call = "-u" if name == "negative" else f"{name}(u)"
    case = case_for(f"u = a * 1\nv = {call}\nloss = sum(v)", a=points)
    slopes = np.abs(engine.trace(case).grads["u"])
    largest = BY_NAME[name].largest_derivative
    assert slopes.max() <= largest * (1 + 1e-12)
    assert slopes.max() >= largest * (1 - 1e-9)


def test_softmax_stretches_by_half_at_most() -> None:
    p = engine.trace(case_for("u = a * 1\nv = softmax(u)\nloss = sum(v)", a=[0.3, 0.3])).values["v"][0]
    jacobian = np.diag(p) - np.outer(p, p)
    assert np.linalg.norm(jacobian, 2) == pytest.approx(BY_NAME["softmax"].largest_derivative)


@pytest.mark.parametrize("kinds", ["ab", "aB", "Ab", "AB", "aa", "nb", "an"])
@pytest.mark.parametrize("name", BINARY)
def test_an_operator_has_its_value_and_both_derivatives(name: str, kinds: str) -> None:
    """a, b vectors; A, B numbers that meet vectors; n a number in the text; aa: one operand twice."""
    value, template = BINARY[name]
    if kinds == "aa" and name in ("maximum", "minimum"):
        return  # where both are equal there is a corner
    spelled = {"a": "u", "b": "r", "A": "S", "B": "S", "n": "2.5"}
    lines = [
        f"{name} = {source} * 1\n"
        for name, source in (("u", "a"), ("r", "b"))
        if name in (spelled[kind] for kind in kinds)
    ]
    text = f"{''.join(lines)}v = {template.format(a=spelled[kinds[0]], b=spelled[kinds[1]])}\nloss = sum(w * v)"
    numbers = {"a": MILD, "b": [0.7, -1.1, 2.0, 0.3], "S": 0.6}
    case = case_for(text, **numbers, **({"w": 0.5} if kinds == "AB" else {}))
    sides = [
        {"a": numbers["a"], "b": numbers["b"], "A": [0.6] * 4, "B": [0.6] * 4, "n": [2.5] * 4}[kind] for kind in kinds
    ]
    if kinds == "aa":
        sides = [MILD, MILD]
    expected = [value(a, b) for a, b in zip(*sides, strict=True)]
    for plain in MACHINES.values():
        found = engine.trace(case, plain=plain).values["v"][1]
        np.testing.assert_allclose(np.broadcast_to(found, 4), expected, rtol=1e-15)
    assert_exact(case)


@pytest.mark.parametrize(
    "text",
    [
        "v = a + b + a + 3 + b",
        "v = a * b * a * b",
        "v = a - b - (a - b * 3)",
        "v = a / b / a",
        "v = [a, b]",
        "v = [a, [b, a], a]",
        "v = softmax(a + b) * a",
        "v = softmax(softmax(a))",
        "v = sum(a) * b",
        "v = mean(a * b) * a",
        "v = sum(sum(a) * b) + a",
        "v = mean(mean(a)) * b",
        "v = W @ a",
        "v = W @ (a * W @ b)",
        "v = [W @ a, b] * [a, W @ b]",
        "v = a if early else b",
        "v = (a if early else b) * (b if late else a if early else b * b)",
        "v = exp(sum(log(square(a)))) * b",
    ],
)
def test_operations_of_all_units_and_their_chains_have_exact_derivatives(text: str) -> None:
    text = re.sub(r"\ba\b", "s", text)
    case = case_for(
        f"s = 0.3 * s[t-1] + a * c\n{text}\nloss = sum(square(v))",
        b=[0.7, -1.1, 2.0, 0.3],
        c=[1.0, 0.5, -0.5, 1.5],
        a=MILD,
    )
    assert_exact(case)


@cache
def loss_case(name: str, first: str) -> Case:
    text = f"u = a * (1 + 0.1 * s)\ns = 0.5 * s[t-1] + b\nv = {first}\nloss = {name}(v, y)"
    return drawn(text, 4, y=3, parameters={"a": [0.4, -0.3, 1.2], "b": [0.3, -0.2, 0.1]}, missing=(2,))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("cross_entropy", "exp(u)"),
        ("cross_entropy", "sigmoid(u)"),
        ("cross_entropy", "softmax(u)"),
        ("binary_cross_entropy", "sigmoid(0.5 * u) * 0.9"),
        ("binary_cross_entropy", "sigmoid(u)"),
        ("squared_error", "u"),
        ("binary_cross_entropy", "softmax(u)"),
        ("squared_error", "softmax(u)"),
        ("squared_error", "sum(u)"),
    ],
)
def test_a_loss_has_exact_derivatives_by_the_output_and_by_the_target(name: str, first: str) -> None:
    case = loss_case(name, first)
    exact = assert_exact(case)
    assert (np.abs(exact["targets"]["y"][[0, 2, 3]]) > 1e-6).any()
    assert not exact["targets"]["y"][1].any()  # step 2 has no target, so no loss
    p, y = engine.trace(case).values["v"], case.targets
    by_hand = {
        "cross_entropy": lambda: -(y * np.log(p)).sum(axis=1),
        "binary_cross_entropy": lambda: -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(axis=1),
        "squared_error": lambda: 0.5 * ((p - y) ** 2).sum(axis=1),
    }[name]()
    for plain in MACHINES.values():
        losses = engine.trace(case, plain=plain).losses
        assert losses[1] is None
        np.testing.assert_allclose([losses[0], *losses[2:]], by_hand[[0, 2, 3]], rtol=1e-13)
