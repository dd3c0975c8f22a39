"""Numbers that a stylesheet reads: two digits, in proportion, and a rule for each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.theme.lengths import PLACES, rules, step


@pytest.mark.parametrize(
    ("value", "whole", "written"),
    [
        (0, 10, "00"),
        (10, 10, "99"),
        (5, 10, "50"),
        (1, 5000, "01"),
        (3, 0, "01"),
        (0, 0, "00"),
        (200, 10, "99"),
    ],
)
def test_a_part_is_two_digits(value: int, whole: int, written: str) -> None:
    """What is there at all is seen; what is more than the whole is the whole."""
    assert step(value, whole) == written


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_stylesheet_reads_what_is_written(value: int, whole: int) -> None:
    """The rules whose selectors match give the digits of the number back."""
    written = step(value, whole)
    tens = [
        n for key, n in re.findall(r'\[data-x\^="(\d)"\]\{--x1:(\d)\}', rules()) if written.startswith(key)
    ]
    ones = [n for key, n in re.findall(r'\[data-x\$="(\d)"\]\{--x0:(\d)\}', rules()) if written.endswith(key)]
    assert int((tens or ["0"])[0] + (ones or ["0"])[0]) == int(written)


def test_every_card_up_to_the_last_has_a_place() -> None:
    """Each number names another one."""
    named = re.findall(r'\[data-e="(\d+)"\]\{--a:--m(\d+)\}', rules())
    assert named == [(str(n), str(n)) for n in range(1, PLACES + 1)]
