"""The chain of Jacobians on the page: its span is dragged, its tiles open to numbers, the wrong order fails."""

import numpy as np
from axe_playwright_python.sync_playwright import Axe
from laid import answer, link, number
from playwright.sync_api import Page, expect
from sights import opened, settled


def in_rows(page: Page, selector: str) -> list[str]:
    """Texts of the drawing from left to right, row after row."""
    found: list[tuple[float, float, str]] = page.locator(selector).evaluate_all(
        "all => all.map(e => [Math.round(Number(e.getAttribute('y'))), Number(e.getAttribute('x')), e.textContent])"
    )
    return [text for _, _, text in sorted(found)]


def test_the_figures_under_the_tiles_are_the_engine_s_latest_leftmost(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("chain", k=1, t=5))
    figures = "#drawing text.chain-figure.main"
    expect(silent_page.locator(figures)).to_have_count(8)
    found = answer(server, "chain", k=1, t=5)["tensors"]
    wanted = []
    for name in ("factor", "product"):
        values = np.array(found[f"{name}_singular"])[:, 0] * 2.0 ** np.array(found[f"{name}_exponent"])
        wanted += values[::-1].tolist()
    for seen, value in zip(in_rows(silent_page, figures), wanted, strict=True):
        assert abs(number(seen) - value) <= 0.006 * value
    first = silent_page.locator(figures).first.get_attribute("x")
    silent_page.get_by_role("button", name="denominator", exact=True).click()
    expect(silent_page.locator("#laid-panel .formula").first).to_contain_text("⊤")
    expect(silent_page.locator(figures).first).not_to_have_attribute("x", str(first))
    settled(silent_page)
    turned = [number(text) for text in in_rows(silent_page, figures)]
    for seen, value in zip(turned, [*wanted[3::-1], *wanted[:3:-1]], strict=True):
        assert abs(seen - value) <= 0.006 * value


def test_the_wrong_order_is_tried_and_fails_against_the_finite_difference(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("chain", k=1, t=5))
    panel = silent_page.locator("#laid-panel")
    expect(panel).to_contain_text("against complex step")
    silent_page.get_by_role("button", name="wrong", exact=True).click()
    row = panel.locator("tr", has_text="the wrong order, against the same central difference")
    wanted = answer(server, "chain", k=1, t=5)["order"]["central"]
    assert wanted > 0.05
    expect(row.locator("td")).not_to_have_text("")
    settled(silent_page)
    assert abs(number(row.locator("td").inner_text()) - wanted) <= 0.006 * wanted
    right = panel.locator("tr", has_text="the same, against a central difference").locator("td").inner_text()
    assert number(right) < 1e-6


def test_a_span_is_chosen_by_dragging_over_the_graph(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("chain", k=1, t=5))
    expect(silent_page.locator("#drawing text.chain-figure.main")).to_have_count(8)
    boxes = silent_page.locator("#drawing rect.laid-lit")
    expect(boxes).to_have_count(5)
    settled(silent_page)
    places = sorted(
        boxes.evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left + b.width / 2, b.top + b.height / 2])"
        )
    )
    silent_page.mouse.move(*places[3])
    silent_page.mouse.down()
    silent_page.mouse.move(*places[2])
    silent_page.mouse.move(*places[1])
    silent_page.mouse.up()
    expect(silent_page.get_by_label("from k")).to_have_value("2")
    expect(silent_page.get_by_label("to t")).to_have_value("4")
    expect(silent_page.locator("#drawing text.chain-figure.main")).to_have_count(4)


def test_a_drag_beyond_the_first_step_goes_to_the_initial_state_and_k_can_be_typed_there(
    silent_page: Page, server: str
) -> None:
    opened(silent_page, server, link("chain", k=1, t=5))
    boxes = silent_page.locator("#drawing rect.laid-lit")
    expect(boxes).to_have_count(5)
    lefts = boxes.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top + b.height / 2])"
    )
    (first, second, third), y = sorted(left for left, _ in lefts)[:3], lefts[0][1]
    silent_page.mouse.move(third + 4, y)
    silent_page.mouse.down()
    silent_page.mouse.move(second, y)
    silent_page.mouse.move(first - (second - first), y)
    silent_page.mouse.up()
    k, t = silent_page.get_by_label("from k"), silent_page.get_by_label("to t")
    expect(k).to_have_value("0")
    expect(t).to_have_value("3")
    expect(silent_page.locator("#drawing text.chain-figure.main")).to_have_count(6)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Shift+ArrowRight")
    expect(k).to_have_value("1")
    k.fill("0")
    k.press("Enter")
    expect(silent_page.locator("#drawing text.chain-figure.main")).to_have_count(6)


def test_a_tile_opens_to_its_numbers_and_an_entry_is_checked(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("chain", k=1, t=5, matrix="factor", open=True))
    cells = silent_page.locator("#drawing text.laid-number")
    expect(cells.first).to_be_visible()
    settled(silent_page)
    tile = np.array(answer(server, "chain", k=1, t=5)["tensors"]["factor_tiles"][-1])
    columns = np.array(answer(server, "chain", k=1, t=5)["tensors"]["factor_columns"][-1])
    whole = tile * 2.0**columns
    box = silent_page.locator("#drawing rect.chain-tile").last.bounding_box()
    assert box is not None
    silent_page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.3)  # row 2, column 3
    panel = silent_page.locator("#laid-panel")
    exact = panel.locator("tr", has_text="complex step").filter(has_not_text="along").first.locator("td").first
    expect(panel.get_by_label("column", exact=True)).to_have_value("3")
    expect(exact).to_be_visible()
    settled(silent_page)
    assert abs(number(exact.inner_text()) - whole[1, 2]) <= 0.006 * abs(whole[1, 2])
    assert not Axe().run(silent_page).response["violations"]
