"""Wrong texts: each kind of mistake says where it stands, what it is, and points at it."""

import numpy as np
import pytest

from unspool import engine
from unspool.engine import Case
from unspool.recurrence import Mistake, read

# text -> (line, column, words)
IN_THE_TEXT = {
    "unknown function": ("h = tahn(x)", 1, 5, "there is no function tahn: did you mean tanh?"),
    "unknown function without a neighbour": ("h = 2 * qqq(x)", 1, 9, "there is no function qqq: there are sigmoid"),
    "function without brackets": ("h = sigmoid", 1, 5, "sigmoid is a function: write sigmoid"),
    "too many operands": ("h = tanh(x, x)", 1, 5, "tanh takes 1 operand but has 2"),
    "too few operands": ("h = maximum(x)", 1, 5, "maximum takes 2 operands but has 1"),
    "no operand": ("h = tanh()", 1, 9, "nothing stands between"),
    "bracket not closed": ("h = tanh(x", 1, 11, "expected ',' or ')' but found the end of the line"),
    "bracket not closed before the next equation": ("h = tanh(W @ x\nc = h", 2, 1, "expected ',' or ')' but found 'c'"),
    "round bracket not closed": ("h = (x", 1, 7, "'(' in column 5 is not closed"),
    "bracket too many": ("h = tanh(x))", 1, 12, "expected an operator or the end of the line but found ')'"),
    "two things side by side": ("h = tanh(x) x", 1, 13, "expected an operator"),
    "nothing on the right": ("h = ", 1, 5, "expected a name, a number or '('"),
    "nothing on the left": ("  = x", 1, 3, "an equation starts with a name"),
    "no equals sign": ("h x", 1, 3, "expected '=' after h but found 'x'"),
    "two equals signs": ("h = x = y", 1, 7, "one equation a line"),
    "operator at the end": ("h = x +", 1, 8, "expected a name"),
    "a comma at the end": ("h = [x, ]", 1, 9, "found ']'"),
    "a sign without meaning": ("h = x $ y", 1, 7, "'$' has no meaning"),
    "an invisible character": ("h = x\u0000", 1, 6, "U+0000"),
    "an emoji counts one column": ("h = \U0001f600", 1, 5, "has no meaning"),
    "columns count code points": ("größe = ŷ⊙σ(x) + tahn(x)", 1, 18, "no function tahn"),
    "a time in words": ("h = x[1]", 1, 7, "a time is written x[t-1]"),
    "a time that is no number of steps": ("h = x[t-0.5]", 1, 9, "0.5 is not a whole number of steps"),
    "an absurd delay": ("h = x[t-1001]", 1, 9, "a delay of 1001 steps; the limit is 1,000"),
    "a delay beyond all": ("h = x[t+" + "9" * 40 + "]", 1, 9, "the limit is 1,000"),
    "a time on the left": ("h[t] = x", 1, 2, "write 'h = …'"),
    "a word of the language": ("t = x", 1, 1, "'t' is a word of the language"),
    "a word of the language on the right": ("h = if", 1, 5, "found 'if'"),
    "a number too large": ("h = 1e999 * x", 1, 5, "larger than any number"),
    "a number with two points": ("h = 1.2.3", 1, 5, "1.2.3 is not a number"),
    "a name too long": ("h = " + "q" * 61, 1, 5, "a name of 61 characters; the limit is 60"),
    "a name defined twice": ("h = x\nq = x\nh = x", 3, 1, "h is defined twice, first in line 1"),
    "two spellings of a name defined twice": ("ŷ = x\nyhat = x", 2, 1, "yhat is defined twice, first in line 1"),
    "the input defined": ("x = h", 1, 1, "x is the input and cannot be defined"),
    "the target defined": ("y = h", 1, 1, "y is the target and cannot be defined"),
    "the loss read": ("h = x\nq = loss + h\nloss = sum(h)", 2, 5, "no equation can read the loss"),
    "a delayed parameter": ("h = W[t-1] @ x", 1, 5, "W is a parameter and has no delay"),
    "a matrix and a vector": ("h = W @ x\nq = h + W", 2, 9, "W is used as a vector here but as a matrix in line 1"),
    "a state as a matrix": ("h = h[t-1] @ x", 1, 5, "h is not a matrix parameter"),
    "an expression as a matrix": ("h = (W + U) @ x", 1, 8, "left of @ stands the name of a matrix"),
    "a number as a matrix": ("h = 2 @ x", 1, 5, "not a number"),
    "a minus inside a product": ("h = W @ -x", 1, 9, "write the minus before the product"),
    "a phase without else": ("h = x if p", 1, 11, "expected 'else' after 'if p'"),
    "an input as a phase": ("h = x if x else x", 1, 10, "x is not a phase"),
    "a phase as a parameter": ("h = p * x if p else x", 1, 5, "p is used as a phase and as a parameter"),
}

