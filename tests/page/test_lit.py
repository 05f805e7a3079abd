"""A parameter lights up in every copy, with what each step's copy adds to its gradient: the engine's numbers."""

from functools import cache

import numpy as np
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sights import drawn, kept, link_to, opened, settled

from unspool import gradients
from unspool.documents import passes, read_spec, start

WORDS = ["In", "2017", ",", "I", "went", "to", "IIT"]
SPEC = {
    "net": "lstm", "sizes": {"h": 8}, "tokens": WORDS, "vocabulary": [*WORDS, "(end)"],
    "targets": [*WORDS[1:], "(end)"], "random": {"seed": 3, "scale": 1},
}  # fmt: skip
LIT = "all => all.filter(e => getComputedStyle(e).getPropertyValue('--lit') === '1').length"


@cache
def engines(name: str) -> tuple[list[float], list[float], float]:
    """A parameter's shares along its gradient, their norms, and the gradient's norm."""
    with start(read_spec(SPEC)) as run:
        for _ in passes(run):
            pass
        along, norms = gradients.shares(run)[name]
        return along.tolist(), norms.tolist(), float(np.linalg.norm(run.parameter_grads[name]))


def printed(value: float) -> str:
    """As the page prints a number between a thousandth and a thousand: three digits."""
    if value == 0:
        return "0"
    decimals = 2 - int(np.floor(np.log10(abs(value))))
    return f"{value:.{decimals}f}".replace("-", "−")


def signed(value: float) -> str:
    return f"+{printed(value)}" if value > 0 else printed(value)


def title(page: Page) -> str:
    """The share lane's title without its formulas."""
    return " ".join(page.locator("#drawing .note.caption .word").all_inner_texts())


def backward_to(page: Page, t: int) -> None:
    page.keyboard.press("End")  # waits for the whole run, which a step does not
    expect(page.locator(".where")).to_contain_text("all gradients")
    for step in range(1, t + 1):
        page.keyboard.press("PageUp")
        expect(page.locator(".where")).to_contain_text(f"t = {step} of 7")


