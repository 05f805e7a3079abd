"""What each step's copy of a parameter adds to its gradient: the shares S_t of ∂L/∂W = Σ_t S_t.

Unrolled, a net has a copy W(t) of every parameter at every step, and all of them are one (Goodfellow, Bengio &
Courville 2016, section 10.2.2: ∇_W L = Σ_t ∇_W(t) L). S_t moves the copy of step t alone and holds the others; it is
the sum, over the places where step t uses W, of the outer product back_t operand_tᵀ of two rows that the run keeps
(of back_t alone for vectors and numbers). Two numbers a step say how large it is. With G = ∂L/∂W:

    along_t = ⟨S_t, G⟩ / ‖G‖ = Σ_uses back_tᵀ (G / ‖G‖) operand_t      Σ_t along_t = ‖G‖
    norm_t  = ‖S_t‖ = ‖Σ_uses back_t operand_tᵀ‖                       Σ_t norm_t ≥ ‖G‖

The first is signed (a copy that pulls the other way is below 0) and adds up; norms do not. No S_t is built: that
would take T × m × n numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from unspool.engine import Array, Run
from unspool.gradients.outer import direction, lengths, norms

Pair = tuple[Array, Array]  # of one use: back (T, R, m) and operand (T, R, n); R is 1, or the batch


class Shares(NamedTuple):
    """Of one parameter, over time: both (T,).

    ``along`` is 0 at every step where G is zero, and NaN at every step where G is not finite: it has no direction
    then. A ``norm`` that is not finite belongs to a step whose share is not.
    """

    along: Array
    norm: Array


def shares(run: Run, grads: Mapping[str, Array] | None = None) -> dict[str, Shares]:
    """Every parameter's shares, after both passes of a run from one seed; with a batch S_t is the sum over it.

    ``grads``: the run's ``parameter_grads``, where they are known already.
    """
    vectors: dict[str, Array] = {}  # what came back, summed over the uses: S_t itself, (T, m)
    matrices: dict[str, list[Pair]] = {}
    with np.errstate(all="ignore"):
        for name, back, operand in run.uses():
            rows = back.reshape(run.T, -1, back.shape[-1])
            if operand is None:
                vectors[name] = vectors.get(name, 0.0) + rows.sum(axis=1)
            else:
                others = operand.reshape(run.T, -1, operand.shape[-1])
                matrices.setdefault(name, []).append((_evened(rows, others), _evened(others, rows)))
        found = {}
        for name, grad in (run.parameter_grads if grads is None else grads).items():
            if name in matrices:
                found[name] = Shares(_along(matrices[name], direction(grad)), _norms(matrices[name]))
            else:
                rows = np.broadcast_to(vectors.get(name, np.zeros(1)), (run.T, max(1, grad.size)))
                found[name] = Shares(rows @ direction(np.ravel(grad)), lengths(rows))
    return found


def _evened(rows: Array, like: Array) -> Array:
    """(T, R, size), where one row stands for the whole batch."""
    return np.broadcast_to(rows, (len(rows), max(rows.shape[1], like.shape[1]), rows.shape[2]))


def _along(pairs: list[Pair], direction: Array) -> Array:
    """Σ_uses back_tᵀ direction operand_t."""
    return np.asarray(sum(np.einsum("trm,trm->t", back, _times(operand, direction.T)) for back, operand in pairs))


def _times(rows: Array, matrix: Array) -> Array:
    """As one product, which is faster than one a step."""
    return np.asarray(rows.reshape(-1, rows.shape[-1]) @ matrix).reshape(*rows.shape[:-1], -1)


def _norms(pairs: list[Pair]) -> Array:
    """‖Σ_uses back_t operand_tᵀ‖, and over the batch."""
    back, operand = pairs[0] if len(pairs) == 1 else (np.concatenate(side, axis=1) for side in zip(*pairs, strict=True))
    return np.asarray(norms(back[:, None], operand)[:, 0])
