"""What truncating back-propagation leaves of a gradient, and how far that is from the whole.

Two things bear the name. *Scissors* on a delay edge (``detach``): nothing comes back along it, the graph is another one
and the ledger falls into blocks; cells that have another way round stay, with other values. *K stages*: of the double
sum only the cells with |t − k| < K are kept, so each loss is taken back K steps, its own among them (the lecture: "the
number of stages must be chosen"; Williams & Peng 1990, BPTT(h) with a loss at every step). Neither changes a value of
the forward pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from unspool.engine import Array, norm
from unspool.gradients.ledger import Factors


class Off(NamedTuple):
    """What is left against the whole: norms, ‖left‖/‖full‖, ‖left − full‖/‖full‖, the angle between in degrees.

    None where there is no such number: the whole is zero or one of the two is not finite (no angle to zero either).
    """

    norm: float
    full_norm: float
    relative_size: float | None
    relative_error: float | None
    angle: float | None


def within(losses: Iterable[int], T: int, stages: int) -> NDArray[np.bool_]:
    """(K, T): the cells that are kept."""
    return np.abs(np.array(list(losses), dtype=int)[:, None] - np.arange(1, T + 1)) < stages


def banded(found: Factors, stages: int) -> Factors:
    """What is kept of each copy, over all losses: factors of one (K = 1)."""
    kept = within(found.losses, found.T, stages).T[..., None]
    uses = tuple((np.add.reduce(back, axis=1, keepdims=True, where=kept), rows) for back, rows in found.uses)
    return Factors(found.T, (0,), found.shape, uses)


def added(one: Factors, other: Factors) -> Factors:
    """The cells of both, of the same uses and as many losses."""
    uses = tuple((a + b, rows) for (a, rows), (b, _) in zip(one.uses, other.uses, strict=True))
    return Factors(one.T, one.losses, one.shape, uses)


def by_lag(found: Factors) -> Array:
    """Σ of the cells with |t − k| = lag, each as one row: (T, m n) for lag 0…T−1."""
    losses = np.array(found.losses, dtype=int) - 1
    size = int(np.prod(found.shape))
    total = np.zeros((found.T, size))
    for back, rows in found.uses:
        for lag in range(found.T):
            for copies in (losses - lag, losses + lag) if lag else (losses,):
                inside = np.flatnonzero((copies >= 0) & (copies < found.T))
                picked = back[copies[inside], inside]
                total[lag] += (picked.sum(axis=0) if rows is None else picked.T @ rows[copies[inside]]).ravel()
    return total


def off(left: Array, full: Array) -> Off:
    """Of two gradients, flat; with several parameters these are laid end to end."""
    with np.errstate(all="ignore"):
        size, whole = float(norm(left)), float(norm(full))
        if not (np.isfinite(size) and np.isfinite(whole) and whole > 0):
            return Off(size, whole, None, None, None)
        error = float(norm(left / whole - full / whole))
        return Off(size, whole, size / whole, error, angle(left, full))


def angle(one: Array, other: Array) -> float | None:
    """In degrees, exact for small ones too: 2 atan2(‖u − v‖, ‖u + v‖) of the unit vectors (Kahan 2006)."""
    sizes = float(norm(one)), float(norm(other))
    if not all(np.isfinite(size) and size > 0 for size in sizes):
        return None
    u, v = one / sizes[0], other / sizes[1]
    return float(np.degrees(2 * np.arctan2(norm(u - v), norm(u + v))))


def curves(lags: Array, full: Array) -> dict[str, Array]:
    """Relative size, relative error and angle for every number of stages 1…T; NaN where there is none."""
    kept = np.cumsum(lags, axis=0)
    rows = [off(left, full) for left in kept]
    return {
        "size": np.array([row.relative_size for row in rows], dtype=float),
        "error": np.array([row.relative_error for row in rows], dtype=float),
        "angle": np.array([row.angle for row in rows], dtype=float),
    }
