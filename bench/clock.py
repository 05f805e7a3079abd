"""Medians of interleaved repetitions: whatever the machine does meanwhile, it does to both sides."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any

FEWEST, MOST = 5, 400  # rounds
Body = Callable[[], object]
Prepared = tuple[Callable[[], Any], Callable[[Any], object]]  # what is made outside the clock, what is timed


def in_turns(
    sides: Mapping[str, Body | Prepared], seconds: float = 6.0, least: int = 5, most: int = 200
) -> dict[str, float]:
    """Name -> median seconds. One round for warmth, then rounds until the time is used."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    once = sum(_seconds(side) for side in sides.values())
    rounds = max(FEWEST, min(MOST, int(seconds / once)))
    for _ in range(rounds):
        for name, side in sides.items():
            taken[name].append(_seconds(side))
    return {name: median(times) for name, times in taken.items()}


def _seconds(side: Body | Prepared) -> float:
    prepare, body = side if isinstance(side, tuple) else (None, side)
    given = (prepare(),) if prepare else ()
    gc.collect()
    gc.disable()
    start = perf_counter()
    kept = body(*given)
    end = perf_counter()
    gc.enable()
    del kept
    return end - start
