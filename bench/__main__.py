"""./run bench [torch] [c] [T] [ledger] [first] [page]: the rows that docs/speed.md describes, all if none is named."""

import sys
from functools import partial
from importlib.util import find_spec
from itertools import count, pairwise
from statistics import median, quantiles
from typing import Any

import numpy as np

import unspool
from bench.clock import Side, in_turns
from bench.lstm import furthest, lstm
from unspool import engine
from unspool.recurrence import read

SHAPES = ((20, 8), (100, 32), (1000, 64))
AGREE = 1e-9


def heading(words: str) -> None:
    print(f"\n{words}", flush=True)


def row(name: str, ratio: float, goal: str, absolute: str) -> None:
    print(f"  {name:<30} {ratio:6.2f}×   {goal:<12} {absolute}", flush=True)


def milliseconds(**times: float) -> str:
    return ", ".join(f"{name} {1e3 * seconds:.2f} ms" for name, seconds in times.items())


def against_torch() -> None:
    heading("unspool.run(spec of lists) of an LSTM, every gate and gradient kept: times faster than a PyTorch loop")
    if find_spec("torch") is None:
        print(f"  PyTorch is not installed: {sys.executable} -m pip install torch")
        return
    from bench.torch_loop import Hoisted, StepByStep

    for (T, H), goal in zip(SHAPES, ("aim 5", "≥ 6, aim 9", "aim 11"), strict=True):
        net = lstm(T, H)
        spec, loops = net.spec(), {"step by step": StepByStep(net), "hoisted": Hoisted(net)}
        for loop in loops.values():
            assert furthest(unspool.run(spec), *loop()) < AGREE
        times = in_turns(
            {"ours": Side(partial(unspool.run, spec))} | {name: Side(loop) for name, loop in loops.items()}
        )
        for name in loops:
            row(
                f"T = {T}, H = {H}, {name}",
                times[name] / times["ours"],
                goal,
                milliseconds(ours=times["ours"], torch=times[name]),
            )


def against_c() -> None:
    heading("The compiled run alone: times slower than a C loop (-O3 -march=native)")
    from bench import c_loop

    if c_loop.compiler() is None:
        print("  no C compiler here (cc, gcc or clang)")
        return
    compiled = c_loop.compiled()
    for (T, H), goal in zip(SHAPES, ("", "≤ 3.5", "≤ 1.5"), strict=True):
        net = lstm(T, H)
        loop, case = c_loop.CLoop(net, compiled), case_of(net)
        loop()
        assert furthest(engine.trace(case), *loop.kept()) < AGREE
        start = partial(engine.start, case)
        sides = {
            "ours": Side(passes, start, engine.Run.close),
            "with trace": Side(passes_and_trace, start, engine.Run.close),
            "C": Side(loop),
        }
        times = in_turns(sides)
        row(f"T = {T}, H = {H}", times["ours"] / times["C"], goal, milliseconds(**times))


def the_ledger() -> None:
    heading("The ledger of an LSTM's W_hf, T = 100, H = 32, its sums checked: times faster than torch.autograd")
    from bench import gradients

    net = lstm(100, 32)
    spec = gradients.spec_of(net)
    ours = partial(gradients.ledger_of, spec)
    if find_spec("torch") is None:
        print(f"  PyTorch is not installed: {sys.executable} -m pip install torch")
    else:
        from bench.torch_ledger import Ledger

        theirs = {"a loss at a time": Ledger(net, False), "all in one batch": Ledger(net, True)}
        for other in theirs.values():
            assert gradients.furthest(ours(), other()) < AGREE
        times = in_turns({"ours": Side(ours)} | {name: Side(other) for name, other in theirs.items()})
        for name, goal in zip(theirs, ("≥ 8", ""), strict=True):
            row(name, times[name] / times["ours"], goal, milliseconds(ours=times["ours"], torch=times[name]))
    together = {"together": Side(partial(gradients.everything, spec)), "ledger": Side(ours)}
    times = in_turns(together)
    words = "with gradients, Jacobian norms"
    print(
        f"  {words:<30} {1e3 * times['together']:6.1f} ms  < 250 ms     of these the ledger {1e3 * times['ledger']:.1f}"
    )


def case_of(net: Any) -> engine.Case:
    everywhere = np.ones(net.T, dtype=bool)
    text = read(net.spec()["net"])
    return engine.Case(
        net=text, T=net.T, inputs=net.inputs, targets=net.targets, present=everywhere, parameters=net.parameters
    )


def passes(run: engine.Run) -> engine.Run:
    """Both passes; values and gradients of every step stay in the run's arrays, as they do in C."""
    for way in (run.forward, run.backward):
        for _ in way():
            pass
    assert run.loss is not None
    assert run.parameter_grads
    return run


def passes_and_trace(run: engine.Run) -> engine.Run:
    """And copied into arrays of the caller's own."""
    run.trace()
    return run


