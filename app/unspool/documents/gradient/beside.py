"""Nets to compare a run with: others on the same input, or the same one without what a person changed in it.

An entry is the name of a net of the library, or "before". The other net gets the same steps, targets and vocabulary
and as many units as the state that it is compared with; its parameters are those of a weight file that was taught the
same vocabulary where the run's own are, and are drawn where not: from the run's seed, or seed 1, uniform in ± 1/√n
(as PyTorch draws those of a recurrent net) or the run's scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from unspool import engine
from unspool.documents import weights as shipped
from unspool.documents.refusal import SpecError, instead, shown
from unspool.documents.rewritten import is_step
from unspool.documents.spec import Spec, read_spec
from unspool.gradients.paths import states
from unspool.recurrence import Mistake, library, read
from unspool.recurrence.roles import outputs

MOST = 4
BEFORE = "before"


@dataclass(frozen=True)
class Beside:
    """``spec`` of the other run; ``weights`` is the file it takes, else ``random`` says how it was drawn."""

    name: str
    title: str
    spec: Spec
    state: str
    weights: str | None
    random: dict[str, Any] | None

    @property
    def head(self) -> dict[str, Any]:
        """What an answer says of it."""
        return {
            "name": self.name,
            "title": self.title,
            "state": self.state,
            "weights": self.weights,
            "random": self.random,
        }


def read_beside(value: object, spec: Spec, state: str, n: int) -> list[Beside]:
    """The nets that a question names, each with a spec of its own."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST or len({str(name) for name in value}) < len(value):
        raise SpecError(f"beside: {shown(value)} is not a list of at most {MOST} different nets of the library")
    return [_beside(name, spec, state, n) for name in value]


def _beside(name: object, spec: Spec, state: str, n: int) -> Beside:
    known = [entry for entry in library.names() if states(read(library.entry(entry).text))]
    document = spec.document.model_dump(exclude_unset=True)
    if name == BEFORE:
        unchanged = spec.given.model_dump(exclude_unset=True, exclude={"changes"})
        title = spec.entry.title if spec.entry else "this net"
        return Beside(BEFORE, title, read_spec(unchanged), state, None, None)
    if not isinstance(name, str) or name not in known:
        raise SpecError(f"beside: there is no {shown(name)}; {instead(str(name), [*known, BEFORE], 'nets to choose')}")
    entry = library.entry(name)
    own = states(read(entry.text))
    body = {key: document[key] for key in ("inputs", "tokens", "targets") if key in document} | {"net": name}
    body["changes"] = [one for one in spec.document.changes if one.get("set") in ("x", "y") and not is_step(one)]
    file = _weights(name, spec)
    if file:
        return Beside(name, entry.title, _read(body | {"parameters": file}, name), own[0], file, None)
    drawn = document.get("random") or {"seed": 1, "scale": 1 / math.sqrt(n)}
    body["random"] = dict(drawn)
    if spec.vocabulary is not None:
        body["vocabulary"] = spec.vocabulary
    return Beside(name, entry.title, _fitted(body, name, _sizes(spec), own, n), own[0], None, dict(drawn))


def _fitted(body: dict[str, Any], name: str, sizes: dict[str, int], own: tuple[str, ...], n: int) -> Spec:
    """n units for each state; where the data tell a state's size (an output that is fed back), for what is hidden."""
    net = read(library.entry(name).text)
    hidden = [other for other in net.names if other not in own and other not in outputs(net)]
    refused = None
    for named in (own, hidden):
        found = _read(body | {"sizes": sizes | dict.fromkeys(named, n)}, name)
        try:
            engine.program_for(found.case)
        except Mistake as mistake:
            refused = refused or SpecError(f"beside, {name}: {mistake.reason}")
        else:
            return found
    assert refused is not None
    raise refused


def _weights(name: str, spec: Spec) -> str | None:
    """A file that ships for this net, if the run's own parameters are such a file's and of the same vocabulary."""
    given = spec.document.parameters
    is_taught = isinstance(given, str) or (isinstance(given, dict) and "*" in given)
    file = shipped.for_net(name) if is_taught else None
    return file if file and shipped.weights(file).vocabulary == spec.vocabulary else None


def _sizes(spec: Spec) -> dict[str, int]:
    """Of what goes in and out, where nothing else tells."""
    found = {name: size for name, size in spec.document.sizes.items() if name in ("x", "y")}
    if spec.targets is None or spec.targets.rows is None:
        found.setdefault("y", 1)
    return found


def _read(body: dict[str, Any], name: str) -> Spec:
    try:
        return read_spec(body)
    except SpecError as refused:
        raise SpecError(f"beside, {name}: {refused.message}") from None
