"""Equations as TeX, from the same text that is computed, in the notation that is asked for.

Every parameter is wrapped in ``\\htmlClass{parameter-k}{…}`` and every node in ``\\htmlClass{node-k}{…}`` (k is
its place in the plan; x and y have their names), so that the page can colour and light them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from unspool.recurrence.expression import Call, Equation, Expression, Name, Number, leaves
from unspool.recurrence.operations import BY_NAME, LOSSES
from unspool.recurrence.symbols import Symbol, as_written

TALL = (r"\frac", r"\sum", r"\sqrt")
LOSS_OF_A_STEP = Symbol("E", label="loss")


@dataclass(frozen=True)
class Joined:
    """Matrices side by side, written as one that multiplies a joined vector: W [h, x]."""

    symbol: Symbol
    matrices: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """How names, steps and products are written; every field as the text has it unless a notation says otherwise."""

    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    time: str = "below"  # where the step stands: h_t (below), h^{(t)} (above), h(t) (beside)
    bare: bool = False  # the step at hand is not written: h = tanh a
    times: str = r"\odot"
    bias_first: bool = False
    summed_over: str = "k"  # the units' letter in a loss
    joined: tuple[Joined, ...] = ()

    def symbol(self, name: str) -> Symbol:
        """A name's symbol, its own or as the text has it."""
        return self.symbols.get(name) or (LOSS_OF_A_STEP if name == "loss" else as_written(name))

    def at(self, name: str, step: str) -> str:
        """A name at a step."""
        if self.bare and step == "t" and name != "loss":
            return self.symbol(name).tex
        before, after = self.around(name)
        return f"{before}{step}{after}"

    def around(self, name: str) -> tuple[str, str]:
        """TeX before and after the step; a loss at its step has it below, unless all have it above."""
        return self.symbol(name).timed("below" if name == "loss" and self.time == "beside" else self.time)


AS_WRITTEN = Style()


def equation_tex(equation: Equation, classes: Mapping[str, str], style: Style = AS_WRITTEN) -> str:
    """``name_t = …``; ``classes`` gives each name its class, parameters are those with parameter-…"""
    writer = _Writer(classes, style)
    left = style.at("loss", "t").replace("_{t}", "_t")
    if equation.name != "loss":
        left = writer.named(Name(equation.name, 0, equation.place))[0]
    return f"{left} = {_low(writer.written(equation.expression)[0])}"


def total_tex(loss: Equation, classes: Mapping[str, str], style: Style = AS_WRITTEN) -> str:
    """The right side of the loss over the whole sequence: … Σ_t Σ_k …; a sum of several losses keeps its brackets."""
    whole = replace(style, bare=False, time="above" if style.time == "above" else "below")
    tex = _low(_Writer(classes, whole).written(loss.expression)[0])
    if isinstance(loss.expression, Call) and loss.expression.operation in LOSSES:
        return tex.replace(r"\sum", r"\sum_t \sum", 1)
    return rf"\sum_t \left( {tex} \right)"


def name_tex(name: str) -> str:
    """A name of the text without time: W_{xi}, \\hat{y}, \\theta, h_1."""
    return as_written(name).tex


def _low(tex: str) -> str:
    """Plain brackets where nothing tall stands between them: a long line can then break inside them."""
    if any(tall in tex for tall in TALL):
        return tex
    return tex.replace(r"\left", "").replace(r"\right", "")


Part = tuple[
    str, int
]  # TeX and how tightly it binds: 0 a choice, 1 a sum, 2 unit by unit, 3 a matrix’s product, 9 closed


