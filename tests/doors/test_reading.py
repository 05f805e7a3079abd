"""JSON is read as strictly, and to the same numbers, whether a text is short or long."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspool.documents import SpecError, read_json, reading

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
)


def walked(text: str) -> Any:
    return reading._Walk(text).document()


@given(ANY_JSON, st.sampled_from([None, 1, "\t"]))
def test_a_long_text_is_read_as_a_short_one_is(body: Any, indent: int | str | None) -> None:
    text = f" {json.dumps(body, indent=indent)}\n"
    assert walked(text) == body == read_json(text) == read_json(text.encode())


ENDS = [
        "", "{", "[", "[1", "[1,", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "[1,]", "[1 2]", "{1:2}", "{} {}",
        "]", '{"a" 1}', "tru", '"a', "[[1],]", "[[[1 2]]]", '{"a":[[1,2],[3,]]}', "[01]", "[1.]", "'a'"]  # fmt: skip


@pytest.mark.parametrize("text", ENDS)
def test_a_text_that_stops_being_json_is_refused_at_the_same_place(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as expected:
        json.loads(text)
    with pytest.raises(json.JSONDecodeError) as found:
        walked(text)
    assert (found.value.lineno, abs(found.value.colno - expected.value.colno) <= 1) == (expected.value.lineno, True)
    for spaces in (0, reading.LONG):
        with pytest.raises(SpecError, match=r"^the spec is not JSON: line \d+, column \d+: "):
            read_json(" " * spaces + text)


@pytest.mark.parametrize("spaces", [0, reading.LONG])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, "a": 2}', '"a" twice'),
        ('{"a": {"b": [[{"c": 1, "c": 2}]]}}', '"c" twice'),
        ("[[NaN]]", "a bare NaN"),
        ("[" * 100_000, "nested too deeply"),
        ("[" + "9" * 5_000 + "]", "thousands of digits"),
    ],
)
def test_what_json_allows_and_a_spec_does_not_is_refused(text: str, words: str, spaces: int) -> None:
    with pytest.raises(SpecError, match=words):
        read_json(" " * spaces + text)


def test_a_byte_order_mark_is_no_mistake_and_latin_1_is() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == {}
    with pytest.raises(SpecError, match="not UTF-8 text: byte 3"):
        read_json('{"é": 1}'.encode("latin-1"))
