"""Truncation and clipping of the ledger: stages, scissors, how far off, the code; and that the link keeps them."""

import re

import pytest
from playwright.sync_api import Page, expect
from sights import kept, opened, settled, words

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def ledger(silent_page: Page, server: str) -> Page:
    """The ledger of a net that nobody has taught, with its parts for truncation and clipping open."""
    silent_page.set_viewport_size(WIDE)
    opened(silent_page, server)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("d")
    for part in ("Truncated", "Clipped"):
        silent_page.locator(".laid-part summary", has_text=part).click()
    expect(silent_page.locator("#laid-panel .checks")).to_contain_text("✓")
    settled(silent_page)
    return silent_page


def test_stages_leave_a_band_and_the_panel_says_how_far_off_it_is(ledger: Page) -> None:
    total = words(ledger, "laid-total")
    slider = ledger.locator(".laid-slider", has_text="Stages").get_by_role("slider")
    slider.fill("2")
    table = ledger.locator(".laid-off").first
    expect(table).to_contain_text(re.compile(r"\d°"))
    expect(table).to_contain_text("all parameters")
    expect(ledger.locator("#drawing text.laid-left")).to_have_text(
        [re.compile(r"length \d+ %"), re.compile(r"turned \d+°")]
    )
    settled(ledger)
    assert words(ledger, "laid-total") != total
    expect(ledger.locator("#laid-panel .checks").first).not_to_contain_text("–")
    slider.press("End")
    expect(ledger.locator("#drawing text.laid-left")).to_have_count(0)
    settled(ledger)
    assert words(ledger, "laid-total") == total


def test_scissors_between_two_columns_cut_and_join(ledger: Page) -> None:
    tool = ledger.get_by_role("button", name="In the picture")
    tool.click()
    expect(ledger.locator("#drawing .laid-snip.open").first).to_be_attached()
    settled(ledger)
    open_cuts = ledger.locator("#drawing rect.laid-snip.open")
    box = open_cuts.nth(1).bounding_box()
    assert box
    place = box["x"] + 1, box["y"] + 30
    ledger.mouse.click(*place)
    expect(ledger.locator("#drawing text.laid-snip").first).to_be_attached()
    expect(ledger.locator(".laid-cuts")).to_contain_text(re.compile(r"\d \| \d"))
    expect(ledger.locator(".laid-off").first).to_contain_text("°")
    settled(ledger)
    ledger.mouse.click(*place)
    expect(ledger.locator(".laid-cuts")).to_have_count(0)


def test_clipping_shortens_the_step_and_the_code_says_the_same(ledger: Page) -> None:
    ledger.locator("#laid-panel").get_by_role("button", name="by norm").first.click()
    step = ledger.locator(".laid-off", has_text="length after")
    expect(step).to_contain_text("everything times")
    ledger.locator("#laid-panel").get_by_role("button", name="by value").first.click()
    expect(step).to_contain_text(re.compile(r"\d+ of \d+"))
    ledger.locator(".laid-part summary", has_text="PyTorch").click()
    expect(ledger.locator(".laid-code")).to_contain_text("torch.nn.utils.clip_grad_value_")


def test_a_link_holds_what_was_truncated(ledger: Page) -> None:
    ledger.locator(".laid-slider", has_text="Stages").get_by_role("slider").fill("2")
    expect(ledger.locator("#drawing text.laid-left")).to_have_count(2)
    settled(ledger)
    left = words(ledger, "laid-left")
    kept(ledger, "link.view.laid?.stages === 2")
    ledger.reload()
    expect(ledger.locator("#drawing text.laid-left")).to_have_text(left)


def test_the_lit_path_of_a_lost_cell_ends_at_the_cut(ledger: Page) -> None:
    drawing, panel = ledger.locator("#drawing"), ledger.locator("#laid-panel")
    expect(drawing.locator(".line.laid-path").first).to_be_attached()
    expect(drawing.locator(".laid-path.gone")).to_have_count(0)
    slider = ledger.locator(".laid-slider", has_text="Stages").get_by_role("slider")
    slider.fill("3")  # the loss at 7 and the copy at 3 are four steps apart
    expect(drawing.locator("text.laid-snip")).to_have_text(["✕", "✕"])  # on c and h
    expect(drawing.locator(".line.laid-path.gone").first).to_be_attached()
    expect(drawing.locator("rect.laid-lit:not(.gone)")).to_have_count(6)  # c and h at 5, 6, 7
    expect(drawing.locator("rect.laid-lit.gone")).to_have_count(4)
    expect(panel).to_contain_text("3 stages end this path at 4 | 5: the loss at 7 is felt back to step 5")
    expect(panel).to_contain_text("Without the cut: the loss at 7, felt by the copy of W_hi at 3")
    panel.get_by_role("button", name="Check this cell").click()
    checks = panel.locator(".checks[role=status]")
    expect(checks).to_have_count(2)
    expect(checks.nth(0)).to_contain_text(re.compile(r"complex step0 \(relative error 0\).*difference0"))
    expect(panel).to_contain_text("What is left of this cell is 0")
    expect(panel).to_contain_text("In the whole gradient it was")
    expect(checks.nth(1)).to_contain_text(re.compile(r"complex step−?\d\S* \(relative error (0|\d\S*10⁻¹\S)\)"))
    slider.press("End")
    expect(drawing.locator(".laid-path.gone")).to_have_count(0)
    panel.get_by_label("before step").fill("6")
    panel.get_by_role("button", name="Cut", exact=True).click()
    expect(panel).to_contain_text("Scissors end this path at 5 | 6: the loss at 7 is felt back to step 6")
    expect(drawing.locator("rect.laid-lit:not(.gone)")).to_have_count(4)
    ledger.locator("#stage").focus()
    ledger.keyboard.press("Shift+ArrowLeft")
    expect(ledger.locator("#announcer")).to_contain_text("cut at 5 | 6")
