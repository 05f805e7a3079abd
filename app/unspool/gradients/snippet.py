"""A few lines of numpy that reproduce one node, or one gradient, at one step when pasted into Python.

What is read is written out as numbers: named nodes, parameters, the input; a gradient is written from the adjoint
graph and reads the gradients of the named nodes it comes from. So the lines are one step of the chain, not all of it.
"""

from __future__ import annotations

import keyword
import re

import numpy as np

from unspool.engine import Array, Run
from unspool.recurrence import Ref
from unspool.recurrence.pythonic import written

_LETTER = re.compile(r"\W")


def value_lines(run: Run, node: int, t: int) -> list[str]:
    """Lines whose last one is ``NAME = …``: the value of a node at step t."""
    return _Lines(run, t).lines(Ref(node), run.program.graph.nodes[node].name or "value")


def gradient_lines(run: Run, node: int, t: int) -> list[str]:
    """Lines whose last one is ``dL_dNAME = …``: ∂L/∂node at step t, as it flows on."""
    adjoint = run.program.adjoint
    if adjoint is None or node not in adjoint.of:
        return []
    return _Lines(run, t).lines(adjoint.of[node], f"dL_d{run.program.graph.nodes[node].name or 'value'}")


class _Lines:
    def __init__(self, run: Run, t: int) -> None:
        self.run = run
        self.t = t
        self.given: dict[str, Array] = {}
        adjoint = run.program.adjoint
        graph = run.program.graph
        names = run.program.folded.graph.named
        self.gradients = (
            {adjoint.of[node].node: name for name, node in names.items() if node in adjoint.of} if adjoint else {}
        )
        self.names = {node: name for name, node in names.items()}
        self.graph = graph

    def lines(self, ref: Ref, name: str) -> list[str]:
        """The numbers that are read, then the formula."""
        formula = self.operation(ref)[0]
        rows = [f"{key} = {_numbers(array)}" for key, array in self.given.items()]
        return ["import numpy as np", *rows, f"{_identifier(name)} = {formula}"]

    def operation(self, ref: Ref) -> tuple[str, int]:
        """The root is written out even if it has a name."""
        node = self.graph.nodes[ref.node]
        if node.op == "slice":
            start = sum(self.run.program.node_sizes[arg.node] for arg in node.args[1 : 1 + int(node.number)])
            text, binds = self.text(node.args[0], ref.shift)
            inside = text if binds == 9 else f"({text})"
            return f"{inside}[{start}:{start + self.run.program.node_sizes[node.id]}]", 9
        return written(node.op, [self.text(arg, ref.shift) for arg in node.args])

    def text(self, ref: Ref, shift: int) -> tuple[str, int]:
        """What is read at ``shift`` steps from t: a name for numbers, else the operation."""
        node, at = self.graph.nodes[ref.node], self.t + shift + ref.shift
        if node.op == "number":
            return repr(node.number), 9 if node.number >= 0 else 1
        inside = 1 <= at <= self.run.T
        if node.op in ("parameter", "input", "target", "phase", "held", "given", "cutting", "seed", "present"):
            return self.numbers(ref, shift, node.key if node.op != "present" else "has_target"), 9
        if ref.node in self.names or not inside:
            return self.numbers(ref, shift, self.names.get(ref.node, f"value_{ref.node}")), 9
        if ref.node in self.gradients:
            return self.numbers(ref, shift, f"dL_d{self.gradients[ref.node]}"), 9
        return self.operation(Ref(ref.node, shift + ref.shift))

    def numbers(self, ref: Ref, shift: int, name: str) -> str:
        """A name for the numbers that ``ref`` reads; another step of the same node has a name of its own."""
        node = self.graph.nodes[ref.node]
        by = shift + ref.shift
        suffix = "" if node.op == "parameter" or by == 0 else (f"_before{-by}" if by < 0 else f"_after{by}")
        key = _identifier(name + suffix)
        parameter = self.run.parameters.get(node.key) if node.op == "parameter" else None
        array = parameter if parameter is not None else self.run.recall.at(Ref(ref.node, by), self.t)
        self.given.setdefault(key, np.array(array))
        return key


def _identifier(name: str) -> str:
    """A name that Python takes: names of nets are letters and digits already, but may be Python's own words."""
    plain = _LETTER.sub("_", name)
    return f"{plain}_" if keyword.iskeyword(plain) or plain in ("np", "numpy") else plain


def _numbers(array: Array) -> str:
    """With every digit; infinities and NaN by numpy's names."""
    body = repr(array.tolist()).replace("inf", "np.inf").replace("nan", "np.nan")
    return f"np.array({body})"
