"""The editor: marks, completes, offers; and light: a name pointed at lights up wherever it stands."""

import re

from playwright.sync_api import Locator, Page, expect
from sights import drawn, opened, settled


def editor(page: Page) -> Locator:
    page.get_by_role("button", name="Edit").click()
    return page.get_by_role("textbox", name="Equations")


def test_a_mistake_is_marked_while_it_is_typed_and_goes_when_it_is_mended(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    field = editor(silent_page)
    field.fill("h = tanh(U @ x)\nyhat = softmux(V @ h)")
    expect(silent_page.locator(".sheet mark")).to_have_text("softmux")
    expect(silent_page.locator(".numbers .wrong")).to_have_text("2\n")
    expect(silent_page.locator(".editor .mistake")).to_contain_text("did you mean softmax")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("h = tanh(U @ x)\nyhat = softmax(V @ h)")
    expect(silent_page.locator(".editor .mistake")).to_have_count(0)
    expect(field).to_have_attribute("aria-invalid", "false")


def test_tab_completes_the_word_and_otherwise_leaves(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    field = editor(silent_page)
    field.fill("h = tanh(U @ x)\n")
    field.press("End")
    field.press_sequentially("k = sig")
    expect(silent_page.locator(".offer")).to_have_text("Tab writes sigmoid(")
    field.press("Tab")
    expect(field).to_have_value("h = tanh(U @ x)\nk = sigmoid()")
    field.press_sequentially("h")  # between the brackets
    expect(field).to_have_value("h = tanh(U @ x)\nk = sigmoid(h)")
    field.press("End")
    field.press_sequentially(" + ta")
    expect(silent_page.locator(".offer")).to_contain_text("tanh(")
    field.press("Escape")
    expect(silent_page.locator(".offer")).to_have_text("")
    field.press("Tab")
    expect(field).not_to_be_focused()


def test_functions_are_offered_with_what_they_are_and_written_at_the_caret(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    field = editor(silent_page)
    expect(silent_page.locator(".functions li").filter(has_text="softmax").first).to_contain_text("e^a / sum of e^a")
    field.fill("h = ")
    field.press("End")
    silent_page.locator(".functions button", has_text="tanh").click()
    expect(field).to_have_value("h = tanh()")
    expect(field).to_be_focused()


def test_what_was_typed_before_done_is_not_lost(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    editor(silent_page).fill("h = tanh(U @ x)")
    silent_page.get_by_role("button", name="Done").click()
    expect(silent_page.locator(".formulas li")).to_have_count(1)


LIT = "all => all.filter(e => getComputedStyle(e).getPropertyValue('--lit') === '1').map(e => e.dataset.names)"


def test_a_name_pointed_at_lights_up_wherever_it_stands(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator(".formulas [data-names=W_hi]").first.hover()
    settled(silent_page)
    for place in (".formulas", ".folded", ".parameters", "#drawing"):
        lit = silent_page.locator(f"{place} [data-names]").evaluate_all(LIT)
        assert lit, place
        assert all("W_hi" in names.split() for names in lit), (place, lit)
    silent_page.locator("h1").hover()
    settled(silent_page)
    assert silent_page.locator("[data-names]").evaluate_all(LIT) == []


def test_light_follows_the_focus_as_well(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator(".formulas li[data-names=c]").focus()
    settled(silent_page)
    for place in (".folded", "#drawing", ".formulas"):
        lit = silent_page.locator(f"{place} [data-names]").evaluate_all(LIT)
        assert lit, place
        assert all("c" in names.split() for names in lit), (place, lit)
    silent_page.locator(".folded").focus()
    silent_page.keyboard.press("ArrowRight")
    drawn(silent_page)
    lit = silent_page.locator(".formulas [data-names]").evaluate_all(LIT)
    assert set(lit) == {"yhat"}


def test_arrows_go_from_number_to_number(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("node").select_option("f")
    silent_page.locator(".figure").focus()
    silent_page.keyboard.press("ArrowLeft")
    silent_page.keyboard.press("ArrowDown")
    expect(silent_page.get_by_label("step", exact=True)).to_have_value("6")
    expect(silent_page.get_by_label("unit", exact=True)).to_have_value("2")
    expect(silent_page.locator("#drawing .outline")).to_have_count(2)  # in its column and in its lane
    expect(silent_page.locator(".where")).to_contain_text("loss =")  # the playhead has not moved
    short = silent_page.locator(".facts dd").first.inner_text()
    silent_page.get_by_role("button", name="all digits").click()
    expect(silent_page.locator(".facts dd").first).not_to_have_text(short)
    expect(silent_page.locator(".facts dd").first).to_have_text(re.compile(".{13}"))


def test_hints_are_folded_away_and_stay_with_an_edited_text(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    field = editor(silent_page)
    expect(field).not_to_have_value(re.compile("#:"))
    field.press("ControlOrMeta+End")
    field.press_sequentially("\nk = 2 * h")
    expect(silent_page.locator(".net select")).to_have_value("")  # their own text now
    silent_page.get_by_role("button", name="Done").click()
    expect(silent_page.locator(".formulas li")).to_have_count(9)
    expect(silent_page.locator(".note.row .word", has_text="forget gate").first).to_be_attached()  # a hint's word
    field = editor(silent_page)
    silent_page.get_by_role("button", name="Show 3 hints").click()
    expect(field).to_have_value(re.compile(r"k = 2 \* h\n#: rows:"))
    field.fill(field.input_value().replace("#: words:", "#: notation nobody: h = s\n#: words:"))
    expect(silent_page.locator(".editor .mistake")).to_contain_text("there is no notation 'nobody'")
