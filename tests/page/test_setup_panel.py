"""The whole set-up beside the stage: input, targets, loss, sizes, files; what is refused stays as typed."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from sights import opened, settled, words


def panel(page: Page) -> Locator:
    page.get_by_role("button", name="More …").click()
    found = page.locator(".setup-panel")
    expect(found).to_be_visible()
    return found


def numbers(found: Locator) -> Locator:
    """The field for pasted numbers; in the panel, for the input."""
    found.get_by_role("combobox", name="Input x").select_option("numbers")
    return found.get_by_role("textbox", name="Numbers")


def test_the_panel_says_what_a_net_is_and_where_it_comes_from(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    found = panel(silent_page)
    found.locator(".net select").select_option("gru")
    expect(found.locator(".about")).to_contain_text("Gated recurrent unit")
    expect(found).to_contain_text("Cho et al. (2014)")
    expect(silent_page.locator("#drawing text.token")).to_have_count(7)
    found.locator("h2").press("Escape")
    expect(found).to_have_count(0)
    expect(silent_page.get_by_role("button", name="More …")).to_be_focused()


def test_pasted_numbers_run_and_a_dash_is_a_step_without_input(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    found = panel(silent_page)
    numbers(found).fill("0,5\t1\r\n-\r\n2\t3\r\n-1\t1")
    expect(silent_page.locator("#drawing text.token")).to_have_count(1)  # the step without numbers
    settled(silent_page)
    assert words(silent_page, "token") == ["–"]
    assert words(silent_page, "step") == ["t = 1", "2", "3", "4"]


def test_numbers_that_cannot_be_read_are_refused_with_row_and_column(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    found = panel(silent_page)
    field = numbers(found)
    text = "0.5, 1\n<img src=x onerror=alert(1)>, 3"
    field.fill(text)
    expect(found.locator(".refused")).to_have_text(re.compile("^inputs, row 2, column 1: .* is not a number"))
    expect(field).to_have_value(text)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert words(silent_page, "token") == ["In", "2017", ",", "I", "went", "to", "IIT"]  # the last good picture
    field.fill("1 2\n1 2 3")
    expect(found.locator(".refused")).to_have_text("inputs, row 2: has 3 numbers but row 1 has 2")
    field.fill("1 2\n1 2")
    expect(found.locator(".refused")).to_have_count(0)
    expect(silent_page.locator("#drawing text.token")).to_have_count(0)


def test_without_input_a_net_runs_for_a_number_of_steps(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    found = panel(silent_page)
    found.locator(".net select").select_option("dynamical_system")
    found.get_by_role("combobox", name="Input x").select_option("none")
    found.get_by_label("steps").fill("4")
    found.get_by_label("s", exact=True).fill("1 0 0 -1 1 1 1 1")
    expect(silent_page.locator("#drawing text.step")).to_have_count(4)
    expect(silent_page.locator(".notice")).to_have_count(0)
    expect(silent_page.get_by_label("size of s")).to_have_count(2)
    found.get_by_label("s", exact=True).fill("1 0")
    expect(silent_page.get_by_label("size of s")).to_have_count(0)  # two units, as the vector says
    expect(silent_page.locator(".notice")).to_have_count(0)
    found.get_by_label("s", exact=True).fill("1 zero")
    expect(found.locator(".refused").first).to_contain_text("initial.s, row 1, column 2")


def test_targets_are_the_next_token_labels_numbers_or_none(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("so it goes")
    expect(silent_page.locator("#drawing text.token")).to_have_count(3)
    found = panel(silent_page)
    aim = found.get_by_role("combobox", name="Targets y")
    aim.select_option("end")
    found.get_by_label("Label", exact=True).fill("sad")
    expect(silent_page.locator("#drawing text.target").filter(has_text="sad")).to_have_count(1)
    settled(silent_page)
    assert words(silent_page, "target") == ["–", "–", "sad"]
    aim.select_option("each")
    found.get_by_label("Labels").fill("R P -")
    expect(silent_page.locator("#drawing text.target").filter(has_text="R")).to_have_count(1)
    settled(silent_page)
    assert words(silent_page, "target") == ["R", "P", "–"]
    found.get_by_label("Labels").fill("R P")
    expect(found.locator(".refused")).to_contain_text("targets: are 2 but there are 3 tokens")
    aim.select_option("numbers")
    found.get_by_role("textbox", name="Numbers").fill("-\n-\n1 0")
    expect(silent_page.locator("#drawing text.target").filter(has_text="1.00")).to_have_count(1)
    aim.select_option("none")
    expect(silent_page.locator("#drawing text.target").filter(has_text="–")).to_have_count(3)


def test_another_loss_rewrites_the_equations_and_shows_which_lines(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    found = panel(silent_page)
    found.get_by_role("combobox", name="Loss").select_option("sigmoid")
    expect(found.locator(".rewritten")).to_have_text("yhat = sigmoid(V @ h + d)\nloss = binary_cross_entropy(yhat, y)")
    expect(silent_page.locator(".notice")).to_have_count(0)
    found.get_by_role("combobox", name="Loss").select_option("none")
    expect(silent_page.locator("#choices")).to_contain_text("no loss")
    found.get_by_role("button", name="Edit the equations").click()
    expect(silent_page.get_by_role("textbox", name="Equations")).to_have_value(
        re.compile(r"yhat = sigmoid\(V @ h \+ d\)")
    )
    silent_page.get_by_role("button", name="Back to LSTM").click()
    expect(silent_page.get_by_role("textbox", name="Equations")).to_have_value(re.compile("loss = cross_entropy"))
    expect(silent_page.locator(".net select").first).to_have_value("lstm")


def test_a_spec_is_saved_and_opened_and_runs_the_same(silent_page: Page, server: str, tmp_path: Path) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("to be or not")
    expect(silent_page.locator("#drawing text.token")).to_have_count(4)
    settled(silent_page)
    loss = silent_page.locator(".where").inner_text()
    found = panel(silent_page)
    with silent_page.expect_download() as caught:
        found.get_by_role("button", name="Save spec").click()
    saved = tmp_path / "saved.json"
    caught.value.save_as(saved)
    assert json.loads(saved.read_text())["tokens"] == ["to", "be", "or", "not"]
    silent_page.get_by_label("seed").first.fill("9")
    expect(silent_page.locator(".where")).not_to_have_text(loss)
    silent_page.locator("input[type=file]").set_input_files(saved)
    expect(silent_page.locator(".where")).to_have_text(loss)


def test_what_a_file_gives_beyond_the_fields_is_used_and_can_be_removed(silent_page: Page, server: str) -> None:
    golden = json.loads((Path(__file__).parents[1] / "golden" / "elman_softmax.json").read_text())
    spec = {key: golden[key] for key in ("net", "sizes", "inputs", "targets", "parameters")}
    opened(silent_page, server)
    found = panel(silent_page)
    silent_page.locator("input[type=file]").set_input_files(
        {
            "name": "spec.json",
            "mimeType": "application/json",
            "buffer": json.dumps(spec).encode(),
        }
    )
    expect(found.get_by_role("button", name="Remove parameters")).to_be_visible()
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuemax", "12")  # its run has come
    expect(silent_page.locator(".notice.mistake")).to_have_count(0)
    silent_page.locator("input[type=file]").set_input_files(
        {"name": "holiday.json", "mimeType": "application/json", "buffer": b"not json"}
    )
    expect(silent_page.locator(".notice.mistake")).to_contain_text("holiday.json is no spec")


def test_twenty_thousand_characters_are_too_many_steps_but_not_too_many_words(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    sentence = ("the cat sat on it. " * 1053)[:20_000]
    assert len(sentence) == 20_000
    silent_page.get_by_role("button", name="characters").click()
    expect(silent_page.locator("#drawing text.token").filter(has_text="␣")).not_to_have_count(0)
    field = silent_page.get_by_label("Sentence")
    field.fill(sentence)
    expect(silent_page.locator(".notice.mistake")).to_contain_text("20,000 steps are more than the limit of 10,000")
    expect(field).to_have_value(sentence)
    expect(field).to_have_attribute("aria-invalid", "true")
    silent_page.get_by_role("button", name="words").click()
    expect(silent_page.locator(".where")).to_contain_text("loss =")
    expect(silent_page.locator(".notice.mistake")).to_have_count(0)
    expect(silent_page.locator("#scrubber")).to_have_attribute("aria-valuemax", re.compile(r"^\d{4,}$"))


def test_emoji_and_right_to_left_words_stay_whole(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").fill("שלום 👨‍👩‍👧 नमस्ते!")
    expect(silent_page.locator("#drawing text.token")).to_have_count(4)
    settled(silent_page)
    assert words(silent_page, "token") == ["שלום", "👨‍👩‍👧", "नमस्ते", "!"]


def test_the_stage_of_a_phone_is_as_high_as_its_rows_whatever_is_set_up(silent_page: Page, server: str) -> None:
    silent_page.set_viewport_size({"width": 390, "height": 844})
    opened(silent_page, server)
    high = "s => s.clientHeight"
    before = silent_page.locator("#stage").evaluate(high)
    silent_page.locator("#setup-fold > summary").click()
    panel(silent_page).get_by_role("button", name="Close").click()
    silent_page.keyboard.press("End")
    expect(silent_page.locator(".where")).to_contain_text("all gradients")
    settled(silent_page)
    assert silent_page.locator("#stage").evaluate(high) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_panel_and_editor(silent_page: Page, server: str, scheme: str) -> None:
    silent_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(silent_page, server)
    found = panel(silent_page)
    numbers(found).fill("1 x")
    expect(found.locator(".refused")).to_be_visible()
    settled(silent_page)
    assert Axe().run(silent_page).violations_count == 0
    found.get_by_role("button", name="Edit the equations").click()
    silent_page.get_by_role("textbox", name="Equations").fill("h = tanj(U @ x)")
    expect(silent_page.locator(".sheet mark")).to_have_text("tanj")
    settled(silent_page)
    assert Axe().run(silent_page).violations_count == 0


def test_a_mistake_in_the_equations_stays_marked_while_the_numbers_are_wrong_too(
    silent_page: Page, server: str
) -> None:
    opened(silent_page, server)
    silent_page.get_by_role("button", name="Edit", exact=True).click()
    equations = silent_page.get_by_role("textbox", name="Equations")
    equations.fill("h = tanj(U @ x)")
    mark = silent_page.locator(".sheet mark")
    expect(mark).to_have_text("tanj")
    found = panel(silent_page)
    numbers(found).fill("1 x")
    expect(found.locator(".refused")).to_contain_text("“x” is not a number")
    found.get_by_role("button", name="Edit the equations").click()
    expect(mark).to_have_text("tanj")
    equations.fill("h = tanh(U @ x)")
    expect(mark).to_have_count(0)
    expect(silent_page.locator(".notice.mistake")).to_contain_text("“x” is not a number")


def test_presenting_puts_the_panel_away_and_brings_it_back(silent_page: Page, server: str) -> None:
    opened(silent_page, server)
    found = panel(silent_page)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("f")
    expect(found).to_be_hidden()
    expect(silent_page.locator("#stage")).to_be_visible()
    silent_page.keyboard.press("Escape")
    expect(found).to_be_visible()
