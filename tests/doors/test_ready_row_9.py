"""What the notes of the ready examples say is true of the ninth row: backpropagation through time, truncated."""

from typing import Any

import pytest
from ready import answer


def truncation(name: str) -> dict[str, Any]:
    """What truncation leaves of the gradient by W, as the example's own view asks."""
    found: dict[str, Any] = answer(name).head["truncation"]
    return found


def test_three_stages_of_twelve_leave_a_gradient_that_points_elsewhere() -> None:
    found = truncation("stages")
    assert found["stages"] == 3
    assert found["relative_size"] == pytest.approx(0.6, abs=0.01)
    assert found["angle"] == pytest.approx(24, abs=0.5)


def test_scissors_leave_three_blocks_and_another_direction() -> None:
    found = truncation("scissors")
    assert found["detached"] == ["h[t-1]"]
    assert found["angle"] == pytest.approx(49, abs=0.5)


def test_a_truncated_gradient_can_be_longer_than_the_whole() -> None:
    assert truncation("truncated_longer")["relative_size"] == pytest.approx(1.8, abs=0.02)
