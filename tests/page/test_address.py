"""The address holds everything; a link that cannot be followed is said; a server that is away is waited for."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect
from sights import COPIED, drawn, drawn_with, kept, opened, passing, settled, until, words

FIRST = ["In", "2017", ",", "I", "went", "to", "IIT"]


def sentence(page: Page, text: str) -> None:
    """Set it up, and wait until the address stands for it."""
    page.get_by_label("Sentence").fill(text)
    expect(page.locator("#drawing text.token")).to_have_count(len(text.split()))
    kept(page, "link.setup.sentence === value", text)
    settled(page)


def test_back_and_forward_go_from_set_up_to_set_up(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page).to_have_url(re.compile("#2"))
    sentence(silent_page, "a b c")
    sentence(silent_page, "d e")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    kept(silent_page, "link.stop === 0")
    silent_page.go_back()
    expect(silent_page.locator("#drawing text.token")).to_have_count(3)
    expect(silent_page.get_by_label("Sentence")).to_have_value("a b c")
    silent_page.go_back()
    expect(silent_page.locator("#drawing text.token")).to_have_count(7)
    silent_page.go_forward()
    silent_page.go_forward()
    expect(silent_page.locator("#drawing text.token")).to_have_count(2)
    expect(silent_page.locator(".where")).to_contain_text("t = 1 of 2")


def test_back_leaves_a_net_whose_sizes_the_server_asked_for(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page).to_have_url(re.compile("#2"))
    silent_page.locator(".net select").select_option("bidirectional")
    expect(silent_page.get_by_label("size of g")).to_be_visible()
    kept(silent_page, "link.setup.net === 'bidirectional' && 'g' in link.setup.sizes")
    silent_page.go_back()
    expect(silent_page.locator(".net select")).to_have_value("lstm")
    expect(silent_page.get_by_label("size of g")).to_have_count(0)


def test_reload_keeps_set_up_number_and_lanes_at_once(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("node").select_option("c")
    silent_page.get_by_role("button", name="gradients").click()
    drawn_with(silent_page, "seed", "5")
    expect(silent_page.locator(".figure")).to_be_visible()
    silent_page.reload()
    expect(silent_page.locator(".where")).to_contain_text("loss =")
    expect(silent_page.get_by_label("node")).to_have_value("c")
    expect(silent_page.get_by_role("button", name="gradients")).to_have_attribute("aria-pressed", "true")


def test_a_broken_link_is_said_and_the_page_works(silent_page: Page, server: str) -> None:
    for fragment in ("#2.abc", "#1.%%%", "#section-3"):
        opened(silent_page, server, fragment)
        expect(silent_page.locator(".notice.address")).to_contain_text("This link cannot be read")
        expect(silent_page.locator("#drawing text.token")).to_have_count(7)
        assert words(silent_page, "token") == FIRST
    silent_page.get_by_label("Sentence").fill("I went to Rome in 2012")
    expect(silent_page.locator(".notice.address")).to_have_count(0)


def test_a_broken_link_followed_later_leaves_what_is_shown(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    sentence(silent_page, "a b c")
    silent_page.evaluate("() => { location.hash = '2.cut'; }")
    expect(silent_page.locator(".notice.address")).to_contain_text("cannot be read")
    settled(silent_page)
    assert words(silent_page, "token") == ["a", "b", "c"]
    silent_page.go_back()
    expect(silent_page.locator(".notice.address")).to_have_count(0)


def test_a_set_up_too_long_for_a_link_is_offered_as_a_file_and_kept(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    # Words without a pattern, so that they cannot be deflated to less than 8 kB.
    text = " ".join(f"{(k * 7919 + k * k * 104729) % 10**9:x}" for k in range(1500))
    silent_page.get_by_label("Sentence").fill(text)
    expect(silent_page.locator(".notice.address")).to_contain_text("too long for a link")
    with silent_page.expect_download() as caught:
        silent_page.locator(".notice.address").get_by_role("button", name="Save spec").click()
    assert caught.value.suggested_filename == "unspool-lstm.json"
    silent_page.reload()
    expect(silent_page.get_by_label("Sentence")).to_have_value(text)
    settled(silent_page)
    opened(silent_page, server, "#file")
    expect(silent_page.locator(".notice.address")).to_contain_text("open it here")


def test_copy_link_works_without_a_clipboard(silent_page: Page, server: str) -> None:
    silent_page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened(silent_page, server)
    copy = silent_page.get_by_role("button", name="Copy link")
    with passing(silent_page, COPIED):
        copy.click()
    silent_page.evaluate("() => { document.execCommand = () => false; }")
    expect(copy).to_be_visible()
    copy.click()
    field = silent_page.get_by_label("to copy this link")
    expect(field).to_be_focused()
    link = field.input_value()
    assert link.startswith(server + "/#2.")
    until(
        silent_page, "document.activeElement.selectionEnd - document.activeElement.selectionStart === value", len(link)
    )
    silent_page.goto("about:blank")
    silent_page.goto(link)
    expect(silent_page.locator("#drawing text.token")).to_have_count(7)


def test_what_is_refused_late_is_nothing_to_go_back_to(silent_page: Page, server: str) -> None:
    silent_page.clock.install()
    opened(silent_page, server, "")
    sentence(silent_page, "I went to IIT in 2017")
    held: list[tuple[WebSocketRoute, str | bytes]] = []

    def slow(route: WebSocketRoute) -> None:
        far = route.connect_to_server()
        far.on_message(lambda message: held.append((route, message)))
        far.on_close(lambda *_: None)

    silent_page.route_web_socket(re.compile("/api/stream"), slow)
    silent_page.get_by_label("Sentence").fill("a zebra went to IIT in 2017")  # no word that the weights know
    while not held:
        drawn(silent_page)
    silent_page.clock.fast_forward(5_000)  # milliseconds: longer than the address waits for somebody to rest
    kept(silent_page, "link.setup.sentence === value", "I went to IIT in 2017")
    for route, message in held:
        route.send(message)
    expect(silent_page.locator(".notice.mistake")).to_contain_text("zebra")
    silent_page.clock.fast_forward(5_000)
    kept(silent_page, "link.setup.sentence === value", "I went to IIT in 2017")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Control+z")
    expect(silent_page.get_by_label("Sentence")).to_have_value("I went to IIT in 2017")


def test_a_server_that_comes_back_is_noticed_by_itself(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    away = True

    def door(route: WebSocketRoute) -> None:
        if away:
            route.close(code=1013)
        else:
            route.connect_to_server()

    silent_page.route_web_socket(re.compile("/api/stream"), door)
    silent_page.get_by_label("Sentence").fill("here again")
    expect(silent_page.locator(".notice.away")).to_contain_text("The server is away. What you see stays")
    assert words(silent_page, "token") == FIRST
    expect(silent_page.get_by_label("Sentence")).to_have_value("here again")
    away = False
    expect(silent_page.locator("#drawing text.token")).to_have_count(2)
    expect(silent_page.locator(".notice.away")).to_have_count(0)
