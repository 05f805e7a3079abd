"""Lines of PyTorch that make a run's gradients again, truncated and clipped as here: to read, to paste, to check.

Scissors are ``detach()``. K stages untie the copies, a clone of each parameter a step, and ask every loss for those
near it alone. The numbers are written out where they are few, else read from the file that the page writes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from unspool.engine import Array, Run
from unspool.gradients.balance import Wanted
from unspool.recurrence.expression import Name
from unspool.recurrence.schedule import schedule
from unspool.recurrence.torchlike import Text, Writer, naming

FEW = 2_000  # numbers that are written out
FILE = "run.safetensors"


def torch_lines(run: Run, wanted: Wanted, few: int = FEW) -> list[str]:
    """A program whose ``gradients`` are those of what is left: a dict from each parameter's name."""
    return _Code(run, wanted, few).lines()


class _Code:
    def __init__(self, run: Run, wanted: Wanted, few: int) -> None:
        self.run, self.wanted, self.net = run, wanted, run.net
        nodes = [*self.net.names, *(name for name in ("x", "y") if self.net.reads(name)), *self.net.phases]
        self.names = naming([*nodes, *run.parameters, *(f" held_{name}" for name in nodes)])
        self.leaves = {(node.op, node.key): run.tape.rows[node.id] for node in run.program.leaves}
        self.written = sum(array.size for _, array in self._arrays()) <= few

    @property
    def writer(self) -> Writer:
        """Made anew where it is needed: kept, it would keep the run until a collection, since it reads by ``self``."""
        return Writer(self.net, self._read, self._is_changed, {key for op, key in self.leaves if op == "held"})

    def lines(self) -> list[str]:
        return [*self._start(), "", *self._given(), "", *self._forward(), "", *self._losses(), "", *self._backward()]

    # what is given

    def _arrays(self) -> Iterator[tuple[str, Array]]:
        yield from ((f"parameters/{name}", value) for name, value in self.run.parameters.items())
        yield from ((f"{op}s", rows) for (op, _), rows in self.leaves.items() if op in ("input", "target"))
        yield from ((f"initial/{name}", rows) for name, rows in self._edges().items())

    def _edges(self) -> dict[str, Array]:
        graph = self.run.program.folded.graph
        return {graph.nodes[node].name or graph.nodes[node].key: rows for node, rows in self.run.tape.edges.items()}

    def _start(self) -> Iterator[str]:
        yield "import torch"
        if not self.written:
            yield "from safetensors.torch import load_file"
        yield "\ntorch.set_default_dtype(torch.float64)"
        if not self.written:
            yield f'given = load_file("{FILE}")  # "Take it along" on the page writes it'
        yield f"T = {self.run.T}"

    def _array(self, key: str, array: Array, more: str = "") -> str:
        if self.written:
            return f"torch.tensor({_numbers(array)}{more and ', ' + more})"
        text = f"given[{key!a}]"
        return f"{text}.requires_grad_()" if more else text

    def _given(self) -> Iterator[str]:
        yield "parameters = {"
        for name, value in self.run.parameters.items():
            yield f'    "{self.names[name]}": {self._array(f"parameters/{name}", value, "requires_grad=True")},'
        yield "}"
        for name in self.run.parameters:
            own = self.names[name]
            if self.wanted.stages is None:
                yield f'{own} = parameters["{own}"]'
            else:
                yield f'{own} = {{t: parameters["{own}"].clone() for t in range(1, T + 1)}}  # a copy for every step'
        for (op, key), rows in self.leaves.items():
            if op in ("input", "target"):
                yield f"{self.names[key]} = dict(enumerate({self._array(f'{op}s', rows)}, 1))"
            elif op == "phase":
                yield f"{self.names[key]} = dict(enumerate({[bool(row) for row in rows.ravel()]}, 1))"
            elif op == "held":
                yield from self._held(key, rows)
        data = [key for (op, key), _ in self.leaves.items() if op in ("input", "target")]
        yield from (f"{self.names[name]} = {{}}" for name in self.net.names)
        for name, rows in self._edges().items():
            if name in self.net.names or name in data:
                yield from self._initial(name, rows)

    def _held(self, name: str, rows: Array) -> Iterator[str]:
        given = self.leaves["given", name]
        own = self.names[f" held_{name}"]
        yield f"{own} = {{}}"
        for t in np.flatnonzero(rows.any(axis=1)) + 1:
            mask, value = (rows[t - 1] != 0).tolist(), _numbers(given[t - 1])
            yield f"{own}[{t}] = (torch.tensor({mask}), torch.tensor({value}))"

    def _initial(self, name: str, rows: Array) -> Iterator[str]:
        graph = self.run.program.folded.graph
        node = graph.named[name] if name in graph.named else next(one.id for one in graph if one.key == name)
        before, after = self.run.program.delays[node]
        text = self._array(f"initial/{name}", rows)
        for row in range(before):
            yield f"{self.names[name]}[{-row}] = {text}[{row}]"
        for row in range(after):
            yield f"{self.names[name]}[T + {1 + row}] = {text}[{row}]"

    # both passes

    def _forward(self) -> Iterator[str]:
        program = self.run.program
        roots = {node for node in program.roots() if program.folded.graph.nodes[node].args}
        equations = {program.folded.graph.named[equation.name]: equation for equation in self.net.equations}
        for sweep in schedule(program.folded.graph, roots, set()):
            inside = [equations[node] for node in sweep.nodes if node in equations]
            if inside:
                yield "for t in range(1, T + 1):" if sweep.direction > 0 else "for t in range(T, 0, -1):"
            for equation in inside:
                own = self.names[equation.name]
                yield f"    {own}[t] = {self.writer.equation(equation)}"
                if ("held", equation.name) in self.leaves:
                    held = self.names[f" held_{equation.name}"]
                    yield f"    if t in {held}:"
                    yield f"        {own}[t] = torch.where(*{held}[t], {own}[t])"

    def _losses(self) -> Iterator[str]:
        targets = self.leaves.get(("present", "y"))
        mask = ""
        if self.run.program.folded.everywhere and targets is not None:
            yield f"targets = {(np.flatnonzero(targets.ravel()) + 1).tolist()}"
            mask = "t in targets"
        steps = np.flatnonzero(self.run.has_loss) + 1
        yield "E = {}  # the loss of every step that has one"
        yield f"for t in {'range(1, T + 1)' if len(steps) == self.run.T else steps.tolist()}:"
        yield f"    E[t] = {self.writer.loss(mask)}"

    def _backward(self) -> Iterator[str]:
        if self.wanted.stages is None:
            yield from self._whole()
            yield "gradients = {"
            yield "    name: torch.zeros_like(p) if p.grad is None else p.grad for name, p in parameters.items()"
            yield "}"
        else:
            yield from self._stages(self.wanted.stages)
        if self.wanted.clip is not None:
            by, at = self.wanted.clip
            yield "for name, p in parameters.items():"
            yield "    p.grad = gradients[name]"
            yield f"torch.nn.utils.clip_grad_{by}_(parameters.values(), {at!r})"
        yield "for name, gradient in gradients.items():"
        yield '    print(name, gradient, sep="\\n")'

    def _whole(self) -> Iterator[str]:
        """All losses at once, if there are any and scissors or what is held leave them a way back."""
        if not self.run.has_loss.any():
            return
        if any(op in ("cutting", "held") for op, _ in self.leaves):
            yield "loss = sum(E.values())"
            yield "if loss.requires_grad:"
            yield "    loss.backward()"
        else:
            yield "sum(E.values()).backward()"

    def _stages(self, stages: int) -> Iterator[str]:
        yield f"K = {stages}  # each loss goes back K steps, its own among them"
        copies = ", ".join(f'"{self.names[name]}": {self.names[name]}' for name in self.run.parameters)
        yield f"copies = {{{copies}}}"
        yield "gradients = {name: torch.zeros_like(p) for name, p in parameters.items()}"
        yield "for t in E:"
        yield "    if not E[t].requires_grad:"
        yield "        continue  # nothing of it goes back"
        yield "    near = [(name, copy[k]) for name, copy in copies.items() for k in copy if abs(t - k) < K]"
        yield "    found = torch.autograd.grad(E[t], [p for _, p in near], retain_graph=True, allow_unused=True)"
        yield "    for (name, _), gradient in zip(near, found):"
        yield "        if gradient is not None:"
        yield "            gradients[name] += gradient"

    def _read(self, name: Name, equation: str) -> Text:
        """What an equation reads: a parameter, or a node at its step, perhaps cut or detached there."""
        own = self.names[name.name]
        if name.name in self.run.parameters:
            return (own if self.wanted.stages is None else f"{own}[t]"), 9
        text = f"{own}[t{name.shift:+d}]".replace("+", " + ").replace("-", " - ") if name.shift else f"{own}[t]"
        for verb, form in (("cut", "torch.zeros_like({})"), ("detach", "{}.detach()")):
            rows = self._cutting(verb, name, equation)
            if rows is not None:
                text = _where(form.format(text), (np.flatnonzero(rows.ravel()) + 1).tolist(), self.run.T, text)
        return text, 9

    def _is_changed(self, name: Name, equation: str) -> bool:
        return any(self._cutting(verb, name, equation) is not None for verb in ("cut", "detach"))

    def _cutting(self, verb: str, name: Name, equation: str) -> Array | None:
        """Where an edge is cut or detached; None: nowhere."""
        rows = self.leaves.get(("cutting", f"{verb} {name.name} {name.shift} {equation}"))
        return rows if rows is not None and rows.any() else None


def _where(changed: str, steps: list[int], T: int, text: str) -> str:
    """The changed text at some steps, the other one elsewhere."""
    if len(steps) == T:
        return changed
    first, last = steps[0], steps[-1]
    run = len(steps) > 2 and last - first + 1 == len(steps)
    when = f"{first} <= t <= {last}" if run else f"t == {first}" if len(steps) == 1 else f"t in {tuple(steps)}"
    return f"({changed} if {when} else {text})"


def _numbers(array: Array) -> str:
    """With every digit; infinities and NaN by PyTorch's names."""
    return repr(np.asarray(array).tolist()).replace("inf", "torch.inf").replace("nan", "torch.nan")
