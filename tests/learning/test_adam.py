"""The optimiser: its first steps by hand, and what clipping keeps."""

import numpy as np
import pytest

from unspool.learning.adam import Adam, clipped, norm_of


def test_the_first_step_has_the_size_of_the_rate_whatever_the_gradient() -> None:
    moved = Adam(rate=0.1).step({"w": np.array([1.0, 2.0])}, {"w": np.array([1e-3, -40.0])})
    np.testing.assert_allclose(moved["w"], [0.9, 2.1], rtol=1e-4)


def test_two_steps_are_those_of_the_algorithm() -> None:
    adam, w = Adam(rate=0.1), {"w": np.array(1.0)}
    w = adam.step(w, {"w": np.array(2.0)})
    w = adam.step(w, {"w": np.array(-1.0)})
    m = (0.9 * 0.1 * 2 - 0.1 * 1) / (1 - 0.9**2)
    v = (0.999 * 0.001 * 4 + 0.001 * 1) / (1 - 0.999**2)
    assert float(w["w"]) == pytest.approx(1 - 0.1 * 2 / (2 + 1e-8) - 0.1 * m / (np.sqrt(v) + 1e-8), rel=1e-12)


def test_clipping_keeps_the_direction_and_small_gradients_whole() -> None:
    grads = {"a": np.array([3.0, 0.0]), "b": np.array([[4.0]])}
    assert norm_of(grads) == 5
    short = clipped(grads, 1.0)
    assert norm_of(short) == pytest.approx(1.0)
    assert short["b"][0, 0] / short["a"][0] == pytest.approx(4 / 3)
    assert clipped(grads, 5.0)["a"] is grads["a"]
