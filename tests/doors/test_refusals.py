"""A spec that cannot be run: every message says what was found and where, and nothing else ever happens."""

import copy
import tracemalloc
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import elman

import unspool
from unspool import SpecError
from unspool.documents import read_spec, start

DROP = object()
ROWS = [[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]]
BASE = {
    "net": "h = tanh(U @ x + W @ h[t-1])\nyhat = V @ h\nloss = squared_error(yhat, y)",
    "inputs": ROWS,
    "targets": ROWS,
    "sizes": {"h": 2},
    "parameters": {"U": ROWS[:2], "W": ROWS[:2], "V": ROWS[:2]},
}
PHASED = {"net": "h = W @ x if early else tanh(h[t-1])", "phases": {"early": [1, True, 0]}, "targets": DROP,
          "parameters": {"W": ROWS[:2]}}  # fmt: skip


def changed(**parts: Any) -> dict[str, Any]:
    return {key: value for key, value in {**BASE, **parts}.items() if value is not DROP}


def test_the_spec_that_the_others_spoil_runs() -> None:
    assert unspool.run(BASE).loss is not None
    assert unspool.run(changed(**PHASED)).loss is None


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"colour": 1}, r'^colour: is not a key that a spec has; its keys are changes, .*vocabulary'),
    ({"input": ROWS}, r"^input: is not a key that a spec has; did you mean inputs"),
    ({"net": DROP}, r"^net: is missing$"),
    ({"net": DROP, "spec": {}, "beside": {}}, r'net: is missing; a file of two runs has .* under "spec" and "beside"'),
    ({"net": 3}, r"^net: 3 is not a text$"),
    ({"net": ""}, r'^net: "" is empty$'),
    ({"net": "lsmt"}, r'^net: there is no "lsmt" in the library; did you mean lstm'),
    ({"net": "h = tahn(U @ x)"}, r"^line 1, column 5: .*tahn.*\n    h = tahn\(U @ x\)\n        \^$"),
    ({"net": "h = x\n" * 4_000}, r"^net: 24,000 characters are more than the limit of 20,000$"),
    ({"inputs": DROP}, r"^inputs: are missing; a spec has inputs .* or tokens$"),
    ({"inputs": []}, r"^inputs: is an empty sequence, but at least one step is needed$"),
    ({"inputs": {}}, r"^inputs: an object is not a list of rows"),
    ({"inputs": "abc"}, r'^inputs: "abc" is not a list of rows'),
    ({"inputs": [[1.0, 2.0], [1.0], [1.0, 2.0]]}, r"^inputs, row 2: has 1 number but row 1 has 2$"),
    ({"inputs": [None, [1.0, 2.0], [1.0, 2.0, 3.0]]}, r"^inputs, row 3: has 3 numbers but row 2 has 2$"),
    ({"inputs": [[], [], []]}, r"^inputs, row 1: is an empty list"),
    ({"inputs": [[1.0, True], [0.0, 1.0], None]}, r"^inputs, row 1, entry 2: true is not a number$"),
    ({"inputs": [1.0, 2.0, 3.0]}, r"^inputs, row 1: 1.0 is not a list of numbers$"),
    ({"inputs": [["nan", 0.0]] * 3}, r'^inputs, row 1, entry 1: "nan" is not a number; the only texts'),
    ({"inputs": [[0.0, 1.0]] * 10_001, "targets": DROP}, r"^inputs: 10,001 steps are more than the limit of 10,000$"),
    ({"inputs": [None] * 10_001, "targets": DROP}, r"^inputs: 10,001 steps are more than the limit"),
    ({"targets": ROWS[:2]}, r"^targets: are 2 but there are 3 inputs; each step has one"),
    ({"targets": ["a", "b", "a"]}, r"^targets: are texts, so they need a vocabulary"),
    ({"targets": ["a", None, [1.0, 0.0]], "vocabulary": ["a", "b"]}, r"^targets, step 3: a list of 2 is not a token"),
    ({"tokens": ["a", "b", "a"]}, r"^inputs and tokens are both given"),
    ({"inputs": DROP, "tokens": ["a"]}, r"^tokens: need a vocabulary"),
    ({"inputs": DROP, "tokens": ["a", "c"], "vocabulary": ["a", "b"]},
     r'^tokens, step 2: "c" is not in the vocabulary; the tokens are a, b$'),
    ({"inputs": DROP, "tokens": ["a", 1], "vocabulary": ["a", "b"]}, r"^tokens, step 2: 1 is not a token"),
    ({"inputs": DROP, "tokens": ["a", ["a"]], "vocabulary": ["a", "b"]}, r"^tokens, step 2: a list of 1 is not a"),
    ({"inputs": DROP, "tokens": [], "vocabulary": ["a"]}, r"^tokens: is an empty sequence"),
    ({"vocabulary": ["a", "b", "a"]}, r'^vocabulary, entries 1 and 3: both are "a"'),
    ({"vocabulary": []}, r"^vocabulary: an empty list is not a list of texts"),
    ({"vocabulary": ["a", 1]}, r"^vocabulary, entry 2: 1 is not a text$"),
    ({"vocabulary": ["\ud800"]}, r"^vocabulary, entry 1: .*half a character"),
    ({"vocabulary": [str(k) for k in range(5_000)]}, r"^vocabulary: 5,000 tokens are more than the limit of 4,096$"),
    ({"sizes": {"h": "2"}}, r'^sizes.h: "2" is not a whole number$'),
    ({"sizes": {"h": True}}, r"^sizes.h: true is not a whole number$"),
    ({"sizes": {"h": 2.0}}, r"^sizes.h: 2.0 is not a whole number$"),
    ({"sizes": [2]}, r"^sizes: a list of 1 is not an object of names and values$"),
    ({"sizes": {"x": 3}}, r"^inputs, row 1: has 2 numbers but sizes.x is 3$"),
    ({"sizes": {"h": 10**9}}, r"1,000,000,000"),
    ({"sizes": {"h": 0}}, r"0 units"),
    ({"sizes": {"q": 2}}, r"there is no q in the net"),
    ({"initial": {"h": 1.0}}, r"^initial.h: 1.0 is not a list of numbers$"),
    ({"initial": {"h": [1.0, True]}}, r"^initial.h, entry 2: true is not a number$"),
    ({"initial": {"q": [1.0, 2.0]}}, r"initial\.q"),
    ({"initial": {"h": [1.0, 2.0, 3.0]}}, r"3"),
    ({"parameters": {**BASE["parameters"], "Q": 1.0}}, r"parameters\.Q is given, but no equation"),
    ({"parameters": {**BASE["parameters"], "W": [[1.0, 2.0], [3.0]]}}, r"^parameters.W, row 2: has 1 number but row 1"),
    ({"parameters": {**BASE["parameters"], "W": "glove"}}, r'^parameters.W: "glove" is not a number'),
    ({"parameters": {"U": ROWS[:2], "W": ROWS[:2]}}, r"V is a parameter without a value"),
    ({"parameters": [1]}, r"^parameters: a list of 1 is not an object"),
    ({"random": {"seed": 1}}, r"^random.scale: is missing$"),
    ({"random": {"seed": -1, "scale": 1.0}}, r"^random.seed: -1 is out of range; it must be at least 0$"),
    ({"random": {"seed": 2**53, "scale": 1.0}}, r"^random.seed: .* must be less than 9007199254740992$"),
    ({"random": {"seed": True, "scale": 1.0}}, r"^random.seed: true is not a whole number$"),
    ({"random": {"seed": 1, "scale": True}}, r"^random.scale: true is not a number$"),
    ({"random": {"seed": 1, "scale": 1e9}}, r"^random.scale: 1000000000.0 is out of range; it must be at most 1000"),
    ({"random": {"seed": 1, "scale": float("nan")}}, r"^random.scale: nan "),
    ({"random": {"seed": 1, "scale": 1.0, "kind": 2}}, r"^random.kind: is not a key that random has"),
    ({"phases": {"early": [1, 1, 1]}}, r"^phases: the net has no phase"),
    ({**PHASED, "phases": {}}, r"^phases: the net reads early as a phase; give phases.early"),
    ({**PHASED, "phases": {"early": [1, 0]}}, r"^phases.early: has 2 entries but there are 3 steps$"),
    ({**PHASED, "phases": {"early": [1, 0, 2]}}, r"^phases.early, step 3: 2 is neither true nor false"),
    ({**PHASED, "phases": {"early": [1, 0, 1.0]}}, r"^phases.early, step 3: 1.0 is neither"),
    ({**PHASED, "phases": {"early": 1}}, r"^phases.early: 1 is not a list of true and false"),
    ({"changes": [{"hold": "q", "to": 1}]}, r'^changes, entry 1, hold: there is no "q" in the net; its names are h'),
    ({"changes": [{"hold": "h"}]}, r"^changes, entry 1, to: is missing"),
    ({"changes": [{"hold": "h", "to": True}]}, r"^changes, entry 1, to: true is not a number$"),
    ({"changes": [{"hold": "h[t-1]", "to": 1}]}, r"^changes, entry 1, hold: .* is an edge; name the node alone \(h\)$"),
    ({"changes": [{"hold": "h", "to": 1, "step": [1]}]}, r'^changes, entry 1: "step" is not a key of hold; did you'),
    ({"changes": [{"hold": "h", "cut": "h[t-1]"}]}, r"^changes, entry 1: has hold and cut, but exactly one"),
    ({"changes": [{}]}, r"^changes, entry 1: has null, but exactly one of hold, silence, cut, detach"),
    ({"changes": ["hold"]}, r"^changes, entry 1: \"hold\" is not an object"),
    ({"changes": [{"silence": "h"}, {"silence": "h", "steps": [4]}]},
     r"^changes, entry 2, steps, entry 1: there is no 4; they run from 1 to 3$"),
    ({"changes": [{"silence": "h", "steps": [0]}]}, r"steps, entry 1: there is no 0; they run from 1 to 3$"),
    ({"changes": [{"silence": "h", "steps": [1, 1]}]}, r"^changes, entry 1, steps: names one of them twice$"),
    ({"changes": [{"silence": "h", "steps": {"from": 3, "to": 2}}]}, r"steps: runs from 3 to 2"),
    ({"changes": [{"silence": "h", "steps": {"start": 3}}]}, r"steps: an object here is"),
    ({"changes": [{"silence": "h", "units": [2]}]}, r"(?=.*\bh\b)(?=.*\b2\b)"),
    ({"changes": [{"silence": "h", "units": [True]}]}, r"units, entry 1: true is not a whole number$"),
    ({"changes": [{"cut": "h[t-2]"}]}, r"h\[t-2\]"),
    ({"changes": [{"cut": "h[s-1]"}]}, r'^changes, entry 1, cut: "h\[s-1\]" is neither a name nor an edge'),
    ({"changes": [{"detach": "h[t-1]", "into": "q"}]}, r'^changes, entry 1, into: there is no equation "q"'),
    ({"changes": {"hold": "h"}}, r"^changes: an object is not a list$"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "words"), REFUSED, ids=range(len(REFUSED)))
