"""What the notes of the ready examples say is true of the seventh row: shapes of nets."""

import pytest
from ready import ALL, norms, run, said


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
