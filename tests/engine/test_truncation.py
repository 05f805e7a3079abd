"""Truncation and clipping: what is left of the gradient, of its ledger, and how far it is off."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from cases import Case, drawn
from copies import NAMES, case_of

from unspool import engine
from unspool.engine import Change
from unspool.gradients import balance as balances
from unspool.gradients import clipping, ledger, truncation
from unspool.gradients.balance import Balance, Wanted, balance, checked, way
from unspool.gradients.ledger import Factors
from unspool.gradients.outer import scaled_norms
from unspool.gradients.untied import copy_derivatives
from unspool.gradients.work import finished
from unspool.recurrence import read


def balanced(case: Case, parameter: str, losses: tuple[int, int] | None = None, **wanted: Any) -> Balance:
    with engine.start(case, seeds=("loss",)) as run:
        return finished(balance(case, Wanted(parameter, losses or (1, case.T), **wanted), run))


def cells_of(found: Balance, parameter: str) -> Any:
    return ledger.along(found.after.cells, way(found.after, parameter))


@pytest.mark.parametrize("name", NAMES)
def test_stages_keep_the_cells_near_the_diagonal_and_nothing_else(name: str) -> None:
    case = case_of(name)
    for parameter in case.parameters:
        whole = balanced(case, parameter)
        found = balanced(case, parameter, stages=4)
        kept = truncation.within(whole.losses, case.T, 4)
        np.testing.assert_array_equal(found.lost, whole.after.reach & ~kept)
        built = sum(
            ledger.cell(whole.after.cells, t, k)
            for row, t in enumerate(whole.losses)
            for k in np.flatnonzero(kept[row]) + 1
        )
        size = np.abs(whole.after.grads[parameter]).max()
        np.testing.assert_allclose(found.after.grads[parameter], built, atol=1e-12 * size)
        along = cells_of(found, parameter)
        assert not along[~kept].any()
        assert along.sum() == pytest.approx(np.linalg.norm(built), rel=1e-11, abs=1e-14 * size)
        sums, _ = checked(found.after, parameter, along)
        assert sums.largest is not None
        assert sums.largest < 1e-12


@pytest.mark.parametrize("name", ["lstm", "far", "both_ways", "twice", "numbers"])
@pytest.mark.parametrize("asked", [{}, {"stages": 4}, {"clip": ("value", 0.01)}, {"alone": 18}])
def test_a_window_s_losses_and_all_others_together_add_up_to_the_whole(
    name: str, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_of(name)
    for parameter in case.parameters:
        whole = balanced(case, parameter, **asked)
        monkeypatch.setattr(balances, "WHOLE", 1)
        monkeypatch.setattr(balances, "AT_ONCE", 3)  # so that sweeps are added up, too
        found = balanced(case, parameter, (8, 12), **asked)
        monkeypatch.undo()
        size = np.abs(whole.after.grads[parameter]).max()
        np.testing.assert_allclose(found.after.grads[parameter], whole.after.grads[parameter], atol=1e-12 * size)
        assert set(found.losses) - {18} == {t for t in whole.losses if 8 <= t <= 12}
        assert (18 in found.losses) == ("alone" in asked)
        along, everything = cells_of(found, parameter), cells_of(whole, parameter)
        rows = [whole.losses.index(t) for t in found.losses]
        scale = np.abs(everything).sum()
        np.testing.assert_allclose(along, everything[rows], atol=1e-13 * scale)
        rest = ledger.along(found.after.rest, way(found.after, parameter))
        np.testing.assert_allclose(rest[0], np.delete(everything, rows, axis=0).sum(axis=0), atol=1e-13 * scale)
        sums, _ = checked(found.after, parameter, along)
        assert sums.rows is not None
        assert max(sums.rows, sums.columns or 0, sums.total or 0) < 1e-12


@pytest.mark.parametrize("name", NAMES)
def test_the_curves_are_those_of_each_number_of_stages(name: str) -> None:
    case = case_of(name)
    parameter = list(case.parameters)[-1]
    found = balanced(case, parameter, stages=7)
    curve, measured = found.curves, found.truncated["parameter"]
    assert curve["size"][6] == pytest.approx(measured.relative_size, rel=1e-10)
    assert curve["error"][6] == pytest.approx(measured.relative_error, rel=1e-9, abs=1e-13)
    assert curve["angle"][6] == pytest.approx(measured.angle, rel=1e-6, abs=1e-5)
    assert curve["size"][-1] == pytest.approx(1)
    assert curve["error"][-1] < 1e-12
    assert curve["angle"][-1] < 1e-5


@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize("losses", [(1, 2, 3, 4, 5, 6, 7), (3, 4, 5), (7,), (1, 3, 4, 7), (2, 6), ()])
def test_cells_of_some_losses_are_summed_by_how_far_back_their_copy_is(losses: tuple[int, ...], both: bool) -> None:
    T, rng = 7, np.random.default_rng(1)
    matrix = (rng.normal(size=(T, len(losses), 2)), rng.normal(size=(T, 3)))
    vector = (rng.normal(size=(T, len(losses), 6)), None)
    expected = np.zeros((T, 6))
    for at, t in enumerate(losses):
        for k in range(1, T + 1 if both else t + 1):
            back, operand = matrix
            expected[abs(t - k)] += np.outer(back[k - 1, at], operand[k - 1]).ravel() + vector[0][k - 1, at]
    found = truncation.by_lag(Factors(T, losses, (2, 3), (matrix, vector)), both)
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("name", ["elman", "lstm", "gru_2014", "bidirectional"])
def test_scissors_leave_what_an_untied_copy_still_makes_of_every_loss(name: str) -> None:
    case = case_of(name, 8)
    state = next(node for node in case.initial)
    shift = 1 if state in ("hb", "g") else -1
    cut = replace(case, changes=(Change("detach", state, shift, steps=(4,)),))
    for parameter in case.parameters:
        found = balanced(cut, parameter, before=True)
        exact = [copy_derivatives(cut, parameter, k, way(found.after, parameter)) for k in range(1, 9)]
        exact = np.stack(exact, axis=1)[[t - 1 for t in found.losses]]
        np.testing.assert_allclose(cells_of(found, parameter), exact, rtol=1e-9, atol=1e-13)
        assert found.before is not None
        np.testing.assert_array_equal(found.before.reach, found.after.reach | found.lost)
        whole = balanced(case, parameter)
        np.testing.assert_allclose(found.before.grads[parameter], whole.after.grads[parameter])
        assert found.truncated["all"].full_norm == pytest.approx(np.linalg.norm(clipping.whole(whole.after.grads)))


def test_the_forward_pass_does_not_change() -> None:
    case = case_of("lstm")
    with engine.start(case) as run, engine.start(replace(case, changes=(Change("detach", "c", -1),))) as other:
        run.finish()
        other.finish()
        assert run.loss == other.loss


def test_a_small_angle_has_its_digits() -> None:
    one = np.array([1.0, 0.0, 1e-9])
    assert truncation.angle(one, np.array([1.0, 0.0, 0.0])) == pytest.approx(np.degrees(1e-9), rel=1e-9)
    assert truncation.angle(one, -one) == 180
    assert truncation.angle(one, 0 * one) is None


def test_what_is_left_of_an_infinite_gradient_can_be_finite() -> None:
    case = Case(read("h = w * h[t-1]\nloss = squared_error(h, y)"), 4, None, np.zeros((4, 1)), np.ones(4),
                initial={"h": np.array([1e80])}, parameters={"w": np.array([1e40])})  # fmt: skip
    found = balanced(case, "w", stages=1)
    assert found.truncated["parameter"].relative_size is None
    assert not np.isfinite(found.truncated["parameter"].full_norm)


def test_without_a_target_nothing_is_left_and_nothing_lost() -> None:
    case = replace(drawn("h = tanh(W @ h[t-1] + U @ x)\nloss = squared_error(h, y)", 3), present=np.zeros(3))
    found = balanced(case, "W", stages=2, clip=("norm", 1.0))
    assert found.losses == ()
    assert found.truncated["all"].norm == 0
    assert cells_of(found, "W").shape == (0, 3)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["norm", "value"])
def test_clipped_cells_add_up_to_the_clipped_gradient(name: str, how: Any) -> None:
    case = case_of(name)
    for parameter in [*case.parameters][-3:]:
        size = np.abs(balanced(case, parameter).after.grads[parameter]).max()
        found = balanced(case, parameter, clip=(how, size / 3))
        assert found.clipped is not None
        grad = found.after.grads[parameter]
        np.testing.assert_array_equal(grad, found.clipped.grads[parameter])
        along = cells_of(found, parameter)
        sums, _ = checked(found.after, parameter, along)
        assert sums.largest is not None
        assert sums.largest < 1e-12
        assert along.sum() == pytest.approx(np.linalg.norm(grad), rel=1e-11, abs=1e-14 * size)
        sizes, scale = ledger.sizes(found.after.cells, found.after.scale), found.after.scale
        one = ledger.cell(found.after.cells, found.losses[-1], case.T - 1) * scale
        assert sizes[-1, case.T - 2] == pytest.approx(np.linalg.norm(one), rel=1e-7, abs=1e-12 * size)


@pytest.mark.parametrize("uses", [1, 2, 3])
def test_what_cancels_between_the_uses_of_a_clipped_parameter_costs_the_norm_no_digits(uses: int) -> None:
    """Against fractions, which round nothing: two products that differ in their ninth digit, and rows scaled apart."""
    rng = np.random.default_rng(uses)
    back, operand = rng.normal(size=(2, 3, uses, 4)), rng.normal(size=(2, uses, 5))
    if uses > 1:
        back[:, :, 1], operand[:, 1] = back[:, :, 0], -operand[:, 0] * (1 + 1e-9 * rng.normal(size=5))
        back[:, :, 2:] *= 1e-12
    scale = np.where(rng.random((4, 5)) < 0.5, rng.random((4, 5)), 1.0)
    found = scaled_norms(back, operand, scale)
    for t, k in np.ndindex(found.shape):
        square = sum(
            (Fraction(scale[i, j]) * sum(Fraction(back[t, k, r, i]) * Fraction(operand[t, r, j]) for r in range(uses)))
            ** 2
            for i, j in np.ndindex(scale.shape)
        )
        assert found[t, k] == pytest.approx(float(square) ** 0.5, rel=1e-14 if uses == 1 else 3e-6)


@pytest.mark.parametrize(
    ("size", "at", "factor"),
    [(5.0, 2.5, 2.5 / (5.0 + 1e-6)), (5.0, 100.0, 1.0), (1e-6, 1e-6, 0.5), (0.0, 1.0, 1.0), (np.inf, 1.0, 0.0)],
)
def test_clipping_by_norm_scales_all_parameters_by_one_factor_that_never_lengthens(
    size: float, at: float, factor: float
) -> None:
    grads = {"W": np.array([[0.6 * size]]), "b": np.array([0.0, 0.8 * size])}
    found = clipping.by_norm(grads, at)
    assert found.factor == pytest.approx(factor, rel=1e-15)
    for name, grad in grads.items():
        with np.errstate(invalid="ignore"):
            np.testing.assert_array_equal(found.grads[name], grad * found.factor)
    assert found.touched("b") == (0 if factor == 1 else 2)


def test_clipping_by_value_stops_each_entry_at_the_limit_and_says_how_many() -> None:
    found = clipping.by_value({"W": np.array([[-3.0, 0.5, 1.0], [np.inf, -np.inf, np.nan]])}, 1.0)
    np.testing.assert_array_equal(found.grads["W"], [[-1, 0.5, 1], [1, -1, np.nan]])
    np.testing.assert_array_equal(found.scale["W"], [[1 / 3, 1, 1], [0, 0, np.nan]])
    assert found.touched("W") == 4
    assert found.factor is None


def test_clipping_does_what_torch_does() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    for grads in (
        {"W": rng.normal(size=(3, 4)), "b": rng.normal(size=3), "a": np.array(2.0)},
        {"W": np.array([[1.0, np.inf], [-np.inf, 2.0]])},
        {"W": np.array([[1.0, np.nan], [5.0, 2.0]])},
        {"W": np.zeros((2, 2))},
    ):
        for at in (0.5, 100.0):
            for ours, theirs in (
                (clipping.by_norm, torch.nn.utils.clip_grad_norm_),
                (clipping.by_value, torch.nn.utils.clip_grad_value_),
            ):
                parameters = {name: torch.nn.Parameter(torch.zeros(grad.shape, dtype=torch.float64))
                              for name, grad in grads.items()}  # fmt: skip
                for name, grad in grads.items():
                    parameters[name].grad = torch.tensor(grad)
                theirs(parameters.values(), at)
                for name, grad in ours(grads, at).grads.items():
                    np.testing.assert_allclose(grad, parameters[name].grad.numpy(), rtol=1e-14)
