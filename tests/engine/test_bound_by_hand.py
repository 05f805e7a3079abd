"""The bound on ‖∂s_t/∂s_k‖ where one works it out by hand: forms that people write, powers, shares, the radius."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from bounds import BOUNDED, CASES, TAIL, assert_within, bounds
from cases import drawn

from unspool import engine
from unspool.engine import Change, Rescale
from unspool.gradients.bound import Bound, bound
from unspool.gradients.gain import Gain
from unspool.gradients.states import states

FORMS: dict[str, float] = {  # one step at most, by hand: with A = diag(3, 1), w = (-2, 1/2), two units
    "h = h[t-1] / 4": 0.25,
    "h = -3 * h[t-1]": 3,
    "h = (1 - 0.25) * h[t-1] / -3": 0.25,
    "h = (1 - w) * h[t-1]": 3,
    "h = h[t-1] / w": 2,
    "h = x + 2 * sum(h[t-1])": 4,
    "h = A @ h[t-1] - 2 * h[t-1]": 5,
    "h = w * h[t-1]": 2,
    "h = w * sum(h[t-1])": np.sqrt(4.25) * np.sqrt(2),
    "h = x + sum(h[t-1])": np.sqrt(2) * np.sqrt(2),
    "h = x + sum(h[t-1]) / 4": 0.5,
    "h = x + mean(A @ h[t-1])": 3,
    "h = maximum(A @ h[t-1], 4 * h[t-1])": 5,
    "h = minimum(A @ h[t-1], x)": 3,
    "h = B @ [A @ h[t-1], 4 * h[t-1], x]": 10,
    "h = sigmoid(A @ tanh(A @ h[t-1]))": 2.25,
}

VALUES = {"A": np.diag([3.0, 1.0]), "w": np.array([-2.0, 0.5]), "B": np.hstack([np.diag([2.0, 1.0]), np.zeros((2, 4))])}


@pytest.mark.parametrize("text", FORMS)
def test_what_one_step_can_enlarge_is_what_one_works_out_by_hand(text: str) -> None:
    given = {name: value for name, value in VALUES.items() if name in re.findall(r"\w+", text)}
    ((_, found),) = bounds(drawn(text, 5, x=2, units=2, parameters=given))
    assert isinstance(found.gain, Gain)
    np.testing.assert_allclose(found.gain.steps, FORMS[text], rtol=1e-14)
    assert_within(found)


def test_lambda_is_the_largest_singular_value_and_the_table_has_the_slope() -> None:
    for name, slope in (("elman", 1.0), ("pre_activation", 1.0), ("joined", 0.25), ("softmax", 0.5), ("linear", 1.0)):
        ((_, found),) = bounds(CASES[name])
        assert isinstance(found.gain, Gain)
        size = np.linalg.svd(CASES[name].parameters["W"], compute_uv=False)[0]
        np.testing.assert_allclose(found.gain.steps, slope * size, rtol=1e-14)
        assert found.bound is not None
        np.testing.assert_allclose(found.bound, np.arange(13) * np.log10(slope * size), rtol=1e-12, atol=1e-12)


def test_each_phase_has_the_gain_of_its_own_branch() -> None:
    case = drawn("h = A @ h[t-1] if on else 5 * h[t-1]", 6, units=2, parameters={"A": VALUES["A"]})
    ((_, found),) = bounds(replace(case, phases={"on": np.array([1, 1, 0, 0, 1, 0], dtype=bool)}))
    assert isinstance(found.gain, Gain)
    assert found.gain.steps.tolist() == [3, 3, 5, 5, 3, 5]
    assert_within(found)


def test_a_unit_that_is_held_leaves_the_others_their_gain() -> None:
    change = Change("hold", "h", steps=(3,), units=(0,), value=0.2)
    ((_, found),) = bounds(replace(CASES["linear"], changes=(change,)))
    assert isinstance(found.gain, Gain)
    np.testing.assert_allclose(found.gain.steps, np.linalg.norm(CASES["linear"].parameters["W"], 2), rtol=1e-14)


def test_a_state_that_does_not_come_from_itself_is_forgotten_at_once() -> None:
    for text in ("h = tanh(U @ x)\ng = V @ h[t-1]", "h = tanh(U @ x + V @ g[t-1])\ng = A @ x"):
        for _, found in bounds(drawn(text, 4)):
            assert isinstance(found.gain, Gain)
            assert found.bound is not None
            assert found.bound.tolist() == [0.0, *[-np.inf] * 4]
            assert found.norm.tolist() == [1, 0, 0, 0, 0]


def test_the_largest_share_is_that_of_the_step_where_most_of_the_bound_is_met() -> None:
    case = drawn("h = W @ h[t-1]", 6, units=2, parameters={"W": [[0.0, 2.0], [0.5, 0.0]]})
    ((_, found),) = bounds(case)  # W² = 1: met at one step, at 2^-2, 2^-4 … of the bound later
    assert found.largest_share == pytest.approx(0, abs=1e-14)
    assert found.bound is not None
    np.testing.assert_allclose(found.log10 - found.bound, [0, 0, -2 * np.log10(2), *found.log10[3:] - found.bound[3:]])
    begun = drawn("h = tanh(W @ h[t-1])", 6, units=2, parameters={"W": np.eye(2)})
    ((_, found),) = bounds(replace(begun, initial={"h": np.array([[2.0, 2.0]])}))
    assert found.bound is not None
    assert found.largest_share == pytest.approx((found.log10 - found.bound)[1:].max())
    assert found.largest_share < np.log10(0.99)


def test_one_step_is_enough_for_a_share_and_no_step_has_none() -> None:
    case = drawn("h = W @ h[t-1]", 3, units=2)
    with engine.forwards(case) as run:
        (state,) = states(run.program)
        assert bound(run, case, state, 1).largest_share == pytest.approx(0, abs=1e-14)
        assert bound(run, case, state, 0).largest_share is None


def test_the_line_with_the_radius_is_there_where_one_square_matrix_makes_the_bound() -> None:
    def lines(text: str, **parameters: Any) -> Any:
        ((_, found),) = bounds(drawn(text, 3, units=2, parameters=parameters))
        return found.radius

    turned = np.array([[0.0, 4.0], [1.0, 0.0]])  # ρ 2, λ 4
    np.testing.assert_allclose(lines("h = sigmoid(W @ h[t-1])", W=turned), np.arange(4) * np.log10(2 / 4), atol=1e-12)
    np.testing.assert_allclose(lines("h = 3 * (W @ h[t-1])", W=turned), np.arange(4) * np.log10(6), rtol=1e-12)
    assert lines("h = W @ h[t-1] + 2 * h[t-1]", W=turned) is None
    assert lines("h = A @ (W @ h[t-1])", A=turned, W=turned) is None
    assert lines("h = w * (W @ h[t-1])", W=turned) is None
    assert lines("h = 2 * h[t-1]") is None


def scaled(how: Any, to: float, T: int, text: str = BOUNDED["linear"], **more: Any) -> Bound:
    case = replace(drawn(text + TAIL, T, **more), edits=(Rescale("W", how, to),))
    ((_, found),) = bounds(case)
    return found


def test_powers_that_float64_does_not_have_are_still_told() -> None:
    grown, shrunk = scaled("orthogonal", 3.0, 1000), scaled("orthogonal", 1 / 3, 1000)
    for found, sign, beyond in ((grown, 1, np.inf), (shrunk, -1, 0.0)):
        np.testing.assert_allclose(found.log10, sign * np.arange(1001) * np.log10(3), rtol=1e-11, atol=1e-11)
        assert found.norm[-1] == beyond
        assert found.norm[600] == pytest.approx(3.0 ** (sign * 600), rel=1e-9)
        assert_within(found)


def test_an_orthogonal_linear_net_keeps_its_norm() -> None:
    found = scaled("orthogonal", 1.0, 500, units=8)
    np.testing.assert_allclose(found.norm, 1.0, rtol=1e-12)


def test_the_radius_is_no_bound() -> None:
    case = drawn("h = W @ h[t-1] + U @ x" + TAIL, 60, parameters={"W": [[0.9, 6.0, 0], [0, 0.9, 0], [0, 0, 0.5]]})
    ((_, found),) = bounds(case)
    assert found.radius is not None
    np.testing.assert_allclose(found.radius, np.arange(61) * np.log10(0.9), rtol=1e-12)
    assert (found.log10[2:40] > found.radius[2:40] + 1).all()
    assert_within(found)
