"""Text → equations → folded graph; the table of operations; the library of nets."""

from unspool.recurrence.adjoint import Adjoint, Use, differentiate
from unspool.recurrence.fold import Folded, Surgery, fold
from unspool.recurrence.given import Given
from unspool.recurrence.graph import Graph, Node, Ref
from unspool.recurrence.mistake import Mistake, Place
from unspool.recurrence.net import Net, Parameter, read
from unspool.recurrence.schedule import Component, Sweep, schedule
from unspool.recurrence.sizes import Sizes, infer

__all__ = [
    "Adjoint",
    "Component",
    "Folded",
    "Given",
    "Graph",
    "Mistake",
    "Net",
    "Node",
    "Parameter",
    "Place",
    "Ref",
    "Sizes",
    "Surgery",
    "Sweep",
    "Use",
    "differentiate",
    "fold",
    "infer",
    "read",
    "schedule",
]
