"""A spec → a case for the engine: everything a run depends on, read strictly.

The outer document is checked by pydantic, since its form is fixed; the numbers in it go through ``numbers``,
since they are most of it. Every refusal is one sentence that begins with its place: ``inputs, row 3: …``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from unspool import engine
from unspool.documents import limits, numbers
from unspool.documents.changes import read_changes, read_set
from unspool.documents.numbers import Array
from unspool.documents.refusal import SpecError, instead, shown
from unspool.documents.rewritten import is_step, rewritten
from unspool.documents.sequence import Steps, sequence, tokens, vocabulary
from unspool.documents.weights import weights
from unspool.recurrence import Mistake, Net, library, read

_NAME = re.compile(r"[^\W\d]\w*\Z")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


class Random(_Part):
    """Draws each parameter not given, from seed and name, uniform in ± scale."""

    seed: int = Field(ge=0, lt=2**53)
    scale: float = Field(ge=0, le=1_000, allow_inf_nan=False)


class Document(_Part):
    """The keys of a spec; what is ``Any`` here is read by ``numbers``, ``sequence`` and ``changes``."""

    net: str = Field(min_length=1)
    sizes: dict[str, int] = Field(default_factory=dict)
    inputs: Any = None
    tokens: Any = None
    vocabulary: Any = None
    targets: Any = None
    initial: dict[str, Any] = Field(default_factory=dict)
    parameters: Any = Field(default_factory=dict)
    random: Random | None = None
    phases: dict[str, Any] = Field(default_factory=dict)
    changes: list[Any] = Field(default_factory=list)
    view: dict[str, Any] | None = None  # what the page looked at when it saved the file: it changes no number


@dataclass(frozen=True)
class Spec:
    """A spec that was read: as given, its document with the whole steps that changes set, and the same in numbers.

    ``entry`` is the net's place in the library, if it was named; ``vocabulary`` is None where the spec has none;
    ``spelled`` tells that its targets are tokens.
    """

    given: Document
    document: Document
    case: engine.Case
    entry: library.Entry | None
    inputs: Steps
    targets: Steps | None
    vocabulary: list[str] | None
    spelled: bool
    hashed: list[str] = field(default_factory=list, compare=False, repr=False)  # its hash, once that was asked for


def read_spec(body: object) -> Spec:
    """Raises SpecError. The engine may still refuse what only sizes can tell."""
    given = _document(body)
    document = _rewritten(given)
    entry = _entry(document.net)
    net = _net(entry.text if entry else document.net)
    words = _vocabulary(document)
    inputs = _inputs(document, words)
    spelled = _spelled(document)
    targets = _targets(document, words, inputs.length, spelled)
    edits = read_set(document.changes, net)
    drawn = engine.Random(document.random.seed, document.random.scale) if document.random else None
    case = engine.Case(
        net=net,
        T=inputs.length,
        inputs=_with_set(inputs, edits, "x") if net.reads("x") else None,
        targets=_with_set(targets, edits, "y") if targets else None,
        present=targets.present if targets else None,
        sizes=document.sizes,
        initial={name: _initial(name, rows) for name, rows in document.initial.items()},
        parameters=_parameters(document.parameters),
        random=drawn,
        phases=_phases(document.phases, net, inputs.length),
        changes=read_changes(document.changes, net, inputs.length),
        edits=tuple(edit for edit in edits if edit.parameter in net.parameters),
    )
    return Spec(given, document, case, entry, inputs, targets, words, spelled)


def _rewritten(document: Document) -> Document:
    """With the whole steps that its changes set."""
    source = "inputs" if document.tokens is None else "tokens"
    steps = {
        key: rewritten(getattr(document, key), document.changes, name, key)
        for name, key in (("x", source), ("y", "targets"))
    }
    return document.model_copy(update=steps) if any(map(is_step, document.changes)) else document


def _with_set(steps: Steps, edits: tuple[engine.Edit | engine.Rescale, ...], name: str) -> Array | None:
    """The rows of the input or the target with the numbers that a person has set in them."""
    mine = [edit for edit in edits if isinstance(edit, engine.Edit) and edit.parameter == name]
    if not mine or steps.rows is None:
        return steps.rows
    rows = np.array(steps.rows)
    for edit in mine:
        if len(edit.at) != 2 or not 1 <= edit.at[0] <= len(rows) or edit.at[1] >= rows.shape[1]:
            there = f"has steps 1 to {len(rows)} of {rows.shape[1]} numbers (from 0)"
            raise SpecError(f"changes: {name} {there}, and no {list(edit.at)}")
        rows[edit.at[0] - 1, edit.at[1]] = edit.value
    return rows


def _vocabulary(document: Document) -> list[str] | None:
    """The spec's own, or that of the weight file it names: weights mean nothing beside another one."""
    if document.vocabulary is not None:
        return vocabulary(document.vocabulary)
    named = _weight_file(document.parameters)
    return weights(named).vocabulary if named is not None and document.inputs is None else None


