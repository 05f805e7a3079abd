"""One step opened into its operations: what is asked for, and the answer as JSON.

{"spec": {…}, "t": 3}  →  {"t": 3, "spec_hash": "…",
 "nodes": [{"id": 20, "value": [0.1, …], "grad": [0.2, …], "norm": 0.4}, …],
 "edges": [{"user": 20, "position": 0, "grad": [0.2, …], "norm": 0.4}, …],
 "backward": [{"id": 31, "value": [0.2, …]}, …],
 "slopes": [{"id": 20, "slope": [0.1, …]}, …],
 "curves": {"tanh": [{"limit": 4, "values": [-0.999, …, 0.999]}, …], …}}

Ids are those of the plan's nodes; ``grad`` and ``norm`` of a node are null where nothing comes back. A slope is the
derivative of a function of one number at each unit of its operand; a curve is such a function at evenly spaced points
from −limit to limit, for each limit that an operand of this step needs.
"""

from __future__ import annotations

from typing import Any

from unspool.documents.encode import number, plain
from unspool.documents.refusal import SpecError, shown
from unspool.documents.spec import Spec, read_spec
from unspool.engine import OpenedStep

_FORM = 'opening a step takes an object with two keys: {"spec": {…}, "t": 3}'


def read_opening(given: object) -> tuple[Spec, int]:
    """The spec and the step that is asked for."""
    if not isinstance(given, dict) or set(given) != {"spec", "t"}:
        raise SpecError(_FORM)
    t = given["t"]
    if isinstance(t, bool) or not isinstance(t, int):
        raise SpecError(f"t: a step is a whole number from 1, not {shown(t)}")
    spec = read_spec(given["spec"])
    if not 1 <= t <= spec.case.T:
        raise SpecError(f"t: there is no step {shown(t)}: this run has steps 1 to {spec.case.T:,}")
    return spec, t


def step_document(step: OpenedStep, spec_hash: str) -> dict[str, Any]:
    """The answer, its numbers that are not finite as texts."""
    return {
        "t": step.t,
        "spec_hash": spec_hash,
        "nodes": [
            {
                "id": node.id,
                "value": plain(node.value),
                "grad": None if node.grad is None else plain(node.grad),
                "norm": number(node.norm),
            }
            for node in step.nodes
        ],
        "edges": [
            {"user": edge.user, "position": edge.position, "grad": plain(edge.grad), "norm": number(edge.norm)}
            for edge in step.edges
        ],
        "backward": [{"id": node, "value": plain(value)} for node, value in step.backward.items()],
        "slopes": [{"id": node, "slope": plain(slope)} for node, slope in step.slopes.items()],
        "curves": {
            function: [{"limit": curve.limit, "values": plain(curve.values)} for curve in curves]
            for function, curves in step.curves.items()
        },
    }
