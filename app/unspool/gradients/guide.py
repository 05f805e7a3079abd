"""How well the direct path tells the total: a rule in numbers, for words that must not be a matter of taste.

It is a poor guide at step k where ‖total‖ is more than FACTOR times ‖direct‖, or less than 1/FACTOR of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine import Array

FACTOR = 2.0


@dataclass(frozen=True)
class Guide:
    """Over ``of`` steps k ≠ t where both norms are known and the total is not 0.

    ``poor`` of them are beyond the factor, first (from t on) at ``first``, most at ``worst``, where total / direct
    is ``ratio`` (∞ where direct is 0).
    """

    factor: float
    of: int
    poor: int
    first: int | None
    worst: int | None
    ratio: float | None


def guide(first: int, t: int, direct: Array, total: Array) -> Guide:
    """The two norms by step, from step ``first``."""
    steps = first + np.arange(len(total))
    with np.errstate(all="ignore"):
        ratio = total / direct
        counts = (steps != t) & np.isfinite(total) & np.isfinite(direct) & (total > 0)
        beyond = counts & ((ratio > FACTOR) | (ratio < 1 / FACTOR))
        apart = np.where(counts, np.abs(np.log(ratio)), -1.0)
    if not beyond.any():
        return Guide(FACTOR, int(counts.sum()), 0, None, None, None)
    nearest = int(steps[beyond][np.argmin(np.abs(steps[beyond] - t))])
    worst = int(np.argmax(apart))
    return Guide(FACTOR, int(counts.sum()), int(beyond.sum()), nearest, int(steps[worst]), float(ratio[worst]))
