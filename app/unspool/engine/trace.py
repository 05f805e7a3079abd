"""The trace: what a run leaves behind, as arrays that belong to the caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unspool.engine.case import Array


@dataclass(frozen=True)
class Trace:
    """Values and gradients of one run; non-finite numbers are results and stand here as such.

    ``values[name]`` and ``grads[name]`` have shape (T, size), row 0 is t = 1; ``grads`` hold the total ∂L/∂name_t.
    ``losses`` has None where a step has no target; ``loss`` is None where the net has no loss line.
    ``initial_grads[name]`` has shape (k, size): ∂L/∂name(0), ∂L/∂name(−1), … for a net that reads forwards, and
    ∂L/∂name(T+1), … for one that reads backwards. ``first_nonfinite`` is None or {node, t, unit, pass}: t counts
    from 1, unit is an index from 0 into the row, pass is "forward" or "backward".
    """

    loss: float | None
    losses: list[float | None]
    values: dict[str, Array]
    grads: dict[str, Array]
    parameter_grads: dict[str, Array]
    initial_grads: dict[str, Array]
    parameters: dict[str, Array]
    first_nonfinite: dict[str, Any] | None
