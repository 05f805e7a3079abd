"""For everyone: axe, keyboard, narrow screens, both themes; nothing small, nothing cut off."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sights import drawn, link_to, opened, settled, whole

# What is looked at on a page of this size, each with one page load.
SIZES = {
    (1280, 720): ("fits", "axe", "pressed"),
    (1440, 900): ("fits",),
    (1920, 1080): ("axe",),
    (390, 844): ("fits", "axe"),
    (320, 640): ("fits", "axe", "pressed"),
    (640, 360): ("fits", "pressed"),  # 1280 × 720 at 200 %
}

# Everything that can be pressed or typed into, scrolled to: too small, or under something else.
BURIED = """() => [...document.querySelectorAll("button, input, select, summary, textarea")].flatMap((e) => {
    if (!e.checkVisibility({ visibilityProperty: true })) return [];
    e.scrollIntoView({ block: "center" });
    const { x, y, width, height } = e.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const name = `${e.tagName} ${e.getAttribute("aria-label") ?? e.textContent} ${width} × ${height}`;
    const label = e.labels?.[0]?.getBoundingClientRect(); // pressed like what it names
    const isLarge = width >= 24 && height >= 24 || label?.width >= 24 && label.height >= 24;
    const isFree = top === e || e.contains(top) || top?.closest("label")?.control === e;
    return isLarge && isFree ? [] : [name];
  })"""

SMALL = """() => [...document.querySelectorAll("body *")]
    .filter((e) => !e.closest(".katex, .heard, script"))
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((e) => e.getClientRects().length && Number.parseFloat(getComputedStyle(e).fontSize) < 14)
    .map((e) => `${e.tagName}.${e.className} ${e.textContent}`)"""

# The contrast of marks against the grounds they stand on, from the page's own colours.
FAINT = """() => {
  const style = getComputedStyle(document.documentElement);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (name) => {
    context.fillStyle = style.getPropertyValue(name);
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data]
      .map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const marks = ["input", "recurrent", "output", "bias", "other-bar", "forward", "backward", "third", "soft", "ink"];
  const texts = ["ink", "soft", "input", "recurrent", "output", "bias", "forward", "backward"];
  const faint = [];
  for (const ground of ["paper", "card", "forward-band", "backward-band"]) {
    for (const [names, least] of [[marks, 3], [texts, 4.5]]) {
      for (const name of names) {
        const [a, b] = [luminance(`--${name}`), luminance(`--${ground}`)];
        const contrast = Math.max(a, b) / Math.min(a, b);
        if (contrast < least) faint.push(`${name} on ${ground}: ${contrast.toFixed(2)}`);
      }
    }
  }
  return faint;
}"""


def axe(page: Page) -> None:
    settled(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
def test_a_page_of_any_size_fits_is_legible_can_be_pressed_and_axe_finds_nothing(
    silent_page: Page, server: str, size: tuple[int, int]
) -> None:
    silent_page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(silent_page, server)
    if "fits" in SIZES[size]:
        assert silent_page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert silent_page.evaluate(SMALL) == []
    if "pressed" in SIZES[size]:
        fold = silent_page.locator("#setup-fold")
        was = fold.evaluate("(fold) => { const was = fold.open; fold.open = true; return was; }")
        settled(silent_page)
        assert silent_page.evaluate(BURIED) == []
        fold.evaluate("(fold, was) => { fold.open = was; }", was)
    if "axe" in SIZES[size]:
        silent_page.keyboard.press("End")
        expect(silent_page.locator(".where")).to_contain_text("all gradients")
        axe(silent_page)
        silent_page.emulate_media(color_scheme="dark")
        axe(silent_page)


KINDS = ("ledger", "chain", "bound", "paths", "memory")
VIEWS: dict[str, tuple[dict[str, Any], str]] = {
    **{
        kind: ({"show": "gradient", "laid": {"kind": kind}}, "")
        for kind in ("ledger", "chain", "bound", "paths", "memory")
    },
    "graph": ({"show": "graph"}, ""),
    "an opened step": ({}, "o"),
    "a product": ({}, "o+"),
}


@pytest.mark.parametrize(
    ("view", "size"),
    [*((view, (1280, 720)) for view in VIEWS), *((view, (390, 844)) for view in ("bound", "a product"))],
)
def test_every_view_is_legible_can_be_pressed_and_axe_finds_nothing(
    silent_page: Page, server: str, view: str, size: tuple[int, int]
) -> None:
    silent_page.set_viewport_size({"width": size[0], "height": size[1]})
    shown, keys = VIEWS[view]
    opened(silent_page, server, link_to({}, view=shown))
    whole(silent_page)  # nothing moves any more
    silent_page.locator("#stage").focus()
    for key in keys:
        silent_page.keyboard.press(key)
        settled(silent_page)
    assert silent_page.evaluate(SMALL) == []
    assert silent_page.evaluate(BURIED) == []
    silent_page.emulate_media(color_scheme="dark")
    found = Axe().run(silent_page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
def test_axe_finds_nothing_while_presenting(silent_page: Page, server: str, look: str) -> None:
    silent_page.emulate_media(
        color_scheme="dark" if look == "dark" else "light", forced_colors="active" if look == "forced" else "none"
    )
    opened(silent_page, server)
    if look == "forced":
        axe(silent_page)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("f")
    silent_page.keyboard.press("PageDown")
    expect(silent_page.locator("html")).to_have_class("presenting")
    expect(silent_page.locator(".where")).to_contain_text("t = 7 of 7")
    axe(silent_page)
    silent_page.keyboard.press("?")
    expect(silent_page.locator("dialog.keys")).to_be_visible()
    axe(silent_page)


def test_marks_and_words_stand_out_from_their_ground(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    assert silent_page.evaluate(FAINT) == []
    silent_page.emulate_media(color_scheme="dark")
    settled(silent_page)
    assert silent_page.evaluate(FAINT) == []


def test_nothing_moves_by_itself_where_motion_is_unwanted(silent_page: Page, server: str) -> None:
    silent_page.emulate_media(reduced_motion="reduce")
    opened(silent_page, server)
    expect(silent_page.get_by_role("button", name="Play")).to_have_attribute("aria-pressed", "false")
    silent_page.locator("#stage").focus()
    for key in ("Home", "PageDown", "f", "PageDown", "Escape"):
        silent_page.keyboard.press(key)
        drawn(silent_page)
        assert silent_page.evaluate("document.getAnimations().length") == 0


def test_the_page_has_a_language_one_heading_and_landmarks(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page.locator("html")).to_have_attribute("lang", "en")
    for selector in ("h1", "main", "header", "footer"):
        expect(silent_page.locator(selector)).to_have_count(1)


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
        if reached[-1].startswith("Edit") and reached[-1] in reached[:-1]:  # all the way round
            break
    assert not [name for name in reached if "no outline" in name and not name.startswith(" ")]
    for wanted in ("Sentence", "words", "Columns", "Edit", "The unfolded graph", "node", "Play", "Position in the run"):
        assert any(name.startswith(wanted) for name in reached), (wanted, reached)


def test_on_a_phone_a_number_answers_above_the_transport(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 390, "height": 844})
    opened(silent_page, server)
    frame = silent_page.locator("#drawing .frame").nth(1).bounding_box()
    assert frame is not None
    silent_page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + 12)
    expect(silent_page.locator("#brief")).to_contain_text("=")
    expect(silent_page.locator("#brief")).to_be_in_viewport()
