"""What can be said of a cell, in words that cells.py finds and notations ask for."""

KEEPS = "the update gate keeps the old state"
TAKES = "the update gate takes in the new state"
RESETS_BEFORE = "the reset gate acts before the product"
