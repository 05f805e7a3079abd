"""Asking for one number: what is asked for, read strictly.

{"spec": {…}, "node": "f", "t": 4, "unit": 5}          a named node, x, y, or an operation by its id in the plan;
                                                       t = 0, −1, …: a value before the first step
{"spec": {…}, "parameter": "W_hf", "at": [5, 2]}       an entry of a parameter
with "check": true the answer also has what complex step and a central difference say of the gradient.
"""

from __future__ import annotations

from dataclasses import dataclass

from unspool.documents.refusal import SpecError, instead, shown
from unspool.documents.spec import Spec, read_spec
from unspool.engine import Run

_FORM = 'asking takes {"spec": {…}, "node": "h", "t": 3, "unit": 0} or {"spec": {…}, "parameter": "W", "at": [0, 1]}'
_NODE, _PARAMETER = {"spec", "node", "t", "unit"}, {"spec", "parameter", "at"}


@dataclass(frozen=True)
class Asking:
    """``node`` is a name or an id; for a parameter it is None. ``at``: (unit,) or the index of the entry."""

    spec: Spec
    node: str | int | None
    parameter: str | None
    t: int
    at: tuple[int, ...]
    check: bool


def read_asking(given: object) -> Asking:
    """The spec and the number that is asked for; whether the net has it is told by the run."""
    if not isinstance(given, dict) or set(given) - {"check"} not in (_NODE, _PARAMETER):
        raise SpecError(_FORM)
    check = given.get("check", False)
    if not isinstance(check, bool):
        raise SpecError(f"check: {shown(check)} is neither true nor false")
    spec = read_spec(given["spec"])
    if "parameter" in given:
        name = given["parameter"]
        if not isinstance(name, str):
            raise SpecError(f"parameter: {shown(name)} is not a name")
        return Asking(spec, None, name, 0, _index(given["at"]), check)
    node, t = given["node"], _whole(given["t"], "t")
    if isinstance(node, bool) or not isinstance(node, (str, int)):
        raise SpecError(f"node: {shown(node)} is neither a name nor the id of an operation")
    return Asking(spec, node, None, t, (_whole(given["unit"], "unit"),), check)


def node_asked(run: Run, asking: Asking) -> int:
    """The id of the node; raises SpecError for a node, or a unit, that the net does not have."""
    graph = run.program.folded.graph
    named = dict(graph.named) | {node.key: node.id for node in graph if node.op in ("input", "target")}
    alive = graph.reach(run.program.roots())
    node = named.get(asking.node) if isinstance(asking.node, str) else asking.node
    if node is None or node not in alive or graph.nodes[node].op in ("parameter", "number"):
        raise SpecError(
            f"node: there is no {shown(asking.node)} in this net; {instead(str(asking.node), named, 'its nodes')}"
        )
    before, after = run.program.delays.get(node, (0, 0))
    if not 1 - before <= asking.t <= run.T + after:
        raise SpecError(f"t: there is no step {shown(asking.t)}: this run has steps 1 to {run.T:,}")
    size, (unit,) = run.program.node_sizes[node], asking.at
    if not 0 <= unit < size:
        raise SpecError(f"unit: there is no unit {unit}: {shown(asking.node)} has units 0 to {size - 1}")
    return node


def parameter_asked(run: Run, asking: Asking) -> str:
    """The parameter's name; raises SpecError for one that the net does not have, or an index outside of it."""
    name = asking.parameter or ""
    if name not in run.parameters:
        raise SpecError(
            f"parameter: there is no {shown(name)} in this net; {instead(name, run.parameters, 'its parameters')}"
        )
    shape = run.parameters[name].shape
    if len(asking.at) != len(shape) or not all(0 <= k < size for k, size in zip(asking.at, shape, strict=True)):
        raise SpecError(
            f"at: {list(asking.at)} is no entry of {name}, which is {' × '.join(map(str, shape)) or 'a number'}"
        )
    return name


def _whole(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise SpecError(f"{place}: {shown(value)} is not a whole number")
    return value


def _index(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) > 2:
        raise SpecError(f"at: {shown(value)} is not a list of at most two whole numbers")
    return tuple(_whole(entry, "at") for entry in value)
