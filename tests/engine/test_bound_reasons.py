"""Where the norm of ∂s_t/∂s_k has no bound it is said why, and the norm is measured all the same."""

import numpy as np
import pytest
from bounds import CASES, TAIL, bounds
from cases import drawn

UNBOUNDED = {
    "h = exp(W @ h[t-1] + U @ x)": [("function", "h", ("exp",))],
    "z = sigmoid(A @ x)\nh = z * h[t-1] + U @ x": [("changing", "h", ("z", "h"))],
    "z = sigmoid(W @ h[t-1])\nh = z * h[t-1] + U @ x": [("product", "h", ("z", "h"))],
    "h = U @ x / (2 + W @ h[t-1])": [("divided", "h", ())],
    "h = tanh(U @ x + squared_error(h[t-1], W @ h[t-1]))": [("function", "h", ("squared_error",))],
    "h = tanh(W @ h[t-1] + S @ h[t-2] + U @ x)": [("delays", None, ("h",))],
    "h = tanh(W @ h[t-1] + U @ x)\ng = tanh(A @ g[t-1] + h)": [("states", None, ("h", "g"))],
}


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


def test_every_place_where_the_bound_ends_is_told_once_and_not_what_lies_behind_it() -> None:
    text = "m = exp(h[t-1])\nn = tanh(A @ m)\nz = x * h[t-1]\nh = softplus(n + z) * m"
    ((_, found),) = bounds(drawn(text, 4, units=3))
    assert isinstance(found.gain, list)
    assert [(one.code, one.equation) for one in found.gain] == [("function", "m"), ("changing", "z")]
