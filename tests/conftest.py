"""What the tests share: a server on a free port, a browser, a page that must be silent, and how they search."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import BrowserContext, Page, Request, expect
from serving import serving
from sights import PATIENCE

import machine
from unspool.web import create_app

expect.set_options(timeout=PATIENCE)
for part in ("connect", "read", "write", "pool"):  # of the object that is every call's and client's default
    setattr(httpx._config.DEFAULT_TIMEOUT_CONFIG, part, PATIENCE / 1000)

# All searching tests look at the same examples every time, and at no clock. A found case is not made smaller unless
# UNSPOOL_SHRINK is set: that takes minutes, and the case is told in words anyway.
settings.register_profile(
    "unspool",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if os.environ.get("UNSPOOL_SHRINK") else [])],
)
settings.load_profile("unspool")

# A browser that looks nothing up by itself: what it asks for is what the page asks for.
QUIET_BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The base URL of Unspool, served by this process."""
    with serving(create_app()) as url:
        yield url


@pytest.fixture(scope="session")
def base_url(server: str) -> str:
    """So that a page can `goto("/")`."""
    return server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = os.environ.get("UNSPOOL_BROWSER") or machine.found_browser()
    chosen = {"executable_path": executable} if executable else {}
    return {**browser_type_launch_args, **chosen, "args": list(QUIET_BROWSER)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Nothing moves by itself, so that what is pointed at stays there; tests of motion ask for it."""
    return {**browser_context_args, "reduced_motion": "reduce"}


def is_left(request: Request) -> bool:
    """What was under way when it was left: a question, a part of the page, the icon, a picture that made way."""
    is_asked = request.resource_type in ("fetch", "script") or request.url.endswith("icon.svg")
    return (is_asked or request.url.startswith("blob:")) and request.failure == "net::ERR_ABORTED"


def failed(request: Request) -> str:
    return f"failed: {request.url} ({request.failure})"


@pytest.fixture
def noises(context: BrowserContext, server: str) -> list[str]:
    """Whatever a page should not do, as it happens. A test that provokes some looks at it and clears it."""
    heard: list[str] = []
    ours = urlsplit(server).netloc

    def visits(url: str) -> None:
        if urlsplit(url).netloc not in (ours, ""):
            heard.append(f"asked another host: {url}")

    context.on("console", lambda message: heard.append(f"console {message.type}: {message.text}"))
    context.on("weberror", lambda error: heard.append(f"page error: {error.error}"))
    context.on("request", lambda request: visits(request.url))
    context.on("requestfailed", lambda request: None if is_left(request) else heard.append(failed(request)))
    context.on("page", lambda page: page.on("websocket", lambda socket: visits(socket.url)))
    context.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
    )
    return heard


@pytest.fixture
def silent_page(noises: list[str], context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test on a console message, an error, a failed request or a request elsewhere."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    assert noises == []
