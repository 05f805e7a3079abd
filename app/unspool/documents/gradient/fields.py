"""The fields of a question, read strictly: each is asked for by its name, and what nobody asked for is refused."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from unspool.documents.refusal import SpecError, instead, shown


class Fields:
    """What stands beside the spec. A field that is absent and one that is null are the same: None is returned."""

    def __init__(self, given: dict[str, Any], T: int) -> None:
        self.given = given
        self.T = T
        self.asked: set[str] = set()

    def any(self, name: str) -> Any:
        """The field as it came."""
        self.asked.add(name)
        return self.given.get(name)

    def step(self, name: str, first: int = 1) -> int | None:
        """A step, ``first``…T."""
        value = self.any(name)
        return None if value is None else self._step(value, name, first)

    def window(self, name: str) -> tuple[int, int] | None:
        """[first, last], cut to the steps that the run has: a page may still show a longer one."""
        value = self.any(name)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2:
            raise SpecError(f"{name}: {shown(value)} is not a window of steps: write [first, last]")
        if any(type(entry) is not int for entry in value):
            raise SpecError(f"{name}: a window has two whole numbers: write [first, last]")
        first, last = (min(max(entry, 1), self.T) for entry in value)
        if first > last:
            raise SpecError(f"{name}: step {first:,} comes after step {last:,}: write [first, last]")
        return first, last

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number from ``least`` to ``most``."""
        value = self.any(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise SpecError(f"{name}: {shown(value)} is not a whole number from {least:,} to {most:,}")
        return value

    def positive(self, name: str) -> float | None:
        """A finite number above 0."""
        value = self.any(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf:
            raise SpecError(f"{name}: {shown(value)} is not a number above 0")
        return float(value)

    def inner(self, name: str) -> Fields | None:
        """An object inside: its own fields, to be closed by whoever reads them."""
        value = self.any(name)
        if value is not None and not isinstance(value, dict):
            raise SpecError(f"{name}: {shown(value)} is not an object")
        return None if value is None else Fields(value, self.T)

    def flag(self, name: str) -> bool:
        """True or false; absent is false."""
        value = self.any(name)
        if value is not None and not isinstance(value, bool):
            raise SpecError(f"{name}: {shown(value)} is neither true nor false")
        return bool(value)

    def name(self, name: str, known: Iterable[str], what: str) -> str | None:
        """One of the ``known`` names; ``what`` says what these are, for a sentence: "its parameters"."""
        value, names = self.any(name), list(known)
        if value is None or (isinstance(value, str) and value in names):
            return value
        raise SpecError(f"{name}: there is no {shown(value)}; {instead(str(value), names, what)}")

    def index(self, name: str) -> tuple[int, ...] | None:
        """[] of a number, [i] of a vector, [i, j] of a matrix."""
        value = self.any(name)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) > 2 or any(type(entry) is not int for entry in value):
            raise SpecError(f"{name}: {shown(value)} is not a list of at most two whole numbers")
        return tuple(value)

    def close(self) -> None:
        """Refuse what nobody asked for."""
        for name in self.given:
            if name not in self.asked:
                raise SpecError(f"there is no field {shown(name)} here; {instead(name, self.asked, 'its fields')}")

    def _step(self, value: object, name: str, first: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise SpecError(f"{name}: {shown(value)} is not a whole number")
        if not first <= value <= self.T:
            raise SpecError(f"{name}: there is no step {shown(value)}: this run has steps {first} to {self.T:,}")
        return value
