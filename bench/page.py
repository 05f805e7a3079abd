"""The page in a browser: what a step costs the main thread, how soon the first step is drawn, how much is sent.

Frame intervals say nothing below 16.7 ms, and software painting nothing about a lecturer's laptop, so the work of
the main thread is read from Chromium's own trace: script, style and layout of each gesture, painting left out, in
the thread's own time where Chromium tells it, so that other work on the machine does not count.
"""

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import CDPSession, Page, expect, sync_playwright

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
HUNDRED = {
    "setup": {"sentence": ("In 2017, I went to IIT. " * 5)[:100], "by": "characters", "sizes": {"h": 32}},
    "stop": 200,
    "view": {"cell": {"node": "f", "t": 1, "unit": 3}},
}
TEN_THOUSAND = {
    "setup": {
        "net": "",
        "text": """i = sigmoid(W_hi @ h[t-1] + b_i)
f = sigmoid(W_hf @ h[t-1] + b_f)
o = sigmoid(W_ho @ h[t-1] + b_o)
g = tanh(W_hg @ h[t-1] + b_g)
c = f * c[t-1] + i * g
h = o * tanh(c)
yhat = softmax(V @ h + d)
loss = sum(yhat * yhat)
""",
        "source": "none",
        "steps": 10_000,
        "sizes": {"h": 64, "yhat": 8},
        "scale": 0.6,
    },
    "stop": 20_001,
    "view": {"curve": ["h", "c"], "camera": {"pitch": 0, "centre": 5000}},
}
UNTIL_DRAWN = """() => new Promise(done => {
    const look = () => performance.getEntriesByName("first step drawn").length ? done() : requestAnimationFrame(look);
    look();
})"""
BEFORE_DRAWN = """() => {
    const [drawn] = performance.getEntriesByName("first step drawn");
    const asked = performance.getEntriesByType("resource").filter(entry => entry.startTime < drawn.startTime);
    return asked.map(entry => entry.name);
}"""
EXPLAINED = """([x, y]) => new Promise(done => {
    const [why, drawing] = ["why", "drawing"].map(id => document.getElementById(id));
    const asked = performance.now();
    const told = new MutationObserver(() => {
        if (why.querySelector(".parts")) done(performance.now() - asked);
    });
    told.observe(why, { childList: true, subtree: true, characterData: true });
    drawing.dispatchEvent(new MouseEvent("click", { clientX: x, clientY: y, bubbles: true }));
})"""
MARK_FRAMES = """() => {
    let frames = 0;
    const mark = () => { performance.mark(`frame ${frames++}`); window.marking = requestAnimationFrame(mark); };
    mark();
    window.marked = () => { cancelAnimationFrame(window.marking); return frames; };
}"""
RESCALE = """seconds => new Promise(done => {
    const slider = document.querySelector("fieldset.rescale input[type=range]");
    const answers = () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/gradient/"));
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(10_000);
    const begun = performance.now();
    const move = () => {
        const at = (performance.now() - begun) / 1000;
        if (at > seconds) return done(answers().length);
        slider.value = (0.5 + 1.5 * Math.abs(at % 2 - 1)).toFixed(2); // its step is 0.01: another value each time
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        setTimeout(move, 16);
    };
    move();
})"""
A_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def opened(address: str, link: dict[str, Any]) -> Iterator[Page]:
    """The page at 1280 × 720, on what a link says, when its run is complete."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=list(QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.add_init_script("performance.setResourceTimingBufferSize(5000)")  # 250 is too few for all modules
        page.goto(f"http://{address}/#{fragment(link)}")
        first_drawn(page)
        page.wait_for_load_state("networkidle")
        if link.get("stop") is not None:
            expect(page.locator("#scrubber")).to_have_attribute("aria-valuenow", str(link["stop"] + 1), timeout=60_000)
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


Gesture = Callable[[], None]


def pressing(page: Page, keys: list[str]) -> list[Gesture]:
    """A key each, on the stage."""
    page.locator("#stage").focus()
    return [partial(page.keyboard.press, key) for key in keys]


def dragging(page: Page, pixels: int, times: int) -> list[Gesture]:
    """A hand on the stage that moves by so many pixels each time, to the left and back again."""
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.mouse.down()
    ways = [min(k, times - k) * pixels for k in range(1, times + 1)]
    return [*(partial(page.mouse.move, x - way, y) for way in ways), page.mouse.up]


def explained(page: Page, number: int) -> float:
    """Milliseconds from a click on a cell to its explanation in the page; another cell for each number."""
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    page.wait_for_timeout(200)  # a hand that clicks, not a key that is held
    at = [box["x"] + 194 + 60 * (number % 7), box["y"] + [122, 153, 185, 216, 250][number // 7 % 5] + number % 3 * 4]
    return float(page.evaluate(EXPLAINED, at))


def sliding(page: Page, moves: int) -> list[float]:
    """Milliseconds of the main thread in each frame, while a hand drags the slider that holds a number."""
    slider = page.locator("#change input[type=range]").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None

    def drag(share: float) -> None:
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(16)

    drag(0.3)
    page.mouse.down()
    for move in range(10):
        drag(0.3 + 0.01 * move)
    with traced(page.context.new_cdp_session(page)) as events:
        page.evaluate(MARK_FRAMES)
        for move in range(moves):
            drag(0.3 + 0.4 * abs(move / 30 % 2 - 1))
        page.wait_for_timeout(300)
        frames = page.evaluate("window.marked()")
    page.mouse.up()
    return list(per_mark(events, [f"frame {number}" for number in range(frames)]))


def rescaling(page: Page, seconds: float = 4) -> float:
    """Answers a second while a hand drags the slider that scales W, each of them a new picture."""
    page.locator("fieldset.rescale input[type=range]").scroll_into_view_if_needed()
    page.evaluate(RESCALE, 1)  # what is compiled once
    return float(page.evaluate(RESCALE, seconds)) / seconds


def turning(page: Page, notches: list[int]) -> list[Gesture]:
    """The wheel over the middle of the stage; negative notches come nearer."""
    page.mouse.move(*middle_of(page))
    return [partial(page.mouse.wheel, 0, 100 * notch) for notch in notches]


def middle_of(page: Page) -> tuple[float, float]:
    box = page.locator("#stage").bounding_box()
    assert box is not None
    return box["x"] + 0.6 * box["width"], box["y"] + 0.4 * box["height"]


def work_of(page: Page, gestures: list[Gesture]) -> list[float]:
    """Milliseconds of script, style and layout for each of them."""
    marks = [f"gesture {number}" for number in range(len(gestures))]
    with traced(page.context.new_cdp_session(page)) as events:
        for mark, gesture in zip(marks, gestures, strict=True):
            page.evaluate("mark => performance.mark(mark)", mark)
            gesture()
            page.evaluate(A_FRAME)
        page.evaluate("performance.mark('end')")
    return list(per_mark(events, [*marks, "end"]))


def nodes(page: Page) -> int:
    return int(page.evaluate("document.getElementsByTagName('*').length"))


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
        yield sum(event.get("tdur", event["dur"]) for event in outer if start <= event["ts"] < end) / 1e3


def sent(page: Page) -> int:
    """Bytes, gzipped, of the document and every script and style that was asked for before the first step was drawn."""
    names = page.evaluate(BEFORE_DRAWN)
    ours = [name for name in names if name.endswith((".js", ".css"))] + [page.url.split("#")[0]]
    return sum(len(gzip.compress(urlopen(name).read())) for name in ours)
