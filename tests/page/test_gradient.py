"""The gradient laid open: the ledger's numbers are the engine's, a cell lights its path, keys and links lead there."""

from axe_playwright_python.sync_playwright import Axe
from laid import WORD, answer, link, number
from playwright.sync_api import Page, expect
from sights import link_to, opened, settled

LEDGER = {"show": "gradient", "laid": {"kind": "ledger"}}


def shown(page: Page) -> list[float]:
    """The numbers in the cells, row after row."""
    expect(page.locator("#drawing text.laid-number")).to_have_count(15)
    settled(page)
    found: list[tuple[float, float, str]] = page.locator("#drawing text.laid-number").evaluate_all(
        "all => all.map(e => [Number(e.getAttribute('y')), Number(e.getAttribute('x')), e.textContent])"
    )
    return [number(text) for _, _, text in sorted(found)]


def click_cell(page: Page, at: int) -> None:
    """The cell whose number is the so-and-so-many-th, row after row."""
    boxes = page.locator("#drawing text.laid-number")
    found: list[tuple[float, float, float, float]] = boxes.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.top, b.left, b.width, b.height])"
    )
    top, left, width, height = sorted(found)[at]
    page.mouse.click(left + width / 2, top + height / 2)


def test_the_ledger_shows_the_engine_s_numbers_and_its_sums(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("ledger"))
    found = answer(server, "ledger")
    wanted = [value for t, row in enumerate(found["tensors"]["cells"]) for value in row[: t + 1]]
    for seen, value in zip(shown(silent_page), wanted, strict=True):
        assert abs(seen - value) <= 0.051 * abs(value) + 1e-4
    total = silent_page.locator("#drawing text.laid-total")
    assert abs(number(total.text_content() or "") - found["norm"]) < 0.006 * found["norm"]
    panel = silent_page.locator("#laid-panel")
    expect(panel).to_contain_text("rows: ∂E/∂W of 5 losses")
    expect(panel.locator(".checks").first).to_contain_text("✓")
    assert found["sums"]["largest_relative_error"] < 1e-12


def test_a_cell_lights_its_path_and_says_what_it_is(silent_page: Page, server: str) -> None:
    opened(silent_page, server, link("ledger"))
    shown(silent_page)
    click_cell(silent_page, 1 + 2 + 1)  # third row, second column
    panel = silent_page.locator("#laid-panel")
    expect(panel).to_contain_text("The loss at 3, felt by the copy of W at 2, 1 Jacobian of the state away.")
    expect(silent_page.locator("#drawing .laid-lit")).to_have_count(2)  # h at 2 and 3
    expect(silent_page.locator("#drawing .line.laid-path")).to_have_count(2)  # from the loss, and one step back
    expect(silent_page.locator("#announcer")).to_contain_text("Loss at 3, copy of W at 2")
    panel.get_by_role("button", name="Check this cell").click()
    expect(panel).to_contain_text("complex step")
    silent_page.reload()
    expect(silent_page.locator("#laid-panel")).to_contain_text("The loss at 3, felt by the copy of W at 2")


def test_keys_choose_the_view_and_the_cell_and_links_of_the_text_lead_there(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    stage = silent_page.locator("#stage")
    stage.focus()
    silent_page.keyboard.press("d")
    panel = silent_page.locator("#laid-panel")
    expect(panel).to_contain_text("The loss at 7, felt by the copy of W_hi at 3")
    silent_page.keyboard.press("ArrowUp")
    silent_page.keyboard.press("Shift+ArrowRight")
    expect(panel).to_contain_text("The loss at 6, felt by the copy of W_hi at 4")
    panel.get_by_role("button", name="the last loss and the first copy").click()
    expect(panel).to_contain_text("The loss at 7, felt by the copy of W_hi at 1")
    panel.get_by_label("Ledger of").select_option("V")
    expect(panel).to_contain_text("No path leads from the loss at 7 back to the copy at 1")
    panel.get_by_role("button", name="norm", exact=True).click()
    expect(panel).to_contain_text("These do not add up")
    expect(panel).to_contain_text("norms do not add up")
    settled(silent_page)
    assert Axe().run(silent_page).response["violations"] == []


def test_a_net_without_a_loss_says_so_in_words(silent_page: Page, server: str) -> None:
    bare = {"net": "", "text": "h = tanh(U @ x + W @ h[t-1])", "sentence": WORD, "by": "characters", "sizes": {"h": 4}}
    silent_page.goto(server + "/" + link_to(bare, view=LEDGER))
    expect(silent_page.locator("#laid-bar")).to_contain_text("This net has no loss line")
    expect(silent_page.locator("#drawing text.laid-number")).to_have_count(0)


def test_a_long_run_is_asked_about_until_its_window_is_there_and_no_more(silent_page: Page, server: str) -> None:
    """Two questions on their way must not each call for the other's window."""
    net = "h = tanh(W @ h[t-1] + b)\nloss = sum(h * h)"
    setup = {"net": "", "text": net, "source": "none", "steps": 300, "sizes": {"h": 2}, "scale": 0.6}
    asked: list[str] = []
    silent_page.on("request", lambda request: asked.append(request.url) if "/api/gradient/" in request.url else None)
    opened(silent_page, server, link_to(setup, view=LEDGER))
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("Home")
    silent_page.keyboard.press("End")
    settled(silent_page)
    expect(silent_page.locator("#drawing .laid-cell").first).to_be_attached()
    assert 1 <= len(asked) <= 12
