"""What the browser tests look at."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, expect

PATIENCE = 120_000  # milliseconds, for a machine that is slow and has other work: what passes takes no longer for it


def link_to(setup: dict[str, Any], **more: Any) -> str:
    """The fragment that opens a set-up, as somebody may send it; ``more``: view, stop, beside."""
    text = json.dumps({"setup": setup, "view": {}, **more})
    return "#1." + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


UNTAUGHT = link_to({})  # drawn parameters, and the next token as the target at every step


def opened(page: Page, server: str, fragment: str = UNTAUGHT) -> None:
    """At the end of the forward pass: every step drawn, the loss known, the whole run there."""
    page.goto("about:blank")  # a link that differs in its fragment alone would not load the page again
    page.goto(server + "/" + fragment)
    expect(page.locator(".where")).to_contain_text("loss =")
    settled(page)


def settled(page: Page) -> None:
    """Whatever was under way (runs, the gradient's answer, opened steps) has come and is drawn: numbers and places
    can be read once, and no key asks for a moment that is on its way."""
    drawn(page)
    expect(page.locator("#stage")).to_have_attribute("aria-busy", "false")
    drawn(page)


def whole(page: Page) -> None:
    """All that the page loads by itself, after its first picture, has come: from here on it needs no network for it."""
    until(page, "performance.getEntriesByName('all parts there').length")


def drawn(page: Page) -> None:
    """What the page knows stands on the screen: it is laid out and drawn in the frame after a change."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def kept(page: Page, condition: str, value: object = None) -> str:
    """Wait until the address, which follows the page when it rests, holds what a JavaScript condition on `link` says;
    returns it. Going back, reloading and leaving find that."""
    address: str | None = page.evaluate(
        f"""async (value) => {{
            const {{ readLink }} = await import("#app/state/link.js");
            const patience = performance.now() + {PATIENCE};
            while (performance.now() < patience) {{
                const link = await readLink(location.hash.slice(1));
                if (link && ({condition})) return location.href;
                await new Promise(requestAnimationFrame);
            }}
            return null;
        }}""",
        value,
    )
    assert address, f"waited in vain for an address with {condition} ({value!r})"
    return address


def until(page: Page, condition: str, value: object = None) -> None:
    """Wait for a JavaScript condition on `value`. Playwright's own `wait_for_function` evaluates text in
    the page each time it looks again, which the page's security policy refuses; a function may look itself."""
    met = page.evaluate(
        f"""value => new Promise(settled => {{
            const patience = performance.now() + {PATIENCE};
            const look = () => {{
                if ({condition}) settled(true);
                else if (performance.now() > patience) settled(false);
                else requestAnimationFrame(look);
            }};
            look();
        }})""",
        value,
    )
    assert met, f"waited in vain for {condition} ({value!r})"


@contextmanager
def passing(page: Page, condition: str) -> Iterator[None]:
    """Around what leads to a state that passes by itself: a JavaScript condition is looked for from before, so that
    a slow test does not come too late to see it."""
    page.evaluate(
        f"""() => {{
            globalThis.passing = new Promise((seen) => {{
                const patience = performance.now() + {PATIENCE};
                const look = () => {{
                    if ({condition}) seen(true);
                    else if (performance.now() > patience) seen(false);
                    else requestAnimationFrame(look);
                }};
                look();
            }});
        }}"""
    )
    yield
    assert page.evaluate("() => globalThis.passing"), f"waited in vain for {condition}"


def words(page: Page, tone: str) -> list[str]:
    """The letters of one kind on the stage, from left to right."""
    found: list[tuple[float, str]] = page.locator(f"#drawing text.{tone}").evaluate_all(
        "all => all.map(e => [Number(e.getAttribute('x')), e.textContent])"
    )
    return [text for _, text in sorted(found)]


COPIED = "[...document.querySelectorAll('button')].some((button) => button.textContent.trim() === 'Copied')"
PLAYING = "document.querySelector('button.play').textContent.trim() === 'Pause'"


def drawn_with(page: Page, label: str, value: str) -> None:
    """Another seed or scale: they stand in the whole set-up."""
    page.get_by_role("button", name="More …").click()
    page.get_by_label(label, exact=True).fill(value)
    page.locator(".setup-panel").get_by_role("button", name="Close").click()
