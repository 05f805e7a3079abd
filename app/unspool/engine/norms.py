"""How long a vector is."""

from __future__ import annotations

import numpy as np

from unspool.engine.case import Array


def norm(rows: Array) -> Array:
    """Euclidean norm over the last axis, scaled so that squares neither overflow nor vanish."""
    with np.errstate(all="ignore"):
        size = np.abs(rows)
        largest = size.max(axis=-1)
        scale = np.where((largest == 0) | ~np.isfinite(largest), 1.0, largest)
        found: Array = scale * np.sqrt(np.square(size / scale[..., None]).sum(axis=-1))
    return found
