"""The bound on ‖∂s_t/∂s_k‖ and what is measured: for every library net, and for nets that nobody thought of."""

from dataclasses import replace

import numpy as np
import pytest
import texts
from bounds import BOUNDED, CASES, TAIL, assert_agrees, assert_within, bounds
from cases import drawn
from hypothesis import given, settings

from unspool import engine
from unspool.engine import Case, Change
from unspool.gradients.bound import bound, check, functions
from unspool.gradients.chain_check import Moved
from unspool.gradients.matrices import matrices
from unspool.gradients.states import states


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


def test_the_facts_beside_it_are_those_of_the_run() -> None:
    case = CASES["elman"]
    with engine.forwards(case) as run:
        (state,) = states(run.program)
        (matrix,), (function,) = matrices(run, state), functions(run, state)
        W, a = run.parameters["W"], run.values["a"]
        assert (matrix.name, matrix.counts) == ("W", True)
        assert matrix.norm == pytest.approx(np.linalg.norm(W, 2))
        assert matrix.radius == pytest.approx(np.abs(np.linalg.eigvals(W)).max())
        assert (function.name, function.equation, function.largest) == ("tanh", "h", 1.0)
        assert function.met == pytest.approx((1 - np.tanh(a) ** 2).max())


def test_every_recurrent_matrix_is_told_also_where_there_is_no_bound() -> None:
    with engine.forwards(CASES["lstm"]) as run:
        (state,) = states(run.program)
        assert [matrix.name for matrix in matrices(run, state)] == ["W_hi", "W_hf", "W_ho", "W_hg"]
        assert [one.largest for one in functions(run, state)].count(0.25) == 3
    with engine.forwards(CASES["output_to_hidden"]) as run:
        assert [matrix.name for matrix in matrices(run, states(run.program)[0])] == ["W", "V"]


@pytest.mark.parametrize("name", ["elman", "lstm", "gru", "stacked", "skip", "bidirectional"])
def test_the_check_moves_the_state_along_what_is_enlarged_most(name: str) -> None:
    case = CASES[name]
    for number, (_, found) in enumerate(bounds(case)):
        for at in (1, 4):
            assert_agrees(check(found, case, number, at), 1e-10)


def test_a_state_that_left_all_numbers_is_not_measured_as_zero() -> None:
    ((_, found),) = bounds(drawn("h = square(W @ h[t-1]) + U @ x" + TAIL, 40, scale=9.0))
    assert isinstance(found.gain, list)
    assert not np.isfinite(found.norm[1:]).any()


def test_fewer_steps_back_are_the_first_of_all_and_a_step_in_the_middle_begins_there() -> None:
    case = CASES["elman"]
    with engine.forwards(case) as run:
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
