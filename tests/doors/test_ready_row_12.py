"""What the notes of the ready examples say is true of the twelfth row: gradients vanish, explode, and are bounded."""

import math
from typing import Any

import numpy as np
import pytest
from ready import ALL, norms, pairs, run

from unspool.documents import read_spec
from unspool.engine import start
from unspool.gradients.bound import Bound, bound
from unspool.gradients.states import states


def bound_of(name: str, **changed: Any) -> Bound:
    case = read_spec({**ALL[name].spec, **changed}).case
    with start(case) as made:
        for _ in made.forward():
            pass
        return bound(made, case, states(made.program)[0], ALL[name].view["laid"]["t"])


def test_gradients_vanish_where_it_says_so_and_explode_where_it_says_so() -> None:
    vanishing, exploding = norms(run("vanishing"), "h"), norms(run("exploding"), "h")
    assert all(before < after for before, after in pairs(vanishing))
    assert vanishing[0] < 1e-3 * vanishing[-1]
    assert all(before > after for before, after in pairs(exploding))
    assert exploding[0] > 100 * exploding[-1]
    values = np.abs(run("exploding").values["h"]).max(axis=-1)
    assert all(before < after for before, after in pairs(values))


def test_beyond_all_numbers_the_values_leave_at_the_last_step_and_no_gradient_is_finite() -> None:
    trace = run("beyond_numbers")
    assert trace.first_nonfinite == {"node": "h", "t": 8, "unit": 0, "pass": "forward"}
    assert np.isfinite(trace.values["h"][:7]).all()
    assert not np.isfinite(trace.grads["h"]).any()


def test_below_1_the_bound_forces_the_norm_to_vanish() -> None:
    found = bound_of("bound_vanishing")
    assert found.bound is not None
    assert found.bound[39] == pytest.approx(39 * math.log10(0.7))
    assert 10 ** found.bound[39] < 1e-6
    assert found.norm[39] < 10 ** found.bound[39]


def test_the_norm_overflows_at_the_step_that_the_note_says_and_so_does_the_gradient() -> None:
    found = bound_of("bound_overflow")
    assert found.steps[np.isinf(found.norm)].tolist() == list(range(59, -1, -1))
    assert np.diff(found.log10)[20:] == pytest.approx(math.log10(5), abs=0.2)
    trace = run("bound_overflow")
    assert not trace.values["h"].any()
    assert trace.first_nonfinite is not None
    assert (trace.first_nonfinite["t"], trace.first_nonfinite["pass"]) == (58, "backward")


def test_an_orthogonal_linear_net_keeps_the_norm_over_500_steps() -> None:
    found = bound_of("bound_orthogonal")
    assert len(found.norm) == 501
    np.testing.assert_allclose(found.norm, 1.0, rtol=1e-12)
    for by, end in ((1.02, 1e4), (0.98, 1e-4)):
        changes = [*ALL["bound_orthogonal"].spec["changes"][:1], {"scale": "W", "norm": by}]
        norm = bound_of("bound_orthogonal", changes=changes).norm[500]
        assert norm > end if by > 1 else norm < end


def test_a_radius_below_1_grows_twentyfold_before_it_decays() -> None:
    found = bound_of("bound_not_normal")
    W = np.array(ALL["bound_not_normal"].spec["parameters"]["W"])
    assert np.abs(np.linalg.eigvals(W)) == pytest.approx([0.9, 0.9])
    assert np.linalg.norm(W, 2) == pytest.approx(5.4, abs=0.05)
    assert found.norm.argmax() == ALL["bound_not_normal"].view["laid"]["t"] - ALL["bound_not_normal"].view["laid"]["k"]
    assert found.norm.max() == pytest.approx(20, abs=0.5)
    assert found.norm[-1] < 1


def test_a_bound_of_billions_allows_what_is_small() -> None:
    found = bound_of("bound_loose")
    assert found.bound is not None
    assert 10 ** found.bound[20] == pytest.approx(3.0**20)
    assert found.norm[20] == pytest.approx(0.12, abs=0.005)


def test_where_every_relu_is_off_exactly_nothing_is_left_while_the_bound_stays() -> None:
    found, values = bound_of("bound_relu"), run("bound_relu").values["h"]
    assert not values[18].any()
    assert found.bound is not None
    np.testing.assert_allclose(found.bound, 0.0, atol=1e-12)
    assert (found.norm[found.steps >= 19] > 0).all()
    assert (found.norm[found.steps < 19] == 0).all()
