"""The queue over the site: which articles an editor has still to look at, and in which order.

In: what the last build knows. Out: articles as readers meet them, the front page's lead and the newest first,
each with the number of its doubts. An article that is approved as it is has none: somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.building.articles.library import Library
from sitegen.desk import doubts
from sitegen.fingerprint import code_fingerprint
from sitegen.model.article import Article, ArticleId
from sitegen.model.checked import valid_check
from sitegen.model.curation import Curation
from sitegen.model.review import Doubt
from sitegen.resolve.index import newest_first

AT_ONCE = 16
"""Articles that are looked at before the build has its turn again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that nobody has approved as it is."""

    article: ArticleId
    title: str
    url: str
    doubts: int


def in_order(library: Library) -> list[Article]:
    """What nobody has approved as it is, in the order of the front page."""
    return sorted(library.unapproved(), key=newest_first)


def shares(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """The articles, some at a time."""
    return (articles[n : n + AT_ONCE] for n in range(0, len(articles), AT_ONCE))


def waiting(library: Library, curation: Curation, articles: Sequence[Article]) -> list[Waiting]:
    """These articles with what is in doubt in them."""
    found = in_doubt(library, curation, [article.id for article in articles])
    return [
        Waiting(a.id, a.front_matter.title, f"/{a.location}", len(found[a.id]))
        for a in articles
        if a.id in found
    ]


def in_doubt(
    library: Library, curation: Curation, some: Sequence[ArticleId]
) -> dict[ArticleId, tuple[Doubt, ...]]:
    """What is in doubt in some articles; those that are gone are left out."""
    curated = curation.by_id().keys()
    return {
        article: doubts.open_doubts(every, curated) for article, every in all_doubts(library, some).items()
    }


def all_doubts(library: Library, some: Sequence[ArticleId]) -> Mapping[ArticleId, tuple[Doubt, ...]]:
    """The same, whatever the curation knows."""
    return library.doubts(some, code_fingerprint(Path(doubts.__file__)), doubts.doubts_of)


def progress(library: Library, curation: Curation, article: ArticleId) -> tuple[tuple[Doubt, ...], int]:
    """What is in doubt in an article, and how many marks an editor has settled there.

    Nothing is where somebody has approved it as it is.
    """
    resolved = library.piece(article).resolved
    every = all_doubts(library, [article]).get(article, ())
    left = () if valid_check(resolved) else doubts.open_doubts(every, curation.by_id().keys())
    known = sum(doubt.entity in curation.by_id() for doubt in every)
    return left, known + doubts.settled_places(resolved, left)
