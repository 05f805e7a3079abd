"""What ships: by name, the recipe that a weight file was made by. Adding one is adding a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from unspool.documents.weights import Weights
from unspool.learning.training import Recipe, Score, score, train
from unspool.learning.years import sentences, vocabulary

RECIPES = {
    "year_elman": Recipe("elman", hidden=8, epochs=12),
    "year_lstm": Recipe("lstm", hidden=8, epochs=8, biases=(("b_f", 1.0),)),
}


def learned(recipe: Recipe, tell: Callable[[int, float], None]) -> Weights:
    """Train, and ask about every sentence that was held out."""
    parameters = train(recipe, tell)
    found = score(recipe.net, parameters, sentences(held_out=True))
    return Weights(recipe.net, list(vocabulary()), parameters, asdict(recipe), achieved(found))


def achieved(found: Score) -> dict[str, object]:
    """A score as plain data: how many of how many, and the same by the position of the year."""
    positions = {str(position): list(pair) for position, pair in found.by_position.items()}
    return {"right": found.right, "asked": found.asked, "by_position": positions}
