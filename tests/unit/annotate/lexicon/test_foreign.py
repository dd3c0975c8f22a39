"""What a word of another language says of a name."""

from __future__ import annotations

import pytest

from sitegen.annotate.lexicon.foreign import foreign


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hizb al-Orrin", "body"),
        ("Orrin Patrika", "body"),
        ("Veldgericht", "body"),
        ("Rehov Orrin", "place"),
        ("Orringasse", "place"),
        ("Copa Orrin", "event"),
        ("Hizb", None),  # a word alone is no name of that kind
        ("Gasse", None),
        ("Angasse", None),  # too short to be made of two words
        ("Bhatnagar", None),  # a surname, however it ends
        ("Ana Brandt", None),
    ],
)
def test_the_kind_of_a_name(name: str, kind: str | None) -> None:
    """By its first word, its last or an ending; a surname and a short word say nothing by how they end."""
    assert foreign(name.split()) == kind
