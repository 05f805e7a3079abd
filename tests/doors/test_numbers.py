"""Numbers from outside: the fast way and the slow way agree, and nothing but numbers gets through."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspool.documents import SpecError, numbers

FINITE = st.floats(allow_nan=False)


@given(st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(FINITE, min_size=width, max_size=width), min_size=1)))
def test_rows_of_floats_arrive_to_the_last_bit(rows: list[list[float]]) -> None:
    read = numbers.matrix(rows, "W")
    assert read.tobytes() == np.array(rows).tobytes()
    assert read.flags.writeable
    assert read.flags.c_contiguous


@given(st.lists(FINITE | st.integers(-(2**53), 2**53), min_size=1))
def test_whole_numbers_and_tuples_arrive_as_floats(row: list[float]) -> None:
    assert numbers.vector(tuple(row), "b").tolist() == [float(entry) for entry in row]


@pytest.mark.parametrize(
    "spoiler",
    [True, None, "1", [1.0], {}, b"g12345678", 1j, "abcd", b"abcd", [None] * 4, "Infinity ", "nan", np.bool_(True)],
)
@pytest.mark.parametrize("place", [(0, 0), (1, 2), (2, 1)])
def test_one_entry_that_is_no_number_is_named(spoiler: Any, place: tuple[int, int]) -> None:
    rows: list[list[Any]] = [[0.5, 1.5, 2.5] for _ in range(3)]
    rows[place[0]][place[1]] = spoiler
    with pytest.raises(SpecError, match=rf"^W, row {place[0] + 1}, entry {place[1] + 1}: .* is not a number"):
        numbers.matrix(rows, "W")


@pytest.mark.parametrize("row", [[1.0, 2.0], [1.0, 2.0, 3.0, 4.0], [1], [True, False], ["NaN", 1.0]])
def test_ragged_rows_are_named_with_both_sizes(row: list[Any]) -> None:
    with pytest.raises(SpecError, match=r"^inputs, row 3(: has \d numbers? but row 1 has 3|, entry 1: true is not)"):
        numbers.matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], row], "inputs")


def test_bytes_that_look_like_written_floats_are_not_taken_for_them() -> None:
    """The fast way recognises floats by the form marshal gives them, 9 bytes each: so has a text of four letters."""
    lookalike = [b"[" + (1).to_bytes(4, "little") + b"g" + bytes(8)]
    for body in (lookalike, [lookalike], [[lookalike[0]]], [["g" * 9]], [(b"g" * 9,)], [[[0.0]]]):
        with pytest.raises(SpecError):
            numbers.matrix(body, "W")


def test_the_three_texts_are_numbers() -> None:
    read = numbers.matrix([["Infinity", 1.0], ["-Infinity", "NaN"]], "W")
    assert read[0].tolist() == [math.inf, 1.0]
    assert read[1, 0] == -math.inf
    assert math.isnan(read[1, 1])


def test_a_python_caller_may_give_arrays_and_keeps_them() -> None:
    given_array = np.ones((2, 2), dtype=np.float32)
    read = numbers.value(given_array, "W")
    read[0, 0] = 5.0
    assert given_array[0, 0] == 1.0
    for wrong in (np.ones((2, 2), dtype=bool), np.ones((2, 2), dtype=complex), np.ones((0, 2)), np.ones((1, 1, 1))):
        with pytest.raises(SpecError, match=r"^W: an array"):
            numbers.value(wrong, "W")


def test_a_number_beyond_float64_is_refused_shortly() -> None:
    with pytest.raises(SpecError, match=r"^w: .* too large for float64") as refused:
        numbers.value(10**5000, "w")
    assert len(refused.value.message) < 150
