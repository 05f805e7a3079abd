"""The chain of Jacobians against runs in which the state is held and moved, for every net of the library at T = 20.

Initial states are not zero. The reference is the complex step, entry by entry, over the whole span and parts of it.
"""

from dataclasses import replace

import numpy as np
import pytest
import texts
from cases import Case, drawn, text_of
from hypothesis import given, note, settings
from jacobians import NAMES, T, case_of, chains, exact

from unspool.engine import Change
from unspool.gradients.chain import chain, ends, norms, started
from unspool.gradients.chain_check import Moved
from unspool.gradients.scaled import (
    singular_values,
    spectral_radius,
)


@pytest.mark.parametrize(("one", "other"), [(0, T + 1), (4, 11), (0, 1), (7, 7)])
@pytest.mark.parametrize("name", NAMES)
def test_the_product_is_what_moving_the_state_gives_entry_by_entry(name: str, one: int, other: int) -> None:
    case = case_of(name)
    found = chains(case, one, other)
    assert bool(found) != (name == "teacher_forcing"), "y[t-1] is given: it is no state"
    for number, link in enumerate(found):
        truth = exact(case, number, link.start, link.end)
        whole = link.products.plain[-1]
        np.testing.assert_allclose(whole, truth, rtol=1e-11, atol=1e-13 * np.abs(truth).max())
        assert len(link.steps) == abs(link.end - link.start) == len(link.factors)


