"""What is quoted from articles is fetched for many of them together, before anybody asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sitegen.model.article import ArticleId
from sitegen.render.site.lookup import AT_ONCE, Lookup, Spoken, at_hand


class Fetching:
    """A shelf that only tells what was fetched."""

    def __init__(self) -> None:
        self.fetched: list[set[ArticleId]] = []

    def fetch(self, articles: Iterable[ArticleId]) -> None:
        """Nothing is there."""
        self.fetched.append(set(articles))


def test_articles_are_fetched_before_they_are_needed(found: Lookup) -> None:
    """Some at a time, so that few have to be held; the items come in their order, each once."""
    shelf: Any = Fetching()
    items = [Spoken(gist, number) for number in range(40) for gist in found.gists]
    came = []
    for item in at_hand(replace(found, shelf=shelf), items):
        assert item.gist.id in shelf.fetched[-1]
        came.append(item)
    assert came == items
    assert len(shelf.fetched) == -(-len(items) // AT_ONCE) > 1


def test_nothing_is_fetched_for_nothing(found: Lookup) -> None:
    """A speaker of no article costs no question."""
    shelf: Any = Fetching()
    assert list(at_hand(replace(found, shelf=shelf), list[Spoken]())) == []
    assert shelf.fetched == []
