"""How many units each node has, inferred from the data, ``sizes`` and given parameters.

Sizes that must be equal are joined (union-find); a join of vectors is the sum of its parts. Only numbers
broadcast: a vector of size 1 does not, for one unit must not hide a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass

from unspool.recurrence.given import Given
from unspool.recurrence.graph import Graph, Node, Ref
from unspool.recurrence.mistake import Mistake
from unspool.recurrence.net import Net
from unspool.recurrence.operations import BY_NAME
from unspool.recurrence.scalars import is_mask, mark_scalars
from unspool.recurrence.sizewords import SizeWords
from unspool.recurrence.unions import Unions

LARGEST = 4_096
MOST_ENTRIES = 4_000_000


@dataclass
class Sizes:
    """``nodes``: units by node id (1 for scalars); ``parameters``: shapes, () for a number."""

    nodes: list[int]
    parameters: dict[str, tuple[int, ...]]


def infer(net: Net, graph: Graph, given: Given) -> Sizes:
    """Sizes of all nodes and shapes of all parameters; marks scalar nodes. Raises Mistake."""
    return _Inference(net, graph, given).run()


class _Inference:
    def __init__(self, net: Net, graph: Graph, given: Given) -> None:
        self.net = net
        self.graph = graph
        self.given = given
        self.unions = Unions()
        self.of_node = [self.unions.new() for _ in graph.nodes]
        self.words = SizeWords(net, graph, self.unions, self.of_node)
        self.of_matrix: dict[str, tuple[int, int]] = {}
        self.joins: list[Node] = []

    def run(self) -> Sizes:
        mark_scalars(self.graph, self.given)
        self.facts()
        for node in self.graph.nodes:
            self.constrain(node)
        self.solve_joins()
        return Sizes([self.size(node) for node in self.graph.nodes], self.shapes())

    # what is known

    def facts(self) -> None:
        for node in self.graph.nodes:
            if node.op == "input" and self.given.input_size is not None:
                self.unions.know(self.of_node[node.id], self.given.input_size, "inputs")
            if node.op == "target" and self.given.target_size is not None:
                self.unions.know(self.of_node[node.id], self.given.target_size, "targets")
        for name, parameter in self.net.parameters.items():
            if parameter.matrix:
                self.of_matrix[name] = (self.unions.new(), self.unions.new())
        for name, shape in self.given.parameters.items():
            self.given_parameter(name, shape)
        for name, size in self.given.sizes.items():
            self.fact(name, size, "sizes")
        for name, size in self.given.initial.items():
            self.fact(name, size, f"initial.{name}")

    def given_parameter(self, name: str, shape: tuple[int, ...]) -> None:
        known = self.net.parameters.get(name)
        if known is None:
            raise Mistake(f"parameters.{name} is given, but no equation has a parameter {name}")
        if known.matrix and len(shape) != 2:
            what = {0: "a number", 1: f"a vector of {_shape(shape)}"}.get(len(shape), _shape(shape))
            reason = f"{name} stands left of @ and so is a matrix, but parameters.{name} is {what}"
            raise self.words.mistake(reason, known.place)
        if not known.matrix and len(shape) > 1:
            raise self.words.mistake(f"{name} is a vector here, but parameters.{name} is {_shape(shape)}", known.place)
        if any(size > LARGEST for size in shape):
            raise Mistake(f"parameters.{name} is {_shape(shape)}; the limit is {LARGEST:,} units")
        if known.matrix:
            for item, size in zip(self.of_matrix[name], shape, strict=True):
                self.unions.know(item, size, f"{name} is {_shape(shape)}, given in parameters")
        elif shape:
            for node in self.graph.nodes:
                if node.op == "parameter" and node.key == name:
                    self.unions.know(self.of_node[node.id], shape[0], f"{name} has {shape[0]}, given in parameters")

    def fact(self, name: str, size: int, source: str) -> None:
        if not 1 <= size <= LARGEST:
            raise Mistake(f"{source}: {name} would have {size:,} units; allowed are 1 to {LARGEST:,}")
        if name in self.of_matrix:
            raise Mistake(f"{source}: {name} is a matrix; give its size through the vectors on its sides")
        for node in self.graph.nodes:
            if node.name == name or (node.op in ("input", "target", "parameter") and node.key == name):
                if node.scalar and (size, source) == (1, f"initial.{name}"):
                    return
                if node.scalar:
                    raise Mistake(f"{source}: {name} is one number a step and has no size")
                if not self.unions.know(self.of_node[node.id], size, source):
                    other = self.unions.get(self.of_node[node.id])
                    why = self.unions.why(self.of_node[node.id])
                    raise Mistake(f"{name} would have {size} units ({source}) and {other} ({why})")
                return
        raise Mistake(f"{source}: there is no {name} in the net")

    # what must be equal

    def constrain(self, node: Node) -> None:
        shape = BY_NAME[node.op].shape if node.op in BY_NAME else ""
        if node.op == "matmul":
            self.product(node)
        elif node.op in ("held", "given"):
            self.unions.join(self.of_node[node.id], self.of_node[self.graph.named[node.key]])
        elif shape == "join":
            self.no_numbers(node)
            self.joins.append(node)
        elif shape in ("units", "scalar"):
            self.alike(node, shape)

    def alike(self, node: Node, shape: str) -> None:
        """All vector operands have one size, and so has the result if it is a vector."""
        first: Ref | None = None
        for position, ref in enumerate(node.args):
            if self.graph.nodes[ref.node].scalar or is_mask(node, position):
                continue
            if first is None:
                first = ref
            elif not self.unions.join(self.of_node[first.node], self.of_node[ref.node]):
                raise self.words.clash(node, first, ref)
        if node.op == "softmax" and first is None:
            raise self.words.mistake("softmax of a single number is always 1: it needs a vector", node)
        if first is None or shape != "units":
            return
        if not self.unions.join(self.of_node[first.node], self.of_node[node.id]):
            raise self.words.clash(node, first, Ref(node.id))

    def product(self, node: Node) -> None:
        matrix, vector = node.args
        name = self.graph.nodes[matrix.node].key
        rows, columns = self.of_matrix[name]
        if self.graph.nodes[vector.node].scalar:
            raise self.words.mistake(f"{name} @ needs a vector, but {self.words.of(vector)} is a number", node)
        if not self.unions.join(columns, self.of_node[vector.node]):
            raise self.words.misfit(node, name, columns, "columns", vector)
        if not self.unions.join(rows, self.of_node[node.id]):
            raise self.words.misfit(node, name, rows, "rows", Ref(node.id))

    def no_numbers(self, node: Node) -> None:
        for ref in node.args:
            if self.graph.nodes[ref.node].scalar:
                raise self.words.mistake(f"[ … ] joins vectors, but {self.words.of(ref)} is a number", node)

    def solve_joins(self) -> None:
        """size(join) = Σ size(part): solve for whatever is the only unknown, until nothing moves."""
        moved = True
        while moved:
            moved = False
            for node in self.joins:
                moved |= self.solve_join(node)

    def solve_join(self, node: Node) -> bool:
        parts = [self.unions.get(self.of_node[ref.node]) for ref in node.args]
        whole = self.unions.get(self.of_node[node.id])
        known = sum(part for part in parts if part is not None)
        open_parts = [ref for ref, part in zip(node.args, parts, strict=True) if part is None]
        unknown = {self.unions.root(self.of_node[ref.node]) for ref in open_parts}
        if not unknown:
            source = " + ".join(str(part) for part in parts)
            if not self.unions.know(self.of_node[node.id], known, f"joined from {source}"):
                needed = f"{whole} are needed ({self.unions.why(self.of_node[node.id])})"
                raise self.words.mistake(f"the join has {source} = {known} units but {needed}", node)
            return whole is None
        if whole is None or len(unknown) > 1:
            return False
        count = len(open_parts)
        if whole - known < count or (whole - known) % count:
            raise self.words.mistake(f"the join needs {whole} units, but its parts give {known} already", node)
        return self.unions.know(unknown.pop(), (whole - known) // count, "what is left of the join")

    # what came out

    def size(self, node: Node) -> int:
        if node.scalar or node.key in self.of_matrix:
            return 1
        size = self.unions.get(self.of_node[node.id])
        if size is None:
            raise self.words.unknown(node)
        if size > LARGEST:
            raise self.words.mistake(f"{size:,} units; the limit is {LARGEST:,}", node)
        return size

    def shapes(self) -> dict[str, tuple[int, ...]]:
        shapes: dict[str, tuple[int, ...]] = {}
        still = {node.key: node for node in self.graph.nodes if node.op == "parameter"}
        for name, parameter in self.net.parameters.items():
            if parameter.matrix:
                rows, columns = (self.unions.get(item) for item in self.of_matrix[name])
                if rows is None or columns is None:
                    reason = f"the shape of {name} is not known: give sizes on both sides of it"
                    raise self.words.mistake(reason, parameter.place)
                if rows * columns > MOST_ENTRIES:
                    reason = f"{name} would be {rows:,} × {columns:,}; the limit is {MOST_ENTRIES:,} entries"
                    raise self.words.mistake(reason, parameter.place)
                shapes[name] = (rows, columns)
            else:
                node = still[name]
                shapes[name] = () if node.scalar else (self.size(node),)
        return shapes


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(str(size) for size in shape) if shape else "a number"
