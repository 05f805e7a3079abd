"""What is known before a text is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Given:
    """Sizes of x and of y, sizes by name, shapes of parameters (() for a number), entries of initial rows."""

    input_size: int | None = None
    target_size: int | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    parameters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    initial: Mapping[str, int] = field(default_factory=dict)
