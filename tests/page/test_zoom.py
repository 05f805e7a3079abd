"""Zoom is meaning: one time axis from ten thousand steps as strips, through columns, into a step; by wheel, by two
fingers, by keys and by dragging."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sights import drawn, kept, opened, settled, until, words

FORTY = " ".join(f"w{k % 7}" for k in range(40))
COLUMN = "#drawing .frame"


def long_run(page: Page, server: str, steps: int) -> None:
    """A net without input, so that it is as long as one likes."""
    opened(page, server)
    page.get_by_role("button", name="More …").click()
    found = page.locator(".setup-panel")
    found.get_by_role("combobox", name="Input x").select_option("none")
    found.get_by_label("steps").fill(str(steps))
    expect(page.locator("#scrubber")).to_have_attribute("aria-valuemax", str(2 * steps + 2))
    found.get_by_role("button", name="Close").click()
    expect(page.locator(".where")).to_contain_text("loss =")
    settled(page)
    page.locator("#stage").focus()


def forty(page: Page, server: str) -> None:
    opened(page, server)
    page.get_by_label("Sentence").fill(FORTY)
    expect(page.locator("#scrubber")).to_have_attribute("aria-valuemax", "82")
    expect(page.locator("#scrubber")).to_have_attribute("aria-valuenow", "41")  # at the loss: the window rests
    expect(page.locator("#drawing text.fold").first).to_be_visible()
    settled(page)
    page.locator("#stage").focus()


def middle_of(page: Page, step: str) -> tuple[float, float]:
    """Where a step's number stands on the stage, and a height among its vectors."""
    settled(page)
    number = page.locator("#drawing text.step").get_by_text(re.compile(f"^(t = )?{step}$")).bounding_box()
    stage = page.locator("#stage").bounding_box()
    assert number is not None
    assert stage is not None
    return number["x"] + number["width"] / 2, stage["y"] + stage["height"] / 3


def seen(page: Page) -> str:
    """What of the run the strips say that they show."""
    settled(page)
    return page.locator("#drawing text.seen").text_content() or ""


def test_the_wheel_leads_from_columns_to_strips_and_back(silent_page: Page, server: str) -> None:
    forty(silent_page, server)
    x, y = middle_of(silent_page, "38")
    silent_page.mouse.move(x, y)
    for _ in range(30):
        silent_page.mouse.wheel(0, 100)
    expect(silent_page.locator("#drawing text.seen")).to_contain_text("all 40 steps")
    expect(silent_page.locator(COLUMN)).to_have_count(0)
    for _ in range(5):
        silent_page.mouse.wheel(0, -100)
    expect(silent_page.locator(COLUMN)).not_to_have_count(0)


def test_the_step_under_the_pointer_stays_there(silent_page: Page, server: str) -> None:
    forty(silent_page, server)
    x, y = middle_of(silent_page, "38")
    silent_page.mouse.move(x, y)
    silent_page.keyboard.down("Control")
    silent_page.mouse.wheel(0, -200)
    silent_page.keyboard.up("Control")
    expect(silent_page.locator("#drawing text.fold").nth(1)).not_to_have_text("33")
    assert abs(middle_of(silent_page, "38")[0] - x) < 2


def test_the_nearest_zoom_opens_the_step_under_the_pointer(silent_page: Page, server: str) -> None:
    forty(silent_page, server)
    silent_page.mouse.move(*middle_of(silent_page, "38"))
    caption = silent_page.locator("#drawing text.caption")
    for _ in range(12):
        if not caption.count():  # on a slow machine each notch is a turn of its own, and one more would lead further
            silent_page.mouse.wheel(0, -100)
            drawn(silent_page)
    expect(caption).to_contain_text("Step 38")
    expect(silent_page.locator(".where")).to_contain_text("t = 38 of 40")
    silent_page.keyboard.press("-")
    expect(silent_page.locator("#drawing text.caption")).to_have_count(0)


def test_dragging_pans_and_a_click_stays_a_click(silent_page: Page, server: str) -> None:
    forty(silent_page, server)
    x, y = middle_of(silent_page, "38")
    silent_page.mouse.move(x, y)
    silent_page.mouse.down()
    silent_page.mouse.move(x - 3, y)
    silent_page.mouse.up()
    expect(silent_page.locator("#drawing .outline")).not_to_have_count(0)  # a number was chosen
    silent_page.keyboard.press("Escape")
    silent_page.mouse.move(x, y)
    silent_page.mouse.down()
    silent_page.mouse.move(x + 60, y, steps=4)
    assert abs(middle_of(silent_page, "38")[0] - x - 60) < 2
    silent_page.mouse.move(x + 400, y, steps=4)
    silent_page.mouse.up()
    expect(silent_page.locator("#drawing .outline")).to_have_count(0)
    expect(silent_page.locator("#drawing text.fold").last).to_be_visible()
    settled(silent_page)
    assert "38" not in words(silent_page, "step")


