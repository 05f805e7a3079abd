"""Two runs side by side: on one axis, step by step, with what stays and what changes in numbers."""

import json
import math
import re
from pathlib import Path

from playwright.sync_api import Page, WebSocketRoute, expect
from sights import kept, opened, settled
from wires import asked

import unspool

YEAR_FIRST = ["In", "2017", ",", "I", "went", "to", "IIT"]
YEAR_LAST = ["I", "went", "to", "IIT", "in", "2017"]


def spec(net: str, tokens: list[str]) -> dict[str, object]:
    targets = [None] * (len(tokens) - 1) + ["2017"]
    return {"net": net, "tokens": tokens, "targets": targets, "parameters": f"year_{net}"}


def parameters(net: str) -> int:
    return sum(grad.size for grad in unspool.run(spec(net, YEAR_FIRST)).parameter_grads.values())


def compared(page: Page) -> None:
    """A second run, opened by its key: a copy of the first."""
    page.locator("#stage").focus()
    page.keyboard.press("k")
    expect(page.locator("#side-b .side-line")).to_be_visible()


def beside(page: Page, net: str) -> None:
    page.get_by_role("combobox", name="Net of B").select_option(net)


def against_elman(page: Page, server: str) -> None:
    """The LSTM that has learned the year, and under it an Elman network that has."""
    opened(page, server, "")
    compared(page)
    beside(page, "elman")
    expect(page.locator("#side-b .side-line .net")).to_have_text("Elman network")
    page.locator("#stage").focus()


def stat(page: Page, side: str, name: str) -> str:
    """A number of the line over a side, without what stands behind it."""
    return str(page.locator(f"#side-{side} .stat.{name} b").inner_text())


def figures(value: float) -> re.Pattern[str]:
    """The first digits of a number, however the page scales it."""
    return re.compile(re.escape(f"{abs(value):.2e}"[:4]).replace(r"\.", "[.]?"))


def playheads(page: Page) -> list[str]:
    """Where each drawing's playhead crosses it."""
    return [
        str(page.locator(f"{drawing} .playhead").get_attribute("d")).split(",")[0]
        for drawing in ("#drawing", "#drawing-b", "#drawing-ab")
    ]


def test_while_t_changes_the_number_of_parameters_stays(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server, "")
    page.locator("#stage").focus()
    page.keyboard.press("x")
    page.get_by_role("button", name="Two sentences, one set of parameters").click()
    expect(page.locator("#drawing text.token")).to_have_text(YEAR_LAST)
    expect(page.locator("#drawing-b text.token")).to_have_text(YEAR_FIRST)
    settled(page)
    count = f"{parameters('elman'):,}"
    assert [stat(page, side, "parameters") for side in "ab"] == [count, count]
    assert [stat(page, side, "steps") for side in "ab"] == ["6", "7"]
    expect(page.locator("#side-b")).to_contain_text("B has 7 steps, A has 6: step 7 has no partner.")
    page.get_by_role("textbox", name="Sentence of B").fill("In 2017, I went to IIT again")
    expect(page.locator("#side-b [role=alert]")).to_contain_text("again")  # no word of the weights' vocabulary
    expect(page.locator("#drawing-b text.token")).to_have_text(YEAR_FIRST)
    expect(page.locator("#notices [role=alert]")).to_be_empty()
    page.get_by_role("textbox", name="Sentence of B").fill("In 2017, I went")
    expect(page.locator("#drawing-b text.token")).to_have_count(5)
    expect(page.locator("#side-b [role=alert]")).to_be_empty()
    settled(page)
    assert [stat(page, side, "parameters") for side in "ab"] == [count, count]
    assert [stat(page, side, "steps") for side in "ab"] == ["6", "5"]
    page.locator("#stage").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#drawing-b text.token")).to_have_text(YEAR_FIRST)


def test_both_go_step_by_step_and_one_that_has_no_such_step_says_that_it_waits(silent_page: Page, server: str) -> None:
    page = silent_page
    opened(page, server, "")
    compared(page)
    page.get_by_role("textbox", name="Sentence of B").fill(" ".join(YEAR_LAST))
    expect(page.locator("#drawing-b text.token")).to_have_count(6)
    settled(page)
    page.locator("#stage").focus()
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("PageDown")
    expect(page.locator(".where")).to_contain_text("t = 7 of 7")
    expect(page.locator("#side-b .apart")).to_have_text("B has no step 7: it stays at t = 6, forward.")
    for _ in range(2):
        page.keyboard.press("PageDown")
    expect(page.locator("#side-b .apart")).to_have_text("B has no step 7: it stays at its loss.")
    page.keyboard.press("PageDown")
    expect(page.locator(".where")).to_contain_text("t = 6 of 7")
    expect(page.locator("#drawing-b text.token.current")).to_have_text("2017")
    settled(page)
    assert len(set(playheads(page))) == 1
    page.keyboard.press("g")
    expect(page.locator("#drawing-b .unfolded")).not_to_be_empty()
    expect(page.locator("#drawing-b text.step")).to_have_count(0)  # they stand once, under both
    settled(page)
    assert len(set(playheads(page))) == 1
    page.keyboard.press("w")
    expect(page.locator("#side-b .looking")).to_be_visible()
    expect(page.locator("#beside")).to_be_hidden()


