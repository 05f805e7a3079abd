"""What a person has set in the parameters, in the order given: single entries, and whole ones rescaled.

    add          every entry of W plus s
    by           W ← s W
    radius       W ← s W with ρ(W) = s, the largest |eigenvalue|; of a square matrix alone
    norm         W ← s W with λ_W = s, the largest singular value (the spectral norm, ‖W‖₂)
    orthogonal   W ← s U Vᵀ, of W = U Σ Vᵀ: the orthogonal factor of the polar decomposition W = (U Vᵀ)(V Σ Vᵀ), which
                 is the orthogonal matrix nearest to W (Higham 1986, Computing the polar decomposition); s is 1

A run goes on from the result: its numbers are those of the parameter as rescaled, and ∂L/∂W is by that one.
"""

from __future__ import annotations

import numpy as np

from unspool.engine.case import Array, Case, Edit, Rescale
from unspool.recurrence import Mistake


def edited(parameters: dict[str, Array], case: Case) -> dict[str, Array]:
    """The parameters with what a person has set in them; the caller's own arrays stay as they are."""
    for edit in case.edits:
        if edit.parameter not in parameters:
            raise Mistake(f"changes: there is no parameter {edit.parameter} to set an entry of")
    found = dict(parameters)
    for name in {edit.parameter for edit in case.edits}:
        found[name] = np.array(found[name])
    for edit in case.edits:
        if isinstance(edit, Rescale):
            found[edit.parameter] = rescaled(found[edit.parameter], edit)
        else:
            _set(found[edit.parameter], edit)
    return found


def rescaled(matrix: Array, edit: Rescale) -> Array:
    """The whole parameter, rescaled; raises Mistake where it has no such multiple."""
    if edit.how == "add":
        return matrix + edit.to
    if edit.how == "by":
        return matrix * edit.to
    _check(matrix, edit)
    if edit.how == "orthogonal":
        left, sizes, right = np.linalg.svd(matrix)
        if sizes[-1] <= sizes[0] * len(matrix) * np.finfo(float).eps:
            raise Mistake(
                f"changes: {edit.parameter} is singular (its least singular value is {sizes[-1]:.3g}, its largest "
                f"{sizes[0]:.3g}), and no one orthogonal matrix is the nearest to it"
            )
        return np.asarray(edit.to * (left @ right))
    size = radius(matrix) if edit.how == "radius" else spectral_norm(matrix)
    what = "spectral radius" if edit.how == "radius" else "largest singular value"
    if size == 0:
        why = "it is nilpotent" if matrix.any() else "it is all zeros"
        raise Mistake(f"changes: the {what} of {edit.parameter} is 0 ({why}), and no factor makes it {edit.to:g}")
    return matrix * (edit.to / size)


def spectral_norm(matrix: Array) -> float:
    """λ_W, the largest singular value; NaN of a matrix that is not finite."""
    if not np.isfinite(matrix).all():
        return float("nan")
    return float(np.linalg.svd(matrix, compute_uv=False)[0])


def radius(matrix: Array) -> float:
    """ρ, the largest absolute value of an eigenvalue of a square matrix; NaN of one that is not finite."""
    if not np.isfinite(matrix).all():
        return float("nan")
    return float(np.abs(np.linalg.eigvals(matrix)).max())


def _check(matrix: Array, edit: Rescale) -> None:
    shape = " × ".join(map(str, matrix.shape)) or "a number"
    if matrix.ndim != 2:
        size = f"has {shape} numbers" if matrix.ndim else "is a number"
        raise Mistake(f"changes: {edit.parameter} {size}; only a matrix is rescaled to a {_NAMES[edit.how]}")
    if edit.how in ("radius", "orthogonal") and matrix.shape[0] != matrix.shape[1]:
        raise Mistake(f"changes: {edit.parameter} is {shape}; only a square matrix {_SQUARE[edit.how]}")
    if not np.isfinite(matrix).all():
        raise Mistake(f"changes: {edit.parameter} has entries that are not finite, and no {_NAMES[edit.how]}")


_NAMES = {"radius": "spectral radius", "norm": "largest singular value", "orthogonal": "nearest orthogonal matrix"}
_SQUARE = {"radius": "has a spectral radius", "orthogonal": "can be orthogonal"}


def _set(array: Array, edit: Edit) -> None:
    if len(edit.at) != array.ndim or any(k >= size for k, size in zip(edit.at, array.shape, strict=True)):
        shape = " × ".join(map(str, array.shape)) or "a number"
        raise Mistake(f"changes: {edit.parameter} is {shape} and has no entry {list(edit.at)}")
    array[edit.at] = edit.value
