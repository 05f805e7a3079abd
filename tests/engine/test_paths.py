"""∂c_t/∂c_k along the direct path, as a block of the state's Jacobian, in total: against complex step, entry by entry.

The three are independent experiments: a value moved with everything after it, with the rest of the state held at that
step, and with everything but the state held at every step.
"""

from dataclasses import replace

import numpy as np
import pytest
from cases import LIBRARY_NAMES, Case, drawn, text_of

from unspool import engine
from unspool.engine import Array, Change
from unspool.engine.whole import Whole
from unspool.gradients.complex_step import H, derivative
from unspool.gradients.entries import Entry, settled
from unspool.gradients.moved import arriving, moved, settled_values
from unspool.gradients.paths import Edge, edges, own_edges, paths, states
from unspool.recurrence import Mistake, Ref, read

TWO_BACK = "c = f * c[t-1] + g * c[t-2]\nf = sigmoid(U @ x + W @ h[t-2] + b)\ng = tanh(V @ h[t-1])\nh = tanh(R @ c)"
BACKWARDS = "g = z * g[t+1] + (1 - z) * tanh(U @ x + W @ g[t+1])\nz = sigmoid(V @ x + Q @ g[t+1])"
TWICE = "c = f * c[t-1] + W @ tanh(c[t-1])\nf = sigmoid(W @ h[t-1] + U @ x)\nh = tanh(W @ c + W @ h[t-1])"
TEXTS = {"two_back": TWO_BACK, "backwards": BACKWARDS, "twice": TWICE}
GATED = ["lstm", "lstm_peephole", "gru", "gru_2014", *TEXTS]
STATEFUL = [name for name in LIBRARY_NAMES if states(read(text_of(name)))]


def case_of(name: str, T: int = 20) -> Case:
    return drawn(TEXTS.get(name) or text_of(name), T, units=3, seed=len(name), scale=1.2)


def by_complex_step(case: Case, state: str, t: int, k: int, held: dict[tuple[str, int], Array]) -> Array:
    """(n, n): column j by moving unit j of state_k."""
    row = settled_values(case)[state][k - 1]
    columns = []
    for j in range(len(row)):
        nudged = row.astype(complex)
        nudged[j] += H * 1j
        columns.append(arriving(case, {**held, (state, k): nudged}, state, t).imag / H)
    return np.stack(columns, axis=1)


@pytest.mark.parametrize("name", [*STATEFUL, *TEXTS])
def test_total_and_block_are_what_complex_step_says_in_every_entry(name: str) -> None:
    case = case_of(name)
    values = settled_values(case)
    for state in states(case.net):
        ahead = any(edge.shift > 0 for edge in own_edges(case.net, state))
        t = 3 if ahead else 18
        found = paths(case, state, t)
        for k in range(t, 9) if ahead else range(t - 6, t + 1):
            rest = {(other, k): values[other][k - 1] for other in states(case.net) if other != state}
            total = by_complex_step(case, state, t, k, {})
            block = by_complex_step(case, state, t, k, rest)
            np.testing.assert_allclose(found.total[k - 1], total, rtol=1e-11, atol=1e-15)
            np.testing.assert_allclose(found.block[k - 1], block, rtol=1e-11, atol=1e-15)
        outside = slice(None, t - 1) if ahead else slice(t, None)
        assert not found.total[outside].any()
        assert not found.block[outside].any()
        assert not found.direct[outside].any()


