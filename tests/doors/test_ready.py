"""Every ready example runs, and what its note says of it is true."""

import itertools
import json
import math
from typing import Any

import httpx
import numpy as np
import pytest

import unspool
from unspool.documents import read_spec
from unspool.documents.examples import FOLDER, examples
from unspool.documents.gradient import read_question
from unspool.engine import Trace, start
from unspool.gradients.bound import Bound, bound
from unspool.gradients.states import states

ALL = {example.name: example for example in examples()}
EXPLODES = {"beyond_numbers", "bound_overflow"}  # meant to, as its note says


def run(name: str, **changed: Any) -> Trace:
    return unspool.run({**ALL[name].spec, **changed})


def said(name: str, **changed: Any) -> list[str]:
    """The token that each output gives the most to."""
    spec = {**ALL[name].spec, **changed}
    words = read_spec(spec).vocabulary
    assert words is not None
    return [words[k] for k in unspool.run(spec).values["yhat"].argmax(axis=-1)]


def norms(trace: Trace, name: str) -> list[float]:
    return [float(norm) for norm in np.linalg.norm(trace.grads[name], axis=-1)]


@pytest.mark.parametrize("name", ALL)
def test_every_example_is_a_spec_that_runs_both_ways(name: str) -> None:
    example, trace = ALL[name], run(name)
    finite = [trace.loss is not None and math.isfinite(trace.loss)]
    finite += [bool(np.isfinite(rows).all()) for rows in [*trace.values.values(), *trace.parameter_grads.values()]]
    assert all(finite) is (name not in EXPLODES)
    assert (trace.first_nonfinite is None) is (name not in EXPLODES)
    assert set(example.view.get("curve", [])) <= set(trace.values)
    assert example.stop in (None, "end") or isinstance(example.stop, int)


@pytest.mark.parametrize("name", ALL)
def test_a_file_has_its_keys_and_no_others(name: str) -> None:
    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert (
        {"row", "title", "look", "spec"}
        <= set(document)
        <= {"row", "place", "title", "look", "spec", "beside", "view", "stop"}
    )
    assert 1 <= len(document["look"]) <= 260
    assert len(document["title"]) <= 44
    view = document.get("view", {})
    assert all(
        isinstance(value, dict if key in ("laid", "camera") else (int, str, list)) for key, value in view.items()
    )


def test_titles_and_places_are_each_once() -> None:
    assert len({one.title for one in ALL.values()}) == len({(one.row, one.place) for one in ALL.values()}) == len(ALL)


def test_every_net_of_the_chapter_is_among_them() -> None:
    assert {one.row for one in ALL.values()} >= set(range(1, 9))


def test_the_server_tells_them_in_the_order_of_the_gallery(server: str) -> None:
    told = httpx.get(f"{server}/api/examples").json()
    assert [one["name"] for one in told] == list(ALL)
    assert told[0].keys() == {
        "name",
        "row",
        "place",
        "title",
        "look",
        "spec",
        "beside",
        "view",
        "stop",
        "edges",
        "ends",
    }


BESIDE = [name for name, example in ALL.items() if example.beside]


@pytest.mark.parametrize("name", BESIDE)
def test_an_example_s_second_run_is_a_spec_that_runs_both_ways(name: str) -> None:
    beside = ALL[name].beside
    assert beside is not None
    trace = unspool.run(beside)
    assert trace.loss is not None
    assert math.isfinite(trace.loss)
    assert set(ALL[name].view.get("curve", [])) & set(trace.values)


def test_two_sentences_of_other_lengths_are_read_by_one_set_of_parameters() -> None:
    end, beside = ALL["year_at_the_end"], ALL["year_at_the_end"].beside
    assert beside == ALL["year_at_the_start"].spec
    traces = [unspool.run(end.spec), unspool.run(beside)]
    assert [len(trace.values["h"]) for trace in traces] == [6, 7]
    assert all((traces[0].parameters[n] == traces[1].parameters[n]).all() for n in traces[0].parameters)


def test_along_the_lstm_s_cell_the_gradient_stays_and_in_the_rnn_beside_it_vanishes() -> None:
    rnn = unspool.run(ALL["lstm_and_rnn"].beside)
    cell, hidden = norms(run("lstm_and_rnn"), "c"), norms(rnn, "h")
    assert 1 < cell[0] / cell[-1] < 2
    assert all(earlier < later for earlier, later in itertools.pairwise(hidden))
    assert hidden[0] < hidden[-1] / 1000


