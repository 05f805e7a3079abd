"""A number added to a whole parameter: what a forget gate's bias does, in one change."""

from typing import Any

import numpy as np
import pytest
from serving import elman

import unspool


def spec(*changes: dict[str, Any]) -> dict[str, Any]:
    return {**elman(5, 4), "changes": list(changes)}


def test_a_shift_adds_to_every_entry_and_to_no_other_parameter() -> None:
    plain, found = unspool.run(spec()), unspool.run(spec({"shift": "b", "by": 1.5}))
    np.testing.assert_array_equal(found.parameters["b"], plain.parameters["b"] + 1.5)
    assert all((found.parameters[name] == rows).all() for name, rows in plain.parameters.items() if name != "b")
    given = {name: value.tolist() for name, value in found.parameters.items()}
    np.testing.assert_array_equal(found.values["h"], unspool.run({**elman(5, 4), "parameters": given}).values["h"])


def test_it_acts_in_its_place_among_what_is_set_and_rescaled() -> None:
    entry, shift, twice = {"set": "b", "at": [0], "to": 3.0}, {"shift": "b", "by": -1}, {"scale": "b", "by": 2}
    assert unspool.run(spec(entry, shift, twice)).parameters["b"][0] == 4
    assert unspool.run(spec(shift, twice, entry)).parameters["b"][0] == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"shift": "q", "by": 1}, 'changes, entry 1, shift: "q" is no parameter of the net; its parameters are'),
        ({"shift": "b"}, "changes, entry 1: to shift a parameter takes"),
        ({"shift": "b", "by": 1, "at": [0]}, "changes, entry 1: to shift a parameter takes"),
        ({"shift": "b", "by": "Infinity"}, 'changes, entry 1, by: "Infinity" is not a finite number'),
        ({"shift": "b", "by": True}, "changes, entry 1, by: "),
    ],
)
def test_what_cannot_be_shifted_is_refused_by_name(change: dict[str, Any], words: str) -> None:
    with pytest.raises(unspool.SpecError) as refused:
        unspool.run(spec(change))
    assert refused.value.message.startswith(words)
