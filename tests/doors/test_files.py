"""Static files: compressed, named by what stands in them, and read again when they change."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import serving

from unspool.web import create_app, page
from unspool.web.modules import loaded, parts

PACKED = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}
STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files, and one file beside it that is nobody's business."""
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "main.js").write_text("export const answer = 42; " * 40)
    (tmp_path / "static" / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "secret.txt").write_text("nobody's business")
    return tmp_path / "static"


@pytest.fixture
def address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(page, "folder", lambda name: folder)
    with serving(create_app()) as server:
        yield f"{server}/static"


def test_text_is_sent_compressed_to_whoever_reads_that(address: str, folder: Path) -> None:
    script = (folder / "js" / "main.js").read_bytes()
    for offered in ("gzip", "br, gzip;q=0.5", "deflate,GZIP"):
        with httpx.stream("GET", f"{address}/js/main.js", headers={"Accept-Encoding": offered}) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert answer.headers["vary"] == "Accept-Encoding"
            sent = b"".join(answer.iter_raw())
        assert len(sent) == int(answer.headers["content-length"]) < len(script) / 4
        assert gzip.decompress(sent) == script
    for offered in ("identity", "br", "gzip;q=0", "gzip; q=0.0", ""):
        answer = httpx.get(f"{address}/js/main.js", headers={"Accept-Encoding": offered})
        assert "content-encoding" not in answer.headers
        assert answer.content == script


def test_what_does_not_shrink_is_sent_as_it_is(address: str) -> None:
    answer = httpx.get(f"{address}/dot.png", headers=PACKED)
    assert "content-encoding" not in answer.headers
    assert answer.content == b"\x89PNG\r\n\x1a\n"
    assert answer.headers["content-type"] == "image/png"


def test_each_form_has_a_tag_of_its_own_and_is_not_sent_twice(address: str) -> None:
    tags = [httpx.get(f"{address}/js/main.js", headers=how).headers["etag"] for how in (PACKED, PLAIN)]
    assert tags[0] != tags[1]
    for how, tag in zip((PACKED, PLAIN), tags, strict=True):
        again = httpx.get(f"{address}/js/main.js", headers={**how, "If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    head = httpx.head(f"{address}/js/main.js", headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == 26 * 40


def test_a_file_that_is_edited_is_served_as_it_is_now(address: str, folder: Path) -> None:
    before = httpx.get(f"{address}/js/main.js")
    (folder / "js" / "main.js").write_text("export const answer = 43;")
    after = httpx.get(f"{address}/js/main.js", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.text) == (200, "export const answer = 43;")
    (folder / "js" / "main.js").unlink()
    assert httpx.get(f"{address}/js/main.js").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "%2e%2e/secret.txt", "js/../../secret.txt", "v-1/%2e%2e/%2e%2e/secret.txt", "js", "v-1/", "%00"],
)
def test_nothing_beside_the_folder_is_served(address: str, path: str) -> None:
    assert httpx.get(f"{address}/{path}").status_code == 404


def test_only_the_names_of_files_are_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "folder", lambda name: folder)
    app = create_app()
    with serving(app) as server:
        for number in range(20):
            httpx.get(f"{server}/static/v-{number}/js/main.js")
            httpx.get(f"{server}/static/js/nothing-{number}.js")
    assert list(app.state.files.files) == [str(Path("js") / "main.js")]


def test_a_page_names_its_files_by_what_stands_in_them(server: str) -> None:
    html = httpx.get(server).text
    (version,) = set(re.findall(r'"/static/(v-[0-9a-f]{16})/', html))
    assert not re.search(r'(?:src|href)="/static/(?!v-)', html)
    kept = httpx.get(f"{server}/static/{version}/js/main.js")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    for other in ("js/main.js", "v-0123456789abcdef/js/main.js"):
        assert httpx.get(f"{server}/static/{other}").headers["cache-control"] == "no-cache"


def test_a_page_of_other_files_names_them_otherwise(folder: Path) -> None:
    files = page.Files(folder)
    before = files.address()
    assert files.address() == before
    (folder / "js" / "main.js").write_text("export const answer = 43;")
    assert files.address() != before


