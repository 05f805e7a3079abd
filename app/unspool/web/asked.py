"""The door of one number: why it is what it is, its checks if they are wanted, and numpy that makes it again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from unspool.documents import Asking, node_asked, parameter_asked, spec_hash
from unspool.documents.encode import told
from unspool.engine import Run
from unspool.gradients import Entry
from unspool.gradients.answer import answer, parameter_answer
from unspool.gradients.check import Checks, check_entry, check_node
from unspool.gradients.snippet import gradient_lines, value_lines


def answered(run: Run, asking: Asking) -> dict[str, Any]:
    """The whole answer as plain data."""
    parts = _parameter(run, asking) if asking.parameter is not None else _node(run, asking)
    return {"spec_hash": spec_hash(asking.spec), **told(parts)}


def _parameter(run: Run, asking: Asking) -> dict[str, Any]:
    name = parameter_asked(run, asking)
    found = asdict(parameter_answer(run, name, asking.at))
    return found | {
        "checks": _checks(asking, lambda: check_entry(asking.spec.case, Entry("parameters", name, asking.at)))
    }


def _node(run: Run, asking: Asking) -> dict[str, Any]:
    node, (unit,) = node_asked(run, asking), asking.at
    found = asdict(answer(run, node, asking.t, unit))
    named = run.program.folded.graph.nodes[node]
    is_inside = 1 <= asking.t <= run.T
    lines = {
        "value": value_lines(run, node, asking.t) if named.args and is_inside else [],
        "gradient": gradient_lines(run, node, asking.t) if is_inside else [],
    }

    def check() -> Checks | None:
        if not is_inside:
            row = -asking.t if asking.t < 1 else asking.t - run.T - 1
            return check_entry(asking.spec.case, Entry("initial", named.name or named.key, (row, unit)))
        if named.name:
            return check_node(asking.spec.case, named.name, asking.t, unit)
        if named.op in ("input", "target"):
            return check_entry(asking.spec.case, Entry(f"{named.op}s", named.key, (asking.t - 1, unit)))
        return None

    return found | {"numpy": lines, "checks": _checks(asking, check)}


def _checks(asking: Asking, check: Any) -> dict[str, Any] | None:
    """None where they are not wanted, or where there is no loss to differentiate."""
    if not asking.check or asking.spec.case.net.loss is None:
        return None
    found = check()
    return None if found is None else asdict(found)
