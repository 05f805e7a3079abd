"""Every view for everyone: a name that says what the keys do there, forced colours, the keyboard alone."""

from playwright.sync_api import Browser, Page, expect
from sights import opened, settled


def test_the_stage_is_named_after_what_it_shows(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    stage = silent_page.get_by_role("application")
    for key, name in {
        "g": "The graph",
        "w": "The board",
        "d": "The gradient laid open. 1 to 5",
        "c": "The unfolded graph",
        "o": "An opened step",
    }.items():
        stage.focus()
        silent_page.keyboard.press(key)
        expect(silent_page.get_by_role("application", name=name)).to_have_count(1)


def test_escape_closes_the_editor_and_gives_the_focus_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    edit = silent_page.get_by_role("button", name="Edit", exact=True)
    text = silent_page.get_by_role("textbox", name="Equations")
    edit.press("Enter")
    text.press("End")
    silent_page.keyboard.type(" # sig")
    text.press("Escape")
    if text.count():  # a word was offered: it went first
        text.press("Escape")
    expect(text).to_have_count(0)
    expect(edit).to_be_focused()
    settled(silent_page)


def test_forced_colours_press_every_button_alike(browser: Browser, server: str, noises: list[str]) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 720})
    page = context.new_page()
    opened(page, server)
    grounds = page.locator("button[aria-pressed=true]").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => getComputedStyle(e).backgroundColor)"
    )
    assert len(grounds) > 3
    assert len(set(grounds)) == 1, grounds
    context.close()
    assert noises == []