def _weight_file(parameters: object) -> str | None:
    """The name of the weight file: a text in place of all parameters, or under ``"*"`` beside those that override."""
    if not isinstance(parameters, (str, Mapping)):
        found = shown(parameters)
        raise SpecError(f"parameters: {found} is not an object of names and values, nor the name of a weight file")
    named = parameters if isinstance(parameters, str) else parameters.get("*")
    if named is not None and not isinstance(named, str):
        raise SpecError(f"parameters.*: {shown(named)} is not the name of a weight file")
    return named


def _document(body: object) -> Document:
    if not isinstance(body, Mapping):
        raise SpecError(f"a spec is an object with the keys {', '.join(Document.model_fields)}, not {shown(body)}")
    try:
        return Document.model_validate(dict(body))
    except ValidationError as errors:
        raise _worded(errors) from None


def _entry(name: str) -> library.Entry | None:
    """The library's net of this name; None where it is a text."""
    limits.within(len(name), limits.NET_CHARACTERS, "net", "characters")
    if not _NAME.match(name.strip()):
        return None
    if name.strip() not in library.names():
        near = instead(name.strip(), library.names(), "the nets of the library")
        raise SpecError(f"net: there is no {shown(name.strip())} in the library; {near}")
    return library.entry(name.strip())


def _net(text: str) -> Net:
    try:
        return read(text)
    except Mistake as mistake:
        raise SpecError.of(mistake) from None


def _inputs(document: Document, words: list[str] | None) -> Steps:
    if document.inputs is not None and document.tokens is not None:
        raise SpecError("inputs and tokens are both given: a spec has one of them")
    if document.tokens is None and document.inputs is None:
        raise SpecError("inputs: are missing; a spec has inputs (rows, or null for each step) or tokens")
    if document.tokens is None:
        return sequence(document.inputs, "inputs", document.sizes.get("x"))
    if words is None:
        raise SpecError("tokens: need a vocabulary, the list of all the texts that a token may be")
    return _fitting(tokens(document.tokens, "tokens", words), "x", document)


def _targets(document: Document, words: list[str] | None, count: int, spelled: bool) -> Steps | None:
    body = document.targets
    if body is None:
        return None
    if spelled and words is None:
        raise SpecError("targets: are texts, so they need a vocabulary, the list of all the texts that one may be")
    if spelled and words is not None:
        found = _fitting(tokens(body, "targets", words), "y", document)
    else:
        found = sequence(body, "targets", document.sizes.get("y"))
    if found.length != count:
        source = "inputs" if document.tokens is None else "tokens"
        raise SpecError(
            f"targets: are {found.length} but there are {count} {source}; "
            "each step has one, null where there is no target"
        )
    return found