def test_a_spoiled_spec_is_refused_with_its_place(parts: dict[str, Any], words: str) -> None:
    with pytest.raises(SpecError, match=words):
        unspool.run(changed(**parts))


def test_a_mistake_in_the_net_keeps_its_line_and_column() -> None:
    with pytest.raises(SpecError) as refused:
        unspool.run(changed(net="h = tanh(U @ x)\ng = tahn(h)"))
    assert (refused.value.line, refused.value.column) == (2, 5)
    assert refused.value.message == str(refused.value)
    assert refused.value.message.endswith("\n    g = tahn(h)\n        ^")


@pytest.mark.parametrize("spec", [None, [], "spec", 3, [("net", "lstm")]])
def test_what_is_no_object_at_all_is_refused(spec: Any) -> None:
    with pytest.raises(SpecError, match=r"^a spec is an object with the keys net, sizes, "):
        unspool.run(spec)


def test_a_trace_that_would_not_fit_is_refused_with_both_figures() -> None:
    with pytest.raises(SpecError, match=r"10,000 steps would keep a trace of 1,2\d\d\.\d MB, .* limit of 512\.0 MB"):
        unspool.run({**elman(10_000, units=4_000), "net": "h = tanh(U @ x)\ng = h * h", "targets": None})


def test_what_no_name_stands_for_counts_as_well_and_is_refused_before_it_is_allocated() -> None:
    few_names = "h = " + " + ".join(f"tanh({k} * h[t-1])" for k in range(1, 41)) + "\nloss = sum(h * h)"
    spec = {"net": few_names, "inputs": [None] * 10_000, "sizes": {"h": 3_000}}
    tracemalloc.start()
    try:
        with pytest.raises(SpecError, match=r"10,000 steps would take \d+,\d{3}\.\d MB to compute, .* 1,536\.0 MB"):
            unspool.run(spec)
        assert tracemalloc.get_traced_memory()[1] < 2**25
    finally:
        tracemalloc.stop()


