"""A batch of B is B runs, K seeds are K backward passes, and blocks change nothing."""

from dataclasses import replace

import numpy as np
import pytest
from cases import GOLDEN_NAMES, LIBRARY_NAMES, MACHINES, Case, drawn, text_of

from unspool import engine

NAMES = sorted({*GOLDEN_NAMES, *LIBRARY_NAMES})
B, T = 4, 7


def batch_of(name: str) -> tuple[Case, list[Case]]:
    """B cases that share parameters and initial states, and the same as one."""
    first = drawn(text_of(name), T, seed=1)
    rng = np.random.default_rng(2)
    singles = []
    for _ in range(B):
        present = rng.random(T) < 0.7
        targets = rng.dirichlet(np.ones(first.targets.shape[1]), size=T) * present[:, None]
        inputs = None if first.inputs is None else rng.normal(size=first.inputs.shape)
        singles.append(replace(first, inputs=inputs, targets=targets, present=present))
    together = replace(
        first,
        inputs=None if first.inputs is None else np.stack([case.inputs for case in singles]),
        targets=np.stack([case.targets for case in singles]),
        present=np.stack([case.present for case in singles]),
    )
    return together, singles


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", NAMES)
def test_a_batch_is_as_many_single_runs(name: str, plain: bool) -> None:
    together, singles = batch_of(name)
    traces = [engine.trace(case, plain=plain) for case in singles]
    batch = engine.trace(together, plain=plain)
    assert batch.loss == pytest.approx(sum(trace.loss for trace in traces), rel=1e-13)
    for node, rows in batch.values.items():
        np.testing.assert_allclose(rows, np.stack([trace.values[node] for trace in traces]), rtol=1e-12, atol=1e-14)
    for node, rows in batch.grads.items():
        np.testing.assert_allclose(rows, np.stack([trace.grads[node] for trace in traces]), rtol=1e-10, atol=1e-14)
    for parameter, rows in batch.parameter_grads.items():
        np.testing.assert_allclose(
            rows, sum(trace.parameter_grads[parameter] for trace in traces), rtol=1e-10, atol=1e-13
        )
    for node, rows in batch.initial_grads.items():
        singly = np.stack([trace.initial_grads[node] for trace in traces], axis=1)
        np.testing.assert_allclose(rows, singly, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_batch_with_a_step_that_no_delay_reaches_has_initial_gradients_for_all(plain: bool) -> None:
    case = drawn("h = tanh(W @ h[t-2] + U @ x)\nloss = sum(h)", 1, seed=3)
    batch = replace(case, inputs=np.stack([case.inputs, 2 * case.inputs]))
    found = engine.trace(batch, plain=plain).initial_grads["h"]
    assert found.shape == (2, 2, 3)
    assert not found[0].any()  # h(0) would be read at t = 2
    assert found[1].any()


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", ["lstm", "bidirectional", "gru", "skip", "elman_binary", "stacked"])
def test_many_seeds_at_once_are_as_many_backward_passes(name: str, plain: bool) -> None:
    case = drawn(text_of(name), T, seed=4)
    rng = np.random.default_rng(5)
    nodes = ("h", "yhat", "loss") if "h" in case.net.names else ("h2", "yhat", "loss")
    with engine.start(case, seeds=nodes, plain=plain) as run:
        list(run.forward())
        shapes = {node: (B, T, run.sizes[node]) if node != "loss" else (B, T) for node in nodes}
        seeds = {node: rng.normal(size=shape) for node, shape in shapes.items()}
        list(run.backward(seeds=seeds))
        grads = {node: np.array(rows) for node, rows in run.grads.items()}
        parameters = {parameter: np.array(rows) for parameter, rows in run.parameter_grads.items()}
        initial = {node: np.array(rows) for node, rows in run.initial_grads.items()}
    for k in range(B):
        with engine.start(case, seeds=nodes, plain=plain) as run:
            list(run.forward())
            list(run.backward(seeds={node: rows[k] for node, rows in seeds.items()}))
            for node, rows in run.grads.items():
                np.testing.assert_allclose(grads[node][:, k], rows, rtol=1e-11, atol=1e-13, err_msg=node)
            for parameter, rows in run.parameter_grads.items():
                np.testing.assert_allclose(parameters[parameter][k], rows, rtol=1e-11, atol=1e-13, err_msg=parameter)
            for node, rows in run.initial_grads.items():
                np.testing.assert_allclose(initial[node][:, k], rows, rtol=1e-11, atol=1e-13, err_msg=node)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("T", [1, 5])
def test_a_seed_anywhere_is_a_jacobian(T: int, plain: bool) -> None:
    """Seeds at h_T alone: ∂h_T/∂h_0, against differences of the values."""
    case = drawn("h = tanh(U @ x + W @ h[t-1])", T, seed=6)
    seeds = np.zeros((3, T, 3))
    seeds[:, -1] = np.eye(3)
    with engine.start(case, seeds=("h",), plain=plain) as run:
        list(run.forward())
        list(run.backward(seeds={"h": seeds}))
        jacobian = run.initial_grads["h"][0]  # (seed, unit of h_0)
    for unit in range(3):
        initial = case.initial["h"].astype(complex)
        initial[0, unit] += 1e-30j
        nudged = engine.trace(replace(case, initial={"h": initial}), plain=True).values["h"][-1].imag / 1e-30
        np.testing.assert_allclose(jacobian[:, unit], nudged, rtol=1e-10)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", ["lstm", "bidirectional", "teacher_forcing", "stacked"])
def test_blocks_of_one_of_sixteen_and_of_all_give_the_same_numbers(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 40, seed=7)
    whole = engine.trace(case, plain=plain)
    for steps in (1, 16, lambda number: number + 1):
        with engine.start(case, plain=plain) as run:
            covered = {}
            for block in run.forward(steps):
                covered.setdefault(block.sweep, []).extend(range(block.first, block.last + 1))
            assert all(sorted(rows) == list(range(1, 41)) for rows in covered.values())
            list(run.backward(steps))
            parted = run.trace()
        for part in ("values", "grads", "parameter_grads", "initial_grads"):
            for name_, rows in getattr(whole, part).items():
                np.testing.assert_allclose(getattr(parted, part)[name_], rows, rtol=1e-12, atol=1e-14, err_msg=name_)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_what_blocks_have_covered_is_final(plain: bool) -> None:
    case = drawn(text_of("bidirectional"), 10, seed=8)
    whole = engine.trace(case, plain=plain)
    with engine.start(case, plain=plain) as run:
        sweeps = run.plan["sweeps"]
        for block in run.forward(3):
            for node in sweeps[block.sweep]["nodes"]:
                rows = slice(block.first - 1, block.last)
                np.testing.assert_allclose(run.values[node][rows], whole.values[node][rows], rtol=1e-13)
        sweeps = run.plan["backward_sweeps"]
        for block in run.backward(3):
            for node in sweeps[block.sweep]["nodes"]:
                rows = slice(block.first - 1, block.last)
                np.testing.assert_allclose(run.grads[node][rows], whole.grads[node][rows], rtol=1e-12, atol=1e-15)
