"""How sure it is who "she" is: by how far the best of those who could be meant leads the next."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.resolve.speakers.pronouns import _confidence

WEIGHT = st.floats(0.001, 1000)


@pytest.mark.parametrize(
    ("best", "second", "sure"),
    [(2, 0, 0.97), (4, 1, 0.95), (3, 1, 0.9), (2, 1, 0.9), (3, 2, 0.8), (5, 4, 0.65), (1, 1, 0.65)],
)
def test_a_lead_has_its_step(best: float, second: float, sure: float) -> None:
    """The only one is nearly sure, an equal one is doubtful; each step between has its own value."""
    assert _confidence(best, second) == sure


@given(WEIGHT, WEIGHT, WEIGHT)
def test_a_stronger_rival_never_makes_it_surer(best: float, one: float, other: float) -> None:
    """Nor does the scale of the weights matter."""
    weaker, stronger = sorted((min(one, best), min(other, best)))
    assert _confidence(best, weaker) >= _confidence(best, stronger) >= 0.5
    assert _confidence(best, 0) > _confidence(best, weaker)


def test_each_step_is_reached() -> None:
    """From no rival to an equal one the confidence falls in five steps."""
    steps = [_confidence(100, second) for second in range(101)]
    assert sum(a > b for a, b in pairwise(steps)) == 4
