"""The numpy behind the table of operations, for float64 and complex128 alike.

Every function takes arrays whose last axis counts units (scalars have one) and an optional
``out``. A comparison looks at the real part, so that a complex step passes through.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
ONE = np.array(1.0)


def _into(out: Array | None, value: Array) -> Array:
    if out is None:
        return value
    out[...] = value
    return out


def sigmoid(a: Array, out: Array | None = None) -> Array:
    """σ(a) = 1 / (1 + e^−a); exact where it saturates: σ(−40) is 4e-18, not 0."""
    if a.dtype.kind == "c":
        positive = a.real >= 0
        small = np.exp(np.where(positive, -a, a))
        return _into(out, np.where(positive, 1.0, small) / (1.0 + small))
    out = np.negative(a, out)
    np.exp(out, out)
    np.add(out, ONE, out)
    return np.reciprocal(out, out)


def relu(a: Array, out: Array | None = None) -> Array:
    """max(a, 0); a NaN stays a NaN."""
    if a.dtype.kind == "c":
        return _into(out, np.where(a.real <= 0, 0.0, a))
    return np.maximum(a, 0.0, out=out)


def leaky_relu(a: Array, out: Array | None = None) -> Array:
    """a where a > 0, else a / 100."""
    return _into(out, np.where(a.real > 0, a, 0.01 * a))


def step(a: Array, out: Array | None = None) -> Array:
    """1 where a > 0, else 0 (at 0 as well, as PyTorch has it); NaN stays NaN."""
    return _into(out, np.heaviside(a.real, 0.0))


def sign(a: Array, out: Array | None = None) -> Array:
    """−1, 0 or 1."""
    return _into(out, np.sign(a.real))


def absolute(a: Array, out: Array | None = None) -> Array:
    """|a|; flat at 0, as its derivative sign(0) = 0 has it."""
    if a.dtype.kind == "c":
        return _into(out, np.where(a.real < 0, -a, np.where(a.real == 0, 0.0, a)))
    return np.abs(a, out)


def softplus(a: Array, out: Array | None = None) -> Array:
    """ln(1 + e^a) without overflow."""
    return _into(out, relu(a) + np.log1p(np.exp(np.where(a.real > 0, -a, a))))


def maximum(a: Array, b: Array, out: Array | None = None) -> Array:
    """The larger one, by the real part."""
    return (
        _into(out, np.where(a.real >= b.real, a, b) + 0.0 * (a + b))
        if np.iscomplexobj(a + b)
        else np.maximum(a, b, out=out)
    )


def minimum(a: Array, b: Array, out: Array | None = None) -> Array:
    """The smaller one, by the real part."""
    return (
        _into(out, np.where(a.real < b.real, a, b) + 0.0 * (a + b))
        if np.iscomplexobj(a + b)
        else np.minimum(a, b, out=out)
    )


def softmax(a: Array, out: Array | None = None) -> Array:
    """e^a / Σ e^a over the units, shifted by the largest."""
    out = np.subtract(a, a.real.max(axis=-1, keepdims=True), out)
    np.exp(out, out)
    return np.divide(out, np.add.reduce(out, axis=-1, keepdims=True), out)


def log_softmax(a: Array, out: Array | None = None) -> Array:
    """ln softmax(a), finite where softmax underflows."""
    shifted = a - a.real.max(axis=-1, keepdims=True)
    return np.asarray(np.subtract(shifted, np.log(np.add.reduce(np.exp(shifted), axis=-1, keepdims=True)), out))


def total(a: Array, out: Array | None = None) -> Array:
    """Σ over the units; the axis stays, with one entry."""
    return _into(out, np.add.reduce(a, axis=-1, keepdims=True))


def mean(a: Array, out: Array | None = None) -> Array:
    """The mean over the units; the axis stays, with one entry."""
    return _into(out, np.add.reduce(a, axis=-1, keepdims=True) / a.shape[-1])


def spread(a: Array, like: Array, out: Array | None = None) -> Array:
    """A scalar at every unit of ``like``."""
    return _into(out, np.broadcast_to(a, np.broadcast_shapes(a.shape, like.shape)))


def only(mask: Array, a: Array, out: Array | None = None) -> Array:
    """a where the mask is true, else exactly 0 (even where a is not finite)."""
    return _into(out, np.where(mask.real != 0, a, 0.0))


def unless(mask: Array, a: Array, out: Array | None = None) -> Array:
    """a where the mask is false, else exactly 0."""
    if out is not None and mask.size == 1:  # one step at a time: several times as fast as a choice unit by unit
        out[...] = 0.0 if mask.flat[0].real else a
        return out
    return _into(out, np.where(mask.real != 0, 0.0, a))


def mean_share(a: Array, out: Array | None = None) -> Array:
    """1 / n at every one of n units."""
    return _into(out, np.full_like(a, 1 / a.shape[-1]))


def detach(mask: Array, a: Array, out: Array | None = None) -> Array:
    """a; where the mask is true, no gradient comes back."""
    del mask
    return np.positive(a, out)


def choose(mask: Array, a: Array, b: Array, out: Array | None = None) -> Array:
    """a where the mask is true, else b."""
    return _into(out, np.where(mask.real != 0, a, b))


def quotient(a: Array, b: Array, out: Array | None = None) -> Array:
    """a / b, and 0 wherever a is 0: what 0 · ln b = 0 has as its derivative."""
    return _into(out, np.where(a == 0, 0.0, a / b))


def times_log(a: Array, b: Array) -> Array:
    """a · ln b with 0 · ln 0 = 0."""
    return np.where(a == 0, 0.0, a * np.log(b))


def cross_entropy(p: Array, y: Array, mask: Array, out: Array | None = None) -> Array:
    """−Σ y ln p."""
    return only(mask, -total(times_log(y, p)), out)


def binary_cross_entropy(p: Array, y: Array, mask: Array, out: Array | None = None) -> Array:
    """−Σ y ln p + (1 − y) ln(1 − p)."""
    return only(mask, -total(times_log(y, p) + times_log(1 - y, 1 - p)), out)


def squared_error(a: Array, b: Array, mask: Array, out: Array | None = None) -> Array:
    """½ Σ (a − b)²."""
    difference = a - b
    return only(mask, 0.5 * total(difference * difference), out)


def softmax_cross_entropy(z: Array, y: Array, mask: Array, p: Array, out: Array | None = None) -> Array:
    """−Σ y ln softmax(z), from the logits; p = softmax(z) is passed for the derivative alone."""
    logarithm = log_softmax(z)
    return only(mask, -total(np.where(y == 0, 0.0, y * logarithm)), out)


def sigmoid_binary_cross_entropy(z: Array, y: Array, mask: Array, p: Array, out: Array | None = None) -> Array:
    """Σ max(z, 0) − z y + ln(1 + e^−|z|), from the logits; p = sigmoid(z), for the derivative alone."""
    return only(mask, total(softplus(z) - z * y), out)
