"""Equations to the folded graph: one node an operation, one edge an operand, delays on the edges.

Here too: the mask of a loss (a step without a target has none), stable forms of the losses, and the
changes a person made (hold, silence, cut, detach), each a rewriting of the graph and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from unspool.recurrence.expression import Call, Equation, Expression, Name, Number, leaves
from unspool.recurrence.graph import Graph, Node, Ref
from unspool.recurrence.net import DATA, Net
from unspool.recurrence.operations import LOSSES

STABLE = {
    ("cross_entropy", "softmax"): "softmax_cross_entropy",
    ("binary_cross_entropy", "sigmoid"): "sigmoid_binary_cross_entropy",
}


@dataclass(frozen=True)
class Surgery:
    """Where changes enter the graph: which nodes are held, which edges cut or detached (not when, not at what)."""

    held: tuple[str, ...] = ()
    cut: tuple[tuple[str, int, str], ...] = ()  # (node, shift, into equation)
    detached: tuple[tuple[str, int, str], ...] = ()


@dataclass
class Folded:
    """The forward graph. ``shortcuts`` are losses in stable form: (loss node, plain loss op, ŷ's nodes).

    ``everywhere``: some term of the loss reads no target, so that every step has a loss.
    """

    graph: Graph
    loss: Ref | None
    everywhere: bool = False
    shortcuts: list[tuple[int, str, list[int]]] = field(default_factory=list)


def fold(net: Net, surgery: Surgery = Surgery()) -> Folded:
    """Build the graph of a net."""
    graph = Graph()
    for equation in net.equations:
        graph.reserve(equation.name, equation.place)
    folded = Folded(graph, None)
    builder = _Builder(net, graph, surgery)
    for equation in net.equations:
        _define(graph, graph.named[equation.name], builder.build(equation.expression, equation.name), equation)
        if equation.name in surgery.held:
            _hold(graph, graph.named[equation.name])
    if net.loss is not None:
        root = builder.loss_terms(net.loss.expression)
        graph.reserve("loss", net.loss.place)
        del graph.named["loss"]
        _define(graph, len(graph.nodes) - 1, root, net.loss)
        folded.loss = Ref(len(graph.nodes) - 1)
        folded.everywhere = builder.everywhere
    _stabilise(folded)
    return folded


def _define(graph: Graph, node: int, root: Ref, equation: Equation) -> None:
    """Let the named node carry the operation of its right side's root.

    The root itself is computed only if something used it before; nothing may find it later. (It is not the named node
    in disguise either: who writes the same expression again does not read the name; holding it changes nothing there.)
    """
    top, target = graph.nodes[root.node], graph.nodes[node]
    if isinstance(equation.expression, Call) and top.name is None:
        target.op, target.args = top.op, top.args
        graph.forget(root.node)
    else:
        target.op, target.args = "same", (root,)


def _hold(graph: Graph, node: int) -> None:
    """``where(held, given, equation)``: the value's own gradient stays, what made it gets none."""
    target = graph.nodes[node]
    name = str(target.name)
    written = len(graph.nodes)
    graph.nodes.append(Node(written, target.op, target.args, equation=name, place=target.place))
    target.op = "choose"
    target.args = (graph.add("held", key=name), graph.add("given", key=name), Ref(written))


class _Builder:
    def __init__(self, net: Net, graph: Graph, surgery: Surgery) -> None:
        self.net = net
        self.graph = graph
        self.surgery = surgery
        self.everywhere = False

    def build(self, expression: Expression, equation: str) -> Ref:
        if isinstance(expression, Number):
            return self.graph.add("number", number=expression.value, scalar=True)
        if isinstance(expression, Name):
            return self.name(expression, equation)
        args = [self.build(operand, equation) for operand in expression.operands]
        if expression.operation in LOSSES:
            args.append(self.mask(expression))
        return self.graph.add(expression.operation, args, equation=equation, place=expression.place)

    def mask(self, loss: Expression) -> Ref:
        """1 where the loss counts: where there is a target, or always if it reads none."""
        if any(leaf.name == "y" and leaf.shift == 0 for leaf in leaves(loss)):
            return self.graph.add("present", key="y", scalar=True)
        return self.graph.add("number", number=1.0, scalar=True)

    def name(self, name: Name, equation: str) -> Ref:
        if name.name in self.graph.named:
            ref = Ref(self.graph.named[name.name], name.shift)
        elif name.name in DATA:
            op = "input" if name.name == "x" else "target"
            ref = Ref(self.graph.add(op, key=name.name).node, name.shift)
        elif name.name in self.net.phases:
            ref = self.graph.add("phase", key=name.name, scalar=True, place=name.place)
        else:
            ref = self.graph.add("parameter", key=name.name)
        edge = (name.name, name.shift, equation)
        if edge in self.surgery.cut:
            ref = self.graph.add("unless", (self.cutting("cut", edge), ref), equation=equation, place=name.place)
        if edge in self.surgery.detached:
            ref = self.graph.add("detach", (self.cutting("detach", edge), ref), equation=equation, place=name.place)
        return ref

    def cutting(self, verb: str, edge: tuple[str, int, str]) -> Ref:
        return self.graph.add("cutting", key=f"{verb} {edge[0]} {edge[1]} {edge[2]}", scalar=True)

    def loss_terms(self, expression: Expression) -> Ref:
        """The loss; a term written without a loss function, but with y, counts only where there is a target."""
        if isinstance(expression, Call) and expression.operation in ("add", "subtract"):
            args = [self.loss_terms(operand) for operand in expression.operands]
            return self.graph.add(expression.operation, args, equation="loss", place=expression.place)
        term = self.build(expression, "loss")
        masked = any(leaf.name == "y" and leaf.shift == 0 for leaf in leaves(expression))
        self.everywhere |= not masked and bool(leaves(expression))
        if _has_loss(expression) or not masked:
            return term
        return self.graph.add("only", (self.mask(expression), term), equation="loss", place=expression.place)


def _has_loss(expression: Expression) -> bool:
    if not isinstance(expression, Call):
        return False
    return expression.operation in LOSSES or any(_has_loss(operand) for operand in expression.operands)


def _stabilise(folded: Folded) -> None:
    """Compute softmax with cross-entropy, and sigmoid with binary cross-entropy, from the logits."""
    graph = folded.graph
    for node in list(graph.nodes):
        if node.op not in ("cross_entropy", "binary_cross_entropy"):
            continue
        output, target, mask = node.args
        chain = _aliases(graph, output)
        last = graph.nodes[chain[-1]]
        stable = STABLE.get((node.op, last.op))
        if stable and output.shift == 0 and graph.nodes[target.node].op in ("target", "input"):
            folded.shortcuts.append((node.id, node.op, chain))
            node.op, node.args = stable, (last.args[0], target, mask, Ref(last.id))


def _aliases(graph: Graph, ref: Ref) -> list[int]:
    """A node and what it merely repeats (yhat = p, p = softmax(o)): the ids from the first to the last."""
    chain = [ref.node]
    while graph.nodes[chain[-1]].op == "same" and graph.nodes[chain[-1]].args[0].shift == 0:
        following = graph.nodes[chain[-1]].args[0].node
        if following in chain:
            break
        chain.append(following)
    return chain
