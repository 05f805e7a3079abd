"""Every number answers: what made it, what the loss wants of it, its checks, numpy; and leads on to the next one."""

import re

from playwright.sync_api import Page, expect
from sights import opened

import unspool

SPEC = {
    "net": "lstm", "tokens": ["In", "2017", ",", "I", "went", "to", "IIT"], "targets": [None] * 6 + ["2017"],
    "parameters": "year_lstm",
}  # fmt: skip


def chosen(page: Page, node: str, t: int) -> None:
    page.get_by_label("node").select_option(node)
    page.get_by_label("step", exact=True).fill(str(t))
    page.get_by_label("step", exact=True).press("Tab")


def to_the_end(page: Page) -> None:
    page.locator("#stage").focus()
    page.keyboard.press("End")


def test_a_number_says_what_made_it_and_later_what_the_loss_wants(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    chosen(silent_page, "f", 4)
    why = silent_page.locator("#why")
    expect(why.locator("h3")).to_have_text(["What made it"])  # the backward pass is still ahead
    expect(why.locator(".factor[data-names=b_f]")).to_have_count(1)
    to_the_end(silent_page)
    expect(why.locator("h3")).to_have_text(["What made it", "What the loss wants of it"])
    trace = unspool.run(SPEC)
    expect(silent_page.locator(".facts .gradient dd")).to_contain_text(f"{abs(trace.grads['f'][3][0]):.2e}"[:4])
    why.get_by_role("button", name="Check this gradient").click()
    expect(why.locator(".checks")).to_contain_text(re.compile("complex step.*10⁻"))
    why.locator("summary").click()
    code = why.locator("pre").inner_text()
    space: dict = {}
    exec(code, space)
    assert abs(space["f"][0] - trace.values["f"][3][0]) < 1e-12


def test_one_walks_from_the_loss_to_a_weight_at_step_one_by_keyboard_alone(silent_page: Page, server: str) -> None:
    opened(silent_page, server, "")
    chosen(silent_page, "c", 2)
    to_the_end(silent_page)
    why = silent_page.locator("#why")
    for name, figure in (("c", "c 1"), ("i", "i 1"), ("W_xi", None)):
        link = why.locator(f"button.factor[data-names={name}]").first
        link.focus()
        silent_page.keyboard.press("Enter")
        if figure:
            expect(silent_page.locator("#answer .figure .katex-mathml mi").first).to_have_text(name)
            expect(silent_page.get_by_label("step", exact=True)).to_have_value("1")
    expect(why.locator("h3")).to_have_text(["What each step adds to its gradient"])
    back = why.get_by_role("button", name="← Back")
    for _ in range(3):
        back.focus()
        silent_page.keyboard.press("Enter")
    expect(back).to_have_count(0)
    expect(silent_page.get_by_label("step", exact=True)).to_have_value("2")
