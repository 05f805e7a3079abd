"""Training: Adam on the engine's gradients, batch by batch; and what a net achieves on sentences it has not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from unspool import engine
from unspool.engine import Array, Random
from unspool.engine.draw import draw
from unspool.learning.adam import Adam, clipped
from unspool.learning.batches import case_of, epoch
from unspool.learning.years import Sentence, sentences, vocabulary
from unspool.recurrence import Net, library, read
from unspool.recurrence.roles import outputs


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a training, so that it can be done again: ``net`` is a name of the library.

    ``rate`` falls linearly to a tenth of itself over all epochs; gradients are means over a batch, clipped at ``clip``.
    ``open_forget`` is added to the forget gate's bias at the start, where the net has a parameter of that name.
    """

    net: str
    hidden: int
    epochs: int
    batch: int = 64
    rate: float = 1e-2
    clip: float = 1.0
    seed: int = 1
    decay: float = 0.0
    biases: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Score:
    """``right`` of ``asked``, in all and by the position of the year (from 1)."""

    right: int
    asked: int
    by_position: dict[int, tuple[int, int]]

    @property
    def accuracy(self) -> float:
        """The share that was right."""
        return self.right / self.asked


def begin(recipe: Recipe) -> dict[str, Array]:
    """Parameters to start from: uniform in ± 1/√(units read), biases 0 (but for those the recipe names)."""
    net = read(library.entry(recipe.net).text)
    case = case_of(net, sentences(False)[:1], vocabulary(), {"h": recipe.hidden}, {})
    with engine.start(replace(case, random=Random(recipe.seed, 1.0))) as run:
        shapes = {name: value.shape for name, value in run.parameters.items()}
    found = {}
    for name, shape in shapes.items():
        scale = 1 / np.sqrt(shape[1]) if len(shape) == 2 else 0.0
        found[name] = draw(Random(recipe.seed, float(scale)), name, shape)
    for name, bias in recipe.biases:
        found[name] = found[name] + bias
    return found


def train(recipe: Recipe, tell: Callable[[int, float], None] = lambda epoch, loss: None) -> dict[str, Array]:
    """The parameters that the recipe leads to; ``tell`` hears the mean loss of every epoch (from 1)."""
    net, words = read(library.entry(recipe.net).text), vocabulary()
    parameters, adam = begin(recipe), Adam(recipe.rate)
    for number in range(1, recipe.epochs + 1):
        adam.rate = recipe.rate * (1 - 0.9 * (number - 1) / max(1, recipe.epochs - 1))
        total, count = 0.0, 0
        for batch in epoch(sentences(False), recipe.batch, Random(recipe.seed * 1_000 + number, 1.0)):
            with engine.start(case_of(net, batch, words, {"h": recipe.hidden}, parameters)) as run:
                run.finish()
                grads = {name: grad / len(batch) for name, grad in run.parameter_grads.items()}
                total, count = total + float(run.loss), count + len(batch)
            parameters = adam.step(parameters, clipped(grads, recipe.clip))
        tell(number, total / count)
    return parameters


def score(net_name: str, parameters: dict[str, Array], asked: Iterable[Sentence]) -> Score:
    """How often the largest output at the last step is the year."""
    net, words = read(library.entry(net_name).text), vocabulary()
    by_length: dict[int, list[Sentence]] = defaultdict(list)
    for one in asked:
        by_length[len(one.tokens)].append(one)
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for group in by_length.values():
        for one, guess in zip(group, guesses(net, group, words, parameters), strict=True):
            found[one.position][0] += guess == one.year
            found[one.position][1] += 1
    positions = {position: (right, of) for position, (right, of) in sorted(found.items())}
    return Score(sum(r for r, _ in positions.values()), sum(n for _, n in positions.values()), positions)


def guesses(net: Net, batch: Sequence[Sentence], words: Sequence[str], parameters: dict[str, Array]) -> list[str]:
    """The token that the output at the last step gives the most to, for sentences of one length."""
    (output,) = outputs(net)
    with engine.forwards(case_of(net, batch, words, {}, parameters)) as run:
        last = run.values[output][-1]
    return [words[k] for k in np.argmax(last, axis=-1)]
