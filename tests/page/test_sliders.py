"""Sliders are dragged by a hand that holds them until it lets go, whatever appears on the page meanwhile."""

import pytest
from laid import SETUP, link
from playwright.sync_api import Locator, Page, expect
from sights import link_to, opened, settled


def dragged(page: Page, slider: Locator, shares: list[float]) -> None:
    """Along its length, and let go at the last of these; the page answers on the way."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    at = [box["x"] + share * (box["width"] - 16) + 8 for share in shares]  # the middle of the thumb
    page.mouse.move(at[0], box["y"] + box["height"] / 2)
    page.mouse.down()
    for x in at[1:]:
        page.mouse.move(x, box["y"] + box["height"] / 2)
        settled(page)
    page.mouse.up()


@pytest.mark.parametrize("kind", ["ledger", "chain", "bound"])
def test_the_slider_that_rescales_a_matrix_follows_the_hand(kind: str, silent_page: Page, server: str) -> None:
    opened(silent_page, server, link(kind))
    box = silent_page.locator("fieldset.rescale")
    slider = box.locator("input[type=range]")
    low, high = float(slider.get_attribute("min") or ""), float(slider.get_attribute("max") or "")
    dragged(silent_page, slider, [(1 - low) / (high - low), 0.55, 0.6, 0.7, 0.8, 0.9])
    wanted = low + 0.9 * (high - low)
    assert abs(float(slider.input_value()) - wanted) < 0.1
    expect(box.locator("input[type=number]")).to_have_value(slider.input_value())
    expect(silent_page.locator("#drawing")).to_be_visible()
    box.get_by_role("button", name="As it was").click()
    expect(slider).to_have_value("1")
    expect(box.get_by_role("button", name="As it was")).to_be_disabled()


def test_the_slider_that_holds_a_number_follows_the_hand_beyond_what_can_come_out(
    silent_page: Page, server: str
) -> None:
    opened(silent_page, server, link_to(SETUP, view={"cell": {"node": "h", "t": 2, "unit": 1}}))
    expect(silent_page.locator("#why .parts").first).to_be_visible()  # it stands above the slider
    slider = silent_page.locator("#change input[type=range]").first
    dragged(silent_page, slider, [0.5, 0.6, 0.8, 0.95, 0.5, 0.98])
    low, high = float(slider.get_attribute("min") or ""), float(slider.get_attribute("max") or "")
    assert abs(float(slider.input_value()) - (low + 0.98 * (high - low))) < 0.05 * (high - low)


def test_what_is_taken_back_moves_the_slider_that_rescales_too(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound"))
    box = silent_page.locator("fieldset.rescale")
    slider, number = box.locator("input[type=range]"), box.locator("input[type=number]")
    slider.focus()
    slider.press("ArrowRight")
    expect(number).to_have_value("1.01")
    settled(silent_page)
    slider.press("Control+z")
    expect(number).to_have_value("1")
    slider.press("ArrowRight")
    expect(number).to_have_value("1.01")
