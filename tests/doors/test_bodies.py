"""Bodies that are no spec, or too large a one, and an error inside: each is a sentence."""

import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from serving import elman, raw, serving
from wires import JSON

from unspool.documents.limits import BODY_BYTES
from unspool.web import api, create_app


def test_an_error_inside_is_a_sentence_with_an_id_and_one_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: bytes) -> None:
        raise RuntimeError("line one\nline two \x1b]0;owned\x07 \u202e" + "x" * 5_000)

    monkeypatch.setattr(api, "_checked", broken)
    with caplog.at_level(logging.ERROR, "unspool"), serving(create_app()) as server:
        secret = {"Authorization": "Bearer secret", "Cookie": "secret=1"}
        answer = httpx.post(f"{server}/api/check?secret=1", json={"net": "secret"}, headers=secret)
    (record,) = [record for record in caplog.records if record.name == "unspool"]
    said = json.loads(record.getMessage())
    assert answer.status_code == 500
    assert answer.json()["error"]["message"].startswith(f"something went wrong inside Unspool (error {said['error']})")
    assert said["door"] == "POST /api/check"
    assert record.getMessage().isprintable()
    assert "secret" not in record.getMessage()
    assert len(record.getMessage()) < 2_000


def test_limits_are_refused_with_the_limit_and_what_was_asked(server: str) -> None:
    too_long = httpx.post(f"{server}/api/trace", json={**elman(), "tokens": ["a"] * 10_001, "targets": None})
    assert (too_long.status_code, too_long.json()["error"]["message"]) == (
        422, "tokens: 10,001 steps are more than the limit of 10,000",
    )  # fmt: skip
    claimed = raw(server, "POST /api/trace HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                  f"Content-Length: {2**30}\n\n")  # fmt: skip
    assert claimed[0] == 413
    assert json.loads(claimed[2])["error"]["message"] == "the spec is 1,024.0 MB; the limit is 32.0 MB"


def test_a_body_that_does_not_say_its_length_is_counted(server: str) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(BODY_BYTES // 2**20 + 2):
            yield b" " * 2**20

    answer = httpx.post(f"{server}/api/trace", content=endless(), headers=JSON, timeout=60)
    assert answer.status_code == 413
    assert answer.json()["error"]["message"] == "the spec is longer; the limit is 32.0 MB"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the spec is not JSON: line 1, column 1: Expecting value"),
        (b"{", "the spec is not JSON: line 1, column 2: Expecting property name"),
        (b'{"net": "a\xff"}', "the spec is not UTF-8 text: byte 11 does not fit"),
        (b'{"inputs": [[NaN]]}', 'a bare NaN is no number; write it as the text "NaN"'),
        (b'{"inputs": [[-Infinity]]}', 'a bare -Infinity is no number; write it as the text "-Infinity"'),
        (b'{"net": "lstm", "net": "gru"}', 'the spec gives "net" twice in one object'),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"sizes": {"h": 1' + b"0" * 5_000 + b"}}", "thousands of digits"),
        (b"[]", "a spec is an object with the keys net, sizes"),
    ],
)
def test_a_body_that_is_no_spec_is_refused_in_words(body: bytes, words: str, server: str) -> None:
    answer = httpx.post(f"{server}/api/trace", content=body, headers=JSON)
    assert answer.status_code == 422
    assert words in answer.json()["error"]["message"]
