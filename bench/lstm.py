"""The LSTM that every row runs: its text, its numbers, and the same numbers as a spec of lists."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
GATES = ("i", "f", "o", "g")
NODES = (*GATES, "c", "h", "yhat")
TEXT = """\
i = sigmoid(W_xi @ x + W_hi @ h[t-1] + b_i)
f = sigmoid(W_xf @ x + W_hf @ h[t-1] + b_f)
o = sigmoid(W_xo @ x + W_ho @ h[t-1] + b_o)
g = tanh(W_xg @ x + W_hg @ h[t-1] + b_g)
c = f * c[t-1] + i * g
h = o * tanh(c)
yhat = softmax(V @ h + d)
loss = cross_entropy(yhat, y)"""


@dataclass(frozen=True)
class Lstm:
    """Inputs, outputs and hidden units are all H wide."""

    T: int
    H: int
    inputs: Array  # (T, H)
    targets: Array  # (T, H), one-hot
    parameters: dict[str, Array]

    def spec(self) -> dict[str, Any]:
        return {
            "net": TEXT,
            "inputs": self.inputs.tolist(),
            "targets": self.targets.tolist(),
            "parameters": {name: value.tolist() for name, value in self.parameters.items()},
        }

    def stacked(self, kind: str) -> Array:
        """The four gates' W_x, W_h or b in one array, in the order of GATES."""
        return np.concatenate([self.parameters[f"{kind}{gate}"] for gate in GATES])


def lstm(T: int, H: int) -> Lstm:
    dice = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {"V": (H, H), "d": (H,)}
    for gate in GATES:
        shapes |= {f"W_x{gate}": (H, H), f"W_h{gate}": (H, H), f"b_{gate}": (H,)}
    bound = 1 / np.sqrt(H)
    parameters = {name: dice.uniform(-bound, bound, shape) for name, shape in shapes.items()}
    targets = np.eye(H)[dice.integers(H, size=T)]
    return Lstm(T, H, dice.uniform(-1, 1, (T, H)), targets, parameters)


def furthest(ours: Any, values: dict[str, Array], grads: dict[str, Array], parameter_grads: dict[str, Array]) -> float:
    """The largest difference between a trace of ours and another program's numbers, by each array's largest."""
    pairs = [(ours.values[name], values[name]) for name in NODES]
    pairs += [(ours.grads[name], grads[name]) for name in NODES]
    pairs += [(ours.parameter_grads[name], array) for name, array in parameter_grads.items()]
    return max(float(np.abs(one - other).max() / max(np.abs(other).max(), 1e-300)) for one, other in pairs)


def by_gate(kind: str, stacked: Array) -> dict[str, Array]:
    """The inverse of `stacked`."""
    return {f"{kind}{gate}": part for gate, part in zip(GATES, np.split(stacked, 4), strict=True)}
