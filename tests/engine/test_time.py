"""What time means: nothing reads the future unasked, a run can be cut in two, and one step is a run."""

from dataclasses import replace

import numpy as np
import pytest
from cases import GOLDEN_NAMES, LIBRARY_NAMES, MACHINES, Case, disagreements, drawn, text_of

from unspool import engine, gradients

FORWARD_NAMES = [name for name in sorted({*GOLDEN_NAMES, *LIBRARY_NAMES}) if "t+1" not in text_of(name)]
T = 12


def part(case: Case, first: int, last: int, initial: dict) -> Case:
    """Steps first…last of a case, from other initial states."""
    cut = slice(first - 1, last)
    return replace(
        case,
        T=last - first + 1,
        initial=initial,
        inputs=None if case.inputs is None else case.inputs[cut],
        targets=case.targets[cut],
        present=case.present[cut],
        phases={name: mask[cut] for name, mask in case.phases.items()},
    )


def states_after(case: Case, values: dict, k: int) -> dict:
    """What a run from step k + 1 starts from: the last rows of every state, and of x and y where read late."""
    known = {**values, "x": case.inputs, "y": case.targets}
    found = {}
    for name, rows in case.initial.items():
        past = np.concatenate([rows[::-1], known[name][:k]])  # h(-1), h(0), h(1) … h(k)
        found[name] = past[::-1][: len(rows)]
    return found


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", [name for name in FORWARD_NAMES if " x" in text_of(name)])
def test_changing_an_input_leaves_earlier_values_as_they_were_to_the_bit(name: str, plain: bool) -> None:
    case = drawn(text_of(name), T, seed=3)
    case = replace(case, phases={phase: np.ones(T) for phase in case.phases})  # where x is read
    before = engine.trace(case, plain=plain)
    for k in (1, 5, T):
        inputs = case.inputs.copy()
        inputs[k - 1] += 0.3
        after = engine.trace(replace(case, inputs=inputs), plain=plain)
        for node in before.values:
            np.testing.assert_array_equal(after.values[node][: k - 1], before.values[node][: k - 1])
        assert after.losses[: k - 1] == before.losses[: k - 1]
        assert any((after.values[node][k - 1] != before.values[node][k - 1]).any() for node in before.values)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_loss_asks_nothing_of_later_inputs(plain: bool) -> None:
    case = drawn(text_of("lstm"), 6, seed=1)
    with engine.start(case, seeds=("loss",), inputs=True, plain=plain) as run:
        list(run.forward())
        list(run.backward(seeds={"loss": np.eye(6)}))
        asked = np.moveaxis(run.input_grads["x"], 1, 0)  # (loss of step, input of step, units)
    for step in range(6):
        assert not asked[step, step + 1 :].any()
        assert asked[step, : step + 1].any(axis=-1).all()


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("k", [1, 5, T - 1])
@pytest.mark.parametrize("name", FORWARD_NAMES)
def test_a_run_is_its_first_part_and_then_the_rest_from_there(name: str, k: int, plain: bool) -> None:
    case = drawn(text_of(name), T, seed=4)
    whole = engine.trace(case, plain=plain)
    first = engine.trace(part(case, 1, k, dict(case.initial)), plain=plain)
    rest = engine.trace(part(case, k + 1, T, states_after(case, first.values, k)), plain=plain)
    for node, rows in whole.values.items():
        np.testing.assert_allclose(np.concatenate([first.values[node], rest.values[node]]), rows, rtol=0, atol=1e-13)
    assert first.loss + rest.loss == pytest.approx(whole.loss, rel=1e-13)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", sorted({*GOLDEN_NAMES, *LIBRARY_NAMES}))
def test_one_step_of_one_unit_is_a_run(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 1, x=1, y=1, units=1, seed=2)
    found = gradients.backward(case, plain=plain)
    assert disagreements(found, gradients.derivatives(case, plain=True)) == []
    assert all(rows.shape == (1, 1) for rows in engine.trace(case, plain=plain).values.values())


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_delays_longer_than_the_run_read_initial_states_alone(plain: bool) -> None:
    case = drawn(
        "h = tanh(W @ h[t-3] + V @ g[t+2] + U @ x)\ng = tanh(Q @ g[t+2] + R @ x)\nloss = sum(square(h))", 2, seed=5
    )
    assert {name: len(rows) for name, rows in case.initial.items()} == {"h": 3, "g": 2}
    found = gradients.backward(case, plain=plain)
    assert disagreements(found, gradients.derivatives(case, plain=True)) == []
    assert found["initial"]["h"][2].any()
    assert not found["initial"]["h"][0].any()  # h(0) would be read at t = 3


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_node_read_from_both_sides_has_initial_rows_on_both(plain: bool) -> None:
    case = drawn("h = tanh(W @ h[t-1] + U @ x)\nu = tanh(A @ h[t-1] + B @ h[t+1])\nloss = sum(u)", 3, seed=6)
    found = gradients.backward(case, plain=plain)
    assert disagreements(found, gradients.derivatives(case, plain=True)) == []


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_an_initial_vector_stands_for_every_step_before_the_first(plain: bool) -> None:
    case = drawn(text_of("skip"), 4, seed=7)
    row = np.array([0.3, -0.2, 0.9])
    vector = engine.trace(replace(case, initial={"h": row}), plain=plain)
    rows = engine.trace(replace(case, initial={"h": np.array([row, row])}), plain=plain)
    np.testing.assert_array_equal(vector.values["h"], rows.values["h"])
    np.testing.assert_array_equal(vector.initial_grads["h"], rows.initial_grads["h"])
    assert vector.initial_grads["h"].shape == (2, 3)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_the_initial_target_is_the_start_symbol_of_teacher_forcing(plain: bool) -> None:
    case = drawn(text_of("teacher_forcing"), 4, seed=8)
    assert set(case.initial) == {"y"}
    start = engine.trace(case, plain=plain).values["h"][0]
    parameters, x = case.parameters, case.inputs[0]
    expected = np.tanh(parameters["b"] + parameters["W"] @ case.initial["y"][0] + parameters["U"] @ x)
    np.testing.assert_allclose(start, expected, rtol=1e-14)
