"""What a run will hold is known from its program alone, to the byte."""

from dataclasses import replace

import numpy as np
import pytest
from cases import GOLDEN_NAMES, LIBRARY_NAMES, drawn, text_of

from unspool import engine
from unspool.engine.compiled import CompiledMachine


@pytest.mark.parametrize("name", sorted({*GOLDEN_NAMES, *LIBRARY_NAMES}))
def test_the_estimate_is_what_a_run_then_holds(name: str) -> None:
    for steps in (1, 20, 300):
        case = drawn(text_of(name), steps)
        asked = engine.memory(case)
        with engine.start(case) as run:
            assert isinstance(run.machine, CompiledMachine)
            assert asked == engine.Memory(trace=run.bytes, run=run.machine.workspace.bytes)


def test_a_batch_holds_as_much_as_its_sequences() -> None:
    case = drawn("h = tanh(U @ x + W @ h[t-1])\nloss = sum(h * h)", 20)
    assert case.inputs is not None
    batch = replace(case, inputs=np.stack([case.inputs] * 5))
    asked = engine.memory(batch)
    with engine.start(batch) as run:
        assert isinstance(run.machine, CompiledMachine)
        assert asked.run == run.machine.workspace.bytes
        assert asked.trace == 5 * run.bytes