def test_the_longest_run_of_two_hundred_units_is_within_the_limits() -> None:
    spec = {
        "net": "lstm",
        "inputs": [None] * 10_000,
        "sizes": {"h": 200, "x": 4, "y": 4},
        "random": {"seed": 1, "scale": 0.1},
    }
    with start(read_spec(spec)) as run:
        assert run.bytes > 150 * 2**20


def test_a_message_quotes_strangers_shortly_and_without_control_characters() -> None:
    for hostile in ("\x1b]0;owned\x07" * 1000, "a\nb", "\u202eevil"):
        for parts in ({"net": hostile + "!"}, {hostile: 1}, {"sizes": {hostile: "x"}}, {"changes": [{hostile: 1}]}):
            with pytest.raises(SpecError) as refused:
                unspool.run(changed(**parts))
            assert len(refused.value.message) < 600
            lines = refused.value.message.split("\n")
            assert all(char.isprintable() for line in lines for char in line), refused.value.message
            assert len(lines) <= 3


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["h", "NaN", "lstm"]),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=4) | st.just("h"), part, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300)
@given(
    key=st.sampled_from([*BASE, "tokens", "vocabulary", "initial", "random", "phases", "changes", "x"]), value=ANYTHING
)
def test_any_value_under_any_key_runs_or_is_refused(key: str, value: Any) -> None:
    with suppress(SpecError):
        unspool.run({**copy.deepcopy(BASE), key: value})


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("2035", 'the nearest of its 52 tokens are "20'),
        ("to", 'did you mean "'),
        ("Zanzibar", "none of its 52 tokens is near; it begins with "),
    ],
)
def test_a_word_that_a_taught_net_does_not_know_is_refused_with_its_neighbours(token: str, words: str) -> None:
    taught = {"net": "lstm", "parameters": "year_lstm"}
    known = token if token != "to" else "TO"
    with pytest.raises(SpecError) as refused:
        read_spec({**taught, "tokens": ["In", known]})
    assert f'tokens, step 2: "{known}" is not in the vocabulary; {words}' in str(refused.value)
