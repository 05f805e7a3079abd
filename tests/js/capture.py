"""Captures streams for the page's tests: what the server sends for a few specs, each frame after its length.

    PYTHONPATH=app .venv/bin/python tests/js/capture.py [name]…

Run it again when the messages change; the tests below read the files, not the server.
"""

import json
import struct
import sys
from pathlib import Path

from unspool.documents import messages, read_spec, tensor_bytes
from unspool.engine import start

STREAMS = Path(__file__).parent / "streams"
GOLDEN = Path(__file__).parents[1] / "golden"
WORDS = ["In", "2017", ",", "I", "went", "to", "IIT"]


def sentence(net: str, sizes: dict[str, int], words: list[str] = WORDS, scale: float = 1.0) -> dict[str, object]:
    """A spec as the page makes it: the next word is the target."""
    vocabulary = list(dict.fromkeys([*words, "(end)"]))
    return {
        "net": net,
        "sizes": sizes,
        "tokens": words,
        "vocabulary": vocabulary,
        "targets": [*words[1:], "(end)"],
        "random": {"seed": 3, "scale": scale},
    }


def golden(name: str) -> dict[str, object]:
    document = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return {key: value for key, value in document.items() if key not in ("name", "expect")}


SECOND = "h = tanh(U @ x + W @ h[t-1] + A @ h[t-2] + b)\nyhat = softmax(V @ h)\nloss = cross_entropy(yhat, y)"
EXPLODING = "h = W @ (h[t-1] * h[t-1]) + U @ x\nyhat = V @ h\nloss = squared_error(yhat, y)"
ENCODER_DECODER = """\
h = tanh(W_e @ h[t-1] + U_e @ x + b_e) if reading else tanh(W_d @ h[t-1] + U_d @ y[t-1] + b_d)
yhat = softmax(V @ h + d)
loss = cross_entropy(yhat, y)
#: words: not reading = writing"""
FORCING = """\
h = tanh(b + W @ (y[t-1] if forcing else yhat[t-1]) + U @ x)
o = c + V @ h
yhat = softmax(o)
loss = cross_entropy(yhat, y)"""
SPECS = {
    "lstm": sentence("lstm", {"h": 8}),
    "long": sentence("elman", {"h": 3}, [f"w{k % 9}" for k in range(60)]),
    "bidirectional": sentence("bidirectional", {"h": 3, "g": 3}, WORDS[:4]),
    "teacher_forcing": sentence("teacher_forcing", {"h": 3}, WORDS[:4]),
    "output_to_hidden": sentence("output_to_hidden", {"h": 3}, WORDS[:4]),
    "relu_unusual": golden("relu_unusual_user_net"),
    "exploding": sentence(EXPLODING, {"h": 3}, WORDS, 1000),
    "second_order": sentence(SECOND, {"h": 3}, WORDS[:5]),
    "forward_only": sentence("h = tanh(U @ x + W @ h[t-1])", {"h": 3}, WORDS[:3]),
    "peephole": sentence("lstm_peephole", {"h": 3}, WORDS[:3]),
    "gru": sentence("gru", {"h": 3}, WORDS[:3]),
    "stacked": sentence("stacked", {"h1": 3, "h2": 3}, WORDS[:3]),
    "gru_2014": sentence("gru_2014", {"h": 3}, WORDS[:3]),
    "skip": sentence("skip", {"h": 3}, WORDS[:3]),
    "elman_binary": sentence("elman_binary", {"h": 3}, WORDS[:3]),
    "elman_squared_error": sentence("elman_squared_error", {"h": 3}, WORDS[:3]),
    "pre_activation": sentence("pre_activation", {"h": 3}, WORDS[:3]),
    "dynamical_system": sentence("dynamical_system", {}, WORDS[:3]),
    "encoder_decoder": sentence(ENCODER_DECODER, {"h": 3}, WORDS[:4]) | {"phases": {"reading": [1, 1, 0, 0]}},
    "forcing": sentence(FORCING, {"h": 3}, WORDS[:4]) | {"phases": {"forcing": [1, 1, 0, 0]}},
}  # fmt: skip


def main() -> None:
    STREAMS.mkdir(exist_ok=True)
    for name in sys.argv[1:] or SPECS:
        document = SPECS[name]
        spec = read_spec(document)
        if name == "forward_only":
            document = {key: value for key, value in document.items() if key != "targets"}
            spec = read_spec(document)
        frames = [tensor_bytes(message) for message in messages(spec, start(spec.case)) if message]
        with (STREAMS / f"{name}.bin").open("wb") as file:
            for frame in frames:
                file.write(struct.pack("<I", len(frame)) + frame)
        print(name, len(frames), "messages")


if __name__ == "__main__":
    main()
