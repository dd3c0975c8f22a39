"""Wordings of an article inside a line."""

from __future__ import annotations

import pytest

from sitegen.model.annotation import EntityType
from sitegen.model.site import Entity
from sitegen.render.article.words.wording import inside_a_line, telling_names


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


@pytest.mark.parametrize(
    ("name", "aliases", "told"),
    [
        ("Idris Falk", ("Falk", "Idris"), ()),
        ("Idris Falk", ("Captain Falk", "falk"), ("Captain Falk",)),
        ("O’Dell Harbour Board", ("O'Dell", "the Board", "OHB"), ("the Board", "OHB")),
    ],
)
def test_a_part_of_a_name_is_no_other_name(
    name: str, aliases: tuple[str, ...], told: tuple[str, ...]
) -> None:
    """What has a word that the name has not is one."""
    assert telling_names(Entity("x", name, EntityType.PERSON, aliases=aliases), "en") == told
