"""Medians of interleaved repetitions: whatever the machine does meanwhile, it does to both sides."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

FEWEST, MOST = 5, 400  # rounds


@dataclass(frozen=True)
class Side:
    """``body`` is timed; it gets what ``prepare`` made, and ``after`` gets what it left: both outside the clock."""

    body: Callable[..., Any]
    prepare: Callable[[], Any] | None = None
    after: Callable[[Any], object] | None = None

    def seconds(self) -> float:
        given = (self.prepare(),) if self.prepare else ()
        gc.collect()
        gc.disable()
        start = perf_counter()
        left = self.body(*given)
        end = perf_counter()
        gc.enable()
        if self.after:
            self.after(left)
        return end - start


def in_turns(sides: Mapping[str, Side], seconds: float = 6.0) -> dict[str, float]:
    """Name -> median seconds. One round for warmth, then rounds until the time is used."""
    for side in sides.values():
        side.seconds()
    gc.collect()
    gc.freeze()  # what is loaded by now need not be looked at between repetitions: PyTorch alone is a tenth of a second
    taken: dict[str, list[float]] = {name: [] for name in sides}
    deadline = perf_counter() + seconds
    for number in range(MOST):
        if number >= FEWEST and perf_counter() > deadline:
            break
        for name, side in sides.items():
            taken[name].append(side.seconds())
    gc.unfreeze()
    return {name: median(times) for name, times in taken.items()}
