"""What the notes of the ready examples say is true of the second row: a function applied again and again."""

import math

import numpy as np
import pytest
from ready import pairs, run


def test_one_function_is_applied_again_and_again() -> None:
    (a, b, c), f = run("iterated_map").values["s"].ravel(), lambda s: math.tanh(1.5 * s - 0.5)
    assert [a, b, c] == pytest.approx([f(0.8), f(f(0.8)), f(f(f(0.8)))], abs=1e-15)


def test_the_spiral_turns_one_way_and_its_gradient_the_other() -> None:
    trace = run("spiral")
    turns = [np.sign(np.cross(np.append(a, 0), np.append(b, 0))[2]) for a, b in pairs(trace.values["s"])]
    back = [np.sign(np.cross(np.append(a, 0), np.append(b, 0))[2]) for a, b in pairs(trace.grads["s"][::-1])]
    assert set(turns) == {1.0}
    assert set(back) == {-1.0}
