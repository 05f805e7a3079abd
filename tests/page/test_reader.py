"""For those who hear the page or have no mouse: sentences, the graph as a tree, keys that take nothing away."""

import re
from itertools import pairwise

from playwright.sync_api import Page, expect
from sights import drawn, opened, settled

HOSTILE = "<img src=x onerror=alert(1)> שלום 🙂 👨‍👩‍👧"
FOCUSED = (
    "() => (document.activeElement.id || document.activeElement.getAttribute('role') || document.activeElement.tagName)"
)


def enter_tree(page: Page) -> None:
    """From the stage by Tab: the stage and its switch are two stops, then the tree begins."""
    page.locator("#stage").focus()
    settled(page)
    expect(page.locator("[role=treeitem]")).not_to_have_count(0)
    for _ in range(3):
        page.keyboard.press("Tab")
        drawn(page)
        if page.evaluate(FOCUSED) == "treeitem":
            return
    raise AssertionError("the tree is more than three stops away")


def test_the_stop_is_a_sentence(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    heard = silent_page.locator("#announcer")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    for _ in range(2):
        silent_page.keyboard.press("PageDown")
    expect(heard).to_have_text(re.compile(r"^Forward, step 3 of 7, token “,”\. .*Forget gate f: mean 0\.\d+"))
    expect(silent_page).to_have_title(re.compile("forward, t = 3 of 7"))
    silent_page.keyboard.press("End")
    silent_page.keyboard.press("PageUp")
    expect(heard).to_have_text(re.compile(r"^Backward, step 1 of 7.*Gradient norm of h [\d.]+"))
    expect(heard).to_have_attribute("aria-live", "polite")


def test_a_held_key_announces_where_it_comes_to_rest(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    heard = silent_page.locator("#announcer")
    expect(heard).to_contain_text("Loss")
    silent_page.evaluate(
        """() => {
          const region = document.querySelector("#announcer");
          globalThis.announced = [];
          new MutationObserver(() => announced.push([performance.now(), region.textContent]))
            .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    for _ in range(5):
        silent_page.keyboard.press("ArrowRight")
    expect(heard).to_contain_text("step 6 of 7")
    silent_page.keyboard.press("ArrowRight")
    expect(heard).to_contain_text("step 7 of 7")
    announced = silent_page.evaluate("announced")
    assert len(announced) <= 3
    assert all(b[0] - a[0] >= 1490 for a, b in pairwise(announced))


def test_the_graph_is_a_tree_to_walk_through(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    expect(silent_page.get_by_role("tree")).to_have_count(1)
    press = silent_page.keyboard.press
    enter_tree(silent_page)
    here = silent_page.locator("[role=treeitem]:focus")
    expect(here).to_have_text("LSTM: 7 steps, 7 nodes each")
    expect(here).to_be_in_viewport()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        press(key)
    expect(here).to_have_text("Step 2, token “2017”, loss 2.64")
    expect(here).to_have_attribute("aria-setsize", "7")
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"):
        press(key)
    expect(here).to_have_text(re.compile(r"^Forget gate f: mean 0\.\d+, from 0\.\d+ to 0\.\d+$"))
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        press(key)
    expect(here).to_have_text(re.compile(r"^Unit 2: 0\.\d+$"))
    expect(here).to_have_attribute("aria-level", "4")
    press("Enter")
    expect(silent_page.get_by_label("unit", exact=True)).to_have_value("2")
    press("ArrowLeft")
    expect(here).to_have_text(re.compile("^Forget gate"))
    press("Home")
    expect(here).to_have_attribute("aria-level", "1")
    expect(silent_page.locator("[role=treeitem][tabindex='0']")).to_have_count(1)
    press("Tab")
    drawn(silent_page)
    assert silent_page.evaluate(FOCUSED) not in ("treeitem", "BODY", "stage")


def test_the_tree_of_a_long_run_is_as_short(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill(" ".join(f"w{k % 7}" for k in range(1000)))
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuemax", "2002")
    silent_page.locator("#stage").focus()
    expect(silent_page.locator("[role=treeitem]").first).to_contain_text("1000 steps")
    enter_tree(silent_page)
    for key in ("ArrowRight", "End"):
        silent_page.keyboard.press(key)
    here = silent_page.locator("[role=treeitem]:focus")
    expect(here).to_contain_text("Step 1000")
    silent_page.keyboard.press("Enter")
    expect(silent_page.locator(".where")).to_contain_text("t = 1,000 of 1,000")
    settled(silent_page)
    assert silent_page.locator("[role=treeitem]").count() < 40


def test_letters_act_only_on_the_stage(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    for place in (silent_page.get_by_role("button", name="Play"), silent_page.get_by_label("Sentence")):
        place.focus()
        for key in ("f", "b", "?", "."):
            silent_page.keyboard.press(key)
        drawn(silent_page)
        expect(silent_page.locator("html")).not_to_have_class("presenting")
        expect(silent_page.locator("dialog[open]")).to_have_count(0)


def test_the_keys_are_listed_and_the_focus_returns(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    listed = silent_page.locator("dialog.keys")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("?")
    expect(listed).to_be_visible()
    for key in ("Page Down", "Shift →", "Space", "F", "Esc"):
        expect(listed.locator("kbd").get_by_text(key, exact=True).first).to_be_visible()
    silent_page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(silent_page.locator("#stage")).to_be_focused()
    button = silent_page.get_by_role("button", name="Keys")
    button.click()
    listed.get_by_role("button", name="Close").click()
    expect(listed).to_be_hidden()
    expect(button).to_be_focused()


def test_with_shift_an_arrow_takes_ten_steps(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill(" ".join(f"w{k % 7}" for k in range(40)))
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuemax", "82")
    settled(silent_page)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    expect(silent_page.locator(".where")).to_contain_text("t = 1 of 40")
    silent_page.keyboard.press("Shift+ArrowRight")
    expect(silent_page.locator(".where")).to_contain_text("t = 11 of 40")
    silent_page.keyboard.press("Shift+ArrowLeft")
    expect(silent_page.locator(".where")).to_contain_text("t = 1 of 40")


def test_hostile_tokens_are_text_wherever_they_are_told(silent_page: Page, server: str) -> None:
    popped: list[str] = []
    silent_page.on("dialog", lambda dialog: popped.append(dialog.message))
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill(HOSTILE)
    expect(silent_page.locator("#drawing text.token").last).not_to_have_text("IIT")
    settled(silent_page)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    expect(silent_page.locator("#drawing text.token").filter(has_text="img")).to_have_count(1)
    expect(silent_page.locator("#announcer")).to_contain_text("token “<”")
    enter_tree(silent_page)
    for key in ("ArrowRight", "End"):
        silent_page.keyboard.press(key)
    expect(silent_page.locator("[role=treeitem]:focus")).to_contain_text("👨‍👩‍👧")
    expect(silent_page.locator("[role=tree]")).to_contain_text("שלום")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("f")
    expect(silent_page.locator("html")).to_have_class("presenting")
    settled(silent_page)
    assert silent_page.locator("img").count() == 0
    assert popped == []


def test_ten_thousand_random_keys_lose_neither_page_nor_focus(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.locator("#stage").focus()
    for seed in range(1, 21):
        lost = silent_page.evaluate(
            """async (seed) => {
              const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " ",
                "Escape", "Enter", "f", "b", ".", "?", "+", "-", "0", "F", "ß", "q", "Delete", "F5", "Tab"];
              const lost = [];
              for (let k = 0; k < 500; k += 1) {
                seed = (seed * 1103515245 + 12345) % 2147483648;
                const [key, shiftKey] = [keys[(seed >> 8) % keys.length], (seed >> 20) % 4 === 0];
                const open = document.querySelector("dialog[open]");
                const stops = [...(open ?? document).querySelectorAll("button, input, select, summary, [tabindex='0']")]
                  .filter((e) => e.checkVisibility() && !e.disabled);
                if (key === "Tab" && stops.length) stops[(seed >> 4) % stops.length].focus();
                else {
                  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
                  document.activeElement.dispatchEvent(event);
                }
                if (k % 50 === 0) await new Promise(requestAnimationFrame);
                if (document.activeElement === document.body) lost.push(key);
              }
              return lost;
            }""",
            seed,
        )
        assert lost == [], seed
        silent_page.keyboard.press("Escape")  # no dialog stays open for ever
    silent_page.keyboard.press("Escape")
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    expect(silent_page.locator(".where")).to_contain_text("t = 1 of 7")
