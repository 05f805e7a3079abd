"""The well-known drawings of LSTM and GRU (Olah, Understanding LSTM Networks, 2015): W · [h, x], C̃, ∗."""

from unspool.recurrence.notation.pack import Pack
from unspool.recurrence.parts import KEEPS

PACK = Pack(
    name="drawings",
    title="drawings",
    times=r"\ast",
    circled=r"\times",
    nodes={
        "input gate": "i",
        "forget gate": "f",
        "output gate": "o",
        "cell": "C",
        "hidden state": "h",
        "candidate": "C~",
        "update gate": "z",
        "reset gate": "r",
        "new state": "h~",
    },
    words={"cell": "cell state"},
    plain={"joined": "W", "input": "W^{source}", "recurrent": "W^{source}", "bias": "b"},
    several={
        "joined": "W_{number}",
        "input": "W_{number}^{source}",
        "recurrent": "W_{number}^{source}",
        "bias": "b_{number}",
    },
    gated={
        "joined": "W_{gate}",
        "input": "W_{gate}^{source}",
        "recurrent": "W_{gate}^{source}",
        "weight": "w_{gate}^{source}",
        "bias": "b_{gate}",
    },
    by_part={
        "candidate": {
            "joined": "W_{cell}",
            "input": "W_{cell}^{source}",
            "recurrent": "W_{cell}^{source}",
            "bias": "b_{cell}",
        },
        "new state": {"joined": "W", "input": "W^{source}", "recurrent": "W^{source}", "bias": "b"},
    },
    notes=(
        ("joined", "One matrix multiplies the joined vector: ${joined}$."),
        (KEEPS, r"In the drawings $z$ takes in the new state; here it keeps the old one."),
    ),
)
