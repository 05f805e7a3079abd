"""The files under ``/static``: kept in memory, compressed once, and named by what stands in them.

A page names them as ``/static/v-0f3a…/js/main.js``, where the digits stand for everything under ``static``: such an
address never means anything else, so a browser keeps it and asks no more. Without the digits it asks each time, by an
ETag. A file that is edited while the server runs is read again, and the next page has other digits.

Our own scripts and styles go out without comments and indentation (those of ``vendor`` came so), and the styles that
the page names in a row as one file.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from unspool.web import thinner

# Windows takes these from its registry, where a .js may be text/plain, which nosniff then refuses to run.
for _ending, _kind in {
    ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".html": "text/html", ".txt": "text/plain",
}.items():  # fmt: skip
    mimetypes.add_type(_kind, _ending)

_SHRINKS = ("text/", "application/json", "image/svg+xml")
_THIN = {"js": (".js", thinner.script), "css": (".css", thinner.style)}  # folder: ending of its files, what is done
_VERSIONED = "v-"
_REFUSED = re.compile(r"gzip;q=0(\.0*)?")
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class File:
    """One file, or several in a row, as read; ``packed`` is None where compressing gains nothing."""

    places: list[str]
    stamps: list[tuple[int, int]]  # when each was last written, and how long it was
    kind: str
    plain: bytes
    packed: bytes | None
    tag: str

    def stands(self) -> bool:
        """Whether the disk still has it so."""
        try:
            return [_stamp(os.stat(place)) for place in self.places] == self.stamps
        except OSError:
            return False


def read_files(places: list[str], folder: str) -> File:
    """Reads, thins what lies in our own ``folder`` for it, and compresses."""
    stamps = [_stamp(os.stat(place)) for place in places]
    plain = b"\n".join(_read(place, folder) for place in places)
    kind = mimetypes.guess_type(places[0])[0] or "application/octet-stream"
    packed = gzip.compress(plain, 9, mtime=0) if kind.startswith(_SHRINKS) else None
    tag = hashlib.sha256(plain).hexdigest()[:32]
    kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return File(places, stamps, kind, plain, packed if packed and len(packed) < len(plain) else None, tag)


def _read(place: str, folder: str) -> bytes:
    plain = Path(place).read_bytes()
    ending, thinned = _THIN.get(folder, ("", None))
    if thinned and place.endswith(ending):
        with suppress(ValueError):  # what cannot be read is sent as it is
            return thinned(plain.decode()).encode()
    return plain


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_mtime_ns, found.st_size


class Files(StaticFiles):
    """What ``/static`` serves. Whatever is not a plain file of the folder is refused as Starlette refuses it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.folder = folder
        self.joined: dict[str, list[str]] = {}
        self.files: dict[str, File] = {}
        self.version = ""

    def join(self, name: str, names: list[str]) -> None:
        """From now on ``name`` stands for several files in a row; all are names below the folder."""
        path = str(Path(name))
        if self.joined.get(path) != names:
            self.joined[path] = names
            self.files.pop(path, None)

    def address(self) -> str:
        """Where the files are now, for a page that is being written."""
        digest = hashlib.sha256()
        for place, found in sorted(_walk(self.folder)):
            digest.update(f"{place}\0{found.st_mtime_ns}\0{found.st_size}\0".encode())
        self.version = _VERSIONED + digest.hexdigest()[:16]
        return f"/static/{self.version}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, rest = path.partition(os.sep)
        path = rest if version.startswith(_VERSIONED) else path
        file = self.files.get(path)
        if file is None or not file.stands():
            file = await anyio.to_thread.run_sync(self._read, path)
        if file is None or scope["method"] not in ("GET", "HEAD"):
            return await super().get_response(path, scope)
        return _answer(file, Headers(scope=scope), scope["method"], _FOREVER if version == self.version else "no-cache")

    def _read(self, path: str) -> File | None:
        """None for what is not there, or not inside."""
        try:
            places = [self.lookup_path(name)[0] for name in self.joined.get(path, [path])]
            if not all(os.path.isfile(place) for place in places):  # "" is nowhere, or not inside
                return None
            file = read_files(places, path.partition(os.sep)[0])
        except (OSError, ValueError):
            return None
        if path in self.joined or os.path.realpath(self.folder / path) == os.path.join(
            os.path.realpath(self.folder), path
        ):
            self.files[path] = file  # by its own name alone: a stranger finds others without end
        return file


def _walk(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    for inside, _, names in os.walk(folder):
        for name in names:
            place = os.path.join(inside, name)
            yield place, os.stat(place)


def packs(headers: Headers) -> bool:
    """Whether whoever asks can read what is compressed."""
    offered = headers.get("accept-encoding", "").lower().replace(" ", "").split(",")
    return any(one.partition(";")[0] == "gzip" and not _REFUSED.fullmatch(one) for one in offered)


def _answer(file: File, asked: Headers, method: str, cache: str) -> Response:
    packed = file.packed if packs(asked) else None
    body = file.plain if packed is None else packed
    tag = f'"{file.tag}{"" if packed is None else "-gzip"}"'
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if any(one.strip().removeprefix("W/") in (tag, "*") for one in asked.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = file.kind
    headers["Content-Length"] = str(len(body))
    if packed is not None:
        headers["Content-Encoding"] = "gzip"
    return Response(b"" if method == "HEAD" else body, headers=headers)
