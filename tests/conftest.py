"""Settings that the whole suite shares."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Read by mypy, run by nothing.
collect_ignore = ["typing"]

# Times vary on a shared machine, so no example has a deadline. In CI every run draws the same examples.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
# Mutants are many: a property is tried on a few examples, always the same (`--hypothesis-profile=mutants`).
settings.register_profile(
    "mutants", deadline=None, derandomize=True, max_examples=10, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")
