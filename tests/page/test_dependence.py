"""What the page lights up after a change: all that depends on it, by the graph, and nothing that does not.

The page's own arithmetic (in Node) is held against the numbers: for every net of the library and for each kind of
change, what changed depends, and with numbers in general position whatever depends has changed.
"""

import json
import struct
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import machine
from unspool import documents, run
from unspool.documents import messages, read_spec, tensor_bytes
from unspool.engine import start
from unspool.recurrence import library

T = 5
SCRIPT = Path(__file__).parents[1] / "js" / "dependent.js"
FAR = "h = tanh(U @ x + W @ h[t-1] + A @ h[t-2] + b)\ny2 = V @ h + B @ h[t-1]\nloss = squared_error(y2, y)"
SHARED = "g = W @ (h[t-1] * x) + c\nh = g * sigmoid(W @ g + b)\nloss = squared_error([h, g], y)"
NETS = {**{name: library.entry(name).text for name in library.names()}, "far": FAR, "shared": SHARED}
FLAT = ("relu", "abs", "sign")  # their slopes stay as they are when an operand moves a little

Spec = dict[str, Any]


def general(name: str) -> Spec:
    """Numbers in general position: no zeros, no units alike."""
    net = read_spec_net(NETS[name])
    dice = np.random.default_rng(5)
    spec: Spec = {"net": NETS[name], "random": {"seed": 2, "scale": 0.9}}
    spec["sizes"] = {one: 3 for one in net.names if one not in ("yhat", "o", "z", "y2")}
    spec["phases"] = {phase: [1, 1, 0, 0, 1] for phase in net.phases}
    spec["inputs"] = dice.uniform(0.2, 1, (T, 3)).tolist() if net.reads("x") else [None] * T
    if net.loss and net.reads("y"):
        spec["targets"] = dice.uniform(0.2, 0.8, (T, 6 if name == "shared" else 3)).tolist()
    spec = {key: value for key, value in spec.items() if value not in ({}, None)}
    delayed = {one: rows.shape[1] for one, rows in run(spec).values.items() if f"{one}[t" in NETS[name]}
    delayed |= {
        one: len(spec[rows][0]) for one, rows in (("x", "inputs"), ("y", "targets")) if f"{one}[t" in NETS[name]
    }
    return spec | {"initial": {one: dice.uniform(0.2, 0.8, size).tolist() for one, size in delayed.items()}}


def read_spec_net(text: str) -> Any:
    from unspool.recurrence import read

    return read(text)


def changed(spec: Spec) -> dict[str, tuple[Spec, Spec]]:
    """(now, before) by what differs."""
    net, trace = read_spec_net(spec["net"]), run(spec)
    state = next((name for name in net.names if f"{name}[t" in spec["net"]), net.names[0])
    matrix = next(name for name, value in trace.parameters.items() if value.ndim == 2)
    first = net.names[0]

    def with_(*changes: Spec) -> Spec:
        return {**spec, "changes": list(changes)}

    held = {"hold": first, "to": 0.3, "steps": [2, 3], "units": [0]}
    silent = {"silence": state, "units": [trace.values[state].shape[1] - 1]}
    other = {"hold": state, "to": 0.35, "units": silent["units"]}  # not silent: what is 0 takes others with it
    weight = {"set": matrix, "at": [1, 0], "to": 0.77}
    found = {
        "a unit held": (with_(held), spec),
        "held no more": (spec, with_(held)),
        "held at another value": (with_(held), with_({**held, "to": 0.4})),
        "held elsewhere": (with_(held), with_({**held, "steps": {"from": 4}})),
        "held beside what is held": (with_(held, other), with_(other)),
        "one silent for another held": (with_(silent), with_(held)),
        "a weight": (with_(weight), spec),
    }
    given = {"initial": {**spec["initial"], state: np.linspace(0.1, 0.6, trace.values[state].shape[1]).tolist()}}
    if f"{state}[t" in spec["net"]:
        edge = f"{state}[t-1]" if f"{state}[t-1]" in spec["net"] else f"{state}[t+1]"
        cut, detached = {"cut": edge, "steps": [3]}, {"detach": edge, "steps": [4]}
        found |= {
            "an edge cut": (with_(cut), spec),
            "cut no more": (spec, with_(cut)),
            "cut elsewhere": (with_(cut), with_({**cut, "steps": [2]})),
            "an edge detached": (with_(detached), spec),
            "detached no more": (spec, with_(detached)),
            "before the first step": ({**spec, **given}, spec),
        }
    for name, key in (("x", "inputs"), ("y", "targets")):
        if net.reads(name) and spec.get(key):
            found[f"one number of {name}"] = (with_({"set": name, "at": [2, 1], "to": 0.93}), spec)
            if net.names and f"{state}[t-1]" in spec["net"]:
                cut = {"cut": f"{state}[t-1]", "steps": [4]}
                found[f"{name} before a cut"] = (with_({"set": name, "at": [2, 1], "to": 0.93}, cut), with_(cut))
    if net.phases:
        phases = {phase: [1, 1, 1, 0, 1] for phase in net.phases}
        found["a phase"] = ({**spec, "phases": phases}, spec)
    return found


def written(spec: Spec, to: Path) -> Path:
    read = read_spec(spec)
    with to.open("wb") as file, start(read.case) as begun:
        for message in messages(read, begun):
            if message:
                frame = tensor_bytes(message)
                file.write(struct.pack("<I", len(frame)) + frame)
    return to


def dependent(pairs: list[tuple[Spec, Spec]], folder: Path) -> list[dict[str, dict[str, str]]]:
    """What the page says of each pair."""
    files = [
        written(spec, folder / f"{k}-{side}.bin") for k, pair in enumerate(pairs) for side, spec in enumerate(pair)
    ]
    command, _ = machine.node()
    told = subprocess.run([*command, str(SCRIPT), *map(str, files)], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in told.stdout.splitlines()]


def differs(now: np.ndarray, before: np.ndarray) -> str:
    """By more than rounding: a net with a hold is another program, which may add in another order."""
    apart = np.abs(now - before) > 1e-13 * max(np.abs(now).max(), np.abs(before).max())
    return "".join("1" if other else "0" for other in apart.ravel())


@pytest.mark.parametrize("name", NETS)
def test_what_changed_depends_and_what_depends_changed(name: str, tmp_path: Path) -> None:
    spec = general(name)
    cases = changed(spec)
    found = dependent(list(cases.values()), tmp_path)
    for (words, (now, before)), told in zip(cases.items(), found, strict=True):
        here, there = documents.run(now), documents.run(before)
        for kind in ("values", "grads"):
            mine, other = getattr(here, kind), getattr(there, kind)
            for node in mine:
                if not np.isfinite([mine[node], other[node]]).all():
                    continue  # where ŷ is silent, y/ŷ is infinite
                numbers, graph = differs(mine[node], other[node]), told[kind][node] or "0" * mine[node].size
                place = (name, words, kind, node, numbers, graph)
                assert all(b == "1" for a, b in zip(numbers, graph, strict=True) if a == "1"), place
                if not (kind == "grads" and any(flat in spec["net"] for flat in FLAT)):
                    assert numbers == graph, place
