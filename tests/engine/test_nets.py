"""Every net of the library and every golden net, element by element, at T = 20 from initial states that are not zero.

T = 1 would miss five of the eleven classic faults and a norm two of them (see test_mutations); every entry of every
parameter, initial state, input and target is compared with the complex step, and with central differences wherever
those can tell.
"""

from functools import cache

import numpy as np
import pytest
from cases import GOLDEN_NAMES, LIBRARY_NAMES, MACHINES, Case, disagreements, distinct, drawn, text_of

from unspool import engine, gradients

NAMES = distinct([*LIBRARY_NAMES, *GOLDEN_NAMES])
MILD, SATURATED = 0.7, 12.0


@cache
def case_of(name: str, scale: float = MILD, T: int = 20) -> Case:
    # `o` of the output-to-hidden net and `s` of the dynamical system get sizes from the data, the others 3 units
    return drawn(text_of(name), T, seed=len(name), scale=scale, missing=(5, 6))


@cache
def exact(name: str, scale: float = MILD) -> dict:
    return gradients.derivatives(case_of(name, scale), plain=True)


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("scale", [MILD, SATURATED], ids=["mild", "saturated"])
@pytest.mark.parametrize("name", NAMES)
def test_every_gradient_of_a_net_is_the_complex_steps(name: str, scale: float, plain: bool) -> None:
    case = case_of(name, scale)
    if name == "relu_unusual_user_net" and scale == SATURATED:
        case = case_of(name, 1.5)  # it has no gate to saturate, and explodes
        truth = exact(name, 1.5)
    else:
        truth = exact(name, scale)
    found = gradients.backward(case, plain=plain)
    scale = max(1.0, *(float(np.abs(rows).max(initial=0)) for arrays in truth.values() for rows in arrays.values()))
    assert disagreements(found, truth, 1e-9, 1e-12 * scale) == []
    assert all(np.abs(rows).max() > 1e-6 for rows in found["parameters"].values()) or scale == SATURATED


@pytest.mark.parametrize("name", NAMES)
def test_every_gradient_of_a_net_is_the_central_differences_where_that_can_tell(name: str) -> None:
    case = case_of(name)
    found = gradients.backward(case)
    told = 0
    for entry in gradients.entries(case, tuple(kind for kind in found if found[kind])):
        if entry.name not in found[entry.kind]:
            continue
        estimate = gradients.difference(case, entry)
        gradient = float(found[entry.kind][entry.name][entry.at])
        assert gradient == pytest.approx(estimate.value, rel=2e-6, abs=2 * estimate.noise + 1e-9), entry
        told += not estimate.too_small
    assert told > 20


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", NAMES)
def test_the_gradient_of_every_node_is_what_the_loss_makes_of_its_value(name: str, plain: bool) -> None:
    """Held at its own value plus a complex step: so ∂L/∂ŷ is the derivative by ŷ although softmax never receives it."""
    case = case_of(name, T=4)
    grads = engine.trace(case, plain=plain).grads
    truth = {node: gradients.node_derivative(case, node, plain=True) for node in grads}
    assert disagreements({"grads": grads}, {"grads": truth}) == []
