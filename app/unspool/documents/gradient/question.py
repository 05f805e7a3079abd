"""A question that a kind of gradient view has understood, and its answer."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray


class Answer(NamedTuple):
    """``head`` is plain data (floats may be infinite); ``tensors`` are float64, or uint8 for masks."""

    head: dict[str, Any]
    tensors: Mapping[str, NDArray[Any]]


Work = Generator[None, None, Answer]  # each yield ends a turn; what it returns is the answer


@dataclass(frozen=True)
class Question:
    """``bytes``: what answering holds at once. Nothing of that is allocated before ``work`` is begun."""

    bytes: int
    work: Work
