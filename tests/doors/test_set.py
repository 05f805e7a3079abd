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


TOKENS = {"net": "elman", "tokens": list("abca"), "vocabulary": list("abc"), "targets": list("bcab"), "sizes": {"h": 3},
          "random": {"seed": 1, "scale": 0.5}}  # fmt: skip


@pytest.mark.parametrize("net", [TOKENS, elman(4, 4)], ids=["tokens", "rows"])
def test_an_input_that_is_removed_is_a_null_and_can_be_given_back(net: dict[str, Any]) -> None:
    key = "tokens" if "tokens" in net else "inputs"
    removed = {**net, "changes": [{"set": "x", "at": [2], "to": None}]}
    by_hand = {**net, key: [None if k == 1 else step for k, step in enumerate(net[key])]}
    found, expected = unspool.run(removed), unspool.run(by_hand)
    np.testing.assert_array_equal(found.values["h"], expected.values["h"])
    assert (found.values["h"] != unspool.run(net).values["h"]).any()
    assert not read_spec(removed).inputs.present[1]
    assert unspool.run({**net, "changes": []}).loss == unspool.run(net).loss


def test_a_token_is_set_and_a_target_removed() -> None:
    changes = [{"set": "x", "at": [1], "to": "c"}, {"set": "y", "at": [4], "to": None}]
    found = unspool.run({**TOKENS, "changes": changes})
    expected = unspool.run({**TOKENS, "tokens": list("cbca"), "targets": ["b", "c", "a", None]})
    assert found.loss == expected.loss
    assert found.losses[3] is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"set": "x", "at": [9], "to": None}, "changes, entry 1, at: there is no step 9: tokens has steps 1 to 4"),
        ({"set": "x", "at": [1], "to": "q"}, "tokens, step 1: 'q' is not in the vocabulary"),
        ({"set": "x", "at": [1], "to": "q", "by": 3}, "no more and no less"),
    ],
)
def test_a_step_that_cannot_be_set_is_refused_in_words(change: dict[str, Any], words: str) -> None:
    with pytest.raises(unspool.SpecError) as refused:
        read_spec({**TOKENS, "changes": [change]})
    assert words in str(refused.value).replace('"', "'")


def test_a_target_cannot_be_set_where_there_are_none() -> None:
    bare = {key: value for key, value in TOKENS.items() if key != "targets"}
    with pytest.raises(unspool.SpecError, match="no targets to set"):
        read_spec({**bare, "changes": [{"set": "y", "at": [1], "to": "a"}]})


def test_what_the_page_looked_at_stands_in_a_file_and_changes_no_number() -> None:
    seen = read_spec({**TOKENS, "view": {"pins": [{"node": "h", "t": 2, "unit": 0}]}})
    assert spec_hash(seen) == spec_hash(read_spec(TOKENS))
    with pytest.raises(unspool.SpecError, match="view"):
        read_spec({**TOKENS, "view": 3})
