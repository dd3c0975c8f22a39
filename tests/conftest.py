"""What every test shares: Hypothesis profiles, one thread for matrix products, and what is loaded once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
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


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """For `-n auto` one more than there are cores, since a fifth of their time tests wait; else as many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (config.option.numprocesses == "auto")


@pytest.fixture(scope="session", autouse=True)
def _once() -> Iterator[None]:
    """Model, encoder and theme are loaded once for all tests of a process."""
    from once import load_once  # late: matrix products have learnt how many threads there are

    with pytest.MonkeyPatch.context() as patch:
        load_once(patch)
        yield
