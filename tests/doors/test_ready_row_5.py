"""What the notes of the ready examples say is true of the fifth row: recurrence between hidden units."""

from ready import ALL, run, said

import unspool
from unspool.documents import read_spec


def test_the_state_tells_the_second_l_from_the_first() -> None:
    assert said("hidden_to_hidden") == ["e", "l", "l", "o"]
    assert said("output_to_hidden") == ["e", "l", "l", "o"]


def test_the_learned_nets_both_name_the_year() -> None:
    lstm = ALL["learned_both"].beside
    words = read_spec(ALL["learned_both"].spec).vocabulary
    assert words is not None
    traces = [run("learned_both"), unspool.run(lstm)]
    assert {words[trace.values["yhat"][-1].argmax()] for trace in traces} == {"2017"}
    counts = [sum(g.size for g in trace.parameter_grads.values()) for trace in traces]
    assert counts[1] > 2 * counts[0]
