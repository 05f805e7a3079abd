"""Products of many matrices without overflow or underflow: every column with an exponent of its own.

    P_i = J_i P_{i-1},     P_i[:, c] = M_i[:, c] · 2^e_i[c],     1/2 <= max |M_i[:, c]| < 1

A column of P_i comes from the same column of P_{i-1} alone, so scaling columns loses nothing, by powers of two not even
a bit: an entry is right as long as it is not 1e-277 times smaller than the largest of its column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine import Array
from unspool.gradients.lanczos import largest_eigenvalue

LOG2 = float(np.log10(2.0))
TOGETHER = 8  # products that are scaled in one go …
FAR_DOWN, FAR_UP = 2.0**-100, 2.0**100  # … while the largest entries of all columns stay between these


@dataclass(frozen=True)
class Scaled:
    """Matrices ``mantissa`` (n, S, S) · 2^``exponent`` (n, S), column by column; not finite where a factor was not."""

    mantissa: Array
    exponent: Array

    def __getitem__(self, at: int | slice | list[int]) -> Scaled:
        return Scaled(self.mantissa[at], self.exponent[at])

    @property
    def plain(self) -> Array:
        """As they are: infinite above 1.8e308, zero below 5e-324."""
        with np.errstate(all="ignore"):
            return np.asarray(np.ldexp(self.mantissa, self.exponent[..., None, :]))

    @property
    def evened(self) -> tuple[Array, Array]:
        """(n, S, S) and (n,): one exponent for the whole matrix, that of its largest column."""
        largest = np.abs(self.mantissa).max(axis=-2) > 0
        top = np.where(largest, self.exponent, np.iinfo(np.int64).min).max(axis=-1)
        top = np.where(largest.any(axis=-1), top, 0)
        with np.errstate(all="ignore"):
            # Times a power of two is exact, and faster than ldexp of every entry; 2^-1074 is the least there is.
            down = np.ldexp(1.0, np.maximum(self.exponent - top[..., None], -1_074))
            return self.mantissa * down[..., None, :], top


def scaled(matrices: Array) -> Scaled:
    """Matrices (n, S, S) as they are, scaled."""
    return Scaled(*_normal(matrices, np.zeros((len(matrices), matrices.shape[-1]), dtype=np.int64)))


def running(matrices: Array) -> Scaled:
    """I, J_1, J_2 J_1, … for factors (n, S, S): n + 1 products, each new factor on the left."""
    n, size = len(matrices), matrices.shape[-1]
    mantissa, exponent = np.zeros((n + 1, size, size)), np.zeros((n + 1, size), dtype=np.int64)
    mantissa[0], exponent[0] = _normal(np.eye(size), exponent[0])
    with np.errstate(all="ignore"):
        for first in range(0, n, TOGETHER):
            _multiply(matrices[first : first + TOGETHER], mantissa[first:], exponent[first:])
    return Scaled(mantissa, exponent)


def _multiply(factors: Array, mantissa: Array, exponent: Array) -> None:
    """The products with these factors, after the one that stands first; scaled together where none comes near the ends
    of float64 (scaling is exact, so when it is done changes no bit), else one by one."""
    after = slice(1, len(factors) + 1)
    for k, factor in enumerate(factors):
        np.matmul(factor, mantissa[k], out=mantissa[k + 1])
    largest = np.abs(mantissa[after]).max(axis=-2)
    if largest.min() > FAR_DOWN and largest.max() < FAR_UP:
        mantissa[after], exponent[after] = _scaled_by(largest, mantissa[after], exponent[0])
        return
    for k, factor in enumerate(factors):
        mantissa[k + 1], exponent[k + 1] = _normal(factor @ mantissa[k], exponent[k])


def singular_values(products: Scaled) -> tuple[Array, Array]:
    """(n, S) descending, times 2^(n,): those below about 1e-16 of the largest are noise; else inf or NaN."""
    rows, top = products.evened
    found = np.full(rows.shape[:2], np.nan)
    whole = np.isfinite(rows).all(axis=(1, 2))
    if whole.any():
        found[whole] = np.linalg.svd(rows[whole], compute_uv=False)
    broken = ~whole & ~np.isnan(rows).any(axis=(1, 2))
    found[broken, 0] = np.inf
    return found, top


def largest_singular_value(products: Scaled) -> tuple[Array, Array]:
    """(n,) times 2^(n,), the first of ``singular_values``: the root of the largest eigenvalue of MᵀM, which loses
    nothing of the largest and takes less than a decomposition of M; NaN where an entry is not a number."""
    rows, top = products.evened
    found = np.full(len(rows), np.nan)
    whole = np.isfinite(rows).all(axis=(1, 2))
    if whole.any():
        finite = rows if whole.all() else rows[whole]
        found[whole] = np.sqrt(largest_eigenvalue(np.swapaxes(finite, 1, 2) @ finite))
    found[~whole & ~np.isnan(rows).any(axis=(1, 2))] = np.inf
    return found, top


def spectral_radius(products: Scaled) -> tuple[Array, Array]:
    """The largest |eigenvalue| of each, (n,), times 2^(n,); NaN where an entry is not finite."""
    rows, top = products.evened
    found = np.full(len(rows), np.nan)
    whole = np.isfinite(rows).all(axis=(1, 2))
    if whole.any():
        found[whole] = np.abs(np.linalg.eigvals(rows[whole])).max(axis=-1)
    return found, top


def _normal(mantissa: Array, exponent: Array) -> tuple[Array, Array]:
    """Move powers of two from the columns of a matrix into their exponents."""
    return _scaled_by(np.abs(mantissa).max(axis=-2), mantissa, exponent)


def _scaled_by(largest: Array, mantissa: Array, exponent: Array) -> tuple[Array, Array]:
    """The same, where each column's largest entry is known."""
    by = np.where(np.isfinite(largest) & (largest > 0), np.frexp(largest)[1], 0)
    if by.size and by.min() > -1_000 and by.max() < 1_000:  # the power of two is a number, and a product is faster
        return mantissa * np.ldexp(1.0, -by)[..., None, :], exponent + by
    return np.ldexp(mantissa, -by[..., None, :]), exponent + by


def apart(found: Scaled, truth: Scaled) -> float:
    """‖found - truth‖ / ‖truth‖ of the last matrices (Frobenius), whatever their size; NaN where one is not finite.

    Two zeros are 0 apart, something is infinitely far from zero.
    """
    (one, one_top), (other, other_top) = found[-1:].evened, truth[-1:].evened
    sizes = [np.abs(rows).max() for rows in (one, other)]
    if not np.isfinite(sizes).all():
        return float("nan")
    if sizes[1] == 0:
        return 0.0 if sizes[0] == 0 else float("inf")
    with np.errstate(all="ignore"):
        moved = np.ldexp(one, np.clip(one_top - other_top, -3_000, 3_000)[:, None, None])
        return float(np.linalg.norm(moved - other) / np.linalg.norm(other))


def transposed(products: Scaled) -> Scaled:
    """Each transposed, with one exponent for the whole matrix."""
    rows, top = products.evened
    flat = np.swapaxes(rows, -1, -2)
    return Scaled(*_normal(flat, np.repeat(top[:, None], flat.shape[-1], axis=-1)))