WITHOUT_A_PLACE = {
    "nothing": ("", "the net has no equation"),
    "comments alone": ("# h = x\n\n  # nothing", "the net has no equation"),
    "a loss alone": ("loss = squared_error(x, y)", "the net has no equation"),
}


@pytest.mark.parametrize(("text", "line", "column", "words"), IN_THE_TEXT.values(), ids=IN_THE_TEXT)
def test_a_mistake_says_where_it_stands_and_what_it_is(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(text)
    assert_told(caught.value, text, line, column, words)


@pytest.mark.parametrize(("text", "words"), WITHOUT_A_PLACE.values(), ids=WITHOUT_A_PLACE)
def test_a_text_without_an_equation_is_refused_without_a_place(text: str, words: str) -> None:
    with pytest.raises(Mistake, match=words) as caught:
        read(text)
    assert (caught.value.line, caught.value.column) == (None, None)
    assert "\n" not in str(caught.value)


def assert_told(mistake: Mistake, text: str, line: int, column: int, words: str) -> None:
    """Line, column, reason, and a caret under the very character."""
    assert (mistake.line, mistake.column) == (line, column), str(mistake)
    assert words in mistake.reason
    heading, shown, caret = str(mistake).split("\n")
    assert heading == f"line {line}, column {column}: {mistake.reason}"
    assert len(heading) < 300
    source = text.split("\n")[line - 1]
    assert shown.strip()[:20] in source.replace("\t", " ")
    if column <= len(source):
        assert shown[caret.index("^")] == source[column - 1].replace("\t", " ")
    else:
        assert caret.index("^") >= len(shown.rstrip())


# case -> (text, what is given, line, column, words): what only sizes or the order of steps can tell
LATER = {
    "a cycle of one": (
        "h = h + x",
        {},
        1,
        1,
        "h depends on itself within one step: give one of them a delay, like h[t-1]",
    ),
    "a cycle of two": ("q = x\na = tanh(b) + h\nb = a\nh = x", {}, 2, 1, "a needs b needs a within one step"),
    "a cycle of three": ("a = b\nb = c\nc = a + x", {}, 1, 1, "a needs b needs c needs a within one step"),
    "a cycle beside a delay": ("a = b + a[t-1]\nb = a * x", {}, 1, 1, "a needs b needs a within one step"),
    "past and future at once": ("h = W @ h[t-1] + U @ h[t+1]", {}, 1, 1, "h needs both the past and the future"),
    "past and future around a corner": ("q = x\na = W @ b[t-1] + x\nb = V @ a[t+1]", {}, 2, 1, "a, b need both"),
    "given parameters that clash with a state": (
        "i = sigmoid(W_xi @ x + W_hi @ h[t-1] + b_i)\nh = tanh(i)",
        {"sizes": {"h": 4}, "parameters": {"W_hi": np.zeros((8, 8))}},
        1,
        29,
        "W_hi has 8 columns (W_hi is 8 × 8, given in parameters) but h[t-1] has 4 units (sizes)",
    ),
    "given rows that clash with a state": (
        "h = W @ x",
        {"sizes": {"h": 4}, "parameters": {"W": np.zeros((8, 3))}},
        1,
        7,
        "W has 8 rows (W is 8 × 3, given in parameters) but h has 4 units (sizes)",
    ),
    "given columns that clash with the input": (
        "h = W @ x",
        {"parameters": {"W": np.zeros((2, 5))}},
        1,
        7,
        "W has 5 columns (W is 2 × 5, given in parameters) but x has 3 units",
    ),
    "inputs and targets that are added": ("h = y + x", {}, 1, 7, "y has 2 units (targets) but x has 3 units (inputs)"),
    "a bias that clashes": ("h = tanh(W @ x + b)", {"sizes": {"h": 4}, "parameters": {"b": np.zeros(5)}}, 1, 16, "5"),
    "one unit does not broadcast": ("h = x + b", {"parameters": {"b": np.zeros(1)}}, 1, 7, "b has 1"),
    "a join of another size": ("h = [x, x] + x", {}, 1, 5, "the join has 3 + 3 = 6 units but 3 are needed (inputs)"),
    "a join of a number": ("h = [x, 2]", {}, 1, 5, "[ … ] joins vectors, but 2 is a number"),
    "a matrix times a number": ("h = W @ 2", {}, 1, 7, "W @ needs a vector, but 2 is a number"),
    "softmax of a number": ("h = softmax(sum(x))", {}, 1, 5, "softmax of a single number is always 1"),
    "an unknown size": ("q = x\nh = tanh(W @ h[t-1])", {}, 2, 1, "the size of h is not known: give sizes.h"),
    "an unknown size in the middle": (
        "h = W @ R @ x",
        {"sizes": {"h": 2}},
        1,
        11,
        "give the inner part a name of its own",
    ),
    "a vector as a loss": ("h = x\nloss = h * h", {}, 2, 1, "the loss is one number a step"),
    "a vector given for a matrix": (
        "h = W @ x",
        {"parameters": {"W": np.zeros(3)}},
        1,
        5,
        "stands left of @ and so is a matrix",
    ),
    "a matrix given for a vector": ("h = x + b", {"parameters": {"b": np.zeros((3, 3))}}, 1, 9, "b is a vector here"),
    "a parameter without a value": (
        "h = x + b",
        {"random": None},
        1,
        9,
        "b is a parameter without a value: give parameters.b",
    ),
    "a phase without a mask": ("h = x if late else -x", {}, 1, 10, "late is a phase: give phases.late"),
    "an enormous matrix": (
        "h = W @ q\nq = U @ x",
        {"sizes": {"h": 4096, "q": 4096}},
        1,
        5,
        "4,096 × 4,096; the limit is 4,000,000",
    ),
}

OUTSIDE = {
    "an unknown parameter": (
        {"parameters": {"q": np.zeros(3)}},
        "parameters.q is given, but no equation has a parameter q",
    ),
    "an unknown size": ({"sizes": {"q": 3}}, "sizes: there is no q in the net"),
    "a size of a matrix": ({"sizes": {"h": 4, "W": 3}}, "W is a matrix; give its size through the vectors"),
    "an absurd size": ({"sizes": {"h": 5000}}, "h would have 5,000 units; allowed are 1 to 4,096"),
    "no units at all": ({"sizes": {"h": 0}}, "h would have 0 units"),
    "sizes that contradict each other": (
        {"sizes": {"h": 3}, "initial": {"h": np.zeros(2)}},
        "2 units (initial.h) and 3 (sizes)",
    ),
    "an initial state that nothing reads": (
        {"sizes": {"h": 4}, "initial": {"x": np.zeros(3)}},
        "initial.x is given, but no equation reads x[t-1]",
    ),
    "too few initial rows": ({"initial": {"h": np.zeros((1, 4))}}, "initial.h gives 1 steps, but 2 are read"),
}


def start(text: str, **given: object) -> None:
    net = read(text)
    options = {"random": engine.Random(0, 1.0), "sizes": {}, **given}
    case = Case(
        net, 2, np.zeros((2, 3)) if net.reads("x") else None, np.zeros((2, 2)) if net.reads("y") else None, **options
    )
    engine.start(case).close()


@pytest.mark.parametrize(("text", "given", "line", "column", "words"), LATER.values(), ids=LATER)
def test_what_only_sizes_or_the_order_of_steps_can_tell_is_told_as_well(
    text: str, given: dict, line: int, column: int, words: str
) -> None:
    with pytest.raises(Mistake) as caught:
        start(text, **given)
    assert_told(caught.value, text, line, column, words)


@pytest.mark.parametrize(("given", "words"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_is_given_and_does_not_fit_is_named(given: dict, words: str) -> None:
    with pytest.raises(Mistake) as caught:
        start("h = W @ h[t-2] + U @ x", **{"sizes": {} if "initial" in given else {"h": 4}, **given})
    assert words in str(caught.value)


def test_an_empty_sequence_is_refused() -> None:
    with pytest.raises(Mistake, match="at least one step"):
        engine.start(Case(read("h = x"), 0, np.zeros((0, 3))))
