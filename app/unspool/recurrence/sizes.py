"""How many units each node has, inferred from the data, ``sizes`` and given parameters.

Sizes that must be equal are joined (union-find); a join of vectors is the sum of its parts. Only numbers
broadcast: a vector of size 1 does not, for one unit must not hide a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unspool.recurrence.graph import Graph, Node, Ref
from unspool.recurrence.mistake import Mistake, Place
from unspool.recurrence.net import Net
from unspool.recurrence.operations import BY_NAME
from unspool.recurrence.unions import Unions

LARGEST = 4_096
MOST_ENTRIES = 4_000_000


@dataclass(frozen=True)
class Given:
    """What is known before the text is looked at: shapes, each with the words for where it came from."""

    input_size: int | None = None
    target_size: int | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    parameters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    initial: Mapping[str, int] = field(default_factory=dict)


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
        self.of_matrix: dict[str, tuple[int, int]] = {}
        self.joins: list[Node] = []

    def run(self) -> Sizes:
        self.mark_scalars()
        self.facts()
        for node in self.graph.nodes:
            self.constrain(node)
        self.solve_joins()
        return Sizes([self.size(node) for node in self.graph.nodes], self.shapes())

    # what is a number and what a vector

    def mark_scalars(self) -> None:
        """Scalars: numbers, 0-d parameters, sums, losses, and what is made of them alone."""
        vectors = {node.id for node in self.graph.nodes if self.surely_vector(node)}
        users = self.graph.users()
        held = [(node.id, self.graph.named[node.key]) for node in self.graph.nodes if node.op in ("held", "given")]
        rest = list(vectors)
        while rest:
            top = rest.pop()
            reached = [
                user
                for user, position, _ in users[top]
                if BY_NAME[self.graph.nodes[user].op].shape == "units"
                and not self.masks(self.graph.nodes[user], position)
            ]
            reached += [leaf for leaf, named in held if named == top]
            rest += [node for node in dict.fromkeys(reached) if node not in vectors]
            vectors.update(reached)
        for node in self.graph.nodes:
            node.scalar = node.id not in vectors

    @staticmethod
    def masks(node: Node, position: int) -> bool:
        return position == 0 and node.op in ("only", "unless", "detach")

    def surely_vector(self, node: Node) -> bool:
        if node.op in ("input", "target", "matmul", "join"):
            return True
        if node.name in self.given.sizes or self.given.initial.get(str(node.name), 1) > 1:
            return BY_NAME[node.op].shape == "units"
        if node.name in self.given.initial:  # one number: of a vector of one unit where a matrix says so
            return any(user.op == "matmul" and user.args[1].node == node.id for user in self.graph.nodes)
        if node.op == "parameter":
            return self.given.parameters.get(node.key) != ()
        return False

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
            raise self.mistake(reason, known.place)
        if not known.matrix and len(shape) > 1:
            raise self.mistake(f"{name} is a vector here, but parameters.{name} is {_shape(shape)}", known.place)
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
            if self.graph.nodes[ref.node].scalar or self.masks(node, position):
                continue
            if first is None:
                first = ref
            elif not self.unions.join(self.of_node[first.node], self.of_node[ref.node]):
                raise self.clash(node, first, ref)
        if node.op == "softmax" and first is None:
            raise self.mistake("softmax of a single number is always 1: it needs a vector", self.place(node))
        if first is None or shape != "units":
            return
        if not self.unions.join(self.of_node[first.node], self.of_node[node.id]):
            raise self.clash(node, first, Ref(node.id))

    def product(self, node: Node) -> None:
        matrix, vector = node.args
        name = self.graph.nodes[matrix.node].key
        rows, columns = self.of_matrix[name]
        if self.graph.nodes[vector.node].scalar:
            raise self.mistake(f"{name} @ needs a vector, but {self.words(vector)} is a number", self.place(node))
        if not self.unions.join(columns, self.of_node[vector.node]):
            raise self.mistake(self.matrix_words(name, columns, vector, "columns"), self.place(node))
        if not self.unions.join(rows, self.of_node[node.id]):
            raise self.mistake(self.matrix_words(name, rows, Ref(node.id), "rows"), self.place(node))

    def matrix_words(self, name: str, side: int, ref: Ref, what: str) -> str:
        mine, theirs = self.unions.get(side), self.unions.get(self.of_node[ref.node])
        source = self.unions.why(self.of_node[ref.node])
        return f"{name} has {mine} {what} ({self.unions.why(side)}) but {self.words(ref)} has {theirs} units ({source})"

    def no_numbers(self, node: Node) -> None:
        for ref in node.args:
            if self.graph.nodes[ref.node].scalar:
                raise self.mistake(f"[ … ] joins vectors, but {self.words(ref)} is a number", self.place(node))

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
                raise self.mistake(f"the join has {source} = {known} units but {needed}", self.place(node))
            return whole is None
        if whole is None or len(unknown) > 1:
            return False
        count = len(open_parts)
        if whole - known < count or (whole - known) % count:
            raise self.mistake(f"the join needs {whole} units, but its parts give {known} already", self.place(node))
        return self.unions.know(unknown.pop(), (whole - known) // count, "what is left of the join")

    # words

    def size(self, node: Node) -> int:
        if node.scalar or node.key in self.of_matrix:
            return 1
        size = self.unions.get(self.of_node[node.id])
        if size is None:
            raise self.unknown(node)
        if size > LARGEST:
            raise self.mistake(f"{size:,} units; the limit is {LARGEST:,}", self.place(node))
        return size

    def unknown(self, node: Node) -> Mistake:
        """Say which size to give: a named node of the same class if there is one."""
        root = self.unions.root(self.of_node[node.id])
        names = [
            other.name or other.key
            for other in self.graph.nodes
            if self.unions.root(self.of_node[other.id]) == root
            and (other.name or other.key)
            and not other.scalar
            and other.op not in ("held", "given")
        ]
        delayed = {
            node.name
            for other in self.graph.nodes
            for ref in other.args
            if ref.shift
            for node in [self.graph.nodes[ref.node]]
        }
        names.sort(key=lambda name: (name not in delayed, name not in self.graph.named))
        equation = names[0] if names else None
        if equation is None:
            inner = f"in the equation of {node.equation}: give the inner part a name of its own and its size in sizes"
            return self.mistake(f"the size of this part is not known {inner}", self.place(node))
        hint = {"x": "inputs", "y": "targets"}.get(equation)
        where = f"give {hint}, or sizes.{equation}" if hint else f"give sizes.{equation}"
        place = self.graph.nodes[self.graph.named[equation]].place if equation in self.graph.named else self.place(node)
        return self.mistake(f"the size of {equation} is not known: {where}", place)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        shapes: dict[str, tuple[int, ...]] = {}
        still = {node.key: node for node in self.graph.nodes if node.op == "parameter"}
        for name, parameter in self.net.parameters.items():
            if parameter.matrix:
                rows, columns = (self.unions.get(item) for item in self.of_matrix[name])
                if rows is None or columns is None:
                    reason = f"the shape of {name} is not known: give sizes on both sides of it"
                    raise self.mistake(reason, parameter.place)
                if rows * columns > MOST_ENTRIES:
                    reason = f"{name} would be {rows:,} × {columns:,}; the limit is {MOST_ENTRIES:,} entries"
                    raise self.mistake(reason, parameter.place)
                shapes[name] = (rows, columns)
            else:
                node = still[name]
                shapes[name] = () if node.scalar else (self.size(node),)
        return shapes

    def clash(self, node: Node, a: Ref, b: Ref) -> Mistake:
        return self.mistake(f"{self.has(a)} but {self.has(b)}", self.place(node))

    def has(self, ref: Ref) -> str:
        """A node with its size and where that came from."""
        size, why = self.unions.get(self.of_node[ref.node]), self.unions.why(self.of_node[ref.node])
        return f"{self.words(ref)} has {size} units ({why})"

    def words(self, ref: Ref) -> str:
        """A node as the text has it: h[t-1], W_xi @ …, tanh(…)."""
        node = self.graph.nodes[ref.node]
        name = node.name or (node.key if node.op in ("input", "target", "parameter", "phase") else "")
        if name:
            return f"{name}[t{ref.shift:+d}]" if ref.shift else name
        if node.op == "matmul":
            return f"{self.graph.nodes[node.args[0].node].key} @ {self.words(node.args[1])}"
        if node.op == "number":
            return f"{node.number:g}"
        return {
            "add": "the sum",
            "subtract": "the difference",
            "multiply": "the product",
            "join": "the join",
            "negative": "the negative",
        }.get(node.op, f"{node.op}(…)")

    def place(self, node: Node) -> Place | None:
        """Where its operation stands: in an equation's own node, the operator, not the name on the left."""
        equation = next((equation for equation in self.net.every() if node.name == equation.name), None)
        return equation.expression.place if equation else node.place

    def mistake(self, reason: str, place: Place | None) -> Mistake:
        return Mistake(reason, place, self.net.text)


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(str(size) for size in shape) if shape else "a number"
