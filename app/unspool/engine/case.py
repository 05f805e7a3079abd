"""A case: everything a run depends on, in numbers. The documents room makes one from a spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from numpy.typing import NDArray

from unspool.recurrence import Net

Array = NDArray[Any]
Verb = Literal["hold", "silence", "cut", "detach"]
Rescaling = Literal["add", "by", "radius", "norm", "orthogonal"]


@dataclass(frozen=True)
class Random:
    """Draws each parameter that is not given, uniform in ± scale, from the seed and the name."""

    seed: int
    scale: float


@dataclass(frozen=True)
class Change:
    """What a person changed in the middle of a run.

    ``hold``: node's units have ``value`` at ``steps`` (its equation gets no gradient there); ``silence``: hold at 0.
    ``cut``: the edge node[t+shift] → ``into`` carries 0 at the steps of its user; ``detach``: it carries the value,
    but no gradient comes back. None for ``into``, ``steps`` or ``units`` means all. Steps count from 1, units from 0.
    """

    verb: Verb
    node: str
    shift: int = 0
    into: str | None = None
    steps: tuple[int, ...] | None = None
    units: tuple[int, ...] | None = None
    value: Array | float = 0.0


@dataclass(frozen=True)
class Edit:
    """One entry of a parameter that a person has set, whether the rest is given or drawn; ``at`` is its index."""

    parameter: str
    at: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class Rescale:
    """A whole parameter, rescaled or shifted by ``to``, or so that its radius or norm is ``to``: ``edits`` says how."""

    parameter: str
    how: Rescaling
    to: float = 1.0


@dataclass(frozen=True)
class Case:
    """``inputs`` (T, D), ``targets`` (T, K), zeros where missing; ``present`` (T,) says where a target is.

    A batch puts B in front: (B, T, D). ``initial``: (size,) for every step before the first (after the last),
    or (k, size): h(0), h(−1), … ``parameters`` are given ones: 0-d, vectors or matrices. Any array may be complex.
    """

    net: Net
    T: int
    inputs: Array | None = None
    targets: Array | None = None
    present: Array | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    initial: Mapping[str, Array] = field(default_factory=dict)
    parameters: Mapping[str, Array] = field(default_factory=dict)
    random: Random | None = None
    phases: Mapping[str, Array] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit | Rescale, ...] = ()  # each goes on from what those before it left
