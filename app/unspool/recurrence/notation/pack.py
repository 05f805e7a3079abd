"""What a pack is: data alone. It says how a book, a course or a library writes what a net's structure tells apart.

A spelling is a name with an index below (``_``) and above (``^``): ``theta_{source}{gate}``, ``U^{gate}``, ``C~``
(with a tilde), ``b_i{gate} + b_h{gate}`` (what is one here is the sum of two there). Its pieces are ``{gate}``, the
gate or candidate that a parameter serves; ``{cell}``, the state that carries itself; ``{source}``, what a parameter
multiplies; ``{layer}``, how many cells lie below its own (l0, l1, l0 reverse); ``{number}``, which cell it is, from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Spellings = Mapping[str, str]


@dataclass(frozen=True)
class Pack:
    """Parts are those of recurrence/cells.py, uses those of recurrence/uses.py."""

    name: str  # in addresses and hints
    title: str
    time: str = "below"  # where the step stands: h_t (below), h^{(t)} (above), h(t) (beside)
    bare: bool = False  # the step at hand is left out: h = tanh a
    loss: str = "L"  # of all steps
    loss_of_a_step: str = "E"
    summed_over: str = "k"  # the letter of the units in a loss
    times: str = r"\odot"  # unit by unit, in formulas
    circled: str = r"\odot"  # the same in the circles of a graph
    bias_first: bool = False
    nodes: Spellings = field(default_factory=dict)  # part -> spelling
    words: Spellings = field(default_factory=dict)  # part -> what it is called
    plain: Spellings = field(default_factory=dict)  # use -> spelling, where there is one cell and no gate
    several: Spellings = field(default_factory=dict)  # the same where there are several cells
    gated: Spellings = field(default_factory=dict)  # use -> spelling, of what serves a gate or a candidate
    by_part: Mapping[str, Spellings] = field(default_factory=dict)  # part -> use -> spelling, instead of gated
    order: tuple[str, ...] = ()  # of the gates' rows and formulas, by part
    notes: tuple[tuple[str, str], ...] = ()  # (fact, sentence), said where the fact holds; TeX between $ signs
