"""How each operation is written in numpy, for lines that a student pastes into Python.

Only for reading and trying: the engine never runs these texts. Operands are one-dimensional arrays (a scalar has one
entry), matrices two-dimensional; sigmoid and the losses stand in their textbook forms.
"""

from __future__ import annotations

from collections.abc import Mapping

# operation -> (text, how tightly it binds: 1 a sum, 2 a product, 9 closed); operands are {a} {b} {c} {d}
PYTHON: dict[str, tuple[str, int]] = {
    "subtract": ("{a} - {b}", 1),
    "negative": ("-{a}", 1),
    "multiply": ("{a} * {b}", 2),
    "divide": ("{a} / {b}", 2),
    "matmul": ("{a} @ {b}", 2),
    "transposed": ("{a}.T @ {b}", 2),
    "choose": ("np.where({a}, {b}, {c})", 9),
    "sigmoid": ("1 / (1 + np.exp(-{a}))", 2),
    "tanh": ("np.tanh({a})", 9),
    "relu": ("np.maximum({a}, 0)", 9),
    "leaky_relu": ("np.where({a} > 0, {a}, {a} / 100)", 9),
    "softplus": ("np.logaddexp(0, {a})", 9),
    "exp": ("np.exp({a})", 9),
    "log": ("np.log({a})", 9),
    "sqrt": ("np.sqrt({a})", 9),
    "square": ("np.square({a})", 9),
    "abs": ("np.abs({a})", 9),
    "sin": ("np.sin({a})", 9),
    "cos": ("np.cos({a})", 9),
    "maximum": ("np.maximum({a}, {b})", 9),
    "minimum": ("np.minimum({a}, {b})", 9),
    "softmax": ("np.exp({a} - np.max({a})) / np.sum(np.exp({a} - np.max({a})))", 2),
    "log_softmax": ("{a} - np.max({a}) - np.log(np.sum(np.exp({a} - np.max({a}))))", 1),
    "sum": ("np.sum({a}, keepdims=True)", 9),
    "mean": ("np.mean({a}, keepdims=True)", 9),
    "cross_entropy": ("np.where({c}, -np.sum(np.where({b} == 0, 0, {b} * np.log({a})), keepdims=True), 0)", 9),
    "squared_error": ("np.where({c}, 0.5 * np.sum(({a} - {b}) ** 2, keepdims=True), 0)", 9),
    "binary_cross_entropy": (
        "np.where({c}, -np.sum({b} * np.log({a}) + (1 - {b}) * np.log(1 - {a}), keepdims=True), 0)", 9),
    "softmax_cross_entropy": (
        "np.where({c}, np.sum({b} * (np.log(np.sum(np.exp({a} - max({a})))) + max({a}) - {a}), keepdims=True), 0)", 9),
    "sigmoid_binary_cross_entropy": (
        "np.where({c}, np.sum(np.logaddexp(0, {a}) - {a} * {b}, keepdims=True), 0)", 9),
    "step": ("({a} > 0)", 9),
    "sign": ("np.sign({a})", 9),
    "quotient": ("np.divide({a}, {b}, out=np.zeros_like({a} + {b}), where={a} != 0)", 9),
    "only": ("np.where({a}, {b}, 0)", 9),
    "unless": ("np.where({a}, 0, {b})", 9),
    "spread": ("{a} * np.ones_like({b})", 2),
    "mean_share": ("np.full_like({a}, 1 / len({a}))", 9),
}  # fmt: skip


def written(
    operation: str,
    operands: list[tuple[str, int]],
    table: Mapping[str, tuple[str, int]] = PYTHON,
    join: str = "np.concatenate",
) -> tuple[str, int]:
    """An operation on operands that are texts with how tightly they bind."""
    if operation == "add":
        return " + ".join(text for text, _ in operands), 1
    if operation == "join":
        return f"{join}([{', '.join(text for text, _ in operands)}])", 9
    if operation in ("same", "detach"):
        return operands[-1]
    form, binds = table[operation]
    inside = {letter: _closed(form, letter, operand) for letter, operand in zip("abcd", operands, strict=False)}
    return form.format(**inside), binds


def _closed(form: str, letter: str, operand: tuple[str, int]) -> str:
    """In brackets, unless the operand stands alone between the brackets of a call."""
    text, binds = operand
    alone = f"({{{letter}}})" in form
    return text if binds == 9 or (alone and form.count(f"{{{letter}}}") == 1) else f"({text})"
