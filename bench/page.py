"""The page in a browser: what a step costs the main thread, how soon the first step is drawn, how much is sent.

Frame intervals say nothing below 16.7 ms, and software painting nothing about a lecturer's laptop, so the work of
the main thread is read from Chromium's own trace: script, style and layout of each key press, painting left out.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import CDPSession, Page, sync_playwright

import machine

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")
WORK = {
    *("EventDispatch", "FireAnimationFrame", "TimerFire", "RunMicrotasks", "FunctionCall"),
    *("UpdateLayoutTree", "Layout", "MinorGC", "MajorGC"),
}
LONG = {
    "setup": {"sentence": ("In 2017, I went to IIT. " * 9)[:200], "by": "characters", "sizes": {"h": 64}},
    "stop": 0,
}
UNTIL_DRAWN = """() => new Promise(done => {
    const look = () => performance.getEntriesByName("first step drawn").length ? done() : requestAnimationFrame(look);
    look();
})"""
A_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def opened(address: str, link: dict[str, Any]) -> Iterator[Page]:
    """The page at 1280 × 720, on what a link says, when its run is complete."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=list(QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"http://{address}/#{fragment(link)}")
        first_drawn(page)
        page.wait_for_load_state("networkidle")
        yield page
        browser.close()


def fragment(link: dict[str, Any]) -> str:
    """As static/js/state/link.js writes it where the browser cannot compress."""
    return "1." + base64.urlsafe_b64encode(json.dumps({"view": {}, "stop": None} | link).encode()).decode().rstrip("=")


def first_drawn(page: Page) -> float:
    """Milliseconds from the posted spec to its first step on the stage."""
    page.evaluate(UNTIL_DRAWN)
    posted, drawn = page.evaluate(
        "['spec posted', 'first step drawn'].map(name => performance.getEntriesByName(name).at(-1).startTime)"
    )
    return float(drawn - posted)


def first_drawn_again(page: Page, seed: int) -> float:
    """The same for another seed of what is shown."""
    page.evaluate("performance.clearMarks()")
    page.evaluate("fragment => { location.hash = fragment }", fragment({"setup": {"seed": seed}}))
    return first_drawn(page)


def work_of(page: Page, keys: list[str]) -> list[float]:
    """Milliseconds of script, style and layout for each key press on the stage."""
    page.locator("#stage").focus()
    marks = [f"press {number}" for number in range(len(keys))]
    with traced(page.context.new_cdp_session(page)) as events:
        for mark, key in zip(marks, keys, strict=True):
            page.evaluate("mark => performance.mark(mark)", mark)
            page.keyboard.press(key)
            page.evaluate(A_FRAME)
        page.evaluate("performance.mark('end')")
    return list(per_mark(events, [*marks, "end"]))


@contextmanager
def traced(session: CDPSession) -> Iterator[list[dict[str, Any]]]:
    """Chromium's trace, filled in at the end."""
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    session.on("Tracing.dataCollected", lambda batch: events.extend(batch["value"]))
    session.on("Tracing.tracingComplete", lambda event: ended.append(event))
    session.send(
        "Tracing.start", {"categories": "devtools.timeline,blink.user_timing,v8", "transferMode": "ReportEvents"}
    )
    yield events
    session.send("Tracing.end")
    while not ended:
        session.send("Runtime.evaluate", {"expression": "0"})


def per_mark(events: list[dict[str, Any]], marks: list[str]) -> Iterator[float]:
    """Outermost work between one mark and the next, on the thread that set the marks."""
    times = {event["name"]: event for event in events if event["name"] in marks}
    thread = times[marks[0]]["tid"]
    work = [event for event in events if event["name"] in WORK and event["tid"] == thread and "dur" in event]
    outer: list[dict[str, Any]] = []
    for event in sorted(work, key=lambda event: (event["ts"], -event["dur"])):
        if not outer or event["ts"] >= outer[-1]["ts"] + outer[-1]["dur"]:
            outer.append(event)
    for one, following in pairwise(marks):
        start, end = times[one]["ts"], times[following]["ts"]
        yield sum(event["dur"] for event in outer if start <= event["ts"] < end) / 1e3


def sent(page: Page) -> int:
    """Bytes, gzipped, of the document and every script and style that was loaded."""
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    ours = [name for name in names if name.endswith((".js", ".css"))] + [page.url.split("#")[0]]
    return sum(len(gzip.compress(urlopen(name).read())) for name in ours)
