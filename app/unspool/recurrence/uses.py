"""What each parameter is used for: what it multiplies, for which gate, in which cell.

A notation names a parameter by its use (U for the input, W for the state, V for the output, b), never by how the
text calls it. A parameter that is used twice, or in no way that is known, has no use, and keeps the text's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from unspool.recurrence.cells import cells, gates
from unspool.recurrence.expression import Call, Equation, Expression, Name, leaves
from unspool.recurrence.net import Net
from unspool.recurrence.roles import leads_to_output, parameter_role, readers, reads

Path = tuple[Expression, ...]  # from the right side of an equation down to one name


@dataclass(frozen=True)
class Use:
    """``kind`` is input, recurrent, output, bias, output bias, input bias, recurrent bias or weight (unit by unit).

    ``gate`` is the gate or candidate that it serves, ``source`` the name that it multiplies, ``shift`` how far away.
    """

    kind: str
    equation: str
    gate: str | None = None
    source: str | None = None
    shift: int = 0
    cell: int | None = None  # of the net's cells


@lru_cache(maxsize=64)
def uses(net: Net) -> dict[str, Use]:
    """Parameter -> its use; those of which there are two alike in one equation have none."""
    places: dict[str, list[tuple[Equation, Path]]] = {}
    for equation in net.every():
        for leaf, path in _paths(equation.expression):
            places.setdefault(leaf.name, []).append((equation, path))
    found = {}
    for name in net.parameters:
        if len(places[name]) == 1 and (use := _use(net, name, *places[name][0])):
            found[name] = use
    found = _biases(net, found)
    alike = Counter(found.values())
    return {name: use for name, use in found.items() if alike[use] == 1}


@lru_cache(maxsize=4096)
def served(net: Net, equation: str) -> str | None:
    """The gate or candidate that an equation is, or that alone reads it (f = sigmoid(a_f))."""
    new = {name for cell in cells(net) for name, part in cell.parts.items() if part in ("candidate", "new state")}
    known = gates(net) | new
    for _ in net.names:
        if equation in known:
            return equation
        by = {name for name, _ in readers(net).get(equation, ())}
        if len(by) != 1 or by == {"loss"}:
            return None
        equation = by.pop()
    return None


def cell_of(net: Net, name: str) -> int | None:
    """Which of the net's cells a node belongs to."""
    return next((k for k, cell in enumerate(cells(net)) if name in cell.names), None)


def _use(net: Net, name: str, equation: Equation, path: Path) -> Use | None:
    gate, cell = served(net, equation.name), cell_of(net, equation.name)
    if equation.name == "loss" or any(isinstance(top, Call) and top.operation == "choose" for top in path):
        return None
    read = _multiplied(path)
    source = next((leaf for leaf in read if leaf.shift), read[0] if read else None)
    if source:
        kind = parameter_role(name, net) if net.parameters[name].matrix else "weight"
        return Use(kind, equation.name, gate, source.name, source.shift, cell)
    ends = gate is None and is_readout(net, equation)
    is_bias = not net.parameters[name].matrix and _is_term(path)
    return Use("output bias" if ends else "bias", equation.name, gate, None, 0, cell) if is_bias else None


def is_readout(net: Net, equation: Equation) -> bool:
    """Whether an equation leads to the output and reads nothing of another step."""
    return leads_to_output(equation.name, net) and not any(leaf.shift for leaf in reads(net)[equation.name])


def _paths(expression: Expression) -> Iterator[tuple[Name, Path]]:
    """Every name, with the way to it."""
    rest: list[Path] = [(expression,)]
    while rest:
        path = rest.pop()
        top = path[-1]
        if isinstance(top, Name):
            yield top, path
        elif isinstance(top, Call):
            rest.extend((*path, operand) for operand in reversed(top.operands))


def _multiplied(path: Path) -> list[Name]:
    """The names that stand in a product beside the last one of a path."""
    if len(path) < 2 or not isinstance(path[-2], Call) or path[-2].operation not in ("matmul", "multiply"):
        return []
    return [leaf for operand in path[-2].operands if operand is not path[-1] for leaf in leaves(operand)]


def _is_term(path: Path) -> bool:
    return len(path) > 1 and isinstance(path[-2], Call) and path[-2].operation == "add"


def _biases(net: Net, found: dict[str, Use]) -> dict[str, Use]:
    """Two biases in one equation are the input's and the state's, as cuDNN keeps them; one is their sum."""
    pairs: dict[str, list[str]] = {}
    for name, use in found.items():
        if use.kind == "bias":
            pairs.setdefault(use.equation, []).append(name)
    for names in pairs.values():
        if len(names) == 2:
            ordered = sorted(names, key=lambda name: _stands_with_state_alone(net, name))
            for name, kind in zip(ordered, ("input bias", "recurrent bias"), strict=True):
                found[name] = replace(found[name], kind=kind)
    return found


def _stands_with_state_alone(net: Net, name: str) -> bool:
    equation = next(one for one in net.equations if one.name == net.parameters[name].equation)
    whole = next(path[-2] for leaf, path in _paths(equation.expression) if leaf.name == name)
    products = [one for one in leaves(whole) if one.name == "x" or one.shift]
    return bool(products) and all(leaf.shift for leaf in products)
