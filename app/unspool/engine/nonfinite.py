"""Where the first number of a pass arose that is not finite: its name, its step, its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from unspool.engine.case import Array
from unspool.engine.plain import Machine


def first_nonfinite(machine: Machine, way: str, shown: Mapping[str, int], T: int) -> dict[str, Any] | None:
    """{node, t, unit, pass} of a pass (``way``) that went over T steps, or None; ``shown``: which names are looked at,
    and their nodes. In the order of the computation: sweep by sweep, step by step, within a step in the text's order.
    """
    if machine.finite(way):
        return None
    rows_of = {name: machine.array(node) for name, node in shown.items()}
    with np.errstate(all="ignore"):  # a sum is finite where all are
        suspects = {name: rows for name, rows in rows_of.items() if not np.isfinite(np.add.reduce(rows, axis=None))}
    sweeps = machine.sweeps(way)
    for number, sweep in enumerate(sweeps if suspects else ()):
        names = [*machine.names(way, number), *(["loss"] if number == len(sweeps) - 1 else [])]
        firsts = [
            (at * sweep.direction, order, name, unit)
            for order, name in enumerate(names)
            if name in suspects
            for at, unit in _first_row(suspects[name].reshape(T, -1), sweep.direction)
        ]
        if firsts:
            at, _, name, unit = min(firsts)
            return {"node": name, "t": abs(at) + 1, "unit": unit % suspects[name].shape[-1], "pass": way}
    return None


def _first_row(rows: Array, direction: int) -> Iterator[tuple[int, int]]:
    """(row, unit) of the first number that is not finite, if there is one."""
    bad = ~np.isfinite(rows)
    steps = np.flatnonzero(bad.any(axis=1))
    if len(steps):
        at = int(steps[0] if direction > 0 else steps[-1])
        yield at, int(np.flatnonzero(bad[at])[0])
