"""The gradient's views can be read: no words on others, none cut off, none small, nothing drawn through them."""

import pytest
from laid import link
from playwright.sync_api import Page, expect
from sights import link_to, opened

SIZES = [(1280, 720), (1440, 900), (390, 844)]
NETS = ["elman", "lstm", "gru", "bidirectional", "stacked", "skip"]
MARKS = {  # of each view, drawn once its answer has come
    "ledger": "rect.laid-cell",
    "chain": "rect.chain-tile",
    "bound": "rect.bound-frame",
    "paths": "text.laid-line",
    "memory": "rect.laid-base",
}

# What of a word is ink, by the size of its letters: a box of SVG or of a line is higher. Names are set piece by piece.
UNREADABLE = r"""async () => {
  await new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(settled)));
  const stage = document.querySelector("#stage").getBoundingClientRect();
  const drawing = document.querySelector("#drawing");
  const isSeen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const inkOf = (node, style) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const [middle, size] = [(top + bottom) / 2, Number.parseFloat(style.fontSize)];
    return { left, right, top: middle - 0.42 * size, bottom: middle + 0.35 * size, size };
  };
  const textsIn = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!node.data.replaceAll("\u200b", "").trim() || holder.closest(".katex-mathml, .heard")) continue;
      found.push(inkOf(node, getComputedStyle(holder)));
    }
    return found.filter(({ left, right }) => right > left);
  };
  const toldBy = (e) => e.matches("text")
    ? e.textContent
    : [...e.querySelectorAll("annotation, .word")].map(({ textContent }) => textContent).join(" ");
  const pieces = [...drawing.querySelectorAll("text"), ...document.querySelectorAll("#stage .note")]
    .filter(isSeen)
    .map((e) => ({
      name: `${e.getAttribute("class")} “${toldBy(e)}”`,
      ink: textsIn(e),
      least: e.matches("text") ? 12 : 9, // an index of a formula
      hides: getComputedStyle(e).stroke !== "none" || getComputedStyle(e).backgroundColor !== "rgba(0, 0, 0, 0)",
    }))
    .filter(({ ink }) => ink.length);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const found = [];
  for (const [n, piece] of pieces.entries()) {
    const isOut = ({ left, right }) => left < stage.left - 1 || right > stage.right + 1;
    if (piece.ink.some(isOut)) found.push(`cut off: ${piece.name}`);
    if (piece.ink.some(({ size }) => size < piece.least)) found.push(`small: ${piece.name}`);
    for (const other of pieces.slice(n + 1))
      if (piece.ink.some((a) => other.ink.some((b) => meet(a, b)))) found.push(`${piece.name} on ${other.name}`);
  }
  const bare = pieces.filter(({ hides }) => !hides).flatMap(({ name, ink }) => ink.map((box) => ({ name, box })));
  for (const line of drawing.querySelectorAll("path.line:not(.bound-rule), path.playhead, path.curve")) {
    const [total, at] = [line.getTotalLength(), line.getScreenCTM()];
    const met = new Set();
    for (let s = 0; s <= total; s += 2) {
      const { x, y } = line.getPointAtLength(s).matrixTransform(at);
      for (const { name, box } of bare)
        if (x > box.left + 1 && x < box.right - 1 && y > box.top + 1 && y < box.bottom - 1) met.add(name);
    }
    for (const name of met) found.push(`line ${line.getAttribute("class")} through ${name}`);
  }
  const isFilled = (r) => pieces.some(({ ink }) => ink.some((box) => meet(r, box)));
  const pills = [...drawing.querySelectorAll("rect.pill, rect.laid-loss")].map((e) => e.getBoundingClientRect());
  const empty = pills.filter((room) => room.width > 12 && !isFilled(room));
  if (empty.length) found.push(`${empty.length} empty pills`);
  return found;
}"""


def unreadable(page: Page, kind: str) -> dict[str, list[str]]:
    """What cannot be read in a view once its answer has come, by the view's name; nothing where all can."""
    expect(page.locator(f"#drawing {MARKS[kind]}").first).to_be_attached()
    found: list[str] = page.evaluate(UNREADABLE)
    return {kind: found} if found else {}


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_view_can_be_read(silent_page: Page, server: str, net: str, width: int, height: int) -> None:
    page = silent_page
    page.set_viewport_size({"width": width, "height": height})
    opened(page, server, link("ledger", net))
    for at, kind in enumerate(MARKS):
        page.locator("#stage").focus()
        page.keyboard.press(str(at + 1))
        assert unreadable(page, kind) == {}
        page.keyboard.press("PageDown")
        page.keyboard.press("PageDown")
        assert unreadable(page, kind) == {}, "on the way back"
        page.keyboard.press("PageUp")
        page.keyboard.press("PageUp")


@pytest.mark.parametrize("net", NETS)
def test_every_view_can_be_read_from_the_last_row(silent_page: Page, server: str, net: str) -> None:
    page = silent_page
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, server, link("ledger", net))
    page.locator("#stage").focus()
    page.keyboard.press("f")
    expect(page.locator("html")).to_have_class("presenting")
    for at, kind in enumerate(MARKS):
        page.keyboard.press(str(at + 1))
        assert unreadable(page, kind) == {}


def test_the_numbers_of_two_runs_stand_apart_in_memory(silent_page: Page, server: str) -> None:
    page = silent_page
    page.set_viewport_size({"width": 1440, "height": 900})
    view = {"show": "gradient", "laid": {"kind": "memory"}}
    elman = {"net": "elman", "sizes": {"h": 4}}
    opened(page, server, link_to({"sizes": {"h": 4}}, view=view, beside=elman))
    expect(page.locator("#drawing text.laid-heard.side-b").first).to_be_attached()
    assert unreadable(page, "memory") == {}
