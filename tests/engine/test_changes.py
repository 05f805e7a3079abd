"""What a person changes in the middle of a run: held values, silenced units, cut and detached edges, and phases."""

from dataclasses import replace

import numpy as np
import pytest
from cases import MACHINES, Case, disagreements, drawn, text_of

from unspool import engine, gradients
from unspool.engine import Change
from unspool.recurrence import Mistake, read

T = 6
SIGMOID = {"lstm": ("f", "i", "o"), "gru": ("r", "z")}


@pytest.fixture(params=MACHINES.values(), ids=MACHINES)
def plain(request: pytest.FixtureRequest) -> bool:
    return request.param


def lstm(*changes: Change) -> Case:
    return replace(drawn(text_of("lstm"), T, seed=1, missing=(2,)), changes=changes)


def assert_exact(case: Case) -> None:
    exact = gradients.derivatives(case, plain=True)
    for machine in MACHINES.values():
        assert disagreements(gradients.backward(case, plain=machine), exact) == []


CHANGES = {
    "a gate held": [Change("hold", "f", value=1.0)],
    "a gate held at some steps in some units": [
        Change("hold", "f", steps=(2, 4), units=(0, 2), value=np.array([[1.0, 0.0], [0.5, 2.0]]))
    ],
    "a state held": [Change("hold", "c", steps=(3,), value=np.array([1.0, -1.0, 0.5]))],
    "units silenced": [Change("silence", "h", units=(1,))],
    "all units silenced at one step": [Change("silence", "h", steps=(3,))],
    "an output held": [Change("hold", "yhat", steps=(1, 4), value=np.array([0.2, 0.3, 0.5]))],
    "two holds of one node": [
        Change("hold", "f", steps=(2,), value=1.0),
        Change("silence", "f", steps=(4,), units=(1,)),
    ],
    "an edge cut": [Change("cut", "h", -1)],
    "an edge cut into one gate at one step": [Change("cut", "h", -1, into="f", steps=(3,))],
    "the carry cut": [Change("cut", "c", -1, steps=(4,))],
    "an input cut": [Change("cut", "x", into="g")],
    "an undelayed edge cut": [Change("cut", "c", into="h", steps=(2, 3))],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_a_changed_net_has_exact_gradients(changes: list[Change]) -> None:
    assert_exact(lstm(*changes))


@pytest.mark.parametrize(
    "name", ["gru", "elman", "bidirectional", "skip", "teacher_forcing", "stacked", "elman_binary"]
)
def test_other_nets_hold_silence_and_cut_as_well(name: str) -> None:
    case = drawn(text_of(name), T, seed=2)
    nodes = case.net.names
    changes = [Change("hold", node, steps=(2, 5), value=0.3) for node in nodes]
    assert_exact(replace(case, changes=(*changes, Change("silence", nodes[0], units=(0,), steps=(3,)))))


def test_a_held_value_is_the_value_and_passes_no_gradient_to_what_made_it(plain: bool) -> None:
    case = lstm(Change("hold", "f", steps=(3, 4), units=(1,), value=0.25))
    trace, free = engine.trace(case, plain=plain), engine.trace(lstm(), plain=plain)
    assert trace.values["f"][2:4, 1].tolist() == [0.25, 0.25]
    assert (trace.values["f"][2:4, [0, 2]] == free.values["f"][2:4, [0, 2]])[0].all()
    np.testing.assert_array_equal(trace.values["f"][:2], free.values["f"][:2])
    assert (trace.grads["f"][2:4, 1] != 0).all()  # what the loss wants of it is still told
    always = engine.trace(lstm(Change("hold", "f", value=0.25)), plain=plain)
    assert not always.parameter_grads["W_hf"].any()
    assert not always.parameter_grads["b_f"].any()
    assert always.parameter_grads["W_hi"].any()


@pytest.mark.parametrize("parent", [np.inf, -np.inf])
def test_a_held_gate_hides_what_exploded_behind_it(parent: float, plain: bool) -> None:
    """given + 0 · equation would make 0 · ∞."""
    text = text_of("lstm").replace("f = sigmoid(W_xf", "f = q * sigmoid(W_xf")
    case = drawn(text, T, seed=1, parameters={"q": [parent, 1.0, 1.0]})
    assert engine.trace(case, plain=plain).first_nonfinite["node"] == "f"
    trace = engine.trace(replace(case, changes=(Change("hold", "f", value=0.5),)), plain=plain)
    assert trace.first_nonfinite is None or trace.first_nonfinite["pass"] == "backward"
    assert all(np.isfinite(rows).all() for rows in trace.values.values())
    case = lstm(Change("hold", "f", value=0.5))
    trace = engine.trace(replace(case, parameters={**case.parameters, "b_f": np.full(3, parent)}), plain=plain)
    assert trace.first_nonfinite is None
    assert np.isfinite(trace.parameter_grads["W_hi"]).all()


def test_silence_is_a_hold_at_zero(plain: bool) -> None:
    one = engine.trace(lstm(Change("silence", "h", steps=(2,), units=(0,))), plain=plain)
    other = engine.trace(lstm(Change("hold", "h", steps=(2,), units=(0,), value=0.0)), plain=plain)
    np.testing.assert_array_equal(one.grads["c"], other.grads["c"])
    assert one.values["h"][1, 0] == 0


def test_holding_a_value_at_itself_changes_no_value_and_no_gradient_of_its_own(plain: bool) -> None:
    free = engine.trace(lstm(), plain=plain)
    held = engine.trace(lstm(Change("hold", "c", steps=(3,), value=free.values["c"][2])), plain=plain)
    for node, rows in free.values.items():
        np.testing.assert_allclose(held.values[node], rows, rtol=1e-14)
    np.testing.assert_allclose(held.grads["c"][2:], free.grads["c"][2:], rtol=1e-12)
    assert (np.abs(held.grads["c"][1] - free.grads["c"][1]) > 1e-6).any()


def test_a_cut_edge_carries_zero_where_it_is_cut_and_nowhere_else(plain: bool) -> None:
    case = lstm(Change("cut", "c", -1, steps=(4,)))
    v = engine.trace(case, plain=plain).values
    np.testing.assert_allclose(v["c"][3], v["i"][3] * v["g"][3], rtol=1e-15)
    np.testing.assert_allclose(v["c"][4], v["f"][4] * v["c"][3] + v["i"][4] * v["g"][4], rtol=1e-14)


DETACHED = {
    "the whole recurrence": ([Change("detach", "h", -1), Change("detach", "c", -1)], None),
    "one edge": ([Change("detach", "h", -1, into="f")], "f"),
    "one step": ([Change("detach", "c", -1, steps=(4,))], "c"),
}


@pytest.mark.parametrize(("changes", "into"), DETACHED.values(), ids=DETACHED)
def test_a_detached_edge_keeps_every_value(changes: list[Change], into: str | None, plain: bool) -> None:
    """To the bit where nothing is reordered; a compiled net adds its gates up in another order when one is apart."""
    free, detached = engine.trace(lstm(), plain=plain), engine.trace(lstm(*changes), plain=plain)
    for node, rows in free.values.items():
        np.testing.assert_allclose(detached.values[node], rows, rtol=0, atol=0 if plain else 1e-15)
    assert detached.loss == pytest.approx(free.loss, rel=0 if plain else 1e-15)
    assert (detached.parameter_grads["W_hi"] != free.parameter_grads["W_hi"]).any()


@pytest.mark.parametrize(
    ("edge", "into", "steps"), [(("h", -1), "f", None), (("c", -1), "c", (4,)), (("c", 0), "h", (2, 3))]
)
def test_the_gradient_past_a_detached_edge_is_that_of_a_net_where_it_carries_constants(
    edge: tuple[str, int], into: str, steps: tuple[int, ...] | None, plain: bool
) -> None:
    """The constants come in as further inputs, through a matrix that picks them; no engine rewrites that net."""
    node, shift = edge
    case = lstm(Change("detach", node, shift, into=into, steps=steps))
    free = engine.trace(lstm(), plain=True)
    known = np.concatenate([case.initial[node], free.values[node]])[1 + shift :][:T]  # what the edge carries at 1…T
    spelled = f"{node}[t-1]" if shift else f"{node})" if into == "h" else node
    constant = "(K @ x + k)" if shift else "(K @ x + k))"
    lines = []
    for line in text_of("lstm").split("\n"):
        if line.startswith(f"{into} ="):
            choice = f"({constant} if apart else {spelled})" if shift else f"({constant[:-1]} if apart else {node}))"
            assert spelled in line
            line = line.replace(spelled, choice)
        lines.append(line)
    wide = np.concatenate([case.inputs, known], axis=1)  # x and the constants side by side; the gates see only x
    K = np.concatenate([np.zeros((3, 3)), np.eye(3)], axis=1)
    parameters = {
        name: np.concatenate([value, np.zeros((3, 3))], axis=1) if name.startswith("W_x") else value
        for name, value in case.parameters.items()
    }
    apart = np.isin(np.arange(1, T + 1), steps) if steps else np.ones(T)
    twin = replace(
        case,
        net=read("\n".join(lines)),
        inputs=wide,
        changes=(),
        phases={"apart": apart},
        parameters={**parameters, "K": K, "k": np.zeros(3)},
    )
    exact = gradients.derivatives(twin, ("parameters", "initial"), plain=True)
    found = gradients.backward(case, plain=plain)
    trimmed = {name: rows[:, :3] if name.startswith("W_x") else rows for name, rows in exact["parameters"].items()}
    assert disagreements({"parameters": found["parameters"]}, {"parameters": trimmed}) == []
    assert disagreements({"initial": found["initial"]}, {"initial": exact["initial"]}) == []


def test_a_detached_recurrence_of_every_edge_is_a_net_of_single_steps(plain: bool) -> None:
    detached = engine.trace(lstm(Change("detach", "h", -1), Change("detach", "c", -1)), plain=plain)
    assert not detached.initial_grads["h"].any()
    assert not detached.initial_grads["c"].any()


def test_a_phase_chooses_between_two_equations_step_by_step(plain: bool) -> None:
    """Encoder and decoder in one net, against a loop written by hand."""
    text = """h = tanh(U @ x + W @ h[t-1] + b) if reading else tanh(Q @ h[t-1] + R @ y[t-1] + e)
yhat = softmax(V @ h + d)
loss = cross_entropy(yhat, y) if writing else 0 * sum(h)"""
    case = drawn(text, 8, seed=3)
    reading = np.array([1, 1, 1, 0, 0, 0, 1, 0])
    case = replace(case, phases={"reading": reading, "writing": 1 - reading})
    trace = engine.trace(case, plain=plain)
    p, h, total = case.parameters, case.initial["h"][0], 0.0
    before = np.concatenate([case.initial["y"], case.targets])
    for t in range(8):
        if reading[t]:
            h = np.tanh(p["U"] @ case.inputs[t] + p["W"] @ h + p["b"])
        else:
            h = np.tanh(p["Q"] @ h + p["R"] @ before[t] + p["e"])
            z = p["V"] @ h + p["d"]
            total += -(case.targets[t] * (z - np.log(np.exp(z).sum()))).sum()
        np.testing.assert_allclose(trace.values["h"][t], h, rtol=0, atol=1e-14)
    assert trace.loss == pytest.approx(total, rel=1e-12)
    assert_exact(case)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("hold", "q"), "no equation for q"),
        (Change("hold", "f", steps=(7,)), "step 7 of f is not between 1 and 6"),
        (Change("hold", "f", units=(3,)), "f has units 0 to 2"),
        (Change("hold", "f", value=np.zeros(2)), "6 steps × 3 units"),
        (Change("cut", "h", -2), r"nothing reads h\[t-2\]"),
        (Change("detach", "h", -1, into="c"), r"nothing reads h\[t-1\] in the equation of c"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_words(change: Change, words: str) -> None:
    with pytest.raises(Mistake, match=words):
        engine.trace(lstm(change))
