"""What is computed when: strongly connected components, gathered into sweeps.

A component without a cycle can be computed for many steps at once; one with delays only to the past runs
forwards (t = 1…T), one with delays only to the future runs backwards; one with both is refused. Components
that can share a direction share a sweep, so that one step of a stacked net is one step of one sweep.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from unspool.recurrence.graph import STILL_LEAVES, TIMED_LEAVES, Graph
from unspool.recurrence.mistake import Mistake


@dataclass
class Component:
    """Nodes in an order in which one step can be computed; ``loop`` if they need each other over time."""

    nodes: list[int]
    loop: bool
    direction: int  # 1: t = 1…T, -1: t = T…1, 0: any


@dataclass
class Sweep:
    """Components that run in one pass over time, in order; ``direction`` is 1 or -1."""

    direction: int
    components: list[Component] = field(default_factory=list)

    @property
    def nodes(self) -> list[int]:
        return [node for component in self.components for node in component.nodes]


def is_leaf(op: str) -> bool:
    """Whether a node is given and not computed."""
    return op in TIMED_LEAVES or op in STILL_LEAVES


def schedule(graph: Graph, wanted: set[int], given: set[int], text: str = "", default: int = 1) -> list[Sweep]:
    """Sweeps that compute ``wanted`` and all it needs, when the nodes in ``given`` are there already."""
    needed = _needed(graph, wanted, given)
    components = [_component(graph, members, text) for members in _connected(graph, needed)]
    return _sweeps(graph, components, default)


def _needed(graph: Graph, wanted: set[int], given: set[int]) -> set[int]:
    needed: set[int] = set()
    rest = list(wanted)
    while rest:
        top = rest.pop()
        if top in needed or top in given or is_leaf(graph.nodes[top].op):
            continue
        needed.add(top)
        rest.extend(ref.node for ref in graph.nodes[top].args)
    return needed


def _connected(graph: Graph, needed: set[int]) -> list[list[int]]:
    """Tarjan's algorithm, iterative; components come out with what they need before them."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for start in sorted(needed):
        if start in index:
            continue
        work = [(start, iter([ref.node for ref in graph.nodes[start].args]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, rest = work[-1]
            open_ones = (other for other in rest if other in needed and (other not in index or other in on_stack))
            following = next(open_ones, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    cut = stack.index(node)
                    found.append(stack[cut:])
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
            elif following in index:
                low[node] = min(low[node], index[following])
            else:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter([ref.node for ref in graph.nodes[following].args])))
    return found


def _component(graph: Graph, members: list[int], text: str) -> Component:
    inside = set(members)
    shifts = {ref.shift for node in members for ref in graph.nodes[node].args if ref.node in inside}
    if not shifts:
        return Component(members, False, 0)
    ordered = _order(graph, inside, text)
    if min(shifts) < 0 < max(shifts):
        names = _names(graph, inside)
        place = graph.nodes[graph.named[names[0]]].place if names and names[0] in graph.named else None
        raise Mistake(
            f"{', '.join(names)} need{'s' * (len(names) == 1)} both the past and the future: "
            "no order of the steps can compute that",
            place,
            text,
        )
    return Component(ordered, True, 1 if min(shifts) < 0 else -1)


def _order(graph: Graph, inside: set[int], text: str) -> list[int]:
    """The order within one step (Kahn); a cycle without a delay is refused by name."""
    waiting = {
        node: {ref.node for ref in graph.nodes[node].args if ref.node in inside and ref.shift == 0} for node in inside
    }
    users: dict[int, list[int]] = {node: [] for node in inside}
    for node, before in waiting.items():
        for other in before:
            users[other].append(node)
    ready = sorted((node for node, before in waiting.items() if not before), reverse=True)
    ordered: list[int] = []
    while ready:
        node = ready.pop()
        ordered.append(node)
        for user in users[node]:
            waiting[user].discard(node)
            if not waiting[user]:
                ready.append(user)
    if len(ordered) < len(inside):
        raise _cycle(graph, inside - set(ordered), waiting, text)
    return ordered


def _cycle(graph: Graph, left: set[int], waiting: dict[int, set[int]], text: str) -> Mistake:
    node = min(left)
    path: list[int] = []
    while node not in path:
        path.append(node)
        node = min(waiting[node])
    circle = path[path.index(node) :]
    names = [graph.nodes[item].name or "" for item in circle]
    named = [name for name in names if name]
    words = f"{named[0]} depends on itself within one step"
    if len(named) > 1:
        words = f"{' needs '.join([*named, named[0]])} within one step"
    place = graph.nodes[graph.named[named[0]]].place if named[0] in graph.named else None
    return Mistake(f"{words}: give one of them a delay, like {named[-1]}[t-1]", place, text)


def _names(graph: Graph, inside: set[int]) -> list[str]:
    return [name for name, node in graph.named.items() if node in inside]


def _sweeps(graph: Graph, components: list[Component], default: int) -> list[Sweep]:
    sweeps: list[Sweep] = []
    sweep_of: dict[int, int] = {}
    for component in components:
        at = _earliest(graph, component, sweep_of, sweeps)
        while at < len(sweeps) and not _fits(graph, component, at, sweep_of, sweeps):
            at += 1
        if at == len(sweeps):
            sweeps.append(Sweep(component.direction))
        sweeps[at].components.append(component)
        sweeps[at].direction = sweeps[at].direction or component.direction or _lean(graph, component, at, sweep_of)
        for node in component.nodes:
            sweep_of[node] = at
    for sweep in sweeps:
        sweep.direction = sweep.direction or default
    return sweeps


def _earliest(graph: Graph, component: Component, sweep_of: dict[int, int], sweeps: list[Sweep]) -> int:
    before = [sweep_of[ref.node] for node in component.nodes for ref in graph.nodes[node].args if ref.node in sweep_of]
    return max(before, default=0)


def _lean(graph: Graph, component: Component, at: int, sweep_of: dict[int, int]) -> int:
    """The direction that delays within the sweep ask for, 0 if there are none."""
    shifts = [ref.shift for node in component.nodes for ref in graph.nodes[node].args if sweep_of.get(ref.node) == at]
    return 1 if any(shift < 0 for shift in shifts) else -1 if any(shift > 0 for shift in shifts) else 0


def _fits(graph: Graph, component: Component, at: int, sweep_of: dict[int, int], sweeps: list[Sweep]) -> bool:
    """Whether a component can run inside a sweep: same direction, and delays that point against it."""
    shifts = {ref.shift for node in component.nodes for ref in graph.nodes[node].args if sweep_of.get(ref.node) == at}
    asked = {component.direction, sweeps[at].direction} | {-1 if shift > 0 else 1 for shift in shifts if shift}
    return not {1, -1} <= asked
