"""The largest eigenvalue of many symmetric matrices at once, without the others.

Lanczos' method: in the space of v, Gv, G²v, … the matrix is tridiagonal, and after a few steps its largest eigenvalue
is G's (Golub & Van Loan, Matrix Computations, 4th edition, section 10.1). How far it may be off is known, from what the
next step would add; matrices that are not there yet are decomposed as a whole. In a product of many Jacobians one
direction soon outgrows the others, and few are left.
"""

from __future__ import annotations

import numpy as np

from unspool.engine import Array

STEPS = 8
CLOSE = 1e-11  # ‖Gu - θu‖ / θ: θ's own error is no larger, and about its square where the next one is apart


def largest_eigenvalue(matrices: Array) -> Array:
    """(n,) of symmetric positive semidefinite matrices (n, S, S) of finite numbers, each to ``CLOSE`` or better."""
    size = matrices.shape[-1]
    if size <= 2 * STEPS:
        return _decomposed(matrices)
    found, off = _lanczos(matrices)
    open_ = ~(off <= CLOSE * found)
    if open_.any():
        found[open_] = _decomposed(matrices[open_])
    return found


def _decomposed(matrices: Array) -> Array:
    return np.asarray(np.maximum(np.linalg.eigvalsh(matrices)[..., -1], 0.0))


def _lanczos(matrices: Array) -> tuple[Array, Array]:
    """θ and ‖Gu - θu‖ of each. The start is at random, so that no net's structure is orthogonal to it, and the same
    every time."""
    n, size = matrices.shape[:2]
    start = np.random.default_rng(0).normal(size=size)
    basis, band = np.zeros((n, STEPS, size)), np.zeros((n, STEPS, STEPS))
    ahead = np.broadcast_to(start / np.linalg.norm(start), (n, size))
    for step in range(STEPS):
        basis[:, step] = ahead
        known = basis[:, : step + 1]
        image = (matrices @ ahead[..., None])[..., 0]
        band[:, step, step] = (image * ahead).sum(axis=-1)
        for _ in range(2):  # twice is enough: rounding would bring the old directions back
            image = image - ((known @ image[..., None]).swapaxes(1, 2) @ known)[:, 0]
        length = np.sqrt((image * image).sum(axis=-1))
        ahead = image / np.where(length > 0, length, 1.0)[:, None]
        if step + 1 < STEPS:
            band[:, step + 1, step] = length  # the lower half is what eigh reads
    values, vectors = np.linalg.eigh(band)
    return values[:, -1], np.abs(length * vectors[:, -1, -1])
