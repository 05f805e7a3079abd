"""The graph folds and unfolds as one motion: moved, stopped, dragged, cut; its names answer like any other number."""

import re
from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from sights import kept, opened, settled, whole, words

SLIDER = "How far the graph is unfolded"


def graph(page: Page, server: str) -> None:
    opened(page, server)
    page.get_by_role("button", name="Graph", exact=True).click()
    expect(page.locator("#drawing .unfolded .name").first).to_be_visible()
    settled(page)


def copies(page: Page) -> Locator:
    return page.locator(".notes .copy")


def test_u_unfolds_the_one_cell_into_columns_and_folds_it_back(silent_page: Page, server: str) -> None:
    silent_page.emulate_media(reduced_motion="no-preference")
    opened(silent_page, server)
    whole(silent_page)  # what is told, too
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("u")  # shows the graph, folded, and unfolds it
    slider = silent_page.get_by_label(SLIDER)
    expect(slider).to_have_attribute("aria-valuetext", "Unfolded: 7 steps side by side.")
    expect(copies(silent_page)).to_have_count(3)
    silent_page.keyboard.press("u")
    expect(slider).to_have_attribute("aria-valuetext", "Folded: one cell stands for 7 steps.")
    expect(copies(silent_page)).to_have_count(1)
    settled(silent_page)
    assert "one step later" in words(silent_page, "delay")
    expect(silent_page.locator("#announcer")).to_have_text("Folded: one cell stands for 7 steps.")


def test_the_motion_stops_half_way_and_only_then_stands_in_the_address(silent_page: Page, server: str) -> None:
    silent_page.emulate_media(reduced_motion="no-preference")
    clock = silent_page.clock
    clock.install()
    graph(silent_page, server)
    slider = silent_page.get_by_label(SLIDER)
    silent_page.locator("#stage").focus()
    clock.pause_at(datetime.now() + timedelta(hours=1))  # the motion stands until it is told to go on
    silent_page.keyboard.press("u")
    expect(silent_page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    clock.run_for(700)  # milliseconds of two seconds
    expect(slider).to_have_attribute("aria-valuetext", re.compile("percent unfolded"))
    silent_page.keyboard.press(" ")
    expect(silent_page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
    stopped = slider.get_attribute("aria-valuetext")
    assert stopped is not None
    assert "percent" in stopped
    expect(silent_page.get_by_role("button", name="Play", exact=True)).to_be_visible()  # Space stopped the motion alone
    clock.resume()
    kept(silent_page, "link.view.fold > 0 && link.view.fold < 1")
    silent_page.reload()
    expect(silent_page.get_by_label(SLIDER)).to_have_attribute("aria-valuetext", stopped)


def test_the_slider_is_dragged_by_keys_and_the_formula_grows(silent_page: Page, server: str) -> None:
    graph(silent_page, server)
    slider = silent_page.get_by_label(SLIDER)
    slider.focus()
    silent_page.keyboard.press("Home")
    formula = silent_page.locator(".nesting .tex")
    expect(formula.locator(".theta")).to_have_count(1)
    silent_page.keyboard.press("End")
    expect(formula.locator(".theta")).to_have_count(7)
    formula.locator(".theta").first.hover()
    settled(silent_page)
    lit = "e => getComputedStyle(e).getPropertyValue('--lit')"
    assert silent_page.locator("#drawing .line.input").first.evaluate(lit) == "1"  # θ is every parameter


def test_less_motion_is_a_cut(silent_page: Page, server: str) -> None:
    graph(silent_page, server)
    silent_page.evaluate(
        """() => {
          window.seen = new Set();
          const slider = document.querySelector('.folder input');
          new MutationObserver(() => window.seen.add(slider.getAttribute('aria-valuetext')))
            .observe(slider, {attributes: true});
        }"""
    )
    silent_page.get_by_role("button", name="Fold", exact=True).click()
    expect(silent_page.get_by_role("button", name="Unfold", exact=True)).to_be_visible()
    assert silent_page.evaluate("[...window.seen]") == ["Folded: one cell stands for 7 steps."]


def test_a_name_that_is_clicked_answers_and_gradients_come_back(silent_page: Page, server: str) -> None:
    graph(silent_page, server)
    expect(silent_page.locator("#drawing .unfolded .line.backward")).to_have_count(0)
    cell = silent_page.locator("#drawing .unfolded .name[data-names=c]").last
    box = cell.bounding_box()
    assert box is not None
    silent_page.mouse.click(box["x"] + 5, box["y"] + box["height"] / 2)
    expect(silent_page.locator(".figure")).to_contain_text("=")
    expect(silent_page.locator("#drawing .outline")).not_to_have_count(0)
    silent_page.get_by_role("button", name="backward").click()
    expect(silent_page.locator("#drawing .unfolded .line.backward")).not_to_have_count(0)


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 720, "dark"), (390, 844, "light")])
def test_axe_finds_nothing_half_way(silent_page: Page, server: str, width: int, height: int, scheme: str) -> None:
    silent_page.set_viewport_size({"width": width, "height": height})
    silent_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    graph(silent_page, server)
    silent_page.get_by_label(SLIDER).fill("55")
    expect(silent_page.get_by_label(SLIDER)).to_have_attribute("aria-valuetext", "55 percent unfolded, of 7 steps.")
    settled(silent_page)
    found = Axe().run(silent_page)
    assert found.violations_count == 0, found.generate_report()
    for control in silent_page.locator(".folder > button, .folder > input").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
