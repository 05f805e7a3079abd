"""What a lecturer asks of a trace: checks of its gradients, and later ledger, Jacobians, bounds and paths."""

from unspool.gradients.central import Difference, difference
from unspool.gradients.complex_step import along, derivative, derivatives, node_derivative
from unspool.gradients.entries import KINDS, Entry, backward, entries, entry_value, nudged, settled

__all__ = [
    "KINDS",
    "Difference",
    "Entry",
    "along",
    "backward",
    "derivative",
    "derivatives",
    "difference",
    "entries",
    "entry_value",
    "node_derivative",
    "nudged",
    "settled",
]
