"""The plan of a run as plain data: what the page needs to draw the graph before a number is computed."""

from __future__ import annotations

from typing import Any

from unspool.engine.edges import edges_of
from unspool.engine.places import places_of
from unspool.engine.program import Program
from unspool.recurrence import Net, Node
from unspool.recurrence.expression import Call, Equation, Expression, Name, leaves
from unspool.recurrence.graph import TIMED_LEAVES
from unspool.recurrence.operations import BY_NAME, LOSSES
from unspool.recurrence.typeset import equation_tex, name_tex


def plan_of(program: Program) -> dict[str, Any]:
    """Everything about the graph; kept with the program."""
    if "plan" not in program.built:
        program.built["plan"] = _plan(program)
    return dict(program.built["plan"])


def _plan(program: Program) -> dict[str, Any]:
    net = program.net
    classes = {name: f"node-{k}" for k, name in enumerate(net.names)} | {"x": "node-x", "y": "node-y"}
    classes |= {name: f"parameter-{k}" for k, name in enumerate(program.sizes.parameters)}
    loss = net.loss
    sizes = {node.op: {"size": program.node_sizes[node.id]} for node in program.leaves}
    return {
        "equations": [_equation(equation, program, classes) for equation in net.equations],
        "loss": {"line": loss.place.line, "text": loss.text, "tex": equation_tex(loss, classes)} if loss else None,
        "rows": _rows(net),
        "places": places_of(net.hints.get("place", ""), program.folded.graph),
        "parameters": [_parameter(name, shape, net) for name, shape in program.sizes.parameters.items()],
        "edges": edges_of(net),
        "phase_words": _phase_words(net),
        "nodes": [_node(node, program) for node in _alive(program)],
        "input": sizes.get("input"),
        "target": sizes.get("target"),
    }


def _equation(equation: Equation, program: Program, classes: dict[str, str]) -> dict[str, Any]:
    everything = [leaf for other in program.net.every() for leaf in leaves(other.expression)]
    delayed = any(leaf.name == equation.name and leaf.shift for leaf in everything)
    reach = BY_NAME[equation.expression.operation].range if isinstance(equation.expression, Call) else "any"
    return {
        "name": equation.name,
        "line": equation.place.line,
        "text": equation.text,
        "tex": equation_tex(equation, classes),
        "size": program.node_sizes[program.graph.named[equation.name]],
        "role": _role(equation, program.net, delayed, reach),
        "word": _words(program.net).get(equation.name),
        "range": reach,
        "delayed": delayed,
    }


def _words(net: Net) -> dict[str, str]:
    """What the text's hint ``#: words: f = forget gate; …`` calls each node."""
    pairs = [hint.partition("=") for hint in net.hints.get("words", "").replace("\n", ";").split(";")]
    return {name.strip(): words.strip() for name, _, words in pairs if words.strip()}


def _phase_words(net: Net) -> dict[str, list[str]]:
    """What each phase is called where it is on and where it is off; hinted as ``reading = …; not reading = …``."""
    words = _words(net)
    return {name: [words.get(name, name), words.get(f"not {name}", f"not {name}")] for name in net.phases}


def _role(equation: Equation, net: Net, delayed: bool, reach: str) -> str:
    """What a node is in the picture, read off the graph: an output is compared with a target, a state is delayed."""
    if equation.name in outputs(net):
        return "output"
    if delayed:
        return "state"
    return "gate" if reach == "unit" else "hidden"


def outputs(net: Net) -> set[str]:
    """Names that a loss function compares; without a loss, those that nothing else reads."""
    if net.loss is None:
        read = {leaf.name for equation in net.equations for leaf in leaves(equation.expression)}
        return {name for name in net.names if name not in read}
    found: set[str] = set()
    rest: list[Expression] = [net.loss.expression]
    while rest:
        top = rest.pop()
        if isinstance(top, Call):
            if top.operation in LOSSES:
                found |= {operand.name for operand in top.operands if isinstance(operand, Name)}
            rest.extend(top.operands)
    states = {leaf.name for equation in net.equations for leaf in leaves(equation.expression) if leaf.shift}
    compared = found & set(net.names)
    return compared - states or compared


def _rows(net: Net) -> list[str]:
    """Rows from top to bottom: as the text hints, else the last equation on top."""
    hinted = [name for name in net.hints.get("rows", "").split() if name in net.names]
    return hinted + [name for name in reversed(net.names) if name not in hinted]


def _parameter(name: str, shape: tuple[int, ...], net: Net) -> dict[str, Any]:
    parameter = net.parameters[name]
    return {
        "name": name,
        "shape": list(shape),
        "role": _parameter_role(name, net),
        "equation": parameter.equation,
        "tex": name_tex(name),
    }


def _parameter_role(name: str, net: Net) -> str:
    """What a matrix multiplies decides: x or y, a delayed node, or something on its way to the output."""
    if not net.parameters[name].matrix:
        return "bias"
    equation = next(equation for equation in net.every() if equation.name == net.parameters[name].equation)
    multiplied = _multiplied(name, equation.expression)
    if any(leaf.shift for leaf in multiplied):
        return "recurrent"
    if any(leaf.name == "x" for leaf in multiplied):
        return "input"
    if _leads_to_output(equation.name, net):
        return "output"
    return "input"


def _leads_to_output(name: str, net: Net) -> bool:
    """Whether an equation is an output, or is read by outputs alone (o = c + V h, ŷ = softmax o).

    A state is none: what reads its own past (h2 = tanh(U2 h1 + W2 h2[t-1])) goes on, whoever else reads it.
    """
    ends = outputs(net)
    readers = {
        other.name
        for other in net.every()
        if any(leaf.name == name and not leaf.shift for leaf in leaves(other.expression))
    }
    own = next(equation for equation in net.every() if equation.name == name)
    is_state = any(leaf.name == name and leaf.shift for leaf in leaves(own.expression))
    return name in ends or (bool(readers) and readers <= ends and not is_state)


def _multiplied(name: str, expression: Expression) -> list[Name]:
    rest: list[Expression] = [expression]
    while rest:
        top = rest.pop()
        if isinstance(top, Call):
            first = top.operands[0]
            if top.operation == "matmul" and isinstance(first, Name) and first.name == name:
                return leaves(top.operands[1])
            rest.extend(top.operands)
    return []


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
