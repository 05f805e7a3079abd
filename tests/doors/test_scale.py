"""Rescaling a whole parameter: by a number, to a spectral radius, to a largest singular value, to an orthogonal one."""

from typing import Any

import numpy as np
import pytest
from serving import elman

import unspool
from unspool.documents import read_spec, spec_hash, start
from unspool.gradients import Entry, derivative, settled


def spec(*changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**elman(5, 4), "changes": list(changes), **more}


def made(*changes: dict[str, Any], **more: Any) -> Any:
    return unspool.run(spec(*changes, **more)).parameters["W"]


def singular(matrix: Any) -> Any:
    return np.linalg.svd(matrix, compute_uv=False)


def test_a_parameter_is_rescaled_in_all_its_copies_and_no_other_is() -> None:
    plain, found = unspool.run(spec()), unspool.run(spec({"scale": "W", "by": -1.5}))
    np.testing.assert_array_equal(found.parameters["W"], -1.5 * plain.parameters["W"])
    given = {name: value.tolist() for name, value in found.parameters.items()}
    np.testing.assert_array_equal(found.values["h"], unspool.run({**elman(5, 4), "parameters": given}).values["h"])
    assert all((found.parameters[name] == rows).all() for name, rows in plain.parameters.items() if name != "W")


def test_radius_and_norm_multiply_until_the_matrix_has_them() -> None:
    plain = made()
    for change, measure in (
        ("radius", lambda m: np.abs(np.linalg.eigvals(m)).max()),
        ("norm", lambda m: singular(m)[0]),
    ):
        found = made({"scale": "W", change: 0.9})
        assert measure(found) == pytest.approx(0.9, rel=1e-13)
        np.testing.assert_allclose(found / found[0, 0], plain / plain[0, 0], rtol=1e-13)
    assert not made({"scale": "W", "norm": 0}).any()
    assert singular(unspool.run(spec({"scale": "U", "norm": 2})).parameters["U"])[0] == pytest.approx(2)


def test_orthogonal_is_the_nearest_orthogonal_matrix() -> None:
    plain, found = made(), made({"scale": "W", "orthogonal": True})
    np.testing.assert_allclose(found @ found.T, np.eye(4), atol=1e-14)
    symmetric = found.T @ plain  # the other factor of the polar decomposition
    np.testing.assert_allclose(symmetric, symmetric.T, atol=1e-14)
    assert np.linalg.eigvalsh(symmetric).min() > 0


def test_what_is_set_and_what_is_rescaled_act_in_the_order_given() -> None:
    entry, twice = {"set": "W", "at": [0, 0], "to": 3.0}, {"scale": "W", "by": 2.0}
    assert made(entry, twice)[0, 0] == 6
    assert made(twice, entry)[0, 0] == 3
    assert len({spec_hash(read_spec(one)) for one in (spec(entry, twice), spec(twice, entry), spec(entry))}) == 3
    np.testing.assert_allclose(
        made({"scale": "W", "orthogonal": True}, twice), 2 * made({"scale": "W", "orthogonal": True})
    )


def test_the_gradient_is_by_the_parameter_as_rescaled() -> None:
    read = read_spec(spec({"scale": "W", "radius": 1.4}))
    with start(read) as run:
        run.finish()
        told = run.parameter_grads["W"][1, 2]
    assert derivative(settled(read.case), Entry("parameters", "W", (1, 2))) == pytest.approx(told, rel=1e-10)


def given(matrix: Any) -> dict[str, Any]:
    return {"parameters": {"W": matrix}}


@pytest.mark.parametrize(
    ("change", "more", "words"),
    [
        ({"scale": "Q", "by": 1}, {}, 'changes, entry 1, scale: "Q" is no parameter of the net; its parameters are'),
        ({"scale": ["W"], "by": 1}, {}, "changes, entry 1, scale: a list of 1 is no parameter of the net"),
        ({"scale": "W"}, {}, "changes, entry 1: to rescale a parameter takes"),
        ({"scale": "W", "by": 1, "norm": 2}, {}, "changes, entry 1: to rescale a parameter takes"),
        ({"scale": "W", "by": 1, "steps": [1]}, {}, "changes, entry 1: to rescale a parameter takes"),
        ({"scale": "W", "set": "W"}, {}, "changes, entry 1: to rescale a parameter takes"),
        ({"scale": "W", "by": "Infinity"}, {}, 'changes, entry 1, by: "Infinity" is not a finite number'),
        ({"scale": "W", "by": True}, {}, "changes, entry 1, by: true is not a number"),
        ({"scale": "W", "norm": -1}, {}, "changes, entry 1, norm: -1 is below 0, and a singular value is not"),
        ({"scale": "W", "radius": -1}, {}, "changes, entry 1, radius: -1 is below 0, and a spectral radius is not"),
        ({"scale": "W", "orthogonal": 1}, {}, "changes, entry 1, orthogonal: 1 is not true"),
        ({"scale": "b", "norm": 1}, {}, "changes: b has 4 numbers; only a matrix is rescaled to a largest singular"),
        ({"scale": "U", "radius": 1}, {}, "only a square matrix has a spectral radius"),
        ({"scale": "U", "orthogonal": True}, {}, "only a square matrix can be orthogonal"),
        ({"scale": "W", "norm": 1}, given([[0.0] * 4] * 4), "value of W is 0 (it is all zeros), and no"),
        ({"scale": "W", "radius": 1}, given(np.eye(4, k=1).tolist()), "radius of W is 0 (it is nilpotent)"),
        ({"scale": "W", "orthogonal": True}, given([[1.0] * 4] * 4), "changes: W is singular (its least"),
        ({"scale": "W", "norm": 1}, given([["NaN"] * 4] * 4), "changes: W has entries that are not finite"),
    ],
)  # fmt: skip
def test_what_cannot_be_rescaled_is_told_with_its_place(
    change: dict[str, Any], more: dict[str, Any], words: str
) -> None:
    with pytest.raises(unspool.SpecError) as refused:
        unspool.run(spec(change, **more))
    assert words in refused.value.message
