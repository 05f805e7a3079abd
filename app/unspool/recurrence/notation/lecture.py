"""The lecture: a = b + W h(t−1) + U x, h = tanh a; gates i, f, o = σ(θ_x x + θ_h h(t−1) + b); E = Σ E_t."""

from unspool.recurrence.notation.pack import Pack

PACK = Pack(
    name="lecture",
    title="lecture",
    time="beside",
    bare=True,
    loss="E",
    nodes={
        "input gate": "i",
        "forget gate": "f",
        "output gate": "o",
        "candidate": "g",
        "cell": "c",
        "hidden state": "h",
    },
    plain={"input": "U", "recurrent": "W", "output": "V", "bias": "b", "output bias": "c"},
    gated={
        "input": "theta_{source}{gate}",
        "recurrent": "theta_{source}{gate}",
        "weight": "theta_{source}{gate}",
        "bias": "b_{gate}",
    },
    notes=(
        (
            "loss",
            r"In rows 8–10 of the lecture $\hat y$ is the target and $y$ the output; here $\hat y$ stays the output.",
        ),
    ),
)
