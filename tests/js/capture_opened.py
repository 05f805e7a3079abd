"""Captures plans, and steps opened by the server, for the scene tests of opened steps.

PYTHONPATH=app .venv/bin/python tests/js/capture_opened.py
"""

import json
import random
from pathlib import Path

import capture

from unspool.documents import passes, read_spec, spec_hash, start, step_document
from unspool.engine import open_step

FILE = Path(__file__).parent / "streams" / "opened.txt"
SIZES = {"stacked": {"h1": 4, "h2": 4}, "bidirectional": {"h": 4, "g": 4}}
LIBRARY = ("lstm", "gru", "lstm_peephole", "gru_2014", "elman", "stacked", "bidirectional", "skip")


def drawn(seed: int) -> str:
    """A net that nobody would write: three states, made of whatever operations come."""
    dice = random.Random(seed)
    lines, names = [], ["p", "q", "s"]

    def some(depth: int, known: list[str], k: int) -> str:
        leaf = dice.choice(
            [f"U{k} @ x", *(f"{name}[t-1]" for name in names), *known, f"W{k} @ {dice.choice(names)}[t-1]"]
        )
        if depth == 0:
            return leaf
        left, right = some(depth - 1, known, k), some(0, known, k)
        kinds = ["{a} * {b}", "{a} + {b}", "tanh({a})", "sigmoid({a}) - {b}", "relu({a} + b{k})", "0.5 * ({a})"]
        return "(" + dice.choice(kinds).format(a=left, b=right, k=k) + ")"

    for k, name in enumerate(names):
        lines.append(f"{name} = tanh({some(3, names[:k], k)} + U{k} @ x)")
    return "\n".join([*lines, "yhat = softmax(V @ s + Z @ q)", "loss = cross_entropy(yhat, y)"])


def specs() -> dict[str, dict[str, object]]:
    found = {name: capture.sentence(name, SIZES.get(name, {"h": 4}), capture.WORDS[:4]) for name in LIBRARY}
    found["relu_unusual_user_net"] = capture.golden("relu_unusual_user_net")
    for seed in (1, 2, 3):
        found[f"random {seed}"] = capture.sentence(drawn(seed), {"p": 4, "q": 4, "s": 4}, capture.WORDS[:4])
    return found


def main() -> None:
    told = {}
    for name, document in specs().items():
        spec = read_spec(document)
        with start(spec) as run:
            for _ in passes(run):
                pass
            steps = [step_document(open_step(run, t), spec_hash(spec)) for t in (2, 3)] if name == "lstm" else []
            told[name] = {"plan": dict(run.plan) | {"spec_hash": spec_hash(spec)}, "steps": steps}
    FILE.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
