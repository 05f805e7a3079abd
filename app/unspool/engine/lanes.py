"""The order of lanes: what belongs together should lie together.

Every bundle wants its lanes side by side. Not all wishes can be granted (that is the consecutive-ones problem);
moving one lane at a time finds the order for the gates of the usual cells, and elsewhere a good one.
"""

from __future__ import annotations

import itertools

MOST_LANES = 24  # beyond, the search would take longer than it saves


def together(order: list[int], sets: list[tuple[set[int], int]]) -> list[int]:
    """Move single lanes as long as that makes sets contiguous."""
    if len(order) > MOST_LANES:
        return order
    cost = _breaks(order, sets)
    moved = True
    while cost and moved:
        moved = False
        for lane in list(order):
            rest = [other for other in order if other != lane]
            for at in range(len(order)):
                tried = [*rest[:at], lane, *rest[at:]]
                if (new := _breaks(tried, sets)) < cost:
                    order, cost, moved = tried, new, True
                    break
    return order


def _breaks(order: list[int], sets: list[tuple[set[int], int]]) -> int:
    return sum(
        weight * sum(a in lanes and b not in lanes for a, b in itertools.pairwise([*order, -1]))
        for lanes, weight in sets
    ) - sum(weight for _, weight in sets)
