"""Texts from strangers: whatever they are, they are read or refused, in work that grows with their length alone."""

import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unspool import engine
from unspool.engine import Case, compiled
from unspool.engine.program import program_for
from unspool.recurrence import Mistake, library, read
from unspool.recurrence.tokens import LONGEST_TEXT

# words of the language in any order, so that some texts come far
WORDS = st.lists(
    st.sampled_from(
        [
            *"hxyWbpt=+-*/@()[],#\n",
            " ",
            "[t-1]",
            "[t+1]",
            "tanh(",
            "softmax(",
            "sum(",
            "loss",
            "yhat",
            "cross_entropy(",
            " if p else ",
            "0.5",
            "1e3",
            "ŷ",
            "σ(",
            "⊙",
            "h = ",
            "\nq = ",
            "W @ h[t-1]",
            "\n",
        ]
    ),
    max_size=60,
).map("".join)


def assert_told(mistake: Mistake) -> None:
    """A mistake has words, and both halves of its place or none."""
    assert mistake.reason
    assert (mistake.line is None) == (mistake.column is None)


def tried(text: str) -> bool:
    """Read a text and run it if it is a net; whether it is."""
    try:
        net = read(text)
        case = Case(
            net,
            2,
            np.ones((2, 2)) if net.reads("x") else None,
            np.ones((2, 2)) if net.reads("y") else None,
            np.ones(2, bool),
            random=engine.Random(1, 1.0),
            phases={name: np.array([0, 1]) for name in net.phases},
        )
        with engine.start(case) as run:
            run.trace()
            assert run.plan["equations"]
    except Mistake as mistake:
        assert_told(mistake)
        return False
    return True


@settings(max_examples=300)
@given(st.text())
@example("h = x\u2028q = x")
@example("h = ²")
@example("h = ٣ * x")
@example("h\u0302\u0302 = x")
@example("\ud800 = x")
@example("h = x[t-²]")
@example("h = x[t-٣]")
def test_any_text_at_all_is_a_net_or_a_mistake(text: str) -> None:
    tried(text)


@settings(max_examples=1000)
@given(WORDS)
def test_any_order_of_words_is_a_net_or_a_mistake(text: str) -> None:
    tried(text)


@settings(max_examples=300)
@given(
    st.sampled_from(library.names()),
    st.integers(0, 400),
    st.integers(0, 12),
    st.sampled_from([*"xhW=+-*/@()[],#\n0.", ""]),
)
def test_a_net_with_a_piece_replaced_is_a_net_or_a_mistake(name: str, at: int, length: int, piece: str) -> None:
    text = library.entry(name).text
    tried(text[:at] + piece + text[at + length :])


def work(call: Callable[[], object]) -> int:
    """How many calls, of Python and of C, something makes: the same on a slow machine."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        call()
    finally:
        sys.setprofile(None)
    return count


ENORMOUS = {
    "a megabyte of a name": "h" * 1_000_000,
    "a megabyte of brackets": "h = " + "(" * 1_000_000,
    "a megabyte of lines": "h = x\n" * 170_000,
    "a hundred thousand operators": "h = x" + " + x" * 100_000,
    "ten thousand brackets": "h = " + "(" * 9_000 + "x" + ")" * 9_000,
    "ten thousand joins": "h = " + "[" * 9_000 + "x" + "]" * 9_000,
    "ten thousand calls": "h = " + "tanh(" * 3_000 + "x" + ")" * 3_000,
    "ten thousand choices": "h = " + "x if p else " * 1_600 + "x",
    "ten thousand differences": "h = x" + " - x" * 4_900,
    "ten thousand products": "h = x" + " * x" * 4_900,
    "ten thousand matrices": "h = " + "A @ " * 4_900 + "x",
    "deep brackets of long chains": "h = " + "(" * 50 + "x" + (" - x" * 90 + ")") * 50,
    "ten thousand equations": "\n".join(f"a{k} = x" for k in range(1_500)),
}


@pytest.mark.parametrize("text", ENORMOUS.values(), ids=ENORMOUS)
def test_enormous_and_deeply_nested_texts_are_refused_after_little_work(text: str) -> None:
    read.cache_clear()

    def refused() -> None:
        with pytest.raises(Mistake):
            read(text)

    assert work(refused) < (60 * len(text) if len(text) <= LONGEST_TEXT else 1_000)


def test_the_largest_texts_that_are_read_take_work_that_grows_with_their_length() -> None:
    def net(lines: int) -> str:
        return "\n".join(
            f"a{k} = tanh(W{k} @ x + U{k} @ a{k}[t-1] + V{k} @ a{max(k - 1, 0)}[t-2])" for k in range(lines)
        )

    def build(lines: int) -> None:
        case = Case(
            read(net(lines)),
            2,
            np.zeros((2, 2)),
            sizes={f"a{k}": 2 for k in range(lines)},
            random=engine.Random(0, 1.0),
        )
        program_for(case)

    few, many = work(lambda: build(50)), work(lambda: build(200))
    assert many < 6 * few


def test_a_sum_of_thousands_is_wide_and_not_deep() -> None:
    assert tried("h = x" + " + x" * 4_900)


def test_the_deepest_text_that_is_read_also_runs_and_is_typeset() -> None:
    text = "h = " + "(" * 55 + "x" + " - x)" * 55 + " - x" * 99
    assert tried(text + "\nloss = sum(h)")
    assert not tried("h = (" + text[4:] + ") " + "* x" * 60)


def test_a_chain_of_two_hundred_equations_is_a_net_and_its_gradient_passes_through_all() -> None:
    lines = ["a0 = x"] + [f"a{k} = tanh(a{k - 1})" for k in range(1, 198)]
    case = Case(read("\n".join([*lines, "loss = sum(a197)"])), 3, np.full((3, 1), 0.01))
    for plain in (True, False):
        trace = engine.trace(case, plain=plain)
        assert (trace.grads["a0"] > 0.9).all()


def test_nothing_of_the_text_reaches_the_source_that_is_generated_from_it() -> None:
    names = {
        "state": "zzstate",
        "matrix": "QQmatrix",
        "vector": "qqvector",
        "phase": "ppphase",
        "out": "уhat",
    }  # a Cyrillic у
    text = """# comment_of_the_text
zzstate = tanh(QQmatrix @ zzstate[t-1] + qqvector) if ppphase else 7.125 * x
уhat = softmax(QQout @ zzstate)
loss = cross_entropy(уhat, y)"""
    case = Case(
        read(text),
        2,
        np.zeros((2, 3)),
        np.zeros((2, 2)),
        np.ones(2, bool),
        random=engine.Random(0, 1.0),
        phases={"ppphase": np.ones(2)},
    )
    program = program_for(case)
    source = compiled.source(program)
    assert "def " in source
    for name in (*names.values(), "QQout", "comment_of_the_text", "7.125"):
        assert name not in source
    other = program_for(
        Case(
            read(text.replace("zzstate", "ss").replace("QQ", "M").replace("7.125", "3.5")),
            2,
            np.zeros((2, 3)),
            np.zeros((2, 2)),
            np.ones(2, bool),
            random=engine.Random(0, 1.0),
            phases={"ppphase": np.ones(2)},
        )
    )
    assert compiled.source(other) == source  # not by its length, nor in any other way
    assert source.isascii()
