"""Nets that once went wrong, most found by the search over random nets and kept here in their smallest form."""

import pytest
from cases import MACHINES, disagreements, drawn

from unspool import engine, gradients

FOUND = {
    "an equation whose derivative repeats it": "s = -y[t-1]\ne = sigmoid(y[t-1])\nloss = squared_error(e, y)",
    "an equation that another repeats": "s = tanh(W @ x)\nq = 2 * tanh(W @ x) + s\nloss = sum(q * q)",
    "two losses of one unit": "e = sigmoid(W @ x)\nloss = binary_cross_entropy(e, y) + squared_error(e, y)",
    "a matrix times a parameter": "s = tanh(U @ x + W @ s[t-1])\nv = W @ (s * W @ b)\nloss = sum(v)",
    "softplus of exactly zero": "s = softplus(0 * x + W @ s[t-1] * 0)\nloss = sum(square(s))",
    "logits of exactly zero": "o = 0 * W @ x\np = sigmoid(o)\nloss = binary_cross_entropy(p, y)",
    "a scalar state": "m = 0.5 * m[t-1] + mean(x)\nh = tanh(U @ x + m * W @ h[t-1])\nloss = sum(h) * m",
    "a state that is a sum": "m = sum(k * x) + 0.1 * m[t-1]\nq = sum(x * m[t-1])\nloss = tanh(q)",
}


@pytest.mark.parametrize("T", [1, 3, 5])
@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_a_net_that_once_went_wrong_has_exact_gradients(text: str, T: int) -> None:
    case = drawn(text, T, y=1 if "+ squared_error" in text else 3, seed=T)
    exact = gradients.derivatives(case, plain=True)
    for plain in MACHINES.values():
        assert disagreements(gradients.backward(case, plain=plain), exact) == []


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_name_and_the_same_expression_written_again_are_two_things(plain: bool) -> None:
    """Who writes tanh(W x) again does not read s: its gradient does not count in ∂L/∂s."""
    trace = engine.trace(drawn(FOUND["an equation that another repeats"], 3, seed=1), plain=plain)
    q = trace.values["q"]
    assert trace.grads["s"] == pytest.approx(2 * q)
    assert q == pytest.approx(3 * trace.values["s"])
