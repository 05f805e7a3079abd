"""How equations are written for PyTorch, whose autograd then differentiates them by itself.

What is written contains no character of a stranger's text: names are replaced by those a ``Naming`` gives, the rest
are the forms of this table. Losses of a softmax or sigmoid are written from the logits, as PyTorch advises.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Collection, Iterable

from unspool.recurrence.expression import Call, Equation, Expression, Name, Number, leaves
from unspool.recurrence.net import Net
from unspool.recurrence.operations import LOSSES
from unspool.recurrence.pythonic import PYTHON, written

# operation -> (text, how tightly it binds); those of numpy where these are the same
TORCH: dict[str, tuple[str, int]] = {
    **{name: PYTHON[name] for name in ("subtract", "negative", "multiply", "divide", "matmul")},
    "choose": ("({b} if {a} else {c})", 9),
    **{name: (f"torch.{name}({{a}})", 9) for name in ("sigmoid", "tanh", "relu", "exp", "log", "sqrt", "square", "abs",
                                                     "sin", "cos")},
    "leaky_relu": ("torch.nn.functional.leaky_relu({a}, 0.01)", 9),
    "softplus": ("torch.logaddexp({a}, torch.zeros(1))", 9),
    "maximum": ("torch.maximum({a}, {b})", 9),
    "minimum": ("torch.minimum({a}, {b})", 9),
    "softmax": ("torch.softmax({a}, 0)", 9),
    "sum": ("torch.sum({a}, 0, keepdim=True)", 9),
    "mean": ("torch.mean({a}, 0, keepdim=True)", 9),
    "cross_entropy": ("-torch.xlogy({b}, {a}).sum()", 2),
    "squared_error": ("0.5 * torch.square({a} - {b}).sum()", 2),
    "binary_cross_entropy": ("-(torch.xlogy({b}, {a}) + torch.xlogy(1 - {b}, 1 - {a})).sum()", 2),
    "softmax_cross_entropy": ("-({b} * torch.log_softmax({a}, 0)).sum()", 2),
    "sigmoid_binary_cross_entropy": (
        "torch.nn.functional.binary_cross_entropy_with_logits({a}, {b}, reduction='sum')", 9),
}  # fmt: skip
LOGITS = {("cross_entropy", "softmax"): "softmax_cross_entropy",
          ("binary_cross_entropy", "sigmoid"): "sigmoid_binary_cross_entropy"}  # fmt: skip
OURS = ("torch", "T", "t", "E", "k", "name", "range", "sum", "abs", "dict", "enumerate", "print", "zip", "given",
        "parameters", "gradients", "loss", "near", "steps", "found", "load_file", "copy", "copies", "targets", "K",
        "held")  # fmt: skip

Text = tuple[str, int]


def naming(names: Iterable[str]) -> dict[str, str]:
    """A Python name for each name of a net: its own where that is plain ASCII and free, else one made up."""
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_]", "", name).strip("_")
        plain = plain if re.match(r"[A-Za-z]", plain) else f"v{plain}"
        tries = [plain, f"{plain}_", *(f"{plain}_{k}" for k in range(2, len(found) + 3))]
        taken = {*found.values(), *OURS}
        found[name] = next(one for one in tries if one not in taken and not keyword.iskeyword(one))
    return found


class Writer:
    """``read`` writes what an equation reads: (name, its equation) → text; phases are read like nodes.

    ``is_changed`` tells whether an equation reads something else than the name's own value (a cut, a detached edge);
    ``held`` are names whose value is not what their equation says.
    """

    def __init__(
        self,
        net: Net,
        read: Callable[[Name, str], Text],
        is_changed: Callable[[Name, str], bool],
        held: Collection[str],
    ) -> None:
        self.net = net
        self.read = read
        self.is_changed = is_changed
        self.held = held
        self.equations = {equation.name: equation for equation in net.equations}

    def equation(self, equation: Equation) -> str:
        """The right side, always a tensor."""
        return self._tensor(equation.expression, equation.name)[0]

    def loss(self, mask: str) -> str:
        """E_t; terms that read y count where ``mask`` (a condition) holds; empty: this is known."""
        assert self.net.loss is not None
        return self._terms(self.net.loss.expression, mask)[0]

    def _terms(self, expression: Expression, mask: str) -> Text:
        if isinstance(expression, Call) and expression.operation in ("add", "subtract"):
            return written(expression.operation, [self._terms(one, mask) for one in expression.operands], TORCH)
        text = self._tensor(expression, "loss")
        reads = any(leaf.name == "y" and leaf.shift == 0 for leaf in leaves(expression))
        return (f"({text[0]} if {mask} else 0)", 9) if mask and reads else text

    def _write(self, expression: Expression, equation: str) -> Text:
        if isinstance(expression, Number):
            return repr(expression.value), 9 if expression.value >= 0 else 1
        if isinstance(expression, Name):
            return self.read(expression, equation)
        operation, operands = expression.operation, expression.operands
        if operation in LOSSES:
            operation, operands = self._from_logits(operation, operands, equation)
        arithmetic = operation in ("add", "subtract", "negative", "multiply", "divide", "squared_error")
        write = self._write if arithmetic else self._tensor
        return written(operation, [write(one, equation) for one in operands], TORCH, "torch.hstack")

    def _tensor(self, expression: Expression, equation: str) -> Text:
        """A number of the text as a tensor of one, for functions that take nothing else."""
        text = self._write(expression, equation)
        return text if leaves(expression) else (f"torch.tensor([{text[0]}])", 9)

    def _from_logits(
        self, operation: str, operands: tuple[Expression, ...], equation: str
    ) -> tuple[str, tuple[Expression, ...]]:
        """The stable form, where the output is a softmax or sigmoid of this step, and nothing on the way is changed."""
        output, reader = operands[0], equation
        while isinstance(output, Name) and not output.shift and output.name in self.equations:
            if output.name in self.held or self.is_changed(output, reader):
                return operation, operands
            reader, output = output.name, self.equations[output.name].expression
        stable = isinstance(output, Call) and LOGITS.get((operation, output.operation))
        if stable and not any(self.is_changed(leaf, reader) for leaf in leaves(output)):
            assert isinstance(output, Call)
            return stable, (output.operands[0], *operands[1:])
        return operation, operands
