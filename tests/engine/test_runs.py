"""Runs share programs and buffers, and nothing of that may be seen: bits repeat, traces stay, threads do not meet."""

import threading
from dataclasses import fields

import numpy as np
import pytest
from cases import GOLDEN_NAMES, LIBRARY_NAMES, MACHINES, drawn, golden_case, text_of

from unspool import engine
from unspool.engine import Trace
from unspool.engine.program import program_for

NAMES = sorted({*GOLDEN_NAMES, *LIBRARY_NAMES})


def bits(trace: Trace) -> list:
    """Everything in a trace, comparable to the last bit."""
    found = []
    for part in fields(Trace):
        value = getattr(trace, part.name)
        if isinstance(value, dict) and part.name != "first_nonfinite":
            found += [(part.name, name, rows.shape, rows.tobytes()) for name, rows in value.items()]
        else:
            found.append((part.name, value))
    return found


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_case_gives_the_same_bits(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 30, units=7, seed=1)
    first = bits(engine.trace(case, plain=plain))
    engine.trace(
        drawn(text_of(name), 30, units=7, seed=2, scale=3.0), plain=plain
    )  # something else in the same buffers
    engine.trace(drawn(text_of(name), 11, units=7, seed=2), plain=plain)
    assert bits(engine.trace(case, plain=plain)) == first


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_trace_is_the_callers_own(plain: bool) -> None:
    case = drawn(text_of("lstm"), 9, seed=1)
    trace = engine.trace(case, plain=plain)
    before = bits(trace)
    for seed in range(3):
        engine.trace(drawn(text_of("lstm"), 9, seed=seed, scale=2.0), plain=plain)
    assert bits(trace) == before
    for arrays in (trace.values, trace.grads, trace.parameter_grads, trace.initial_grads, trace.parameters):
        for rows in arrays.values():
            rows[...] = 7.0  # whatever the caller does to it, the engine does not care
    assert bits(engine.trace(case, plain=plain)) == before


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_case_is_not_changed_by_running_it(plain: bool) -> None:
    case = drawn(text_of("lstm"), 9, seed=1)
    arrays = [case.inputs, case.targets, case.present, *case.parameters.values(), *case.initial.values()]
    before = [array.tobytes() for array in arrays]
    engine.trace(case, plain=plain)
    assert [array.tobytes() for array in arrays] == before


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_two_runs_of_one_net_can_be_walked_in_turns(plain: bool) -> None:
    cases = [drawn(text_of("lstm"), 12, seed=seed) for seed in (1, 2, 3)]
    alone = [bits(engine.trace(case, plain=plain)) for case in cases]
    runs = [engine.start(case, plain=plain) for case in cases]
    for way in ("forward", "backward"):
        walks = [getattr(run, way)(5) for run in runs]
        for _ in range(3):
            for walk in walks:
                next(walk)
        for walk in walks:
            assert next(walk, None) is None
    together = [run.trace() for run in runs]
    for one, trace, case in zip(alone, together, cases, strict=True):
        with engine.start(case, plain=plain) as run:
            list(run.forward(5))
            list(run.backward(5))
            assert bits(run.trace()) == bits(trace)
        assert bits(trace)[0][:2] == one[0]  # the loss, at least, to the bit
    for run in runs:
        run.close()


def test_a_closed_run_gives_its_buffers_to_one_other_only() -> None:
    case = drawn(text_of("elman"), 8, seed=1)
    run = engine.start(case)
    run.finish()
    run.close()
    run.close()
    one, other = engine.start(case), engine.start(drawn(text_of("elman"), 8, seed=2))
    one.finish()
    before = np.array(one.values["h"])
    other.finish()
    np.testing.assert_array_equal(one.values["h"], before)
    one.close()
    other.close()


def test_threads_do_not_meet() -> None:
    cases = [drawn(text_of(name), 40, seed=seed) for name in ("lstm", "gru", "bidirectional") for seed in range(4)]
    expected = [bits(engine.trace(case)) for case in cases]
    wrong: list[int] = []

    def work(offset: int) -> None:
        for step in range(3 * len(cases)):
            at = (offset + step) % len(cases)
            if bits(engine.trace(cases[at])) != expected[at]:
                wrong.append(at)

    threads = [threading.Thread(target=work, args=(5 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_net_is_compiled_once_for_all_cases_of_one_shape() -> None:
    one, other = drawn(text_of("lstm"), 8, seed=1), drawn(text_of("lstm"), 90, seed=2)
    assert program_for(one) is program_for(other)
    assert program_for(one) is not program_for(drawn(text_of("lstm"), 8, seed=1, units=4))


def test_backward_before_forward_is_an_error_of_the_program() -> None:
    with engine.start(golden_case("lstm_softmax")) as run, pytest.raises(RuntimeError, match="backward before forward"):
        next(run.backward())


def test_drawn_parameters_depend_on_seed_and_name_alone() -> None:
    elman = engine.Case(
        drawn(text_of("elman"), 2).net,
        2,
        np.zeros((2, 3)),
        np.zeros((2, 2)),
        None,
        {"h": 5},
        random=engine.Random(7, 0.5),
    )
    larger = engine.Case(
        elman.net, 9, np.zeros((9, 3)), np.zeros((9, 2)), None, {"h": 5}, random=engine.Random(7, 0.25)
    )
    one, other = engine.trace(elman).parameters, engine.trace(larger).parameters
    for name in one:
        np.testing.assert_array_equal(one[name], 2 * other[name])
        assert np.abs(one[name]).max() <= 0.5
    assert len({rows.tobytes() for rows in one.values()}) == len(one)
    assert one["b"][0] == pytest.approx(0.2, abs=0.5)
    assert (engine.trace(elman).parameters["W"] == one["W"]).all()
