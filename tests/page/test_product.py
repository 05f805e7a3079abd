"""A product of an opened step stands written out: with the engine's numbers, by mouse and by keyboard."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sights import kept, link_to, settled

import unspool
from unspool.documents import passes, read_spec, start
from unspool.engine import OpenedStep, open_step

WORDS = ["In", "2017", ",", "I", "went", "to", "IIT"]
SPEC: dict[str, Any] = {
    "net": "lstm", "sizes": {"h": 8}, "tokens": WORDS, "vocabulary": [*WORDS, "(end)"],
    "targets": [*WORDS[1:], "(end)"], "random": {"seed": 3, "scale": 1},
}  # fmt: skip
NUMBERS = "#product text.number.{}"


def link(view: dict[str, Any], setup: dict[str, Any] | None = None, stop: int | None = None) -> str:
    """The address of a view, as somebody may send it."""
    ours = {
        "net": "lstm",
        "sizes": {"h": 8},
        "seed": 3,
        "scale": 1,
        "sentence": "In 2017, I went to IIT",
        "by": "words",
    }
    return link_to({**ours, **(setup or {})}, stop=stop, view=view)


def step_of(spec: dict[str, Any], t: int) -> tuple[dict[int, dict[str, Any]], OpenedStep]:
    with start(read_spec(spec)) as run:
        for _ in passes(run):
            pass
        return {node["id"]: node for node in run.plan["nodes"]}, open_step(run, t)


def product(nodes: dict[int, dict[str, Any]], matrix: str) -> int:
    parameter = next(node["id"] for node in nodes.values() if node["op"] == "parameter" and node["name"] == matrix)
    users = [node for node in nodes.values() if node["op"] == "matmul" and node["args"][0]["node"] == parameter]
    return int(users[0]["id"])


def printed(value: float) -> str:
    """As a cell prints a number between a hundredth and a hundred."""
    return f"{value:.2f}".replace("-", "−")


def close(shown: list[str], wanted: Any) -> bool:
    """Whether cells show these numbers; those below a hundredth are written in other ways."""
    pairs = list(zip(shown, np.ravel(wanted).tolist(), strict=True))
    return all(text == printed(value) for text, value in pairs if 0.0051 <= abs(value) < 9.99)


def cells(page: Page, kind: str) -> list[str]:
    settled(page)
    return page.locator(NUMBERS.format(kind)).all_text_contents()


def at_step_four(page: Page, server: str, **view: Any) -> None:
    opened_at(page, server, link({"open": True, **view}, stop=3))
    expect(page.locator(".where")).to_contain_text("t = 4 of 7")


def opened_at(page: Page, server: str, fragment: str) -> None:
    page.goto(server + "/" + fragment)
    expect(page.locator("#drawing")).to_have_class(re.compile("open"))
    settled(page)


def test_a_click_on_a_block_writes_its_product_out(silent_page: Page, server: str) -> None:
    at_step_four(silent_page, server)
    nodes, step = step_of(SPEC, 4)
    values = {node.id: node for node in step.nodes}
    id = product(nodes, "W_hf")
    trace = unspool.run(SPEC)
    names = silent_page.locator("#drawing .note.open", has_text=re.compile("^W"))
    box = names.first.bounding_box()
    assert box is not None
    silent_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(silent_page.locator("#product .title")).to_be_visible()
    silent_page.locator(".which select").select_option(str(id))
    expect(silent_page.locator(".product-way .figure")).to_contain_text("= " + f"{trace.values['f'][3][0]:.3g}")

    W, h = np.array(trace.parameters["W_hf"]), trace.values["h"][2]
    assert close(cells(silent_page, "matrix"), W)
    assert close(cells(silent_page, "operand"), h)
    *entries, whole = cells(silent_page, "product")
    assert close(entries, values[id].value)
    assert close(cells(silent_page, "part"), W[0] * h)
    assert close([whole], values[id].value[0])
    slope = trace.values["f"][3][0] * (1 - trace.values["f"][3][0])
    expect(silent_page.locator(".product-way .slope")).to_contain_text(f"= {slope:.3g}")


def test_the_keyboard_alone_opens_walks_and_comes_back(silent_page: Page, server: str) -> None:
    at_step_four(silent_page, server, cell={"node": "f", "t": 4, "unit": 2})
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Enter")
    figure = silent_page.locator(".product-way .figure")
    trace = unspool.run(SPEC)
    expect(figure).to_contain_text(f"[3] = {trace.values['f'][3][2]:.3g}")
    silent_page.keyboard.press("ArrowDown")
    expect(figure).to_contain_text(f"[4] = {trace.values['f'][3][3]:.3g}")
    silent_page.keyboard.press("ArrowUp")
    silent_page.keyboard.press("ArrowLeft")
    expect(figure).to_contain_text(f"[3] = {trace.values['f'][2][2]:.3g}")
    expect(silent_page.locator(".product-line .reading").first).to_contain_text("h2")  # h at the step before
    silent_page.keyboard.press("Shift+ArrowDown")
    weights = silent_page.locator("#product text.number.cross")
    settled(silent_page)
    before = str(weights.text_content())
    silent_page.keyboard.press("Shift+ArrowUp")
    expect(weights).not_to_have_text(before)
    silent_page.keyboard.press("-")
    expect(silent_page.locator("#product")).not_to_be_visible()
    silent_page.keyboard.press("+")
    expect(silent_page.locator("#product")).to_be_visible()
    silent_page.keyboard.press("Escape")
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(1)
    silent_page.keyboard.press("Escape")
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(0)


def test_the_way_back_shows_what_returns_and_the_share_of_the_gradient(silent_page: Page, server: str) -> None:
    nodes, step = step_of(SPEC, 4)
    id = product(nodes, "W_ho")
    W = np.array(unspool.run(SPEC).parameters["W_ho"])
    delta = next(node.grad for node in step.nodes if node.id == id)
    back = next(edge.grad for edge in step.edges if (edge.user, edge.position) == (id, 1))
    assert delta is not None
    assert back == pytest.approx(delta @ W)
    opened_at(silent_page, server, link({"open": True, "product": id, "writes": "backward", "entry": 2}, stop=11))
    facts = silent_page.locator(".product-way .facts")
    expect(facts).to_contain_text(figure(float(back[2])))
    shown = scaled(silent_page)
    assert close(cells(silent_page, "operand")[:8], back / shown)
    silent_page.get_by_role("button", name="share of ∂L/∂W").click()
    expect(facts).to_contain_text(figure(float(delta[0] * unspool.run(SPEC).values["h"][2][2])))
    silent_page.keyboard.press("End")
    gradient = unspool.run(SPEC).parameter_grads["W_ho"]
    expect(facts).to_contain_text(figure(float(gradient[0][2])))


def figure(value: float) -> str:
    """Three digits, as the page's sentences have them."""
    power = int(np.floor(np.log10(abs(value))))
    return f"{value:.{2 - power}f}".replace("-", "−") if -4 < power < 3 else ""


