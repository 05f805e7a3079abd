"""The plan of a run as plain data: what the page needs to draw the graph before a number is computed."""

from __future__ import annotations

from typing import Any

from unspool.engine.derivatives import backward_of
from unspool.engine.edges import edges_of
from unspool.engine.places import places_of
from unspool.engine.program import Program
from unspool.recurrence import Net, Node
from unspool.recurrence.expression import Equation
from unspool.recurrence.graph import STILL_LEAVES, TIMED_LEAVES
from unspool.recurrence.notation.writing import notations
from unspool.recurrence.roles import delayed, node_role, parameter_role, range_of
from unspool.recurrence.templates import template
from unspool.recurrence.typeset import equation_tex, name_tex, total_tex

LEAVES = {*STILL_LEAVES, *TIMED_LEAVES}


def plan_of(program: Program) -> dict[str, Any]:
    """Everything about the graph; kept with the program."""
    if "plan" not in program.built:
        program.built["plan"] = _plan(program)
    return dict(program.built["plan"])


def _plan(program: Program) -> dict[str, Any]:
    net = program.net
    classes = {name: f"node-{k}" for k, name in enumerate(net.names)} | {"x": "node-x", "y": "node-y"}
    classes |= {name: f"parameter-{k}" for k, name in enumerate(program.sizes.parameters)}
    loss, rows = net.loss, _rows(net)
    sizes = {node.op: {"size": program.node_sizes[node.id]} for node in program.leaves}
    forward, backward = [_node(node, program) for node in _alive(program)], backward_of(program)
    operations = {node["op"] for node in forward + (backward["nodes"] if backward else [])}
    return {
        "equations": [_equation(equation, program, classes) for equation in net.equations],
        "loss": _loss(loss, classes) if loss else None,
        "rows": rows,
        "places": places_of(net.hints.get("place", ""), program.folded.graph),
        "parameters": [_parameter(name, shape, net) for name, shape in program.sizes.parameters.items()],
        "edges": edges_of(net),
        "phase_words": _phase_words(net),
        "nodes": forward,
        "backward": backward,
        "operations": {name: template(name) for name in sorted(operations - LEAVES)},
        "input": sizes.get("input"),
        "target": sizes.get("target"),
        "notations": notations(net, classes, rows),
    }


def _loss(loss: Equation, classes: dict[str, str]) -> dict[str, Any]:
    """``tex`` is the loss of one step, ``total`` that of the whole sequence."""
    return {
        "line": loss.place.line,
        "text": loss.text,
        "tex": equation_tex(loss, classes),
        "total": total_tex(loss, classes),
    }


def _equation(equation: Equation, program: Program, classes: dict[str, str]) -> dict[str, Any]:
    return {
        "name": equation.name,
        "line": equation.place.line,
        "text": equation.text,
        "tex": equation_tex(equation, classes),
        "size": program.node_sizes[program.graph.named[equation.name]],
        "role": node_role(equation, program.net),
        "word": _words(program.net).get(equation.name),
        "range": range_of(equation),
        "delayed": equation.name in delayed(program.net),
    }


def _words(net: Net) -> dict[str, str]:
    """What the text's hint ``#: words: f = forget gate; …`` calls each node."""
    pairs = [hint.partition("=") for hint in net.hints.get("words", "").replace("\n", ";").split(";")]
    return {name.strip(): words.strip() for name, _, words in pairs if words.strip()}


def _phase_words(net: Net) -> dict[str, list[str]]:
    """What each phase is called where it is on and where it is off; hinted as ``reading = …; not reading = …``."""
    words = _words(net)
    return {name: [words.get(name, name), words.get(f"not {name}", f"not {name}")] for name in net.phases}


def _rows(net: Net) -> list[str]:
    """Rows from top to bottom: as the text hints, else the last equation on top."""
    hinted = [name for name in net.hints.get("rows", "").split() if name in net.names]
    return hinted + [name for name in reversed(net.names) if name not in hinted]


def _parameter(name: str, shape: tuple[int, ...], net: Net) -> dict[str, Any]:
    parameter = net.parameters[name]
    return {
        "name": name,
        "shape": list(shape),
        "role": parameter_role(name, net),
        "equation": parameter.equation,
        "tex": name_tex(name),
    }


def _alive(program: Program) -> list[Node]:
    folded = program.folded
    roots = set(folded.graph.named.values()) | ({folded.loss.node} if folded.loss else set())
    alive = folded.graph.reach(roots)
    return [node for node in folded.graph if node.id in alive]


def _node(node: Node, program: Program) -> dict[str, Any]:
    return {
        "id": node.id,
        "op": node.op,
        "name": node.name or node.key or None,
        "equation": node.equation,
        "size": program.node_sizes[node.id],
        "scalar": node.scalar,
        "number": node.number if node.op == "number" else None,
        "timed": node.op in TIMED_LEAVES or node.op not in ("parameter", "number"),
        "args": [{"node": ref.node, "shift": ref.shift} for ref in node.args],
    }
