"""What the notes of the ready examples say of paths and memory is true."""

from typing import Any

import httpx
import numpy as np
import pytest

from unspool.documents.examples import examples

ALL = {example.name: example for example in examples()}


def laid(server: str, name: str, **more: Any) -> dict[str, Any]:
    """The answer that an example's view asks for."""
    shown = ALL[name].view["laid"]
    asked = {key: shown[key] for key in ("t", "node", "beside") if key in shown}
    body = {"spec": ALL[name].spec, **asked, **more}
    headers = {"Accept": "application/json"}
    found: dict[str, Any] = httpx.post(
        f"{server}/api/gradient/{shown['kind']}", json=body, headers=headers, timeout=30
    ).json()
    return found


def norm(found: dict[str, Any], name: str, k: int) -> float:
    return float(found["tensors"][name][k - 1])


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


def test_the_last_output_remembers_the_year_most(server: str) -> None:
    found = laid(server, "memory_year")["tensors"]
    assert np.argmax(found["norm"]) == np.argmax(found["along_norm"]) == 1


def test_a_memory_fades_by_about_the_same_factor_at_every_step(server: str) -> None:
    heard = np.array(laid(server, "memory_fades")["tensors"]["norm"])
    assert ((heard[1:] / heard[:-1] > 2) & (heard[1:] / heard[:-1] < 4)).all()
