"""Nets whose chains of Jacobians are looked at, and what the tests of them share."""

from functools import cache
from typing import Any

import numpy as np
from cases import LIBRARY_NAMES, Case, drawn, text_of

from unspool.gradients.chain import Chain, chain, ends, started
from unspool.gradients.chain_check import Moved

T = 20
TEXTS = {
    "three_back": "h = tanh(U @ x + W @ h[t-1] + R @ h[t-3])\nloss = squared_error(h, y)",
    "only_two_back": "h = tanh(U @ x + W @ h[t-2])\nloss = squared_error(h, y)",
    "two_ahead": "g = tanh(U @ x + W @ g[t+1] + R @ g[t+2])\nloss = squared_error(g, y)",
    "mixed_lags": "c = tanh(W @ c[t-1] + R @ h[t-2] + x[t-1])\nh = c * sigmoid(V @ h[t-1])\nloss = squared_error(h, y)",
    "phases": "h = tanh(W @ h[t-1] + U @ x if reading else V @ h[t-1])\nloss = squared_error(h, y)",
    "feedback": "h = tanh(W @ h[t-1] + R @ yhat[t-1] + Q @ y[t-1])\n"
    "yhat = softmax(V @ h)\nloss = cross_entropy(yhat, y)",
    "towers": "h = tanh(U @ x + W @ h[t-1])\ng = tanh(V @ h + R @ g[t+1])\nk = tanh(A @ g[t+1] + B @ h + C @ k[t-1])\n"
    "loss = squared_error(k, y)",
    "two_sizes": "a = tanh(U @ x + W @ a[t-1] + P @ b[t-1])\nb = tanh(Q @ a + R @ b[t-1])\nloss = squared_error(a, y)",
    "an_error": "e = squared_error(h, y)\nh = tanh(W @ h[t-1] + U @ x + e[t-1])\nloss = squared_error(h, y)",
    "a_number": "s = sum(h)\nh = tanh(W @ h[t-1] + U @ x + s[t-1])\nloss = squared_error(h, y)",
}
NAMES = [*LIBRARY_NAMES, *TEXTS]


@cache
def case_of(name: str, steps: int = T, **drawing: Any) -> Case:
    text = TEXTS.get(name) or text_of(name)
    sizes = {"b": 2} if name == "two_sizes" else None
    return drawn(text, steps, seed=len(name), missing=(5, 6) if steps > 6 else (), sizes=sizes, **drawing)


def exact(case: Case, number: int, start: int, end: int) -> Any:
    """∂s_end/∂s_start, a column a run."""
    moved = Moved(case, number, start, end)
    return np.stack([moved.complex_step(unit) for unit in np.eye(moved.state.size)], axis=1)


def chains(case: Case, one: int, other: int) -> list[Chain]:
    """Of every state of a case."""
    run, found = started(case)
    with run:
        return [chain(run, case, state, *ends(state, case.T, one, other)) for state in found]
