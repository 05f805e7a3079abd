"""Random parameters: uniform in ± scale, the same on every machine and for every version of numpy.

Each number comes from 53 raw bits of SHAKE-256 over (seed, name), so a seed in a link
keeps its meaning, and adding a parameter to a net leaves the others as they were.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache

import numpy as np

from unspool.engine.case import Array, Random

LARGEST_KEPT = 20_000  # entries: a seed's draws are asked for again at every change


def draw(random: Random, name: str, shape: tuple[int, ...]) -> Array:
    """An array of ``shape`` for the parameter ``name``."""
    kept = math.prod(shape) <= LARGEST_KEPT
    return (_kept if kept else _draw)(random.seed, name, shape) * random.scale


@lru_cache(maxsize=512)
def _kept(seed: int, name: str, shape: tuple[int, ...]) -> Array:
    return _draw(seed, name, shape)


def _draw(seed: int, name: str, shape: tuple[int, ...]) -> Array:
    """Uniform in ±1."""
    count = math.prod(shape)
    bits = hashlib.shake_256(f"{seed} {name}".encode()).digest(8 * count)
    whole = np.frombuffer(bits, dtype="<u8") >> np.uint64(11)
    drawn: Array = (whole.astype(np.float64) * 2.0**-52 - 1.0).reshape(shape)
    drawn.flags.writeable = False
    return drawn
