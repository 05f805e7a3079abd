"""A generator of nets: texts that the language allows, as odd as they come, with a case for each.

Equations belong to stages. A stage reads itself in one direction only (or, undelayed, what stands above), earlier
stages at any step, so every text can be scheduled. Sub-expressions are repeated, outputs feed back, several losses
share them, numbers meet vectors, and parameters are used in more than one place.
"""

from dataclasses import dataclass, field
from dataclasses import replace as changed

import numpy as np
from hypothesis import strategies as st

from unspool import gradients
from unspool.engine import Case
from unspool.recurrence import read

SMOOTH = ("tanh", "sigmoid", "softplus", "sin", "cos", "square")
BENT = ("relu", "leaky_relu", "abs")
NAMES = ("h", "s", "u", "m", "q", "v", "r", "k")


@dataclass
class Vector:
    """Something of one size that can be written at ``stage``; ``order``: not above this equation in its stage."""

    text: str
    size: int
    stage: int
    order: int


@dataclass
class Writer:
    """Writes one net. ``draw`` is hypothesis's; ``bent`` allows functions with corners and linear growth."""

    draw: st.DrawFn
    x: int
    y: int
    bent: bool
    wild: bool = False  # states that also feed themselves without a squashing function
    known: list[Vector] = field(default_factory=list)  # equations above, as (name, size, stage, order)
    coming: list[Vector] = field(default_factory=list)  # all equations of the stages so far, delayed readable
    written: list[Vector] = field(default_factory=list)  # sub-expressions to repeat
    parameters: dict[str, tuple[int, ...]] = field(default_factory=dict)
    directions: list[int] = field(default_factory=list)
    phased: bool = False

    def pick(self, *options):
        return self.draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) < percent

    def parameter(self, *shape: int) -> str:
        """A name of this shape: a known one now and then."""
        same = [name for name, known in self.parameters.items() if known == shape]
        if same and self.chance(25):
            return self.pick(*same)
        name = f"{'WbL'[2 if not shape else len(shape) % 2]}{len(self.parameters)}"
        self.parameters[name] = shape
        return name

    def number(self) -> str:
        if self.chance(20):
            return self.parameter()
        return self.pick("0.5", "2", "-0.3", "1", "0.1")

    # what can be read

    def readable(self, stage: int, order: int) -> list[Vector]:
        """Names at a step, for the equation ``order`` of ``stage``."""
        found = [Vector("x", self.x, 0, 0), Vector("x[t-1]", self.x, 0, 0), Vector("y[t-1]", self.y, 0, 0)]
        for other in self.coming:
            if other.stage < stage:
                shift = self.pick("", "", "[t-1]", "[t-2]", "[t+1]")
            elif self.directions[stage] > 0:
                shift = self.pick(*([""] * (other.order < order)), "[t-1]", "[t-1]", "[t-2]")
            else:
                shift = self.pick(*([""] * (other.order < order)), "[t+1]", "[t+1]", "[t+2]")
            found.append(changed(other, text=other.text + shift))
        return found

    def vector(self, size: int, stage: int, order: int, depth: int) -> str:
        """An expression of ``size`` units."""
        again = [
            v.text
            for v in self.written
            if v.size == size and (v.stage < stage or (v.stage == stage and v.order <= order))
        ]
        if again and self.chance(20):
            return self.pick(*again)
        text = self.leaf(size, stage, order) if depth <= 0 else self.compound(size, stage, order, depth)
        self.written.append(Vector(text, size, stage, order))
        return text

    def leaf(self, size: int, stage: int, order: int) -> str:
        kind = self.draw(st.integers(0, 9))
        there = self.readable(stage, order)
        same = [v.text for v in there if v.size == size]
        if kind < 5:
            other = self.pick(*there)
            if self.chance(15):
                second = self.pick(*there)
                return f"{self.parameter(size, other.size + second.size)} @ [{other.text}, {second.text}]"
            return f"{self.parameter(size, other.size)} @ {other.text}"
        if kind < 8 and same:
            return self.pick(*same)
        return self.parameter(size)

    def compound(self, size: int, stage: int, order: int, depth: int) -> str:
        kind = self.draw(st.integers(0, 13))

        def part(less: int = 1) -> str:
            return self.vector(size, stage, order, depth - less)

        if kind < 3:
            return f"({' + '.join(part() for _ in range(self.draw(st.integers(2, 4))))})"
        if kind == 3:
            return f"({part()} - {part()})"
        if kind == 4:
            return f"(-{part()})"
        if kind == 5:
            return f"{self.number()} * {part()}"
        if kind == 6:
            return f"tanh({part()}) * {part()} * sigmoid({part()})"
        if kind == 7:
            return f"sigmoid({part()}) * {part()}"
        if kind == 8:
            return f"{part()} / (1 + square({part()}))"
        if kind == 9:
            reduce = self.pick("sum", "mean")
            return f"tanh({reduce}({part()})) * {part()}"
        if kind == 10:
            self.phased = True
            return f"({part()} if early else {part()})"
        if kind == 11:
            one, other = part(), part()
            return self.pick(
                f"maximum({one}, {other} + {self.parameter(size)})",
                f"log(1 + square({one}))",
                f"sqrt(1 + square({other}))",
                f"exp(-square({one}))",
            )
        function = self.pick(*SMOOTH, *(BENT if self.bent else ()))
        return f"{function}({part()})"

    # a whole text

    def net(self) -> str:
        lines = []
        names = iter(NAMES)
        outputs: list[tuple[str, str]] = []
        for stage in range(self.draw(st.integers(1, 3))):
            self.directions.append(self.pick(1, 1, -1))
            members = [
                Vector(next(names), self.draw(st.integers(1, 5)), stage, order)
                for order in range(self.draw(st.integers(1, 3 if stage else 2)))
            ]
            if stage == 0 or self.chance(40):
                kind = self.pick("softmax", "sigmoid", "linear")
                name = {"softmax": "p", "sigmoid": "e", "linear": "z"}[kind] + str(stage)
                if self.chance(25):  # logits with a name
                    members.append(Vector(f"o{stage}", self.y, stage, len(members)))
                outputs.append((kind, name))
                members.append(Vector(name, self.y, stage, len(members)))
            self.coming += members
            lines += [f"{member.text} = {self.right(member, outputs)}" for member in members]
        if self.chance(20):  # one more name for an output
            lines.append(f"yhat = {outputs[0][1]}")
            outputs.append((outputs[0][0], "yhat"))
        return "\n".join([*lines, f"loss = {self.losses(outputs)}"])

    def right(self, member: Vector, outputs: list[tuple[str, str]]) -> str:
        kind = next((kind for kind, name in outputs if name == member.text), None)
        inner = self.vector(member.size, member.stage, member.order, self.draw(st.integers(0, 2)))
        if kind in ("softmax", "sigmoid"):
            logits = f"o{member.stage}"
            inner = logits if any(v.text == logits for v in self.coming) and self.chance(80) else inner
            return f"{kind}({inner})"
        if self.wild and kind is None and not member.text.startswith("o") and self.chance(70):
            step = "[t-1]" if self.directions[member.stage] > 0 else "[t+1]"
            return f"{inner} + {self.parameter(member.size, member.size)} @ {member.text}{step}"
        if kind == "linear" or member.text.startswith("o"):
            return inner
        return f"{self.pick('tanh', 'sigmoid', 'tanh')}({inner})" if not self.bent or self.chance(60) else inner

    def losses(self, outputs: list[tuple[str, str]]) -> str:
        terms = []
        for _ in range(self.draw(st.integers(1, 3))):
            kind, name = self.pick(*outputs)
            term = {"softmax": "cross_entropy", "sigmoid": "binary_cross_entropy", "linear": "squared_error"}[kind]
            if self.chance(20):
                term = "squared_error"
            term = f"{term}({name}, y)"
            if self.chance(10):
                other = self.pick(*self.coming)
                term = self.pick(
                    f"sum(square({other.text}))", f"mean({other.text})", f"0.1 * sum({other.text} * {other.text})"
                )
            terms.append(f"{self.number()} * {term}" if self.chance(40) else term)
        return " + ".join(terms)


