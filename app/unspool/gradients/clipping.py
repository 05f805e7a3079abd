"""Clipping: a gradient made shorter before a step is taken with it (Pascanu, Mikolov & Bengio 2013, algorithm 1).

By norm, over all parameters together, as ``torch.nn.utils.clip_grad_norm_`` does it: every entry times
min(1, at / (‖G‖ + 10⁻⁶)), so the direction stays. By value (``clip_grad_value_``): every entry into [−at, at], so the
direction turns towards a corner. Of the ledger's cells each entry is scaled as its sum was: then they still add up.

What is not finite: by norm an infinite ‖G‖ makes every finite entry 0 and every infinite one NaN; by value an infinity
becomes ±at, and a NaN stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from unspool.engine import Array, norm

TINY = 1e-6  # what PyTorch adds to the norm


@dataclass(frozen=True)
class Clipped:
    """``scale``: name -> what each entry was multiplied by (of the parameter's shape, or one number for all)."""

    grads: dict[str, Array]
    scale: dict[str, Array]
    factor: float | None  # by norm: the one factor

    def touched(self, name: str) -> int:
        """How many entries of a parameter are not what they were."""
        return int((np.broadcast_to(self.scale[name], self.grads[name].shape) != 1).sum())


def whole(grads: Mapping[str, Array]) -> Array:
    """All parameters laid end to end."""
    return np.concatenate([np.ravel(grad) for grad in grads.values()])


def by_norm(grads: Mapping[str, Array], at: float) -> Clipped:
    """Shorter, in the same direction."""
    with np.errstate(all="ignore"):
        factor = float(np.minimum(at / (norm(whole(grads)) + TINY), 1.0))
        scaled = {name: np.asarray(grad * factor) for name, grad in grads.items()}
    return Clipped(scaled, {name: np.array(factor) for name in grads}, factor)


def by_value(grads: Mapping[str, Array], at: float) -> Clipped:
    """Entry by entry."""
    with np.errstate(all="ignore"):
        clipped = {name: np.asarray(np.clip(grad, -at, at)) for name, grad in grads.items()}
        scale = {
            name: np.where(np.abs(grad) > at, at / np.abs(grad), np.where(np.isnan(grad), np.nan, 1.0))
            for name, grad in grads.items()
        }
    return Clipped(clipped, scale, None)
