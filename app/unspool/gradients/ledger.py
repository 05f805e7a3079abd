"""The ledger: the gradient as a double sum, a cell for every (loss E_t, copy W(k)).

    G = ∂L/∂W = Σ_t Σ_k C_tk        C_tk = ∂E_t/∂W(k) = Σ_uses δ_tk v_kᵀ

C_tk moves the copy of step k alone and asks what E_t makes of it (Goodfellow et al. 2016, section 10.2.2; of the
lecture's factors it is (∂E_t/∂h_t)(∂h_t/∂h_k)(∂⁺h_k/∂W), summed over the paths). δ_tk is what comes back from E_t to
the place where step k uses W, and v_k what W multiplied there. All δ come from one backward sweep with a seed for
each loss; no C_tk is built, that would take T × T × m × n numbers. A cell shows

    along_tk = ⟨C_tk, G⟩ / ‖G‖      Σ_k along_tk = ⟨∂E_t/∂W, G⟩ / ‖G‖,  Σ_t along_tk = copy k's share,  Σ = ‖G‖
    norm_tk  = ‖C_tk‖               which does not add up
    entry_tk = (C_tk)_ij            adds up to G_ij
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unspool.engine import Array, Run
from unspool.gradients.outer import lengths, norms, scaled_norms

Steps = int | Callable[[int], int] | None


@dataclass(frozen=True)
class Factors:
    """Of one parameter: for each use (δ, v), δ (T, K, m) for K losses, v (T, n); v is None for vectors and numbers,
    whose uses are added up already. ``losses`` are their steps, from 1; ``shape`` is the parameter's. A parameter that
    leads to no loss has no uses, and cells of zero."""

    T: int
    losses: tuple[int, ...]
    shape: tuple[int, ...]
    uses: tuple[tuple[Array, Array | None], ...]

    @property
    def zeros(self) -> Array:
        """(K, T)."""
        return np.zeros((len(self.losses), self.T))

    def masked(self, kept: NDArray[np.bool_]) -> Factors:
        """Only the cells that are ``kept``, (K, T)."""
        keep = kept.T[..., None]
        return Factors(
            self.T, self.losses, self.shape, tuple((np.where(keep, back, 0.0), rows) for back, rows in self.uses)
        )

    def chosen(self, losses: Sequence[int]) -> Factors:
        """Some of the losses."""
        if len(losses) == len(self.losses):
            return self
        at = [self.losses.index(t) for t in losses]
        return Factors(self.T, tuple(losses), self.shape, tuple((back[:, at], rows) for back, rows in self.uses))

    def kept(self) -> Factors:
        """In arrays of the caller's own."""
        uses = tuple((np.array(back), None if rows is None else np.array(rows)) for back, rows in self.uses)
        return Factors(self.T, self.losses, self.shape, uses)


def seeds_of(run: Run, losses: Sequence[int]) -> Array:
    """(K, T): each loss alone."""
    seeds = np.zeros((len(losses), run.T))
    seeds[np.arange(len(losses)), np.array(losses, dtype=int) - 1] = 1.0
    return seeds


def swept(run: Run, losses: Sequence[int], steps: Steps = None) -> Iterator[None]:
    """Take every loss back by itself, all in one sweep, in a run that was started with ``seeds=("loss",)``."""
    for _ in run.backward(steps, {"loss": seeds_of(run, losses)}):
        yield


def factors(run: Run, parameter: str, losses: Sequence[int], *, own: bool = True) -> Factors:
    """What a sweep of these losses left for a parameter, in arrays of the caller's own (or valid until the next)."""
    shape, count = run.parameters[parameter].shape, len(losses)
    whole: list[tuple[Array, Array | None]] = []
    vector: Array | None = None
    for name, back, operand in run.uses():
        if name != parameter:
            continue
        rows = back if back.ndim == 3 else back[:, None]
        rows = np.broadcast_to(rows, (run.T, count, rows.shape[-1]))
        if operand is None:
            rows = np.broadcast_to(rows, (run.T, count, max(1, int(np.prod(shape)))))
            vector = np.array(rows) if vector is None else vector + rows
        else:
            whole.append((np.array(rows), np.array(operand)) if own else (rows, operand))
    if vector is not None:
        whole.append((vector, None))
    return Factors(run.T, tuple(losses), shape, tuple(whole))


def joined(parts: list[Factors]) -> Factors:
    """The factors of several sweeps; ``parts`` is emptied on the way, so that no more than one is held twice."""
    if len(parts) == 1:
        return parts.pop()
    first, losses = parts[0], tuple(t for part in parts for t in part.losses)
    whole = [np.empty((first.T, len(losses), back.shape[2]), dtype=back.dtype) for back, _ in first.uses]
    at = 0
    while parts:
        part = parts.pop(0)
        for own, (back, _) in zip(whole, part.uses, strict=True):
            own[:, at : at + len(part.losses)] = back
        at += len(part.losses)
    uses = zip(whole, first.uses, strict=True)
    return Factors(first.T, losses, first.shape, tuple((back, rows) for back, (_, rows) in uses))


def along(found: Factors, direction: Array) -> Array:
    """⟨C_tk, direction⟩: (K, T)."""
    total = found.zeros
    for back, rows in found.uses:
        wanted = np.ravel(direction)[None] if rows is None else rows @ direction.T
        total += np.matmul(back, np.broadcast_to(wanted, (len(back), wanted.shape[-1]))[..., None])[..., 0].T
    return total


def sizes(found: Factors, scale: Array | None = None) -> Array:
    """‖C_tk‖: (K, T). ``scale``: by what each entry is multiplied first, of the parameter's shape, or one number."""
    pairs = [(back, rows) for back, rows in found.uses if rows is not None]
    if not found.uses:
        return found.zeros
    if not pairs:
        return np.asarray(lengths(found.uses[0][0] * (1.0 if scale is None else scale)).T)
    back = np.stack([back for back, _ in pairs], axis=2)
    operand = np.stack([rows for _, rows in pairs], axis=1)
    if scale is None or scale.ndim == 0:
        return np.asarray(norms(back, operand).T) * (1.0 if scale is None else abs(scale))
    return np.asarray(scaled_norms(back, operand, scale).T)


def entry(found: Factors, at: tuple[int, ...]) -> Array:
    """(C_tk)_ij: (K, T)."""
    total = found.zeros
    with np.errstate(all="ignore"):
        for back, rows in found.uses:
            total += (back[..., at[0] if at else 0] * (1.0 if rows is None else rows[:, None, at[1]])).T
    return total


def cell(found: Factors, loss: int, copy: int) -> Array:
    """One C_tk, of the parameter's shape."""
    at = found.losses.index(loss)
    total = np.zeros(found.shape)
    for back, rows in found.uses:
        one = back[copy - 1, at]
        total += (one if rows is None else np.outer(one, rows[copy - 1])).reshape(found.shape)
    return total


def loss_gradients(found: Factors) -> Array:
    """∂E_t/∂W for each loss, (K, *shape): built, so for a handful of losses at a time."""
    total = np.zeros((len(found.losses), *found.shape))
    for back, rows in found.uses:
        total += (back.sum(axis=0) if rows is None else np.tensordot(back, rows, axes=(0, 0))).reshape(total.shape)
    return total
