"""Answers pinned side by side, numbers hidden until they are clicked, and what is given changed from the number."""

import json
import re
import zlib
from base64 import urlsafe_b64encode
from typing import Any

from playwright.sync_api import Locator, Page, expect
from sights import kept, opened, settled

import unspool

TOKENS = ["In", "2017", ",", "I", "went", "to", "IIT"]
SPEC = {"net": "lstm", "tokens": TOKENS, "targets": [None] * 6 + ["2017"], "parameters": "year_lstm"}
SETUP = {"net": "lstm", "weights": "year_lstm", "sentence": "In 2017, I went to IIT", "aim": "end", "label": "2017"}


def link(view: dict[str, Any], stop: int | None = None) -> str:
    pressed = zlib.compressobj(wbits=-15)
    body = json.dumps({"setup": SETUP, "stop": stop, "view": view}).encode()
    return "#2." + urlsafe_b64encode(pressed.compress(body) + pressed.flush()).decode().rstrip("=")


def figures(value: float) -> re.Pattern[str]:
    """The first digits of a number, however the page scales it."""
    return re.compile(re.escape(f"{abs(value):.2e}"[:4]).replace(r"\.", "[.]?"))


def asked(page: Page, node: str, t: int, unit: int = 1) -> None:
    page.locator("#answer .chooser select").select_option(node)
    page.get_by_label("step", exact=True).fill(str(t))
    page.get_by_label("step", exact=True).press("Tab")
    page.get_by_label("unit", exact=True).fill(str(unit))
    page.get_by_label("unit", exact=True).press("Tab")


def pressed(page: Page, *keys: str) -> None:
    page.locator("#stage").focus()
    for key in keys:
        page.keyboard.press(key)


def cards(page: Page) -> Locator:
    return page.locator("#pins .card")


