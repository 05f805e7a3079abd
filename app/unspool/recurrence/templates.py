"""How each operation is written, as templates for those who put symbols or numbers in: the page's board.

``#1``, ``#2`` … are the operands. The precedence of what is put in decides about brackets: ``needs`` says how tightly
each operand must bind, ``binds`` how tightly the whole does (1 a sum, 2 a product, 9 closed).
"""

from __future__ import annotations

from typing import Any

from unspool.recurrence.operations import BY_NAME, Operation

# What arises in an adjoint and has no row: a matrix sends back its transpose, a join its parts, and σ(−a) is 1 − σ(a).
_TRANSPOSED = {"tex": r"{#1}^{\top} #2", "chalk": r"#1 \cdot #2", "needs": [9, 2], "binds": 2}
_SLICE = {"tex": r"\left[#1\right]_{\text{part}}", "needs": [0], "binds": 9}
_COMPLEMENT = {"tex": "1 - #1", "needs": [2], "binds": 1}
_ARISING = {"transposed": _TRANSPOSED, "slice": _SLICE, "complement": _COMPLEMENT}
_LETTERS = "abcd"


def template(operation: str) -> dict[str, Any]:
    """tex, needs and binds; chalk, term and around where the row has them (see ``Operation``)."""
    if operation in _ARISING:
        return dict(_ARISING[operation])
    row = BY_NAME[operation]
    holes = {letter: f"#{k}" for k, letter in enumerate(_LETTERS, 1)}
    tex = r"{a}\, {b}" if operation == "matmul" else row.tex
    if row.term and row.name != "sum":
        tex = tex.replace(r"\sum", r"\sum_k")  # a loss: #1 and #2 are unit k
    found: dict[str, Any] = {"tex": tex.format(**holes), "needs": needs(row), "binds": row.binds}
    if row.chalk:
        found["chalk"] = row.chalk.format(**holes)
    if row.term:
        found["term"] = row.term.format(**holes)
        found["around"] = row.around.format(sum="#s", terms="#v", count="#n")
    return found


def needs(row: Operation) -> list[int]:
    """How tightly each operand must bind to stand without brackets; the last one counts for all that follow."""
    if row.name in ("add", "join"):
        return [0]
    if row.name in ("subtract", "squared_error"):
        return [0, 2]
    if row.term and row.hidden:
        return [9]
    return [2] if row.binds == 2 or row.name == "negative" or "sum" in row.tex else [0]
