"""Where a library's text puts the operations of an opened step: hints that place and never compute.

    #: place: f 1.5 2, f.0 1.5 3, f.1 1.5 4, f.1.1 1 5

A name alone is its vector, ``f.0`` the operation that makes it, ``f.1.2`` the second operand of its first operand
(counted from 1). Then column and row, from left to right and from top to bottom. ``x`` is the token below.
"""

from __future__ import annotations

import math
from typing import TypedDict

from unspool.recurrence.graph import Graph


class Places(TypedDict):
    """Vectors by name, operations by node id."""

    vectors: dict[str, list[float]]
    operations: dict[str, list[float]]


def places_of(hint: str, graph: Graph) -> Places | None:
    """What can be read of the hint; None where nothing can."""
    found: Places = {"vectors": {}, "operations": {}}
    for entry in hint.replace("\n", ",").split(","):
        words = entry.split()
        place = _numbers(words[1:])
        if not words or place is None:
            continue
        name, *path = words[0].split(".")
        if not path:
            found["vectors"][name] = place
        elif (node := _follow(graph, name, path)) is not None:
            found["operations"][str(node)] = place
    return found if found["vectors"] else None


def _numbers(words: list[str]) -> list[float] | None:
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        return None
    return numbers if len(numbers) == 2 and all(math.isfinite(number) for number in numbers) else None


def _follow(graph: Graph, name: str, path: list[str]) -> int | None:
    """The node at the end of a path of operands."""
    node = graph.named.get(name)
    for part in path if path != ["0"] else []:
        if node is None or not part.isdigit() or not 1 <= int(part) <= len(graph.nodes[node].args):
            return None
        node = graph.nodes[node].args[int(part) - 1].node
    return node
