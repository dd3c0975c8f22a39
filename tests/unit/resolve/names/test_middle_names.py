"""Who may be one by middle names: both have the family, and what stands between does not contradict."""

from __future__ import annotations

import pytest

from sitegen.resolve.names.forms import _middle, person_name


@pytest.mark.parametrize(
    ("text", "middle"),
    [
        ("Ines Halloran", ()),
        ("Ines Maria Halloran", ("maria",)),
        ("Jens Otto Harry Reyle", ("otto", "harry")),
    ],
)
def test_what_stands_between_given_name_and_family(text: str, middle: tuple[str, ...]) -> None:
    """Neither the first word nor the family's own."""
    assert _middle(person_name(text, "en")) == middle