def test_an_rnn_beside_the_lstm_is_the_learned_one_and_differs_by_what_is_computed(
    silent_page: Page, server: str
) -> None:
    page = silent_page
    opened(page, server, "")
    compared(page)
    beside(page, "elman")
    lstm, elman = (unspool.run(spec(net, YEAR_FIRST)) for net in ("lstm", "elman"))
    assert lstm.loss is not None
    assert elman.loss is not None
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="parameters")).to_contain_text(f"{parameters('elman'):,}")
    expect(table.get_by_role("row", name="loss")).to_contain_text(figures(elman.loss - lstm.loss))
    settled(page)
    page.locator("#stage").focus()
    for _ in range(4):
        page.keyboard.press("PageDown")
    expect(page.locator(".where")).to_contain_text("t = 4 of 7")
    norms = [math.hypot(*trace.grads["h"][3]) for trace in (lstm, elman)]
    row = table.get_by_role("row").filter(has_text=figures(norms[0]))
    expect(row).to_contain_text(figures(norms[1]))
    expect(row).to_contain_text(figures(norms[1] - norms[0]))
    dashes = [
        page.locator(f"#drawing-ab .curve.{side}").first.evaluate("e => getComputedStyle(e).strokeDasharray")
        for side in ("side-a", "side-b")
    ]
    assert dashes[0] == "none" != dashes[1]
    page.get_by_label("node").select_option("h")
    page.get_by_label("step", exact=True).fill("3")
    page.keyboard.press("Tab")
    chosen = [float(trace.values["h"][2][0]) for trace in (lstm, elman)]
    row = table.get_by_role("row").filter(has_text=figures(chosen[0])).first
    expect(row).to_contain_text(figures(chosen[1] - chosen[0]))


def test_two_runs_come_back_from_the_address_and_from_a_file(silent_page: Page, server: str, tmp_path: Path) -> None:
    page = silent_page
    opened(page, server, "")
    compared(page)
    page.keyboard.press("End")
    kept(page, "link.beside?.net === 'lstm'")
    beside(page, "elman")
    kept(page, "link.beside?.net === 'elman'")
    page.get_by_role("button", name="⇅ Swap").click()
    expect(page.locator("#side-a .net")).to_have_text(re.compile("Elman"))
    expect(page.locator("#side-b .net")).to_have_text("LSTM")
    kept(page, "link.setup.net === 'elman' && link.beside?.net === 'lstm'")
    page.reload()
    expect(page.locator("#side-a .net")).to_have_text(re.compile("Elman"))
    expect(page.locator("#side-b .net")).to_have_text("LSTM")
    expect(page.locator(".where")).to_contain_text("all gradients")
    page.get_by_role("button", name="More …").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Save").click()
    saved = tmp_path / "two.json"
    caught.value.save_as(saved)
    held = json.loads(saved.read_text(encoding="utf-8"))
    assert (held["spec"]["net"], held["beside"]["net"]) == ("elman", "lstm")
    page.locator("#stage").focus()
    page.keyboard.press("k")
    expect(page.locator("#beside")).to_be_hidden()
    page.locator("input[type=file]").set_input_files(saved)
    expect(page.locator("#side-b .net")).to_have_text("LSTM")


def test_before_and_after_a_change_stand_side_by_side_and_a_server_away_takes_nothing(
    silent_page: Page, server: str
) -> None:
    page = silent_page
    opened(page, server, "")
    loss = unspool.run(spec("lstm", YEAR_FIRST)).loss
    page.get_by_label("node").select_option("c")
    page.get_by_label("step", exact=True).fill("5")
    page.keyboard.press("Tab")
    page.get_by_label("which units").select_option("all")
    page.get_by_role("spinbutton", name="held at").fill("0")
    page.keyboard.press("Tab")
    changed = unspool.run({**spec("lstm", YEAR_FIRST), "changes": [{"hold": "c", "to": 0, "steps": [5]}]}).loss
    expect(page.locator(".where")).to_contain_text(figures(changed))
    compared(page)
    before = page.get_by_role("button", name="Before the last change")
    expect(before).to_be_enabled()
    before.click()
    expect(page.locator("#side-b .stat.loss b")).to_have_text(figures(loss))
    expect(page.locator("#side-a .stat.loss b")).to_have_text(figures(changed))

    def door(route: WebSocketRoute) -> None:
        route.close(code=1013)

    page.route_web_socket(re.compile("/api/stream"), door)
    beside(page, "gru")
    expect(page.locator("#side-b .notice.away")).to_contain_text("The server is away. What you see stays")
    expect(page.locator("#side-b .net")).to_have_text("LSTM")
    page.locator("#stage").focus()
    page.keyboard.press("PageDown")
    expect(page.locator(".where")).to_contain_text("t = 7 of 7")


