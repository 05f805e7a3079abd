"""Take the picture along: every file of the dialog is downloaded and read by a reader of its own."""

import csv
import io
import json
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from safetensors import safe_open
from safetensors.numpy import load_file
from sights import COPIED, opened, passing, settled, whole, words

import unspool

SVG = "{http://www.w3.org/2000/svg}"


def dialog(page: Page, server: str) -> Locator:
    """At t = 4 of the backward pass, by keyboard."""
    opened(page, server)
    page.locator("#stage").focus()
    for _ in range(4):
        page.keyboard.press("PageDown")
    expect(page.locator(".where")).to_contain_text("t = 4 of 7")
    settled(page)
    page.keyboard.press("e")
    shown = page.get_by_role("dialog", name="Take it along")
    expect(shown).to_be_visible()
    return shown


def taken(page: Page, folder: Path, kind: str, what: str | None = None) -> Path:
    """The file that the dialog gives for a format and a part."""
    shown = page.get_by_role("dialog")
    shown.get_by_role("button", name=kind, exact=True).click()
    if what:
        shown.get_by_role("combobox", name="What").select_option(label=what)
    ending = {"TikZ": ".tex"}.get(kind, f".{kind.lower()}")
    expect(shown.locator(".name")).to_have_text(re.compile(re.escape(ending) + "$"))
    expect(shown.get_by_role("button", name="Download")).to_be_enabled()
    with page.expect_download() as download:
        shown.get_by_role("button", name="Download").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width, height and the colours of a PNG whose rows are read only as far as that."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    return width, height, {raw[k : k + 4] for k in range(0, len(raw) - 4, 997)}


def test_an_svg_says_what_the_stage_shows_and_needs_nothing_else(
    silent_page: Page, server: str, tmp_path: Path
) -> None:
    shown = dialog(silent_page, server)
    expect(shown.locator(".preview img")).to_be_visible()
    path = taken(silent_page, tmp_path, "SVG")
    assert path.name == "unspool-lstm-t4-backward.svg"
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert "backward, t = 4 of 7" in (root.findtext(f"{SVG}title") or "")
    assert "softmax(V @ h + d)" in (root.findtext(f"{SVG}desc") or "")
    assert not re.findall(r"class=|var\(|<script|http(?!://www\.w3\.org/)", text)
    letters = {"".join(one.itertext()) for one in root.iter(f"{SVG}text")}
    for tone in ("token", "target", "loss", "step"):
        for word in words(silent_page, tone):
            assert word in letters or not word, word
    assert any(one.startswith("h") and "hidden state" in one for one in letters)
    frame = silent_page.locator("#drawing").bounding_box()
    assert frame is not None
    assert float(root.attrib["width"]) == pytest.approx(frame["width"], abs=2)
    link = re.search(r"#(\S+) at its end", root.findtext(f"{SVG}desc") or "")
    assert link is not None
    silent_page.keyboard.press("Escape")
    silent_page.keyboard.press("Home")
    expect(silent_page.locator(".where")).to_contain_text("t = 1 of 7")
    silent_page.goto(f"{server}/#{link[1]}")
    expect(silent_page.locator(".where")).to_contain_text("t = 4 of 7")


def test_a_png_has_twice_the_size_and_the_pages_colours(silent_page: Page, server: str, tmp_path: Path) -> None:
    dialog(silent_page, server)
    frame = silent_page.locator("#drawing").bounding_box()
    assert frame is not None
    width, height, colours = pixels(taken(silent_page, tmp_path, "PNG").read_bytes())
    assert (width, height) == (2 * round(frame["width"]), 2 * round(frame["height"]))
    assert len(colours) > 100  # a blank one has two or three
    silent_page.get_by_role("button", name="4 ×").click()
    expect(silent_page.locator(".taking .name")).to_have_text("unspool-lstm-t4-backward-4x.png")
    expect(silent_page.locator(".taking .preview img")).to_have_attribute("width", str(2 * width))


