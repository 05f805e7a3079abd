"""Notations name by structure alone: a net with other names reads the same, and two things never bear one name."""

import re
from typing import Any

import numpy as np
import pytest

from unspool import engine
from unspool.engine import Case
from unspool.recurrence import Mistake, library, read
from unspool.recurrence.cells import cells
from unspool.recurrence.notation.hints import NAMES
from unspool.recurrence.notation.packs import PACKS
from unspool.recurrence.notation.writing import notations

RENAMED = """\
keep = sigmoid(A @ x + B @ out[t-1] + p)
take = sigmoid(C @ x + D @ out[t-1] + q)
show = sigmoid(E @ x + F @ out[t-1] + r)
new = tanh(G @ x + H @ out[t-1] + s)
memory = keep * memory[t-1] + take * new
out = show * tanh(memory)
yhat = softmax(V @ out + d)
loss = cross_entropy(yhat, y)
"""


def classes_of(text: str) -> dict[str, str]:
    net = read(text)
    found = {name: f"node-{k}" for k, name in enumerate(net.names)} | {"x": "node-x", "y": "node-y"}
    return found | {name: f"parameter-{k}" for k, name in enumerate(net.parameters)}


def notation(text: str, name: str) -> dict[str, Any]:
    net = read(text)
    return next(one for one in notations(net, classes_of(text), list(net.names)) if one["name"] == name)


def bare(tex: str) -> str:
    """Without classes, thin spaces and braces that KaTeX does not need."""
    return re.sub(r"\\htmlClass\{[^}]*\}|\\,", "", tex).replace("{", "").replace("}", "")


def formula(net: str, name: str, node: str) -> str:
    text = library.entry(net).text if net in library.names() else net
    return bare(notation(text, name)["nodes"][node]["tex"])


# (net, notation, node) -> as the lecture, the book, the library or the drawings print it
PRINTED = {
    ("elman", "lecture", "a"): "a = b + W h(t-1) + U x",
    ("elman", "lecture", "h"): r"h = \tanh a",
    ("elman", "lecture", "yhat"): r"\haty = \operatornamesoftmax o",
    ("lstm", "lecture", "i"): r"i = \sigma(\theta_xi x + \theta_hi h(t-1) + b_i)",
    ("lstm", "lecture", "c"): r"c = f \odot c(t-1) + i \odot g",
    ("elman", "goodfellow", "a"): "a^(t) = b + W h^(t-1) + U x^(t)",
    ("lstm", "goodfellow", "f"): r"f^(t) = \sigma(b^f + U^f x^(t) + W^f h^(t-1))",
    ("lstm", "goodfellow", "i"): r"g^(t) = \sigma(b^g + U^g x^(t) + W^g h^(t-1))",
    ("lstm", "goodfellow", "c"): r"s^(t) = f^(t) \odot s^(t-1) + g^(t) \odot \tildes^(t)",
    ("lstm", "goodfellow", "h"): r"h^(t) = q^(t) \odot \tanh(s^(t))",
    ("gru_2014", "goodfellow", "z"): r"u^(t) = \sigma(b^u + U^u x^(t) + W^u h^(t-1))",
    ("elman", "pytorch", "a"): "a_t = b_ih + b_hh + W_hh h_t-1 + W_ih x_t",
    ("lstm", "pytorch", "i"): r"i_t = \sigma(W_ii x_t + W_hi h_t-1 + b_ii + b_hi)",
    ("gru", "pytorch", "n"): r"n_t = \tanh(W_in x_t + b_in + r_t \odot (W_hn h_t-1 + b_hn))",
    ("lstm", "drawings", "f"): r"f_t = \sigma(W_f \cdot [h_t-1, x_t] + b_f)",
    ("lstm", "drawings", "g"): r"\tildeC_t = \tanh(W_C \cdot [h_t-1, x_t] + b_C)",
    ("lstm", "drawings", "c"): r"C_t = f_t \ast C_t-1 + i_t \ast \tildeC_t",
    ("gru_2014", "drawings", "n"): r"\tildeh_t = \tanh(W \cdot [r_t \ast h_t-1, x_t] + b)",
}


@pytest.mark.parametrize(("case", "printed"), PRINTED.items(), ids=lambda value: " ".join(value))
def test_formulas_read_as_they_are_printed(case: tuple[str, str, str], printed: str) -> None:
    assert formula(*case) == printed


@pytest.mark.parametrize("pack", NAMES)
def test_a_net_with_other_names_reads_the_same(pack: str) -> None:
    same = {"keep": "f", "take": "i", "show": "o", "new": "g", "memory": "c", "out": "h"}
    for mine, theirs in same.items():
        assert formula(RENAMED, pack, mine) == formula("lstm", pack, theirs)


def test_parts_are_found_whatever_they_are_called() -> None:
    (cell,) = cells(read(RENAMED))
    assert cell.parts == {
        "keep": "forget gate",
        "take": "input gate",
        "new": "candidate",
        "memory": "cell",
        "out": "hidden state",
        "show": "output gate",
    }


def test_which_way_an_update_gate_works_is_read_off_and_said() -> None:
    keeps = library.entry("gru_2014").text
    takes = keeps.replace("z * h[t-1] + (1 - z) * n", "(1 - z) * h[t-1] + z * n")
    assert "keeps the old one" in notation(keeps, "drawings")["note"]
    assert "keeps the old one" not in notation(takes, "drawings")["note"]
    for pack in ("pytorch", "goodfellow"):
        assert "takes in the new one" in notation(takes, pack)["note"]
        assert "takes in the new one" not in notation(keeps, pack)["note"]


