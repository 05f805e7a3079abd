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

    Row i of M ⊙ Σ_r b_r v_rᵀ is Σ_r b_ri (v_r ⊙ M_i), so every row has a basis of its own, shared by rows that are
    scaled alike. One product needs none: nothing cancels in ‖M ⊙ b vᵀ‖² = Σ_i b_i² Σ_j M_ij² v_j².
    """
    sizes, others = lengths(back), lengths(operand)
    weights = sizes * others[:, None]
    largest = weights.max(axis=-1)
    weighted = _unit(back, sizes) * (weights / np.where(largest == 0, 1.0, largest)[..., None])[..., None]
    across = _unit(operand, others)
    if back.shape[2] == 1:
        inside = np.sqrt(np.square(across[:, 0]) @ np.square(scale).T)
        return np.asarray(largest * lengths(weighted[:, :, 0] * inside[:, None]))
    rows, same = np.unique(scale, axis=0, return_inverse=True)
    squares = np.zeros(largest.shape)
    for number, row in enumerate(rows):
        scaled = across * row
        if not np.isfinite(scaled).all():
            squares += np.nan
            continue
        basis = np.linalg.qr(np.swapaxes(scaled, 1, 2), mode="r")
        inside = np.einsum("tkri,tlr->tkli", weighted[..., same.ravel() == number], basis)
        squares += np.einsum("tkli,tkli->tk", inside, inside)
    return np.asarray(largest * np.sqrt(squares))


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