def test_parts_colours_and_grounds_can_be_chosen(silent_page: Page, server: str, tmp_path: Path) -> None:
    shown = dialog(silent_page, server)
    whole = ElementTree.parse(taken(silent_page, tmp_path, "SVG")).getroot()
    shown.get_by_role("button", name="dark").click()
    shown.get_by_role("button", name="see-through").click()
    expect(shown.locator(".name")).to_have_text("unspool-lstm-t4-backward-dark.svg")
    columns = ElementTree.parse(taken(silent_page, tmp_path, "SVG", "Its columns alone")).getroot()
    lanes = ElementTree.parse(taken(silent_page, tmp_path, "SVG", "Its lanes alone")).getroot()
    assert float(columns.attrib["height"]) < float(whole.attrib["height"])
    assert not [one for one in columns.iter(f"{SVG}g") if one.get("id") == "lanes"]
    assert not [one for one in lanes.iter(f"{SVG}g") if one.get("id") == "vectors"]
    ground = whole.find(f"{SVG}rect")
    assert ground is not None
    assert ground.get("fill") == "#fbfaf7"
    assert columns.find(f"{SVG}rect") is None
    assert "#1b1e24" in ElementTree.tostring(columns, encoding="unicode")  # the dark card
    shown.get_by_role("combobox", name="What").select_option(label="Steps from … to …")
    shown.get_by_label("from step").fill("5")
    shown.get_by_label("from step").blur()
    expect(shown.locator(".name")).to_have_text("unspool-lstm-steps-5-5-t4-backward-dark.svg")
    folded = ElementTree.parse(taken(silent_page, tmp_path, "SVG", "The folded graph")).getroot()
    assert len(list(folded.iter(f"{SVG}circle"))) == 8
    assert silent_page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--card')") == "#ffffff"


def test_a_step_that_was_never_opened_is_opened_for_its_picture(silent_page: Page, server: str, tmp_path: Path) -> None:
    dialog(silent_page, server)
    silent_page.get_by_role("combobox", name="What").select_option(label="The step, opened")
    expect(silent_page.locator(".taking .name")).to_have_text("unspool-lstm-opened-4-t4-backward.svg")
    path = taken(silent_page, tmp_path, "TikZ")
    assert "Step 4, unit 1 of each vector" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["The stage as it is seen", "The folded graph"])
def test_tikz_names_its_colours_and_its_nodes(silent_page: Page, server: str, tmp_path: Path, what: str) -> None:
    dialog(silent_page, server)
    path = taken(silent_page, tmp_path, "TikZ", what)
    tex = path.read_text(encoding="utf-8")
    assert "\\definecolor{recurrent}{HTML}{8A6200}" in tex
    if "folded" in what:
        assert "\\draw[edge input, line width=1pt] (x) -- (i); % x → i  W_xi" in tex
    else:
        assert re.search(r"edge [\w ]*backward[\w ]*/\.style=\{draw=backward, dash pattern=", tex)
        assert tex.count("\\cells{") >= 7 * 6
    if shutil.which("pdflatex"):
        compiled(path)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not here: TikZ is only read, not compiled")
def test_tikz_of_hostile_tokens_compiles(silent_page: Page, server: str, tmp_path: Path) -> None:
    opened(silent_page, server)
    silent_page.get_by_label("Sentence").first.fill("50%_of $x$ {~^} \\end größe 中文 😀 #1&")
    expect(silent_page.locator("#drawing text.token").first).not_to_have_text("In")
    settled(silent_page)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("e")
    compiled(taken(silent_page, tmp_path, "TikZ"))


def compiled(path: Path) -> None:
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
    assert b"1 page" in done.stdout


def test_tables_read_back_to_the_same_bits(silent_page: Page, server: str, tmp_path: Path) -> None:
    shown = dialog(silent_page, server)
    run = load_file(taken(silent_page, tmp_path, "safetensors"))
    path = taken(silent_page, tmp_path, "CSV")
    assert path.name == "unspool-lstm-values.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    assert list(rows[0]) == ["t", "node", "unit", "value", "gradient"]
    for name in ("c", "f", "yhat"):
        ours = [row for row in rows if row["node"] == name and int(row["t"]) > 0]
        values = np.array([float(row["value"]) for row in ours])
        grads = np.array([float(row["gradient"]) for row in ours])
        assert values.tobytes() == run[f"values/{name}"].tobytes(), name
        assert grads.tobytes() == run[f"grads/{name}"].tobytes(), name
    assert [row["value"] for row in rows if row["node"] == "h" and row["t"] == "0"] == ["0"] * run["values/h"].shape[1]
    shown.get_by_role("button", name="parameters and their gradients").click()
    weights = list(csv.DictReader(io.StringIO(taken(silent_page, tmp_path, "CSV").read_text())))
    entry = next(row for row in weights if (row["parameter"], row["row"], row["column"]) == ("W_hf", "2", "3"))
    assert float(entry["gradient"]) == run["parameter_grads/W_hf"][1, 2]
    shown.get_by_role("button", name="one step a line").click()
    wide = list(csv.DictReader(io.StringIO(taken(silent_page, tmp_path, "CSV").read_text(encoding="utf-8"))))
    assert [row["token"] for row in wide] == ["In", "2017", ",", "I", "went", "to", "IIT"]


