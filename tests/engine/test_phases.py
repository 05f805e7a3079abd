"""Phases in the plan: which edge of the folded graph is active at which steps."""

import pytest
from cases import drawn

from unspool import engine

Edge = tuple[str, str, int, tuple[str, ...], tuple[tuple[str, bool], ...]]


def edges(text: str) -> set[Edge]:
    return {
        (
            edge["from"],
            edge["to"],
            edge["shift"],
            tuple(edge["parameters"]),
            tuple((one["phase"], one["is"]) for one in edge["when"]),
        )
        for edge in engine.start(drawn(text, 4, seed=1)).plan["edges"]
    }


def test_without_phases_every_edge_is_always_active() -> None:
    assert edges("h = tanh(W @ h[t-1] + U @ x)") == {("h", "h", -1, ("W",), ()), ("x", "h", 0, ("U",), ())}


def test_each_branch_has_edges_of_its_own() -> None:
    assert edges("h = tanh(W_e @ h[t-1] + U_e @ x) if reading else tanh(W_d @ h[t-1])") == {
        ("h", "h", -1, ("W_e",), (("reading", True),)),
        ("x", "h", 0, ("U_e",), (("reading", True),)),
        ("h", "h", -1, ("W_d",), (("reading", False),)),
    }


def test_what_both_branches_read_alike_is_one_edge_that_is_always_active() -> None:
    assert edges("h = tanh(W @ h[t-1] + U @ x) if reading else tanh(W @ h[t-1])") == {
        ("h", "h", -1, ("W",), ()),
        ("x", "h", 0, ("U",), (("reading", True),)),
    }


def test_a_choice_below_a_matrix_has_the_matrix_on_both_edges() -> None:
    assert edges("h = tanh(W @ (y[t-1] if forcing else o[t-1]) + b)\no = V @ h\nloss = squared_error(o, y)") == {
        ("y", "h", -1, ("W",), (("forcing", True),)),
        ("o", "h", -1, ("W",), (("forcing", False),)),
        ("h", "o", 0, ("V",), ()),
        ("o", "loss", 0, (), ()),
        ("y", "loss", 0, (), ()),
    }


@pytest.mark.parametrize(
    ("expression", "when"),
    [
        ("x if p else (h[t-1] if q else x)", (("p", False), ("q", True))),
        ("(h[t-1] if q else x) if p else x", (("p", True), ("q", True))),
        ("(h[t-1] if p else x) if p else x", (("p", True),)),
        ("(h[t-1] if q else h[t-1]) if p else x", (("p", True),)),
    ],
)
def test_nested_phases_are_all_needed(expression: str, when: tuple[tuple[str, bool], ...]) -> None:
    assert ("h", "h", -1, (), when) in edges(f"h = {expression}")


def test_a_branch_that_contradicts_itself_is_no_edge() -> None:
    assert not any(edge[0] == "h" for edge in edges("h = x if p else (h[t-1] if p else x)"))


def test_what_is_read_anyway_shadows_what_is_read_in_a_phase() -> None:
    assert edges("h = h[t-1] + (h[t-1] if p else x)") == {("h", "h", -1, (), ()), ("x", "h", 0, (), (("p", False),))}
    assert edges("h = h[t-1] + (A @ h[t-1] if p else x)") == {
        ("h", "h", -1, (), ()),
        ("h", "h", -1, ("A",), (("p", True),)),
        ("x", "h", 0, (), (("p", False),)),
    }


def test_a_phase_within_itself_adds_to_one_edge() -> None:
    assert edges("h = (A @ h[t-1] + (B @ h[t-1] if p else x)) if p else x") == {
        ("h", "h", -1, ("A", "B"), (("p", True),)),
        ("x", "h", 0, (), (("p", False),)),
    }


def test_a_run_says_at_which_steps_a_phase_is_on() -> None:
    case = drawn("h = tanh(W @ h[t-1]) if p else x", 6, seed=2)
    assert engine.start(case).plan["phases"] == {"p": case.phases["p"].tolist()}
    assert engine.start(drawn("h = x", 2)).plan["phases"] == {}
