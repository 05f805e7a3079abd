"""What the notes of the ready examples say is true of the tenth row: the double sum."""

from typing import Any

import numpy as np
from ready import ALL, run
from wires import asked


def ledger(server: str, name: str, **more: Any) -> dict[str, Any]:
    """The ledger that an example opens on."""
    laid = ALL[name].view["laid"]
    return dict(asked(server, "ledger", ALL[name].spec, **{"parameter": laid["parameter"], **more}).json())


def test_the_double_sum_can_be_done_by_hand(server: str) -> None:
    found = ledger(server, "ledger_by_hand")
    assert np.abs(found["tensors"]["cells"]).tolist() == [[0, 0, 0], [0, 2, 0], [0, 0.5, 0.5]]
    assert found["tensors"]["cells"][1][1] * found["tensors"]["cells"][2][1] < 0
    assert found["norm"] == abs(run("ledger_by_hand").parameter_grads["W"].item()) == 1
    assert run("ledger_by_hand").parameter_grads["W"].item() < 0


def test_the_norms_of_the_cells_are_more_than_five_times_the_gradient_s(server: str) -> None:
    found = ledger(server, "ledger_norms")
    assert found["sums"]["norms_total"] > 5 * found["norm"]
    assert np.count_nonzero(np.array(found["tensors"]["norms"])) == 36
    assert np.count_nonzero(np.array(found["tensors"]["cells"]) < 0) == 16
    assert found["sums"]["largest_relative_error"] < 1e-12


def test_a_net_that_reads_backwards_fills_the_other_half(server: str) -> None:
    upper = np.array(ledger(server, "ledger_both_halves")["tensors"]["reached"])
    lower = np.array(ledger(server, "ledger_both_halves", parameter="W")["tensors"]["reached"])
    assert (upper == np.triu(np.ones((5, 5)))).all()
    assert (lower == np.tril(np.ones((5, 5)))).all()
