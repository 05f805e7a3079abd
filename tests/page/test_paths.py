"""Where a state's gradient goes, and what an output remembers: on the page, by hand and by keyboard."""

import re

from playwright.sync_api import Page, expect
from sights import link_to, opened, settled, words

OPENING = ""  # the learned LSTM on its sentence


def laid_open(page: Page, server: str, view: str, fragment: str = OPENING) -> None:
    """A view of the gradient with its answer on the screen."""
    opened(page, server, fragment)
    page.locator("#stage").focus()
    page.keyboard.press("d")
    page.locator("#laid-bar").get_by_role("button", name=view, exact=True).click()
    settled(page)


def number(page: Page, way: str) -> float:
    """What the panel says of one of the three ways."""
    return float(page.locator(f".laid-way.place-{way} .laid-way-number").inner_text())


def test_the_three_ways_light_their_edges_and_say_how_good_a_guide_the_gates_are(
    silent_page: Page, server: str
) -> None:
    page = silent_page
    laid_open(page, server, "Paths")
    panel = page.locator("#laid-panel")
    expect(panel.locator(".laid-guide")).to_contain_text("the product of forget gates is a poor guide: from lag 5 on")
    expect(panel).to_contain_text("direct and 4 parts add up to the total in every entry")
    lit = page.locator("#drawing .line.laid-path")
    both = lit.count()
    panel.get_by_role("button", name=re.compile("^direct")).click()
    expect(lit).to_have_count(4)  # of c alone, from k = 3 to t = 7
    assert both > 4
    page.locator("#stage").focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(lit).to_have_count(5)
    settled(page)
    assert number(page, "direct") < number(page, "block") < number(page, "total")
    assert set(words(page, "laid-part")) == {"direct", "h → i", "h → f", "h → o", "h → g"}


def test_holding_the_forget_gate_open_makes_the_direct_path_one_and_undo_takes_it_back(
    silent_page: Page, server: str
) -> None:
    page = silent_page
    laid_open(page, server, "Paths")
    held = page.get_by_role("button", name="Hold f at 1", exact=True)
    before = number(page, "direct")
    held.click()
    expect(page.locator(".laid-way.place-direct .laid-way-number")).to_have_text("1.00")
    expect(held).to_have_attribute("aria-pressed", "true")
    page.get_by_role("checkbox", name=re.compile("^as it was")).check()
    expect(page.locator("#drawing text.laid-line", has_text="as it was")).to_be_visible()
    page.locator("#stage").focus()
    page.keyboard.press("Control+z")
    expect(held).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".laid-way.place-direct .laid-way-number")).to_have_text(f"{before:.3f}")


def test_the_bias_of_the_forget_gate_moves_the_lines_while_its_slider_moves(silent_page: Page, server: str) -> None:
    page = silent_page
    laid_open(page, server, "Paths")
    before = number(page, "direct")
    slider = page.get_by_role("slider", name=re.compile("add to all of b_f"))
    slider.fill("-3")
    number_now = page.locator(".laid-way.place-direct .laid-way-number")
    expect(number_now).not_to_have_text(f"{before:.3f}")
    settled(page)
    assert number(page, "direct") < 0.9 * before
    expect(page.locator(".changes")).to_contain_text("b_f")


def test_any_entry_is_checked_at_any_step_and_at_the_initial_value(silent_page: Page, server: str) -> None:
    page = silent_page
    laid_open(page, server, "Paths")
    pair = page.get_by_role("group", name="One entry, checked")
    pair.get_by_label("unit of c at t = 7").select_option("2")
    pair.get_by_label("by unit of c at k = 3").select_option("1")
    check = page.get_by_role("button", name="Check by complex step and central difference")
    table = page.locator(".laid-checks")
    check.click()
    rows = table.locator("tbody tr")
    expect(rows.nth(1).locator("td").nth(1)).to_contain_text(re.compile(r"apart by (0|\S+×10⁻¹\S)$"))
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="the initial value").click()
    expect(page.locator("#drawing text.laid-k")).to_have_text("k = 0")
    expect(table).to_have_count(0)
    check.click()
    expect(rows.nth(2).locator("td").nth(1)).to_contain_text("apart by")
    assert number(page, "block") == number(page, "total") != number(page, "direct")


def test_the_last_output_points_to_the_year_and_a_click_on_a_state_asks_another(silent_page: Page, server: str) -> None:
    page = silent_page
    laid_open(page, server, "Memory")
    guide = page.locator("#laid-panel .laid-guide")
    expect(guide).to_contain_text("Most of all it listens to “2017” (k = 2)")
    expect(page.locator("#drawing rect.laid-bar-of")).to_have_count(7)
    expect(page.locator("#drawing rect.laid-bar-of.most")).to_have_count(1)
    units = page.locator("#laid-panel").get_by_label("unit")
    units.select_option(units.locator("option", has_text=re.compile(r" 2017$")).get_attribute("value"))
    expect(page.locator("#drawing text.laid-part").first).to_be_visible()
    page.get_by_role("button", name="Check by complex step and central difference").click()
    expect(page.locator(".laid-checks tbody")).to_contain_text("apart by")
    page.locator("#laid-panel").get_by_label("at step").fill("4")
    page.locator("#laid-panel").get_by_label("of").select_option("c")
    expect(page.locator("#drawing rect.laid-bar-of")).to_have_count(4)


def test_a_link_opens_the_view_where_it_was_left(silent_page: Page, server: str) -> None:
    page = silent_page
    laid = {"kind": "memory", "node": "h", "t": 4, "heard": "along", "scale": "will"}
    view = {"curve": [], "cell": None, "lanes": "values", "show": "gradient", "laid": laid}
    opened(page, server, link_to({}, view=view))
    expect(page.locator("#drawing rect.laid-bar-of")).to_have_count(4)
    expect(page.locator("#laid-panel button", has_text="the input itself")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="linear", exact=True)).to_have_attribute("aria-pressed", "true")
