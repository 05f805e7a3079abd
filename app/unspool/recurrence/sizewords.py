"""What is said where sizes do not fit, or are not known: each with where it came from, at its place in the text."""

from __future__ import annotations

from collections.abc import Sequence

from unspool.recurrence.graph import Graph, Node, Ref
from unspool.recurrence.mistake import Mistake, Place
from unspool.recurrence.net import Net
from unspool.recurrence.unions import Unions

NAMED_OPERATIONS = {
    "add": "the sum",
    "subtract": "the difference",
    "multiply": "the product",
    "join": "the join",
    "negative": "the negative",
}


class SizeWords:
    """The words for what ``unions`` knows; ``of_node``: node id -> its size there."""

    def __init__(self, net: Net, graph: Graph, unions: Unions, of_node: Sequence[int]) -> None:
        self.net = net
        self.graph = graph
        self.unions = unions
        self.of_node = of_node

    def mistake(self, reason: str, at: Node | Place) -> Mistake:
        """A refusal at a node or at a place."""
        return Mistake(reason, self._place(at) if isinstance(at, Node) else at, self.net.text)

    def clash(self, node: Node, a: Ref, b: Ref) -> Mistake:
        """Two operands of a node, or one and the node itself, differ."""
        return self.mistake(f"{self._with_size(a)} but {self._with_size(b)}", node)

    def misfit(self, node: Node, matrix: str, side: int, what: str, ref: Ref) -> Mistake:
        """A matrix has other ``what`` (rows, columns) than the vector on that side of it has units."""
        mine, why = self.unions.get(side), self.unions.why(side)
        return self.mistake(f"{matrix} has {mine} {what} ({why}) but {self._with_size(ref)}", node)

    def unknown(self, node: Node) -> Mistake:
        """Say which size to give: of a named node of the same size if there is one, rather of a delayed one."""
        delayed = self._delayed()
        names = sorted(self._alike(node), key=lambda name: (name not in delayed, name not in self.graph.named))
        if not names:
            inner = f"in the equation of {node.equation}: give the inner part a name of its own and its size in sizes"
            return self.mistake(f"the size of this part is not known {inner}", node)
        name = names[0]
        hint = {"x": "inputs", "y": "targets"}.get(name)
        where = f"give {hint}, or sizes.{name}" if hint else f"give sizes.{name}"
        place = self.graph.nodes[self.graph.named[name]].place if name in self.graph.named else self._place(node)
        return Mistake(f"the size of {name} is not known: {where}", place, self.net.text)

    def of(self, ref: Ref) -> str:
        """A node as the text has it: h[t-1], W_xi @ …, tanh(…)."""
        node = self.graph.nodes[ref.node]
        name = node.name or (node.key if node.op in ("input", "target", "parameter", "phase") else "")
        if name:
            return f"{name}[t{ref.shift:+d}]" if ref.shift else name
        if node.op == "matmul":
            return f"{self.graph.nodes[node.args[0].node].key} @ {self.of(node.args[1])}"
        if node.op == "number":
            return f"{node.number:g}"
        return NAMED_OPERATIONS.get(node.op, f"{node.op}(…)")

    def _with_size(self, ref: Ref) -> str:
        size, why = self.unions.get(self.of_node[ref.node]), self.unions.why(self.of_node[ref.node])
        return f"{self.of(ref)} has {size} units ({why})"

    def _alike(self, node: Node) -> list[str]:
        """Names of what has this node's size."""
        root = self.unions.root(self.of_node[node.id])
        return [
            other.name or other.key
            for other in self.graph.nodes
            if self.unions.root(self.of_node[other.id]) == root
            and (other.name or other.key)
            and not other.scalar
            and other.op not in ("held", "given")
        ]

    def _delayed(self) -> set[str | None]:
        """Names that an equation reads at another step."""
        return {self.graph.nodes[ref.node].name for node in self.graph.nodes for ref in node.args if ref.shift}

    def _place(self, node: Node) -> Place | None:
        """Where its operation stands: in an equation's own node, the operator, not the name on the left."""
        equation = next((equation for equation in self.net.every() if node.name == equation.name), None)
        return equation.expression.place if equation else node.place
