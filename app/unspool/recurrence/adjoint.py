"""The adjoint of a graph is a graph in the same language, with its delays reversed.

For every node n the adjoint ∂L/∂n is the sum, over every use of n, of what comes back along that use: the
derivative in the table's row, times the adjoint of the user. A use n[t-k] sends back from k steps later:
its shift is reversed. Matrix products send back Wᵀ g ("transposed"); each product's share of ∂L/∂W is an
outer product of two kept vectors, which ``Use`` names and nobody computes before it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from unspool.recurrence.expression import Expression, Name, Number
from unspool.recurrence.fold import Folded
from unspool.recurrence.graph import STILL_LEAVES, TIMED_LEAVES, Graph, Node, Ref
from unspool.recurrence.operations import BY_NAME, known
from unspool.recurrence.syntax import expression


@dataclass(frozen=True)
class Use:
    """One place where a parameter is used: ``back`` is what comes back to it there, ``operand`` what it multiplied.

    A matrix W in W @ v: ∂L/∂W gets back_t v_tᵀ at every step. A vector or a number (operand None): back_t.
    """

    parameter: str
    back: Ref
    operand: Ref | None


@dataclass
class Adjoint:
    """``of[node]`` is ∂L/∂node; ``shown[name]`` what is reported as ∂L/∂name (see ``_shown``).

    ``parts[node]`` lists what comes back along each use: (user, position, contribution).
    """

    graph: Graph
    of: dict[int, Ref] = field(default_factory=dict)
    shown: dict[str, Ref] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    parts: dict[int, list[tuple[int, int, Ref]]] = field(default_factory=dict)


def differentiate(folded: Folded, seeds: tuple[str, ...] = ()) -> Adjoint:
    """Write the adjoint into a copy of the graph.

    ``seeds`` are names whose ∂L/∂name gets an extra term from outside ("seed" leaves; "loss" seeds the loss
    itself, which otherwise counts 1 at every step).
    """
    return _Differentiation(folded, seeds).run()


class _Differentiation:
    def __init__(self, folded: Folded, seeds: tuple[str, ...]) -> None:
        self.folded = folded
        self.graph = folded.graph.copy()
        self.seeds = seeds
        self.adjoint = Adjoint(self.graph)
        self.forward = len(self.graph.nodes)
        self.live: set[int] = set()

    def run(self) -> Adjoint:
        roots = set(self.graph.named.values()) | ({self.folded.loss.node} if self.folded.loss else set())
        alive = self.graph.reach(roots)
        users = self.graph.users()
        carriers = [node for node in self.graph.nodes[: self.forward] if node.id in alive and self.carries(node)]
        for node in carriers:
            self.adjoint.of[node.id] = self.graph.reserve_anonymous(node)
        self.live = self.reached(alive)
        for node in carriers:
            self.equation(node, [use for use in users[node.id] if use[0] in alive])
        self.parameters(users)
        self.show()
        return self.adjoint

    def reached(self, alive: set[int]) -> set[int]:
        """Nodes that some seed can reach; what comes back to the others is zero, and nothing is written for it."""
        loss = self.folded.loss
        rest = [self.graph.named[name] for name in self.seeds if name != "loss"]
        if loss is not None and ("loss" in self.seeds or not self.seeds):
            rest.append(loss.node)
        live: set[int] = set()
        while rest:
            node = rest.pop()
            if node not in live and node in alive and self.carries(self.graph.nodes[node]):
                live.add(node)
                user = self.graph.nodes[node]
                rest.extend(ref.node for at, ref in enumerate(user.args) if self.comes_back(user, at))
        return live

    @staticmethod
    def comes_back(user: Node, position: int) -> str:
        """The text of what comes back to an operand; empty if nothing does."""
        if user.op in ("matmul", "join"):
            return "g" if user.op == "join" or position == 1 else ""
        row = BY_NAME[user.op]
        texts = row.pull or row.derivative
        pick = min(position, 1) if row.arity == -1 else position
        return texts[pick] if pick < len(texts) else ""

    def carries(self, node: Node) -> bool:
        return node.op not in STILL_LEAVES and (node.op not in TIMED_LEAVES or node.op in ("input", "target"))

    def equation(self, node: Node, uses: list[tuple[int, int, int]]) -> None:
        """∂L/∂node = seed + Σ over uses of what comes back, from as many steps later as the use was earlier."""
        parts = self.contributions(node, uses)
        self.adjoint.parts[node.id] = parts
        terms = [part for _, _, part in parts]
        if node.name in self.seeds and node.name != "loss":
            terms.insert(0, self.graph.add("seed", key=str(node.name), scalar=node.scalar))
        if self.folded.loss is not None and node.id == self.folded.loss.node:
            terms = [self.loss_seed()]
        target = self.graph.nodes[self.adjoint.of[node.id].node]
        if not terms:
            terms = [self.graph.add("number", number=0.0, scalar=True)]
        target.op, target.args = ("same", tuple(terms)) if len(terms) == 1 else ("add", tuple(terms))

    def loss_seed(self) -> Ref:
        if "loss" in self.seeds:
            return self.graph.add("seed", key="loss", scalar=True)
        return self.graph.add("number", number=0.0 if self.seeds else 1.0, scalar=True)

    def contributions(self, node: Node, uses: list[tuple[int, int, int]]) -> list[tuple[int, int, Ref]]:
        parts = []
        for user, position, shift in uses:
            back = self.back(self.graph.nodes[user], position)
            if back is not None:
                back = self.fit(back, node)
                parts.append((user, position, Ref(back.node, back.shift - shift)))
        return parts

    def fit(self, back: Ref, node: Node) -> Ref:
        """A number that met a vector gets the sum over the units back."""
        if node.scalar and not self.graph.nodes[back.node].scalar:
            return self.graph.add("sum", (back,), equation=node.equation, scalar=True)
        return back

    def back(self, user: Node, position: int) -> Ref | None:
        """What comes back along one edge, at the step of the user."""
        text = self.comes_back(user, position)
        if user.id not in self.live or not text:
            return None
        g = self.adjoint.of[user.id]
        if user.op == "matmul":
            return self.add("transposed", (user.args[0], g), user)
        if user.op == "join":
            return self.add("slice", (g, *user.args), user, number=float(position))
        bindings = {"g": g, "v": Ref(user.id), **dict(zip("abcd", user.args, strict=False))}
        if BY_NAME[user.op].pull:
            return self.write(_parsed(text), bindings, user)
        if text == "1":
            return g
        if text == "-1":
            return self.add("negative", (g,), user)
        return self.add("multiply", (g, self.write(_parsed(text), bindings, user)), user)

    def write(self, text: Expression, bindings: dict[str, Ref], user: Node) -> Ref:
        """A derivative's text as nodes of the graph."""
        if isinstance(text, Number):
            return self.graph.add("number", number=text.value, scalar=True)
        if isinstance(text, Name):
            return bindings[text.name]
        return self.add(text.operation, tuple(self.write(operand, bindings, user) for operand in text.operands), user)

    def add(self, op: str, args: tuple[Ref, ...], user: Node, number: float = 0.0) -> Ref:
        scalar = op in BY_NAME and (
            BY_NAME[op].shape == "scalar" or all(self.graph.nodes[ref.node].scalar for ref in args)
        )
        return self.graph.add(op, args, number=number, equation=user.equation, place=user.place, scalar=scalar)

    def parameters(self, users: dict[int, list[tuple[int, int, int]]]) -> None:
        for node in self.graph.nodes[: self.forward]:
            if node.op != "parameter":
                continue
            for user, position, _ in users[node.id]:
                if user not in self.live:
                    continue
                consumer = self.graph.nodes[user]
                if consumer.op == "matmul" and position == 0:
                    self.adjoint.uses.append(Use(node.key, self.adjoint.of[user], consumer.args[1]))
                elif (back := self.back(consumer, position)) is not None:
                    self.adjoint.uses.append(Use(node.key, self.fit(back, node), None))

    def show(self) -> None:
        """∂L/∂name of every equation. Where a loss is computed from the logits, ŷ's own share is added for show.

        The stable form sends ŷ Σy − y to the logits and nothing to ŷ; what is reported as ∂L/∂ŷ is still the
        derivative by ŷ (−y/ŷ), but nothing flows on from it.
        """
        extra: dict[int, list[Ref]] = {}
        for loss, plain, chain in self.folded.shortcuts:
            user = self.graph.nodes[loss]
            if loss not in self.live:
                continue
            bindings = {"g": self.adjoint.of[loss], "a": Ref(chain[0]), "b": user.args[1], "c": user.args[2]}
            part = self.write(_parsed(BY_NAME[plain].pull[0]), bindings, user)
            for node in chain:
                extra.setdefault(node, []).append(part)
        for name, node in self.graph.named.items():
            own = [self.adjoint.of[node]] if node in self.live or node not in extra else []
            terms = own + extra.get(node, [])
            whole = terms[0]
            if len(terms) > 1:
                whole = self.graph.add("add", terms, equation=name, scalar=self.graph.nodes[node].scalar)
            self.adjoint.shown[name] = whole


@cache
def _parsed(text: str) -> Expression:
    return expression(text, known)