def doubling() -> None:
    heading("Cost in T: unspool.run with H = 32, T against half of it")
    specs = {T: lstm(T, 32).spec() for T in (100, 200, 400, 800, 1600, 3200)}
    times = in_turns({str(T): Side(partial(unspool.run, spec)) for T, spec in specs.items()}, seconds=15)
    for half, T in pairwise(specs):
        row(f"T = {T}", times[str(T)] / times[str(half)], "≤ 2.2", milliseconds(ours=times[str(T)]))


def first_step() -> None:
    heading("Spec posted → first forward step received, on loopback: times an empty request")
    from bench import serving

    spec, numbers = lstm(100, 32).spec(), count()
    with serving.served() as address:
        sides = {
            "empty": Side(partial(serving.empty_request, address)),
            "known": Side(partial(serving.until_first_step, address, spec)),
            "new": Side(partial(serving.until_first_step, address), partial(serving.never_seen, spec, numbers)),
        }
        times = in_turns(sides, seconds=8)
    for name, words in (("known", "a net seen before"), ("new", "a new net")):
        row(
            words,
            times[name] / times["empty"],
            "< 100 ms",
            milliseconds(**{name: times[name], "empty": times["empty"]}),
        )


def in_the_browser() -> None:
    heading("The page in Chromium, LSTM: script, style and layout of the main thread (goals of a 60 Hz frame)")
    if find_spec("playwright") is None:
        print("  Playwright is not installed: ./run test installs it")
        return
    from bench import page as shown
    from bench import serving

    with serving.served() as address:
        with shown.opened(address, shown.LONG) as page:
            forwards = ["ArrowRight"] * 120
            scrubs = ["End", "Home", *["PageDown", "Shift+ArrowRight"] * 20]
            shown.work_of(page, shown.pressing(page, ["ArrowRight"] * 10))  # what is made once
            for words, keys in (("stepping, T = 200, H = 64", forwards), ("jumping", scrubs)):
                frame_row(words, shown.work_of(page, shown.pressing(page, keys)), 8)
        with shown.opened(address, shown.HUNDRED) as page:
            frame_row("dragging, T = 100, H = 32", shown.sliding(page, 150), 8)
            page.locator("#change").get_by_role("button", name="Take back").click()
            shown.explained(page, 34)  # what is read and compiled once
            told = [shown.explained(page, number) for number in range(20)]
            print(f"  {'an explanation opens':<30} {median(told):6.1f} ms  < 50 ms      slowest {max(told):.0f} ms")
        for kind in ("bound", "ledger"):
            view = {"show": "gradient", "laid": {"kind": kind}}
            with shown.opened(address, {**shown.HUNDRED, "view": view}) as page:
                words = f"W rescaled, {kind}, T = 100, H = 32"
                print(f"  {words:<36} {shown.rescaling(page):4.1f} pictures a second, ≥ 15", flush=True)
        with shown.opened(address, shown.TEN_THOUSAND) as page:
            long_rows(page)
        with shown.opened(address, {"setup": {}}) as page:
            sizes = shown.sent(page)
            drawn = [shown.first_drawn_again(page, seed) for seed in range(10, 30)]
            print(f"  {'first step drawn':<30} {median(drawn):6.1f} ms  < 100 ms     slowest {max(drawn):.0f} ms")
            print(f"  {'scripts and styles, gzipped':<30} {sizes / 1000:6.0f} KB  ≤ 300 KB")


def long_rows(page: Any) -> None:
    """Panning and zooming over 10,000 steps of 64 units, with the gradients of all of them."""
    from bench import page as shown

    found, way = [shown.nodes(page)], [-1] * 34
    out = [-notch for notch in way]
    for words, notches in (("zooming, T = 10,000, at first", [*way, *out]), ("again", [*way, *out])):
        frame_row(words, shown.work_of(page, shown.turning(page, notches)), 16)
        found.append(shown.nodes(page))
    for words, notches in (("panning, 1 px a step", 14), ("panning, 40 px a step", 15), ("panning, 80 px a step", 3)):
        shown.work_of(page, shown.turning(page, [-1] * notches))
        found.append(shown.nodes(page))
        frame_row(words, shown.work_of(page, shown.dragging(page, 12, 60)), 16)
    print(f"  {'DOM nodes, at most':<30} {max(found):6,}     < 5,000")


def frame_row(words: str, times: list[float], goal: int) -> None:
    p95 = quantiles(times, n=20)[-1]
    print(f"  {words:<30} {p95:6.1f} ms  < {goal} (p95)    median {median(times):.1f} ms", flush=True)


ROWS = {
    "torch": against_torch,
    "c": against_c,
    "T": doubling,
    "ledger": the_ledger,
    "first": first_step,
    "page": in_the_browser,
}

if __name__ == "__main__":
    print(f"Unspool {unspool.__version__}, Python {sys.version.split()[0]}, numpy {np.__version__}, one thread.")
    for name in sys.argv[1:] or ROWS:
        ROWS[name]()
