"""Gives the ready examples that are to say something sensible their parameters: taught on a few phrases, rounded.

    PYTHONPATH=app .venv/bin/python tools/lessons.py [NAME]…

Adam on the engine's own gradients, from a seed, until every phrase of the lesson is right with some room; the
parameters are rounded to two decimals and written into the example's file (app/unspool/documents/examples). What the
page shows of them is computed from these numbers, as everything else is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspool import engine
from unspool.documents import read_spec
from unspool.documents.examples import FOLDER
from unspool.learning.adam import Adam, clipped

Spec = dict[str, Any]
Parameters = dict[str, NDArray[np.float64]]
ROUNDS = 3_000


@dataclass(frozen=True)
class Lesson:
    """``specs`` are taught; ``files`` are the examples that use it; ``sure``: how probable the right token is to be."""

    specs: list[Spec]
    files: tuple[str, ...]
    sure: float = 0.75
    seed: int = 1
    decay: float = 2e-3


def one_hot(
    net: str, sizes: dict[str, int], vocabulary: str, pairs: Iterator[tuple[str, str]], **more: Any
) -> list[Spec]:
    """Specs of phrases: tokens and targets between spaces, a dash where there is none."""
    words = vocabulary.split()
    return [
        {"net": net, "sizes": sizes, "vocabulary": words, "tokens": steps(read), "targets": steps(said), **more}
        for read, said in pairs
    ]


def steps(text: str) -> list[str | None]:
    return [None if token == "-" else token for token in text.split()]


def moods() -> Iterator[tuple[str, str]]:
    for subject, verb, no, word in product(
        ("the film", "it"), ("is", "was"), ("", "not "), ("good", "great", "bad", "dull")
    ):
        text = f"{subject} {verb} {no}{word}"
        said = "positive" if (word in ("good", "great")) == (no == "") else "negative"
        yield text, "- " * (len(text.split()) - 1) + said


def captions() -> list[Spec]:
    words = "a cat dog bird on in mat boat tree (end)".split()
    said = {0: "a cat on a mat (end)", 1: "a dog in a boat (end)", 2: "a bird in a tree (end)"}
    return [
        {"net": "elman", "sizes": {"h": 6}, "vocabulary": words, "targets": text.split(),
         "inputs": [[float(k == j) for j in range(3)], *[None] * 5]}
        for k, text in said.items()
    ]  # fmt: skip


def echoes() -> Iterator[tuple[str, str]]:
    rng = np.random.default_rng(3)
    for _ in range(24):
        letters = " ".join(rng.choice(list("abc"), size=5))
        yield f"{letters} - -", f"- - {letters}"


def tags() -> Iterator[tuple[str, str]]:
    for subject, thing in product(("dog", "cat", "saw"), ("cat", "saw", "dog")):
        yield f"the {subject} saw the {thing}", "D N V D N"
        yield f"a {subject} sat on the {thing}", "D N V P D N"


def teddies() -> Iterator[tuple[str, str]]:
    for start in ("we saw", "they like", "he said"):
        yield f"{start} Teddy Roosevelt spoke", "- - person - -"
        yield f"{start} Teddy bears sleep", "- - toy - -"


def phrases(net: str) -> list[Spec]:
    colours, animals = {"black": "noir", "white": "blanc"}, {"cat": "chat", "dog": "chien"}
    pairs = [
        (f"the {colour} {animal} - - - -", f"- - - le {animals[animal]} {colours[colour]} (end)")
        for colour, animal in product(colours, animals)
    ]
    words = "the black white cat dog le chat chien noir blanc (end)"
    return one_hot(net, {"h": 6}, words, iter(pairs), phases={"reading": [1, 1, 1, 0, 0, 0, 0]})


def hello(net: str, sizes: dict[str, int], **more: Any) -> list[Spec]:
    return one_hot(net, sizes, "h e l o", iter([("h e l l", "e l l o")]), **more)


TEDDY = "we they he saw like said Teddy Roosevelt bears spoke sleep person toy"
FORCED = {"phases": {"forcing": [1, 1, 1, 1]}}
LESSONS = {
    "mood": Lesson(
        one_hot("elman", {"h": 4}, "the film it is was not good great bad dull positive negative", moods()),
        ("many_to_one",),
    ),
    "caption": Lesson(captions(), ("one_to_many",)),
    "echo": Lesson(one_hot("elman", {"h": 10}, "a b c", echoes()), ("many_to_many_delayed",)),
    "tags": Lesson(one_hot("elman", {"h": 4}, "the a dog cat saw sat on D N V P", tags()), ("many_to_many",)),
    "teddy": Lesson(
        one_hot("bidirectional", {"h": 3, "g": 3}, TEDDY, teddies()),
        ("bidirectional",),
    ),
    "phrase": Lesson(phrases("encoder_decoder"), ("encoder_decoder",)),
    "summary": Lesson(phrases("encoder_decoder_summary"), ("encoder_decoder_summary",)),
    "hello": Lesson(hello("elman", {"h": 4}), ("hidden_to_hidden",)),
    "jordan": Lesson(hello("output_to_hidden", {"h": 4}), ("output_to_hidden",)),
    "forcing": Lesson(hello("forcing", {"h": 4}, **FORCED), ("teacher_forcing_on", "teacher_forcing_off"), sure=0.45),
    "layers": Lesson(hello("stacked", {"h1": 4, "h2": 4}), ("stacked",)),
}  # fmt: skip


def taught(lesson: Lesson) -> Parameters:
    """Parameters, rounded, with which every token of the lesson is as probable as it should be."""
    cases = [read_spec({**spec, "random": {"seed": lesson.seed, "scale": 0.5}}).case for spec in lesson.specs]
    with engine.start(cases[0]) as run:
        parameters: Parameters = {name: np.array(value) for name, value in run.parameters.items()}
    adam = Adam(0.02)
    for _ in range(ROUNDS):
        found, least = {name: lesson.decay * value for name, value in parameters.items()}, 1.0
        for case in cases:
            trace = engine.trace(replace(case, parameters=parameters, random=None))
            for name, grad in trace.parameter_grads.items():
                found[name] = found[name] + grad / len(cases)
            least = min(least, surety(case, trace))
        if least > lesson.sure + 0.02:
            break
        parameters = adam.step(parameters, clipped(found, 2.0))
    rounded = {name: np.round(value, 2) + 0.0 for name, value in parameters.items()}
    least = min(surety(case, engine.trace(replace(case, parameters=rounded, random=None))) for case in cases)
    if least < lesson.sure:
        raise SystemExit(f"not learned: {least:.2f}")
    return rounded


def surety(case: engine.Case, trace: engine.Trace) -> float:
    """How probable the least probable right token is."""
    assert case.targets is not None
    assert case.present is not None
    right = (trace.values["yhat"] * case.targets).sum(axis=-1)
    return float(right[np.asarray(case.present, dtype=bool)].min())


def written(path: Path, parameters: Parameters) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    document["spec"]["parameters"] = {name: value.tolist() for name, value in parameters.items()}
    path.write_text(plain(document), encoding="utf-8")


def plain(document: Spec) -> str:
    """JSON with lists of plain values in one line."""
    text = json.dumps(document, indent=1, ensure_ascii=False)
    return re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda found: "[" + re.sub(r"\s*\n\s*", " ", found[1]) + "]", text) + "\n"


if __name__ == "__main__":
    for chosen in sys.argv[1:] or LESSONS:
        result = taught(LESSONS[chosen])
        for file in LESSONS[chosen].files:
            written(FOLDER / f"{file}.json", result)
        print(chosen, sum(value.size for value in result.values()), "numbers")