def test_an_emptied_cell_names_another_year_and_lets_no_gradient_past() -> None:
    after, before = run("cell_emptied"), unspool.run(ALL["cell_emptied"].beside)
    words = read_spec(ALL["cell_emptied"].spec).vocabulary
    assert words is not None
    assert words[before.values["yhat"][-1].argmax()] == "2017" != words[after.values["yhat"][-1].argmax()]
    assert norms(after, "h")[:4] == [0.0] * 4
    assert all(norm > 0 for norm in norms(before, "h"))


def test_the_learned_nets_both_name_the_year() -> None:
    lstm = ALL["learned_both"].beside
    words = read_spec(ALL["learned_both"].spec).vocabulary
    assert words is not None
    traces = [run("learned_both"), unspool.run(lstm)]
    assert {words[trace.values["yhat"][-1].argmax()] for trace in traces} == {"2017"}
    counts = [sum(g.size for g in trace.parameter_grads.values()) for trace in traces]
    assert counts[1] > 2 * counts[0]


def test_the_year_is_named_wherever_it_stands_by_the_same_parameters() -> None:
    assert said("year_at_the_end")[-1] == said("year_at_the_start")[-1] == "2017"
    counts = [
        sum(g.size for g in run(name).parameter_grads.values()) for name in ("year_at_the_end", "year_at_the_start")
    ]
    assert counts[0] == counts[1]


def test_one_function_is_applied_again_and_again() -> None:
    (a, b, c), f = run("iterated_map").values["s"].ravel(), lambda s: math.tanh(1.5 * s - 0.5)
    assert [a, b, c] == pytest.approx([f(0.8), f(f(0.8)), f(f(f(0.8)))], abs=1e-15)


def test_the_spiral_turns_one_way_and_its_gradient_the_other() -> None:
    trace = run("spiral")
    turns = [np.sign(np.cross(np.append(a, 0), np.append(b, 0))[2]) for a, b in pairs(trace.values["s"])]
    back = [np.sign(np.cross(np.append(a, 0), np.append(b, 0))[2]) for a, b in pairs(trace.grads["s"][::-1])]
    assert set(turns) == {1.0}
    assert set(back) == {-1.0}


def pairs(rows: Any) -> list[tuple[Any, Any]]:
    return list(itertools.pairwise(rows))


def test_two_pasts_end_in_one_state() -> None:
    assert run("two_pasts").values["h"].ravel().tolist() == [4.0, 2.0, 2.0]
    assert run("two_pasts", inputs=[[0.0], [2.0], [1.0]]).values["h"].ravel().tolist() == [0.0, 2.0, 2.0]


def test_the_state_tells_the_second_l_from_the_first() -> None:
    assert said("hidden_to_hidden") == ["e", "l", "l", "o"]
    assert said("output_to_hidden") == ["e", "l", "l", "o"]


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


def test_a_review_and_its_opposite() -> None:
    assert said("many_to_one")[-1] == "negative"
    assert said("many_to_one", tokens="the film was not bad".split())[-1] == "positive"


@pytest.mark.parametrize(
    ("seen", "caption"), [([1, 0, 0], "a cat on a mat (end)"), ([0, 1, 0], "a dog in a boat (end)")]
)
def test_a_caption_comes_out_of_one_row(seen: list[float], caption: str) -> None:
    assert " ".join(said("one_to_many", inputs=[seen, *[None] * 5])) == caption


@pytest.mark.parametrize(
    "name", ["many_to_many", "many_to_many_delayed", "encoder_decoder", "encoder_decoder_summary", "stacked"]
)
def test_what_was_taught_is_said(name: str) -> None:
    wanted = ALL[name].spec["targets"]
    assert [word if want else None for word, want in zip(said(name), wanted, strict=True)] == wanted


def test_the_other_phrase_is_translated_as_well() -> None:
    white = {
        "tokens": ["the", "white", "dog", None, None, None, None],
        "targets": [None, None, None, "le", "chien", "blanc", "(end)"],
    }
    for name in ("encoder_decoder", "encoder_decoder_summary"):
        assert said(name, **white)[3:] == ["le", "chien", "blanc", "(end)"]


