"""Hidden numbers: what a key lacks is said, and the gradient laid open says why it shows nothing below its graph."""

import re

import pytest
from playwright.sync_api import Page, expect
from sights import link_to, opened

FIRST = "Choose a number first: click one, or walk to it with Tab and the arrow keys and press Enter."


@pytest.mark.parametrize("key", ["h", "p"])
def test_a_key_without_a_number_says_what_it_lacks(silent_page: Page, server: str, key: str) -> None:
    opened(silent_page, server)
    heard = silent_page.locator("#notices [role=status]")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press(key)
    expect(heard).to_have_text(FIRST)
    silent_page.keyboard.press("ArrowRight")
    expect(heard).to_be_empty()
    silent_page.keyboard.press(key)
    silent_page.locator("#answer").get_by_label("unit").fill("2")
    silent_page.keyboard.press("Tab")
    expect(heard).to_be_empty()


def test_a_number_is_walked_to_and_hidden_without_a_mouse(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    press = silent_page.keyboard.press
    silent_page.locator("#stage").focus()
    expect(silent_page.locator("[role=treeitem]")).not_to_have_count(0)
    here = silent_page.locator("[role=treeitem]:focus")
    for _ in range(4):
        press("Tab")
        if here.count():
            break
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown", "Enter"):
        press(key)
    expect(here).to_have_text(re.compile(r"^Unit 1: [\d.]+"))
    press("h")
    expect(here).to_have_text("Unit 1: hidden")
    expect(silent_page.locator("#answer button.unknown")).to_have_count(1)


def test_the_gradient_laid_open_says_what_is_hidden_and_tells_none_of_it(silent_page: Page, server: str) -> None:
    view = {"show": "gradient", "hidden": [{"node": "h", "t": 3, "unit": 1}]}
    opened(silent_page, server, link_to({}, view=view))
    said = silent_page.locator(".laid-veiled")
    expect(said.get_by_role("status")).to_contain_text("would tell what is hidden")
    expect(silent_page.locator("#drawing text.unknown")).to_have_text(["?"])  # in the graph above
    for kind in range(1, 6):
        silent_page.locator("#stage").focus()
        silent_page.keyboard.press(str(kind))
        expect(said).to_have_count(1)
        expect(silent_page.locator("#laid-panel > :not(h2), #drawing .caption")).to_have_count(0)
    said.get_by_role("button", name="Back to the graph").press("Enter")
    expect(silent_page.locator("body")).to_have_attribute("data-show", "graph")
    expect(silent_page.locator("#stage")).to_be_focused()
    silent_page.keyboard.press("d")
    said.get_by_role("button", name="Show the hidden number").press("Enter")
    expect(said).to_have_count(0)
    expect(silent_page.locator("#drawing .caption")).not_to_have_count(0)
    expect(silent_page.locator("#stage")).to_be_focused()


def test_all_that_is_hidden_is_shown_at_once_in_the_gradient_laid_open(silent_page: Page, server: str) -> None:
    opened(
        silent_page, server, link_to({}, view={"show": "gradient", "hidden": [{"node": "h"}, {"node": "c", "t": 2}]})
    )
    silent_page.get_by_role("button", name="Show all that is hidden").click()
    expect(silent_page.locator(".laid-veiled")).to_have_count(0)
    expect(silent_page.locator("#drawing text.unknown")).to_have_count(0)
