"""A notation renames everything on the page at once, and changes no number; the address keeps it."""

import pytest
from playwright.sync_api import Page, expect
from sights import kept, link_to, opened, settled, words

OWN = """keep = sigmoid(A @ x + B @ state[t-1] + p)
state = keep * state[t-1] + (1 - keep) * tanh(C @ x)
yhat = softmax(D @ state)
loss = cross_entropy(yhat, y)"""

LSTM = {
    "lecture": (r"\theta_{xi}", "E", "c(7)"),
    "goodfellow": (r"U^{g}", "L", "s^{(7)}"),
    "pytorch": (r"W_{ii}", "L", "c_{7}"),
    "drawings": (r"W_{i}} \cdot [", "L", "C_{7}"),
}


def written(page: Page, place: str) -> list[str]:
    """The TeX of every formula and name in a place."""
    settled(page)
    return page.locator(f"{place} annotation").all_text_contents()


def choose(page: Page, notation: str) -> None:
    page.get_by_label("Notation").select_option(notation)


def test_each_notation_renames_formulas_graph_rows_and_answer_and_no_number(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link_to({"net": "lstm"}, view={"cell": {"node": "c", "t": 7, "unit": 0}}))
    posted = "performance.getEntriesByName('spec posted')[0].startTime"
    figures = "[...document.querySelectorAll('#answer dd, .where, #drawing text')].map((e) => e.textContent)"
    began, before = silent_page.evaluate(posted), silent_page.evaluate(figures)
    for notation, (parameter, loss, state) in LSTM.items():
        choose(silent_page, notation)
        expect(silent_page.locator(".formulas annotation").first).to_contain_text(parameter)
        expect(silent_page.locator("#answer .figure annotation").first).to_have_text(state)
        assert any(rf"\partial {loss}/\partial {state}" in tex for tex in written(silent_page, "#answer"))
        expect(silent_page.locator(".note.row annotation").filter(has_text=state[0]).first).to_be_attached()
        assert state[0] in written(silent_page, "#folded-panel .note.node")
        assert silent_page.evaluate(figures) == before, notation
    assert silent_page.evaluate(posted) == began  # nothing was run again


def test_a_matrix_that_stands_for_two_lights_both(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link_to({"net": "lstm"}, view={"notation": "drawings"}))
    joined = silent_page.locator(".formulas li").first.locator(".parameter").first
    expect(joined).to_have_attribute("data-names", "W_xi W_hi")
    joined.hover()
    settled(silent_page)
    names = silent_page.evaluate(
        """() => [...document.querySelectorAll("[data-names]")]
            .filter((element) => getComputedStyle(element).getPropertyValue("--lit") === "1")
            .flatMap((element) => element.dataset.names.split(" "))"""
    )
    assert {"W_xi", "W_hi"} <= set(names)


def test_gates_stand_in_the_order_of_the_library_that_is_read(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link_to({"net": "lstm"}, view={"notation": "pytorch"}))
    rows = [tex for tex in written(silent_page, ".note.row:not(.lane)") if tex in "ifgo"]
    assert rows == ["i", "f", "g", "o"]
    expect(silent_page.locator(".note.row .word", has_text="cell gate").first).to_be_attached()


def test_the_keyboard_chooses_and_the_net_may_change(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link_to({"net": "lstm"}))
    choice = silent_page.get_by_label("Notation")
    choice.focus()
    silent_page.keyboard.press("ArrowDown")
    expect(silent_page.locator(".formulas annotation").first).to_contain_text("h(t-1)")
    expect(silent_page.locator(".notation-note")).to_contain_text("rows 8–10")
    silent_page.locator(".net select").select_option("gru")
    expect(silent_page.locator(".formulas annotation").first).to_contain_text(r"\theta_{xr}")
    expect(choice).to_have_value("lecture")
    choose(silent_page, "pytorch")
    kept(silent_page, "link.view.notation === 'pytorch' && link.setup.net === 'gru'")
    silent_page.reload()
    expect(silent_page.locator(".formulas annotation").first).to_contain_text("W_{ir}")


@pytest.mark.parametrize("notation", ["nobody’s", "<b>", "x" * 3000])
def test_an_unknown_notation_in_a_link_leaves_the_text_s(silent_page: Page, server: str, notation: str) -> None:
    opened(silent_page, server, link_to({"net": "elman"}, view={"notation": notation}))
    expect(silent_page.get_by_label("Notation")).to_have_value("")
    expect(silent_page.locator(".formulas annotation").first).to_contain_text("h_{t-1}")


def test_somebody_s_own_net_reads_as_the_book_has_it_and_its_text_stays(silent_page: Page, server: str) -> None:
    setup = {"net": "", "text": OWN, "sizes": {"keep": 4}}
    opened(silent_page, server, link_to(setup, view={"notation": "goodfellow"}))
    told = " ".join(written(silent_page, ".formulas"))
    for name in ("u^{(t)}", "h^{(t-1)}", "W^{u}"):
        assert name in told
    assert "u" in silent_page.get_by_label("node").locator("option").all_text_contents()
    silent_page.get_by_role("button", name="Edit", exact=True).click()
    expect(silent_page.locator(".editor textarea")).to_have_value(OWN)
    expect(silent_page.locator("#editor-hint")).to_contain_text("keeps its own names")
    assert words(silent_page, "token")
