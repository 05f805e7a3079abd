"""What the first picture does not need comes after it, or when it is wanted; and says so where it cannot come."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect
from sights import drawn, link_to, opened, settled, whole

ASKED = "performance.getEntriesByType('resource').filter(({ name }) => /[/]parts[/](?!all)/.test(name))"
MANY = "performance.setResourceTimingBufferSize(5000)"  # 250 is too few for all modules
PATIENT = """const own = setTimeout; // whatever tries again by itself takes its time
window.setTimeout = (act, wait) => own(act, wait >= 400 ? 1e9 : wait);"""
VIEWS = {
    "c": ({}, "#drawing .note"),
    "g": ({"show": "graph"}, "#unfolding button"),
    "w": ({"show": "board"}, "#board .katex"),
    "d": ({"show": "gradient"}, "#laid-panel .katex"),
    "o": ({"open": True}, "#drawing .glyph"),
    "e": (None, "dialog.taking[open] .preview img"),
    "x": (None, "dialog.gallery[open] .examples"),
    "?": (None, "dialog.keys[open] dt"),
}


def alone(page: Page) -> None:
    """The network is gone for whatever is not there yet."""
    page.context.route(re.compile("/static/.*[.](js|css)"), lambda route: route.abort())


@contextmanager
def slow(page: Page, part: str) -> Iterator[None]:
    """Meanwhile this part is on its way."""
    held: list[Route] = []
    is_slow = True
    page.route(f"**/parts/{part}.js", lambda route: held.append(route) if is_slow else route.continue_())
    yield
    is_slow = False
    for route in held:
        route.continue_()


def test_the_first_step_is_drawn_before_any_part_is_asked_for_and_all_come_by_themselves(
    silent_page: Page, server: str
) -> None:
    silent_page.add_init_script(MANY)
    opened(silent_page, server)
    whole(silent_page)
    assert silent_page.evaluate(f"new Set({ASKED}.map(({{ name }}) => name)).size") == 8
    early = silent_page.evaluate(
        f"{ASKED}.filter((one) => one.startTime < performance.getEntriesByName('first step drawn')[0].startTime).length"
    )
    assert early == 0


def test_when_they_have_come_every_view_opens_without_the_network(silent_page: Page, server: str) -> None:
    silent_page.add_init_script(MANY)
    opened(silent_page, server)
    whole(silent_page)
    alone(silent_page)
    for key, (_, what) in VIEWS.items():
        silent_page.locator("#stage").focus()
        silent_page.keyboard.press(key)
        expect(silent_page.locator(what).first).to_be_visible()
        settled(silent_page)
        silent_page.keyboard.press("Escape")
        drawn(silent_page)


@pytest.mark.parametrize("key", [key for key, (view, _) in VIEWS.items() if view])
def test_an_address_that_leads_to_a_view_loads_its_part_first(silent_page: Page, server: str, key: str) -> None:
    view, what = VIEWS[key]
    silent_page.goto(f"{server}/{link_to({}, view=view)}")
    settled(silent_page)
    expect(silent_page.locator(what).first).to_be_visible()


@pytest.mark.parametrize(("part", "key"), [("gradient", "d"), ("graph", "g"), ("step", "o"), ("take", "e")])
def test_a_key_waits_for_a_part_that_is_slow(silent_page: Page, server: str, part: str, key: str) -> None:
    with slow(silent_page, part):
        opened(silent_page, server)
        silent_page.locator("#stage").focus()
        silent_page.keyboard.press(key)
        expect(silent_page.locator("#stage")).to_have_attribute("aria-busy", "true")
    expect(silent_page.locator(VIEWS[key][1]).first).to_be_visible()
    settled(silent_page)


def test_a_click_waits_too_and_what_is_done_meanwhile_is_not_lost(silent_page: Page, server: str) -> None:
    with slow(silent_page, "step"):
        opened(silent_page, server)
        silent_page.get_by_role("button", name="Board").click()
        silent_page.keyboard.press("Home")
        expect(silent_page.locator("#stage")).to_have_attribute("aria-busy", "true")
    expect(silent_page.locator("#board .katex").first).to_be_visible()
    settled(silent_page)
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuenow", "1")


def test_a_part_that_cannot_be_fetched_says_so_and_comes_when_it_is_tried_again(
    silent_page: Page, server: str, noises: list[str]
) -> None:
    silent_page.add_init_script(PATIENT)
    silent_page.route("**/parts/gradient.js", lambda route: route.abort())
    opened(silent_page, server)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("d")
    missed = silent_page.locator(".notice.missed")
    expect(missed).to_contain_text("The gradient laid open: not loaded")
    settled(silent_page)
    silent_page.keyboard.press("c")
    expect(missed).to_have_count(0)
    silent_page.keyboard.press("Home")  # everything else goes on
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuenow", "1")
    silent_page.keyboard.press("d")
    silent_page.unroute("**/parts/gradient.js")
    missed.get_by_role("button", name="Try now").click()
    settled(silent_page)
    expect(silent_page.locator(VIEWS["d"][1]).first).to_be_visible()
    expect(missed).to_have_count(0)
    assert noises
    assert all("parts/gradient.js" in noise or "Failed to load resource" in noise for noise in noises)
    noises.clear()


def test_a_part_that_could_not_be_fetched_comes_by_itself_when_the_network_is_back(
    silent_page: Page, server: str, noises: list[str]
) -> None:
    silent_page.route("**/parts/formulas.js", lambda route: route.abort())
    silent_page.goto(server)
    expect(silent_page.locator(".notice.missed")).to_contain_text("Formulas: not loaded")
    silent_page.unroute("**/parts/formulas.js")
    expect(silent_page.locator(".formulas .katex").first).to_be_visible()
    expect(silent_page.locator(".notice.missed")).to_have_count(0)
    noises.clear()


def test_two_runs_wait_for_a_part_together(silent_page: Page, server: str) -> None:
    with slow(silent_page, "graph"):
        silent_page.goto(f"{server}/{link_to({}, beside={'seed': 5})}")
        settled(silent_page)
        copies = silent_page.locator("#drawing-b .note")
        expect(copies.first).to_be_visible()
        silent_page.locator("#stage").focus()
        silent_page.keyboard.press("g")
        silent_page.keyboard.press("Home")
        drawn(silent_page)
        expect(silent_page.locator("#stage")).to_have_attribute("aria-busy", "true")
    settled(silent_page)
    expect(silent_page.locator("#drawing-b .note.copy, #drawing-b .copy").first).to_be_attached()


def test_what_changes_before_it_can_be_told_is_told_later(silent_page: Page, server: str) -> None:
    with slow(silent_page, "told"):
        opened(silent_page, server)
        silent_page.locator("#stage").focus()
        silent_page.keyboard.press("u")  # shows the graph, folded, and unfolds it
        silent_page.keyboard.press("u")
        settled(silent_page)
    expect(silent_page.locator("#announcer")).to_have_text("Folded: one cell stands for 7 steps.")
