"""Captures opened steps of the streams' specs, for the tests of the board (run it after capture.py).

PYTHONPATH=app .venv/bin/python tests/js/capture_board.py
"""

import json
from pathlib import Path

import capture

from unspool.documents import passes, read_spec, spec_hash, start, step_document
from unspool.engine import open_step

FILE = Path(__file__).parent / "streams" / "board.txt"
LARGE = {"lstm": (4, 5), "long": (1, 2, 59, 60), "exploding": (3, 4)}  # steps of those that are too long for all


def main() -> None:
    told = {}
    for name, document in capture.SPECS.items():
        if name == "forward_only":
            document = {key: value for key, value in document.items() if key != "targets"}
        spec = read_spec(document)
        with start(spec) as run:
            for _ in passes(run):
                pass
            steps = [step_document(open_step(run, t), spec_hash(spec)) for t in LARGE.get(name, range(1, run.T + 1))]
        told[name] = [{"t": step["t"], "nodes": step["nodes"], "backward": step["backward"]} for step in steps]
    FILE.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
