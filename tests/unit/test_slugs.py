"""Names of files from titles."""

from __future__ import annotations

import pytest

from sitegen.slugs import file_stem


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Can't stop", "cant-stop"),
        ("Can’t stop", "cant-stop"),
        (
            "As debt rises, the county will soon spend more on interest than on schools",
            "as-debt-rises-the-county-will-soon-spend-more-on-interest",
        ),
        ("…", "article"),
    ],
    ids=["an apostrophe", "a curly one", "a long title ends where it is cut", "no letters"],
)
def test_file_stem(title: str, stem: str) -> None:
    """Words of the title, in its order."""
    assert file_stem(title) == stem
