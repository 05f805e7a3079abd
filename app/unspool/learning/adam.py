"""Adam, and clipping by norm.

    m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,   w ← w − α · m̂ / (√v̂ + ε)

with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ). Source: Kingma & Ba (2015), Adam, algorithm 1; clipping: Pascanu,
Mikolov & Bengio (2013), On the difficulty of training recurrent neural networks, algorithm 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from unspool.engine import Array


@dataclass
class Adam:
    """The state of the optimiser: first and second moments by parameter name, in the parameter's shape."""

    rate: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    steps: int = 0
    first: dict[str, Array] = field(default_factory=dict)
    second: dict[str, Array] = field(default_factory=dict)

    def step(self, parameters: Mapping[str, Array], grads: Mapping[str, Array]) -> dict[str, Array]:
        """The parameters after one step; names without a gradient stay as they are."""
        self.steps += 1
        found = dict(parameters)
        for name, grad in grads.items():
            first = self.first.get(name, np.zeros_like(grad))
            second = self.second.get(name, np.zeros_like(grad))
            self.first[name] = first = self.beta1 * first + (1 - self.beta1) * grad
            self.second[name] = second = self.beta2 * second + (1 - self.beta2) * grad * grad
            unbiased = first / (1 - self.beta1**self.steps)
            spread = np.sqrt(second / (1 - self.beta2**self.steps))
            found[name] = parameters[name] - self.rate * unbiased / (spread + self.epsilon)
        return found


def norm_of(grads: Mapping[str, Array]) -> float:
    """The Euclidean norm of all gradients together."""
    return math.sqrt(sum(float(np.vdot(grad, grad)) for grad in grads.values()))


def clipped(grads: Mapping[str, Array], most: float) -> dict[str, Array]:
    """The gradients, all scaled by one factor where their norm together is above ``most``: the direction stays."""
    norm = norm_of(grads)
    if not norm > most:
        return dict(grads)
    return {name: grad * (most / norm) for name, grad in grads.items()}
