"""Wordings of an article inside a line."""

from __future__ import annotations

import pytest

from sitegen.render.article.words.wording import inside_a_line


@pytest.mark.parametrize(
    ("wording", "language", "found"),
    [
        ("A spokesman", "en", "a spokesman"),
        ("The committee’s chair", "en-GB", "the committee’s chair"),
        ("Israeli officials", "en", "Israeli officials"),
        ("Officials", "en", "Officials"),
        ("A Tribuna", "pt", "A Tribuna"),
        ("", "en", ""),
    ],
)
def test_only_an_article_gets_a_small_letter(wording: str, language: str, found: str) -> None:
    """What else begins it may be a name; a language without words of ours has no articles."""
    assert inside_a_line(wording, language) == found
