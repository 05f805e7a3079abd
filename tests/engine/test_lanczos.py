"""The largest eigenvalue alone, of matrices that are hard to tell apart from the inside."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from unspool.gradients.lanczos import STEPS, largest_eigenvalue

SIZE = 48
RNG = np.random.default_rng(11)
HALF = RNG.normal(size=(SIZE, SIZE))
TURN = np.linalg.qr(RNG.normal(size=(SIZE, SIZE)))[0]


def with_eigenvalues(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return TURN @ np.diag(values) @ TURN.T


def twins(apart: float) -> NDArray[np.float64]:
    return with_eigenvalues(np.concatenate([[1.0, 1.0 - apart], np.linspace(0, 0.9, SIZE - 2)]))


def across() -> NDArray[np.float64]:
    """Its largest eigenvalue belongs to (1, -1, 0, …), to which the vector of ones has no part."""
    found = np.diag(np.linspace(0.1, 1.0, SIZE))
    found[:2, :2] = [[1.5, -1.4], [-1.4, 1.5]]
    return found


KINDS: dict[str, Callable[[], NDArray[np.float64]]] = {
    "one large": lambda: with_eigenvalues(np.concatenate([[1.0], np.full(SIZE - 1, 1e-9)])),
    "spread": lambda: with_eigenvalues(np.linspace(0, 1, SIZE)),
    "of many sizes": lambda: with_eigenvalues(np.logspace(-300, -1, SIZE)),
    "all the same": lambda: with_eigenvalues(np.full(SIZE, 0.25)),
    "identity": lambda: np.eye(SIZE),
    "zero": lambda: np.zeros((SIZE, SIZE)),
    "of rank one": lambda: np.outer(TURN[0], TURN[0]),
    "twins, 1e-3 apart": lambda: twins(1e-3),
    "twins, 1e-9 apart": lambda: twins(1e-9),
    "twins, 1e-15 apart": lambda: twins(1e-15),
    "no part of ones": across,
    "a product": lambda: HALF.T @ HALF,
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_last_of_all_eigenvalues(kind: str) -> None:
    matrix = KINDS[kind]()
    expected = max(np.linalg.eigvalsh(matrix)[-1], 0.0)
    np.testing.assert_allclose(largest_eigenvalue(matrix[None]), [expected], rtol=1e-11, atol=1e-300)


def test_each_of_many_is_its_own() -> None:
    many = np.stack([make() for make in KINDS.values()])
    np.testing.assert_array_equal(largest_eigenvalue(many), [largest_eigenvalue(one[None])[0] for one in many])


@pytest.mark.parametrize("size", [1, 2, STEPS, 2 * STEPS, 2 * STEPS + 1])
def test_small_matrices_have_one_too(size: int) -> None:
    half = RNG.normal(size=(3, size, size))
    squares = half.swapaxes(1, 2) @ half
    np.testing.assert_allclose(largest_eigenvalue(squares), np.linalg.eigvalsh(squares)[:, -1], rtol=1e-11)
