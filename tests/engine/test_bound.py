"""The bound on ‖∂s_t/∂s_k‖ and what is measured: for every library net, and for forms that people write."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import texts
from cases import LIBRARY_NAMES, drawn, text_of
from hypothesis import given, settings

from unspool import engine
from unspool.engine import Case, Change, Rescale, Run
from unspool.gradients.bound import Bound, bound, check, functions
from unspool.gradients.chain_check import Moved
from unspool.gradients.complex_step import H
from unspool.gradients.gain import Gain, NoGain
from unspool.gradients.layer import held
from unspool.gradients.matrices import matrices
from unspool.gradients.moved import arriving, settled_values
from unspool.gradients.states import State, states

TAIL = "\nyhat = V @ h\nloss = squared_error(yhat, y)"
BOUNDED = {
    "leaky": "h = 0.9 * h[t-1] + 0.1 * tanh(W @ h[t-1] + U @ x)",
    "softmax": "h = softmax(W @ h[t-1] + U @ x)",
    "joined": "h = sigmoid(W @ [h[t-1], x] + b)",
    "larger of two": "h = maximum(W @ h[t-1], 0.5 * relu(-h[t-1])) + U @ x",
    "mean of all units": "h = tanh(W @ h[t-1] + w * mean(h[t-1]) + U @ x)",
    "sum spread over all": "h = tanh(sum(h[t-1]) + W @ h[t-1] / 2 - U @ x)",
    "unit by unit": "h = softplus(w * h[t-1] + U @ x)",
    "two matrices": "m = leaky_relu(A @ h[t-1])\nh = sin(W @ m + U @ x)",
    "backwards": "h = tanh(W @ h[t+1] + U @ x)",
    "phases": "h = relu(W @ h[t-1] + U @ x) if on else h[t-1]",
    "through names": "a = U @ x - W @ h[t-1]\nb = abs(a)\nh = cos(b)",
    "linear": "h = W @ h[t-1] + U @ x",
}
UNBOUNDED = {
    "h = exp(W @ h[t-1] + U @ x)": [("function", "h", ("exp",))],
    "z = sigmoid(A @ x)\nh = z * h[t-1] + U @ x": [("changing", "h", ("z", "h"))],
    "z = sigmoid(W @ h[t-1])\nh = z * h[t-1] + U @ x": [("product", "h", ("z", "h"))],
    "h = U @ x / (2 + W @ h[t-1])": [("divided", "h", ())],
    "h = tanh(W @ h[t-1] + S @ h[t-2] + U @ x)": [("delays", None, ("h",))],
    "h = tanh(W @ h[t-1] + U @ x)\ng = tanh(A @ g[t-1] + h)": [("states", None, ("h", "g"))],
}


def cases() -> dict[str, Case]:
    found = {name: drawn(text_of(name), 12, seed=3) for name in LIBRARY_NAMES}
    return found | {name: drawn(text + TAIL, 12, seed=4, scale=1.2) for name, text in BOUNDED.items()}


CASES = cases()


def ran(case: Case) -> Run:
    run = engine.start(case)
    for _ in run.forward():
        pass
    return run


def whole(run: Run, case: Case, state: State) -> Bound:
    """From the end of the sweep to its beginning."""
    return bound(run, case, state, case.T if state.direction > 0 else 1)


def bounds(case: Case) -> list[tuple[State, Bound]]:
    with ran(case) as run:
        return [(state, whole(run, case, state)) for state in states(run.program)]


def assert_within(found: Bound) -> None:
    assert found.bound is not None
    with np.errstate(invalid="ignore"):
        over = ~(found.log10 <= found.bound + 1e-9) & ~np.isneginf(found.log10)
    assert not over.any(), (found.steps[over], found.log10[over], found.bound[over])


@pytest.mark.parametrize("name", CASES)
def test_what_is_measured_is_the_largest_singular_value_of_the_jacobian_by_complex_step(name: str) -> None:
    case = CASES[name]
    for number, (state, found) in enumerate(bounds(case)):
        for at in (0, 1, 3, len(found.steps) - 1):
            moved = Moved(case, number, int(found.steps[at]), int(found.steps[0]))
            jacobian = np.stack([moved.complex_step(unit) for unit in np.eye(state.size)], axis=1)
            exact = np.linalg.svd(jacobian, compute_uv=False)[0]
            assert found.norm[at] == pytest.approx(exact, rel=1e-9, abs=1e-200), (name, state.names, at)
            assert found.log10[at] == pytest.approx(np.log10(exact) if exact else -np.inf, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_the_bound_holds_at_every_k(name: str) -> None:
    with_bound = [found for _, found in bounds(CASES[name]) if found.bound is not None]
    for found in with_bound:
        assert_within(found)
    assert with_bound or name not in BOUNDED


@settings(max_examples=150)
@given(case=texts.cases())
def test_it_holds_for_nets_that_nobody_thought_of(case: Case) -> None:
    for _, found in bounds(case):
        if found.bound is not None:
            assert_within(found)


CHANGES = [
    Change("hold", "h", steps=(4,), units=(1,), value=0.2),
    Change("silence", "h", steps=(7, 8)),
    Change("cut", "h", -1, steps=(5,)),
    Change("detach", "h", -1, steps=(6,)),
    Change("silence", "h", units=(0,)),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.verb} {change.steps} {change.units}")
def test_it_holds_where_a_person_changed_something_and_is_zero_where_nothing_comes_through(change: Change) -> None:
    for name in ("elman_squared_error", "pre_activation", "leaky"):
        ((_, found),) = bounds(replace(CASES[name], changes=(change,)))
        assert_within(found)
        if change.units is None and change.steps:
            assert np.isneginf(found.bound[found.steps < min(change.steps) - 1]).all()  # type: ignore[index]


def test_lambda_is_the_largest_singular_value_and_the_table_has_the_slope() -> None:
    for name, slope in (("elman", 1.0), ("pre_activation", 1.0), ("joined", 0.25), ("softmax", 0.5), ("linear", 1.0)):
        ((_, found),) = bounds(CASES[name])
        assert isinstance(found.gain, Gain)
        size = np.linalg.svd(CASES[name].parameters["W"], compute_uv=False)[0]
        np.testing.assert_allclose(found.gain.steps, slope * size, rtol=1e-14)
        assert found.bound is not None
        np.testing.assert_allclose(found.bound, np.arange(13) * np.log10(slope * size), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("text", UNBOUNDED)
def test_where_there_is_none_it_says_why(text: str) -> None:
    readout = "" if "y" in text else TAIL
    ((_, found),) = bounds(drawn(text + readout, 6))
    assert isinstance(found.gain, list)
    assert [(reason.code, reason.equation, reason.names) for reason in found.gain] == UNBOUNDED[text]
    assert found.bound is None
    assert np.isfinite(found.norm).all()


def test_gates_are_a_reason_and_the_norm_is_still_measured() -> None:
    ((state, found),) = bounds(CASES["lstm"])
    assert state.names == ["c", "h"]
    assert isinstance(found.gain, list)
    assert ("product", "c", ("f", "c")) in [(one.code, one.equation, one.names) for one in found.gain]
    assert (found.norm[:-1] > 0).all()


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


def test_the_facts_beside_it_are_those_of_the_run() -> None:
    case = CASES["elman"]
    with ran(case) as run:
        (state,) = states(run.program)
        (matrix,), (function,) = matrices(run, state), functions(run, state)
        W, a = run.parameters["W"], run.values["a"]
        assert (matrix.name, matrix.counts) == ("W", True)
        assert matrix.norm == pytest.approx(np.linalg.norm(W, 2))
        assert matrix.radius == pytest.approx(np.abs(np.linalg.eigvals(W)).max())
        assert (function.name, function.equation, function.largest) == ("tanh", "h", 1.0)
        assert function.met == pytest.approx((1 - np.tanh(a) ** 2).max())


def test_every_recurrent_matrix_is_told_also_where_there_is_no_bound() -> None:
    with ran(CASES["lstm"]) as run:
        (state,) = states(run.program)
        assert [matrix.name for matrix in matrices(run, state)] == ["W_hi", "W_hf", "W_ho", "W_hg"]
        assert [one.largest for one in functions(run, state)].count(0.25) == 3
    with ran(CASES["output_to_hidden"]) as run:
        assert [matrix.name for matrix in matrices(run, states(run.program)[0])] == ["W", "V"]


@pytest.mark.parametrize("name", ["elman", "lstm", "gru", "stacked", "skip", "bidirectional"])
def test_the_check_moves_the_state_along_what_is_enlarged_most(name: str) -> None:
    case = CASES[name]
    for number, (_, found) in enumerate(bounds(case)):
        for at in (1, 4):
            checked = check(found, case, number, at)
            assert checked is not None
            assert checked.relative_error is not None
            assert checked.relative_error < 1e-10
            assert checked.central_error is not None
            assert checked.central_error < 1e-4


def test_a_state_that_left_all_numbers_is_not_measured_as_zero() -> None:
    ((_, found),) = bounds(drawn("h = square(W @ h[t-1]) + U @ x" + TAIL, 40, scale=9.0))
    assert isinstance(found.gain, list)
    assert not np.isfinite(found.norm[1:]).any()


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


def test_every_place_where_the_bound_ends_is_told_once_and_not_what_lies_behind_it() -> None:
    text = "m = exp(h[t-1])\nn = tanh(A @ m)\nz = x * h[t-1]\nh = softplus(n + z) * m"
    ((_, found),) = bounds(drawn(text, 4, units=3))
    assert isinstance(found.gain, list)
    assert [(one.code, one.equation) for one in found.gain] == [("function", "m"), ("changing", "z")]


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
    with ran(case) as run:
        (state,) = states(run.program)
        assert bound(run, case, state, 1).largest_share == pytest.approx(0, abs=1e-14)
        assert bound(run, case, state, 0).largest_share is None


def test_fewer_steps_back_are_the_first_of_all_and_a_step_in_the_middle_begins_there() -> None:
    case = CASES["elman"]
    with ran(case) as run:
        (state,) = states(run.program)
        whole, some = bound(run, case, state, 7), bound(run, case, state, 7, 3)
    assert whole.steps.tolist() == some.steps.tolist() == [7, 6, 5, 4, 3, 2, 1, 0]
    assert len(whole.norm) == 8
    np.testing.assert_allclose(some.norm, whole.norm[:4], rtol=1e-12)


def test_what_is_zero_or_infinite_is_not_checked() -> None:
    for w in (1e-200, 1e200):
        case = drawn("h = w * h[t-1]", 4, units=1, parameters={"w": [w]})
        case = replace(case, initial={"h": np.zeros((1, 1))})
        ((_, found),) = bounds(case)
        assert check(found, case, 0, 4) is None
        checked = check(found, case, 0, 1)
        assert checked is not None
        assert checked.k == 3
        assert checked.measured == pytest.approx(w)


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


def alone(case: Case, name: str) -> tuple[Case, Bound]:
    """One layer, the others held."""
    with ran(case) as run:
        (state,) = states(run.program)
        still = held(run, case, state, name)
    with ran(still) as run:
        (state,) = states(run.program)
        return still, bound(run, still, state, case.T, None, name)


@pytest.mark.parametrize("name", ["h1", "h2"])
def test_a_layer_alone_is_what_moving_it_gives_while_the_other_stays_as_it_was(name: str) -> None:
    case = CASES["stacked"]
    still, found = alone(case, name)
    W = case.parameters["W" + name[1]]
    assert isinstance(found.gain, Gain)
    assert (found.state.names, found.state.size) == ([name], len(W))
    np.testing.assert_allclose(found.gain.steps, np.linalg.norm(W, 2), rtol=1e-14)
    assert_within(found)
    values = settled_values(case)
    for at in (1, 3, 7):
        k = int(found.steps[at])
        rest = {
            (other, step): values[other][step - 1] for other in ("h1", "h2") if other != name for step in range(1, 13)
        }
        columns = []
        for unit in np.eye(len(W)):
            moved_row = values[name][k - 1] + 1j * H * unit
            columns.append(arriving(case, {**rest, (name, k): moved_row}, name, 12).imag / H)
        assert found.norm[at] == pytest.approx(np.linalg.norm(np.stack(columns, axis=1), 2), rel=1e-11)
        checked = check(found, still, 0, at, name)
        assert checked is not None
        assert checked.relative_error is not None
        assert checked.relative_error < 1e-11
        assert checked.central_error is not None
        assert checked.central_error < 1e-4


def test_a_layer_that_another_feeds_back_into_is_held_apart_from_it() -> None:
    """h reads g of the step before, and g reads h of the same step: with g held, only W is left of the way back."""
    case = drawn("h = tanh(W @ h[t-1] + A @ g[t-1] + U @ x)\ng = tanh(B @ h + C @ g[t-1])" + TAIL, 12, seed=5)
    for name, matrix in (("h", "W"), ("g", "C")):
        _, found = alone(case, name)
        assert isinstance(found.gain, Gain)
        np.testing.assert_allclose(found.gain.steps, np.linalg.norm(case.parameters[matrix], 2), rtol=1e-14)
        assert_within(found)


def test_a_layer_with_gates_still_has_no_bound_and_says_why() -> None:
    _, cell = alone(CASES["lstm"], "c")
    assert isinstance(cell.gain, list)
    assert [(one.code, one.equation, one.names) for one in cell.gain] == [("changing", "c", ("f", "c"))]
    _, hidden = alone(CASES["lstm"], "h")
    assert isinstance(hidden.gain, list)


def test_a_layer_with_a_delay_of_two_has_both_of_its_steps_and_no_bound() -> None:
    case = drawn("h = tanh(W @ h[t-1] + R @ h[t-2] + U @ x)\ng = tanh(A @ g[t-1] + h)" + TAIL, 8)
    _, found = alone(case, "h")
    assert [(part.name, part.lag, part.start) for part in found.state.parts] == [("h", 0, 0), ("h", 1, 3)]
    assert found.gain == [NoGain("delays", None, ("h",))]
    assert isinstance(alone(case, "g")[1].gain, Gain)