def test_a_page_names_every_module_that_is_loaded_and_no_other(server: str) -> None:
    html = httpx.get(server).text
    named = re.findall(r'<link rel="modulepreload" href="/static/v-[0-9a-f]{16}/([^"]+)">', html)
    assert len(named) == len(set(named)) > 200
    assert all((STATIC / name).is_file() for name in named)
    assert html.index("importmap") < html.index("modulepreload") < html.index('type="module"')


def test_a_first_load_is_below_300_kb_and_holds_no_part(server: str) -> None:
    html = httpx.get(server).text
    asked = re.findall(r'(?:src|href)="(/static/[^"]+[.](?:js|css))"', html)
    with httpx.Client() as client:
        sent = [gzip.compress(client.get(server + address).content) for address in asked]
    assert sum(map(len, [*sent, gzip.compress(html.encode())])) < 300_000
    assert [address for address in asked if "/parts/" in address and not address.endswith("/all.js")] == []
    assert not any(address.endswith("katex.js") for address in asked)


def test_a_page_names_what_each_part_adds(server: str) -> None:
    html = httpx.get(server).text
    named = re.search(r'id="parts">(.*?)</script>', html)
    assert named
    first = set(re.findall(r'href="(/static/[^"]+[.]js)"', html))
    for part, addresses in json.loads(named[1]).items():
        assert addresses[0].endswith(f"/js/parts/{part}.js")
        assert len(addresses) == len(set(addresses) - first) > 1
        assert all((STATIC / address.split("/", 3)[3]).is_file() for address in addresses)


def test_the_style_sheets_are_one_file_in_the_order_of_the_template(server: str) -> None:
    template = (STATIC.parent / "templates" / "page.html").read_text(encoding="utf-8")
    names = re.findall(r'href="/static/(css/[^"]+[.]css)"', template)
    html = httpx.get(server).text
    (address,) = re.findall(r'href="(/static/[^"]+/css/[^"]+[.]css)"', html)
    alone = [httpx.get(f"{server}/static/{name}").text for name in names]
    assert httpx.get(server + address).text == "\n".join(alone)
    assert len(names) > 30


def test_a_joined_file_is_read_again_when_one_of_its_files_is_edited(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "folder", lambda name: folder)
    for name in ("a", "b"):
        (folder / f"{name}.css").write_text(f"{name} {{}}")
    app = create_app()
    app.state.files.join("all.css", ["b.css", "a.css"])
    with serving(app) as server:
        assert httpx.get(f"{server}/static/all.css").text == "b {}\na {}"
        (folder / "b.css").write_text("edited {}")
        assert httpx.get(f"{server}/static/all.css").text == "edited {}\na {}"
        app.state.files.join("all.css", ["a.css"])
        assert httpx.get(f"{server}/static/all.css").text == "a {}"
        (folder / "a.css").unlink()
        assert httpx.get(f"{server}/static/all.css").status_code == 404


def test_imports_are_told_from_what_only_looks_like_one(tmp_path: Path) -> None:
    (tmp_path / "importmap.json").write_text('{"imports": {"#app/": "/static/js/"}}')
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "main.js").write_text(
        '/**\n * @import {Page} from "#app/types.js"\n */\nimport {\n  one,\n} from "#app/one.js";\n'
        'import "#app/two.js";\n'
        'export { three } from "#app/three.js";\nexport const name = "#app/no.js";\n'
        'const later = () => import("#app/later.js");\n'
    )
    (tmp_path / "js" / "later.js").write_text('import "#app/two.js";\nimport "#app/four.js";\n')
    (tmp_path / "js" / "one.js").write_text(
        'import { two } from "#app/two.js";\nimport { main } from "#app/main.js";\n'
    )
    for name in ("two", "three"):
        (tmp_path / "js" / f"{name}.js").write_text("export {};\n")
    names = [f"/static/js/{name}.js" for name in ("main", "one", "two", "three")]
    assert loaded(tmp_path, "v-1") == names
    assert parts(tmp_path, "v-1") == {"later": ["/static/js/later.js", "/static/js/four.js"]}


def test_the_page_itself_is_compressed(server: str) -> None:
    with httpx.stream("GET", server, headers=PACKED) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        sent = b"".join(packed.iter_raw())
    assert gzip.decompress(sent).decode() == httpx.get(server, headers=PLAIN).text
