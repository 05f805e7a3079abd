"""The one page, and the files it loads: a checkout has them at its top, a wheel inside the package.

The page is rendered with what it needs at first paint: ``import_map``, ``library``, ``functions`` (plain data) and
``version``.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from base64 import b64encode
from dataclasses import asdict
from pathlib import Path

import jinja2
from fastapi import APIRouter
from fastapi.staticfiles import StaticFiles
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

import unspool
from unspool.documents import weights
from unspool.documents.examples import examples
from unspool.recurrence import library, operations
from unspool.web.headers import policy

# Windows takes these from its registry, where a .js may be text/plain, which nosniff then refuses to run.
for _ending, _kind in {
    ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".html": "text/html", ".txt": "text/plain",
}.items():  # fmt: skip
    mimetypes.add_type(_kind, _ending)

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
def page() -> Response:
    """The page, with its own policy: the import map stands in it and is allowed by its hash."""
    html = _templates.get_template("page.html").render(
        import_map=json.loads((folder("static") / "importmap.json").read_text(encoding="utf-8")),
        library=[asdict(library.entry(name)) | {"weights": weights.for_net(name)} for name in library.names()],
        functions=_functions(),
        examples=[asdict(example) for example in examples()],
        version=unspool.__version__,
    )
    hashes = [_sha256(found) for found in _IMPORT_MAP.findall(html)]
    return HTMLResponse(html, headers={"Cache-Control": "no-cache", "Content-Security-Policy": policy(*hashes)})


def _functions() -> list[dict[str, str | int]]:
    """What a net's text may call, with a line about each, for the editor."""
    rows = [operations.BY_NAME[name] for name in operations.FUNCTIONS]
    return [{"name": row.name, "about": row.about, "arity": row.arity} for row in rows]


def _sha256(script: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()


class _Revalidated(StaticFiles):
    """Files with an ETag that a browser asks about each time: modules of two versions never mix."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def static_files() -> StaticFiles:
    """What ``/static`` serves."""
    return _Revalidated(directory=folder("static"), check_dir=False)
