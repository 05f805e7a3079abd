"""A computation graph over time: nodes, and edges that carry a delay.

A delay is a label on an edge (node, shift), not a node: ``Ref(h, -1)`` reads h one step earlier,
``Ref(g, 1)`` one step later. The adjoint of a graph lives in the same graph, with its shifts reversed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from unspool.recurrence.mistake import Place


class Ref(NamedTuple):
    """A node's value ``shift`` steps from now; negative is earlier."""

    node: int
    shift: int = 0


# Leaves are not computed: "input" x and "target" y and "present" (1 where a target is), "phase", "held",
# "given", "cutting" and "seed" are rows over time that the run is given; "parameter" and "number" have no time.
TIMED_LEAVES = ("input", "target", "present", "phase", "held", "given", "cutting", "seed")
STILL_LEAVES = ("parameter", "number")


@dataclass
class Node:
    """One operation on references. ``name`` is set on the node that an equation defines.

    ``key`` tells leaves apart (a parameter's name, a phase's name); ``equation`` is where the text has it.
    ``scalar`` nodes are one number a step, the others vectors of units.
    """

    id: int
    op: str
    args: tuple[Ref, ...]
    name: str | None = None
    key: str = ""
    number: float = 0.0
    equation: str | None = None
    place: Place | None = None
    scalar: bool = False


@dataclass
class Graph:
    """Nodes by id; equal anonymous nodes are one node."""

    nodes: list[Node] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def add(
        self,
        op: str,
        args: Iterable[Ref] = (),
        *,
        key: str = "",
        number: float = 0.0,
        equation: str | None = None,
        place: Place | None = None,
        scalar: bool = False,
    ) -> Ref:
        """The node for ``op`` on ``args``: an equal one if there is one, else a new one."""
        args = tuple(args)
        same = (op, args, key, number, str(number))
        found = self._known.get(same)
        if found is None:
            found = len(self.nodes)
            self._known[same] = found
            self.nodes.append(Node(found, op, args, None, key, number, equation, place, scalar))
        return Ref(found)

    def forget(self, node: int) -> None:
        """Let a later equal node be a node of its own."""
        self._known = {same: known for same, known in self._known.items() if known != node}

    def reserve(self, name: str, place: Place | None = None) -> Ref:
        """A node for an equation whose right side comes later."""
        node = Node(len(self.nodes), "", (), name=name, equation=name, place=place)
        self.nodes.append(node)
        self.named[name] = node.id
        return Ref(node.id)

    def reserve_anonymous(self, like: Node) -> Ref:
        """A node whose operands come later, of the kind (scalar or vector) of ``like``."""
        self.nodes.append(Node(len(self.nodes), "", (), equation=like.equation, place=like.place, scalar=like.scalar))
        return Ref(len(self.nodes) - 1)

    def users(self) -> dict[int, list[tuple[int, int, int]]]:
        """node -> every (user, position among its operands, shift)."""
        found: dict[int, list[tuple[int, int, int]]] = {node.id: [] for node in self.nodes}
        for node in self.nodes:
            for position, ref in enumerate(node.args):
                found[ref.node].append((node.id, position, ref.shift))
        return found

    def reach(self, roots: Iterable[int]) -> set[int]:
        """Every node that ``roots`` need, themselves included."""
        seen: set[int] = set()
        rest = list(roots)
        while rest:
            top = rest.pop()
            if top not in seen:
                seen.add(top)
                rest.extend(ref.node for ref in self.nodes[top].args)
        return seen

    def fed(self, sources: Iterable[int], among: Iterable[int]) -> set[int]:
        """``sources``, and every node of ``among`` that reads one of them, directly or through others of ``among``."""
        found, rest, grown = set(sources), list(among), True
        while grown:  # around each loop until nothing is added
            fresh = [one for one in rest if one not in found and any(ref.node in found for ref in self.nodes[one].args)]
            found.update(fresh)
            grown = bool(fresh)
        return found

    def copy(self) -> Graph:
        """A graph to go on writing in, with the same node ids."""
        nodes = [Node(**vars(node)) for node in self.nodes]
        return Graph(nodes, dict(self.named), dict(self._known))

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)
