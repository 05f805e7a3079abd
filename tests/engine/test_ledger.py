"""Every cell of the ledger, for every parameter of every net of the library at T = 20, from states that are not zero.

Two independent ways: an untied copy takes a complex step, which gives a column; the oracle takes one loss back alone
and every share is built, which gives a row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import texts
from cases import Case, drawn
from copies import NAMES, built, case_of
from hypothesis import given, note, settings

from unspool import engine, gradients
from unspool.engine import Change, Run
from unspool.gradients import ledger
from unspool.gradients.cell_check import beyond_stages
from unspool.gradients.outer import direction
from unspool.gradients.reach import reached
from unspool.gradients.untied import copy_derivatives, moved_losses
from unspool.gradients.work import finished
from unspool.recurrence import read


@contextmanager
def swept(case: Case, losses: list[int] | None = None) -> Iterator[tuple[Run, list[int]]]:
    """A run whose losses went back one by one."""
    with engine.forwards(case, seeds=("loss",)) as run:
        live = [t for t in losses or range(1, case.T + 1) if run.has_loss[t - 1]]
        for _ in ledger.swept(run, live):
            pass
        yield run, live


def gradient_of(case: Case) -> dict[str, Any]:
    with engine.start(case) as run:
        run.finish()
        return {name: np.array(grad) for name, grad in run.parameter_grads.items()}


@cache
def built_cells(name: str) -> tuple[list[int], dict[str, Any]]:
    """name -> (losses, T, *shape), each loss taken back alone by the oracle."""
    case = case_of(name)
    with engine.forwards(case, seeds=("loss",), plain=True) as run:
        live = [t for t in range(1, case.T + 1) if run.has_loss[t - 1]]
        rows = []
        for t in live:
            for _ in run.backward(seeds={"loss": np.eye(case.T)[t - 1]}):
                pass
            rows.append(built(run))
    return live, {parameter: np.stack([row[parameter] for row in rows]) for parameter in rows[0]}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_the_one_that_is_built_and_all_sums_hold(name: str) -> None:
    grads = gradient_of(case_of(name))
    losses, slow = built_cells(name)
    with engine.start(case_of(name)) as whole:
        whole.finish()
        shares = gradients.shares(whole)
    with swept(case_of(name)) as (run, live):
        assert live == losses
        for parameter, grad in grads.items():
            found = ledger.factors(run, parameter, live)
            cells, way = slow[parameter], direction(grad)
            flat = cells.reshape(*cells.shape[:2], -1)
            along, sizes = ledger.along(found, way), ledger.sizes(found)
            largest = np.linalg.norm(flat, axis=-1).max()
            np.testing.assert_allclose(sizes, np.linalg.norm(flat, axis=-1), rtol=1e-11, atol=1e-14 * largest)
            np.testing.assert_allclose(along, flat @ way.ravel(), rtol=1e-10, atol=1e-14 * largest)
            at = tuple(size - 1 for size in grad.shape)
            np.testing.assert_allclose(ledger.entry(found, at), cells[(..., *at)], rtol=1e-10, atol=1e-14 * largest)
            np.testing.assert_allclose(ledger.loss_gradients(found), cells.sum(axis=1), atol=1e-13 * largest)
            np.testing.assert_allclose(ledger.cell(found, live[-1], 2), cells[-1, 1], atol=1e-14 * largest)
            scale = np.abs(along).sum()
            np.testing.assert_allclose(along.sum(axis=0), shares[parameter].along, atol=1e-13 * scale)
            assert along.sum() == pytest.approx(np.linalg.norm(grad), rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_what_a_loss_makes_of_that_copy_moved_alone(name: str) -> None:
    case = case_of(name)
    with swept(case) as (run, live):
        for parameter, grad in gradient_of(case).items():
            way = direction(grad)
            along = ledger.along(ledger.factors(run, parameter, live), way)
            exact = np.stack([copy_derivatives(case, parameter, k, way) for k in range(1, case.T + 1)], axis=1)
            exact = exact[[t - 1 for t in live]]
            np.testing.assert_allclose(along, exact, rtol=1e-9, atol=1e-13 * np.abs(exact).max(), err_msg=parameter)


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_says_which_cells_can_be_reached(name: str) -> None:
    """What comes back is not zero there, even where a missing input makes the cell itself zero."""
    with swept(case_of(name)) as (run, live):
        for parameter in run.parameters:
            found = ledger.factors(run, parameter, live)
            back = sum((rows != 0).any(axis=-1).T for rows, _ in found.uses)
            assert np.array_equal(reached(run, parameter, live), back > 0), parameter
            assert not ledger.sizes(found)[~reached(run, parameter, live)].any()


def test_a_slope_of_zero_does_not_close_a_cell() -> None:
    case = Case(read("h = relu(w * h[t-1] - 1)\nloss = sum(h)"), 3, parameters={"w": np.array(0.5)})
    with swept(case) as (run, live):
        found = ledger.factors(run, "w", live)
        assert not ledger.sizes(found).any()
        assert reached(run, "w", live).tolist() == np.tri(3, dtype=bool).tolist()


def test_a_net_that_reads_backwards_fills_the_other_half() -> None:
    with swept(drawn("g = tanh(U @ x + W @ g[t+1])\nloss = squared_error(g, y)", 5)) as (run, live):
        assert np.array_equal(reached(run, "W", live), np.tri(5, dtype=bool).T)


def test_a_detached_edge_splits_the_ledger_into_blocks() -> None:
    case = replace(case_of("elman"), changes=(Change("detach", "h", -1, steps=(8, 15)),))
    with swept(case) as (run, live):
        there = reached(run, "W", live)
    blocks = np.digitize(np.arange(1, 21), [8, 15])
    wanted = (blocks[:, None] == blocks) & np.tri(20, dtype=bool)
    assert np.array_equal(there, wanted[[t - 1 for t in live]])


def test_scissors_hold_back_the_complex_step_of_an_untied_copy_too() -> None:
    case = replace(case_of("lstm"), changes=(Change("detach", "h", -1, steps=(8,)), Change("detach", "c", -1)))
    grad = gradient_of(case)["W_hf"]
    with swept(case) as (run, live):
        along = ledger.along(ledger.factors(run, "W_hf", live), direction(grad))
    exact = copy_derivatives(case, "W_hf", 4, direction(grad))[[t - 1 for t in live]]
    np.testing.assert_allclose(along[:, 3], exact, rtol=1e-9, atol=1e-15)
    assert not exact[live.index(9) :].any()


@pytest.mark.parametrize("name", ["elman", "lstm", "far", "bidirectional", "both_ways"])
def test_held_beyond_its_stages_a_copy_moves_its_loss_by_nothing(name: str) -> None:
    """By complex step and by a real step alike, on both sides of the loss; within the stages all is as it was."""
    case = case_of(name)
    for parameter, grad in gradient_of(case).items():
        for loss, copy in ((16, 4), (16, 12), (4, 16)):
            cut, way = beyond_stages(case, (loss, copy), 4), direction(grad)
            moved = moved_losses(cut, parameter, copy)
            still, real, imaginary = (finished(moved(way, by))[loss - 1] for by in (0, 0.1, 1e-30j))
            assert still == real, (parameter, loss, copy)
            assert imaginary.imag == 0, (parameter, loss, copy)
        assert beyond_stages(case, (16, 13), 4) is case


def test_what_scissors_leave_is_a_real_difference_too_where_what_passes_is_held() -> None:
    case = replace(case_of("lstm"), changes=(Change("detach", "h", -1, steps=(8,)),))
    grad = gradient_of(case)["W_hf"]
    exact = copy_derivatives(case, "W_hf", 4, direction(grad))

    def central(of: Case) -> np.ndarray:
        losses = moved_losses(of, "W_hf", 4)
        above, below = (finished(losses(direction(grad), by)) for by in (1e-5, -1e-5))
        return np.asarray((above - below).real / 2e-5)

    np.testing.assert_allclose(central(case), exact, atol=1e-9)
    assert np.abs(central(case_of("lstm")) - exact).max() > 1e-6


@pytest.mark.parametrize("name", ["bidirectional", "lstm"])
def test_a_copy_that_is_moved_in_turns_moves_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(name)
    for parameter, grad in gradient_of(case).items():
        whole = copy_derivatives(case, parameter, 7, direction(grad))
        monkeypatch.setattr("unspool.gradients.untied.TURN", 3)
        np.testing.assert_array_equal(copy_derivatives(case, parameter, 7, direction(grad)), whole)
        monkeypatch.undo()


def test_only_the_losses_that_are_asked_for_go_back() -> None:
    with swept(case_of("gru")) as (run, live):
        whole = ledger.sizes(ledger.factors(run, "W_hz" if "W_hz" in run.parameters else "b_z", live))
        name = "W_hz" if "W_hz" in run.parameters else "b_z"
    with swept(case_of("gru"), [3, 4, 19]) as (run, few):
        some = ledger.sizes(ledger.factors(run, name, few))
    np.testing.assert_allclose(some, whole[[live.index(t) for t in few]], rtol=1e-12)


def test_sweeps_of_some_losses_each_are_joined() -> None:
    parts = []
    for losses in ([1, 2, 3], list(range(4, 21))):
        with swept(case_of("twice"), losses) as (run, live):
            parts.append(ledger.factors(run, "W", live))
    with swept(case_of("twice")) as (run, live):
        whole = ledger.factors(run, "W", live)
    both = ledger.joined(parts)
    assert both.losses == whole.losses
    np.testing.assert_allclose(ledger.sizes(both), ledger.sizes(whole), rtol=1e-12)


@settings(max_examples=40)
@given(case=texts.cases())
def test_the_ledgers_of_random_nets_add_up_and_stay_within_reach(case: Case) -> None:
    note(case.net.text)
    if case.net.loss is None:
        return
    grads = gradient_of(case)
    with swept(case) as (run, live):
        for parameter, grad in grads.items():
            found = ledger.factors(run, parameter, live)
            along, sizes = ledger.along(found, direction(grad)), ledger.sizes(found)
            if not np.isfinite(sizes).all() or sizes.max(initial=0.0) > 1e100:
                continue
            scale = max(1e-290, np.abs(along).sum())
            assert along.sum() / scale == pytest.approx(np.linalg.norm(grad) / scale, abs=1e-10), parameter
            assert not sizes[~reached(run, parameter, live)].any(), parameter
