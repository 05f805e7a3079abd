"""Goodfellow, Bengio & Courville (2016), Deep Learning: equations 10.8–10.11, 10.40–10.44 (LSTM), 10.45–10.47 (GRU)."""

from unspool.recurrence.notation.pack import Pack
from unspool.recurrence.parts import TAKES

ALONE = {"input": "U", "recurrent": "W", "bias": "b"}  # the candidate's bear no letter: the book does not name it

PACK = Pack(
    name="goodfellow",
    title="Goodfellow",
    time="above",
    loss_of_a_step="L",
    bias_first=True,
    nodes={
        "input gate": "g",
        "forget gate": "f",
        "output gate": "q",
        "cell": "s",
        "hidden state": "h",
        "candidate": "s~",
        "update gate": "u",
        "reset gate": "r",
        "new state": "h~",
    },
    words={"input gate": "external input gate", "cell": "state"},
    plain={"input": "U", "recurrent": "W", "output": "V", "bias": "b", "output bias": "c"},
    gated={"input": "U^{gate}", "recurrent": "W^{gate}", "bias": "b^{gate}", "weight": "w^{gate}"},
    by_part={"candidate": ALONE, "new state": ALONE},
    notes=(
        (
            "lstm",
            r"The book has no name for the candidate, here $\tilde s$, and prints σ where most have tanh.",
        ),
        ("gru", r"The book has no name for the new state, here $\tilde h$, and reads its gates one step earlier."),
        (TAKES, r"In the book $u$ keeps the old state; here it takes in the new one."),
    ),
)
