"""One profile for all searching tests: the same examples every time, and no clock."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "unspool", derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
)
settings.load_profile("unspool")
