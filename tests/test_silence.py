"""The browser tests' ears: what `silent_page` would fail on is heard."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from sights import PATIENCE, drawn


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("console.log('hello')", "console log: hello"),
        ("setTimeout(() => { throw new Error('fell over') })", "fell over"),
        ("fetch('http://127.0.0.1:9/').catch(() => 0)", "127.0.0.1:9"),
        ("document.body.append(Object.assign(new Image(), {src: '/nowhere.png'}))", "404"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    ],
)
def test_a_noisy_page_is_heard(context: BrowserContext, noises: list[str], script: str, words: str) -> None:
    page = context.new_page()
    page.goto("/healthz")
    page.evaluate(f"() => {{ {script} }}")
    patience = time.monotonic() + PATIENCE / 1000
    while not any(words in noise for noise in noises):
        assert time.monotonic() < patience, f"heard only {noises}"
        drawn(page)


def test_no_browser_test_waits_by_text_that_the_page_refuses_to_evaluate() -> None:
    """It passes when the condition holds at the first look and fails at the second: see `until` in sights.py."""
    tests = Path(__file__).parent.rglob("*.py")
    calls = ".wait_for_" + "function("
    assert [file.name for file in tests if calls in file.read_text(encoding="utf-8")] == []