def test_all_that_the_writer_learns_of_the_phrase_comes_from_the_reader_s_last_state() -> None:
    cut = [{"cut": "h[t-1]", "steps": [4]}]
    trace = run("encoder_decoder", changes=cut)
    assert norms(trace, "h")[:3] == [0.0, 0.0, 0.0]
    assert all(norm > 0 for norm in norms(run("encoder_decoder"), "h")[:3])


def test_who_teddy_is_comes_from_the_next_word() -> None:
    person, toy = said("bidirectional"), said("bidirectional", tokens="he said Teddy bears sleep".split())
    assert (person[2], toy[2]) == ("person", "toy")
    short = run("bidirectional"), run("bidirectional", tokens="he said Teddy bears sleep".split())
    assert (short[0].values["h"][2] == short[1].values["h"][2]).all()
    assert (short[0].values["g"][2] != short[1].values["g"][2]).any()


def test_the_short_way_brings_more_of_the_gradient_to_the_beginning() -> None:
    assert norms(run("skip"), "h")[0] > 50 * norms(run("skip_taken_out"), "h")[0]


def test_gradients_vanish_where_it_says_so_and_explode_where_it_says_so() -> None:
    vanishing, exploding = norms(run("vanishing"), "h"), norms(run("exploding"), "h")
    assert all(before < after for before, after in pairs(vanishing))
    assert vanishing[0] < 1e-3 * vanishing[-1]
    assert all(before > after for before, after in pairs(exploding))
    assert exploding[0] > 100 * exploding[-1]
    values = np.abs(run("exploding").values["h"]).max(axis=-1)
    assert all(before < after for before, after in pairs(values))


def test_an_open_forget_gate_keeps_the_gradient_and_a_closed_one_does_not() -> None:
    open_gate, closed = norms(run("forget_open"), "c"), norms(run("forget_closed"), "c")
    assert open_gate[0] > 0.5 * open_gate[-1]
    assert closed[0] < 1e-6 * closed[-1]


def test_beyond_all_numbers_the_values_leave_at_the_last_step_and_no_gradient_is_finite() -> None:
    trace = run("beyond_numbers")
    assert trace.first_nonfinite == {"node": "h", "t": 8, "unit": 0, "pass": "forward"}
    assert np.isfinite(trace.values["h"][:7]).all()
    assert not np.isfinite(trace.grads["h"]).any()


def ledger(server: str, name: str, **more: Any) -> dict[str, Any]:
    """The ledger that an example opens on."""
    laid = ALL[name].view["laid"]
    question = {"spec": ALL[name].spec, "parameter": laid["parameter"], **more}
    headers = {"Accept": "application/json"}
    return dict(httpx.post(f"{server}/api/gradient/ledger", json=question, headers=headers).json())


def test_the_double_sum_can_be_done_by_hand(server: str) -> None:
    found = ledger(server, "ledger_by_hand")
    assert np.abs(found["tensors"]["cells"]).tolist() == [[0, 0, 0], [0, 2, 0], [0, 0.5, 0.5]]
    assert found["tensors"]["cells"][1][1] * found["tensors"]["cells"][2][1] < 0
    assert found["norm"] == abs(run("ledger_by_hand").parameter_grads["W"].item()) == 1
    assert run("ledger_by_hand").parameter_grads["W"].item() < 0


def test_the_norms_of_the_cells_are_more_than_five_times_the_gradient_s(server: str) -> None:
    found = ledger(server, "ledger_norms")
    assert found["sums"]["norms_total"] > 5 * found["norm"]
    assert np.count_nonzero(np.array(found["tensors"]["norms"])) == 36
    assert np.count_nonzero(np.array(found["tensors"]["cells"]) < 0) == 16
    assert found["sums"]["largest_relative_error"] < 1e-12


def test_a_net_that_reads_backwards_fills_the_other_half(server: str) -> None:
    upper = np.array(ledger(server, "ledger_both_halves")["tensors"]["reached"])
    lower = np.array(ledger(server, "ledger_both_halves", parameter="W")["tensors"]["reached"])
    assert (upper == np.triu(np.ones((5, 5)))).all()
    assert (lower == np.tril(np.ones((5, 5)))).all()


