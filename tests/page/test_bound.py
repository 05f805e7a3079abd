"""The bound on the page: what is drawn is what the engine says, a slider moves it, and what is missing is said."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from laid import answer, link
from playwright.sync_api import Page, expect
from sights import opened, settled, words


def title(page: Page) -> Any:
    return page.locator(".note.laid-title .word").first


def said(value: float) -> str:
    return f"{value:.3g}".ljust(4, "0") if value < 1 else f"{value:.2f}"


def test_measured_and_bound_are_the_engine_s_and_every_k_can_be_chosen(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "elman", t=5, k=2))
    found = answer(server, "bound", "elman", t=5)
    tensors = found["tensors"]
    measured, most = tensors["norm"][3], 10 ** tensors["bound_log10"][3]
    expect(title(silent_page)).to_have_text(re.compile(rf"measured {said(measured)}\d?, bound {most:.1f}"))
    frame = silent_page.locator("#drawing .bound-frame").bounding_box()
    assert frame is not None
    silent_page.mouse.click(frame["x"] + frame["width"] * 0.9, frame["y"] + 40)
    expect(title(silent_page)).to_have_text("measured 1.00, bound 1.00")
    settled(silent_page)
    assert "k = t = 5" in words(silent_page, "laid-k")
    silent_page.get_by_role("button", name="Measure this k another way").click()
    expect(silent_page.locator("#laid-panel [role=status]")).to_contain_text("1.00")
    assert not Axe().run(silent_page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]


def test_a_slider_rescales_the_matrix_and_undo_takes_it_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "elman", t=5, k=1, rescaledTo="norm"))
    before = title(silent_page).inner_text()
    field = silent_page.locator(".rescale input[type=number]")
    field.fill("2")
    field.press("Enter")
    found = answer(server, "bound", "elman", t=5, changes=[{"scale": "W", "norm": 2}])
    measured = found["tensors"]["norm"][4]
    expect(title(silent_page)).to_have_text(re.compile(rf"measured {said(measured)}\d?, bound 16.0"))
    expect(silent_page.locator("ul.changes")).to_contain_text("W with largest singular value 2.00")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Control+z")
    expect(silent_page.locator("ul.changes")).to_have_count(0)
    expect(title(silent_page)).to_have_text(before)
    silent_page.get_by_role("button", name="orthogonal").click()
    expect(title(silent_page)).to_contain_text("bound 1.00")
    expect(silent_page.locator("ul.changes")).to_contain_text("W made orthogonal")


def test_a_net_without_such_a_bound_says_why_and_is_still_measured(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "lstm", t=5, k=2))
    measured = answer(server, "bound", "lstm", t=5)["tensors"]["norm"][3]
    expect(title(silent_page)).to_contain_text("there is no such bound here")
    expect(title(silent_page)).to_contain_text(said(measured))
    why = silent_page.locator(".bound-why")
    expect(why).to_contain_text("No such bound here.")
    expect(why).to_contain_text(
        "In the equation of c there is a product of two things that both come from the state (f, c)."
    )
    silent_page.get_by_role("button", name="Measure this k another way").click()
    expect(silent_page.locator("#laid-panel .checks")).to_contain_text("relative error")


def test_numbers_beyond_the_axis_are_told_with_their_steps(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "elman", [{"scale": "W", "norm": 1e200}], t=5, k=2))
    expect(silent_page.locator("#drawing text.bound-out.bound")).to_have_text(
        "bound: ∞ (above 1.8×10³⁰⁸) for k = 1 … 3"
    )
    expect(title(silent_page)).to_contain_text("bound ∞ (1.00×10⁶⁰⁰)")


def test_a_stacked_net_shows_the_bound_of_one_layer_and_says_whom_it_holds(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "stacked"))
    panel = silent_page.locator("#laid-panel")
    expect(panel).to_contain_text("No such bound here.")
    expect(panel).to_contain_text("One of them alone, the others held, may have a bound of its own.")
    panel.get_by_role("button", name="h2 alone").click()
    expect(panel).to_contain_text("By layer: h1 held at every step at the values of this run.")
    expect(panel).to_contain_text("it is no bound on the whole state")
    expect(panel).not_to_contain_text("No such bound here.")
    expect(panel).to_contain_text("✓ measured ≤ bound")
    expect(panel.get_by_role("button", name="h2 alone")).to_have_attribute("aria-pressed", "true")
    panel.get_by_role("button", name="whole state").click()
    expect(panel).to_contain_text("No such bound here.")


def test_an_lstms_cell_alone_still_has_no_bound_and_the_page_says_where_it_ends(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "lstm", layer="c"))
    panel = silent_page.locator("#laid-panel")
    expect(panel.get_by_role("button", name="c alone")).to_have_attribute("aria-pressed", "true")
    expect(panel).to_contain_text("No such bound here.")
    expect(panel).to_contain_text("In the equation of c the state is multiplied by something that changes from step")


def test_of_one_layer_its_own_matrix_is_rescaled(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("bound", "stacked", layer="h2"))
    expect(silent_page.locator(".rescale select")).to_have_value("W2")
