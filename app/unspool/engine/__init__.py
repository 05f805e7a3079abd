"""Graph → compiled numpy → sweeps, one step at a time, forwards then backwards → trace."""

from unspool.engine.case import Array, Case, Change, Edit, Random, Rescale
from unspool.engine.memory import Memory, memory
from unspool.engine.norms import norm
from unspool.engine.opened import OpenedEdge, OpenedNode, OpenedStep, open_step
from unspool.engine.program import Program, program_for
from unspool.engine.run import Block, Run, forwards, start, trace
from unspool.engine.trace import Trace

__all__ = [
    "Array",
    "Block",
    "Case",
    "Change",
    "Edit",
    "Memory",
    "OpenedEdge",
    "OpenedNode",
    "OpenedStep",
    "Program",
    "Random",
    "Rescale",
    "Run",
    "Trace",
    "forwards",
    "memory",
    "norm",
    "open_step",
    "program_for",
    "start",
    "trace",
]
