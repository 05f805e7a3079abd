"""What each step's copy of a parameter adds to its gradient, for every net of the library at T = 20.

The slow way builds every share S_t; the independent way unties one step's copy and takes a complex step through it.
"""

import re
from dataclasses import replace

import numpy as np
import pytest
import texts
from cases import MACHINES, Case, drawn
from copies import NAMES, TWICE, built, case_of
from hypothesis import given, note, settings

from unspool import engine, gradients
from unspool.engine import Change
from unspool.recurrence import read


@pytest.mark.parametrize("T", [20, 1])
@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", NAMES)
def test_shares_add_up_to_the_gradient_and_are_as_large_as_the_built_ones(name: str, plain: bool, T: int) -> None:
    with engine.start(case_of(name, T), plain=plain) as run:
        run.finish()
        shares, slow = gradients.shares(run), built(run)
        assert list(shares) == list(run.parameters)
        for parameter, grad in run.parameter_grads.items():
            steps, size = slow[parameter], np.linalg.norm(grad)
            np.testing.assert_allclose(steps.sum(axis=0), grad, rtol=1e-12, atol=1e-12 * size)
            along, norms = shares[parameter]
            assert along.shape == norms.shape == (T,)
            assert along.sum() == pytest.approx(size, rel=1e-12, abs=1e-300), parameter
            flat = steps.reshape(T, -1)
            np.testing.assert_allclose(norms, np.linalg.norm(flat, axis=1), rtol=1e-12, atol=1e-13 * norms.max())
            wanted = flat @ grad.ravel() / (size or 1.0)
            np.testing.assert_allclose(along, wanted, rtol=1e-11, atol=1e-13 * norms.max())


@settings(max_examples=60)
@given(case=texts.cases())
def test_the_shares_of_random_nets_add_up_and_are_the_built_ones(case: Case) -> None:
    note(case.net.text)
    with engine.start(case) as run:
        run.finish()
        shares, slow = gradients.shares(run), built(run)
        for parameter, grad in run.parameter_grads.items():
            flat = slow[parameter].reshape(case.T, -1)
            if not np.isfinite(flat).all() or np.abs(flat).max() > 1e100:
                continue
            size, largest = np.linalg.norm(grad), max(1e-290, np.linalg.norm(flat, axis=1).max())
            along, norms = shares[parameter]
            np.testing.assert_allclose(norms / largest, np.linalg.norm(flat, axis=1) / largest, atol=1e-10)
            assert along.sum() / largest == pytest.approx(size / largest, rel=1e-9, abs=1e-9), parameter


def untied(case: Case, parameter: str, step: int) -> tuple[Case, str]:
    """The same case with a copy of ``parameter`` of its own at one step: a phase chooses it there."""
    operand = r"\((?:[^()]*)\)|\w+(?:\[[^\]]*\])?"
    lines = []
    for equation in case.net.every():
        text = re.sub(
            rf"\b{parameter} @ ({operand})", rf"({parameter} @ \1 if others else own_copy @ \1)", equation.text
        )
        if text == equation.text:
            text = re.sub(rf"\b{parameter}\b", f"({parameter} if others else own_copy)", text)
        lines.append(text)
    others = np.ones(case.T)
    others[step - 1] = 0
    parameters = {**case.parameters, "own_copy": case.parameters[parameter]}
    return replace(
        case, net=read("\n".join(lines)), phases={**case.phases, "others": others}, parameters=parameters
    ), "own_copy"


@pytest.mark.parametrize("name", ["elman", "lstm", "gru_2014", "bidirectional"])
def test_a_share_is_the_derivative_by_that_steps_own_copy_alone(name: str) -> None:
    case = case_of(name, 6)
    with engine.start(case) as run:
        run.finish()
        grads, shares = {key: np.array(grad) for key, grad in run.parameter_grads.items()}, gradients.shares(run)
    for parameter, grad in grads.items():
        direction = grad / np.linalg.norm(grad)
        for t in range(1, case.T + 1):
            other, copy = untied(case, parameter, t)
            exact = gradients.along(other, {"parameters": {copy: direction}})
            scale = np.abs(shares[parameter].along).max()
            assert shares[parameter].along[t - 1] == pytest.approx(exact, rel=1e-9, abs=1e-12 * scale), (parameter, t)


