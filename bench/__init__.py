"""How fast, as ratios from one run: both sides of a ratio are measured in turns, in this process, on one thread."""
