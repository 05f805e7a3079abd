"""Set-up: nets, sizes, sentences, one's own equations with their mistakes; and a server that goes away."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from sights import drawn_with, opened, settled, until, words

OWN = "h = tanh(U @ x + W @ h[t-1])\nyhat = softmax(V @ h)\nloss = cross_entropy(yhat, y)"


def test_every_net_of_the_library_runs(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    choice = silent_page.locator(".net select")
    names = [value for value in choice.locator("option").evaluate_all("all => all.map(o => o.value)") if value]
    assert len(names) >= 10
    for name in names:
        title = choice.locator(f"option[value='{name}']").inner_text()
        choice.select_option(name)
        silent_page.keyboard.press("End")
        expect(silent_page).to_have_title(re.compile(re.escape(title)))
        settled(silent_page)
        expect(silent_page.locator(".notice")).to_have_count(0)


def test_a_net_that_reads_both_ways_has_arrows_both_ways(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator(".net select").select_option("bidirectional")
    expect(silent_page.get_by_label("size of g")).to_have_value("8")
    expect(silent_page.locator("#drawing .note.row[data-names=g]").first).to_be_visible()
    ways = r"""[...document.querySelectorAll('#drawing .line.recurrent')].map(line => {
        const numbers = line.getAttribute('d').match(/-?[\d.]+/g).map(Number);
        return Math.sign(numbers.at(-2) - numbers[0]);
    })"""
    until(silent_page, f"{ways}.includes(value)", 1)
    until(silent_page, f"{ways}.includes(value)", -1)


def test_sentences_are_read_by_words_or_characters(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("no no")
    expect(silent_page.locator("#drawing text.token")).to_have_count(2)
    silent_page.get_by_role("button", name="characters").click()
    expect(silent_page.locator("#drawing text.token")).to_have_count(5)
    settled(silent_page)
    assert words(silent_page, "token") == ["n", "o", "␣", "n", "o"]


def test_another_seed_gives_another_run_and_the_first_one_comes_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    place = silent_page.locator(".where")
    first = place.inner_text()
    drawn_with(silent_page, "seed", "4")
    expect(place).not_to_have_text(first)
    drawn_with(silent_page, "seed", "3")
    expect(place).to_have_text(first)


def test_ones_own_equations_run(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_role("button", name="Edit").click()
    silent_page.get_by_role("textbox", name="Equations").fill(OWN)
    expect(silent_page.locator("#drawing .note.row")).to_have_count(8)  # y, L, ŷ, h, x and the lanes of L, ŷ, h
    silent_page.get_by_role("button", name="Done").click()
    expect(silent_page.locator(".formulas li")).to_have_count(3)


def test_a_mistake_is_marked_where_it_is_and_nothing_is_lost(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_role("button", name="Edit").click()
    text = OWN.replace("tanh", "tanj")
    silent_page.get_by_role("textbox", name="Equations").fill(text)
    expect(silent_page.locator(".editor .mistake")).to_contain_text("line 1, column 5")
    expect(silent_page.locator(".sheet mark")).to_have_text("tanj")
    assert words(silent_page, "token") == ["In", "2017", ",", "I", "went", "to", "IIT"]  # the old run stays
    silent_page.locator(".net select").select_option("elman")
    expect(silent_page.locator(".mistake")).to_have_count(0)
    silent_page.locator(".net select").select_option("")
    expect(silent_page.get_by_role("textbox", name="Equations")).to_have_value(text)


def test_an_empty_sentence_is_refused_in_words(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("")
    expect(silent_page.locator(".notice.mistake")).to_be_visible()
    silent_page.get_by_label("Sentence").fill("so it goes")
    expect(silent_page.locator(".notice.mistake")).to_have_count(0)
    expect(silent_page.locator("#drawing text.token")).to_have_count(3)


def test_numbers_that_explode_are_said_and_marked(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_role("button", name="Edit").click()
    field = silent_page.get_by_role("textbox", name="Equations")
    field.fill("h = W @ (h[t-1] * h[t-1]) + U @ x\nyhat = V @ h\nloss = squared_error(yhat, y)")
    expect(silent_page.locator("#drawing .note.row")).to_have_count(8)
    drawn_with(silent_page, "scale", "1000")
    expect(silent_page.locator(".notice.broken")).to_contain_text("finite range")
    settled(silent_page)
    assert words(silent_page, "loss")[-1] in ("∞", "NaN")
    expect(silent_page.locator(".where")).to_contain_text(re.compile("∞|NaN"))


def test_a_stream_that_breaks_resumes_after_the_last_message(silent_page: Page, server: str) -> None:
    greetings: list[str] = []

    def cut_once(route: WebSocketRoute) -> None:
        far = route.connect_to_server()
        passed = 0

        def from_page(message: str | bytes) -> None:
            if "spec" in str(message):
                greetings.append(str(message))
            if len(greetings) > 1 or passed < 4:  # what was under way when the line was cut does not arrive
                far.send(message)

        def from_server(message: str | bytes) -> None:
            nonlocal passed
            passed += 1
            if len(greetings) == 1 and passed == 4:
                route.close(code=1011)
            elif len(greetings) > 1 or passed < 4:
                route.send(message)

        route.on_message(from_page)
        far.on_message(from_server)

    silent_page.route_web_socket(re.compile("/api/stream"), cut_once)
    opened(silent_page, server)
    assert ['"after":-1' in greetings[0], '"after":2' in greetings[1]] == [True, True]


def test_the_page_says_when_the_server_is_away_and_keeps_what_it_shows(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.route_web_socket(re.compile("/api/stream"), lambda route: route.close(code=1013))
    drawn_with(silent_page, "seed", "9")
    expect(silent_page.locator(".notice.away")).to_contain_text("The server is away")
    assert words(silent_page, "token") == ["In", "2017", ",", "I", "went", "to", "IIT"]
    silent_page.keyboard.press("PageDown")
    expect(silent_page.locator(".where")).to_contain_text("t = 7 of 7")


@pytest.mark.parametrize("width", [1366, 1440, 1600])
def test_the_sentence_can_be_read_where_the_bar_is_full(silent_page: Page, server: str, width: int) -> None:
    """The labels beside the fields give way before the sentence does."""
    silent_page.set_viewport_size({"width": width, "height": 900})
    opened(silent_page, server)
    field = silent_page.get_by_label("Sentence", exact=True)
    assert field.evaluate("field => field.clientWidth") >= 120