def _spelled(document: Document) -> bool:
    """Whether targets are tokens: one of them is a text, or all are null beside tokens (a sentence of one letter)."""
    if not isinstance(document.targets, (list, tuple)):
        return False
    kinds = set(map(type, document.targets))
    none_beside_tokens = kinds == {type(None)} and document.tokens is not None and "y" not in document.sizes
    return str in kinds or none_beside_tokens


def _fitting(steps: Steps, name: str, document: Document) -> Steps:
    """Refuse a size given beside a vocabulary of another length."""
    size = document.sizes.get(name)
    if steps.rows is not None and size is not None and size != steps.rows.shape[1]:
        raise SpecError(f"sizes.{name}: is {size} but the vocabulary has {steps.rows.shape[1]} tokens")
    return steps


def _initial(name: str, body: object) -> Array:
    """A vector for every step before the first, or rows h(0), h(−1), …"""
    found = numbers.value(body, f"initial.{name}")
    if found.ndim == 0:
        raise SpecError(f"initial.{name}: {shown(body)} is not a list of numbers")
    return found


def _parameters(body: Any) -> dict[str, Array]:
    named = _weight_file(body)
    given = {} if isinstance(body, str) else {name: entries for name, entries in body.items() if name != "*"}
    found: dict[str, Array] = {} if named is None else dict(weights(named).parameters)
    return found | {name: numbers.value(entries, f"parameters.{name}") for name, entries in given.items()}


def _phases(body: Mapping[str, Any], net: Net, steps: int) -> dict[str, NDArray[np.bool_]]:
    for name in body:
        if name not in net.phases:
            raise SpecError(f"phases: the net has no phase {shown(name)}; {instead(name, net.phases, 'its phases')}")
    for name in net.phases:
        if name not in body:
            raise SpecError(f"phases: the net reads {name} as a phase; give phases.{name}, true or false for each step")
    return {name: _mask(entries, f"phases.{name}", steps) for name, entries in body.items()}


def _mask(body: object, place: str, steps: int) -> NDArray[np.bool_]:
    if not isinstance(body, (list, tuple)):
        raise SpecError(f"{place}: {shown(body)} is not a list of true and false, one for each step")
    if len(body) != steps:
        raise SpecError(f"{place}: has {len(body)} entries but there are {steps} steps")
    for k, entry in enumerate(body, 1):
        if not isinstance(entry, (bool, int)) or entry not in (0, 1):
            raise SpecError(f"{place}, step {k}: {shown(entry)} is neither true nor false (1 and 0 will do)")
    return np.array(body, dtype=bool)


_EXPECTED = {
    "string_type": "is not a text", "int_type": "is not a whole number", "float_type": "is not a number",
    "dict_type": "is not an object of names and values", "list_type": "is not a list",
    "model_type": "is not an object", "string_too_short": "is empty", "finite_number": "is not a finite number",
    "string_unicode": "is not valid Unicode",
}  # fmt: skip
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def _worded(errors: ValidationError) -> SpecError:
    """Pydantic's first finding in our words."""
    found = errors.errors(include_url=False)[0]
    names = [shown(part).strip('"') for part in found["loc"] if part != "[key]"]
    place, kind, value = ".".join(names), found["type"], found["input"]
    if kind == "extra_forbidden":
        part, fields = (Random, "random has") if len(names) > 1 else (Document, "a spec has")
        return SpecError(f"{place}: is not a key that {fields}; {instead(names[-1], part.model_fields, 'its keys')}")
    if kind == "missing":
        two = isinstance(value, dict) and "spec" in value  # as the page saves a comparison
        more = '; a file of two runs has their specs under "spec" and "beside": give one of these' if two else ""
        return SpecError(f"{place}: is missing{more}")
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return SpecError(f"{place}: {shown(value)} is out of range; it must be {words} {found['ctx'][bound]}")
    return SpecError(f"{place}: {shown(value)} {_EXPECTED.get(kind, 'will not do (' + found['msg'] + ')')}")
