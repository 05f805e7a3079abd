"""Random nets: the compiled machine against the plain one, and both against the complex step.

The golden nets alone are too tame: faults in packing and in stable forms passed them in a prototype.
"""

from dataclasses import fields, replace

import numpy as np
import texts
from cases import MACHINES
from hypothesis import given, note, settings
from hypothesis import strategies as st

from unspool import engine, gradients
from unspool.engine import Case, Change, Trace
from unspool.recurrence.expression import leaves

LARGE = 1e4  # beyond, rounding is all that two orders of the same sums have in common


def moderate(trace: Trace) -> bool:
    """Whether every number is finite and none so large that only its size is meaningful."""
    arrays = [*trace.values.values(), *trace.grads.values(), *trace.parameter_grads.values()]
    return all(np.isfinite(rows).all() and np.abs(rows).max(initial=0) < LARGE for rows in arrays)


def assert_alike(one: Trace, other: Trace) -> None:
    """Every number of two traces, up to the order of sums."""
    for part in fields(Trace):
        mine, theirs = getattr(one, part.name), getattr(other, part.name)
        if part.name == "losses":
            assert [entry is None for entry in mine] == [entry is None for entry in theirs]
            mine, theirs = ({"E": np.array([entry or 0.0 for entry in losses])} for losses in (mine, theirs))
        elif part.name == "loss":
            mine, theirs = {"L": np.array(mine)}, {"L": np.array(theirs)}
        elif part.name == "first_nonfinite":
            assert mine == theirs
            continue
        assert list(mine) == list(theirs), part.name
        for name in mine:
            assert mine[name].shape == theirs[name].shape, (part.name, name)
            scale = max(1.0, float(np.abs(theirs[name]).max(initial=0)))
            np.testing.assert_allclose(
                mine[name], theirs[name], rtol=1e-9, atol=1e-11 * scale, err_msg=f"{part.name} {name}"
            )


def off_corner(case: Case, kind: str, name: str) -> np.ndarray:
    """1 but for numbers that are exactly 0: i h times i h is real, and would tip relu(0) over its corner."""
    return np.asarray(getattr(case, kind) if kind in ("inputs", "targets") else getattr(case, kind)[name]) != 0


def told(case: Case) -> str:
    """A case in words, for a failure."""
    sizes = {name: rows.shape for name, rows in case.parameters.items()}
    return f"{case.net.text}\nT = {case.T}, sizes {dict(case.sizes)}, parameters {sizes}, present {case.present}"


@settings(max_examples=300)
@given(case=texts.cases(), seed=st.integers(0, 2**32))
def test_random_nets_compiled_agree_with_plain_and_with_the_complex_step(case: Case, seed: int) -> None:
    note(told(case))
    plain, compiled = engine.trace(case, plain=True), engine.trace(case)
    if not moderate(plain):
        return
    assert_alike(compiled, plain)
    rng = np.random.default_rng(seed)
    for machine in MACHINES.values():
        found = gradients.backward(case, plain=machine)
        direction = {
            kind: {name: rng.normal(size=rows.shape) * off_corner(case, kind, name) for name, rows in arrays.items()}
            for kind, arrays in found.items()
        }
        terms = [(rows * direction[kind][name]) for kind, arrays in found.items() for name, rows in arrays.items()]
        exact = gradients.along(case, direction, plain=machine)
        size = sum(float(np.abs(term).sum()) for term in terms)
        total = sum(float(term.sum()) for term in terms)
        assert abs(total - exact) <= 1e-9 * abs(exact) + 1e-11 * size + 1e-12, (total, exact, size, machine)


def changed_at_random(case: Case, rng: np.random.Generator) -> Case:
    """Some names held or silenced, some edges cut or detached, at some steps."""
    edges = [(leaf.name, leaf.shift, each.name) for each in case.net.every() for leaf in leaves(each.expression)]
    edges = sorted({edge for edge in edges if edge[0] in (*case.net.names, "x", "y")})
    changes = []
    for _ in range(rng.integers(1, 4)):
        steps = tuple(int(t) + 1 for t in np.flatnonzero(rng.random(case.T) < 0.5)) or None
        verb = str(rng.choice(["hold", "silence", "cut", "detach"]))
        if verb in ("hold", "silence"):
            changes.append(Change(verb, str(rng.choice(case.net.names)), steps=steps, value=0.4))
        else:
            name, shift, into = edges[rng.integers(len(edges))]
            changes.append(Change(verb, name, shift, into if rng.random() < 0.5 else None, steps=steps))
    return replace(case, changes=tuple(changes))


