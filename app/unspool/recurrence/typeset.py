"""Equations as TeX, from the same text that is computed.

Every parameter is wrapped in ``\\htmlClass{parameter-k}{…}`` and every node in ``\\htmlClass{node-k}{…}`` (k is
its place in the plan; x and y have their names), so that the page can colour and light them up.
"""

from __future__ import annotations

from collections.abc import Mapping

from unspool.recurrence.expression import Call, Equation, Expression, Name, Number, leaves
from unspool.recurrence.operations import BY_NAME

GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau phi chi psi omega".split()
)
TALL = (r"\frac", r"\sum", r"\sqrt")


def equation_tex(equation: Equation, classes: Mapping[str, str]) -> str:
    """``name_t = …``; ``classes`` gives each name its class, parameters are those with parameter-…"""
    left = "E_t" if equation.name == "loss" else _named(Name(equation.name, 0, equation.place), classes)
    return f"{left} = {_low(_tex(equation.expression, classes)[0])}"


def _low(tex: str) -> str:
    """Plain brackets where nothing tall stands between them: a long line can then break inside them."""
    if any(tall in tex for tall in TALL):
        return tex
    return tex.replace(r"\left", "").replace(r"\right", "")


def name_tex(name: str) -> str:
    """A name without time: W_{xi}, \\hat{y}, \\theta, h_1."""
    stem, index = _parts(name)
    return f"{stem}_{{{index}}}" if index else stem


def timed_tex(name: str, shift: int = 0) -> str:
    """A name at its step: h_{t-1}; an index of its own moves up: h^{(1)}_t."""
    stem, index = _parts(name)
    time = "t" if not shift else f"t{shift:+d}"
    return f"{stem}^{{({index})}}_{{{time}}}" if index else f"{stem}_{{{time}}}"


def _parts(name: str) -> tuple[str, str]:
    if name == "yhat":
        return r"\hat{y}", ""
    stem, _, index = name.partition("_")
    if not index and stem[-1:].isdigit() and stem.rstrip("0123456789"):
        plain = stem.rstrip("0123456789")
        stem, index = plain, stem[len(plain) :]
    index = index.replace("_", ",")
    primes = len(stem) - len(stem.rstrip("'′"))
    stem = stem.rstrip("'′")
    if stem.lower() in GREEK:
        stem = "\\" + stem
    elif stem == "yhat":
        stem = r"\hat{y}"
    elif len(stem) > 1:
        stem = rf"\mathit{{{stem}}}"
    return (f"{{{stem}}}" + "'" * primes if primes else stem), index


def _named(name: Name, classes: Mapping[str, str]) -> str:
    known = classes.get(name.name, "")
    parameter = known.startswith("parameter")
    tex = name_tex(name.name) if parameter or not known else timed_tex(name.name, name.shift)
    return rf"\htmlClass{{{known}}}{{{tex}}}" if known else tex


def _tex(expression: Expression, classes: Mapping[str, str]) -> tuple[str, int]:
    """TeX and how tightly it binds: 0 a choice, 1 a sum, 2 a product, 9 closed."""
    if isinstance(expression, Number):
        return _number(expression.value), 9
    if isinstance(expression, Name):
        return _named(expression, classes), 9
    parts = [_tex(operand, classes) for operand in expression.operands]
    return _call(expression, parts)


def _call(call: Call, parts: list[tuple[str, int]]) -> tuple[str, int]:
    row = BY_NAME[call.operation]
    if call.operation == "add":
        return " + ".join(_closed(part, 1) for part in parts), 1
    if call.operation == "choose":
        phase = leaves(call)[0].name.replace("_", r"\_")
        return row.tex.format(a=rf"\text{{{phase}}}", b=_closed(parts[1], 1), c=parts[2][0]), row.binds
    if call.operation == "join":
        return r"\left[" + r";\, ".join(tex for tex, _ in parts) + r"\right]", 9
    if call.operation in ("multiply", "matmul"):
        sides = [_closed(part, 2) for part in parts]
        plain = call.operation == "matmul" or any(isinstance(operand, Number) for operand in call.operands)
        return (r"\, " if plain else r" \odot ").join(sides), 2
    if call.operation in ("subtract", "negative"):
        sides = [_closed(parts[0], 1 if call.operation == "subtract" else 2)]
        sides += [_closed(part, 2) for part in parts[1:]]
        return row.tex.format(a=sides[0], b=sides[-1]), 1
    inner = [_closed(part, 2) if row.binds == 1 or "sum" in row.tex else part[0] for part in parts]
    letters = dict(zip("abc", inner, strict=False))
    return row.tex.format(**letters), row.binds


def _closed(part: tuple[str, int], needed: int) -> str:
    return part[0] if part[1] >= needed else rf"\left({part[0]}\right)"


def _number(value: float) -> str:
    text = f"{value:.6g}"
    if "e" in text:
        digits, _, power = text.partition("e")
        return rf"{digits} \cdot 10^{{{int(power)}}}"
    return text
