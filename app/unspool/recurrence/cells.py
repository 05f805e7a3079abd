"""What stands in which cell, read off the equations alone: the groups that need each other over time, and their gates.

    c = f * c[t-1] + i * g      f keeps, i takes in, g is the candidate, c the cell
    h = o * tanh(c)             o is the output gate

    h = z * h[t-1] + (1 - z) * n      z is the update gate, n the new state
    n = tanh(… r * h[t-1] …)          r is the reset gate

Nobody asks what a net is called: a net with other names has the same parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from unspool.recurrence.expression import Call, Equation, Expression, Name, Number, leaves
from unspool.recurrence.net import Net
from unspool.recurrence.parts import KEEPS, RESETS_BEFORE, TAKES
from unspool.recurrence.roles import node_role, outputs, readers, reads


@dataclass
class Cell:
    """Equations that need each other over time, with what only they read; ``parts`` are those known by structure."""

    names: tuple[str, ...]
    layer: int  # how many cells lie below it, from 0
    backwards: bool
    parts: dict[str, str] = field(default_factory=dict)  # node -> forget gate, cell, …
    facts: set[str] = field(default_factory=set)


@lru_cache(maxsize=64)
def cells(net: Net) -> tuple[Cell, ...]:
    """Every cell, in the order of the text."""
    loops = _loops(net)
    owner = {name: k for k, loop in enumerate(loops) for name in loop}
    found = []
    for loop in loops:
        everyone = _with_private(loop, net)
        members = tuple(name for name in net.names if name in everyone)
        below = _depth(loop, owner, net)
        shifts = {leaf.shift for name in loop for leaf in reads(net)[name] if leaf.name in loop}
        found.append(_parted(Cell(members, below, max(shifts) > 0), net))
    return tuple(found)


def gates(net: Net) -> frozenset[str]:
    """Nodes between 0 and 1 that no loss compares and that are no states."""
    return frozenset(equation.name for equation in net.equations if node_role(equation, net) == "gate")


def _loops(net: Net) -> list[frozenset[str]]:
    """Strongly connected equations, by closing who reaches whom; sets of names are the bits of a number."""
    names = net.names
    place = {name: 1 << k for k, name in enumerate(names)}
    reach = {name: sum(place[other] for other in _read(net, name) if other in place) for name in names}
    for middle in names:
        for name in names:
            if reach[name] & place[middle]:
                reach[name] |= reach[middle]
    found: list[frozenset[str]] = []
    for name in names:
        loop = frozenset(other for other in names if reach[name] & place[other] and reach[other] & place[name])
        if loop and loop not in found:
            found.append(loop)
    return found


def _with_private(loop: frozenset[str], net: Net) -> set[str]:
    """The loop and what it alone reads (gates that see only the input)."""
    members, rest, inner = set(loop), list(loop), reads(net).keys() - outputs(net)
    while rest:
        for name in _read(net, rest.pop()) - members:
            if name in inner and {reader for reader, _ in readers(net)[name]} <= members:
                members.add(name)
                rest.append(name)
    return members


def _read(net: Net, name: str) -> set[str]:
    return {leaf.name for leaf in reads(net).get(name, ())}


def _depth(loop: frozenset[str], owner: dict[str, int], net: Net) -> int:
    """How many other loops a loop needs."""
    seen, rest, below = set(loop), list(loop), set()
    while rest:
        for name in _read(net, rest.pop()) - seen:
            seen.add(name)
            rest.append(name)
            below |= {owner[name]} if name in owner else set()
    return len(below)


def _of(net: Net, name: str) -> Equation:
    return next(equation for equation in net.equations if equation.name == name)


def _parted(cell: Cell, net: Net) -> Cell:
    """Name the parts of a gated cell; what fits no pattern stays unnamed."""
    known = gates(net) & set(cell.names)
    for name in cell.names:
        carried = _carried(name, _of(net, name).expression, known)
        if carried is None:
            continue
        kept, taken, candidate, is_plain = carried
        shown = _shown(name, cell, net, known)
        if shown:
            cell.parts |= {name: "cell", shown[0]: "hidden state", shown[1]: "output gate"}
        cell.parts[kept] = "forget gate" if taken != kept or shown else "update gate"
        if taken not in (None, kept):
            cell.parts[taken] = "input gate"
        updates = cell.parts[kept] == "update gate"
        if candidate:
            cell.parts[candidate] = "new state" if updates else "candidate"
        if updates:
            cell.parts[name] = "hidden state"
            cell.facts.add(KEEPS if is_plain else TAKES)
        if candidate in cell.names:
            _resets(cell, _of(net, candidate).expression, known)
    return cell


def _carried(
    name: str, expression: Expression, known: frozenset[str]
) -> tuple[str, str | None, str | None, bool] | None:
    """(keeping gate, taking gate, candidate, whether the keeping gate stands plain) of a state that carries itself."""
    terms = [list(_factors(term)) for term in _terms(expression)]
    own = next((term for term in terms if any(_is_past(factor, name) for factor in term)), None)
    kept = next((found for factor in own or [] if (found := _gate(factor, known))), None)
    other = next((term for term in terms if term is not own), None)
    if kept is None or other is None or len(terms) != 2:
        return None
    taken = next((found for factor in other if (found := _gate(factor, known))), None)
    plain = [factor.name for factor in other if isinstance(factor, Name) and not factor.shift]
    rest = [name for name in plain if name not in known]
    return kept[0], taken[0] if taken else None, rest[0] if rest else None, kept[1]


def _shown(name: str, cell: Cell, net: Net, known: frozenset[str]) -> tuple[str, str] | None:
    """(hidden state, output gate) where another node is a gate times a function of the cell."""
    for other in cell.names:
        factors = list(_factors(_of(net, other).expression))
        opened = [found[0] for factor in factors if (found := _gate(factor, known))]
        reads = [leaf for factor in factors for leaf in leaves(factor) if leaf.name == name and not leaf.shift]
        if other != name and len(factors) == 2 and opened and reads:
            return other, opened[0]
    return None


def _resets(cell: Cell, expression: Expression, known: frozenset[str]) -> None:
    """The gate that a candidate multiplies with the past, or with a product of it."""
    inside = [call for call in _calls(expression) if call.operation == "matmul"]  # W @ (r * h[t-1])
    for call in _calls(expression):
        factors = list(_factors(call)) if call.operation == "multiply" else []
        gate = next((found[0] for factor in factors if (found := _gate(factor, known))), None)
        if gate and any(leaf.shift for factor in factors for leaf in leaves(factor)) and gate not in cell.parts:
            cell.parts[gate] = "reset gate"
            if any(call is product.operands[1] for product in inside):
                cell.facts.add(RESETS_BEFORE)


def _calls(expression: Expression) -> Iterator[Call]:
    rest = [expression]
    while rest:
        top = rest.pop()
        if isinstance(top, Call):
            yield top
            rest.extend(top.operands)


def _terms(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Call) and expression.operation == "add":
        for operand in expression.operands:
            yield from _terms(operand)
    else:
        yield expression


def _factors(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Call) and expression.operation == "multiply":
        for operand in expression.operands:
            yield from _factors(operand)
    else:
        yield expression


def _gate(factor: Expression, known: frozenset[str]) -> tuple[str, bool] | None:
    """A gate as it is, or one minus it."""
    if isinstance(factor, Name):
        return (factor.name, True) if factor.name in known and not factor.shift else None
    if isinstance(factor, Call) and factor.operation == "subtract":
        one, gate = factor.operands
        if isinstance(one, Number) and one.value == 1 and isinstance(gate, Name) and gate.name in known:
            return gate.name, False
    return None


def _is_past(factor: Expression, name: str) -> bool:
    return isinstance(factor, Name) and factor.name == name and abs(factor.shift) == 1
