"""Scripts and styles are served without comments and indentation, and say what they said."""

from pathlib import Path

import httpx
import pytest
from serving import serving

from unspool.web import create_app, page
from unspool.web.thinner import script, style

STATIC = Path(__file__).parents[2] / "static"
OURS = [*STATIC.glob("js/**/*.js"), *STATIC.glob("css/*.css")]


@pytest.mark.parametrize(
    ("text", "thinned"),
    [
        ("/** A page.\n * @param x */\nexport const a = 1; // one\n", "\n\nexport const a = 1;\n"),
        ("if (a) {\n    b();\n\n\treturn c /* or d */ + 1;\n  }\n", "if (a) {\nb();\n\nreturn c  + 1;\n}\n"),
        ("return /* over\n two lines */ a;", "return\n a;"),  # a line that ends there ends the statement, as before
        ("const a = 'it\\'s // no';  // yes", "const a = 'it\\'s // no';"),
        ('  const a = "b\\\n   c"; // d', '  const a = "b\\\n   c";'),
        ('const a = "\\\\"; // "', 'const a = "\\\\";'),
        ("const a = b / c; // d /", "const a = b / c;"),
        ("const a = /[/*\"]\\/ '/u; // e", "const a = /[/*\"]\\/ '/u;"),
        ("return /\\/\\/ `/.test(a) / 2; // f", "return /\\/\\/ `/.test(a) / 2;"),
        ("a[0] /* g */ / 2 / b; // h", "a[0]  / 2 / b;"),
        (
            "const a = `\n  // text\n  $ { \\` /* text */`;\n  b();",
            "const a = `\n  // text\n  $ { \\` /* text */`;\nb();",
        ),
        ("`  ${ a /* a */ }  ${{ b: `  ${c}  // d` }.b}  ` // e", "`  ${ a  }  ${{ b: `  ${c}  // d` }.b}  `"),
        ("const a = b\n  ++c\n", "const a = b\n++c\n"),
        ("// only this", ""),
    ],
)
def test_a_script_keeps_all_that_is_not_a_comment_or_an_indent(text: str, thinned: str) -> None:
    assert script(text) == thinned


@pytest.mark.parametrize(
    ("text", "thinned"),
    [
        ("/* A\n note. */\na {\n  b: c; /* d */\n}\n", "\n\na {\nb: c; \n}\n"),
        ('a::after {\n  content: "/*  no  */";\n}', 'a::after {\ncontent: "/*  no  */";\n}'),
        ("a b,\n\tc\n  d {}", "a b,\nc\nd {}"),
    ],
)
def test_a_style_keeps_all_that_is_not_a_comment_or_an_indent(text: str, thinned: str) -> None:
    assert style(text) == thinned


def test_what_is_served_has_the_lines_of_the_files_and_three_quarters_of_their_bytes(server: str) -> None:
    sizes = {"written": 0, "served": 0}
    with httpx.Client() as client:
        for file in OURS:
            written = file.read_text(encoding="utf-8")
            served = client.get(f"{server}/static/{file.relative_to(STATIC).as_posix()}").text
            assert served.count("\n") == written.count("\n"), file
            assert "/**" not in served, file
            sizes["written"] += len(written)
            sizes["served"] += len(served)
    assert sizes["served"] < sizes["written"] * 3 / 4


def test_vendored_files_and_whatever_cannot_be_read_are_served_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "folder", lambda name: tmp_path)
    texts = {
        "vendor/a.js": "/* theirs */ a;",
        "js/b.js": "// open\n  `${",
        "js/c.json": "// ours\n",
        "css/d.css": "/**/",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "js" / "e.js").write_bytes(b"// \xff")
    with serving(create_app()) as server:
        served = {name: httpx.get(f"{server}/static/{name}").content for name in [*texts, "js/e.js"]}
    assert served == {name: text.encode() for name, text in texts.items()} | {"css/d.css": b"", "js/e.js": b"// \xff"}
