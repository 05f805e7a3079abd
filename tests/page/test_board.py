"""The board: a chalk net written out, its numbers those of the run, forwards and backwards."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sights import COPIED, kept, link_to, opened, passing, settled

import unspool
from unspool.documents.examples import examples

ALL = {example.name: example for example in examples()}


def open_example(page: Page, server: str, name: str) -> None:
    page.goto(server + "/")
    page.get_by_role("button", name="Examples").click()
    page.locator("dialog.gallery").get_by_role("button", name=re.compile(re.escape(ALL[name].title))).click()
    expect(page.locator(".where")).to_contain_text("t = 1 of 3")
    expect(page.locator("#board .written.current .line").first).to_be_visible()
    settled(page)
    page.locator("#stage").focus()


def lines(page: Page) -> dict[str, list[str]]:
    """What is written at the current stop, as TeX without classes: left side -> its stages, relation first."""
    settled(page)
    found: list[list[str]] = page.locator("#board .written.current .line").evaluate_all(
        """all => all.map(line => [...line.querySelectorAll("annotation")].map(e => e.textContent))"""
    )
    plain = [[re.sub(r"\\htmlClass\{[\w-]+\}", "", tex).replace("{}", "") for tex in line] for line in found if line]
    return {line[0].replace("{", "").replace("}", ""): line[1:] for line in plain}


def written(value: float, decimals: int) -> str:
    """As the board writes it: rounded half away from zero, exact numbers plainly, small ones with a power of ten."""
    number = Decimal(f"{value:.11e}")
    near = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if near == number:
        return f"= {near.normalize():f}" if near else "= 0"
    if near:
        return rf"\approx {near}"
    digits, power = f"{number:.1e}".split("e")
    return rf"\approx {digits} \cdot 10^{{{int(power)}}}"


def test_every_number_of_a_chalk_net_is_the_runs_forwards_and_backwards(silent_page: Page, server: str) -> None:
    trace = unspool.run(ALL["chalk_squared_error"].spec)
    open_example(silent_page, server, "chalk_squared_error")
    where = silent_page.locator("#board .written.current h2")
    for t in (1, 2, 3):
        expect(where).to_have_text(f"Forward, t = {t}")
        expect(silent_page.locator("#board .written.current .line:not(.far)")).to_have_count(4)
        for name in ("a", "h"):
            assert lines(silent_page)[f"{name}({t})"][-1] == written(trace.values[name][t - 1, 0], 2)
        assert lines(silent_page)[f"E_{t}"][-1] == written(trace.losses[t - 1] or 0, 2)
        silent_page.keyboard.press("PageDown")
    expect(where).to_have_text("Loss over the sequence")
    assert lines(silent_page)["E"][-1] == written(trace.loss or 0, 2)
    for t in (3, 2, 1):
        silent_page.keyboard.press("PageDown")
        expect(where).to_have_text(f"Backward, t = {t}")
        expect(silent_page.locator("#board .written.current .stage.is-result")).to_have_count(3)
        for name in ("a", "h"):
            left = rf"\dfrac\partial E\partial {name}({t})"
            assert lines(silent_page)[left][-1] == written(trace.grads[name][t - 1, 0], 2)
    silent_page.keyboard.press("PageDown")
    expect(where).to_have_text("Gradients of the parameters")
    expect(silent_page.locator("#board .written.current .stage.is-result")).to_have_count(5)
    for name, total in trace.parameter_grads.items():
        assert lines(silent_page)[rf"\dfrac\partial E\partial {name}"][-1] == written(total.item(), 2)
    silent_page.keyboard.press("PageUp")
    expect(where).to_have_text("Backward, t = 1")


def test_what_is_exact_is_never_called_rounded(silent_page: Page, server: str) -> None:
    open_example(silent_page, server, "chalk_linear")
    headings = [*(f"Forward, t = {t}" for t in (1, 2, 3)), "Loss over the sequence"]
    for heading in [*headings, *(f"Backward, t = {t}" for t in (3, 2, 1))]:
        expect(silent_page.locator("#board .written.current h2")).to_have_text(heading)
        expect(silent_page.locator("#board .written.current .stage.is-result").first).to_be_visible()
        assert all(r"\approx" not in tex for stages in lines(silent_page).values() for tex in stages)
        silent_page.keyboard.press("PageDown")
    expect(silent_page.locator("#losses .sum")).to_contain_text("0.625")


def test_the_intermediate_results_follow_in_order(silent_page: Page, server: str) -> None:
    open_example(silent_page, server, "chalk_linear")
    silent_page.keyboard.press("PageDown")
    expect(silent_page.locator("#board .written.current h2")).to_have_text("Forward, t = 2")
    stages = [stage.replace("{", "").replace("}", "") for stage in lines(silent_page)["h(2)"]]
    assert stages == [
        r"= W\, h(1) + U\, x(2)",
        r"= 0.5 \cdot 1 + 1 \cdot 0",
        "= 0.5 + 0",
        "= 0.5",
    ]


def test_the_choice_of_decimals_goes_with_the_address_to_every_number(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    loss = silent_page.locator(".where")
    auto = loss.inner_text()
    choice = silent_page.locator("#decimals select")
    choice.select_option("4")
    expect(loss).to_have_text(re.compile(r"loss = \d+\.\d{4}\b"))
    shown = loss.inner_text()
    assert shown != auto
    address = kept(silent_page, "link.view.decimals === 4")
    silent_page.goto("about:blank")
    silent_page.goto(address)
    expect(loss).to_have_text(shown)
    choice.select_option("")
    expect(loss).to_have_text(auto)


def test_a_large_net_is_written_for_the_chosen_unit(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("w")
    silent_page.locator(".board-bar input").fill("3")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    expect(silent_page.locator("#board .written.current h2")).to_have_text("Forward, t = 1")
    expect(silent_page.locator("#board .left").filter(has_text="[3]").first).to_be_visible()
    settled(silent_page)
    nodes: int = silent_page.evaluate("document.body.querySelectorAll('*').length")
    assert nodes < 5_000, nodes


def test_what_is_written_can_be_taken_along_as_tex(silent_page: Page, server: str) -> None:
    silent_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_example(silent_page, server, "chalk_squared_error")
    with passing(silent_page, COPIED):
        silent_page.get_by_role("button", name="Copy as TeX").click()
    copied: str = silent_page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("% Forward, t = 1\n\\begin{align*}\n")
    assert "htmlClass" not in copied
    assert "\\tanh(1)" in copied


def test_the_board_is_legible_from_the_last_row(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 1280, "height": 720})
    open_example(silent_page, server, "chalk_squared_error")
    silent_page.keyboard.press("f")
    expect(silent_page.locator("html.presenting")).to_have_count(1)
    settled(silent_page)
    sizes: list[Any] = silent_page.locator("#board .stage .katex, .board-bar p, .board-bar button").evaluate_all(
        "all => all.map(e => [e.className, parseFloat(getComputedStyle(e).fontSize)])"
    )
    for name, height in sizes:
        assert height >= (30 if name == "katex" else 24), (name, height)


def test_a_presented_line_has_the_boards_whole_width(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 1280, "height": 720})
    opened(silent_page, server, link_to({}, view={"show": "board"}))
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("f")
    expect(silent_page.locator("html.presenting")).to_have_count(1)
    settled(silent_page)
    wider: list[str] = silent_page.locator("#board .written.current .stages").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    )
    assert wider == []


def test_axe_finds_nothing_on_the_board_in_the_dark(silent_page: Page, server: str) -> None:
    silent_page.emulate_media(color_scheme="dark")
    open_example(silent_page, server, "chalk_softmax")
    silent_page.keyboard.press("End")
    expect(silent_page.locator("#board .written.current h2")).to_have_text("Gradients of the parameters")
    expect(silent_page.locator("#board .written.current .stage.is-result").first).to_be_visible()
    found = Axe().run(silent_page)
    assert found.violations_count == 0, found.generate_report()
