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
    outside = _Outside(text, defined)
    for equation in found:
        outside.collect(equation)
    parameters = outside.parameters
    if not any(equation.name != "loss" for equation in found):
        raise Mistake("the net has no equation: write for example h = tanh(W @ h[t-1] + U @ x + b)")
    loss = next((equation for equation in found if equation.name == "loss"), None)
    rest = tuple(equation for equation in found if equation.name != "loss")
    known = {equation.name for equation in rest} | parameters.keys()
    return Net(text, rest, loss, parameters, tuple(outside.phases), _hints(text), spellings(text, known))


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


class _Outside:
    """What the equations read and none of them defines, as it is met: parameters and phases. Refuses what cannot be."""

    def __init__(self, text: str, defined: dict[str, Equation]) -> None:
        self.text = text
        self.defined = defined
        self.parameters: dict[str, Parameter] = {}
        self.phases: dict[str, Place] = {}

    def collect(self, equation: Equation) -> None:
        """Of one equation, from left to right; each operand with the use that its operation makes of it."""
        rest: list[tuple[Expression, str]] = [(equation.expression, "vector")]
        while rest:
            top, use = rest.pop()
            if isinstance(top, Call):
                uses = {"matmul": ("matrix", "vector"), "choose": ("phase", "vector", "vector")}.get(top.operation)
                named = zip(top.operands, uses or ("vector",) * len(top.operands), strict=True)
                rest.extend(reversed(list(named)))
                if use == "matrix":
                    raise self._mistake("left of @ stands the name of a matrix, not an expression", top)
            elif isinstance(top, Name):
                self._name(top, use, equation.name)
            elif use == "matrix":
                raise self._mistake("left of @ stands the name of a matrix, not a number", top)

    def _name(self, name: Name, use: str, equation: str) -> None:
        if name.name == "loss":
            raise self._mistake("no equation can read the loss", name)
        if name.name in self.defined or name.name in DATA:
            if use != "vector":
                what = "a matrix parameter" if use == "matrix" else "a phase (a mask that the spec gives)"
                raise self._mistake(f"{name.name} is not {what}: it changes from step to step", name)
            return
        if name.name in operations.FUNCTIONS:
            raise self._mistake(f"{name.name} is a function: write {name.name}(…)", name)
        if name.shift:
            raise self._mistake(f"{name.name} is a parameter and has no delay: it is the same at every step", name)
        if use == "phase":
            self._phase(name)
        else:
            self._parameter(name, use == "matrix", equation)

    def _phase(self, name: Name) -> None:
        if name.name in self.parameters:
            raise self._mistake(f"{name.name} is used as a phase and as a parameter", name)
        self.phases.setdefault(name.name, name.place)

    def _parameter(self, name: Name, matrix: bool, equation: str) -> None:
        if name.name in self.phases:
            raise self._mistake(f"{name.name} is used as a phase and as a parameter", name)
        known = self.parameters.setdefault(name.name, Parameter(name.name, matrix, name.place, equation))
        if known.matrix != matrix:
            first, second = ("a matrix", "a vector") if known.matrix else ("a vector", "a matrix")
            where = f"as {first} in line {known.place.line}"
            raise self._mistake(f"{name.name} is used as {second} here but {where}", name)

    def _mistake(self, reason: str, at: Expression) -> Mistake:
        return Mistake(reason, at.place, self.text)


def _hints(text: str) -> dict[str, str]:
    """Comment lines ``#: key: words`` place and rename; they never compute. A key's lines are kept in order."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if line.strip().startswith("#:") and ":" in line.strip()[2:]:
            key, _, words = line.strip()[2:].partition(":")
            key = key.strip()
            found[key] = f"{found[key]}\n{words.strip()}" if key in found else words.strip()
    return found
