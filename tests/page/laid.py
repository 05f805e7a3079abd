"""What the browser tests of the gradient laid open share: a small run, links to it, the engine's answers about it."""

import re
from collections.abc import Sequence
from typing import Any

from sights import link_to
from wires import asked as by_post

WORD = "hello"
SETUP: dict[str, Any] = {"net": "elman", "sentence": WORD, "by": "characters", "aim": "next", "sizes": {"h": 4}}
SPEC: dict[str, Any] = {
    "net": "elman", "sizes": {"h": 4}, "tokens": list(WORD), "targets": [*WORD[1:], "(end)"],
    "vocabulary": ["h", "e", "l", "o", "(end)"], "random": {"seed": 3, "scale": 1},
}  # fmt: skip


def link(kind: str, net: str = "elman", changes: Sequence[dict[str, Any]] = (), **laid: Any) -> str:
    """The run with the gradient laid open; ``laid``: what of it."""
    return link_to({**SETUP, "net": net, "changes": changes}, view={"show": "gradient", "laid": {"kind": kind, **laid}})


def answer(
    server: str, kind: str, net: str = "elman", changes: Sequence[dict[str, Any]] = (), **asked: Any
) -> dict[str, Any]:
    """What the door of a kind says about the run, in JSON."""
    spec = {**SPEC, "net": net, "changes": changes}
    return dict(by_post(server, kind, spec, **asked).json())


def number(text: str) -> float:
    """A number as the drawing writes it: −0.12, 3.4·10⁻⁵, σ₁ 0.87."""
    plain = text.removeprefix("σ₁ ").translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")).replace("+", "")
    return float(re.sub(r"[×·]10(?=-?\d)", "e", plain))