def bound_of(name: str, **changed: Any) -> Bound:
    case = read_spec({**ALL[name].spec, **changed}).case
    with start(case) as made:
        for _ in made.forward():
            pass
        return bound(made, case, states(made.program)[0], ALL[name].view["laid"]["t"])


def test_below_1_the_bound_forces_the_norm_to_vanish() -> None:
    found = bound_of("bound_vanishing")
    assert found.bound is not None
    assert found.bound[39] == pytest.approx(39 * math.log10(0.7))
    assert 10 ** found.bound[39] < 1e-6
    assert found.norm[39] < 10 ** found.bound[39]


def test_the_norm_overflows_at_the_step_that_the_note_says_and_so_does_the_gradient() -> None:
    found = bound_of("bound_overflow")
    assert found.steps[np.isinf(found.norm)].tolist() == list(range(59, -1, -1))
    assert np.diff(found.log10)[20:] == pytest.approx(math.log10(5), abs=0.2)
    trace = run("bound_overflow")
    assert not trace.values["h"].any()
    assert trace.first_nonfinite is not None
    assert (trace.first_nonfinite["t"], trace.first_nonfinite["pass"]) == (58, "backward")


def test_an_orthogonal_linear_net_keeps_the_norm_over_500_steps() -> None:
    found = bound_of("bound_orthogonal")
    assert len(found.norm) == 501
    np.testing.assert_allclose(found.norm, 1.0, rtol=1e-12)
    for by, end in ((1.02, 1e4), (0.98, 1e-4)):
        changes = [*ALL["bound_orthogonal"].spec["changes"][:1], {"scale": "W", "norm": by}]
        norm = bound_of("bound_orthogonal", changes=changes).norm[500]
        assert norm > end if by > 1 else norm < end


def test_a_radius_below_1_grows_twentyfold_before_it_decays() -> None:
    found = bound_of("bound_not_normal")
    W = np.array(ALL["bound_not_normal"].spec["parameters"]["W"])
    assert np.abs(np.linalg.eigvals(W)) == pytest.approx([0.9, 0.9])
    assert np.linalg.norm(W, 2) == pytest.approx(5.4, abs=0.05)
    assert found.norm.argmax() == ALL["bound_not_normal"].view["laid"]["t"] - ALL["bound_not_normal"].view["laid"]["k"]
    assert found.norm.max() == pytest.approx(20, abs=0.5)
    assert found.norm[-1] < 1


def test_a_bound_of_billions_allows_what_is_small() -> None:
    found = bound_of("bound_loose")
    assert found.bound is not None
    assert 10 ** found.bound[20] == pytest.approx(3.0**20)
    assert found.norm[20] == pytest.approx(0.12, abs=0.005)


def test_where_every_relu_is_off_exactly_nothing_is_left_while_the_bound_stays() -> None:
    found, values = bound_of("bound_relu"), run("bound_relu").values["h"]
    assert not values[18].any()
    assert found.bound is not None
    np.testing.assert_allclose(found.bound, 0.0, atol=1e-12)
    assert (found.norm[found.steps >= 19] > 0).all()
    assert (found.norm[found.steps < 19] == 0).all()


def truncated(name: str) -> dict[str, Any]:
    """What truncation leaves of the gradient by W, as the example's own view asks."""
    example = ALL[name]
    asked = {"spec": example.spec, **{key: value for key, value in example.view["laid"].items() if key != "kind"}}
    _, question = read_question("ledger", asked)
    while True:
        try:
            next(question.work)
        except StopIteration as done:
            found: dict[str, Any] = done.value.head["truncation"]
            return found


def test_three_stages_of_twelve_leave_a_gradient_that_points_elsewhere() -> None:
    found = truncated("stages")
    assert found["stages"] == 3
    assert found["relative_size"] == pytest.approx(0.6, abs=0.01)
    assert found["angle"] == pytest.approx(24, abs=0.5)


def test_scissors_leave_three_blocks_and_another_direction() -> None:
    found = truncated("scissors")
    assert found["detached"] == ["h[t-1]"]
    assert found["angle"] == pytest.approx(49, abs=0.5)


def test_a_truncated_gradient_can_be_longer_than_the_whole() -> None:
    assert truncated("truncated_longer")["relative_size"] == pytest.approx(1.8, abs=0.02)