@st.composite
def cases(draw: st.DrawFn, bent: bool = True, wild: bool = False) -> Case:
    """A settled case of a drawn text: missing inputs and targets, initial states, numbers from a drawn seed.

    ``wild``: large weights on states that feed themselves, for long enough to overflow.
    """
    writer = Writer(draw, draw(st.integers(1, 4)), draw(st.integers(1, 4)), bent, wild)
    net = read(writer.net())
    T = draw(st.integers(100, 250) if wild else st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    there, present = rng.random((T, 1)) < 0.8, rng.random(T) < draw(st.sampled_from([1.0, 0.7, 0.0]))
    size = 30.0 if wild else draw(st.sampled_from([0.5, 1.0]))
    targets = rng.dirichlet(np.ones(writer.y), size=T) * (rng.random((T, writer.y)) < 0.8)
    case = Case(
        net,
        T,
        inputs=rng.normal(size=(T, writer.x)) * there if net.reads("x") else None,
        targets=targets * present[:, None] if net.reads("y") else None,
        present=present if net.reads("y") else None,
        sizes={v.text: v.size for v in writer.coming},
        parameters={
            name: size * rng.normal(size=shape) for name, shape in writer.parameters.items() if name in net.parameters
        },
        phases={name: rng.random(T) < 0.5 for name in net.phases},
    )
    case = gradients.settled(case)
    return changed(case, initial={name: 0.5 * rng.normal(size=rows.shape) for name, rows in case.initial.items()})
