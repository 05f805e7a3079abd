"""Exploding nets: numbers that are not finite are results, and the trace says where the first one arose."""

import numpy as np
import pytest
import texts
from cases import MACHINES, Case, drawn
from hypothesis import given, note, settings
from test_random_nets import LARGE, told

from unspool import engine
from unspool.engine import Trace


def first_large(trace: Trace) -> int:
    """The first step (from 0) at which any value is not moderate; T if none is."""
    bad = [~(np.abs(rows) < LARGE).all(axis=1) for rows in trace.values.values()]
    steps = np.flatnonzero(np.any(bad, axis=0))
    return int(steps[0]) if len(steps) else len(bad[0])


@settings(max_examples=100)
@given(case=texts.cases(wild=True))
def test_wild_random_nets_run_without_a_sound_and_agree_on_where_they_left_the_numbers(case: Case) -> None:
    note(told(case))
    plain, compiled = engine.trace(case, plain=True), engine.trace(case)
    if plain.first_nonfinite and plain.first_nonfinite["pass"] == "backward":
        return  # where ∞ − ∞ or 0 · ∞ arises backwards depends on the order of sums
    assert (plain.first_nonfinite is None) == (compiled.first_nonfinite is None)
    moderate = first_large(plain)
    if plain.first_nonfinite and "t+" not in case.net.text:
        assert compiled.first_nonfinite == plain.first_nonfinite
        for name, rows in plain.values.items():
            np.testing.assert_allclose(compiled.values[name][:moderate], rows[:moderate], rtol=1e-6, atol=1e-6)


def test_enough_of_these_nets_do_explode() -> None:
    exploded = []

    @settings(max_examples=100)
    @given(case=texts.cases(wild=True))
    def count(case: Case) -> None:
        exploded.append(engine.trace(case).first_nonfinite is not None)

    count()
    assert sum(exploded) >= 30


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_linear_state_that_doubles_is_infinite_at_step_1025(plain: bool) -> None:
    case = drawn("h = 2 * h[t-1]\nloss = sum(h)", 1200, sizes={"h": 2})
    case.initial["h"][:] = [[0.0, 1.0]]
    trace = engine.trace(case, plain=plain)
    assert trace.first_nonfinite == {"node": "h", "t": 1024, "unit": 1, "pass": "forward"}
    assert np.isfinite(trace.values["h"][:1023]).all()
    assert np.isinf(trace.values["h"][1023:, 1]).all()
    assert (trace.values["h"][:, 0] == 0).all()
    assert trace.loss == np.inf


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_gradient_may_explode_where_every_value_is_finite(plain: bool) -> None:
    case = drawn(
        "h = sin(W @ h[t-1] + b)\nloss = sum(h)", 400, sizes={"h": 1}, parameters={"W": [[1e3]], "b": [0.5]}, seed=1
    )
    trace = engine.trace(case, plain=plain)
    assert all(np.isfinite(rows).all() for rows in trace.values.values())
    assert trace.first_nonfinite is not None
    found = trace.first_nonfinite
    assert (found["node"], found["unit"], found["pass"]) == ("h", 0, "backward")
    bad = ~np.isfinite(trace.grads["h"][:, 0])
    assert found["t"] == np.flatnonzero(bad)[-1] + 1  # the backward pass met that step first
    assert not np.isfinite(trace.parameter_grads["W"]).all()


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_infinities_that_are_given_flow_on(plain: bool) -> None:
    case = drawn("h = tanh(U @ x + W @ h[t-1])\nloss = sum(h)", 4, seed=2)
    case.inputs[1, 0] = np.inf
    trace = engine.trace(case, plain=plain)
    assert trace.first_nonfinite is None or trace.first_nonfinite["t"] >= 2
    assert np.abs(trace.values["h"][1]).tolist() == [1.0, 1.0, 1.0]
    case.inputs[1, 0] = np.nan
    trace = engine.trace(case, plain=plain)
    assert trace.first_nonfinite == {"node": "h", "t": 2, "unit": 0, "pass": "forward"}
    assert np.isfinite(trace.values["h"][0]).all()
    assert np.isnan(trace.values["h"][1:]).all()


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_loss_that_overflows_is_where_it_arose(plain: bool) -> None:
    case = drawn("h = U @ x\nloss = squared_error(h, y)", 3, x=1, y=1, parameters={"U": [[1e200]]}, seed=3)
    trace = engine.trace(case, plain=plain)
    assert trace.first_nonfinite == {"node": "loss", "t": 1, "unit": 0, "pass": "forward"}
    assert trace.losses == [np.inf] * 3


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_norms_neither_overflow_nor_vanish_in_between(plain: bool) -> None:
    for size in (1e300, 1e-300):
        case = drawn("h = a * x\nloss = sum(h) * k", 2, sizes={"h": 3, "x": 3}, parameters={"k": size, "a": [1, 1, 1]})
        with engine.start(case, plain=plain) as run:
            run.finish()
            np.testing.assert_allclose(run.norms(1, 2)["h"], np.sqrt(3) * size, rtol=1e-14)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("output", ["h", "softmax(h)"])
def test_a_missing_target_hides_what_exploded_from_the_loss(output: str, plain: bool) -> None:
    """0 times what is not finite is not 0: a step without a target is left out, not multiplied away."""
    loss = "squared_error" if output == "h" else "cross_entropy"
    text = f"h = A @ h[t-1]\nyhat = {output}\nloss = {loss}(yhat, y)"
    case = drawn(text, 6, parameters={"A": np.eye(3) * 1e100}, missing=(4, 5, 6), seed=1)
    trace = engine.trace(case, plain=plain)
    assert not np.isfinite(trace.values["h"]).all()
    assert trace.losses[3:] == [None] * 3
    assert not np.isnan(trace.loss)
    assert not trace.grads["yhat"][3:].any()
    assert not trace.grads["h"][3:].any()
