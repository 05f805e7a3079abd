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
from unspool.gradients.outer import lengths


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
    """The cells of both, of the same uses and as many losses; one of them may have no uses: nothing yet."""
    if not (one.uses and other.uses):
        return one if one.uses else other.kept()
    uses = tuple((a + b, rows) for (a, rows), (b, _) in zip(one.uses, other.uses, strict=True))
    return Factors(one.T, one.losses, one.shape, uses)


def by_lag(found: Factors, both: bool = True) -> Array:
    """Σ of the cells with |t − k| = lag, each as one row: (T, m n) for lag 0…T−1; not ``both``: only copies k ≤ t."""
    losses, size = np.array(found.losses, dtype=int) - 1, int(np.prod(found.shape))
    total = np.zeros((found.T, size))
    for back, rows in found.uses:
        for lag in range(found.T):
            for shift in (-lag, lag) if lag and both else (-lag,):
                picked, operand = _diagonal(back, rows, losses, shift)
                with np.errstate(all="ignore"):
                    total[lag] += (picked.sum(axis=0) if operand is None else picked.T @ operand).ravel()
    return total


def _diagonal(back: Array, rows: Array | None, losses: NDArray[np.int_], shift: int) -> tuple[Array, Array | None]:
    """δ and v of the cells (t, t + shift): views where the losses are all there."""
    T, count, size = back.shape
    if count and losses[-1] - losses[0] + 1 == count:
        first, last = max(0, losses[0] + shift), min(T, losses[-1] + 1 + shift)
        at, many = first - shift - losses[0], max(0, last - first)
        strides = (back.strides[0] + back.strides[1], back.strides[2])
        start = back[first:, at:] if many else back
        picked = np.lib.stride_tricks.as_strided(start, (many, size), strides, writeable=False)
        return picked, None if rows is None else rows[first : first + many]
    copies = losses + shift
    inside = np.flatnonzero((copies >= 0) & (copies < T))
    return back[copies[inside], inside], None if rows is None else rows[copies[inside]]


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


def curves(kept: Array, full: Array) -> dict[str, Array]:
    """Relative size, relative error and angle for every number of stages, a row of ``kept`` each; NaN where none is."""
    with np.errstate(all="ignore"):
        size, whole = lengths(kept), float(norm(full))
        if not (np.isfinite(whole) and whole > 0):
            return {name: np.full(len(kept), np.nan) for name in ("size", "error", "angle")}
        unit = full / whole
        forward = kept @ unit
        aside = lengths(kept - forward[:, None] * unit)
        angles = np.where(size > 0, np.degrees(np.arctan2(aside, forward)), np.nan)
        return {"size": size / whole, "error": lengths(kept - full) / whole, "angle": angles}
