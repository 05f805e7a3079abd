"""PyTorch: the formulas in the documentation of torch.nn.RNN, LSTM and GRU, with their order of gates."""

from unspool.recurrence.notation.pack import Pack
from unspool.recurrence.parts import RESETS_BEFORE, TAKES

OUTPUT = {"output": "linear.weight", "output bias": "linear.bias"}

PACK = Pack(
    name="pytorch",
    title="PyTorch",
    nodes={
        "input gate": "i",
        "forget gate": "f",
        "candidate": "g",
        "output gate": "o",
        "cell": "c",
        "hidden state": "h",
        "reset gate": "r",
        "update gate": "z",
        "new state": "n",
    },
    words={"candidate": "cell gate", "cell": "cell state", "new state": "new gate"},
    plain={
        "input": "W_ih",
        "recurrent": "W_hh",
        "fed back": "W_{source}h",
        "bias": "b_ih + b_hh",
        "input bias": "b_ih",
        "recurrent bias": "b_hh",
    }
    | OUTPUT,
    several={
        "input": "W_ih^{layer}",
        "recurrent": "W_hh^{layer}",
        "bias": "b_ih^{layer} + b_hh^{layer}",
        "input bias": "b_ih^{layer}",
        "recurrent bias": "b_hh^{layer}",
    }
    | OUTPUT,
    gated={
        "input": "W_i{gate}",
        "recurrent": "W_h{gate}",
        "bias": "b_i{gate} + b_h{gate}",
        "input bias": "b_i{gate}",
        "recurrent bias": "b_h{gate}",
    },
    order=("reset gate", "update gate", "new state", "input gate", "forget gate", "candidate", "output gate"),
    notes=(
        ("sum of biases", "PyTorch keeps two biases; the one vector here is their sum."),
        (TAKES, r"In torch.nn.GRU $z$ keeps the old state; here it takes in the new one."),
        (RESETS_BEFORE, "torch.nn.GRU resets after the product; here the state is reset before it."),
        ("fed back", "torch.nn.RNN feeds no output or target back; the names follow its pattern."),
    ),
)