def test_pointing_at_a_parameter_lights_every_copy_and_shows_its_shares(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    backward_to(silent_page, 4)
    silent_page.locator(".formulas [data-names=W_hf]").first.hover()
    expect(silent_page.locator("#drawing .note.caption")).to_be_visible()
    settled(silent_page)
    for place, least in ((".formulas", 1), (".folded", 2), ("#parameters", 1), ("#drawing path.within", 2 * 7)):
        named = silent_page.locator(f"{place}[data-names~=W_hf], {place} [data-names~=W_hf]")
        assert named.evaluate_all(LIT) >= least, place
    along, norms, _ = engines("W_hf")
    assert title(silent_page) == f"at t = 4: {signed(along[3])}, norm {printed(norms[3])}"
    expect(silent_page.locator("#drawing path.curve")).to_have_count(0)
    silent_page.locator("h1").hover()
    expect(silent_page.locator("#drawing .note.caption")).to_have_count(0)
    expect(silent_page.locator("#drawing path.within")).to_have_count(0)
    expect(silent_page.locator("#drawing path.curve")).not_to_have_count(0)


def test_the_keyboard_pins_a_parameter_and_steps_while_it_stays(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator(".parameters .name[tabindex='0']").focus()
    names = [silent_page.evaluate("document.activeElement.dataset.names")]
    while names[-1] != "W_hf":
        silent_page.keyboard.press("ArrowRight")
        drawn(silent_page)  # the stop that Tab comes to moves along
        names.append(silent_page.evaluate("document.activeElement.dataset.names"))
        assert len(names) < 15
    expect(silent_page.locator(".parameters .name[tabindex='0']")).to_have_count(1)
    silent_page.keyboard.press("Enter")
    button = silent_page.get_by_role("button", name="W_hf, 8 × 8, recurrent")
    expect(button).to_have_attribute("aria-pressed", "true")
    silent_page.locator("#stage").focus()
    along, norms, whole = engines("W_hf")
    expect(button).to_have_accessible_name("W_hf, 8 × 8, recurrent")
    silent_page.keyboard.press("End")
    expect(silent_page.locator(".where")).to_contain_text("all gradients")
    for t in (1, 2, 3, 4, 5, 6):
        silent_page.keyboard.press("PageUp")
        expect(silent_page.locator(".where")).to_contain_text(f"t = {t} of 7")
        expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"at t = {t}: {signed(along[t - 1])}")
        expect(button).to_have_accessible_name(
            f"W_hf, 8 × 8, recurrent; share at t = {t}: {printed(along[t - 1]).replace('−', 'minus ')}"
        )
    silent_page.keyboard.press("o")  # an open step tells it too
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(1)
    expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"at t = 6: {signed(along[5])}")
    silent_page.keyboard.press("o")
    silent_page.keyboard.press("End")
    expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"= {printed(whole)}")
    expect(silent_page.locator(".pinned")).to_be_visible()
    settled(silent_page)
    found = Axe().run(silent_page)
    assert found.violations_count == 0, found.generate_report()
    shown = silent_page.locator(".pinned .facts dd").all_inner_texts()
    assert shown == [signed(along[0]), printed(norms[0]), printed(whole), printed(sum(norms))]
    assert abs(sum(along) - whole) < 1e-12
    expect(button).to_contain_text(printed(whole))
    silent_page.keyboard.press("Escape")
    expect(silent_page.locator("#drawing .note.caption")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_lane_grows_with_the_way_back_and_shows_nothing_before(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator(".formulas [data-names=W_hf]").first.click()
    expect(silent_page.locator("#drawing .note.caption")).to_contain_text("appears on the way back")
    expect(silent_page.locator("#drawing path.head.share")).to_have_count(0)
    along = engines("W_hf")[0]
    backward_to(silent_page, 4)
    for t in (5, 6, 7):
        silent_page.keyboard.press("PageUp")
        expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"at t = {t}:")
        settled(silent_page)
        drawn = silent_page.locator("#drawing path.head.share").evaluate_all(
            "all => all.map(e => e.getAttribute('d').split('M').length - 1).reduce((a, b) => a + b, 0)"
        )
        assert drawn == len([share for share in along[t - 1 :] if share])


def test_a_pinned_parameter_stands_in_the_address(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator(".formulas [data-names=b_o]").first.click()
    expect(silent_page.locator("#drawing rect.reads")).to_have_count(7)
    silent_page.keyboard.press("End")
    whole = engines("b_o")[2]
    expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"= {printed(whole)}")
    kept(silent_page, "link.view.parameter === 'b_o'")
    silent_page.reload()
    expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"= {printed(whole)}")
    expect(silent_page.get_by_role("button", name="b_o, 8, bias")).to_have_attribute("aria-pressed", "true")
    silent_page.locator(".formulas [data-names=b_o]").first.click()
    silent_page.locator("h1").hover()
    expect(silent_page.locator("#drawing rect.reads")).to_have_count(0)


def test_an_arrow_of_the_stage_pins_what_it_carries(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    box = silent_page.locator("#drawing path.hit[data-names^='x ']").nth(3).bounding_box()
    assert box is not None
    silent_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    silent_page.mouse.move(5, 5)
    expect(silent_page.locator("#drawing path.head.within.input")).to_have_count(4 * 7)
    silent_page.keyboard.press("End")
    whole = np.sqrt(sum(engines(f"W_x{gate}")[2] ** 2 for gate in "ifog"))
    expect(silent_page.locator("#drawing .note.caption")).to_contain_text(f"= {printed(whole)}")


def test_a_link_to_a_parameter_that_the_net_does_not_have_lights_nothing(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link_to({}, view={"parameter": "W_nothing <b>"}))
    expect(silent_page.locator("#drawing .note.caption")).to_have_count(0)
    silent_page.keyboard.press("End")
    expect(silent_page.locator("#drawing path.curve")).not_to_have_count(0)
