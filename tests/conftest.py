"""What every test shares: Hypothesis profiles, and one thread for matrix products."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sitegen.annotate.processes.threads import ONE_THREAD

os.environ.update(ONE_THREAD | os.environ)  # as the command does: tests run beside each other, too
sys.path.insert(0, str(Path(__file__).parent))
pytest.register_assert_rewrite("page_numbers")

settings.register_profile(
    "default",
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile(
    "thorough",
    max_examples=3000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile(
    "corrections",
    max_examples=5000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
