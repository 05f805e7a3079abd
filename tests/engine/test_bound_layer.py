"""The bound of one layer alone, the others held as they were."""

import numpy as np
import pytest
from bounds import CASES, TAIL, assert_agrees, assert_within
from cases import drawn

from unspool import engine
from unspool.engine import Case
from unspool.gradients.bound import Bound, bound, check
from unspool.gradients.complex_step import H
from unspool.gradients.gain import Gain, NoGain
from unspool.gradients.layer import held
from unspool.gradients.moved import arriving, settled_values
from unspool.gradients.states import states


def alone(case: Case, name: str) -> tuple[Case, Bound]:
    """One layer, the others held."""
    with engine.forwards(case) as run:
        (state,) = states(run.program)
        still = held(run, case, state, name)
    with engine.forwards(still) as run:
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
        assert_agrees(check(found, still, 0, at, name), 1e-11)


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
