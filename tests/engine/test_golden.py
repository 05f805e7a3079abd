"""The fourteen golden runs: PyTorch's numbers, an oracle that shares no line with us.

1e-12 absolute in values and losses, 1e-10 relative in gradients. No absolute floor helps the gradients along: the
smallest golden gradient is 6e-8, and what is exactly 0 there is exactly 0 here.
"""

import numpy as np
import pytest
from cases import GOLDEN_NAMES, MACHINES, golden, golden_case

from unspool import engine


def assert_values(found: np.ndarray, expected: list, name: str) -> None:
    np.testing.assert_allclose(found, np.array(expected), rtol=0, atol=1e-12, err_msg=name)


def assert_gradient(found: np.ndarray, expected: list, name: str) -> None:
    np.testing.assert_allclose(found, np.array(expected), rtol=1e-10, atol=0, err_msg=name)


def test_all_fourteen_are_here() -> None:
    assert len(GOLDEN_NAMES) == 14


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", GOLDEN_NAMES)
def test_a_golden_run_has_pytorchs_numbers(name: str, plain: bool) -> None:
    expect = golden(name)["expect"]
    trace = engine.trace(golden_case(name), plain=plain)
    assert trace.loss == pytest.approx(expect["loss"], rel=0, abs=1e-12)
    assert [entry is None for entry in trace.losses] == [entry is None for entry in expect["losses"]]
    assert_values(np.array([e or 0 for e in trace.losses]), [e or 0 for e in expect["losses"]], "losses")
    assert set(trace.values) == set(expect["values"])
    assert set(trace.grads) == set(expect["grads"])
    assert set(trace.parameter_grads) == set(expect["parameter_grads"])
    for node in trace.values:
        assert_values(trace.values[node], expect["values"][node], node)
        assert_gradient(trace.grads[node], expect["grads"][node], node)
    for parameter in trace.parameter_grads:
        assert_gradient(trace.parameter_grads[parameter], expect["parameter_grads"][parameter], parameter)
    assert trace.first_nonfinite is None
