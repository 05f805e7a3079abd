"""Nets that name the year of a sentence: nothing that is asked in the test was seen in training."""

from pathlib import Path

import numpy as np
import pytest

from unspool.documents import weights
from unspool.learning.recipes import RECIPES, achieved, learned
from unspool.learning.training import Recipe, begin, score, train
from unspool.learning.years import YEARS, sentences, vocabulary

SHIPPED = sorted(RECIPES)


def frame(tokens: tuple[str, ...], year: str) -> str:
    return " ".join("YEAR" if token == year else token for token in tokens)


def test_no_pairing_of_frame_and_year_is_both_learned_and_asked() -> None:
    learned_pairs, asked = (
        {(frame(one.tokens, one.year), one.year) for one in sentences(kept)} for kept in (False, True)
    )
    assert not learned_pairs & asked
    assert len(asked) >= 1_000
    assert {year for _, year in asked} == set(YEARS)


def test_the_lectures_two_sentences_are_among_them() -> None:
    every = {" ".join(one.tokens) for kept in (False, True) for one in sentences(kept)}
    assert {"I went to IIT in 2017", "In 2017 , I went to IIT"} <= every


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_weights_name_the_year_wherever_it_stands(name: str) -> None:
    shipped = weights.weights(name)
    found = score(shipped.net, shipped.parameters, sentences(held_out=True))
    assert found.asked >= 1_000
    assert len(found.by_position) >= 4
    for position, (right, asked) in found.by_position.items():
        assert right / asked >= 0.99, position
    assert shipped.achieved == achieved(found), "what stands beside the weights is what they do"


@pytest.mark.parametrize("name", SHIPPED)
def test_weights_that_have_learned_nothing_only_guess(name: str) -> None:
    recipe = RECIPES[name]
    assert score(recipe.net, begin(recipe), sentences(held_out=True)[::5]).accuracy < 0.2


def test_the_same_recipe_gives_the_same_weights_to_the_last_bit(tmp_path: Path) -> None:
    recipe = Recipe("elman", hidden=4, epochs=1, batch=512)
    heard: list[float] = []
    for k in range(2):
        weights.write(tmp_path / f"{k}.safetensors", learned(recipe, lambda _, loss: heard.append(loss)))
    assert (tmp_path / "0.safetensors").read_bytes() == (tmp_path / "1.safetensors").read_bytes()
    assert heard[0] == heard[1]


def test_training_lowers_the_loss() -> None:
    heard: list[float] = []
    train(Recipe("lstm", hidden=4, epochs=2, batch=256), lambda _, loss: heard.append(loss))
    assert heard[1] < heard[0] < np.log(len(vocabulary()))
