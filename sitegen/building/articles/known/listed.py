"""Lists over many articles, read in order from what is kept of each, some articles at a time.

In: the articles of a list, and a function that makes an article's part. Out: the parts. What is not kept yet
is made and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from sitegen.building.articles.reading import AT_ONCE
from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.memory import Kind
from sitegen.faults import Stage, blaming
from sitegen.model.article import ArticleId
from sitegen.render.article.short.excerpts import Form, Rows
from sitegen.render.site.record import SearchRecord

T = TypeVar("T")


class Lists:
    """Lists over the articles of one build."""

    def __init__(self, keys: Mapping[ArticleId, str], kept: Kept) -> None:
        """`keys`: of all that each article is made from."""
        self._keys, self._kept = keys, kept

    def rows(
        self, form: Form, articles: Iterable[ArticleId], make: Callable[[ArticleId], Rows]
    ) -> Iterator[bytes]:
        """Their parts of the site's quote index in one form; both are kept where they are made."""
        kept = self._kept.rows

        def keep(missing: Sequence[ArticleId]) -> Mapping[str, bytes]:
            made = self._each(missing, make)
            parts = {each: {key: rows.in_form(each) for key, rows in made.items()} for each in kept}
            for each, kind in kept.items():
                kind.write(parts[each])
            return parts[form]

        return self._in_order(kept[form], articles, keep)

    def records(
        self, articles: Iterable[ArticleId], make: Callable[[ArticleId], tuple[SearchRecord, ...]]
    ) -> Iterator[tuple[SearchRecord, ...]]:
        """What a search can find of them."""
        kept = self._kept.records

        def keep(missing: Sequence[ArticleId]) -> Mapping[str, tuple[SearchRecord, ...]]:
            made = self._each(missing, make)
            kept.write(made)
            return made

        return self._in_order(kept, articles, keep)

    def _each(self, some: Sequence[ArticleId], make: Callable[[ArticleId], T]) -> Mapping[str, T]:
        found: dict[str, T] = {}
        for article in some:
            with blaming(Stage.RENDER, "listing what the article quotes", article):
                found[self._keys[article]] = make(article)
        return found

    def _in_order(
        self,
        kept: Kind[T],
        articles: Iterable[ArticleId],
        keep: Callable[[Sequence[ArticleId]], Mapping[str, T]],
    ) -> Iterator[T]:
        """What is kept of many articles, read some at a time; `keep` makes and keeps what is not there."""
        waiting = iter(articles)
        while some := list(islice(waiting, AT_ONCE)):
            known = kept.read(self._keys[article] for article in some)
            known |= keep([article for article in some if self._keys[article] not in known])
            yield from (known[self._keys[article]] for article in some)