@pytest.mark.parametrize(("name", "parameter"), [("elman", "W"), ("lstm", "W_hf"), ("lstm", "b_o")])
def test_the_norm_of_a_share_is_that_of_its_entries_by_complex_step(name: str, parameter: str) -> None:
    case = case_of(name, 4)
    with engine.start(case) as run:
        run.finish()
        norms = gradients.shares(run)[parameter].norm
    for t in range(1, case.T + 1):
        other, copy = untied(case, parameter, t)
        entries = [entry for entry in gradients.entries(other, ("parameters",)) if entry.name == copy]
        exact = np.linalg.norm([gradients.derivative(other, entry) for entry in entries])
        assert norms[t - 1] == pytest.approx(exact, rel=1e-9)


def test_a_copy_whose_result_is_held_has_no_share() -> None:
    case = replace(case_of("elman"), changes=(Change("hold", "a", steps=(4, 9), value=0.3), Change("cut", "h", -1)))
    with engine.start(case) as run:
        run.finish()
        along, norms = gradients.shares(run)["U"]
        assert np.flatnonzero(norms == 0).tolist() == [3, 4, 5, 8]  # 5 and 6 have no target, and h is cut off
        assert along.sum() == pytest.approx(np.linalg.norm(run.parameter_grads["U"]), rel=1e-12)


def test_with_a_batch_a_steps_share_is_the_sum_over_it() -> None:
    case = drawn(TWICE, 5)
    inputs = np.stack([case.inputs, -2 * np.asarray(case.inputs)])
    with engine.start(replace(case, inputs=inputs)) as run:
        run.finish()
        both = gradients.shares(run)
        size = {name: np.linalg.norm(grad) for name, grad in run.parameter_grads.items()}
        for name in ("U", "W", "b"):
            assert both[name].along.sum() == pytest.approx(size[name], rel=1e-12)
            assert both[name].norm.sum() >= size[name] * (1 - 1e-12)


def test_a_gradient_of_zero_has_no_direction_and_its_shares_cancel() -> None:
    case = Case(read("h = w * x\nloss = sum(h)"), 2, np.array([[3.0], [-3.0]]), parameters={"w": np.array([2.0])})
    with engine.start(case) as run:
        run.finish()
        along, norms = gradients.shares(run)["w"]
    assert along.tolist() == [0.0, 0.0]
    assert norms.tolist() == [3.0, 3.0]


def test_two_uses_that_nearly_cancel_keep_their_digits() -> None:
    text = "h = W @ x - A @ W @ x + U @ x\nloss = sum(h)"
    case = Case(
        read(text),
        1,
        np.array([[1.0, 2.0]]),
        sizes={"h": 2},
        parameters={"W": np.eye(2), "A": np.eye(2) * (1 - 2.0**-40), "U": np.eye(2)},
    )
    with engine.start(case) as run:
        run.finish()
        assert gradients.shares(run)["W"].norm[0] == pytest.approx(2.0**-40 * np.sqrt(10), rel=1e-3)


def test_a_parameter_used_twice_that_reaches_no_loss_has_shares_of_zero() -> None:
    case = replace(case_of("twice", 3), present=np.zeros(3), targets=np.zeros((3, 3)))
    with engine.start(case) as run:
        run.finish()
        along, norms = gradients.shares(run)["W"]
    assert along.tolist() == norms.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_norms_neither_vanish_nor_overflow_before_the_numbers_do(size: float) -> None:
    case = Case(read("h = W @ x\nloss = w * sum(h)"), 2, np.full((2, 3), 4 / size), sizes={"h": 2},
                parameters={"W": np.ones((2, 3)), "w": np.array(size)})  # fmt: skip
    with engine.start(case) as run:
        run.finish()
        along, norms = gradients.shares(run)["W"]
    assert norms == pytest.approx(np.full(2, 4 * np.sqrt(6)))
    assert along == pytest.approx(norms)


def test_what_is_not_finite_stays_so() -> None:
    case = Case(read("h = w * h[t-1]\nloss = squared_error(h, y)"), 4, None, np.zeros((4, 1)), np.ones(4),
                initial={"h": np.array([1e80])}, parameters={"w": np.array([1e80])})  # fmt: skip
    with engine.start(case) as run:
        run.finish()
        along, norms = gradients.shares(run)["w"]
        assert not np.isfinite(run.parameter_grads["w"]).all()
    assert np.isnan(along).all()
    assert not np.isfinite(norms).all()
