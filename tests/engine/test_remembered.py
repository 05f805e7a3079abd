"""∂node_t/∂x_k of every node, against complex step in every entry, and what depends on no input."""

from dataclasses import replace

import numpy as np
import pytest
from cases import LIBRARY_NAMES, Case, drawn, text_of

from unspool.engine import Change, Run
from unspool.gradients import Entry, derivative
from unspool.gradients.entries import settled
from unspool.gradients.memory import along_all, remembered
from unspool.recurrence import Mistake, read

FAR = "h = tanh(U @ x[t-1] + W @ h[t-2] + b)\nyhat = V @ h\nloss = squared_error(yhat, y)"
TEXTS = {"far": FAR}
READING = [name for name in LIBRARY_NAMES if read(text_of(name)).reads("x")]


def case_of(name: str, T: int = 20) -> Case:
    return drawn(TEXTS.get(name) or text_of(name), T, seed=len(name), missing=(5,) if T > 5 else ())


@pytest.mark.parametrize("name", [*READING, *TEXTS])
def test_every_entry_is_what_complex_step_says(name: str) -> None:
    case, rng = case_of(name), np.random.default_rng(0)
    assert case.inputs is not None
    for node in case.net.names:
        t = int(rng.integers(8, 19))
        found = remembered(case, node, t)
        for _ in range(8):
            k, i, j = (int(rng.integers(size)) for size in found.by_input.shape)
            k = int(rng.integers(max(0, t - 5), min(20, t + 2)))

            def measure(run: Run, node: str = node, t: int = t, i: int = i) -> complex:
                return complex(run.values[node][t - 1, i])

            exact = derivative(case, Entry("inputs", "x", (k, j)), of=measure)
            assert found.by_input[k, i, j] == pytest.approx(exact, rel=1e-10, abs=1e-15), (node, t, k, i, j)
        np.testing.assert_allclose(found.along, np.einsum("kij,kj->ki", found.by_input, case.inputs), rtol=1e-13)


def test_all_entries_of_a_small_lstm() -> None:
    case = case_of("lstm", 6)
    found = remembered(case, "h", 5)
    assert found.by_input.shape == (6, 3, 3)
    for k, i, j in np.ndindex(found.by_input.shape):
        exact = derivative(case, Entry("inputs", "x", (k, j)), of=lambda run, i=i: complex(run.values["h"][4, i]))
        assert found.by_input[k, i, j] == pytest.approx(exact, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("name", ["lstm", "bidirectional", "skip", "far"])
def test_the_initial_values_count_as_much_as_complex_step_says(name: str) -> None:
    case = settled(case_of(name))
    for t in (2, 19):
        found = remembered(case, "yhat", t)
        assert list(found.initial) == [node for node in case.net.names if node in case.initial]
        told = 0
        for node, rows in found.initial.items():
            assert rows.shape == (len(case.initial[node]), 3, case.initial[node].shape[-1])
            for row, i, j in [(0, 0, 0), (0, 2, 1), (len(rows) - 1, 1, 2)]:
                entry = Entry("initial", node, (row, j))
                exact = derivative(case, entry, of=lambda run, i=i: complex(run.values["yhat"][t - 1, i]))  # noqa: B023
                assert rows[row, i, j] == pytest.approx(exact, rel=1e-10, abs=1e-300), (node, row, i, j)
                told += exact != 0
        assert told
        error, entries = along_all(case, found)
        assert error is not None
        assert error < 1e-11
        assert entries == found.by_input.size + sum(rows.size for rows in found.initial.values())


def test_the_check_of_all_entries_sees_one_that_is_wrong_whichever_way() -> None:
    case = settled(case_of("lstm"))
    found = remembered(case, "h", 9)
    for sign in (1, -1):
        wrong = np.array(found.by_input)
        wrong[4, 1, 1] += sign * 0.1
        error, _ = along_all(case, replace(found, by_input=wrong))
        assert error is not None
        assert error > 1e-3
        begun = {name: np.array(rows) for name, rows in found.initial.items()}
        begun["c"][0, 2, 0] += sign * 0.1
        error, _ = along_all(case, replace(found, initial=begun))
        assert error is not None
        assert error > 1e-3


def test_one_unit_is_a_row_of_the_whole() -> None:
    case = case_of("lstm")
    whole, one = remembered(case, "yhat", 12), remembered(case, "yhat", 12, 1)
    np.testing.assert_allclose(one.by_input[:, 0], whole.by_input[:, 1], rtol=1e-12)
    assert one.by_input.shape == (20, 1, 3)
    for name, rows in whole.initial.items():
        np.testing.assert_allclose(one.initial[name][:, 0], rows[:, 1], rtol=1e-12)


def test_the_loss_of_a_step_remembers_too() -> None:
    case = case_of("lstm")
    found = remembered(case, "loss", 9)
    exact = derivative(case, Entry("inputs", "x", (4, 2)), of=lambda run: complex(run.loss_rows[8]))  # type: ignore[index]
    assert found.by_input[4, 0, 2] == pytest.approx(exact, rel=1e-11)


def test_along_an_input_of_one_and_zeros_is_its_column_also_where_others_are_infinite() -> None:
    case = drawn("h = W @ h[t-1] + U @ x\nloss = sum(h)", 4, units=1, parameters={"W": [[1e200]], "U": [[1, -1, 2]]})
    found = remembered(replace(case, inputs=np.eye(3)[[0, 1, 2, 0]]), "h", 4)
    assert found.along[:, 0].tolist() == [np.inf, -np.inf, 2e200, 1]


def test_a_net_that_reads_both_ways_depends_on_both_sides_and_one_that_reads_forwards_on_the_past() -> None:
    assert remembered(case_of("bidirectional"), "yhat", 9).there.all()
    assert remembered(case_of("bidirectional"), "h", 9).there.tolist() == [True] * 9 + [False] * 11
    assert remembered(case_of("bidirectional"), "g", 9).there.tolist() == [False] * 8 + [True] * 12
    found = remembered(case_of("far"), "h", 9)
    assert np.flatnonzero(found.there).tolist() == [1, 3, 5, 7]
    assert not found.by_input[~found.there].any()


def test_a_cut_forgets_and_an_input_that_is_missing_still_has_a_derivative() -> None:
    case = case_of("lstm")
    cut = replace(case, changes=tuple(Change("cut", name, -1, steps=(6,)) for name in ("h", "c")))
    found = remembered(cut, "h", 10)
    assert not found.by_input[:5].any()
    assert found.by_input[5:10].any(axis=(1, 2)).all()
    assert case.inputs is not None
    inputs = np.array(case.inputs)
    inputs[7] = 0.0
    found = remembered(replace(case, inputs=inputs), "h", 10)
    assert found.by_input[7].any()
    assert not found.along[7].any()


def test_a_net_without_input_has_nothing_to_remember() -> None:
    with pytest.raises(Mistake, match="the net reads no x"):
        remembered(case_of("dynamical_system"), "s", 3)
