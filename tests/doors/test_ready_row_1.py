"""What the notes of the ready examples say is true of the first row: the year, wherever it stands."""

from ready import ALL, run, said

import unspool


def test_two_sentences_of_other_lengths_are_read_by_one_set_of_parameters() -> None:
    end, beside = ALL["year_at_the_end"], ALL["year_at_the_end"].beside
    assert beside == ALL["year_at_the_start"].spec
    traces = [unspool.run(end.spec), unspool.run(beside)]
    assert [len(trace.values["h"]) for trace in traces] == [6, 7]
    assert all((traces[0].parameters[n] == traces[1].parameters[n]).all() for n in traces[0].parameters)


def test_the_year_is_named_wherever_it_stands_by_the_same_parameters() -> None:
    assert said("year_at_the_end")[-1] == said("year_at_the_start")[-1] == "2017"
    counts = [
        sum(g.size for g in run(name).parameter_grads.values()) for name in ("year_at_the_end", "year_at_the_start")
    ]
    assert counts[0] == counts[1]
