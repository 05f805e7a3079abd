"""Losses: gradients are linear in them, a missing target asks for nothing, and stable forms stay true at the ends."""

from dataclasses import replace

import numpy as np
import pytest
from cases import GOLDEN_NAMES, LIBRARY_NAMES, MACHINES, Case, disagreements, drawn, text_of

from unspool import engine, gradients
from unspool.recurrence import read

NAMES = sorted({*GOLDEN_NAMES, *LIBRARY_NAMES})
TWO = """
h = tanh(U @ x + W @ h[t-1] + Q @ yhat[t-1])
o = V @ h + d
yhat = softmax(o)
loss = """


def assert_exact(case: Case) -> None:
    exact = gradients.derivatives(case, plain=True)
    for plain in MACHINES.values():
        assert disagreements(gradients.backward(case, plain=plain), exact) == []
        grads = engine.trace(case, plain=plain).grads
        nodes = {node: gradients.node_derivative(case, node, plain=True) for node in grads}
        assert disagreements({"grads": grads}, {"grads": nodes}) == []


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", NAMES)
def test_the_gradient_of_the_loss_is_the_sum_over_the_losses_of_single_steps(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 6, seed=1, missing=(4,))
    total = engine.trace(case, plain=plain)
    with engine.start(case, seeds=("loss",), plain=plain) as run:
        list(run.forward())
        list(run.backward(seeds={"loss": np.eye(6)}))
        for node, rows in run.grads.items():
            np.testing.assert_allclose(rows.sum(axis=1), total.grads[node], rtol=1e-10, atol=1e-14, err_msg=node)
        for parameter, rows in run.parameter_grads.items():
            np.testing.assert_allclose(rows.sum(axis=0), total.parameter_grads[parameter], rtol=1e-10, atol=1e-14)
            assert not rows[3].any()  # step 4 has no target
        for node, rows in run.initial_grads.items():
            np.testing.assert_allclose(rows.sum(axis=1), total.initial_grads[node], rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_loss_times_four_has_gradients_times_four_to_the_bit(plain: bool) -> None:
    case = drawn(text_of("lstm"), 6, seed=1)
    four = replace(case, net=read(text_of("lstm").replace("loss = ", "loss = 4 * ")))
    one, other = engine.trace(case, plain=plain), engine.trace(four, plain=plain)
    for node, rows in one.grads.items():
        np.testing.assert_array_equal(other.grads[node], 4 * rows)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize(
    "losses",
    [
        "cross_entropy(yhat, y) + 0.5 * cross_entropy(yhat, y)",
        "cross_entropy(yhat, y) + 0.3 * squared_error(yhat, y)",
        "0.2 * cross_entropy(yhat, y) + sum(square(yhat)) / 2 - 0.1 * sum(h * h)",
        "cross_entropy(yhat, y) + cross_entropy(softmax(o + yhat), y)",
        "cross_entropy(yhat, y[t-1]) + cross_entropy(yhat, y)",
        "cross_entropy(yhat[t-1], y)",
        "k * cross_entropy(yhat, y) + cross_entropy(yhat, y) * k",
        "binary_cross_entropy(yhat, y) - cross_entropy(yhat, y) / 3",
    ],
)
def test_an_output_that_feeds_back_and_has_several_losses_has_exact_gradients(losses: str, plain: bool) -> None:
    case = drawn(TWO + losses, 5, seed=2, missing=(2,), parameters={"k": 0.7})
    assert_exact(case)


@pytest.mark.parametrize("output", ["softmax(o)", "sigmoid(o)"])
@pytest.mark.parametrize(
    "losses",
    ["{loss}(yhat, y)", "{loss}(p, y)", "{loss}(yhat, y) + 0.5 * {loss}(p, y)", "{loss}(yhat, y) + sum(p * w)"],
)
def test_two_names_of_one_output_have_exact_gradients(output: str, losses: str) -> None:
    loss = "cross_entropy" if output == "softmax(o)" else "binary_cross_entropy"
    text = f"h = tanh(U @ x + W @ h[t-1] + Q @ p[t-1])\no = V @ h + d\np = {output}\nyhat = p\nloss = "
    text += losses.format(loss=loss)
    assert_exact(drawn(text, 4, seed=3, missing=(3,)))


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", NAMES)
def test_without_any_target_there_is_no_loss_and_every_gradient_is_zero(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 5, seed=4)
    for empty in (replace(case, present=np.zeros(5, bool), targets=0 * case.targets), replace(case, present=None)):
        trace = engine.trace(empty, plain=plain)
        assert trace.losses == [None] * 5
        assert trace.loss == 0
        for rows in (*trace.grads.values(), *trace.parameter_grads.values(), *trace.initial_grads.values()):
            assert not rows.any()


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_net_without_a_loss_runs_forwards_only(plain: bool) -> None:
    trace = engine.trace(drawn("h = tanh(U @ x + W @ h[t-1])", 5, seed=5), plain=plain)
    assert (trace.loss, trace.losses) == (None, [None] * 5)
    assert (trace.grads, trace.parameter_grads, trace.initial_grads) == ({}, {}, {})
    assert trace.values["h"].shape == (5, 3)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_softmax_with_cross_entropy_is_right_where_the_probability_underflows(plain: bool) -> None:
    case = drawn("o = a * 1\nyhat = softmax(o)\nloss = cross_entropy(yhat, y)", 2, y=2, parameters={"a": [1000.0, 0.0]})
    case.targets[:] = [[0, 1], [1, 0]]
    trace = engine.trace(case, plain=plain)
    assert trace.losses == [1000.0, 0.0]
    np.testing.assert_array_equal(trace.values["yhat"], [[1, 0], [1, 0]])
    np.testing.assert_array_equal(trace.grads["o"], [[1, -1], [0, 0]])
    np.testing.assert_array_equal(trace.grads["yhat"], [[0, -np.inf], [-1, 0]])  # −y/ŷ, and 0 where y is 0
    np.testing.assert_array_equal(trace.parameter_grads["a"], [1, -1])


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("z", [-800.0, -400.0, -40.0, 40.0, 400.0, 800.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_sigmoid_with_binary_cross_entropy_is_right_far_out(z: float, y: float, plain: bool) -> None:
    case = drawn("o = a * 1\nyhat = sigmoid(o)\nloss = binary_cross_entropy(yhat, y)", 1, y=1, parameters={"a": [z]})
    case.targets[:] = y
    trace = engine.trace(case, plain=plain)
    assert trace.loss == pytest.approx(max(z, 0) - z * y + np.log1p(np.exp(-abs(z))), rel=1e-15)
    sigmoid = 1 / (1 + np.exp(-z)) if z > -700 else 0.0
    np.testing.assert_allclose(trace.grads["o"], [[sigmoid - y]], rtol=1e-15, atol=1e-300)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", ["elman", "lstm", "elman_binary"])
def test_the_gradient_by_the_output_is_the_derivative_by_the_output(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 5, seed=6, missing=(2,))
    trace = engine.trace(case, plain=plain)
    p, y = trace.values["yhat"], case.targets
    wanted = -y / p if name != "elman_binary" else (1 - y) / (1 - p) - y / p
    wanted[1] = 0
    np.testing.assert_allclose(trace.grads["yhat"], wanted, rtol=1e-14)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_far_output_that_feeds_back_keeps_exact_gradients(plain: bool) -> None:
    case = drawn(
        TWO + "cross_entropy(yhat, y) + 0.1 * squared_error(yhat, y)", 5, seed=7, parameters={"d": [40.0, 0.0, -30.0]}
    )
    found = gradients.backward(case, plain=plain)
    exact = gradients.derivatives(case, plain=True)
    assert disagreements(found, exact, floor=1e-11) == []
