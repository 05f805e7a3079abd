"""∂L/∂parameter as one product after the loop: Σ_t back_t operand_tᵀ for a matrix, Σ_t back_t for the others.

Uses with the same operand whose ``back`` lie side by side (the gates of an LSTM) are one product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unspool.engine.case import Array
from unspool.engine.pack import Layout
from unspool.recurrence import Ref, Use


@dataclass
class Product:
    """Units start…stop of a buffer against one operand; ``parts`` are (parameter, units) in that order."""

    operand: Ref | None
    buffer: int
    start: int
    stop: int
    parts: list[tuple[str, int]]


def products(uses: list[Use], layout: Layout) -> list[Product]:
    """Gather the uses of parameters into few products."""
    found: list[Product] = []
    slots = [layout.slots[use.back.node] for use in uses]
    pairs = zip(uses, slots, strict=True)
    for use, slot in sorted(pairs, key=lambda pair: (str(pair[0].operand), pair[1].buffer, pair[1].start)):
        size = slot.stop - slot.start
        last = found[-1] if found else None
        if last and last.operand == use.operand and last.buffer == slot.buffer and last.stop == slot.start:
            last.stop = slot.stop
            last.parts.append((use.parameter, size))
        else:
            found.append(Product(use.operand, slot.buffer, slot.start, slot.stop, [(use.parameter, size)]))
    return found


def summed(back: Array, operand: Array | None, many: bool) -> Array:
    """Over time (and the batch): (units, operand's units) or (units,); K seeds stay apart, in front."""
    if operand is None:
        return np.asarray(np.add.reduce(back if many else back.reshape(-1, back.shape[-1]), axis=0))
    if many:
        return np.asarray(np.tensordot(back, operand, axes=(0, 0)))
    found: Array = np.dot(back.reshape(-1, back.shape[-1]).T, operand.reshape(-1, operand.shape[-1]))
    return found
