"""One profile for all searching tests: the same examples every time, and no clock.

A found case is not made smaller unless UNSPOOL_SHRINK is set: that takes minutes, and the case is told in words anyway.
"""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "unspool",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if os.environ.get("UNSPOOL_SHRINK") else [])],
)
settings.load_profile("unspool")