def test_keys_zoom_around_the_playhead_and_the_window_follows_it(silent_page: Page, server: str) -> None:
    forty(silent_page, server)
    press = silent_page.keyboard.press
    press("+")
    expect(silent_page.locator("#drawing text.step.current, #drawing text.far").first).to_be_visible()
    settled(silent_page)
    few = silent_page.locator(COLUMN).count()
    press("Home")
    expect(silent_page.locator("#drawing text.step.current")).to_have_text("t = 1")
    for _ in range(2):
        press("Shift+ArrowRight")
    expect(silent_page.locator("#drawing text.step.current")).to_have_text("t = 21")
    settled(silent_page)
    assert silent_page.locator(COLUMN).count() <= few + 1
    press("a")
    expect(silent_page.locator("#drawing text.seen")).to_contain_text("all 40 steps")
    press("0")
    expect(silent_page.locator(COLUMN)).not_to_have_count(0)
    expect(silent_page.locator("#scrubber")).to_have_attribute(
        "aria-valuetext", re.compile(r"On the stage: steps \d+ to \d+ of 40\.")
    )


def test_ten_thousand_steps_are_as_few_nodes_as_forty(silent_page: Page, server: str) -> None:
    long_run(silent_page, server, 10_000)
    count = "document.getElementsByTagName('*').length"
    hidden = [int(text.replace(",", "")) for text in words(silent_page, "fold") if text[0].isdigit()]
    assert sum(hidden) + silent_page.locator(COLUMN).count() == 10_000
    silent_page.keyboard.press("a")
    expect(silent_page.locator("#drawing text.seen")).to_contain_text("all 10,000 steps")
    expect(silent_page.locator(".condensed")).to_contain_text("farthest from zero")
    settled(silent_page)
    assert words(silent_page, "step")[0] == "1"
    assert words(silent_page, "step")[-1] == "10,000"
    most = silent_page.evaluate(count)
    for _ in range(22):
        silent_page.keyboard.press("+")
        drawn(silent_page)
        most = max(most, silent_page.evaluate(count))
    assert most < 5000
    silent_page.keyboard.press("End")
    silent_page.keyboard.press("a")
    expect(silent_page.locator("#drawing .curve").first).to_have_attribute("d", re.compile("^M"))
    assert len(silent_page.locator("#drawing .curve").first.get_attribute("d") or "") < 40_000


def test_the_address_holds_what_is_seen(silent_page: Page, server: str) -> None:
    long_run(silent_page, server, 2000)
    silent_page.keyboard.press("Home")
    for _ in range(6):
        silent_page.keyboard.press("-")
    expect(silent_page.locator("#drawing text.seen")).to_contain_text("px a step")
    before = seen(silent_page)
    pitch = float(before.rsplit(", ", 1)[1].split()[0])
    address = kept(silent_page, "Math.abs(link.view.camera?.pitch / value - 1) < 0.02 && link.stop === 0", pitch)
    other = silent_page.context.new_page()
    other.goto(address)
    expect(other.locator("#drawing text.seen")).to_have_text(before)


@pytest.fixture
def phone(browser: Browser, server: str, noises: list[str]) -> object:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    assert heard == []
    context.close()


def strokes(page: Page, *moments: list[tuple[float, float]]) -> None:
    """Fingers that go down at the first moment, move through the others, and leave."""
    session = page.context.new_cdp_session(page)
    for number, points in enumerate(moments):
        found = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_two_fingers_zoom_one_pans_and_the_page_still_scrolls(phone: Page, server: str) -> None:
    opened(phone, server)
    columns = phone.locator(COLUMN)
    assert columns.count() < 7
    strokes(phone, *([(150 + by, 400.0), (250 - by, 400.0)] for by in range(0, 40, 5)))
    expect(columns).to_have_count(7)
    strokes(phone, *([(150 - by, 400.0), (250 + by, 400.0)] for by in range(0, 40, 5)))
    expect(columns).not_to_have_count(7)
    settled(phone)
    hidden = phone.locator("#drawing text.fold").nth(1)
    before = hidden.text_content() or ""
    strokes(phone, *([(x, 420.0)] for x in range(300, 120, -20)))
    expect(hidden).not_to_have_text(before)
    expect(phone.locator("#drawing .outline")).to_have_count(0)  # no number was chosen
    strokes(phone, *([(200.0, y)] for y in range(600, 300, -20)))
    until(phone, "scrollY > 100")
