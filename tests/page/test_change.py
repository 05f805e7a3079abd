"""Change anything: a gate held, a weight set; the run follows, the page says by how much, and one key goes back."""

import re

from playwright.sync_api import Page, expect
from sights import opened, settled

import unspool

SPEC = {
    "net": "lstm", "tokens": ["In", "2017", ",", "I", "went", "to", "IIT"], "targets": [None] * 6 + ["2017"],
    "parameters": "year_lstm",
}  # fmt: skip


def figures(value: float) -> re.Pattern[str]:
    """The first digits of a number, however the page scales it."""
    return re.compile(re.escape(f"{abs(value):.2e}"[:4]).replace(r"\.", "[.]?"))


def test_a_held_gate_changes_the_run_and_one_key_goes_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    where = silent_page.locator(".where")
    loss = where.inner_text()
    silent_page.get_by_label("node").select_option("f")
    silent_page.get_by_label("step", exact=True).fill("5")
    silent_page.keyboard.press("Tab")
    silent_page.get_by_label("which units").select_option("all")
    silent_page.get_by_role("spinbutton", name="held at").fill("0")
    silent_page.keyboard.press("Tab")
    trace = unspool.run({**SPEC, "changes": [{"hold": "f", "to": 0, "steps": [5]}]})
    expect(where).to_contain_text(figures(trace.loss))
    expect(silent_page.locator(".changes li")).to_have_text(re.compile("f held at 0, t = 5"))
    expect(silent_page.locator(".change")).to_contain_text("no gradient passes")
    change = trace.loss - unspool.run(SPEC).loss
    expect(silent_page.locator(".compared")).to_contain_text(figures(change))
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Control+z")
    expect(where).to_have_text(loss)
    expect(silent_page.locator(".changes")).to_have_count(0)
    expect(silent_page.get_by_label("step", exact=True)).to_have_value("5")  # what one looks at stays
    silent_page.keyboard.press("Control+y")
    expect(silent_page.locator(".changes li")).to_have_count(1)


def test_a_slider_is_followed_and_the_last_value_counts(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    silent_page.get_by_label("node").select_option("o")
    silent_page.get_by_label("which steps").select_option("all")
    silent_page.get_by_label("which units").select_option("all")
    slider = silent_page.get_by_role("slider", name="held at")
    slider.focus()
    silent_page.keyboard.press("Home")
    for _ in range(25):
        silent_page.keyboard.press("ArrowRight")
    expect(silent_page.locator(".changes li")).to_have_text(re.compile(r"o held at 0\.125"))
    trace = unspool.run({**SPEC, "changes": [{"hold": "o", "to": 0.125}]})
    expect(silent_page.locator(".where")).to_contain_text(figures(trace.loss))


def test_a_change_that_no_longer_fits_is_said_and_nothing_is_lost(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    silent_page.get_by_label("node").select_option("f")
    silent_page.get_by_role("spinbutton", name="held at").fill("1")
    silent_page.keyboard.press("Tab")
    expect(silent_page.locator(".changes li")).to_have_count(1)
    silent_page.get_by_label("Sentence").fill("In 2017, I went")
    expect(silent_page.locator(".notice.mistake")).to_contain_text("changes, entry 1, steps")
    expect(silent_page.locator("#drawing text.token")).to_have_count(7)
    silent_page.locator(".changes button").first.click()
    expect(silent_page.locator("#drawing text.token")).to_have_count(5)


def test_a_number_that_is_not_reached_cannot_be_seen_in_the_slider(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    silent_page.get_by_label("node").select_option("f")  # at the last step
    expect(silent_page.get_by_role("slider", name="held at")).to_have_count(1)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    expect(silent_page.locator(".figure")).to_contain_text("not reached yet")
    expect(silent_page.get_by_role("slider", name="held at")).to_have_count(0)


def test_a_change_lights_up_what_depends_on_it_and_nothing_else(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    silent_page.get_by_label("node").select_option("f")
    silent_page.get_by_label("step", exact=True).fill("5")
    silent_page.keyboard.press("Tab")
    silent_page.get_by_role("spinbutton", name="held at").fill("0.25")
    silent_page.keyboard.press("Tab")
    reached = silent_page.locator(".reached")
    held = {"hold": "f", "to": 0.25, "steps": [5], "units": [0]}
    before, now = unspool.run(SPEC), unspool.run({**SPEC, "changes": [held]})
    changed = sum(int((before.values[name] != now.values[name]).sum()) for name in now.values)
    expect(reached).to_contain_text(f"{changed} of them have changed")
    silent_page.get_by_role("button", name="Show changes").click()
    drawing = silent_page.locator("#drawing")
    expect(drawing.locator("rect.case.changed").first).to_be_attached()
    settled(silent_page)
    cases = drawing.locator("rect.case")
    outside = cases.evaluate_all("all => all.filter(e => e.classList.contains('apart')).length")
    assert outside > 7 * 4  # every vector of the first four steps, and more
    expect(silent_page.locator("#legend .mark.case")).to_have_count(3)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("g")
    expect(drawing.locator("path.name.apart").first).to_be_attached()
    expect(drawing.locator("path.name.changed").first).to_be_attached()
    silent_page.get_by_role("button", name="Show changes").click()
    expect(drawing.locator("path.name.changed")).to_have_count(0)


def test_what_is_held_is_marked_and_said_where_it_is(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    silent_page.get_by_label("node").select_option("f")
    silent_page.get_by_label("which units").select_option("all")
    silent_page.get_by_role("spinbutton", name="held at").fill("0.5")
    silent_page.keyboard.press("Tab")
    drawing = silent_page.locator("#drawing")
    expect(drawing.locator("path.line.surgery")).to_have_count(1)  # the bars at the last step
    expect(drawing.locator("rect.held")).to_have_count(1)  # in its lane
    expect(silent_page.locator("#legend")).to_contain_text("held between two bars")
    tree = silent_page.get_by_role("tree")
    tree.get_by_role("treeitem").first.focus()
    for key in ("ArrowRight", "End"):
        silent_page.keyboard.press(key)
    silent_page.keyboard.press("ArrowRight")
    expect(tree).to_contain_text("some units held")