def laid(page: Page, view: str) -> None:
    """A view of the gradient, with the answers of both."""
    page.locator("#laid-bar").get_by_role("button", name=view, exact=True).click()
    expect(page.locator(".laid-sides li")).to_have_count(2)


def test_the_gradient_laid_open_draws_both_runs_and_says_both_numbers(silent_page: Page, server: str) -> None:
    page = silent_page
    against_elman(page, server)
    page.keyboard.press("d")
    laid(page, "Paths")
    expect(page.locator("#drawing .curve.side-a")).not_to_have_count(0)
    expect(page.locator("#drawing .curve.side-b")).to_have_count(1)  # Elman: all three are one
    for item, net in zip(page.locator(".laid-sides li").all(), ("lstm", "elman"), strict=True):
        norms = asked(server, "paths", spec(net, YEAR_FIRST)).json()["tensors"]["norm/total"]
        expect(item).to_contain_text(f"total {norms[2]:.3g}")  # k = 3, four steps before the loss
    laid(page, "Bound")
    expect(page.locator("#drawing .line.bound-line.bound.side-b")).to_have_count(1)
    expect(page.locator("#drawing .line.bound-line.bound.side-a")).to_have_count(0)  # an LSTM has none
    laid(page, "Memory")
    expect(page.locator("#drawing .laid-bar-of.side-b")).to_have_count(7)
    laid(page, "Ledger")
    expect(page.locator("#drawing .curve.side-b")).to_have_count(1)
    page.locator("#laid-bar").get_by_role("button", name="Chain", exact=True).click()
    expect(page.locator("#side-b")).to_contain_text("This shows A alone")
    page.locator("#side-b").get_by_role("button", name="Swap").click()
    expect(page.locator("#setup").get_by_role("combobox", name="Net")).to_have_value("elman")
    page.get_by_role("button", name="Close the comparison (K)").first.click()
    laid_alone = page.locator("#laid-bar").get_by_role("button", name="Memory", exact=True)
    laid_alone.click()
    expect(page.locator("#drawing .laid-bar-of")).to_have_count(7)
    expect(page.locator(".laid-sides")).to_have_count(0)


def test_on_the_board_and_in_an_opened_step_either_run_is_looked_at(silent_page: Page, server: str) -> None:
    page = silent_page
    against_elman(page, server)
    for _ in range(3):
        page.keyboard.press("PageUp")
    page.keyboard.press("w")
    first = page.locator("#board .written.current .line annotation").first
    expect(first).to_contain_text("i_{5}")  # the LSTM's input gate
    page.keyboard.press("l")
    looking = page.locator("#side-b .looking")
    expect(looking.get_by_role("button", name="B Elman network")).to_have_attribute("aria-pressed", "true")
    expect(first).to_contain_text("a_{5}")
    equations = page.locator("#equations")
    expect(equations.get_by_role("heading", name="Equations B")).to_be_visible()
    expect(equations.locator("li").first).to_have_attribute("data-names", "a")
    expect(page.locator("#folded [role=img]")).to_have_attribute("aria-label", re.compile("a → h"))
    equations.get_by_role("button", name="Edit").click()  # the text that is edited is A's
    expect(equations.get_by_role("textbox")).to_have_value(re.compile("f = sigmoid"))
    equations.get_by_role("button", name="Done").click()
    expect(first).to_contain_text("i_{5}")
    page.locator("#stage").focus()
    page.keyboard.press("l")
    page.keyboard.press("c")
    page.keyboard.press("o")
    matrices = page.locator("#drawing rect.glyph:not(.role-plain)")
    expect(matrices).to_have_count(3)  # W, U, V
    logit = float(unspool.run(spec("elman", YEAR_FIRST)).values["o"][4, 0])
    expect(page.locator("#drawing text.value", has_text=f"{logit:.2f}")).to_have_count(1)
    looking.get_by_role("button", name="A LSTM").click()
    expect(matrices).to_have_count(9)  # two for each of four, and V
    page.keyboard.press("Escape")
    expect(page.locator("#beside")).to_be_visible()


def test_both_runs_are_taken_along_as_one_picture(silent_page: Page, server: str) -> None:
    page = silent_page
    against_elman(page, server)
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="Take it along")
    dialog.get_by_role("combobox", name="What").select_option(label="Both runs, A over B")
    expect(dialog.locator(".name")).to_contain_text("both")
    expect(dialog.get_by_role("button", name="Download")).to_be_enabled()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert ">A  LSTM<" in text
    assert text.index(">A  LSTM<") < text.index(">B  Elman network<")
    assert text.count(">2017<") >= 2
