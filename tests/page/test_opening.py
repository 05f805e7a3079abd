"""The page opens at once with a real run, and shows nothing that the server did not compute."""

import re

import httpx
from playwright.sync_api import Page, expect
from sights import opened, settled, words

WORDS = ["In", "2017", ",", "I", "went", "to", "IIT"]


def test_opening_the_page_shows_a_real_run(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    assert words(silent_page, "token") == WORDS
    assert words(silent_page, "target") == [*WORDS[1:], "(end)"]
    losses = [float(text) for text in words(silent_page, "loss")]
    total = float(silent_page.locator(".where").inner_text().split("=")[1].strip(" ▶\ufe0e"))
    assert len(losses) == 7
    assert abs(sum(losses) - total) < 0.05 * total


def test_the_numbers_on_the_page_are_the_servers(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    spec = {
        "net": "lstm", "sizes": {"h": 8}, "tokens": WORDS, "vocabulary": [*WORDS, "(end)"],
        "targets": [*WORDS[1:], "(end)"], "random": {"seed": 3, "scale": 1},
    }  # fmt: skip
    trace = httpx.post(server + "/api/trace", json=spec).json()
    silent_page.get_by_label("node").select_option("f")
    silent_page.get_by_label("step", exact=True).fill("4")
    silent_page.get_by_label("step", exact=True).press("Tab")
    silent_page.get_by_label("unit", exact=True).fill("5")
    silent_page.get_by_label("unit", exact=True).press("Tab")
    expect(silent_page.locator(".figure")).to_contain_text(f"= {trace['values']['f'][3][4]:.3g}")
    silent_page.keyboard.press("End")
    shown = silent_page.locator(".facts .gradient dd")
    expect(shown).to_contain_text(f"{abs(trace['grads']['f'][3][4]):.3g}")


def test_the_equations_and_the_folded_graph_stand_beside_it(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page.locator(".formulas li")).to_have_count(8)
    expect(silent_page.locator(".formulas .parameter.role-recurrent")).to_have_count(4)
    expect(silent_page.locator(".folded circle")).to_have_count(8)
    expect(silent_page.locator(".folded rect.delay")).to_have_count(2)


def test_initial_values_are_told_apart(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page.locator("#drawing rect.initial")).to_have_count(2)
    expect(silent_page.locator("#drawing .note.initial")).to_have_count(2)


def test_the_title_and_the_live_region_say_where_we_are(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page).to_have_title(re.compile("loss · LSTM · Unspool"))
    expect(silent_page.locator("#announcer")).to_have_text(re.compile(r"^Loss\. The sum over all steps is \d"))


def test_a_link_brings_back_set_up_and_stop(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("a b c d")
    expect(silent_page.locator("#drawing text.token")).to_have_count(4)
    settled(silent_page)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("PageDown")
    silent_page.keyboard.press("PageDown")
    expect(silent_page.locator(".where")).to_contain_text("t = 3 of 4")
    silent_page.reload()
    expect(silent_page.locator(".where")).to_contain_text("t = 3 of 4")
    settled(silent_page)
    assert words(silent_page, "token") == ["a", "b", "c", "d"]


def test_what_people_type_is_text_whatever_it_is(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("<img src=x onerror=alert(1)> שלום 🙂")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    expect(silent_page.locator("#drawing text.token").filter(has_text="img")).to_have_count(1)
    settled(silent_page)
    assert silent_page.locator("img").count() == 0


def test_the_page_opens_on_a_net_that_names_the_year_wherever_it_stands(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    for sentence in ("In 2017, I went to IIT", "I went to IIT in 2012", "It was 2004 when she lived in Rome"):
        silent_page.get_by_label("Sentence").fill(sentence)
        year = re.findall(r"\d+", sentence)[0]
        expect(silent_page.locator("#drawing text.target").last).to_have_text(year)
        tokens = re.findall(r"\w+|,", sentence)
        targets = [*[None] * (len(tokens) - 1), year]
        spec = {"net": "lstm", "tokens": tokens, "targets": targets, "parameters": "year_lstm"}
        loss = httpx.post(server + "/api/trace", json=spec).json()["loss"]
        assert loss < 0.1
        digits = f"{loss:.2e}"[:4]
        expect(silent_page.locator(".where")).to_contain_text(re.compile(digits.replace(".", "[.]?")))


def test_another_net_keeps_what_was_learned_where_weights_ship_for_it(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    choice = silent_page.locator(".net select")
    choice.select_option("elman")
    expect(silent_page).to_have_title(re.compile("Elman"))
    silent_page.get_by_role("button", name="More …").click()
    learned = silent_page.locator(".setup-panel").get_by_label("Parameters")
    expect(learned).to_have_value("year_elman")
    choice.first.select_option("gru")  # none ship for it: parameters are drawn, and sizes are asked for
    expect(silent_page).to_have_title(re.compile("GRU"))
    expect(learned).to_have_count(0)
    expect(silent_page.locator(".notice.mistake")).to_have_count(0)


def test_a_word_the_net_has_not_learned_is_named_and_the_picture_stays(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    silent_page.get_by_label("Sentence").fill("In 2017, a zebra went to IIT")
    expect(silent_page.locator(".notice.mistake")).to_contain_text("zebra")
    assert words(silent_page, "token") == WORDS