@pytest.mark.parametrize("name", NAMES)
def test_each_factor_is_the_jacobian_of_its_own_step(name: str) -> None:
    case = case_of(name)
    for number, link in enumerate(chains(case, 0, T + 1)):
        for i, factor in list(zip(link.steps, link.factors, strict=True))[::5]:
            truth = exact(case, number, i - link.state.direction, i)
            np.testing.assert_allclose(factor, truth, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_the_product_agrees_with_central_differences_where_they_can_tell(name: str) -> None:
    case = case_of(name)
    told = 0
    for number, link in enumerate(chains(case, 3, 8)):
        moved = Moved(case, number, link.start, link.end)
        whole = link.products.plain[-1]
        for column, unit in enumerate(np.eye(link.state.size)):
            for row, found in enumerate(moved.central(unit)):
                if not found.too_small:
                    told += 1
                    assert abs(found.value - whole[row, column]) <= 10 * found.noise + 1e-9 * abs(whole[row, column])
    assert told or name in ("teacher_forcing", "forcing")  # which puts y in the state's place at some step in between


@pytest.mark.parametrize("name", NAMES)
def test_both_layouts_are_one_product_and_the_other_order_is_none(name: str) -> None:
    for link in chains(case_of(name), 2, 12):
        right = link.products.plain[-1]
        numerator, denominator, wrong = (np.eye(link.state.size) for _ in range(3))
        for factor in link.factors:
            numerator, denominator, wrong = factor @ numerator, denominator @ factor.T, factor.T @ wrong
        np.testing.assert_allclose(numerator, right, rtol=1e-12, atol=1e-14 * np.abs(right).max())
        np.testing.assert_allclose(denominator, right.T, rtol=1e-12, atol=1e-14 * np.abs(right).max())
        np.testing.assert_allclose(link.wrong.plain[-1], wrong, rtol=1e-12, atol=1e-14 * np.abs(wrong).max())
        size = np.linalg.norm(right)
        if size:
            assert np.linalg.norm(wrong.T - right) > 1e-3 * size, "the wrong order looks right"


def test_with_one_unit_the_order_cannot_be_told() -> None:
    (link,) = chains(drawn(text_of("elman"), T, units=1), 0, T)
    np.testing.assert_allclose(link.wrong.plain[-1], link.products.plain[-1].T, rtol=1e-13)


def test_a_delay_of_two_makes_a_state_of_two_steps_whose_older_half_is_copied() -> None:
    (link,) = chains(case_of("skip"), 0, T)
    assert [(part.name, part.lag) for part in link.state.parts] == [("h", 0), ("h", 1)]
    older = np.hstack([np.eye(3), np.zeros((3, 3))])
    assert all(np.array_equal(factor[3:], older) for factor in link.factors)


def test_a_state_of_several_names_has_them_in_the_order_of_the_text() -> None:
    (lstm,) = chains(case_of("lstm"), 0, 1)
    assert [(part.name, part.lag) for part in lstm.state.parts] == [("c", 0), ("h", 0)]
    (mixed,) = chains(case_of("mixed_lags"), 0, 1)
    assert [(part.name, part.lag) for part in mixed.state.parts] == [("c", 0), ("h", 0), ("h", 1)]


def test_each_direction_has_a_chain_of_its_own() -> None:
    ahead, back = chains(case_of("bidirectional"), 3, 8)
    assert (ahead.state.names, ahead.start, ahead.end, ahead.steps) == (["h"], 3, 8, (4, 5, 6, 7, 8))
    assert (back.state.names, back.start, back.end, back.steps) == (["g"], 8, 3, (7, 6, 5, 4, 3))


def test_what_another_sweep_computes_is_no_part_of_a_state() -> None:
    found = chains(case_of("towers"), 3, 8)  # k reads g[t+1], which is there before k begins
    assert sorted((link.state.direction, *link.state.names) for link in found) == [(-1, "g"), (1, "h"), (1, "k")]


@pytest.mark.parametrize("name", NAMES)
def test_a_part_of_the_span_has_the_same_factors_as_the_whole(name: str) -> None:
    for whole, part in zip(chains(case_of(name), 0, T + 1), chains(case_of(name), 6, 9), strict=True):
        at = [whole.steps.index(i) for i in part.steps]
        np.testing.assert_allclose(part.factors, whole.factors[at], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", NAMES)
def test_one_step_and_one_unit_are_enough(name: str) -> None:
    for case in (case_of(name, 1), case_of(name, 3, x=1, y=1, units=1)):
        for number, link in enumerate(chains(case, 0, case.T + 1)):
            truth = exact(case, number, link.start, link.end)
            np.testing.assert_allclose(link.products.plain[-1], truth, rtol=1e-11, atol=1e-15)


def test_a_saturated_net_keeps_its_digits() -> None:
    # beyond |a| = 19 the slope 1 - tanh² itself is zero in float64; up to there the product holds what the step holds
    case = drawn(text_of("elman"), T, scale=4.0, seed=3)
    (link,) = chains(case, 0, T)
    truth = exact(case, 0, 0, T)
    assert 0 < np.abs(truth).max() < 1e-15
    np.testing.assert_allclose(link.products.plain[-1], truth, rtol=1e-9, atol=1e-12 * np.abs(truth).max())


def scalar(w: float, steps: int) -> Case:
    net = "h = W @ h[t-1]\nloss = squared_error(h, y)"
    return drawn(net, steps, y=2, units=2, parameters={"W": np.diag([w, w / 2])})


@pytest.mark.parametrize(("w", "steps"), [(1e-2, 100), (1e-2, 154), (1e-3, 300), (1e3, 300)])
def test_norms_stay_right_where_floats_end(w: float, steps: int) -> None:
    case = scalar(w, steps)
    run, (state,) = started(case)
    with run:
        found = norms(run, case, state, steps)
    lags = np.arange(steps + 1)
    assert found.steps.tolist() == list(range(steps, -1, -1))
    np.testing.assert_allclose(found.log10, lags * np.log10(w), rtol=1e-12, atol=1e-12)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(found.norm[:100], (np.array([w]) ** lags)[:100], rtol=1e-12)
        assert (found.norm == 0).tolist() == (found.log10 < -323.6).tolist()
        assert np.isinf(found.norm).tolist() == (found.log10 > 308.3).tolist()


def test_columns_that_explode_do_not_drown_columns_that_vanish() -> None:
    net = "h = W @ h[t-1]"
    case = drawn(net, 250, units=2, parameters={"W": np.diag([10.0, 0.1])})
    (link,) = chains(case, 0, 250)
    last = link.products[-1]
    logs = np.log10(np.diagonal(last.mantissa)) + last.exponent * np.log10(2)
    np.testing.assert_allclose(logs, [250, -250], rtol=1e-12)


def test_an_overflow_is_told_with_its_step() -> None:
    case = drawn("h = W @ h[t-1] + exp(h[t-1])\nloss = squared_error(h, y)", T, y=2, units=2)
    (link,) = chains(case, 0, T)
    assert link.first_nonfinite is not None
    values, _ = singular_values(link.products)
    assert np.isfinite(values[: link.steps.index(link.first_nonfinite) + 1]).all()
    assert not np.isfinite(values[-1][0])
    assert np.isnan(spectral_radius(link.products)[0][-1])


def test_a_unit_with_an_infinite_slope_leaves_the_rows_of_the_others_as_they_are() -> None:
    case = drawn("h = sqrt(W @ h[t-1])", 1, sizes={"h": 3}, parameters={"W": np.diag([1.0, 4.0, 9.0])})
    (link,) = chains(replace(case, initial={"h": np.array([[0.0, 1.0, 4.0]])}), 0, 1)
    assert not np.isfinite(link.factors[0][0]).all(), "the slope of √0"
    np.testing.assert_array_equal(link.factors[0][1:], [[0, 1, 0], [0, 0, 0.75]])


def test_an_infinite_slope_before_any_matrix_stands_beside_zeros() -> None:
    case = drawn("h = sqrt(h[t-1]) + U @ x", 1, sizes={"h": 2}, parameters={"U": np.zeros((2, 3))})
    (link,) = chains(replace(case, initial={"h": np.array([[0.0, 1.0]])}), 0, 1)
    np.testing.assert_array_equal(link.factors[0], [[np.inf, 0], [0, 0.5]])


def test_what_a_person_holds_or_detaches_is_a_row_or_an_edge_of_zeros() -> None:
    case = case_of("lstm")
    held = replace(case, changes=(Change("hold", "c", steps=(6,), units=(1,), value=0.3),))
    (link,) = chains(held, 3, 9)
    at = link.steps.index(6)
    assert not link.factors[at][1].any()
    assert link.factors[at][0].any()
    np.testing.assert_allclose(link.products.plain[-1], exact(held, 0, 3, 9), rtol=1e-11, atol=1e-14)
    elman = replace(case_of("elman"), changes=(Change("detach", "h", -1, "a", steps=(6,)),))
    (link,) = chains(elman, 3, 9)
    assert not link.factors[2].any()
    assert not link.products.plain[-1].any()


@pytest.mark.parametrize("name", NAMES)
def test_the_norms_at_one_step_are_those_of_the_chains_to_it(name: str) -> None:
    case = case_of(name)
    run, found = started(case)
    with run:
        for state in found:
            end = 15 if state.direction > 0 else 6
            told = norms(run, case, state, end)
            for k, norm, log in zip(*told, strict=True):
                whole = chain(run, case, state, int(k), end).products.plain[-1]
                assert norm == pytest.approx(np.linalg.norm(whole, 2), rel=1e-10)
                assert (10.0**log) == pytest.approx(norm, rel=1e-10)


@settings(max_examples=60)
@given(case=texts.cases())
def test_the_chains_of_random_nets_are_what_moving_the_state_gives(case: Case) -> None:
    note(case.net.text)
    for number, link in enumerate(chains(case, 0, case.T + 1)):
        if np.isfinite(link.factors).all() and np.abs(link.products.plain[-1]).max() < 1e100:
            truth = exact(case, number, link.start, link.end)
            scale = np.abs(link.products.plain).max()
            np.testing.assert_allclose(link.products.plain[-1], truth, rtol=1e-8, atol=1e-12 * scale)


def test_two_steps_are_brought_into_the_sweeps_order_and_inside_of_what_there_is() -> None:
    ahead, back = (link.state for link in chains(case_of("bidirectional"), 3, 8))
    assert ends(ahead, T, 9, 4) == ends(ahead, T, 4, 9) == (4, 9)
    assert ends(ahead, T, -3, 99) == (0, T)
    assert ends(ahead, T, 0, T + 1) == (0, T)
    assert ends(back, T, 4, 9) == ends(back, T, 9, 4) == (9, 4)
    assert ends(back, T, 0, T + 1) == (T + 1, 1)