def test_pinned_answers_follow_runs_and_are_kept_where_their_step_is_gone(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    trace = unspool.run(SPEC)
    asked(silent_page, "h", 6, 2)
    pressed(silent_page, "p")
    silent_page.locator("#answer .chooser select").select_option("p:b_f")
    silent_page.get_by_role("button", name="Pin", exact=True).click()
    expect(cards(silent_page)).to_have_count(2)
    expect(cards(silent_page).first.locator(".value").first).to_contain_text(figures(trace.values["h"][5][1]))
    silent_page.get_by_role("spinbutton", name="set to").fill("2")
    silent_page.keyboard.press("Tab")
    changed = unspool.run({**SPEC, "changes": [{"set": "b_f", "at": [0], "to": 2}]})
    expect(cards(silent_page).last.locator(".value").first).to_contain_text("2.00")
    by = changed.values["h"][5][1] - trace.values["h"][5][1]
    expect(cards(silent_page).first.locator(".by")).to_contain_text(figures(by))
    silent_page.get_by_label("Sentence").fill("In 2017")
    expect(cards(silent_page).first.locator(".gone")).to_contain_text("No step 6 now: this run has 2")
    silent_page.get_by_label("Sentence").fill("In 2017, I went to IIT")
    expect(cards(silent_page).first.locator(".value").first).to_contain_text(figures(changed.values["h"][5][1]))
    silent_page.get_by_role("button", name="Parts").click()
    expect(cards(silent_page).first.locator("h3").first).to_have_text("What made it")
    before = kept(silent_page, "link.view.pins?.length === 2 && link.view.pinsOpen === true")
    silent_page.goto("about:blank")
    silent_page.goto(before)
    expect(cards(silent_page)).to_have_count(2)


def test_pins_are_walked_from_reordered_and_let_go_by_keyboard(silent_page: Page, server: str) -> None:
    pins = [{"node": "h", "t": 4, "unit": 1}, {"node": "f", "t": 5, "unit": 5}, {"parameter": "W_hf", "at": [5, 1]}]
    opened(silent_page, server, link({"pins": pins}))
    asks = silent_page.locator("#pins .ask")
    asks.first.focus()
    silent_page.keyboard.press("Shift+ArrowRight")
    expect(asks.nth(1)).to_be_focused()
    expect(asks.nth(1)).to_have_accessible_name("Ask about h [2], t = 4")
    silent_page.keyboard.press("ArrowRight")
    expect(asks.nth(2)).to_be_focused()
    silent_page.keyboard.press("Enter")
    expect(silent_page.locator("#answer .figure")).to_contain_text("[6,2]")
    silent_page.get_by_role("button", name="← Back").press("Enter")
    expect(silent_page.locator("#answer .figure")).to_have_count(0)
    asks.nth(2).focus()
    silent_page.keyboard.press("Delete")
    expect(cards(silent_page)).to_have_count(2)
    expect(asks.nth(1)).to_be_focused()


def test_a_hidden_number_is_nowhere_until_it_is_clicked(silent_page: Page, server: str) -> None:
    trace = unspool.run(SPEC)
    view = {
        "hidden": [{"node": "yhat", "t": 7}, {"node": "h", "t": 7}],
        "cell": {"node": "h", "t": 7, "unit": 1},
        "pins": [{"node": "yhat", "t": 7, "unit": 17}],
    }
    opened(silent_page, server, link(view))
    expect(silent_page.locator(".where")).to_contain_text("loss = ?")
    told = f"{trace.loss:.3g}"  # ŷ and h at step 7 are near ±1, as other numbers are: they would not stand out
    for mode in ("c", "g", "w"):
        pressed(silent_page, mode)
        settled(silent_page)
        assert told not in str(silent_page.locator("body").text_content()), mode
    expect(silent_page.locator("#board")).to_contain_text(re.compile(r"=\s*\?"))
    pressed(silent_page, "c")
    expect(silent_page.locator("#drawing text.guess")).to_have_count(5)  # the last word is not said
    asked(silent_page, "h", 7, 2)
    silent_page.locator("#answer button.unknown").press("Enter")
    expect(silent_page.locator("#answer .figure")).to_be_focused()
    expect(silent_page.locator("#answer .figure")).to_contain_text(figures(trace.values["h"][6][1]))
    marks = silent_page.locator("#drawing text.unknown")
    expect(marks).to_have_count(3)  # the units above and below it, and the output's bars
    settled(silent_page)
    boxes = [mark.bounding_box() for mark in marks.all()]
    box = min((one for one in boxes if one), key=lambda one: one["y"])  # the output stands above the state
    silent_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(silent_page.locator(".where")).to_contain_text(figures(trace.loss))
    expect(silent_page.locator("#drawing text.guess")).to_have_count(6)
    silent_page.get_by_role("button", name="Hide again").click()
    expect(silent_page.locator(".where")).to_contain_text("loss = ?")
    silent_page.get_by_role("button", name="Show all").click()
    expect(marks).to_have_count(0)


def test_inputs_targets_and_initial_values_are_changed_from_the_number(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    where = silent_page.locator(".where")
    silent_page.locator("#drawing text.token", has_text="2017").click()
    silent_page.get_by_role("button", name="Remove x at t = 2").click()
    changes: list[dict[str, Any]] = [{"set": "x", "at": [2], "to": None}]
    expect(where).to_contain_text(figures(unspool.run({**SPEC, "changes": changes}).loss))
    expect(silent_page.locator(".change")).to_contain_text("the input is missing")
    silent_page.get_by_label("set to").select_option("2013")
    changes = [{"set": "x", "at": [2], "to": "2013"}]
    expect(where).to_contain_text(figures(unspool.run({**SPEC, "changes": changes}).loss))
    silent_page.get_by_role("button", name="Give it back").click()
    expect(silent_page.locator(".changes")).to_have_count(0)
    expect(where).to_contain_text(figures(unspool.run(SPEC).loss))
    settled(silent_page)
    asked(silent_page, "h", 0, 3)
    silent_page.get_by_role("spinbutton", name="set to").fill("0.75")
    silent_page.keyboard.press("Tab")
    trace = unspool.run({**SPEC, "initial": {"h": [0, 0, 0.75, 0, 0, 0, 0, 0]}})
    expect(where).to_contain_text(figures(trace.loss))
    pressed(silent_page, "End")
    gradient = silent_page.locator("#answer .facts .gradient dd")
    expect(gradient).to_contain_text(figures(trace.initial_grads["h"][0][2]))
    silent_page.get_by_role("spinbutton", name="set to").fill("1e999")
    silent_page.keyboard.press("Tab")
    expect(silent_page.locator(".change .warning")).to_be_visible()
    expect(where).to_contain_text("all gradients")


def test_one_walks_forwards_to_the_unit_that_wants_it_and_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link({"cell": {"node": "h", "t": 4, "unit": 1}}))
    pressed(silent_page, "End")
    trace = unspool.run(SPEC)
    W, back = trace.parameters["W_hi"][:, 1], trace.grads["i"][4] * trace.values["i"][4] * (1 - trace.values["i"][4])
    parts = [float(w * d) for w, d in zip(W, back, strict=True)]
    unit = max(range(8), key=lambda k: abs(parts[k]))
    units = silent_page.locator("#why .parts.back .inner button.factor[data-names=i]")
    expect(units.first).to_have_accessible_name(re.compile(rf"back from i \[{unit + 1}\] at t = 5"))
    units.first.focus()
    silent_page.keyboard.press("Enter")
    expect(silent_page.get_by_label("unit", exact=True)).to_have_value(str(unit + 1))
    expect(silent_page.get_by_label("step", exact=True)).to_have_value("5")
    expect(silent_page.locator("#answer .facts .gradient dd").first).to_contain_text(figures(trace.grads["i"][4][unit]))
    silent_page.get_by_role("button", name="← Back").press("Enter")
    expect(silent_page.get_by_label("step", exact=True)).to_have_value("4")
