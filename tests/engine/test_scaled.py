"""Products with exponents of their own: compared, turned and measured whatever their size."""

from typing import Any

import numpy as np
import pytest

from unspool.gradients.scaled import (
    Scaled,
    apart,
    largest_singular_value,
    running,
    scaled,
    singular_values,
    transposed,
)


def scaled_of(*rows: Any) -> Scaled:
    return scaled(np.array(rows, dtype=float))


def test_how_far_two_products_are_apart_is_relative_to_the_second_and_knows_zeros_and_infinities() -> None:
    one, other = [[3.0, 0.0], [0.0, 4.0]], [[3.0, 0.0], [0.0, 2.0]]
    assert apart(scaled_of(one), scaled_of(other)) == pytest.approx(2 / np.sqrt(13))
    assert apart(scaled_of(other), scaled_of(one)) == pytest.approx(2 / 5)
    zero, broken = np.zeros((2, 2)), [[np.inf, 0.0], [0.0, 1.0]]
    assert apart(scaled_of(zero), scaled_of(zero)) == 0
    assert apart(scaled_of(one), scaled_of(zero)) == np.inf
    assert apart(scaled_of(zero), scaled_of(one)) == 1
    assert np.isnan(apart(scaled_of(broken), scaled_of(one)))
    assert np.isnan(apart(scaled_of(one), scaled_of(broken)))
    assert apart(scaled_of(one, other), scaled_of(other, other)) == 0, "the last ones are compared"


def test_products_of_any_size_are_compared_by_their_exponents() -> None:
    far = Scaled(scaled_of([[0.0, 1.0], [1.0, 0.5]]).mantissa, np.array([[5000, 5000]]))
    twice = Scaled(far.mantissa, far.exponent + 1)
    assert apart(twice, far) == pytest.approx(1)
    assert apart(far, twice) == pytest.approx(0.5)
    turned = transposed(Scaled(scaled_of([[0.0, 8.0], [1.0, 0.0]]).mantissa, np.array([[700, 702]])))
    np.testing.assert_array_equal(np.ldexp(turned.mantissa, turned.exponent[:, None] - 700)[0] != 0, [[0, 1], [1, 0]])
    rows, top = turned.evened
    assert rows[0, 1, 0] / rows[0, 0, 1] == pytest.approx(0.5 * 2.0**2 / 0.5 * 1.0)
    assert np.ldexp(rows[0, 0, 1], int(top[0]) - 700) == pytest.approx(0.5)


def test_the_largest_singular_value_alone_is_the_first_of_all() -> None:
    rng = np.random.default_rng(5)
    some = np.concatenate([rng.normal(size=(3, 6, 6)), np.zeros((1, 6, 6)), np.eye(6)[None] * 1e-200])
    broken = np.full((2, 6, 6), 1.0)
    broken[0, 2, 3], broken[1, 2, 3] = np.inf, np.nan
    products = scaled(np.concatenate([some, broken]))
    (largest, top), (every, same) = largest_singular_value(products), singular_values(products)
    np.testing.assert_array_equal(top, same)
    np.testing.assert_allclose(largest, every[:, 0], rtol=1e-14)


RNG = np.random.default_rng(0)
FACTORS = {
    "plain": RNG.normal(size=(50, 8, 8)) / 3,
    "each step far down": np.array([[[0.0, 1.0], [1e-300, 0.0]]] * 40),
    "huge": RNG.normal(size=(50, 8, 8)) * 1e200,
    "tiny": RNG.normal(size=(50, 8, 8)) * 1e-250,
    "below the least number that has all its digits, by the eighth": RNG.normal(size=(50, 8, 8)) * 1e-39,
    "a column of zeros": RNG.normal(size=(30, 4, 4)) * [1, 1, 0, 1],
    "not finite from step 20 on": np.where(np.arange(30)[:, None, None] == 20, np.inf, RNG.normal(size=(30, 3, 3))),
}


@pytest.mark.parametrize("name", FACTORS)
def test_products_scaled_together_are_to_the_bit_those_scaled_one_by_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = running(FACTORS[name])
    monkeypatch.setattr("unspool.gradients.scaled.TOGETHER", 1)
    alone = running(FACTORS[name])
    np.testing.assert_array_equal(together.mantissa, alone.mantissa)
    np.testing.assert_array_equal(together.exponent, alone.exponent)


def test_a_product_whose_every_step_is_far_down_keeps_all_digits() -> None:
    found = running(FACTORS["each step far down"])
    values, top = largest_singular_value(found[-1:])
    assert np.log10(values[0]) + top[0] * np.log10(2) == pytest.approx(-300 * 20)
