"""Captures every notation of every captured net, and of a few nets that nobody named, for tests/js/notation.test.js.

PYTHONPATH=app .venv/bin/python tests/js/capture_notations.py
"""

import json
from pathlib import Path

import capture

from unspool.documents import read_spec
from unspool.engine import start

FILE = Path(__file__).parent / "streams" / "notations.txt"


def main() -> None:
    told = {}
    for name, document in capture.SPECS.items():
        with start(read_spec(document).case) as run:
            told[name] = run.plan["notations"]
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(notations)}" for name, notations in told.items())
    FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