class _Writer:
    def __init__(self, classes: Mapping[str, str], style: Style) -> None:
        self.classes = classes
        self.style = style

    def written(self, expression: Expression) -> Part:
        if isinstance(expression, Number):
            return _number(expression.value), 9
        if isinstance(expression, Name):
            return self.named(expression)
        if expression.operation == "add":
            return self.sum(expression), 1
        if expression.operation in LOSSES and self.style.summed_over:
            return self.loss(expression)
        parts = [self.written(operand) for operand in expression.operands]
        return self.call(expression, parts)

    def named(self, name: Name) -> Part:
        known = self.classes.get(name.name, "")
        symbol = self.style.symbol(name.name)
        if known.startswith("parameter") or not known:
            tex, binds = symbol.tex, 1 if symbol.is_sum else 9
        else:
            tex, binds = self.style.at(name.name, f"t{name.shift:+d}" if name.shift else "t"), 9
        return (rf"\htmlClass{{{known}}}{{{tex}}}" if known else tex), binds

    def call(self, call: Call, parts: list[Part]) -> Part:
        row = BY_NAME[call.operation]
        if call.operation == "choose":
            phase = leaves(call)[0].name.replace("_", r"\_")
            return row.tex.format(a=rf"\text{{{phase}}}", b=_closed(parts[1], 1), c=parts[2][0]), row.binds
        if call.operation == "join":
            return r"\left[" + r";\, ".join(tex for tex, _ in parts) + r"\right]", 9
        if call.operation == "matmul":
            return r"\, ".join(_closed(part, 3) for part in parts), 3
        if call.operation == "multiply":
            plain = any(isinstance(operand, Number) for operand in call.operands)
            return (r"\, " if plain else rf" {self.style.times} ").join(_closed(part, 2) for part in parts), 2
        if call.operation in ("subtract", "negative"):
            sides = [_closed(parts[0], 1 if call.operation == "subtract" else 2)]
            sides += [_closed(part, 2) for part in parts[1:]]
            return row.tex.format(a=sides[0], b=sides[-1]), 1
        if self.style.bare and _needs_no_brackets(call, row.tex):
            return row.tex.split(r"\left")[0].format() + " " + parts[0][0], 9
        inner = [_closed(part, 2) if row.binds == 1 or "sum" in row.tex else part[0] for part in parts]
        letters = dict(zip("abc", inner, strict=False))
        return row.tex.format(**letters), row.binds

    def sum(self, call: Call) -> str:
        operands = list(call.operands)
        if self.style.bias_first:
            operands.sort(key=lambda operand: not self.is_bias(operand))  # a sort that keeps what is equal in order
        parts: list[str] = []
        done: set[str] = set()
        for operand in operands:
            joined = self.joined(operand, operands)
            if joined is None:
                parts.append(_closed(self.written(operand), 1))
            elif joined.symbol.tex not in done:
                done.add(joined.symbol.tex)
                parts.append(self.product(joined, operands))
        return " + ".join(parts)

    def is_bias(self, operand: Expression) -> bool:
        return isinstance(operand, Name) and self.classes.get(operand.name, "").startswith("parameter")

    def joined(self, operand: Expression, among: list[Expression]) -> Joined | None:
        there = {matrix_of(other) for other in among}
        mine = (one for one in self.style.joined if matrix_of(operand) in one.matrices)
        return next((one for one in mine if there.issuperset(one.matrices)), None)

    def product(self, joined: Joined, among: list[Expression]) -> str:
        """One matrix, with the classes of all that stand in it, times what they multiply, joined."""
        found = {matrix_of(operand): operand for operand in among if isinstance(operand, Call)}
        vectors = [self.written(found[name].operands[1])[0] for name in joined.matrices]
        classes = " ".join(self.classes[name] for name in joined.matrices)
        return rf"\htmlClass{{{classes}}}{{{joined.symbol.tex}}} \cdot \left[{', '.join(vectors)}\right]"

    def loss(self, call: Call) -> Part:
        """A loss as a sum over units: every name in it gets their letter, beside the step where that is written."""
        row = BY_NAME[call.operation]
        shown = call.operands[: row.arity]
        if not all(isinstance(operand, Name) and not operand.shift for operand in shown):
            return self.call(call, [self.written(operand) for operand in call.operands])
        k = self.style.summed_over
        over = row.tex.replace(r"\sum", rf"\sum_{k}")
        units = [self.unit(operand.name, k) for operand in shown if isinstance(operand, Name)]
        return over.format(**dict(zip("ab", units, strict=False))), 1

    def unit(self, name: str, letter: str) -> str:
        known, symbol = self.classes.get(name, ""), self.style.symbol(name)
        if self.style.bare or not known.startswith("node"):
            tex = Symbol(symbol.stem, f"{symbol.lower},{letter}" if symbol.lower else letter, symbol.upper).tex
        else:
            before, between, after = symbol.unit(self.style.time)
            tex = f"{before}t{between}{letter}{after}"
        return rf"\htmlClass{{{known}}}{{{tex}}}" if known else tex


def matrix_of(expression: Expression) -> str:
    """The matrix of a product that stands by itself, else nothing."""
    if isinstance(expression, Call) and expression.operation == "matmul":
        first = expression.operands[0]
        return first.name if isinstance(first, Name) else ""
    return ""


def _needs_no_brackets(call: Call, tex: str) -> bool:
    """tanh a, but σ(a), and tanh(h(t−1))."""
    first = call.operands[0]
    is_plain = isinstance(first, Name) and not first.shift
    return is_plain and tex.endswith(r"\left({a}\right)") and not tex.startswith(r"\sigma")


def _closed(part: Part, needed: int) -> str:
    return part[0] if part[1] >= needed else rf"\left({part[0]}\right)"


def _number(value: float) -> str:
    text = f"{value:.6g}"
    if "e" in text:
        digits, _, power = text.partition("e")
        return rf"{digits} \cdot 10^{{{int(power)}}}"
    return text
