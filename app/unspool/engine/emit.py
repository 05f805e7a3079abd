"""Stages to numpy source: one function a sweep, ``sweep(lo, hi)`` computing rows lo…hi (from 0).

Outside a loop a statement works on all rows at once; inside, ``zip`` walks the rows of every array it touches.
The source contains numbers of buffers and the names of numpy functions, and no character of the net's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from unspool.engine.pack import Layout, Stage, Statement, beside
from unspool.recurrence import Graph, Ref
from unspool.recurrence.operations import BY_NAME


@dataclass
class Weights:
    """Matrices side by side. ``columns``: their transposes next to each other, for W v of several W; ``plain``: the
    matrices themselves next to each other, for Wᵀ g of several W; ``stacked``: one on the other, for Σ Wᵀ g."""

    kind: str
    names: tuple[str, ...]


@dataclass
class Source:
    """What ``bind`` in ``text`` needs: B buffers (by number), W weights, V vectors of parameters, N numbers.

    It also takes F, functions by name, and K, a place to keep views.
    """

    text: str = ""
    weights: list[Weights] = field(default_factory=list)
    vectors: list[tuple[str, ...]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    stages: int = 0


def emit(graph: Graph, layout: Layout, stages: list[list[Stage]], leaves: dict[int, int], sizes: list[int]) -> Source:
    """The source of one pass. ``leaves``: the buffer of each leaf over time."""
    source = Source()
    body: list[str] = []
    for number, sweep in enumerate(stages):
        body.append(f"    def sweep{number}(lo, hi):")
        for stage in sweep:
            body.extend(_Function(graph, layout, leaves, sizes, source, stage).lines())
        body.append("        return None")
    names = ", ".join(f"sweep{number}" for number in range(len(stages)))
    source.text = "\n".join(["def bind(B, W, V, N, F, K):", *body, f"    return [{names}]", ""])
    return source


class _Function:
    """The lines of one stage."""

    def __init__(
        self, graph: Graph, layout: Layout, leaves: dict[int, int], sizes: list[int], source: Source, stage: Stage
    ) -> None:
        self.graph = graph
        self.layout = layout
        self.leaves = leaves
        self.sizes = sizes
        self.source = source
        self.stage = stage
        self.views: dict[str, str] = {}  # expression over all rows -> name
        self.fixed: dict[str, str] = {}  # expression without rows -> name
        self.work: list[str] = []

    def lines(self) -> list[str]:
        """Views are made once for rows lo…hi and kept in K for the next run in the same buffers."""
        for statement in self.stage.statements:
            self.statement(statement)
        key = f"({self.source.stages}, lo, hi)"
        self.source.stages += 1
        views = f"({''.join(f'{expression}, ' for expression in self.views)})"
        names = "".join(f"{name}, " for name in self.views.values())
        lines = [f"        {name} = {expression}" for expression, name in self.fixed.items()]
        lines.append(f"        kept = K.get({key})")
        if not self.stage.loop:
            lines += ["        if kept is None:", f"            kept = K[{key}] = {views}"]
            lines += [f"        {names or 'none'} = kept"]
            return lines + [f"        {line}" for line in self.work]
        rows = names.replace("v", "r")
        lines += ["        if kept is None:", f"            kept = K[{key}] = list(zip{views})"]
        lines += [f"        for {rows} in kept:"]
        return lines + [f"            {line}" for line in self.work]

    # names of arrays

    def still(self, expression: str) -> str:
        return self.fixed.setdefault(expression, f"c{len(self.fixed)}")

    def rows(self, buffer: int, shift: int, start: int, stop: int) -> str:
        """The name of units start…stop of a buffer, ``shift`` rows on."""
        held = self.layout.buffers[buffer]
        part = "" if (start, stop) == (0, held.width) else f"[..., {start}:{stop}]"
        if held.rolling:
            return self.still(f"B[{buffer}][0]{part}")
        offset = held.before + shift
        span = "0:hi - lo" if held.brief else f"{offset} + lo:{offset} + hi"
        backwards = "[::-1]" if self.stage.loop and self.stage.direction < 0 else ""
        expression = f"B[{buffer}][{span}]{part}" + backwards
        name = self.views.setdefault(expression, f"v{len(self.views)}")
        return f"r{name[1:]}" if self.stage.loop else name

    def read(self, ref: Ref) -> str:
        node = self.graph.nodes[ref.node]
        if node.op == "number":
            return self.number(node.number)
        if node.op == "parameter":
            return self.vector((node.key,))
        if ref.node in self.leaves:
            return self.rows(self.leaves[ref.node], ref.shift, 0, self.sizes[ref.node])
        slot = self.layout.slots[ref.node]
        return self.rows(slot.buffer, ref.shift, slot.start, slot.stop)

    def number(self, value: float) -> str:
        text = repr(value)  # 0.0 and -0.0 are two numbers
        if text not in self.source.numbers:
            self.source.numbers.append(text)
        return self.still(f"N[{self.source.numbers.index(text)}]")

    def vector(self, names: tuple[str, ...]) -> str:
        if names not in self.source.vectors:
            self.source.vectors.append(names)
        return self.still(f"V[{self.source.vectors.index(names)}]")

    def matrix(self, kind: str, names: tuple[str, ...]) -> str:
        weights = Weights(kind, names)
        if weights not in self.source.weights:
            self.source.weights.append(weights)
        return self.still(f"W[{self.source.weights.index(weights)}]")

    def function(self, name: str) -> str:
        return self.still(f"F[{name!r}]")

    # statements

    def statement(self, statement: Statement) -> None:
        first = self.graph.nodes[statement.nodes[0]]
        if first.op in ("matmul", "transposed"):
            self.product(statement)
        elif first.op == "gathered":
            self.gathered(first.id)
        elif first.op == "join":
            self.join(first.id)
        elif first.op == "slice":
            self.slice(first.id)
        else:
            self.elementwise(statement)

    def out(self, nodes: list[int]) -> str:
        first, last = self.layout.slots[nodes[0]], self.layout.slots[nodes[-1]]
        return self.rows(first.buffer, 0, first.start, last.stop)

    def whole(self, nodes: list[int]) -> bool:
        """Whether nodes fill their buffer, so that a product can be written there directly."""
        first, last = self.layout.slots[nodes[0]], self.layout.slots[nodes[-1]]
        return first.start == 0 and last.stop == self.layout.buffers[first.buffer].width

    def names(self, nodes: list[int], position: int = 0) -> tuple[str, ...]:
        return tuple(self.graph.nodes[self.graph.nodes[node].args[position].node].key for node in nodes)

    def product(self, statement: Statement) -> None:
        nodes = statement.nodes
        first = self.graph.nodes[nodes[0]]
        kind = "columns" if first.op == "matmul" else "plain"
        self.dot(self.read(first.args[1]), self.matrix(kind, self.names(nodes)), nodes)

    def dot(self, vector: str, matrix: str, nodes: list[int]) -> None:
        out = self.out(nodes)
        if not self.stage.loop:
            self.work.append(f"{self.function('product')}({vector}, {matrix}, {out}, {self.whole(nodes)})")
        elif self.whole(nodes):
            self.work.append(f"{self.function('dot')}({vector}, {matrix}, {out})")
        else:
            self.work.append(f"{out}[...] = {self.function('dot')}({vector}, {matrix})")

    def gathered(self, node: int) -> None:
        """Σ Wᵀ g: one product for every run of g's that lie side by side."""
        args = self.graph.nodes[node].args
        pairs = sorted(zip(args[::2], args[1::2], strict=True), key=lambda pair: self.position(pair[1]))
        runs = [[pairs[0]]]
        for pair in pairs[1:]:
            if beside(self.layout, runs[-1][-1][1].node, pair[1].node):
                runs[-1].append(pair)
            else:
                runs.append([pair])
        for number, run in enumerate(runs):
            matrix = self.matrix("stacked", tuple(self.graph.nodes[weight.node].key for weight, _ in run))
            first, last = (self.layout.slots.get(run[at][1].node) for at in (0, -1))
            if first and last:
                vector = self.rows(first.buffer, run[0][1].shift, first.start, last.stop)
            else:
                vector = self.read(run[0][1])
            if number:
                self.work.append(f"{self.out([node])}[...] += {self.function('dot')}({vector}, {matrix})")
            else:
                self.dot(vector, matrix, [node])

    def position(self, ref: Ref) -> tuple[int, int]:
        slot = self.layout.slots.get(ref.node)
        return (slot.buffer, slot.start) if slot else (-1, ref.node)

    def join(self, node: int) -> None:
        slot = self.layout.slots[node]
        at = slot.start
        for ref in self.graph.nodes[node].args:
            part = self.rows(slot.buffer, 0, at, at + self.sizes[ref.node])
            self.work.append(f"{part}[...] = {self.read(ref)}")
            at += self.sizes[ref.node]

    def slice(self, number: int) -> None:
        node = self.graph.nodes[number]
        start = sum(self.sizes[ref.node] for ref in node.args[1 : 1 + int(node.number)])
        whole = self.layout.slots[node.args[0].node]
        start += whole.start
        part = self.rows(whole.buffer, node.args[0].shift, start, start + self.sizes[number])
        self.work.append(f"{self.out([number])}[...] = {part}")

    def elementwise(self, statement: Statement) -> None:
        nodes = statement.nodes
        op = self.graph.nodes[nodes[0]].op
        columns = zip(*(self.graph.nodes[node].args for node in nodes), strict=True)
        operands = [self.operand(list(column), BY_NAME[op].shape == "units") for column in columns]
        self.call(op, operands, self.out(nodes))

    def operand(self, refs: list[Ref], units: bool) -> str:
        first = self.graph.nodes[refs[0].node]
        if first.op == "number" and not units:
            return f"{self.number(first.number)}.reshape(1)"
        if len(set(refs)) == 1:
            return self.read(refs[0])
        if first.op == "parameter":
            return self.vector(tuple(self.graph.nodes[ref.node].key for ref in refs))
        start, stop = self.layout.slots[refs[0].node], self.layout.slots[refs[-1].node]
        return self.rows(start.buffer, refs[0].shift, start.start, stop.stop)

    def call(self, op: str, operands: list[str], out: str) -> None:
        function = self.function(op)
        if BY_NAME[op].arity == -1:
            self.work.append(f"{function}({operands[0]}, {operands[1]}, {out})")
            self.work.extend(f"{function}({out}, {operand}, {out})" for operand in operands[2:])
        else:
            self.work.append(f"{function}({', '.join(operands)}, {out})")