def scaled(page: Page) -> float:
    """The power of ten that a vector's numbers are shown in."""
    note = page.locator(".figure-of-product .note.name.small").first
    if not note.count():
        return 1.0
    power = re.search(r"10\D*(\d+)", str(note.text_content()))
    return 10.0 ** -int(power.group(1)) if power else 1.0


def test_the_address_brings_it_back_and_strangers_links_close_quietly(silent_page: Page, server: str) -> None:
    at_step_four(silent_page, server)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Enter")
    silent_page.keyboard.press("ArrowDown")
    expect(silent_page.locator("#product text.index.chosen").last).to_have_text("2")
    title = str(silent_page.locator("#product .title").text_content())
    kept(silent_page, "link.view.product && link.view.cell?.unit === 1")
    silent_page.reload()
    expect(silent_page.locator("#product .title")).to_have_text(title)
    expect(silent_page.locator("#product text.index.chosen").last).to_have_text("2")

    for strange in (99_999, 0):
        opened_at(silent_page, server, link({"open": True, "product": strange}, stop=4))
        expect(silent_page.locator("#drawing .frame.opened")).to_have_count(1)
        expect(silent_page.locator("#product")).not_to_be_visible()


def test_another_net_closes_it(silent_page: Page, server: str) -> None:
    at_step_four(silent_page, server)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Enter")
    expect(silent_page.locator("#product")).to_be_visible()
    silent_page.locator(".net select").select_option("gru")
    expect(silent_page.locator("#product")).not_to_be_visible()


def test_a_large_matrix_has_a_window_a_map_and_few_elements(silent_page: Page, server: str) -> None:
    view = {"open": True, "cell": {"node": "f", "t": 4, "unit": 40}}
    opened_at(silent_page, server, link(view, {"sizes": {"h": 64}}, stop=3))
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Enter")
    expect(silent_page.locator("#product rect.shown-part")).to_be_visible()
    expect(silent_page.locator("#product text.index.chosen").last).to_have_text("41")
    trace = unspool.run({**SPEC, "sizes": {"h": 64}})
    expect(silent_page.locator(".product-way .figure")).to_contain_text(f"{trace.values['f'][3][40]:.3g}")
    silent_page.get_by_text("Row 41 as a table").click()
    expect(silent_page.locator(".as-table tbody tr")).to_have_count(64)
    whole = silent_page.locator(".as-table tbody tr").last.locator("td").last
    W, h = np.array(trace.parameters["W_hf"]), trace.values["h"][2]
    expect(whole).to_have_text(figure(float(W[40] @ h)))
    settled(silent_page)
    assert silent_page.evaluate("document.body.querySelectorAll('*').length") < 5_000


def test_any_operation_answers_when_it_is_clicked(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 1440, "height": 900})
    opened_at(silent_page, server, link({"open": True}, stop=11))
    box = silent_page.locator("#drawing rect.glyph[rx='15']").last.bounding_box()
    assert box is not None
    silent_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(silent_page.locator("#drawing rect.outline")).to_have_count(1)
    nodes, step = step_of(SPEC, 4)
    total = next(node for node in step.nodes if nodes[node.id]["op"] == "add" and nodes[node.id]["name"] is None)
    assert total.grad is not None
    silent_page.locator("#answer .chooser select").select_option(f"o:{total.id}")
    expect(silent_page.locator("#answer .facts")).to_contain_text(figure(float(total.value[0])))
    expect(silent_page.locator("#answer .facts .gradient").first).to_contain_text(figure(float(total.grad[0])))
