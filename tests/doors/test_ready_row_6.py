"""What the notes of the ready examples say is true of the sixth row: recurrence from the output, forced or not."""

import numpy as np
from ready import ALL, norms, run

from unspool.documents import read_spec
from unspool.engine import start


def test_without_the_output_s_path_no_gradient_reaches_an_earlier_step() -> None:
    lone = {"targets": [None, None, None, "o"]}
    assert all(norm > 0 for norm in norms(run("output_to_hidden", **lone), "h"))
    cut = run("output_to_hidden", **lone, changes=[{"cut": "o[t-1]"}])
    assert norms(cut, "h")[:3] == [0.0, 0.0, 0.0]


def test_with_teacher_forcing_no_gradient_crosses_between_steps_and_without_it_one_does() -> None:
    assert ALL["teacher_forcing_on"].spec["parameters"] == ALL["teacher_forcing_off"].spec["parameters"]
    lone = {"targets": ["e", "l", "l", "o"]}
    seeds = np.zeros((4, 4))
    for name, crosses in (("teacher_forcing_on", False), ("teacher_forcing_off", True)):
        with start(read_spec({**ALL[name].spec, **lone}).case, seeds=("loss",)) as made:
            for _ in made.forward():
                pass
            for _ in made.backward(seeds={"loss": np.array([0.0, 0.0, 0.0, 1.0])}):
                pass
            seeds = made.grads["h"]
            assert bool(np.abs(seeds[3]).max() > 0)
            assert bool(np.abs(seeds[:3]).max() > 0) is crosses, name


def test_teacher_forcing_leaves_no_memory_beyond_what_is_fed_in() -> None:
    forced, free = run("teacher_forcing_on").values["yhat"], run("teacher_forcing_off").values["yhat"]
    assert (forced[2] == forced[3]).all()
    assert not (free[2] == free[3]).all()
