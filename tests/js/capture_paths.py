"""Captures answers of the gradient's door for the page's tests: paths and memory of the streams' specs.

    PYTHONPATH=app .venv/bin/python tests/js/capture_paths.py

Run it again when the answers change; the tests read the files, not the server.
"""

from pathlib import Path
from typing import Any

from capture import SPECS

from unspool.documents import tensor_bytes
from unspool.documents.gradient import message_of, read_question

ANSWERS = Path(__file__).parent / "answers"
ASKED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "paths_lstm": ("lstm", "paths", {"beside": ["elman", "gru"]}),
    "paths_peephole": ("peephole", "paths", {}),
    "paths_long": ("long", "paths", {"window": [1, 60]}),
    "paths_exploding": ("exploding", "paths", {}),
    "paths_bidirectional": ("bidirectional", "paths", {"state": "g"}),
    "paths_second_order": ("second_order", "paths", {}),
    "memory_lstm": ("lstm", "memory", {}),
    "memory_lstm_unit": ("lstm", "memory", {"node": "h", "t": 5, "unit": 2}),
    "memory_bidirectional": ("bidirectional", "memory", {"t": 2}),
    "memory_exploding": ("exploding", "memory", {}),
}


def main() -> None:
    ANSWERS.mkdir(exist_ok=True)
    for name, (stream, kind, asked) in ASKED.items():
        spec, question = read_question(kind, {"spec": SPECS[stream], **asked})
        work = question.work
        while True:
            try:
                next(work)
            except StopIteration as end:
                (ANSWERS / f"{name}.bin").write_bytes(tensor_bytes(message_of(kind, spec, end.value)))
                break
        print(name)


if __name__ == "__main__":
    main()
