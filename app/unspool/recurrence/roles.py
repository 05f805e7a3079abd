"""What each name of a net is for, read off its equations: outputs, states, gates; what a matrix multiplies.

Colours, rows and notations follow these roles, so that they work for nets that nobody has named.
"""

from __future__ import annotations

from functools import lru_cache

from unspool.recurrence.expression import Call, Equation, Expression, Name, leaves
from unspool.recurrence.net import Net
from unspool.recurrence.operations import BY_NAME, LOSSES


def range_of(equation: Equation) -> str:
    """Between which numbers a node lies: the range of the operation that makes it."""
    return BY_NAME[equation.expression.operation].range if isinstance(equation.expression, Call) else "any"


@lru_cache(maxsize=64)
def reads(net: Net) -> dict[str, tuple[Name, ...]]:
    """Equation -> the names that it reads, from left to right."""
    return {equation.name: tuple(leaves(equation.expression)) for equation in net.every()}


@lru_cache(maxsize=64)
def readers(net: Net) -> dict[str, tuple[tuple[str, int], ...]]:
    """Name -> the equations that read it, each with how many steps away."""
    found: dict[str, list[tuple[str, int]]] = {}
    for equation, names in reads(net).items():
        for leaf in names:
            found.setdefault(leaf.name, []).append((equation, leaf.shift))
    return {name: tuple(dict.fromkeys(by)) for name, by in found.items()}


@lru_cache(maxsize=64)
def delayed(net: Net) -> frozenset[str]:
    """Names that some equation reads at another step."""
    return frozenset(name for name, by in readers(net).items() if any(shift for _, shift in by))


def node_role(equation: Equation, net: Net) -> str:
    """What a node is in the picture: an output is compared with a target, a state is delayed."""
    if equation.name in outputs(net):
        return "output"
    if equation.name in delayed(net):
        return "state"
    return "gate" if range_of(equation) == "unit" else "hidden"


@lru_cache(maxsize=64)
def outputs(net: Net) -> frozenset[str]:
    """Names that a loss function compares; without a loss, those that nothing else reads."""
    if net.loss is None:
        read = {leaf.name for equation in net.equations for leaf in leaves(equation.expression)}
        return frozenset(net.names) - read
    found: set[str] = set()
    rest: list[Expression] = [net.loss.expression]
    while rest:
        top = rest.pop()
        if isinstance(top, Call):
            if top.operation in LOSSES:
                found |= {operand.name for operand in top.operands if isinstance(operand, Name)}
            rest.extend(top.operands)
    states = {leaf.name for equation in net.equations for leaf in leaves(equation.expression) if leaf.shift}
    compared = frozenset(found & set(net.names))
    return compared - states or compared


def parameter_role(name: str, net: Net) -> str:
    """What a matrix multiplies decides: x or y, a delayed node, or something on its way to the output."""
    if not net.parameters[name].matrix:
        return "bias"
    equation = next(equation for equation in net.every() if equation.name == net.parameters[name].equation)
    read = multiplied(name, equation.expression)
    if any(leaf.shift for leaf in read):
        return "recurrent"
    if any(leaf.name == "x" for leaf in read):
        return "input"
    if leads_to_output(equation.name, net):
        return "output"
    return "input"


def leads_to_output(name: str, net: Net) -> bool:
    """Whether an equation is an output, or is read by outputs alone (o = c + V h, ŷ = softmax o).

    A state is none: what reads its own past (h2 = tanh(U2 h1 + W2 h2[t-1])) goes on, whoever else reads it.
    """
    ends = outputs(net)
    by = readers(net).get(name, ())
    now = {equation for equation, shift in by if not shift}
    is_state = any(equation == name and shift for equation, shift in by)
    return name in ends or (bool(now) and now <= ends and not is_state)


def multiplied(name: str, expression: Expression) -> list[Name]:
    """The names in what a matrix multiplies."""
    rest: list[Expression] = [expression]
    while rest:
        top = rest.pop()
        if isinstance(top, Call):
            first = top.operands[0]
            if top.operation == "matmul" and isinstance(first, Name) and first.name == name:
                return leaves(top.operands[1])
            rest.extend(top.operands)
    return []
