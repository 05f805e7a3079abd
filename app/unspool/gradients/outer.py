"""Norms of sums of outer products, ‖Σ_r back_r operand_rᵀ‖, without building one: that would take m × n numbers each.

One product's norm is the product of two, ‖δ vᵀ‖ = ‖δ‖ ‖v‖. A sum is taken in a basis of its operands: with
operands = Q R (R has as many columns as there are products), ‖backᵀ operands‖ = ‖backᵀ Rᵀ‖; what cancels between two
products then costs no digits, as it would in ‖S‖² = Σ ⟨back_i, back_j⟩ ⟨operand_i, operand_j⟩.
"""

from __future__ import annotations

import numpy as np

from unspool.engine import Array, norm


def norms(back: Array, operand: Array) -> Array:
    """(T, K): of back (T, K, R, m) and operand (T, R, n), summed over R; K share their operands."""
    sizes, others = lengths(back), lengths(operand)
    weights = sizes * others[:, None]
    if weights.shape[-1] == 1:
        return np.asarray(weights[..., 0])
    largest = weights.max(axis=-1)
    whole = np.isfinite(largest) & (largest > 0)
    found = np.array(largest)  # zero, or not finite
    if whole.any():
        basis = np.linalg.qr(np.swapaxes(_unit(operand, others), 1, 2), mode="r")
        weights = weights[whole] / largest[whole][:, None]
        inside = np.einsum(
            "crm,clr->clm", _unit(back[whole], sizes[whole]) * weights[..., None], basis[np.nonzero(whole)[0]]
        )
        found[whole] = largest[whole] * norm(inside.reshape(len(inside), -1))
    return found


def scaled_norms(back: Array, operand: Array, scale: Array) -> Array:
    """(T, K): the same with every entry multiplied by that of ``scale`` (m, n) first.

    ‖M ⊙ Σ_r b_r v_rᵀ‖² = Σ_rs (b_r ⊙ b_s)ᵀ M² (v_r ⊙ v_s): what cancels between two products costs digits here.
    """
    sizes, others = lengths(back), lengths(operand)
    weights = sizes * others[:, None]
    largest = weights.max(axis=-1)
    unit, across = _unit(back, sizes), _unit(operand, others)
    weights = weights / np.where(largest == 0, 1.0, largest)[..., None]
    squares = np.zeros(largest.shape)
    for r, s in np.ndindex(back.shape[2], back.shape[2]):
        inside = (across[:, r] * across[:, s]) @ np.square(scale).T
        both = np.matmul(unit[:, :, r] * unit[:, :, s], inside[..., None])[..., 0]
        squares += weights[..., r] * weights[..., s] * both
    return np.asarray(largest * np.sqrt(np.maximum(squares, 0.0)))


def lengths(rows: Array) -> Array:
    """Norms over the last axis: by plain squares where these neither overflow nor vanish, which is nearly always."""
    squares = np.einsum("...i,...i->...", rows, rows)
    found = np.sqrt(squares)
    odd = ~((squares > 1e-250) & (squares < 1e250))
    found[odd] = norm(rows[odd])
    return np.asarray(found)


def direction(grad: Array) -> Array:
    """G / ‖G‖: zero where G is, NaN where it is not finite."""
    size = np.abs(grad).max(initial=0.0)
    if size == 0:
        return np.zeros_like(grad)
    if not np.isfinite(size):
        return np.full_like(grad, np.nan)
    scaled = grad / size
    return np.asarray(scaled / norm(np.ravel(scaled)))


def _unit(rows: Array, sizes: Array) -> Array:
    return rows / np.where(sizes == 0, 1.0, sizes)[..., None]
