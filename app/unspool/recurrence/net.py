"""A net is a text: its equations, its parameters, and what it reads from outside.

``x`` is the input and ``y`` the target; every other name that no line defines is a parameter, a matrix
where it stands directly left of ``@``, else a vector (or a number, where a number is given).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from unspool.recurrence import operations
from unspool.recurrence.expression import Call, Equation, Expression, Name, leaves
from unspool.recurrence.mistake import Mistake, Place
from unspool.recurrence.notation.hints import spellings
from unspool.recurrence.syntax import equations

DATA = ("x", "y")


@dataclass(frozen=True)
class Parameter:
    """``matrix`` where it stands left of ``@``; ``place`` is where the text first uses it."""

    name: str
    matrix: bool
    place: Place
    equation: str


@dataclass(frozen=True)
class Net:
    """A text that was read. ``loss`` is None for a net that only runs forwards."""

    text: str
    equations: tuple[Equation, ...]
    loss: Equation | None
    parameters: dict[str, Parameter]
    phases: tuple[str, ...]
    hints: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, dict[str, str]] = field(default_factory=dict)  # notation -> name -> how the text wants it

    @property
    def names(self) -> tuple[str, ...]:
        """What the equations define, without the loss."""
        return tuple(equation.name for equation in self.equations)

    def reads(self, name: str) -> bool:
        """Whether any equation, or the loss, reads ``name``."""
        return any(leaf.name == name for equation in self.every() for leaf in leaves(equation.expression))

    def every(self) -> tuple[Equation, ...]:
        """All equations, the loss last."""
        return (*self.equations, self.loss) if self.loss else self.equations

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Net) and other.text == self.text


@lru_cache(maxsize=256)
def read(text: str) -> Net:
    """Read a net; raises Mistake with line, column and reason."""
    found = equations(text, operations.offered)
    defined = _defined(found, text)
    parameters: dict[str, Parameter] = {}
    phases: dict[str, Place] = {}
    for equation in found:
        _walk(equation, defined, parameters, phases, text)
    if not any(equation.name != "loss" for equation in found):
        raise Mistake("the net has no equation: write for example h = tanh(W @ h[t-1] + U @ x + b)")
    loss = next((equation for equation in found if equation.name == "loss"), None)
    rest = tuple(equation for equation in found if equation.name != "loss")
    known = {equation.name for equation in rest} | parameters.keys()
    return Net(text, rest, loss, parameters, tuple(phases), _hints(text), spellings(text, known))


def _defined(found: list[Equation], text: str) -> dict[str, Equation]:
    defined: dict[str, Equation] = {}
    for equation in found:
        if equation.name in DATA:
            what = "the input" if equation.name == "x" else "the target"
            raise Mistake(f"{equation.name} is {what} and cannot be defined", equation.place, text)
        if equation.name in defined:
            first = defined[equation.name].place.line
            raise Mistake(f"{equation.name} is defined twice, first in line {first}", equation.place, text)
        defined[equation.name] = equation
    return defined


def _walk(
    equation: Equation,
    defined: dict[str, Equation],
    parameters: dict[str, Parameter],
    phases: dict[str, Place],
    text: str,
) -> None:
    """Collect the parameters and phases of one equation, refusing what cannot be."""
    rest: list[tuple[Expression, str]] = [(equation.expression, "vector")]
    while rest:
        top, use = rest.pop()
        if isinstance(top, Call):
            uses = {"matmul": ("matrix", "vector"), "choose": ("phase", "vector", "vector")}.get(top.operation)
            named = zip(top.operands, uses or ("vector",) * len(top.operands), strict=True)
            rest.extend(reversed(list(named)))
            if use == "matrix":
                raise Mistake("left of @ stands the name of a matrix, not an expression", top.place, text)
        elif isinstance(top, Name):
            _name(top, use, equation, defined, parameters, phases, text)
        elif use == "matrix":
            raise Mistake("left of @ stands the name of a matrix, not a number", top.place, text)


def _name(
    name: Name,
    use: str,
    equation: Equation,
    defined: dict[str, Equation],
    parameters: dict[str, Parameter],
    phases: dict[str, Place],
    text: str,
) -> None:
    if name.name == "loss":
        raise Mistake("no equation can read the loss", name.place, text)
    if name.name in defined or name.name in DATA:
        if use != "vector":
            what = "a matrix parameter" if use == "matrix" else "a phase (a mask that the spec gives)"
            raise Mistake(f"{name.name} is not {what}: it changes from step to step", name.place, text)
        return
    if name.name in operations.FUNCTIONS:
        raise Mistake(f"{name.name} is a function: write {name.name}(…)", name.place, text)
    if name.shift:
        raise Mistake(f"{name.name} is a parameter and has no delay: it is the same at every step", name.place, text)
    if use == "phase":
        phases.setdefault(name.name, name.place)
    known = parameters.get(name.name)
    if (use == "phase" and known) or (use != "phase" and name.name in phases):
        raise Mistake(f"{name.name} is used as a phase and as a parameter", name.place, text)
    if use == "phase":
        return
    if known and known.matrix != (use == "matrix"):
        first, second = ("a matrix", "a vector") if known.matrix else ("a vector", "a matrix")
        raise Mistake(
            f"{name.name} is used as {second} here but as {first} in line {known.place.line}", name.place, text
        )
    parameters.setdefault(name.name, Parameter(name.name, use == "matrix", name.place, equation.name))


def _hints(text: str) -> dict[str, str]:
    """Comment lines ``#: key: words`` place and rename; they never compute. A key's lines are kept in order."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if line.strip().startswith("#:") and ":" in line.strip()[2:]:
            key, _, words = line.strip()[2:].partition(":")
            key = key.strip()
            found[key] = f"{found[key]}\n{words.strip()}" if key in found else words.strip()
    return found
