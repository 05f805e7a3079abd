"""What the browser tests look at."""

from playwright.sync_api import Page, expect

UNTAUGHT = "#1.eyJzZXR1cCI6e319"  # {"setup":{}}: drawn parameters, and the next token as the target at every step


def opened(page: Page, server: str, fragment: str = UNTAUGHT) -> None:
    """At the end of the forward pass: every step drawn, the loss known, the whole run there."""
    page.goto("about:blank")  # a link that differs in its fragment alone would not load the page again
    page.goto(server + "/" + fragment)
    expect(page.locator(".where")).to_contain_text("loss =")
    arrived(page)


def arrived(page: Page) -> None:
    """Both passes of the run have come, so that no key asks for a moment that is on its way."""
    expect(page.locator("#stage")).to_have_attribute("aria-busy", "false")


def until(page: Page, condition: str, value: object = None) -> None:
    """Wait for a JavaScript condition on `value`. Playwright's own `wait_for_function` evaluates text in
    the page each time it looks again, which the page's security policy refuses; a function may look itself."""
    met = page.evaluate(
        f"""value => new Promise(settled => {{
            const patience = performance.now() + 30_000;
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


def words(page: Page, tone: str) -> list[str]:
    """The letters of one kind on the stage, from left to right."""
    found: list[tuple[float, str]] = page.locator(f"#drawing text.{tone}").evaluate_all(
        "all => all.map(e => [Number(e.getAttribute('x')), e.textContent])"
    )
    return [text for _, text in sorted(found)]


def drawn_with(page: Page, label: str, value: str) -> None:
    """Another seed or scale: they stand in the whole set-up."""
    page.get_by_role("button", name="More …").click()
    page.get_by_label(label, exact=True).fill(value)
    page.locator(".setup-panel").get_by_role("button", name="Close").click()
