"""A step opens into its operations: with the server's numbers, by mouse and by keyboard, forwards and backwards."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect
from sights import opened, settled, words

import unspool

WORDS = ["In", "2017", ",", "I", "went", "to", "IIT"]
SPEC = {
    "net": "lstm", "sizes": {"h": 8}, "tokens": WORDS, "vocabulary": [*WORDS, "(end)"],
    "targets": [*WORDS[1:], "(end)"], "random": {"seed": 3, "scale": 1},
}  # fmt: skip
GOLDEN = Path(__file__).parents[1] / "golden"


def printed(value: float) -> str:
    """As the page prints a number between a tenth and a hundred."""
    return f"{value:.2f}".replace("-", "−")


def step_three(page: Page, server: str) -> None:
    opened(page, server)
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.get_by_role("button", name="Open step").click()
    expect(page.locator("#drawing .frame.opened")).to_have_count(1)
    settled(page)


def test_an_lstm_opens_with_its_four_gates_and_their_numbers(silent_page: Page, server: str) -> None:
    step_three(silent_page, server)
    expect(silent_page.locator("#drawing text.caption")).to_have_text("Step 3, unit 1 of each vector")
    expect(silent_page.locator("#drawing rect.glyph")).to_have_count(24)
    expect(silent_page.locator("#drawing rect.unit")).to_have_count(6)  # four gates, c and h
    trace = unspool.run(SPEC)
    shown = words(silent_page, "value")
    for name in ("f", "i", "g", "o", "c"):
        value = float(trace.values[name][2][0])
        if 0.1 <= abs(value) < 10:
            assert printed(value) in shown, name


def test_it_follows_the_playhead_and_closes(silent_page: Page, server: str) -> None:
    step_three(silent_page, server)
    silent_page.keyboard.press("ArrowRight")
    expect(silent_page.locator("#drawing text.caption")).to_have_text("Step 4, unit 1 of each vector")
    silent_page.get_by_role("button", name="Close step").click()
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(0)
    expect(silent_page.locator("#net")).to_be_visible()


def test_the_keyboard_alone_opens_walks_and_closes(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.keyboard.press("Home")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Enter")
    expect(silent_page.locator("#drawing text.caption")).to_have_text("Step 1, unit 1 of each vector")
    silent_page.keyboard.press("PageDown")
    expect(silent_page.locator("#drawing text.caption")).to_have_text("Step 2, unit 1 of each vector")
    silent_page.keyboard.press("Escape")
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(0)
    silent_page.keyboard.press("o")
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(1)


def test_a_double_click_opens_the_step_it_falls_on(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    frame = silent_page.locator("#drawing rect.frame").nth(4)
    box = frame.bounding_box()
    assert box is not None
    silent_page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
    expect(silent_page.locator("#drawing text.caption")).to_have_text("Step 5, unit 1 of each vector")


def test_gradients_come_only_with_the_way_back(silent_page: Page, server: str) -> None:
    step_three(silent_page, server)
    expect(silent_page.locator("#drawing text.grad")).to_have_count(0)
    silent_page.get_by_role("button", name="backward").click()
    expect(silent_page.locator("#drawing text.grad").first).to_be_visible()
    expect(silent_page.locator("#drawing .line.backward")).not_to_have_count(0)
    silent_page.get_by_role("button", name="norms").click()
    expect(silent_page.locator("#drawing text.grad").first).to_contain_text("‖")
    silent_page.get_by_role("button", name="shapes").click()
    expect(silent_page.locator("#drawing text.grad")).to_have_count(0)
    settled(silent_page)
    assert "8×8" in words(silent_page, "value")


def test_operation_by_operation(silent_page: Page, server: str) -> None:
    step_three(silent_page, server)
    silent_page.get_by_role("button", name="by operation").click()
    expect(silent_page.locator("#drawing rect.glyph:not(.unreached)")).to_have_count(1)
    silent_page.get_by_label("Next stop").click()
    expect(silent_page.locator("#drawing rect.glyph:not(.unreached)")).to_have_count(2)
    expect(silent_page.locator(".where")).to_contain_text("t = 3 of 7")
    for _ in range(23):
        silent_page.get_by_label("Next stop").click()
    expect(silent_page.locator("#drawing text.caption")).to_contain_text("Step 4")


def test_equations_that_nobody_foresaw_open_too(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    net = json.loads((GOLDEN / "relu_unusual_user_net.json").read_text(encoding="utf-8"))["net"]
    silent_page.get_by_role("button", name="Edit").click()
    silent_page.locator("textarea").first.fill(net)
    silent_page.get_by_role("button", name="Done").click()
    expect(silent_page.locator(".formulas li")).to_have_count(4)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("o")
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(1)
    expect(silent_page.locator("#drawing rect.glyph")).to_have_count(13)
