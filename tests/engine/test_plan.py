"""The plan tells the page what a matrix is for: its role gives it its colour everywhere."""

import pytest
from cases import drawn, text_of

from unspool import engine

STATE_AND_OUTPUT = """\
h1 = tanh(U1 @ x + W1 @ h1[t-1])
h2 = tanh(U2 @ h1 + W2 @ h2[t-1])
a = A @ h2
yhat = softmax(a + b)
loss = cross_entropy(yhat, y)
"""


def roles(text: str) -> dict[str, str]:
    plan = engine.start(drawn(text, 2, seed=1)).plan
    return {parameter["name"]: parameter["role"] for parameter in plan["parameters"]}


def test_what_leads_into_a_state_is_no_output() -> None:
    assert roles(STATE_AND_OUTPUT) == {
        "U1": "input",
        "W1": "recurrent",
        "U2": "input",
        "W2": "recurrent",
        "A": "output",
        "b": "bias",
    }


@pytest.mark.parametrize(
    ("name", "matrix", "role"),
    [
        ("stacked", "U2", "input"),
        ("stacked", "V", "output"),
        ("elman", "V", "output"),
        ("output_to_hidden", "V", "output"),  # o is fed back, but reads only the present
        ("bidirectional", "Z", "output"),
    ],
)
def test_matrices_of_the_library_have_their_roles(name: str, matrix: str, role: str) -> None:
    assert roles(text_of(name))[matrix] == role
