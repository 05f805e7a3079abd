"""The edges of the folded graph, read off the equations: who reads whom, through which matrices, and when.

``W_e @ h[t-1] if reading else W_d @ h[t-1]`` is two edges, each with the branch that it stands in; what both
branches read alike is one, at every step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unspool.recurrence import Net
from unspool.recurrence.expression import Call, Expression, Name

Key = tuple[str, int]  # a name, and how many steps away it is read
When = tuple[tuple[str, bool], ...]  # phases that are on or off, the outermost first; () is always
Reads = dict[Key, dict[When, list[str]]]  # with the matrices on the way


def edges_of(net: Net) -> list[dict[str, Any]]:
    """Edges between named things as plain data; those that differ in ``when`` are edges of their own."""
    found = []
    for equation in net.every():
        for (start, shift), branches in _reads(equation.expression, [], net).items():
            for when, parameters in _without_shadows(branches):
                found.append(
                    {
                        "from": start,
                        "to": equation.name,
                        "shift": shift,
                        "parameters": parameters,
                        "when": [{"phase": phase, "is": is_on} for phase, is_on in when],
                    }
                )
    return found


def _reads(expression: Expression, on: list[str], net: Net) -> Reads:
    """What an expression reads; ``on`` are the matrices that multiply it."""
    if isinstance(expression, Name):
        is_node = expression.name in net.names or expression.name in ("x", "y")
        return {(expression.name, expression.shift): {(): list(on)}} if is_node else {}
    if not isinstance(expression, Call):
        return {}
    first = expression.operands[0]
    if expression.operation == "choose" and isinstance(first, Name):
        return _either(first.name, *(_reads(branch, on, net) for branch in expression.operands[1:]))
    matrix = [first.name] if expression.operation == "matmul" and isinstance(first, Name) else []
    found: Reads = {}
    for operand in expression.operands[bool(matrix) :]:
        for key, branches in _reads(operand, on + matrix, net).items():
            for when, parameters in branches.items():
                _add(found, key, when, parameters)
    return found


def _add(reads: Reads, key: Key, when: When, parameters: list[str]) -> None:
    known = reads.setdefault(key, {}).setdefault(when, [])
    known.extend(name for name in parameters if name not in known)


def _either(phase: str, here: Reads, there: Reads) -> Reads:
    """Two branches in one: what they have in common is read whatever the phase."""
    found: Reads = {}
    for key in [*here, *(key for key in there if key not in here)]:
        sides = (here.get(key, {}), there.get(key, {}))
        for is_on, own, other in ((True, sides[0], sides[1]), (False, sides[1], sides[0])):
            for when, parameters in own.items():
                shared = other.get(when) == parameters
                if shared or (phase, not is_on) not in when:  # a branch that contradicts itself is never read
                    at = when if shared or (phase, is_on) in when else ((phase, is_on), *when)
                    _add(found, key, at, parameters)
    return found


def _without_shadows(branches: dict[When, list[str]]) -> Iterator[tuple[When, list[str]]]:
    """Leave out what is read through the same matrices at every step anyway."""
    always = branches.get(())
    for when, parameters in branches.items():
        if not when or always is None or not set(parameters) <= set(always):
            yield when, parameters
