"""What a person held, silenced, cut, detached, set, rescaled or shifted: seven verbs, each with where it acts.

    {"hold": "f", "to": 1, "steps": [3, 4], "units": [0, 2]}     a value that replaces the computed one
    {"silence": "h", "units": [1]}                               zero instead of the value
    {"cut": "h[t-1]", "into": "f", "steps": {"from": 3, "to": 5}}   an edge carries zero, and no gradient
    {"detach": "h[t-1]"}                                         an edge keeps its value, without gradient
    {"set": "W_hf", "at": [5, 2], "to": 0.3}                     one entry of a parameter, in all its copies
    {"set": "x", "at": [3, 1], "to": 0.5}                        one number of the input (y: of the target): step, unit
    {"set": "x", "at": [3], "to": null}                          a whole step: removed, or another token or row
    {"scale": "W", "by": 1.3}                                    a whole parameter, times a number
    {"scale": "W", "radius": 0.9}                                … so that its spectral radius is this
    {"scale": "W", "norm": 3}                                    … so that its largest singular value is this
    {"scale": "W", "orthogonal": true}                           the orthogonal matrix nearest to it
    {"shift": "b_f", "by": 2}                                    a number added to every entry of a parameter

What is set, rescaled or shifted acts in the order given, each on what those before it left.
Steps count from 1, units from 0; ``steps`` or ``units`` absent means all of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from unspool import engine
from unspool.documents import limits, numbers
from unspool.documents.numbers import Array
from unspool.documents.refusal import SpecError, instead, shown
from unspool.documents.rewritten import is_step
from unspool.engine.case import Rescaling, Verb
from unspool.recurrence import Net

_KEYS: dict[Verb, tuple[str, ...]] = {
    "hold": ("to", "steps", "units"),
    "silence": ("steps", "units"),
    "cut": ("into", "steps"),
    "detach": ("into", "steps"),
}
_SETTING = ("scale", "shift", "set")
_EDGE = re.compile(r"\s*([^\W\d]\w*)\s*(?:\[\s*t\s*(?:([+-])\s*(\d{1,5})\s*)?\])?\s*\Z")


def read_changes(body: Sequence[object], net: Net, steps: int) -> tuple[engine.Change, ...]:
    """Every change but what is set, in the order given."""
    limits.within(len(body), limits.CHANGES, "changes", "changes")
    entries = [(entry, f"changes, entry {k}") for k, entry in enumerate(body, 1)]
    return tuple(_change(entry, place, net, steps) for entry, place in entries if not is_set(entry))


def is_set(body: object) -> bool:
    """Whether an entry sets numbers, rather than changing the graph."""
    return isinstance(body, Mapping) and any(verb in body for verb in _SETTING)


def read_set(body: Sequence[object], net: Net) -> tuple[engine.Edit | engine.Rescale, ...]:
    """What is set, rescaled or shifted, in the order given: parameters and entries of them, and of x and y, whose index
    begins with a step from 1."""
    numbered: list[tuple[Any, str]] = [
        (entry, f"changes, entry {k}") for k, entry in enumerate(body, 1) if is_set(entry) and not is_step(entry)
    ]
    return tuple(_setting(entry)(entry, place, net) for entry, place in numbered)


def _setting(entry: Mapping[str, Any]) -> Callable[[Any, str, Net], engine.Edit | engine.Rescale]:
    return _scale if "scale" in entry else _shift if "shift" in entry else _set


def _shift(body: Any, place: str, net: Net) -> engine.Rescale:
    if set(body) != {"shift", "by"}:
        raise SpecError(f'{place}: to shift a parameter takes {{"shift": "b", "by": 2}}, no more and no less')
    by = numbers.number(body["by"], f"{place}, by")
    if not math.isfinite(by):
        raise SpecError(f"{place}, by: {shown(body['by'])} is not a finite number")
    return engine.Rescale(_parameter(body["shift"], f"{place}, shift", net), "add", by)


def _parameter(name: object, place: str, net: Net) -> str:
    if not isinstance(name, str) or name not in net.parameters:
        known = instead(str(name), net.parameters, "its parameters")
        raise SpecError(f"{place}: {shown(name)} is no parameter of the net; {known}")
    return name


def _scale(body: Any, place: str, net: Net) -> engine.Rescale:
    ways: list[Rescaling] = [way for way in ("by", "radius", "norm", "orthogonal") if way in body]
    if len(ways) != 1 or len(body) != 2:
        raise SpecError(
            f'{place}: to rescale a parameter takes {{"scale": "W", "by": 1.3}}, or instead of by one of '
            '"radius": 0.9, "norm": 3, "orthogonal": true'
        )
    name, (way,) = _parameter(body["scale"], f"{place}, scale", net), ways
    if way == "orthogonal":
        if body[way] is not True:
            raise SpecError(f"{place}, orthogonal: {shown(body[way])} is not true, which is all that it can be")
        return engine.Rescale(name, way)
    to = numbers.number(body[way], f"{place}, {way}")
    if not math.isfinite(to):
        raise SpecError(f"{place}, {way}: {shown(body[way])} is not a finite number")
    if way != "by" and to < 0:
        what = "a spectral radius" if way == "radius" else "a singular value"
        raise SpecError(f"{place}, {way}: {shown(body[way])} is below 0, and {what} is not")
    return engine.Rescale(name, way, to)


def _set(body: Any, place: str, net: Net) -> engine.Edit:
    unknown = set(body) - {"set", "at", "to"}
    if unknown or len(body) < 3:
        raise SpecError(f'{place}: to set an entry takes {{"set": "W", "at": [0, 1], "to": 0.5}}, no more and no less')
    name, known = body["set"], (*net.parameters, *filter(net.reads, "xy"))
    if name not in known:
        raise SpecError(
            f"{place}, set: there is no {shown(name)} to set; {instead(str(name), known, 'its parameters')}"
        )
    at = body["at"]
    if not isinstance(at, (list, tuple)) or len(at) > 2:
        raise SpecError(f"{place}, at: {shown(at)} is not a list of at most two whole numbers")
    index = tuple(_whole(k, f"{place}, at", 0, limits.STEPS) for k in at)
    value = numbers.value(body["to"], f"{place}, to")
    if value.ndim:
        raise SpecError(f"{place}, to: {shown(body['to'])} is not a number")
    return engine.Edit(name, index, float(value))


def _change(body: object, place: str, net: Net, steps: int) -> engine.Change:
    if not isinstance(body, Mapping):
        raise SpecError(f'{place}: {shown(body)} is not an object such as {{"hold": "h", "to": 0}}')
    verb = _verb(body, place)
    node, shift = _edge(body[verb], f"{place}, {verb}", net)
    if verb in ("hold", "silence") and shift:
        raise SpecError(f"{place}, {verb}: {shown(body[verb])} is an edge; name the node alone ({node})")
    into = body.get("into")
    if into is not None and into not in (*net.names, "loss"):
        near = instead(str(into), net.names, "its equations")
        raise SpecError(f"{place}, into: there is no equation {shown(into)}; {near}")
    return engine.Change(
        verb=verb,
        node=node,
        shift=shift,
        into=into,
        steps=_steps(body.get("steps"), f"{place}, steps", steps),
        units=_units(body.get("units"), f"{place}, units"),
        value=_value(body, verb, place),
    )


def _verb(body: Mapping[Any, Any], place: str) -> Verb:
    verbs: list[Verb] = [verb for verb in _KEYS if verb in body]
    if len(verbs) != 1:
        found = " and ".join(verbs) or shown(next(iter(body), None))
        raise SpecError(f"{place}: has {found}, but exactly one of {', '.join(_KEYS)} is needed")
    for key in body:
        if key not in (verbs[0], *_KEYS[verbs[0]]):
            known = instead(str(key), _KEYS[verbs[0]], "its other keys")
            raise SpecError(f"{place}: {shown(key)} is not a key of {verbs[0]}; {known}")
    return verbs[0]


def _edge(body: object, place: str, net: Net) -> tuple[str, int]:
    match = _EDGE.match(body) if isinstance(body, str) else None
    if match is None or not isinstance(body, str):
        raise SpecError(f"{place}: {shown(body)} is neither a name nor an edge such as h[t-1]")
    name, sign, distance = match.groups()
    known = net.names if match.end(1) == len(body.strip()) else (*net.names, *filter(net.reads, "xy"))
    if name not in known:
        raise SpecError(f"{place}: there is no {shown(name)} in the net; {instead(name, known, 'its names')}")
    return name, int(f"{sign or ''}{distance or 0}")


def _steps(body: object, place: str, count: int) -> tuple[int, ...] | None:
    if body is None:
        return None
    if isinstance(body, Mapping):
        if not set(body) <= {"from", "to"} or not body:
            raise SpecError(f'{place}: an object here is {{"from": 3, "to": 5}}, with no other keys')
        first = _whole(body.get("from", 1), f"{place}, from", 1, count)
        last = _whole(body.get("to", count), f"{place}, to", 1, count)
        if last < first:
            raise SpecError(f"{place}: runs from {first} to {last}, which is no step at all")
        return tuple(range(first, last + 1))
    return _list(body, place, 1, count)


def _units(body: object, place: str) -> tuple[int, ...] | None:
    return None if body is None else _list(body, place, 0, limits.UNITS - 1)


def _list(body: object, place: str, least: int, most: int) -> tuple[int, ...]:
    if not isinstance(body, (list, tuple)) or not body:
        raise SpecError(f"{place}: {shown(body)} is not a list of whole numbers")
    found = tuple(_whole(entry, f"{place}, entry {k}", least, most) for k, entry in enumerate(body, 1))
    if len(set(found)) < len(found):
        raise SpecError(f"{place}: names one of them twice")
    return found


def _whole(body: object, place: str, least: int, most: int) -> int:
    if isinstance(body, bool) or not isinstance(body, int):
        raise SpecError(f"{place}: {shown(body)} is not a whole number")
    if not least <= body <= most:
        raise SpecError(f"{place}: there is no {shown(body)}; they run from {least} to {most}")
    return body


def _value(body: Mapping[Any, Any], verb: str, place: str) -> Array | float:
    if verb != "hold":
        return 0.0
    if "to" not in body:
        raise SpecError(f"{place}, to: is missing: the value that {shown(body[verb])} is held at")
    return numbers.value(body["to"], f"{place}, to")
