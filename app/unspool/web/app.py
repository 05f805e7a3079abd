"""The application: routes inside, guards around them.

From the outside in: every response gets the security headers; an unforeseen error becomes a 500 with an id;
Host and Origin are checked; then the routes. ``uvicorn --factory unspool.web:create_app --app-dir app`` works too.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from unspool import __version__
from unspool.documents import SpecError
from unspool.web import api, gradient, page, stream
from unspool.web.answers import refused_by_route, refused_query, refused_spec
from unspool.web.errors import Errors
from unspool.web.files import Files
from unspool.web.guard import LOOPBACK, Guard
from unspool.web.headers import SecurityHeaders
from unspool.web.turns import Turns


def create_app(hosts: Iterable[str] = ()) -> FastAPI:
    """``hosts``: names, beside those of this machine's loopback, that a browser may call the server by."""
    app = FastAPI(
        title="Unspool",
        version=__version__,
        docs_url=None,  # it would load from a CDN, which a classroom without a network and our policy refuse
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.turns = Turns()
    app.include_router(page.router)
    app.include_router(api.router)
    app.include_router(gradient.router)
    app.include_router(stream.router)
    app.state.files = Files(page.folder("static"))
    app.mount("/static", app.state.files, name="static")
    app.add_exception_handler(SpecError, refused_spec)
    app.add_exception_handler(RequestValidationError, refused_query)
    app.add_exception_handler(HTTPException, refused_by_route)
    app.add_middleware(Guard, hosts=LOOPBACK | {host.lower() for host in hosts})
    app.add_middleware(Errors)
    app.add_middleware(SecurityHeaders)
    return app
