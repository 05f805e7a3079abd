"""Sentences as cases for the engine: a batch holds sentences of one length, so nothing is padded.

The target stands at the last step alone; its row is one-hot over the vocabulary, as the inputs are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from unspool.engine import Array, Case, Random
from unspool.engine.draw import draw
from unspool.learning.years import Sentence
from unspool.recurrence import Net


def case_of(net: Net, batch: Sequence[Sentence], vocabulary: Sequence[str], sizes: dict[str, int],
            parameters: dict[str, Array]) -> Case:  # fmt: skip
    """A batch (B, T, V) of sentences that are all T tokens long."""
    places = {token: k for k, token in enumerate(vocabulary)}
    words = np.array([[places[token] for token in one.tokens] for one in batch])
    inputs = np.eye(len(vocabulary))[words]
    targets = np.zeros_like(inputs)
    targets[np.arange(len(batch)), -1, [places[one.year] for one in batch]] = 1.0
    present = np.zeros(words.shape)
    present[:, -1] = 1.0
    return Case(net, words.shape[1], inputs, targets, present, sizes, parameters=parameters)


def epoch(sentences: Sequence[Sentence], size: int, random: Random) -> Iterator[list[Sentence]]:
    """All sentences once, in batches of one length, in an order that the seed decides (the same on every machine)."""
    order = np.argsort(draw(random, "order", (len(sentences),)), kind="stable")
    mixed = sorted((sentences[k] for k in order), key=lambda one: len(one.tokens))
    batches = [
        group[first : first + size]
        for _, found in groupby(mixed, key=lambda one: len(one.tokens))
        for group in [list(found)]
        for first in range(0, len(group), size)
    ]
    for k in np.argsort(draw(random, "batches", (len(batches),)), kind="stable"):
        yield batches[k]
