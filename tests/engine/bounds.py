"""What the tests of the bound share: nets that have one, bounds of whole runs, and that a bound holds."""

import numpy as np
from cases import LIBRARY_NAMES, drawn, text_of

from unspool import engine
from unspool.engine import Case, Run
from unspool.gradients.bound import Bound, Check, bound
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


CASES = {
    **{name: drawn(text_of(name), 12, seed=3) for name in LIBRARY_NAMES},
    **{name: drawn(text + TAIL, 12, seed=4, scale=1.2) for name, text in BOUNDED.items()},
}


def whole(run: Run, case: Case, state: State) -> Bound:
    """From the end of the sweep to its beginning."""
    return bound(run, case, state, case.T if state.direction > 0 else 1)


def bounds(case: Case) -> list[tuple[State, Bound]]:
    with engine.forwards(case) as run:
        return [(state, whole(run, case, state)) for state in states(run.program)]


def assert_within(found: Bound) -> None:
    assert found.bound is not None
    with np.errstate(invalid="ignore"):
        over = ~(found.log10 <= found.bound + 1e-9) & ~np.isneginf(found.log10)
    assert not over.any(), (found.steps[over], found.log10[over], found.bound[over])


def assert_agrees(checked: Check | None, relative: float) -> None:
    """A check was there, and both ways of moving the state find what is measured."""
    assert checked is not None
    assert checked.relative_error is not None
    assert checked.relative_error < relative
    assert checked.central_error is not None
    assert checked.central_error < 1e-4
