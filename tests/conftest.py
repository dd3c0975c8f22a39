"""What every test shares: Hypothesis profiles, one thread for matrix products, and the model once loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sitegen.annotate.parse.nlp import Pipeline, check_model
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


@pytest.fixture(scope="session", autouse=True)
def _one_model() -> Iterator[None]:
    """The model is loaded once for all tests of a process: half a second for each site that is built.

    A parse depends on no other, so none sees that the one before had the same model. Its files are checked
    each time, as ever.
    """
    loading = Pipeline.__dict__["_nlp"].func
    load = cache(lambda model: loading(Pipeline(model)))

    def shared(pipeline: Pipeline) -> object:
        check_model(pipeline.model)
        return load(pipeline.model)

    with pytest.MonkeyPatch.context() as patch:
        once = cached_property(shared)
        once.__set_name__(Pipeline, "_nlp")
        patch.setattr(Pipeline, "_nlp", once)
        yield
