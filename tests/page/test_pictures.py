"""The pictures of the README, made by the page itself.

    UNSPOOL_PICTURES=docs/pictures ./run test tests/page/test_pictures.py

Without the variable the same sights are looked at, and must not be blank.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sights import UNTAUGHT, opened, settled

SIGHTS = {
    "stage-forward": ((1280, 720), "light", ["Home", *["PageDown"] * 3]),
    "stage-backward": ((1280, 720), "light", ["PageDown"] * 4),
    "stage-backward-dark": ((1280, 720), "dark", ["PageDown"] * 4),
    "opened": ((1280, 720), "light", [*["PageDown"] * 4, "o"]),
    "lit": ((1280, 720), "light", ["PageDown"] * 4),
    "unfolding": ((1280, 720), "light", [*["PageDown"] * 4, "g"]),
    "unfolded": ((1280, 720), "light", [*["PageDown"] * 4, "g"]),
    "presented": ((1280, 720), "light", [*["PageDown"] * 4, "f"]),
    "ledger": ((1280, 720), "light", [*["PageDown"] * 4, "d"]),
    "compare": ((1280, 720), "light", [*["PageDown"] * 4, "k"]),
    "phone": ((390, 844), "light", ["PageDown"] * 4),
}


@pytest.mark.parametrize("name", SIGHTS)
def test_a_picture_of(name: str, silent_page: Page, server: str, tmp_path: Path) -> None:
    (width, height), scheme, keys = SIGHTS[name]
    silent_page.set_viewport_size({"width": width, "height": height})
    silent_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(silent_page, server, UNTAUGHT if name == "ledger" else "")  # "": what the page opens on
    silent_page.evaluate("document.fonts.ready")
    silent_page.locator("#stage").focus()  # letters act there
    for key in keys:
        silent_page.keyboard.press(key)
    expect(silent_page.locator(".where")).to_contain_text("t = 4 of 7")
    settled(silent_page)
    if "backward" in name:
        frame = silent_page.locator("#drawing .frame.current").bounding_box()
        assert frame is not None
        silent_page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + 58)
        expect(silent_page.locator(".figure")).to_contain_text("=")
        silent_page.mouse.move(width - 4, height - 4)
    if name == "compare":
        silent_page.get_by_role("textbox", name="Sentence of B").fill("I went to IIT in 2017")
        expect(silent_page.locator("#drawing-b text.token")).to_have_count(6)
        silent_page.locator("#stage").focus()
    if name == "opened":
        expect(silent_page.locator("#drawing .glyph").first).to_be_visible()
    if name == "lit":
        silent_page.locator(".formulas [data-names=W_hf]").first.click()
        silent_page.mouse.move(width - 4, height - 4)
        expect(silent_page.locator("#drawing path.head.share")).not_to_have_count(0)
    if name == "ledger":
        expect(silent_page.locator("#drawing text.laid-number")).to_have_count(28)
    if name == "unfolding":
        silent_page.get_by_label("How far the graph is unfolded").fill("66")
        expect(silent_page.locator("#drawing text.still")).to_be_visible()
    settled(silent_page)
    folder = Path(os.environ.get("UNSPOOL_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    picture = silent_page.screenshot(path=folder / f"{name}.png", animations="disabled")
    assert len(picture) > 20_000  # a blank page is a few kilobytes
