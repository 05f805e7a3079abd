"""Right texts: what they mean, written out with every bracket."""

import pytest

from unspool.recurrence import fold, operations, read, schedule
from unspool.recurrence.expression import Call, Expression, Name, Number
from unspool.recurrence.syntax import equations

SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "matmul": "@"}


def written(expression: Expression) -> str:
    """An expression with all its brackets."""
    if isinstance(expression, Number):
        return f"{expression.value:g}"
    if isinstance(expression, Name):
        return f"{expression.name}[{expression.shift:+d}]" if expression.shift else expression.name
    assert isinstance(expression, Call)
    parts = [written(operand) for operand in expression.operands]
    if expression.operation in SIGNS:
        return f"({f' {SIGNS[expression.operation]} '.join(parts)})"
    return f"{expression.operation}({', '.join(parts)})"


MEANT = {
    # precedence
    "a + b * c": "(a + (b * c))",
    "a * b + c": "((a * b) + c)",
    "a - b - c": "((a - b) - c)",
    "a / b / c": "((a / b) / c)",
    "a / b * c": "((a / b) * c)",
    "a - b + c": "((a - b) + c)",
    "a + b + c + d": "(a + b + c + d)",
    "a + b - c + d": "(((a + b) - c) + d)",
    "(a + b) + c": "((a + b) + c)",
    "a + (b + c)": "(a + (b + c))",
    "(a + b) * c": "((a + b) * c)",
    # the product of a matrix binds tightest and groups to the right
    "A @ B @ x": "(A @ (B @ x))",
    "A @ B @ C @ x": "(A @ (B @ (C @ x)))",
    "r * W @ x": "(r * (W @ x))",
    "W @ x * r": "((W @ x) * r)",
    "W @ x / r": "((W @ x) / r)",
    "W @ x + U @ x": "((W @ x) + (U @ x))",
    "W @ (r * x)": "(W @ (r * x))",
    "W @ tanh(x)": "(W @ tanh(x))",
    "W @ [x, y]": "(W @ join(x, y))",
    # signs
    "-x": "negative(x)",
    "-W @ x": "negative((W @ x))",
    "-a * b": "(negative(a) * b)",
    "a * -b": "(a * negative(b))",
    "a - -b": "(a - negative(b))",
    "--a": "a",
    "---a": "negative(a)",
    "+a": "a",
    "a + -b - +c": "((a + negative(b)) - c)",
    "-(a + b)": "negative((a + b))",
    "-2 * a": "(negative(2) * a)",
    # time
    "h[t]": "h",
    "h[t-1]": "h[-1]",
    "h[ t - 12 ]": "h[-12]",
    "h[t+2]": "h[+2]",
    "h[t-0]": "h",
    "x[t-1] + y[t-1]": "(x[-1] + y[-1])",
    # numbers
    "0.5 * x": "(0.5 * x)",
    ".5 * x": "(0.5 * x)",
    "2. * x": "(2 * x)",
    "1e-3 * x": "(0.001 * x)",
    "1E+2 * x": "(100 * x)",
    "1.5e2 * x": "(150 * x)",
    "2 * e3": "(2 * e3)",
    "2e * x": None,
    # calls, joins, phases
    "sigmoid(tanh(x))": "sigmoid(tanh(x))",
    "maximum(a, b + c)": "maximum(a, (b + c))",
    "[a, b, c]": "join(a, b, c)",
    "[a, [b, c]]": "join(a, join(b, c))",
    "[a]": "join(a)",
    "a if p else b": "choose(p, a, b)",
    "a if p else b if q else c": "choose(p, a, choose(q, b, c))",
    "a + b if p else c * d": "choose(p, (a + b), (c * d))",
    "(a if p else b) + c": "(choose(p, a, b) + c)",
    "tanh(a if p else b)": "tanh(choose(p, a, b))",
    # as people write it
    "σ(x)": "sigmoid(x)",
    "f ⊙ c[t−1]": "(f * c[-1])",
    "a × b · c ∘ d": "(((a * b) * c) * d)",
    "ŷ[t-1]": "yhat[-1]",
    "y\u0302[t-1]": "yhat[-1]",
    "θ_xi @ x": "(θ_xi @ x)",
    "h′ + h'": "(h′ + h')",
    "Größe": "Größe",
    "Gro\u0308ße": "Größe",
    "h_1 + h1": "(h_1 + h1)",
    "x²": "x²",
    # space
    "\t tanh ( x )  # a comment = (": "tanh(x)",
    "tanh(\n  x +   # first\n  b)\n": "tanh((x + b))",
    "[x,\n\n y]\r\n": "join(x, y)",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_an_expression_means(text: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(ValueError, match="line 1"):
            equations(f"q = {text}", operations.offered)
        return
    assert written(equations(f"q = {text}", operations.offered)[0].expression) == meant


def test_two_spellings_of_one_name_are_one_name() -> None:
    net = read("ŷ = W @ x\nh = yhat[t-1] + y\u0302\nloss = squared_error(yhat, y)")
    assert net.names == ("yhat", "h")
    assert list(net.parameters) == ["W"]


def test_names_and_parameters_come_in_the_order_of_the_text() -> None:
    net = read(
        "# t\nh = tanh(b + W @ h[t-1] + U @ x)\n\nyhat = c + V @ h # o\nloss = squared_error(yhat, y)\n#: rows: h yhat"
    )
    assert net.names == ("h", "yhat")
    assert list(net.parameters) == ["b", "W", "U", "c", "V"]
    assert {name for name, parameter in net.parameters.items() if parameter.matrix} == {"W", "U", "V"}
    assert net.loss is not None
    assert net.hints == {"rows": "h yhat"}
    assert [equation.text for equation in net.equations] == ["h = tanh(b + W @ h[t-1] + U @ x)", "yhat = c + V @ h"]
    assert [equation.place for equation in net.equations] == [(2, 1), (4, 1)]


def test_a_text_over_several_lines_is_one_equation() -> None:
    net = read("h = tanh(W @ h[t-1] +  # what was\n         U @ x)        # what is\nq = h")
    assert net.equations[0].text == "h = tanh(W @ h[t-1] + U @ x)"
    assert net.names == ("h", "q")


def test_a_text_is_read_once() -> None:
    assert read("h = tanh(x)") is read("h = tanh(x)")


def test_a_stack_of_thirty_layers_is_a_net() -> None:
    lines = ["h0 = tanh(U0 @ x + W0 @ h0[t-1])"]
    lines += [f"h{k} = tanh(U{k} @ h{k - 1} + W{k} @ h{k}[t-1] + S{k} @ h{k // 2}[t-2])" for k in range(1, 30)]
    net = read("\n".join(lines))
    folded = fold(net)
    sweeps = schedule(folded.graph, set(folded.graph.named.values()), set())
    assert [sweep.direction for sweep in sweeps] == [1]
    assert len(net.parameters) == 89
