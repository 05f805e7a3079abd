"""Where every node's rows lie, and which operations run as one.

Nodes with the same operation at the same moment (the gates of an LSTM) form a bundle: laid side by side in one
buffer they take one call. What lies side by side is a *lane* problem: i, f, o, g keep their order through all
bundles they take part in. A bundle whose members do not lie in order is split into runs that do, so the layout
is a matter of speed alone, never of correctness.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from unspool.engine.lanes import together
from unspool.recurrence import Component, Graph, Node, Ref, Sweep
from unspool.recurrence.operations import BY_NAME
from unspool.recurrence.schedule import is_leaf
from unspool.recurrence.unions import Sets

ALONE = ("softmax", "spread", "mean_share", "detach", "choose")  # not unit by unit, or not worth it


@dataclass
class Slot:
    """Units start…stop of a buffer."""

    buffer: int
    start: int
    stop: int


@dataclass
class Buffer:
    """Nodes side by side, ``before`` + T + ``after`` rows of ``width``.

    ``rolling``: one row is enough, written anew each step; ``brief``: the rows of one block are. Both for
    numbers that nobody reads later, so that they stay in the cache. ``wide``: differs between seeds that run at once.
    """

    width: int = 0
    before: int = 0
    after: int = 0
    rolling: bool = True
    brief: bool = True
    wide: bool = False


@dataclass
class Statement:
    """One operation on a run of nodes that lie side by side (most often a single one)."""

    nodes: list[int]


@dataclass
class Stage:
    """Statements for many steps at once, or (``loop``) for one step after the other."""

    statements: list[Statement]
    loop: bool
    direction: int


@dataclass
class Layout:
    """Slots by node id, buffers, and the stages of each sweep."""

    slots: dict[int, Slot] = field(default_factory=dict)
    buffers: list[Buffer] = field(default_factory=list)
    stages: list[list[Stage]] = field(default_factory=list)


def pack(graph: Graph, sweeps: list[Sweep], sizes: list[int], layout: Layout, wanted: set[int]) -> list[list[Stage]]:
    """Lay out what ``sweeps`` compute, beside what ``layout`` holds already; return their stages."""
    return _Packing(graph, sweeps, sizes, layout, wanted).run()


class _Packing:
    def __init__(self, graph: Graph, sweeps: list[Sweep], sizes: list[int], layout: Layout, wanted: set[int]) -> None:
        self.graph = graph
        self.sweeps = sweeps
        self.sizes = sizes
        self.layout = layout
        self.wanted = wanted
        self.computed = {node for sweep in sweeps for node in sweep.nodes}
        self.loop_of = {
            node: component
            for sweep in sweeps
            for component in sweep.components
            if component.loop
            for node in component.nodes
        }
        self.bundle_of: dict[int, int] = {}
        self.bundles: list[list[int]] = []
        self.lanes = Sets()
        self.stores = Sets()
        self.gathers: list[list[int]] = []

    def run(self) -> list[list[Stage]]:
        plans = [self.moments(sweep) for sweep in self.sweeps]
        bundled = [
            [(loop, direction, [self.group(moment) for moment in moments]) for loop, direction, moments in plan]
            for plan in plans
        ]
        for node in self.computed:
            if self.graph.nodes[node].op == "gathered":
                self.request([ref.node for ref in self.graph.nodes[node].args[1::2]])
        self.place()
        return [
            [Stage(self.statements(moments), loop, direction) for loop, direction, moments in plan] for plan in bundled
        ]

    def statements(self, moments: list[list[list[int]]]) -> list[Statement]:
        return [Statement(run) for groups in moments for group in groups for run in self.runs(group)]

    # when: moments are sets of nodes that do not need each other

    def moments(self, sweep: Sweep) -> list[tuple[bool, int, list[list[int]]]]:
        """(loop, direction, moments) in order: what needs no loop, then loops, level by level."""
        level: dict[int, int] = {}
        levels: dict[int, list[Component]] = {}
        for component in sweep.components:
            reads = [ref.node for node in component.nodes for ref in self.graph.nodes[node].args]
            before = [level[node] for node in reads if node in level]
            at = 1 + max(before, default=-1)
            level.update(dict.fromkeys(component.nodes, at))
            levels.setdefault(at, []).append(component)
        found: list[tuple[bool, int, list[list[int]]]] = []
        for at in sorted(levels):
            straight = [node for component in levels[at] if not component.loop for node in component.nodes]
            if straight and found and not found[-1][0]:
                found[-1][2].append(straight)
            elif straight:
                found.append((False, sweep.direction, [straight]))
            loops = [component for component in levels[at] if component.loop]
            found.extend((True, component.direction, self.within(component)) for component in loops)
        return found

    def within(self, component: Component) -> list[list[int]]:
        """The moments of one step of a loop."""
        depth: dict[int, int] = {}
        for number in component.nodes:
            before = [depth[ref.node] for ref in self.graph.nodes[number].args if not ref.shift and ref.node in depth]
            depth[number] = 1 + max(before, default=-1)
        return [[node for node in component.nodes if depth[node] == at] for at in range(1 + max(depth.values()))]

    # what: bundles of like operations

    def group(self, moment: list[int]) -> list[list[int]]:
        groups: dict[object, list[int]] = {}
        for number in moment:
            groups.setdefault(self.key(self.graph.nodes[number]), []).append(number)
        found: list[list[int]] = []
        for members in groups.values():
            if len(members) > 1 and self.bundle(members):
                found.append(members)
            else:
                found.extend([member] for member in members)
        return found

    def key(self, node: Node) -> object:
        """Nodes with equal keys can be one bundle."""
        if node.op in ("matmul", "transposed"):
            return (node.op, node.args[1])
        row = BY_NAME.get(node.op)
        if row is None or row.shape != "units" or node.scalar or node.op in ALONE:
            return node.id
        return (node.op, len(node.args), self.sizes[node.id], *(self.sort(node, ref) for ref in node.args))

    def sort(self, node: Node, ref: Ref) -> object:
        """How an operand could be shared by a bundle: in a pack of its own, from a buffer, or one for all."""
        operand = self.graph.nodes[ref.node]
        if operand.scalar or operand.op == "number":
            return ref
        if operand.op == "parameter":
            return "parameter"
        if ref.node in self.bundle_of:
            return ("bundle", self.bundle_of[ref.node], ref.shift)
        if ref.node in self.layout.slots and not is_leaf(operand.op):
            return ("buffer", self.layout.slots[ref.node].buffer, ref.shift)
        outside = self.loop_of.get(node.id) is not None and self.loop_of.get(ref.node) is not self.loop_of[node.id]
        if outside and ref.node in self.computed:
            return ("loose", ref.shift)
        return ref

    def bundle(self, members: list[int]) -> bool:
        """Make a bundle if its operands can lie in the same order."""
        columns: list[list[int]] = []
        if self.graph.nodes[members[0]].op not in ("matmul", "transposed"):
            for position in range(len(self.graph.nodes[members[0]].args)):
                refs = [self.graph.nodes[member].args[position] for member in members]
                if len(set(refs)) == 1 and self.graph.nodes[refs[0].node].scalar:
                    continue
                if len(set(refs)) < len(refs):
                    return False  # one vector for several: as fast one by one
                if all(ref.node in self.computed for ref in refs):
                    columns.append([ref.node for ref in refs])
        rows = list(zip(members, *columns, strict=True))
        lanes = [{self.lanes.root(node) for node in row} for row in rows]
        if sum(len(lane) for lane in lanes) > len(set().union(*lanes)):
            return False  # two members would share a lane
        for row in rows:
            self.lanes.join(row)
        for column in columns:
            self.stores.join(column)
        self.stores.join(members)
        self.bundle_of.update(dict.fromkeys(members, len(self.bundles)))
        self.bundles.append(members)
        return True

    def request(self, nodes: list[int]) -> None:
        """Ask for nodes to lie side by side."""
        if len(set(nodes)) == len(nodes) and all(node in self.computed for node in nodes):
            self.stores.join(nodes)
            self.gathers.append(nodes)

    # where: slots in buffers

    def place(self) -> None:
        order = self.order()
        stores: dict[int, list[int]] = {}
        for node in sorted(self.computed):
            stores.setdefault(self.stores.root(node), []).append(node)
        for members in stores.values():
            members.sort(key=lambda node: (order.get(self.lanes.root(node), len(order)), node))
            buffer = Buffer()
            for node in members:
                self.layout.slots[node] = Slot(len(self.layout.buffers), buffer.width, buffer.width + self.sizes[node])
                buffer.width += self.sizes[node]
            self.layout.buffers.append(buffer)

    def order(self) -> dict[int, int]:
        """Ranks of lanes, so that the lanes of a bundle come together; those in loops matter most."""
        sets = [
            ({self.lanes.root(node) for node in members}, 4 if members[0] in self.loop_of else 1)
            for members in (*self.bundles, *self.gathers)
        ]
        every = sorted(set().union(*(lanes for lanes, _ in sets)))
        ranked = sorted(every, key=lambda lane: tuple(lane not in lanes for lanes, _ in sets))
        return {lane: rank for rank, lane in enumerate(together(ranked, sets))}

    def runs(self, group: list[int]) -> list[list[int]]:
        """Split a bundle where its members, or their operands, do not lie side by side."""
        ordered = sorted(group, key=lambda node: self.layout.slots[node].start)
        found = [[ordered[0]]]
        for node in ordered[1:]:
            if self.follows(found[-1], node):
                found[-1].append(node)
            else:
                found.append([node])
        return found

    def follows(self, run: list[int], node: int) -> bool:
        if not beside(self.layout, run[-1], node):
            return False
        if self.graph.nodes[node].op in ("matmul", "transposed"):
            return True
        columns = zip(*(self.graph.nodes[member].args for member in (*run, node)), strict=True)
        return all(self.in_line(column) for column in columns)

    def in_line(self, column: tuple[Ref, ...]) -> bool:
        """Whether operands can be read as one slice (parameters are copied into one), or are one number."""
        if len(set(column)) == 1:
            return self.graph.nodes[column[0].node].scalar
        return all(
            a.shift == b.shift
            and a.node != b.node
            and ((self.is_parameter(a) and self.is_parameter(b)) or beside(self.layout, a.node, b.node))
            for a, b in itertools.pairwise(column)
        )

    def is_parameter(self, ref: Ref) -> bool:
        return self.graph.nodes[ref.node].op == "parameter"


def beside(layout: Layout, left: int, right: int) -> bool:
    """Whether two nodes lie side by side."""
    a, b = layout.slots.get(left), layout.slots.get(right)
    return a is not None and b is not None and a.buffer == b.buffer and a.stop == b.start
