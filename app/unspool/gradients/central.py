"""The check of the classroom: (L(w + h) − L(w − h)) / 2h, which needs nothing but the loss.

It subtracts two nearly equal numbers, so it knows a gradient only down to a noise of about 1e-16 |L| / h, and more
where L itself is a small difference of large numbers (a cross-entropy near 0) or bends within h. A second difference
over twice the distance shows both: a ``Difference`` carries how far the two are apart and says when a gradient is too
small for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from unspool import engine
from unspool.engine import Case
from unspool.gradients.entries import Entry, entry_value, nudged

H = 1e-5  # times |w| where that is larger than 1
DIGITS = 1e3  # a gradient this many times the noise shows three digits


class Difference(NamedTuple):
    """``value`` estimates the gradient; ``noise`` is what rounding and curvature can make of a gradient of zero."""

    value: float
    noise: float

    @property
    def too_small(self) -> bool:
        """Whether the estimate has fewer than three digits, so that it neither confirms nor refutes."""
        return not abs(self.value) > DIGITS * self.noise


def difference(case: Case, entry: Entry, *, h: float = H, plain: bool = False) -> Difference:
    """∂L/∂entry of a settled case, estimated from two runs; two more tell how far it can be trusted."""
    h = h * max(1.0, abs(entry_value(case, entry)))
    return estimated(lambda by: _loss(nudged(case, entry, by), plain), h)


def estimated(loss: Callable[[float], float], h: float) -> Difference:
    """The derivative at 0 of a loss that is moved by ±h and ±2h."""
    above, below, far_above, far_below = (loss(by) for by in (h, -h, 2 * h, -2 * h))
    with np.errstate(all="ignore"):
        value = (above - below) / (2 * h)
        rounding = 4 * np.finfo(float).eps * max(abs(above), abs(below)) / h
        apart = abs(value - (far_above - far_below) / (4 * h))
    return Difference(value, float(max(rounding, apart)))


def _loss(case: Case, plain: bool) -> float:
    with engine.forwards(case, plain=plain) as run:
        return float(run.loss)