def test_a_hidden_state_that_saturates_is_no_gate() -> None:
    text = "h = sigmoid(A @ x + B @ h[t-1] + c)\nyhat = V @ h\nloss = squared_error(yhat, y)"
    assert formula(text, "goodfellow", "h") == r"h^(t) = \sigma(b + U x^(t) + W h^(t-1))"


@pytest.mark.parametrize("net", library.names())
def test_no_two_things_bear_one_name(net: str) -> None:
    text = library.entry(net).text
    for one in notations(read(text), classes_of(text), list(read(text).names)):
        told = [node["symbol"] for node in one["nodes"].values()]
        told += [parameter["tex"] for parameter in one["parameters"].values()]
        told += [one["given"][name]["symbol"] for name in ("x", "y", "loss")]
        assert len(set(told)) == len(told), (one["name"], told)


def test_where_two_would_bear_one_name_one_keeps_the_texts() -> None:
    text = "U = tanh(M @ x + N @ U[t-1] + b)\nyhat = softmax(P @ U)\nloss = cross_entropy(yhat, y)"
    named = notation(text, "lecture")["parameters"]
    assert [named[name]["tex"] for name in "MNbP"] == ["M", "W", "b", "V"]  # U is the state's


def test_two_matrices_used_alike_keep_their_own_names() -> None:
    text = "h = tanh(A @ x + B @ x + W @ h[t-1])\nyhat = softmax(V @ h)\nloss = cross_entropy(yhat, y)"
    named = notation(text, "goodfellow")["parameters"]
    assert [named[name]["tex"] for name in "ABW"] == ["A", "B", "W"]


def test_a_matrix_used_twice_keeps_its_name() -> None:
    text = "h = tanh(A @ x + B @ h[t-1])\ng = tanh(A @ x + C @ g[t-1])\nyhat = softmax(V @ h + Z @ g)"
    assert notation(text, "goodfellow")["parameters"]["A"]["tex"] == "A"


def test_a_pack_that_would_change_nothing_is_not_offered() -> None:
    text = library.entry("dynamical_system").text
    told = [one["name"] for one in notations(read(text), classes_of(text), ["s"])]
    assert told == ["lecture", "goodfellow", "pytorch"]  # nothing to join: one product


def test_pytorch_lists_its_gates_in_its_own_order() -> None:
    one = notation(library.entry("lstm").text, "pytorch")
    assert [name for name in one["order"] if name in "ifgo"] == ["i", "f", "g", "o"]
    assert sorted(one["order"]) == sorted(read(library.entry("lstm").text).names)


def case_of(text: str) -> Case:
    rows, mask = np.eye(5), np.ones(5, bool)
    return Case(read(text), 5, rows, rows, mask, random=engine.Random(3, 1.0), sizes={"c": 4})


def test_numbers_are_the_same_to_the_last_bit_whatever_a_text_hints() -> None:
    text = library.entry("lstm").text
    hinted = text + "\n#: notation lecture: f = phi; W_xi = A^r"
    one, other = (engine.trace(case_of(each)) for each in (text, hinted))
    assert one.loss == other.loss
    for name in one.grads:
        assert np.array_equal(one.values[name], other.values[name])
        assert np.array_equal(one.grads[name], other.grads[name])


def test_a_text_may_say_how_a_notation_writes_its_names() -> None:
    text = library.entry("lstm").text + "\n#: notation lecture: f = phi_1; W_xi = A^r; c~ = c"
    with pytest.raises(Mistake, match="no equation has that name"):
        read(text)
    one = notation(text.replace("; c~ = c", "; c = k~"), "lecture")
    assert one["nodes"]["f"]["symbol"] == r"\phi_{1}"
    assert one["nodes"]["c"]["symbol"] == r"\tilde{k}"
    assert one["parameters"]["W_xi"] == {"tex": "A^{r}", "label": "A^r"}
    assert notation(text.replace("; c~ = c", ""), "pytorch")["nodes"]["f"]["symbol"] == "f"


@pytest.mark.parametrize(
    ("hint", "column", "words"),
    [
        ("#: notation lectur: h = g", 13, "there is no notation 'lectur': there are lecture, goodfellow"),
        ("#: notation lecture: hh = g", 22, "a notation renames 'hh', but no equation has that name"),
        (r"#: notation lecture: h = \htmlClass{a}{b}", 22, "h cannot be written as"),
        ("#: notation lecture: h", 22, "h cannot be written as ''"),
        ("   #: notation lecture: W = a; h = <b>", 32, "h cannot be written as '<b>'"),
        ("#: notation lecture: h = " + "g" * 30, 22, "h cannot be written as"),
    ],
)
def test_a_hint_that_cannot_be_read_is_refused_with_its_place(hint: str, column: int, words: str) -> None:
    with pytest.raises(Mistake, match=re.escape(words)) as refused:
        read(f"h = tanh(W @ h[t-1])\n{hint}")
    assert (refused.value.line, refused.value.column) == (2, column)


def test_packs_have_names_of_their_own() -> None:
    assert len(set(NAMES)) == len(PACKS)