def test_tensors_are_those_of_the_engine(silent_page: Page, server: str, tmp_path: Path) -> None:
    dialog(silent_page, server)
    path = taken(silent_page, tmp_path, "safetensors")
    assert path.name == "unspool-lstm.safetensors"
    found = load_file(path)
    with safe_open(path, "numpy") as file:
        about = file.metadata()
    assert about["unspool"] == unspool.__version__
    assert about["complete"] == "true"
    trace = unspool.run(json.loads(about["spec"]))
    for kind in ("values", "grads", "parameters", "parameter_grads"):
        for name, array in getattr(trace, kind).items():
            assert found[f"{kind}/{name}"].tobytes() == np.ascontiguousarray(array).tobytes(), (kind, name)


def test_text_is_copied_and_escape_gives_the_stage_back(silent_page: Page, server: str) -> None:
    silent_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = dialog(silent_page, server)
    shown.get_by_role("button", name="TikZ", exact=True).click()
    expect(shown.locator(".preview pre")).to_contain_text("\\begin{tikzpicture}")
    with passing(silent_page, COPIED):
        shown.get_by_role("button", name="Copy", exact=True).click()
    assert "\\begin{tikzpicture}" in silent_page.evaluate("navigator.clipboard.readText()")
    silent_page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(silent_page.locator("#stage")).to_be_focused()
    silent_page.keyboard.press("?")
    expect(silent_page.get_by_role("dialog", name="Keys")).to_contain_text("take a picture or the numbers along")


def test_it_works_on_a_phone_while_the_server_is_away(
    silent_page: Page, noises: list[str], server: str, tmp_path: Path
) -> None:
    silent_page.set_viewport_size({"width": 390, "height": 844})
    opened(silent_page, server)
    silent_page.get_by_role("button", name="Take it along").click()
    expect(silent_page.locator(".taking .preview img")).to_be_visible()
    whole(silent_page)
    silent_page.context.set_offline(True)
    taken(silent_page, tmp_path, "PNG", "Steps from … to …")
    silent_page.context.set_offline(False)
    for icon in [noise for noise in noises if "icon.svg" in noise]:  # the browser asks for it again by itself, aloud
        noises.remove(icon)
        noises.remove("console error: Failed to load resource: net::ERR_INTERNET_DISCONNECTED")
    box = silent_page.locator("dialog.taking").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert silent_page.evaluate("document.querySelector('dialog.taking').scrollWidth") <= box["width"]


def test_a_product_and_the_graph_are_taken_as_they_stand(silent_page: Page, server: str, tmp_path: Path) -> None:
    opened(silent_page, server)
    silent_page.locator("#stage").focus()
    silent_page.keyboard.press("o")
    silent_page.keyboard.press("+")
    numbers = silent_page.locator(".figure-of-product text.number.matrix")
    expect(numbers.first).to_be_visible()
    silent_page.keyboard.press("e")
    path = taken(silent_page, tmp_path, "SVG")
    assert "product" in path.name
    letters = {"".join(one.itertext()) for one in ElementTree.parse(path).iter(f"{SVG}text")}
    assert set(numbers.all_text_contents()) <= letters
    for _ in range(3):  # the dialog, the product, the step
        silent_page.keyboard.press("Escape")
    expect(silent_page.locator("#drawing .frame.opened")).to_have_count(0)
    silent_page.keyboard.press("g")
    expect(silent_page.locator("#drawing .unfolded path.name").first).to_be_visible()
    silent_page.keyboard.press("e")
    path = taken(silent_page, tmp_path, "TikZ")
    assert "graph" in path.name
    assert re.search(r"\\node\[circle, .*\] \(h-\d\) at", path.read_text(encoding="utf-8"))
    silent_page.keyboard.press("Escape")
    silent_page.keyboard.press("w")
    silent_page.keyboard.press("e")
    expect(silent_page.get_by_role("combobox", name="What").locator("option")).to_have_count(4)
