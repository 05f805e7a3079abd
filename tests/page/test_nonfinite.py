"""A net that explodes half-way: said where one looks, marked where it is, and one can go on."""

import re

from playwright.sync_api import Page, expect
from sights import PLAYING, drawn_with, opened, passing, settled

NET = "h = relu(W @ h[t-1] + U @ x)\nyhat = softmax(V @ h)\nloss = cross_entropy(yhat, y)"
PANGRAM = "the quick brown fox jumps over the lazy dog. "


def explode(page: Page, server: str) -> int:
    """Returns the step at which the first number leaves the finite range."""
    opened(page, server)
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="Equations").fill(NET)
    drawn_with(page, "scale", "40")
    page.get_by_label("Sentence").fill((PANGRAM * 7)[:300])
    page.get_by_role("button", name="characters").click()
    notice = page.locator(".notice.broken")
    expect(notice).to_contain_text("became")
    expect(page.locator(".where")).to_contain_text(re.compile("loss = (∞|NaN)"))
    expect(page.locator("#scrubber")).to_have_attribute("aria-valuemax", "602")  # all set-up has come to the run
    settled(page)
    found = re.search(r"at t = (\d+)", notice.inner_text())
    assert found
    return int(found[1])


def test_words_and_marks_say_where_it_became_infinite(silent_page: Page, server: str) -> None:
    t = explode(silent_page, server)
    assert 100 < t < 299
    expect(silent_page.locator(".notice.broken")).to_have_text(
        re.compile(rf"(\w+) became (infinite|not a number) at t = {t}(, unit \d+)?, on the way forward")
    )
    expect(silent_page.locator("#drawing rect.broken")).to_have_count(1)
    expect(silent_page.locator("#drawing text.broken").filter(has_text=f"from t = {t}")).to_have_count(1)
    expect(silent_page.locator("#drawing text.broken").filter(has_text=re.compile("^(∞|NaN)$"))).not_to_have_count(0)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("End")
    expect(silent_page.locator("#drawing text.broken").filter(has_text="… 300")).to_have_count(1)
    settled(silent_page)
    ticks = silent_page.locator("#drawing text.tick").all_text_contents()
    assert len(ticks) >= 2
    assert not [tick for tick in ticks if "NaN" in tick or "∞" in tick]


def test_playing_stops_there_and_stepping_goes_on(silent_page: Page, server: str) -> None:
    t = explode(silent_page, server)
    silent_page.get_by_label("Speed").select_option("16")
    silent_page.locator("#stage").focus()
    press, where = silent_page.keyboard.press, silent_page.locator(".where")
    press("Home")
    for _ in range((t - 4) // 10):
        press("Shift+ArrowRight")
    with passing(silent_page, PLAYING):
        press(" ")
    expect(silent_page.get_by_role("button", name="Play")).to_be_visible()
    expect(where).to_contain_text(f"t = {t} of 300")
    expect(silent_page.locator("#announcer")).to_contain_text("left the finite range")
    press("PageDown")
    expect(where).to_contain_text(f"t = {t + 1} of 300")
    expect(silent_page.locator("#drawing text.broken").filter(has_text=re.compile("^(∞|NaN)$"))).not_to_have_count(0)
