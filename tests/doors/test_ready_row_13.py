"""What the notes of the ready examples say is true of the thirteenth row: gates."""

import itertools
from typing import Any

import numpy as np
import pytest
from ready import ALL, laid, norms, run

import unspool
from unspool.documents import read_spec


def norm(found: dict[str, Any], name: str, k: int) -> float:
    return float(found["tensors"][name][k - 1])


def test_along_the_lstm_s_cell_the_gradient_stays_and_in_the_rnn_beside_it_vanishes() -> None:
    rnn = unspool.run(ALL["lstm_and_rnn"].beside)
    cell, hidden = norms(run("lstm_and_rnn"), "c"), norms(rnn, "h")
    assert 1 < cell[0] / cell[-1] < 2
    assert all(earlier < later for earlier, later in itertools.pairwise(hidden))
    assert hidden[0] < hidden[-1] / 1000


def test_an_emptied_cell_names_another_year_and_lets_no_gradient_past() -> None:
    after, before = run("cell_emptied"), unspool.run(ALL["cell_emptied"].beside)
    words = read_spec(ALL["cell_emptied"].spec).vocabulary
    assert words is not None
    assert words[before.values["yhat"][-1].argmax()] == "2017" != words[after.values["yhat"][-1].argmax()]
    assert norms(after, "h")[:4] == [0.0] * 4
    assert all(norm > 0 for norm in norms(before, "h"))


def test_an_open_forget_gate_keeps_the_gradient_and_a_closed_one_does_not() -> None:
    open_gate, closed = norms(run("forget_open"), "c"), norms(run("forget_closed"), "c")
    assert open_gate[0] > 0.5 * open_gate[-1]
    assert closed[0] < 1e-6 * closed[-1]


def test_three_numbers_bear_one_name(server: str) -> None:
    found = laid(server, "paths_three_numbers")
    three = [norm(found, f"norm/{way}", 3) for way in ("direct", "block", "total")]
    assert three == pytest.approx([0.065, 0.205, 0.271], abs=5e-4)
    assert found["tensors"]["along"][0][2] / found["tensors"]["frobenius"][2] < 0.5  # most is not direct


def test_a_learned_lstms_gradient_comes_mostly_through_its_candidate(server: str) -> None:
    found = laid(server, "paths_learned")
    assert norm(found, "norm/direct", 1) == pytest.approx(0.94, abs=5e-3)
    assert norm(found, "norm/total", 1) == pytest.approx(3.0, abs=0.05)
    shares = np.array(found["tensors"]["along"])[:, 0] / found["tensors"]["frobenius"][0]
    assert found["parts"][3]["into"] == "g"
    assert shares[4] == pytest.approx(0.75, abs=0.01)
    assert norm(found, "beside/0/total", 1) == pytest.approx(18, abs=0.5)


def test_a_forget_gate_held_at_one_leaves_one_on_the_direct_path_alone(server: str) -> None:
    found = laid(server, "paths_gate_at_one")
    assert found["tensors"]["norm/direct"] == [1.0] * 8
    assert norm(found, "norm/total", 1) == pytest.approx(2.7, abs=0.05)
    assert norm(found, "beside/0/total", 3) == pytest.approx(0.271, abs=5e-4)


def test_nets_on_one_input_keep_as_much_as_the_note_says(server: str) -> None:
    found = laid(server, "paths_beside")
    totals = [norm(found, name, 1) for name in ("beside/0/total", "beside/1/total", "beside/2/total", "norm/total")]
    assert totals == pytest.approx([0.0017, 0.06, 0.042, 1.08], rel=0.03)
    assert [one["name"] for one in found["beside"]] == ["elman", "gru", "before"]
