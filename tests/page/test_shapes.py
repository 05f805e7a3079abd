"""The shape of every matrix and vector, on demand: in the graph, the folded graph and beside the rows."""

from playwright.sync_api import Page, expect
from sights import kept, opened


def test_shapes_are_written_everywhere_and_the_address_holds_that(silent_page: Page, server: str) -> None:
    opened(silent_page, server)  # an untaught LSTM of eight units, eight words
    rows = silent_page.locator("#drawing .note.row .word")
    expect(rows.filter(has_text="cell").first).to_be_visible()
    silent_page.get_by_role("button", name="shapes", exact=True).click()
    expect(rows.filter(has_text="8 units").first).to_be_visible()
    folded = silent_page.locator("#folded .note")
    expect(folded.filter(has_text="×").first).to_be_attached()
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("g")
    written = silent_page.locator("#drawing .note.on-line")
    expect(written.filter(has_text="×").first).to_be_attached()
    expect(written.filter(has_text="[").first).to_be_attached()
    kept(silent_page, "link.view.shapes === true && link.view.show === 'graph'")
    silent_page.reload()
    expect(written.filter(has_text="×").first).to_be_attached()
    silent_page.get_by_role("button", name="shapes", exact=True).click()
    expect(written.filter(has_text="×")).to_have_count(0)
