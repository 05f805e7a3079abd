"""Would we notice? The classic faults are planted one at a time, and the element-wise check at T = 20 catches each.

The same faults pass weaker checks, and the last test here says which: T = 1 knows nothing of time, and a loss that goes
down says next to nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from cases import MACHINES, Case, disagreements, drawn, golden, golden_case, text_of
from faults import EVERY, FAULTS, TABLE_FAULTS

from unspool import engine, gradients
from unspool.engine import program
from unspool.recurrence import Adjoint, Folded, differentiate, read

# fault in an LSTM -> the weaker checks that catch it: element-wise at T = 1 or 2, a global norm off by 1 %, a loss that
# does not halve in 60 steps of gradient descent
WEAKER = {
    "no forget gate in the carry": "T=2 norm",
    "dc truncated": "T=2 norm",
    "dh truncated": "T=2",
    "tanh′ missing": "T=1 T=2 norm learning",
    "c_t for c_{t−1}": "T=1 T=2",
    "h_t for h_{t−1}": "T=1 T=2",
    "σ′ at the output": "T=1 T=2",
    "σ′ as tanh′": "T=1 T=2 norm learning",
    "gates i and f swapped": "T=1 T=2",
    "W for Wᵀ": "T=2",
    "bias gradient of the last step only": "T=2 norm",
    "target off by one": "T=1 T=2 norm learning",
}


Plant = Callable[[str, str], None]  # net, fault


@cache
def case_of(net: str, T: int = 20) -> Case:
    return drawn(text_of(net), T, units=4, seed=5, scale=1.0)


@cache
def truth(net: str, T: int = 20) -> dict:
    """Right gradients, and the complex step's; no fault reaches either."""
    return {
        "exact": gradients.derivatives(case_of(net, T), ("parameters", "initial"), plain=True),
        "right": gradients.backward(case_of(net, T)),
        "loss": engine.trace(case_of(net, T)).loss,
    }


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plant]:
    """Plants a fault in every program that is built from now on; nothing remembers it afterwards."""

    def planted(net: str, fault: str) -> None:
        program._programs.clear()
        if fault in TABLE_FAULTS:
            TABLE_FAULTS[fault](monkeypatch)
            return

        def wrong(folded: Folded, *rest: object) -> Adjoint:
            adjoint = differentiate(folded, *rest)
            FAULTS[net][fault](adjoint, folded)
            return adjoint

        monkeypatch.setattr(program, "differentiate", wrong)

    yield planted
    monkeypatch.undo()
    program._programs.clear()


def checked(found: dict) -> dict:
    return {kind: found[kind] for kind in ("parameters", "initial")}


@pytest.mark.parametrize("net", FAULTS)
def test_without_a_fault_the_check_passes(net: str) -> None:
    assert disagreements(checked(truth(net)["right"]), truth(net)["exact"]) == []


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize(("net", "fault"), EVERY)
def test_the_element_wise_check_at_twenty_steps_catches(net: str, fault: str, plain: bool, plant: Plant) -> None:
    known = truth(net)
    plant(net, fault)
    found = gradients.backward(case_of(net), plain=plain)
    assert engine.trace(case_of(net), plain=plain).loss == pytest.approx(
        known["loss"], rel=1e-15
    )  # forwards all is well
    assert disagreements(checked(found), checked(known["right"])) != [], "the fault is not live"
    assert disagreements(checked(found), known["exact"]) != []


def usual(T: int) -> Case:
    """As the check is most often written: from states that are zero."""
    case = case_of("lstm", T)
    return replace(case, initial={name: 0 * rows for name, rows in case.initial.items()})


def parameter_grads(case: Case) -> dict:
    return {"parameters": engine.trace(case).parameter_grads}


def weaker_checks_that_catch(fault: str, plant: Plant) -> str:
    """In the words of ``WEAKER``."""
    right = {T: parameter_grads(usual(T)) for T in (1, 2, 20)}
    plant("lstm", fault)
    wrong = {T: parameter_grads(usual(T)) for T in (1, 2, 20)}
    caught = [f"T={T}" for T in (1, 2) if disagreements(wrong[T], right[T])]
    norms = [
        np.sqrt(sum(np.square(rows).sum() for rows in found[20]["parameters"].values())) for found in (wrong, right)
    ]
    caught += ["norm"] if abs(norms[0] / norms[1] - 1) > 0.01 else []
    return " ".join(caught + (["learning"] if not learns(case_of("lstm", 8)) else []))


def learns(case: Case) -> bool:
    """Whether the loss halves, with whatever gradients there are."""
    first = engine.trace(case).loss
    for _ in range(60):
        trace = engine.trace(case)
        moved = {name: value - 0.5 * trace.parameter_grads[name] for name, value in case.parameters.items()}
        case = replace(case, parameters=moved)
    entropy = -np.nansum(case.targets * np.log(case.targets))  # no net gets below it
    return engine.trace(case).loss - entropy < 0.5 * (first - entropy)


@pytest.mark.parametrize("fault", [fault for net, fault in EVERY if net == "lstm"])
def test_weaker_checks_miss_what_this_table_says(fault: str, plant: Plant) -> None:
    assert weaker_checks_that_catch(fault, plant) == WEAKER[fault]


FORWARD = {
    "target off by one": ("cross_entropy(yhat, y)", "cross_entropy(yhat, y[t-1])"),
    "gates i and f swapped": ("c = f * c[t-1] + i * g", "c = i * c[t-1] + f * g"),
    "h of the step before": ("V @ h + d", "V @ h[t-1] + d"),
    "tanh of the cell missing": ("h = o * tanh(c)", "h = o * c"),
}


@pytest.mark.parametrize(("right", "wrong"), FORWARD.values(), ids=FORWARD)
def test_a_fault_in_the_equations_themselves_is_for_the_golden_runs_to_catch(right: str, wrong: str) -> None:
    """Its gradients are the right ones of a wrong net: no check by differences can see it, PyTorch's numbers do."""
    case = golden_case("lstm_softmax")
    assert right in case.net.text
    other = gradients.settled(replace(case, net=read(case.net.text.replace(right, wrong))))
    assert disagreements(gradients.backward(other), gradients.derivatives(other, plain=True)) == []
    expect = golden("lstm_softmax")["expect"]
    assert engine.trace(other).loss != pytest.approx(expect["loss"], abs=1e-6)
