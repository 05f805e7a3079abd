"""Weight files that ship: named in a spec, overridden, refused."""

import numpy as np
import pytest

import unspool
from unspool.documents import weights

SENTENCES = ("I went to IIT in 2017", "In 2017 , I went to IIT")


def spec_of(sentence: str, **more: object) -> dict[str, object]:
    tokens = sentence.split()
    targets = [None] * (len(tokens) - 1) + ["2017"]
    return {"net": "lstm", "tokens": tokens, "targets": targets, "parameters": "year_lstm", **more}


@pytest.mark.parametrize("net", ["elman", "lstm"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_sentences_have_the_same_answer_from_the_same_parameters(sentence: str, net: str) -> None:
    trace = unspool.run(spec_of(sentence, net=net, parameters=f"year_{net}"))
    words = weights.weights(f"year_{net}").vocabulary
    assert words[int(np.argmax(trace.values["yhat"][-1]))] == "2017"
    assert all(np.array_equal(value, weights.weights(f"year_{net}").parameters[name])
               for name, value in trace.parameters.items())  # fmt: skip


def test_a_name_is_overridden_and_the_rest_stays() -> None:
    bias = [9.0] * 8
    trace = unspool.run(spec_of(SENTENCES[0], parameters={"*": "year_lstm", "b_f": bias}))
    assert trace.parameters["b_f"].tolist() == bias
    np.testing.assert_array_equal(trace.parameters["b_i"], weights.weights("year_lstm").parameters["b_i"])


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("year_lstn", 'parameters: there is no weight file "year_lstn"; did you mean year_lstm'),
        ("../year_lstm", "there is no weight file"),
        ({"*": 3, "d": [1.0]}, "parameters.*: 3 is not the name of a weight file"),
    ],
)
def test_what_does_not_ship_is_refused_by_name(parameters: object, words: str) -> None:
    with pytest.raises(unspool.SpecError, match=r".") as refused:
        unspool.run(spec_of(SENTENCES[0], parameters=parameters))
    assert words in str(refused.value)


def test_weights_of_another_net_are_refused_with_what_does_not_fit() -> None:
    with pytest.raises(unspool.SpecError, match="W"):
        unspool.run(spec_of(SENTENCES[0], net="gru"))