@pytest.mark.parametrize("name", ["lstm", "lstm_peephole", "gru", "gru_2014", "two_back"])
def test_the_direct_path_is_what_is_left_when_everything_but_the_state_stays_as_it_was(name: str) -> None:
    case = case_of(name)
    state, t = states(case.net)[0], 19
    values = settled_values(case)
    found = paths(case, state, t)
    kept = {"gru": ("h", "z"), "gru_2014": ("h", "z")}.get(name, (state, "f"))
    for k in range(1, t + 1):
        others = {
            (other, at): values[other][at - 1] for other in case.net.names if other != state for at in range(1, 21)
        }
        direct = by_complex_step(case, state, t, k, others)
        np.testing.assert_allclose(found.direct[k - 1], direct, rtol=1e-12, atol=1e-300)
        if name != "two_back":  # the product of the gates that keep
            product = np.prod(values[kept[1]][k:t], axis=0)
            np.testing.assert_allclose(found.direct[k - 1], np.diag(product), rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("name", [*STATEFUL, *TEXTS])
def test_the_initial_value_counts_as_much_as_complex_step_says_in_every_entry(name: str) -> None:
    case = settled(case_of(name))
    for state in states(case.net):
        ahead = any(edge.shift > 0 for edge in own_edges(case.net, state))
        t = 16 if ahead else 5
        found = paths(case, state, t, 3, 4)
        assert found.start == (21 if ahead else 0)
        n = found.total.shape[-1]
        truth = np.zeros((n, n))
        for i, j in np.ndindex(n, n):
            entry = Entry("initial", state, (0, j))
            truth[i, j] = derivative(case, entry, of=lambda run, i=i: complex(run.values[state][t - 1, i]))  # noqa: B023
        np.testing.assert_allclose(found.at_start.total, truth, rtol=1e-11, atol=1e-15)
        parts = [found.at_start.direct, *found.at_start.parts.values()]
        assert np.abs(sum(parts) - truth).max() <= 1e-12 * max(np.abs(part).max() for part in parts)
        if name == "lstm" and state == "c":
            product = np.prod(settled_values(case)["f"][:5], axis=0)
            np.testing.assert_allclose(found.at_start.direct, np.diag(product), rtol=1e-13)


@pytest.mark.parametrize("name", ["lstm", "bidirectional", "skip", *TEXTS])
def test_what_a_backward_pass_did_not_keep_is_the_same_at_all_steps_at_once_and_one_by_one(name: str) -> None:
    case = case_of(name)
    state = states(case.net)[0]
    with engine.start(case, seeds=(state,)) as run:
        run.finish()
        n = run.sizes[state]
        seeds = np.random.default_rng(1).normal(size=(4, run.T, n))
        for _ in run.backward(seeds={state: seeds}):
            pass
        recalled, adjoint = Whole(run, 1, run.T, backward=True), run.program.adjoint
        assert adjoint is not None
        some = 0
        for part in (part for parts in adjoint.parts.values() for _, _, part in parts):
            rows = recalled.at(Ref(part.node))
            some += not run.machine.keeps(part.node)
            for t in (1, 2, 11, run.T):
                one = run.recall.at(Ref(part.node), t)
                at = rows[min(t, len(rows)) - 1]
                np.testing.assert_allclose(np.broadcast_to(at, one.shape), one, rtol=1e-13, atol=1e-300)
        assert some, "all of it was kept: nothing was tested"


@pytest.mark.parametrize("name", [*STATEFUL, *TEXTS])
def test_the_parts_of_every_state_add_up_to_its_total(name: str) -> None:
    case = case_of(name)
    for state in states(case.net):
        for t in (1, 7, 20):
            found = paths(case, state, t)
            parts = [found.direct, *found.parts.values()]
            size = max(np.abs(part).max() for part in parts)
            assert np.abs(sum(parts) - found.total).max() <= 1e-12 * size, (state, t)


def test_an_lstms_parts_are_its_paths_through_h_by_the_gate_that_they_enter_first() -> None:
    """The same sum written out with loops over the LSTM's own formulas."""
    case = case_of("lstm", 8)
    v, W = settled_values(case), {gate: np.asarray(case.parameters[f"W_h{gate}"]) for gate in "ifog"}
    c0 = np.vstack([np.ravel(case.initial["c"])[None, :], v["c"]])
    t, n = 8, 3
    dh = np.zeros((9, n, n))  # ∂c_t/∂h_k and ∂c_t/∂c_k, total, by k
    dc = np.zeros((9, n, n))
    along = {gate: np.zeros((9, n, n)) for gate in "ifog"}
    dc[t] = np.eye(n)
    for k in range(t, 0, -1):
        i, f, o, g, c = (v[name][k - 1] for name in "ifogc")
        dc[k] = dc[k] + dh[k] * (o * (1 - np.tanh(c) ** 2))
        into = {
            "i": dc[k] * (g * i * (1 - i)),
            "f": dc[k] * (c0[k - 1] * f * (1 - f)),
            "g": dc[k] * (i * (1 - g**2)),
            "o": dh[k] * (np.tanh(c) * o * (1 - o)),
        }
        for gate in "ifog":
            along[gate][k - 1] = into[gate] @ W[gate]
        dh[k - 1] = sum(along[gate][k - 1] for gate in "ifog")
        dc[k - 1] = dc[k] * f
    found = paths(case, "c", t)
    assert [edge.into for edge in found.parts] == list("ifog")
    for edge, part in found.parts.items():
        for k in range(1, t + 1):
            wanted = np.zeros((n, n))
            for j in range(k, t):
                leaves = v["o"][j - 1] * (1 - np.tanh(v["c"][j - 1]) ** 2)
                wanted += along[edge.into][j] * leaves * np.prod(v["f"][k:j], axis=0)
            np.testing.assert_allclose(part[k - 1], wanted, rtol=1e-11, atol=1e-16)


def test_a_forget_gate_held_open_makes_the_direct_path_exactly_one() -> None:
    case = replace(case_of("lstm"), changes=(Change("hold", "f", value=1.0),))
    found = paths(case, "c", 20)
    assert (found.direct == np.eye(3)).all()
    assert np.abs(found.total - found.direct).max() > 1e-3
    assert Edge("h", -1, "f") not in found.parts


def test_a_cell_that_is_held_is_passed_by_through_the_output_gate_alone() -> None:
    """o at that step still reads h, and h still is o tanh c."""
    case = replace(case_of("lstm"), changes=(Change("hold", "c", steps=(12,), value=0.3),))
    found = paths(case, "c", 18)
    assert not found.direct[:11].any()
    assert found.direct[11].any()
    assert found.total[:11].any(axis=(1, 2)).all()
    both = replace(case, changes=(*case.changes, Change("hold", "h", steps=(12,), value=0.1)))
    assert not paths(both, "c", 18).total[:11].any()


@pytest.mark.parametrize("verb", ["cut", "detach"])
def test_an_edge_that_is_cut_already_carries_no_part(verb: str) -> None:
    case = replace(case_of("lstm"), changes=(Change(verb, "h", -1, "g"),))  # type: ignore[arg-type]
    found = paths(case, "c", 18)
    assert [edge.into for edge in found.parts] == ["i", "f", "o"]
    assert np.abs(found.direct + sum(found.parts.values()) - found.total).max() < 1e-15
    half = replace(case_of("lstm"), changes=(Change(verb, "h", -1, "g", steps=(17, 18)),))  # type: ignore[arg-type]
    found = paths(half, "c", 18)
    assert [edge.into for edge in found.parts] == ["i", "f", "o", "g"]
    assert np.abs(found.direct + sum(found.parts.values()) - found.total).max() < 1e-15


def test_the_product_of_forget_gates_can_be_a_third_of_the_block_and_the_block_less_than_the_total() -> None:
    """The order of the lecture's example at lag 5 (0.063, 0.188, 0.263), in a net of our own."""
    found = paths(drawn(text_of("lstm"), 20, units=4, seed=14, scale=1.0), "c", 19)
    three = [np.linalg.norm(rows[19 - 5 - 1], 2) for rows in (found.direct, found.block, found.total)]
    assert three == pytest.approx([0.0734, 0.1949, 0.2530], rel=1e-3)


def test_a_state_is_what_another_step_reads_and_owns_the_edge_of_its_own_equation() -> None:
    lstm, peephole, elman = (read(text_of(name)) for name in ("lstm", "lstm_peephole", "elman"))
    assert states(lstm) == ("c", "h")
    assert own_edges(lstm, "c") == (Edge("c", -1, "c"),)
    assert own_edges(peephole, "c") == (Edge("c", -1, "c"),)
    assert own_edges(elman, "h") == (Edge("h", -1, "a"),)
    assert [edge.into for edge in edges(lstm)] == ["i", "f", "o", "g", "c"]
    with pytest.raises(Mistake, match="o is no state: no equation reads it at another step"):
        paths(case_of("lstm"), "o", 3)


def test_a_window_and_seeds_in_several_passes_change_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of("lstm")
    whole, window = paths(case, "c", 18), paths(case, "c", 18, 7, 18)
    monkeypatch.setattr("unspool.gradients.paths.CHUNK", 1)
    alone = paths(case, "c", 18)
    for key in ("direct", "block", "total"):
        np.testing.assert_array_equal(getattr(window, key), getattr(whole, key)[6:18])
        np.testing.assert_allclose(getattr(alone, key), getattr(whole, key), rtol=1e-13, atol=1e-18)


def test_one_unit_and_one_step_are_enough() -> None:
    for T in (1, 2):
        found = paths(drawn(text_of("lstm"), T, units=1), "c", T)
        assert found.total.shape == (T, 1, 1)
        assert found.total[-1] == found.block[-1] == found.direct[-1] == 1


@pytest.mark.parametrize("k", [15, 0])
@pytest.mark.parametrize("name", ["lstm", "gru", "elman", "twice"])
def test_both_checks_of_any_entry_agree_with_it_where_they_can_tell(name: str, k: int) -> None:
    case = case_of(name)
    state = states(case.net)[0]
    t = k + 3
    found = paths(case, state, t)
    three = found.at_start.three if k == found.start else {key: rows[k - 1] for key, rows in found.three.items()}
    for i, j in ((1, 2), (2, 0), (1, 1)):
        told = moved(case, state, t, k, (i, j))
        assert (told.direct is None) == (name == "elman")
        for key, one in (("total", told.total), ("block", told.block), ("direct", told.direct)):
            if one:
                assert three[key][i, j] == pytest.approx(one.complex_step, rel=1e-11, abs=1e-300), key
                assert one.too_small or three[key][i, j] == pytest.approx(one.central, rel=1e-2), key


def test_a_state_that_reads_the_future_is_checked_at_its_initial_value_after_the_last_step() -> None:
    case = case_of("backwards")
    found = paths(case, "g", 18)
    told = moved(case, "g", 18, 21, (0, 2))
    assert found.at_start.total[0, 2] == pytest.approx(told.total.complex_step, rel=1e-11)
    assert found.at_start.total[0, 2] == pytest.approx(told.total.central, rel=1e-3)
    assert told.block == told.total
