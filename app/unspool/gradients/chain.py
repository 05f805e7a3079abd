"""The chain of Jacobians: ∂s_t/∂s_k as a product of one factor a step, of the whole state (``states``).

    ∂s_t/∂s_k = J_t J_{t-1} ⋯ J_{k+1},     J_i = ∂s_i/∂s_{i-1}     (Pascanu et al. 2013, eq. 5; numerator layout)

Row u, column v of J_i is ∂s_i[u]/∂s_{i-1}[v], so the latest factor stands leftmost. In denominator layout every factor
is transposed and the order is reversed: J_{k+1}ᵀ ⋯ J_tᵀ, which is what carries gradients back. Multiplied in the other
order the same factors give something else (``Chain.wrong``), unless they commute.

In a sweep that runs backwards the chain goes from a later step to an earlier one: ∂s_t/∂s_k with t < k.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from unspool import engine
from unspool.engine import Array, Case, Run
from unspool.gradients.factors import factors
from unspool.gradients.scaled import LOG2, Scaled, running, singular_values
from unspool.gradients.states import State, states


@dataclass(frozen=True)
class Chain:
    """∂s_end/∂s_start. ``steps``: the i of every factor, in the order in which the sweep computes them.

    ``factors`` (n, S, S); ``products`` I, J_1, J_2 J_1 … of them, n + 1; ``wrong``: the other order, J_1 J_2 …,
    each transposed (so that it too grows column by column).
    """

    state: State
    start: int
    end: int
    steps: tuple[int, ...]
    factors: Array
    products: Scaled
    wrong: Scaled

    @property
    def first_nonfinite(self) -> int | None:
        """The step of the first factor with which the product is no longer finite."""
        fine = np.isfinite(self.products.mantissa).all(axis=(1, 2))
        return None if fine.all() else self.steps[int(np.argmin(fine)) - 1]


def chain(run: Run, case: Case, state: State, start: int, end: int) -> Chain:
    """The chain from s_start to s_end of a case whose run went forwards.

    ``start`` may be 0 (T + 1 where the sweep runs backwards): the initial state. ``end`` is no earlier than ``start``
    in the sweep's direction; where they are equal the chain has no factor and its product is the identity.
    """
    steps = tuple(range(start + state.direction, end + state.direction, state.direction))
    found = np.zeros((0, state.size, state.size))
    if steps:
        found = factors(run, case, state, min(steps), max(steps))[:: state.direction]
    return Chain(state, start, end, steps, found, running(found), running(np.swapaxes(found, 1, 2)))


def ends(state: State, T: int, one: int, other: int) -> tuple[int, int]:
    """Two steps as (start, end), in the sweep's direction and inside of what there is."""
    low, high = (0, T) if state.direction > 0 else (1, T + 1)
    found = sorted(min(max(step, low), high) for step in (one, other))
    return (found[0], found[1]) if state.direction > 0 else (found[1], found[0])


class Norms(NamedTuple):
    """‖∂s_t/∂s_k‖, the largest singular value, for every k: ``steps`` from t to the initial state.

    ``norm`` is infinite above 1.8e308 and zero below 5e-324; ``log10`` is right beyond both. Not finite where a factor
    is not.
    """

    steps: Array
    norm: Array
    log10: Array


def norms(run: Run, case: Case, state: State, t: int, first: int | None = None) -> Norms:
    """How much of s_k is left in s_t, for every k from t back to ``first`` (None: the initial state)."""
    begin = (0 if state.direction > 0 else case.T + 1) if first is None else first
    found = chain(run, case, state, begin, t)
    grown = running(np.swapaxes(found.factors[::-1], 1, 2))  # transposed: J_kᵀ ⋯ J_tᵀ, a new factor on the left
    values, top = singular_values(grown)
    with np.errstate(all="ignore"):
        return Norms(
            np.array([*found.steps[::-1], begin]) if found.steps else np.array([begin]),
            np.ldexp(values[:, 0], top),
            np.log10(values[:, 0]) + top * LOG2,
        )


def started(case: Case) -> tuple[Run, list[State]]:
    """A run of the case that went forwards, and its states; the caller closes the run."""
    run = engine.forwards(case)
    return run, states(run.program)
