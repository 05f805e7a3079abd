"""The gallery of ready examples: every one opens, runs to both ends and says what to look for.

    UNSPOOL_LECTURE=/some/folder ./run test tests/page/test_gallery.py -k both_ends

makes a picture of each as it opens, and one in the middle of its backward pass, to be looked at.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sights import opened, settled

from unspool.documents.examples import examples

ALL = examples()
OPENS = {"end": "all gradients", None: "loss =", 0: "t = 1 "}  # what is said of where one stands


def chosen(page: Page, title: str) -> None:
    page.get_by_role("button", name="Examples", exact=True).click()
    page.get_by_role("dialog", name="Ready examples").get_by_role("button", name=title).first.click()
    expect(page.get_by_role("region", name="What to look for")).to_contain_text(title)
    settled(page)


def seen(page: Page, name: str) -> None:
    """A picture for whoever asked for them."""
    if folder := os.environ.get("UNSPOOL_LECTURE"):
        page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


def test_every_example_opens_runs_to_both_ends_and_the_console_is_silent(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    where = page.locator(".where")
    for example in ALL:
        chosen(page, example.title)
        look = page.get_by_role("region", name="What to look for")
        expect(look).to_contain_text(example.look)
        expect(where).to_contain_text(OPENS[example.stop])  # its own run has come: the one before stands elsewhere
        seen(page, f"{example.row:02}-{example.name}")
        page.locator("#stage").focus()
        page.keyboard.press("Home")
        expect(where).to_contain_text("t = ")
        page.keyboard.press("End")
        expect(where).to_contain_text("all gradients")
        expect(page.locator("#equations .formulas")).to_be_visible()
        expect(page.locator(".mistake")).to_have_count(0)
        expect(look.get_by_role("button", name="As it was")).to_have_count(0)
        page.keyboard.press("PageUp")
        page.keyboard.press("PageUp")
        expect(where).to_contain_text(re.compile("t = [2-9]"))
        seen(page, f"{example.row:02}-{example.name}-backward")


def test_the_gallery_is_worked_by_keys_and_gives_the_focus_back(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    page.locator("#stage").focus()
    page.keyboard.press("x")
    dialog = page.get_by_role("dialog", name="Ready examples")
    expect(dialog.get_by_role("button", name=ALL[0].title)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("button", name=ALL[1].title)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#stage")).to_be_focused()
    page.keyboard.press("x")
    expect(dialog.get_by_role("button", name=ALL[0].title)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="What to look for")).to_contain_text(ALL[1].title)


def test_an_example_is_no_change_of_the_one_before_and_takes_its_notation_along(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    notation = page.get_by_label("Notation")
    expect(notation).to_have_value("")
    titles = {example.name: example.title for example in ALL}
    chosen(page, titles["chalk_state"])
    expect(notation).not_to_have_value("")
    chosen(page, titles["hidden_to_hidden"])
    chosen(page, titles["two_pasts"])
    expect(page.locator(".where")).to_contain_text("all gradients")
    expect(notation).to_have_value("")
    expect(page.get_by_role("button", name="Show changes")).to_have_count(0)


def test_what_was_there_before_an_example_comes_back(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    page.get_by_label("Sentence").fill("she went to Rome in 2011")
    expect(page.locator("#drawing")).to_contain_text("Rome")
    chosen(page, "Teacher forcing on")
    chosen(page, "Both directions")
    page.get_by_role("button", name="Back to what you had").click()
    expect(page.get_by_label("Sentence")).to_have_value("she went to Rome in 2011")
    expect(page.locator("#drawing")).to_contain_text("Rome")
    expect(page.get_by_role("region", name="What to look for")).to_have_count(0)


def test_teacher_forcing_is_one_press_and_gradients_cross_then(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    chosen(page, "Teacher forcing on")
    crossing = page.locator("#drawing path.line.backward[data-names='yhat']")
    within = 4  # from each ŷ down into its own step
    expect(crossing).to_have_count(within)
    page.get_by_role("button", name="all free").click()
    expect(crossing).to_have_count(within + 3)
    expect(page.locator("#drawing")).to_contain_text("free")
    page.get_by_role("button", name="As it was").click()
    expect(crossing).to_have_count(within)
    first = page.get_by_role("button", name="step 1, “h”: forced")
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="step 2, “e”: free")).to_be_focused()
    expect(crossing).to_have_count(within + 1)


def test_another_net_is_not_held_to_the_parameters_of_an_example(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    chosen(page, "Encoder and decoder")
    page.get_by_label("Sentence").fill("the red cat – – – –")
    expect(page.locator(".mistake")).to_contain_text("12 units")  # red is not in the vocabulary that U_e was made for
    expect(page.locator("#drawing")).to_contain_text("black")
    page.get_by_label("Sentence").fill("the white dog – – – –")
    expect(page.locator("#drawing")).to_contain_text("white")
    page.locator(".net select").select_option("lstm")
    expect(page).to_have_title(re.compile("LSTM"))
    expect(page.locator(".mistake")).to_have_count(0)
    expect(page.get_by_role("region", name="What to look for")).to_have_count(0)


def test_a_drag_over_cells_sets_them_all(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    chosen(page, "Encoder and decoder")
    cells = page.locator("#phases .cells button")
    start, end = cells.nth(3).bounding_box(), cells.nth(5).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 8, steps=3)
    page.mouse.move(end["x"] + 8, end["y"] + 8, steps=6)
    page.mouse.up()
    expect(page.locator("#phases .cells button[aria-pressed=true]")).to_have_count(6)
    expect(page.get_by_role("button", name="As it was")).to_be_visible()


def test_a_net_with_a_phase_starts_with_its_first_half(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server)
    page.locator(".net select").select_option("encoder_decoder")
    expect(page.locator("#phases .cells button[aria-pressed=true]")).to_have_count(4)
    page.locator(".net select").select_option("elman")
    expect(page.locator("#phases .cells")).to_have_count(0)
    expect(page.locator(".mistake")).to_have_count(0)


@pytest.mark.parametrize("phases", ['{"reading": [1, 0]}', '{"writing": [1]}'])
def test_bad_phases_from_a_file_are_refused_by_name(silent_page: Page, server: str, phases: str) -> None:
    page = silent_page
    opened(page, server)
    words = '["a", "b", "c"]'
    data = f'"tokens": {words}, "vocabulary": {words}, "targets": {words}'
    spec = f'{{"net": "encoder_decoder", {data}, "phases": {phases}}}'
    page.get_by_role("button", name="More …").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "bad.json", "mimeType": "application/json", "buffer": spec.encode()}
    )
    expect(page.locator(".refused", has_text="phases")).to_be_visible()
    expect(page.locator("#drawing")).to_contain_text("2017")  # the last good picture stays
