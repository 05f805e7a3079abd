"""The one page, and the files it loads: a checkout has them at its top, a wheel inside the package.

The page is rendered with what it needs at first paint: ``import_map``, ``library``, ``functions`` (plain data) and
``version``.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from dataclasses import asdict
from pathlib import Path

import jinja2
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

import unspool
from unspool.documents import weights
from unspool.documents.examples import examples
from unspool.recurrence import library, operations
from unspool.web.files import Files, packs
from unspool.web.headers import policy
from unspool.web.modules import MAIN, import_map, loaded, parts

_STYLES = re.compile(r'(?:<link rel="stylesheet" href="/static/css/[^"]+">\s*)+')
_JOINED = "css/all.css"  # the style sheets that the page names in a row
_IMPORT_MAP = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)

router = APIRouter()


def folder(name: str) -> Path:
    """Where ``static`` or ``templates`` are."""
    package = Path(unspool.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(folder("templates")), autoescape=True, undefined=jinja2.StrictUndefined
)


@router.api_route("/", methods=["GET", "HEAD"])
def page(request: Request) -> Response:
    """The page, with its own policy: the import map stands in it and is allowed by its hash."""
    files: Files = request.app.state.files
    address = files.address()
    html = _templates.get_template("page.html").render(
        import_map=import_map(files.folder),
        library=[asdict(library.entry(name)) | {"weights": weights.for_net(name)} for name in library.names()],
        functions=_functions(),
        examples=[asdict(example) for example in examples()],
        parts=parts(files.folder, files.version),
        version=unspool.__version__,
    )
    html = _versioned(html, files, address)
    hashes = [_sha256(found) for found in _IMPORT_MAP.findall(html)]
    headers = {
        "Cache-Control": "no-cache", "Content-Security-Policy": policy(*hashes), "Vary": "Accept-Encoding",
    }  # fmt: skip
    if not packs(request.headers):
        return HTMLResponse(html, headers=headers)
    return HTMLResponse(gzip.compress(html.encode(), 6), headers=headers | {"Content-Encoding": "gzip"})


def _versioned(html: str, files: Files, address: str) -> str:
    """The addresses of files as a browser may keep them, all styles in one file, and all modules named, so that none
    waits for another."""
    if found := _STYLES.search(html):
        files.join(_JOINED, re.findall(r'"/static/([^"]+)"', found[0]))
        html = html.replace(found[0], f'<link rel="stylesheet" href="/static/{_JOINED}">\n    ')
    links = [
        f'<link rel="modulepreload" href="{name}">' for name in loaded(files.folder, files.version) if name != MAIN
    ]
    script = f'<script type="module" src="{MAIN}">'
    return html.replace(script, "\n    ".join([*links, script])).replace('"/static/', f'"{address}/')


def _functions() -> list[dict[str, str | int]]:
    """What a net's text may call, with a line about each, for the editor."""
    rows = [operations.BY_NAME[name] for name in operations.FUNCTIONS]
    return [{"name": row.name, "about": row.about, "arity": row.arity} for row in rows]


def _sha256(script: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()
