"""For everyone: axe, keyboard, narrow screens, both themes; nothing small, nothing cut off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sights import opened

SIZES = [(1280, 720), (1440, 900), (390, 844), (320, 640)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_axe_finds_nothing(silent_page: Page, server: str, width: int, height: int, scheme: str) -> None:
    silent_page.set_viewport_size({"width": width, "height": height})
    silent_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(silent_page, server)
    silent_page.keyboard.press("End")
    found = Axe().run(silent_page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_fits_and_no_text_is_small(silent_page: Page, server: str, width: int, height: int) -> None:
    silent_page.set_viewport_size({"width": width, "height": height})
    opened(silent_page, server)
    assert silent_page.evaluate("document.documentElement.scrollWidth") <= width
    small = silent_page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((e) => !e.closest(".katex, .heard, script"))
          .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
          .filter((e) => e.getClientRects().length && Number.parseFloat(getComputedStyle(e).fontSize) < 14)
          .map((e) => `${e.tagName}.${e.className} ${e.textContent}`)"""
    )
    assert small == []


def test_everything_is_reached_by_keyboard_and_shows_it(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    reached: list[str] = []
    for _ in range(60):
        silent_page.keyboard.press("Tab")
        reached.append(
            silent_page.evaluate(
                """() => {
                  const e = document.activeElement;
                  const name = e.getAttribute("aria-label") ?? e.labels?.[0]?.innerText ?? e.innerText;
                  const shown = Number.parseFloat(getComputedStyle(e).outlineWidth) >= 2;
                  return `${name.trim().slice(0, 30)}${shown ? "" : " (no outline)"}`;
                }"""
            )
        )
        if reached[-1].startswith("Edit") and len(reached) > 10:
            break
    assert not [name for name in reached if "no outline" in name and not name.startswith(" ")]
    for wanted in ("Sentence", "words", "seed", "Edit", "The unfolded graph", "node", "Play", "Position in the run"):
        assert any(name.startswith(wanted) for name in reached), (wanted, reached)


def test_on_a_phone_a_number_answers_above_the_transport(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 390, "height": 844})
    opened(silent_page, server)
    frame = silent_page.locator("#drawing .frame").nth(1).bounding_box()
    assert frame is not None
    silent_page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + 12)
    expect(silent_page.locator("#brief")).to_contain_text("=")
    expect(silent_page.locator("#brief")).to_be_in_viewport()
