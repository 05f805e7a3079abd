"""Why is this number what it is: parts make the value, edges make the gradient, and pasted numpy makes both again."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from cases import LIBRARY_NAMES, drawn, text_of

from unspool import engine
from unspool.gradients.answer import JOINT, Made, answer, parameter_answer
from unspool.gradients.snippet import gradient_lines, value_lines
from unspool.recurrence.operations import TABLE
from unspool.recurrence.pythonic import PYTHON

T = 6
SUMS = ("add", "subtract", "matmul", "join", "sum")


def run_of(name: str) -> engine.Run:
    run = engine.start(drawn(text_of(name), T, units=3, seed=5, missing=(2,)), inputs=True)
    run.finish()
    return run


def everywhere(run: engine.Run) -> list[tuple[str, int, int, int]]:
    named = run.program.folded.graph.named
    return [(name, node, t, unit) for name, node in named.items() for t in (1, 3, T) for unit in range(run.sizes[name])]


def recombined(made: Made) -> float | None:
    values = [part.value for part in made.parts]
    if made.op in SUMS:
        return sum(values)
    if made.op == "multiply":
        return float(np.prod([factor.value for factor in made.parts[0].factors]))
    return {"tanh": np.tanh, "sigmoid": lambda a: 1 / (1 + np.exp(-a))}.get(made.op, lambda _: None)(values[0])


def every(made: Made | None) -> list[Made]:
    return [] if made is None else [made, *(inner for one in made.inner for inner in every(one))]


@pytest.mark.parametrize("name", LIBRARY_NAMES)
def test_the_parts_make_the_value_operation_by_operation(name: str) -> None:
    with run_of(name) as run:
        checked = 0
        for node_name, node, t, unit in everywhere(run):
            found = answer(run, node, t, unit)
            assert found.number.value == run.values[node_name][t - 1][unit]
            for made in every(found.made):
                sizes = [abs(part.value) for part in made.parts]
                assert sizes == sorted(sizes, reverse=True)
                again = recombined(made)
                if again is not None:
                    assert again == pytest.approx(made.value, rel=1e-12, abs=1e-14), (node_name, t, unit, made.op)
                    checked += 1
        assert checked > 10


@pytest.mark.parametrize("name", LIBRARY_NAMES)
def test_what_comes_back_along_each_edge_adds_up_to_the_gradient(name: str) -> None:
    with run_of(name) as run:
        for node_name, node, t, unit in everywhere(run):
            found = answer(run, node, t, unit)
            assert found.gradient == run.grads[node_name][t - 1][unit]
            assert sum(one.value for one in found.wanted) == pytest.approx(found.gradient, rel=1e-11, abs=1e-15)
            assert all(1 <= one.t <= T for one in found.wanted)


@pytest.mark.parametrize("name", LIBRARY_NAMES)
def test_what_comes_back_along_an_edge_comes_through_units_of_the_reading_equation(name: str) -> None:
    with run_of(name) as run:
        several = 0
        for node_name, node, t, unit in everywhere(run):
            for edge in answer(run, node, t, unit).wanted:
                if not edge.units:
                    continue
                sizes = [abs(one.value) for one in edge.units]
                assert sizes == sorted(sizes, reverse=True)
                assert sum(one.value for one in edge.units) == pytest.approx(edge.value, rel=1e-11, abs=1e-15)
                assert all(0 <= one.at < run.sizes[edge.into] for one in edge.units), (node_name, edge)
                several += len(edge.units) > 1
        assert several or name == "pre_activation"  # there a product reads tanh(a), and a itself goes into tanh


def test_a_product_takes_apart_what_the_loss_wants_by_row() -> None:
    with run_of("elman") as run:
        h, W, a = (run.program.folded.graph.named["h"], run.parameters["W"], run.grads["a"])
        edge = next(one for one in answer(run, h, 3, 1).wanted if one.into == "a")
        assert edge.t == 4
        for one in edge.units:
            assert one.value == pytest.approx(W[one.at, 1] * a[3][one.at], rel=1e-12)


@pytest.mark.parametrize("name", LIBRARY_NAMES)
def test_the_shares_of_an_entry_add_up_to_its_gradient(name: str) -> None:
    with run_of(name) as run:
        for parameter, grad in run.parameter_grads.items():
            for at in np.ndindex(grad.shape):
                found = parameter_answer(run, parameter, at)
                assert found.gradient == pytest.approx(grad[at], rel=1e-10, abs=1e-14)
                assert sum(one.value for one in found.shares) + found.rest == pytest.approx(found.gradient, rel=1e-10)


@pytest.mark.parametrize("name", LIBRARY_NAMES)
def test_pasted_into_python_the_lines_give_the_same_numbers(name: str) -> None:
    with run_of(name) as run:
        for node_name, node, t, _ in everywhere(run)[::2]:
            expected = [(value_lines(run, node, t), run.values[node_name][t - 1])]
            lines = gradient_lines(run, node, t)
            flows = run.recall.at(run.program.adjoint.of[node], t) if lines else None
            for written, value in expected + ([(lines, flows)] if lines else []):
                space: dict = {}
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    exec("\n".join(written), space)
                made = space[written[-1].split(" = ")[0]]
                np.testing.assert_allclose(np.broadcast_to(made, np.shape(value)), value, rtol=1e-9, atol=1e-13)


def test_softmax_and_its_loss_are_told_as_one_edge() -> None:
    with run_of("elman") as run:
        o = run.program.folded.graph.named["o"]
        (edge,) = answer(run, o, 3, 1).wanted
        assert (edge.into, edge.op, edge.joint) == ("loss", JOINT[0], True)
        yhat = run.program.folded.graph.named["yhat"]
        assert [one.joint for one in answer(run, yhat, 3, 1).wanted] == [False]


def test_the_input_answers_too() -> None:
    with run_of("gru") as run:
        x = next(node.id for node in run.program.folded.graph if node.op == "input")
        found = answer(run, x, 2, 1)
        assert found.made is None
        assert {one.into for one in found.wanted} == {"r", "z", "n"}
        assert found.gradient == pytest.approx(run.input_grads["x"][1][1])


@pytest.mark.parametrize("name", [name for name in LIBRARY_NAMES if name != "bidirectional"])
def test_an_initial_value_is_given_and_its_gradient_adds_up(name: str) -> None:
    with run_of(name) as run:
        for state, rows in run.initial_grads.items():
            node = run.program.folded.graph.named[state]
            if run.program.delays[node][1]:
                continue  # read after the end
            for row, unit in np.ndindex(rows.shape):
                found = answer(run, node, -row, unit)
                assert found.made is None
                assert found.gradient == pytest.approx(rows[row, unit], rel=1e-10, abs=1e-15)


def test_the_start_symbol_has_a_gradient_too() -> None:
    with run_of("teacher_forcing") as run:
        y = next(node.id for node in run.program.folded.graph if node.op == "target")
        found = answer(run, y, 0, 1)
        (edge,) = found.wanted
        assert (edge.t, found.gradient) == (1, edge.value)
        assert found.gradient != 0


def test_every_operation_can_be_written_in_numpy() -> None:
    assert {row.name for row in TABLE} - set(PYTHON) == {"add", "join", "same", "detach"}


def test_of_a_held_value_and_of_a_phase_only_what_was_chosen_is_told() -> None:
    case = drawn(text_of("lstm"), T, units=2, seed=5)
    held = engine.Change("hold", "f", steps=(3,), units=(1,), value=0.25)
    with engine.start(replace(case, changes=(held,))) as run:
        f = run.program.folded.graph.named["f"]
        (part,) = answer(run, f, 3, 1).made.parts
        assert (part.value, part.factors[0].kind) == (0.25, "given")
        free = answer(run, f, 3, 0).made
        assert [one.op for one in every(free)][:2] == ["choose", "sigmoid"]
        assert answer(run, f, 3, 1).gradient != 0  # its own gradient stays; what made it gets none
