"""What a lecturer asks of a trace: checks of its gradients, each step's share, and later ledger, bounds, paths."""

from unspool.gradients.central import Difference, difference
from unspool.gradients.complex_step import along, derivative, derivatives, node_derivative
from unspool.gradients.entries import KINDS, Entry, backward, entries, entry_value, nudged, settled
from unspool.gradients.shares import Shares, shares

__all__ = [
    "KINDS",
    "Difference",
    "Entry",
    "Shares",
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
    "shares",
]
