"""A name as it is typeset: a stem, an index below, an index above, and where a step stands.

below   h_{t}, and h^{(1)}_{t} with an index of its own      beside   h(t)      above   h^{(t)}
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

GREEK = dict(
    zip(
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau phi chi psi omega"
        ).split(),
        "αβγδεζηθικλμνξρστφχψω",
        strict=True,
    )
)


@dataclass(frozen=True)
class Symbol:
    """``stem``, ``lower`` and ``upper`` are TeX, ``label`` plain letters; ``is_sum`` where it reads as a sum."""

    stem: str
    lower: str = ""
    upper: str = ""
    label: str = ""
    is_sum: bool = False

    @property
    def tex(self) -> str:
        """Without a step."""
        return self.stem + (f"^{{{self.upper}}}" if self.upper else "") + (f"_{{{self.lower}}}" if self.lower else "")

    @property
    def tight(self) -> str:
        """Without a step, where there is little room: a sum without the spaces around its sign."""
        return self.tex.replace(" + ", "{+}")

    def timed(self, style: str) -> tuple[str, str]:
        """What stands before and after the step."""
        if style == "below":
            upper = ",".join(part for part in (self.upper, f"({self.lower})" if self.lower else "") if part)
            return f"{self.stem}^{{{upper}}}_{{" if upper else f"{self.stem}_{{", "}"
        if style == "above":
            upper = f"{self.upper},\\," if self.upper else ""
            return f"{self.stem}^{{{upper}(", f")}}_{{{self.lower}}}" if self.lower else ")}"
        return f"{self.tex}(", ")"

    def unit(self, style: str) -> tuple[str, str, str]:
        """What stands before the step, between it and a unit's letter, and after that: ŷ_tk, ŷ^{(t)}_k."""
        if style == "above":
            before, after = self.timed(style)
            return before, f"{after.removesuffix('}')}," if self.lower else f"{after}_{{", "}"
        before, after = self.timed("below")
        return before, "", after

    def untimed(self, style: str) -> str:
        """Without a step, its index where it stands when there is one."""
        return self.timed(style)[0].removesuffix("_{") if style == "below" else self.tex


def as_written(name: str) -> Symbol:
    """A name of a net's text: W_xi, yhat, theta, h1, h'."""
    if name == "yhat":
        return Symbol(r"\hat{y}", label=name)
    stem, _, index = name.partition("_")
    if not index and stem[-1:].isdigit() and stem.rstrip("0123456789"):
        plain = stem.rstrip("0123456789")
        stem, index = plain, stem[len(plain) :]
    primes = len(stem) - len(stem.rstrip("'′"))
    stem = letters(stem.rstrip("'′"))
    return Symbol(f"{{{stem}}}" + "'" * primes if primes else stem, index.replace("_", ","), label=name)


def letters(stem: str) -> str:
    """The TeX of a stem: a Greek letter, ŷ, one letter, or a word."""
    if stem.lower() in GREEK:
        return "\\" + stem
    if stem == "yhat":
        return r"\hat{y}"
    return rf"\mathit{{{stem}}}" if len(stem) > 1 else stem


def spelled(template: str, pieces: Mapping[str, Symbol]) -> Symbol:
    """A pack's spelling, ``theta_{source}{gate}``, ``U^{gate}``, ``C~`` or ``linear.weight``, with its pieces put in.

    ``a + b`` is a sum of two: what the net keeps as one is two elsewhere.
    """
    if " + " in template:
        first, second = (spelled(half, pieces) for half in template.split(" + "))
        return Symbol(f"{first.tex} + {second.tex}", label=f"{first.label} + {second.label}", is_sum=True)
    stem, lower, upper = _split(template)
    below, above = _index(lower, pieces), _index(upper, pieces)
    label = _plain(stem)
    label += f"_{below[1]}" if lower else ""
    label += f"^{above[1]}" if upper else ""
    return Symbol(_stem(stem), below[0], above[0], unicodedata.normalize("NFC", label))


def _split(template: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"([^_^]+)(?:_([^^]+))?(?:\^(.+))?", template)
    if found is None:
        raise ValueError(f"{template!r} is no spelling of a name")
    return found[1], found[2] or "", found[3] or ""


def _stem(stem: str) -> str:
    if stem.endswith("~"):
        return rf"\tilde{{{letters(stem[:-1])}}}"
    return rf"\mathrm{{{stem}}}" if "." in stem else letters(stem)


def _plain(stem: str) -> str:
    accent = "\u0303" if stem.endswith("~") else ""
    return GREEK.get(stem.rstrip("~"), stem.rstrip("~")) + accent


def _index(template: str, pieces: Mapping[str, Symbol]) -> tuple[str, str]:
    """(TeX, plain letters); single letters stand side by side, longer ones between commas."""
    found = [pieces[name] if name else Symbol(one, label=one) for name, one in re.findall(r"\{(\w+)\}|(.)", template)]
    joint = "" if all(len(_flat(piece)) == 1 for piece in found) else ","
    return joint.join(_indexed(piece) for piece in found), joint.join(_flat(piece) for piece in found)


def _indexed(piece: Symbol) -> str:
    return piece.stem + piece.lower if piece.lower and not piece.upper else piece.tex


def _flat(piece: Symbol) -> str:
    return unicodedata.normalize("NFC", piece.label.replace("_", ""))
