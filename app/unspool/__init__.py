"""Unspool: a recurrent net, unrolled and computed, forwards and backwards through time.

``unspool.run(spec)`` takes a spec (a dict, see docs/doors.md) and returns a ``Trace``; a spec that cannot be
run raises ``SpecError``. Importing a room of the program loads that room alone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# The bits of a product differ between thread counts, and small products are slower on several threads.
for _library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM", "BLIS"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

if TYPE_CHECKING:
    from unspool.documents import SpecError, Trace, run

__all__ = ["SpecError", "Trace", "run"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in __all__:
        from unspool import documents

        return getattr(documents, name)
    raise AttributeError(f"module 'unspool' has no attribute '{name}'")
