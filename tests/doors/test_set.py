"""Setting one number: an entry of a parameter in all its copies, of the input, of the target."""

from typing import Any

import numpy as np
import pytest
from serving import elman

import unspool
from unspool.documents import read_spec, spec_hash, start
from unspool.gradients import Entry, derivative, settled


def spec(*changes: dict[str, Any]) -> dict[str, Any]:
    return {**elman(5, 4), "changes": list(changes)}


def test_a_weight_is_set_in_all_its_copies_and_nowhere_else() -> None:
    plain, found = unspool.run(spec()), unspool.run(spec({"set": "W", "at": [1, 2], "to": 0.75}))
    assert found.parameters["W"][1, 2] == 0.75
    moved = found.parameters["W"] != plain.parameters["W"]
    assert moved.sum() == 1
    given = {name: value.tolist() for name, value in found.parameters.items()}
    by_hand = unspool.run({**elman(5, 4), "parameters": given})
    np.testing.assert_array_equal(found.values["h"], by_hand.values["h"])


def test_the_gradient_is_that_of_the_net_as_it_was_set() -> None:
    case = read_spec(spec({"set": "W", "at": [1, 2], "to": 2.5})).case
    with start(read_spec(spec({"set": "W", "at": [1, 2], "to": 2.5}))) as run:
        run.finish()
        told = run.parameter_grads["W"][1, 2]
    assert derivative(settled(case), Entry("parameters", "W", (1, 2))) == pytest.approx(told, rel=1e-10)


def test_an_input_is_set_and_only_what_follows_changes() -> None:
    plain, found = unspool.run(spec()), unspool.run(spec({"set": "x", "at": [3, 0], "to": 4.0}))
    same = (plain.values["h"] == found.values["h"]).all(axis=1)
    assert same.tolist() == [True, True, False, False, False]


def test_the_last_word_counts_and_another_setting_is_another_spec() -> None:
    twice = spec({"set": "W", "at": [0, 0], "to": 1.0}, {"set": "W", "at": [0, 0], "to": 2.0})
    assert unspool.run(twice).parameters["W"][0, 0] == 2
    assert len({spec_hash(read_spec(one)) for one in (spec(), twice, spec({"set": "W", "at": [0, 0], "to": 2.0}))}) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"set": "Q", "at": [0, 0], "to": 1}, 'changes, entry 1, set: there is no "Q" to set'),
        ({"set": "h", "at": [1, 0], "to": 1}, 'changes, entry 1, set: there is no "h" to set'),
        ({"set": "W", "at": [0], "to": 1}, "changes: W is 4 × 4 and has no entry [0]"),
        ({"set": "W", "at": [0, 4], "to": 1}, "changes: W is 4 × 4 and has no entry [0, 4]"),
        ({"set": "W", "at": [0, -1], "to": 1}, "changes, entry 1, at: there is no -1"),
        ({"set": "W", "at": "0", "to": 1}, 'changes, entry 1, at: "0" is not a list'),
        ({"set": "W", "at": [0, 0]}, "changes, entry 1: to set an entry takes"),
        ({"set": "W", "at": [0, 0], "to": [1]}, "changes, entry 1, to: a list of 1 is not a number"),
        ({"set": "x", "at": [6, 0], "to": 1}, "changes: x has steps 1 to 5 of"),
        ({"set": "x", "at": [0, 0], "to": 1}, "changes: x has steps 1 to 5 of"),
    ],
)
def test_what_is_not_there_cannot_be_set(change: dict[str, Any], words: str) -> None:
    with pytest.raises(unspool.SpecError) as refused:
        unspool.run(spec(change))
    assert str(refused.value).startswith(words)