@settings(max_examples=100)
@given(case=texts.cases(), seed=st.integers(0, 2**32))
def test_random_nets_that_a_person_changed_agree_compiled_and_plain(case: Case, seed: int) -> None:
    case = changed_at_random(case, np.random.default_rng(seed))
    note(f"{told(case)}\n{case.changes}")
    plain = engine.trace(case, plain=True)
    if moderate(plain):
        assert_alike(engine.trace(case), plain)


@settings(max_examples=100)
@given(case=texts.cases(), seed=st.integers(0, 2**32))
def test_random_nets_in_a_batch_and_in_blocks_are_single_runs(case: Case, seed: int) -> None:
    note(told(case))
    rng = np.random.default_rng(seed)
    singles = [
        replace(case, inputs=None if case.inputs is None else rng.normal(size=case.inputs.shape)) for _ in range(2)
    ]
    traces = [engine.trace(each, plain=True) for each in singles]
    if case.inputs is None or not all(moderate(trace) for trace in traces):
        return
    with engine.start(replace(case, inputs=np.stack([each.inputs for each in singles]))) as run:
        list(run.forward(int(rng.integers(1, 4))))
        list(run.backward(int(rng.integers(1, 4))))
        batch = run.trace()
    for part in ("values", "grads"):
        for name, rows in getattr(batch, part).items():
            rows = np.broadcast_to(rows, (2, *rows.shape[-2:]))  # what no input reaches has no batch axis
            for one, trace in zip(rows, traces, strict=True):
                truth = getattr(trace, part)[name]
                scale = max(1.0, float(np.abs(truth).max(initial=0)))
                np.testing.assert_allclose(one, truth, rtol=1e-9, atol=1e-11 * scale, err_msg=f"{part} {name}")
    for name, rows in batch.parameter_grads.items():
        each = [trace.parameter_grads[name] for trace in traces]
        scale = max(1.0, float(np.abs(each).max(initial=0)))
        np.testing.assert_allclose(rows, sum(each), rtol=1e-9, atol=1e-11 * scale, err_msg=name)


@settings(max_examples=100)
@given(case=texts.cases(), seed=st.integers(0, 2**32))
def test_random_nets_with_many_seeds_agree_compiled_and_plain(case: Case, seed: int) -> None:
    note(told(case))
    rng = np.random.default_rng(seed)
    names = tuple(sorted(rng.choice([*case.net.names, "loss"], size=2, replace=False).tolist()))
    found = []
    for plain in MACHINES.values():
        with engine.start(case, seeds=names, plain=plain) as run:
            list(run.forward())
            seeds = {
                name: np.random.default_rng(seed).normal(
                    size=(3, case.T, *([run.sizes[name]] if name != "loss" else []))
                )
                for name in names
            }
            list(run.backward(seeds=seeds))
            arrays = {
                **run.parameter_grads,
                **{f"d {name}": rows for name, rows in run.grads.items()},
                **{f"d0 {name}": rows for name, rows in run.initial_grads.items()},
            }
            found.append({name: np.array(rows) for name, rows in arrays.items()})
    compiled, plainly = found
    if all(np.isfinite(rows).all() and np.abs(rows).max(initial=0) < LARGE for rows in plainly.values()):
        for name, rows in plainly.items():
            mine = compiled[name]
            if name.startswith("d ") and mine.ndim != rows.ndim:
                mine, rows = (
                    np.broadcast_to(each if each.ndim == 3 else each[:, None], (case.T, 3, each.shape[-1]))
                    for each in (mine, rows)
                )
            np.testing.assert_allclose(mine, rows, rtol=1e-9, atol=1e-10, err_msg=name)
