"""Stops: stepping, playing, scrubbing, forwards and backwards, by mouse and by keyboard."""

import re

from playwright.sync_api import Page, expect
from sights import PLAYING, opened, passing, settled, words


def where(page: Page, text: str) -> None:
    expect(page.locator(".where")).to_contain_text(text)


def test_stepping_shows_only_what_has_been_reached(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("First stop").click()
    where(silent_page, "t = 1 of 7")
    expect(silent_page.locator("#drawing .frame.unreached")).to_have_count(6)
    settled(silent_page)
    assert [text for text in words(silent_page, "loss") if text] == ["2.01"]
    silent_page.get_by_label("Next stop").click()
    where(silent_page, "t = 2 of 7")
    expect(silent_page.locator("#drawing .frame.unreached")).to_have_count(5)
    silent_page.get_by_label("Previous stop").click()
    where(silent_page, "t = 1 of 7")


def test_the_way_back_is_drawn_step_by_step(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page.locator("#drawing .dot.place-0")).to_have_count(0)
    silent_page.keyboard.press("PageDown")
    where(silent_page, "t = 7 of 7")  # nobody steps beyond what has arrived
    silent_page.keyboard.press("PageDown")
    where(silent_page, "t = 6 of 7")
    expect(silent_page.locator("#drawing .dot.place-0")).to_have_count(2)
    expect(silent_page.locator("#drawing .line.backward")).to_have_count(4)  # ŷ twice, c and h once
    expect(silent_page.locator("#drawing")).to_have_attribute("data-kind", "backward")
    silent_page.get_by_label("Last stop").click()
    where(silent_page, "all gradients")
    expect(silent_page.locator("#drawing .dot.place-0")).to_have_count(7)


def test_keys_lead_there_and_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    press = silent_page.keyboard.press
    press("Home")
    where(silent_page, "t = 1 of 7")
    for _ in range(9):
        press("ArrowRight")
    where(silent_page, "loss =")
    press("ArrowLeft")
    where(silent_page, "t = 7 of 7")
    expect(silent_page.locator("#drawing")).to_have_attribute("data-kind", "backward")
    press("ArrowLeft")
    where(silent_page, "t = 6 of 7")
    press("ArrowRight")
    where(silent_page, "t = 7 of 7")
    press("End")
    where(silent_page, "all gradients")
    press("PageUp")
    where(silent_page, "t = 1 of 7")


def test_keys_leave_a_field_alone_but_clickers_reach_the_stage(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").focus()
    silent_page.keyboard.press("ArrowLeft")
    silent_page.keyboard.press("Home")
    where(silent_page, "loss =")
    silent_page.keyboard.press("PageDown")
    where(silent_page, "t = 7 of 7")


def test_playing_runs_to_the_end_and_stops(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Speed").select_option("16")
    silent_page.keyboard.press("Home")
    silent_page.locator("#stage").focus()
    with passing(silent_page, PLAYING):
        silent_page.keyboard.press(" ")
    where(silent_page, "all gradients")
    expect(silent_page.get_by_role("button", name="Play")).to_be_visible()


def test_scrubbing_moves_within_the_pass(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    strip = silent_page.get_by_role("slider")
    box = strip.bounding_box()
    names = silent_page.locator("#drawing text.step").evaluate_all("all => all.map(e => Number(e.getAttribute('x')))")
    assert box is not None
    silent_page.mouse.move(box["x"] + names[2], box["y"] + 20)
    silent_page.mouse.down()
    where(silent_page, "t = 3 of 7")
    silent_page.mouse.move(box["x"] + names[4], box["y"] + 20)
    where(silent_page, "t = 5 of 7")
    silent_page.mouse.up()
    silent_page.get_by_role("button", name="backward").click()
    where(silent_page, "t = 5 of 7")
    expect(silent_page.locator("#drawing")).to_have_attribute("data-kind", "backward")
    expect(strip).to_have_attribute("aria-valuetext", re.compile("^Backward, step 5 of 7"))


def test_scrubber_graph_and_playhead_share_one_axis(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.keyboard.press("Home")
    where(silent_page, "t = 1 of 7")
    settled(silent_page)
    handle = silent_page.locator("#scrubber .handle").bounding_box()
    frame = silent_page.locator("#drawing .frame.current").bounding_box()
    assert handle is not None
    assert frame is not None
    assert abs(handle["x"] + handle["width"] / 2 - frame["x"] - frame["width"] / 2) < 2


def test_clicking_a_cell_asks_about_its_number(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    frame = silent_page.locator("#drawing .frame").nth(3).bounding_box()
    assert frame is not None
    silent_page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + 12)
    expect(silent_page.locator(".figure")).to_contain_text("=")
    expect(silent_page.get_by_label("node")).to_have_value("c")
    expect(silent_page.get_by_label("step", exact=True)).to_have_value("4")
    expect(silent_page.locator("#drawing .outline")).to_have_count(2)
    expect(silent_page.locator(".facts .gradient")).to_contain_text("appears on the way back")
    silent_page.keyboard.press("End")
    expect(silent_page.locator(".facts .gradient dd")).to_have_text(re.compile(r"\d"))


def test_a_long_run_folds_and_says_how_much(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill(" ".join(f"w{k % 7}" for k in range(40)))
    expect(silent_page.get_by_role("slider", name="Position in the run")).to_have_attribute(
        "aria-valuenow", "41"
    )  # loss
    expect(silent_page.locator("#drawing text.fold").first).to_be_visible()
    settled(silent_page)
    hidden = [int(text) for text in words(silent_page, "fold") if text.isdigit()]
    assert sum(hidden) + silent_page.locator("#drawing .frame").count() == 40


def test_ten_thousand_keys_do_no_harm(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.evaluate(
        """() => {
          const keys = ["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End", " ", "Escape", "f", "Tab", "ß"];
          let seed = 7;
          for (let k = 0; k < 10000; k += 1) {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            const key = keys[seed % keys.length];
            const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(pressed);
          }
        }"""
    )
    silent_page.keyboard.press("Home")
    where(silent_page, "t = 1 of 7")
