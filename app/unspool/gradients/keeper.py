"""The gate that keeps a state: what multiplies its own past, so that a product of it is the direct path.

Read off the equations (recurrence/cells.py): the forget gate of any net's cell, the update gate of a GRU.
"""

from __future__ import annotations

from dataclasses import dataclass

from unspool.recurrence import Net
from unspool.recurrence.cells import cells
from unspool.recurrence.parts import TAKES
from unspool.recurrence.uses import uses

KEEPING = ("forget gate", "update gate")


@dataclass(frozen=True)
class Keeper:
    """``node`` is the gate, ``part`` its name; held at ``open`` (0 where 1 − z keeps) it keeps everything.

    ``bias`` is the parameter that moves it as a whole, where it has one.
    """

    node: str
    part: str
    open: float
    bias: str | None


def keeper(net: Net, state: str) -> Keeper | None:
    """None where nothing that is known as a gate keeps the state."""
    for cell in cells(net):
        gate = next((name for name, part in cell.parts.items() if part in KEEPING), None)
        if gate and cell.parts.get(state) in ("cell", "hidden state") and _carries(net, state):
            part = cell.parts[gate]
            open_at = 0.0 if part == "update gate" and TAKES in cell.facts else 1.0
            return Keeper(gate, part, open_at, _bias(net, gate))
    return None


def _carries(net: Net, state: str) -> bool:
    from unspool.gradients.paths import own_edges

    return any(edge.into == state for edge in own_edges(net, state))


def _bias(net: Net, gate: str) -> str | None:
    found = [name for name, use in uses(net).items() if use.gate == gate and use.kind in ("bias", "input bias")]
    return found[0] if len(found) == 1 else None
