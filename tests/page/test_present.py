"""Presentation mode: legible from the last row, led by a clicker, left with Esc."""

import pytest
from playwright.sync_api import Page, expect
from sights import opened, settled, words

SIZES = """() => Object.fromEntries(Object.entries({
    pointed: "#drawing text.current, .where, #brief > span",
    near: "#drawing text:not(.broken), .note, .note .word, footer button",
    any: "body *",
  }).map(([name, selector]) => [name, Math.min(...[...document.querySelectorAll(selector)]
    .filter((e) => !e.closest(".heard, h1, #tree, dialog, header, script") && e.getClientRects().length)
    .filter((e) => e.matches(".note, .where") ||
      [...e.childNodes].some((n) => n.nodeType === 3 && n.data.replaceAll("\u200b", "").trim()))
    .map((e) => Number.parseFloat(getComputedStyle(e).fontSize)))]))"""
THINNEST = """() => Math.min(...[...document.querySelectorAll(
    "#drawing .line, #drawing .frame, #drawing .pill, #drawing .curve, #drawing .playhead, #drawing .rules path")]
    .map((e) => Number.parseFloat(getComputedStyle(e).strokeWidth)))"""


def presented(page: Page, server: str) -> None:
    opened(page, server)
    page.locator("#stage").focus()
    page.keyboard.press("f")
    expect(page.locator("html")).to_have_class("presenting")
    settled(page)


@pytest.mark.parametrize("keys", [["Home", "PageDown"], ["PageDown", "PageDown"]], ids=["forward", "backward"])
def test_the_last_row_can_read_it(silent_page: Page, server: str, keys: list[str]) -> None:
    silent_page.set_viewport_size({"width": 1280, "height": 720})
    presented(silent_page, server)
    for key in keys:
        silent_page.keyboard.press(key)
    expect(silent_page.locator(".where")).to_contain_text(" of 7")
    settled(silent_page)
    frame = silent_page.locator("#drawing .frame.current").bounding_box()
    assert frame is not None
    silent_page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + 24)
    expect(silent_page.locator("#brief")).to_contain_text("=")
    expect(silent_page.locator("#brief")).to_be_in_viewport(ratio=1)
    settled(silent_page)
    sizes = silent_page.evaluate(SIZES)
    assert sizes["pointed"] >= 30, sizes
    assert sizes["near"] >= 24, sizes
    assert sizes["any"] >= 18, sizes
    assert silent_page.evaluate(THINNEST) >= 3
    for panel in ("#net", "#number", "#setup", "#scrubber"):
        expect(silent_page.locator(panel)).to_be_hidden()
    assert silent_page.evaluate("document.querySelector('#stage').scrollHeight - innerHeight") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_current_step_shows_in_a_grey_thumbnail(silent_page: Page, server: str, scheme: str) -> None:
    """A quarter of the size: seven pixels of letter, told from their ground by brightness alone."""
    silent_page.set_viewport_size({"width": 1280, "height": 720})
    silent_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    presented(silent_page, server)
    for key, ground in (("Home", "--forward-band"), ("End", None), ("PageUp", "--backward-band")):
        silent_page.keyboard.press(key)
        if ground is None:
            continue
        expect(silent_page.locator("#drawing text.step.current")).to_have_text("t = 1")
        settled(silent_page)
        size, contrast = silent_page.evaluate(
            """(ground) => {
              const grey = (colour) => {
                const c = document.createElement("canvas").getContext("2d");
                c.fillStyle = colour;
                c.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...c.getImageData(0, 0, 1, 1).data].map((v) => (v / 255) ** 2.2);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
              };
              const style = getComputedStyle(document.querySelector("#drawing text.step.current"));
              const [a, b] = [grey(style.fill), grey(style.getPropertyValue(ground))];
              return [Number.parseFloat(style.fontSize), Math.max(a, b) / Math.min(a, b)];
            }""",
            ground,
        )
        assert size / 4 >= 7
        assert contrast >= 4.5


def test_a_clicker_leads_blanks_and_comes_back(silent_page: Page, server: str) -> None:
    presented(silent_page, server)
    press = silent_page.keyboard.press
    where, blank = silent_page.locator(".where"), silent_page.locator("dialog.blank")
    press("PageDown")
    expect(where).to_contain_text("t = 7 of 7")
    for key in ("b", "."):
        press(key)
        expect(blank).to_be_visible()
        press("PageDown")  # any key returns, and does nothing else
        expect(blank).to_be_hidden()
        expect(where).to_contain_text("t = 7 of 7")
        expect(silent_page.locator("#stage")).to_be_focused()
    press("PageUp")
    expect(where).to_contain_text("loss =")
    press("Escape")
    expect(silent_page.locator("html")).not_to_have_class("presenting")
    expect(silent_page.locator("#net")).to_be_visible()
    expect(silent_page.locator("#stage")).to_be_focused()


def test_it_begins_and_ends_by_buttons_too(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    begin = silent_page.get_by_role("button", name="Present")
    begin.click()
    silent_page.get_by_role("button", name="Leave presentation").click()
    expect(silent_page.locator("html")).not_to_have_class("presenting")
    expect(begin).to_be_focused()


def test_a_long_run_folds_to_what_is_legible(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 1280, "height": 720})
    presented(silent_page, server)
    silent_page.keyboard.press("Escape")
    silent_page.get_by_label("Sentence").fill(" ".join(f"w{k % 7}" for k in range(40)))
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuemax", "82")
    settled(silent_page)
    expect(silent_page.locator("#drawing text.fold").first).to_be_visible()
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("f")
    silent_page.keyboard.press("Home")
    expect(silent_page.locator("#drawing text.token.current")).to_have_text("w0")
    settled(silent_page)
    shown = silent_page.locator("#drawing .frame").count()
    assert 4 <= shown <= 12
    assert sum(int(text) for text in words(silent_page, "fold") if text.isdigit()) + shown == 40


def test_zoom_makes_steps_fewer_and_wider(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    frames = silent_page.locator("#drawing .frame")
    expect(frames).to_have_count(7)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    for _ in range(3):
        silent_page.keyboard.press("+")
    expect(frames).to_have_count(3)
    silent_page.keyboard.press("-")
    expect(frames).to_have_count(4)
    silent_page.keyboard.press("0")
    expect(frames).to_have_count(7)
    silent_page.get_by_role("button", name="Nearer: fewer, wider steps").click()
    expect(frames).not_to_have_count(7)
