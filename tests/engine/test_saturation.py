"""Gates at their ends: what an LSTM and a GRU must do when a gate is open, shut or exactly half."""

from dataclasses import replace

import numpy as np
import pytest
from cases import MACHINES, Case, drawn, text_of

from unspool import engine

T = 30


def lstm(**biases: float) -> Case:
    """An LSTM whose gates listen to their biases alone."""
    case = drawn(text_of("lstm"), T, units=4, seed=1)
    gates = [name for name in case.parameters if name[:2] in ("W_",) and name[-1] in "ifo"]
    parameters = {**case.parameters, **{name: 0 * case.parameters[name] for name in gates}}
    return replace(case, parameters={**parameters, **{name: np.full(4, value) for name, value in biases.items()}})


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_an_open_forget_gate_and_a_shut_input_gate_keep_the_cell_and_pass_its_gradient(plain: bool) -> None:
    case = lstm(b_f=50.0, b_i=-50.0, b_o=-800.0)  # nothing leaves the cell, but by a loss at the end
    text = text_of("lstm").replace("loss = cross_entropy(yhat, y)", "loss = sum(c * q) if last else 0 * sum(c)")
    last = np.arange(T) == T - 1
    case = replace(
        case,
        net=engine_net(text),
        targets=None,
        present=None,
        phases={"last": last},
        parameters={**case.parameters, "q": np.array([1.0, -2.0, 0.5, 3.0])},
    )
    trace = engine.trace(case, plain=plain)
    for row in trace.values["c"]:
        np.testing.assert_allclose(row, case.initial["c"][0], rtol=0, atol=1e-18 * T + 1e-15)
    np.testing.assert_allclose(trace.initial_grads["c"][0], case.parameters["q"], rtol=1e-14)


def engine_net(text: str):
    from unspool.recurrence import read

    return read(text)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_forget_gate_shut_beyond_doubt_passes_exactly_nothing(plain: bool) -> None:
    trace = engine.trace(lstm(b_f=-1000.0), plain=plain)
    assert (trace.values["f"] == 0).all()
    assert (trace.initial_grads["c"] == 0).all()
    assert (trace.grads["f"] != 0).any()  # what the loss wants of f is there, but its sigmoid passes none of it
    assert (trace.parameter_grads["b_f"] == 0).all()
    assert all(np.isfinite(rows).all() for rows in trace.grads.values())
    assert trace.first_nonfinite is None


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("z", [-40.0, -700.0, 40.0, 700.0])
def test_a_saturated_gate_has_a_small_derivative_and_not_a_rounded_one(z: float, plain: bool) -> None:
    trace = engine.trace(lstm(b_i=z), plain=plain)
    wanted = trace.grads["i"].sum(axis=0) * np.exp(-abs(z)) / (1 + np.exp(-abs(z))) ** 2
    np.testing.assert_allclose(trace.parameter_grads["b_i"], wanted, rtol=1e-12)
    assert (trace.parameter_grads["b_i"] != 0).all()


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_an_lstm_of_zeros_halves_its_cell_each_step(plain: bool) -> None:
    case = drawn(text_of("lstm"), T, units=4, seed=1)
    case = replace(case, parameters={name: 0 * value for name, value in case.parameters.items()})
    trace = engine.trace(case, plain=plain)
    halves = 0.5 ** np.arange(1, T + 1)[:, None] * case.initial["c"]
    np.testing.assert_allclose(trace.values["c"], halves, rtol=1e-15)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", ["gru", "gru_2014"])
def test_a_gru_whose_update_gate_is_one_keeps_its_state(name: str, plain: bool) -> None:
    """It catches the other convention, where z = 1 takes the new state."""
    case = drawn(text_of(name), T, units=4, seed=1)
    parameters = {**case.parameters, "b_z": np.full(4, 1000.0)}
    trace = engine.trace(replace(case, parameters=parameters), plain=plain)
    np.testing.assert_array_equal(trace.values["h"], np.broadcast_to(case.initial["h"], (T, 4)))
    assert (trace.values["z"] == 1).all()
    assert (trace.parameter_grads["W_hn"] == 0).all()
