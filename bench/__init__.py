"""How fast, as ratios from one run: both sides of a ratio are measured in turns, in this process, on one thread.

Importing the program first pins the threads of linear algebra before numpy loads.
"""

import unspool

__all__ = ["unspool"]
