"""Random nets: the compiled machine against the plain one, and both against the complex step.

The golden nets alone are too tame: faults in packing and in stable forms passed them in a prototype.
"""

from dataclasses import fields

import numpy as np
import texts
from cases import MACHINES
from hypothesis import given, note, settings
from hypothesis import strategies as st

from unspool import engine, gradients
from unspool.engine import Case, Trace

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
