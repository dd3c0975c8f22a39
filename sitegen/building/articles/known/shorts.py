"""Articles in short, as former builds and this one made them, and what other pages quote from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sitegen.building.articles.known.whole import Whole
from sitegen.building.kept.knowledge import Kept, PackedExcerpts, Short
from sitegen.model.article import Article, ArticleId
from sitegen.render.article.short.excerpts import Excerpts, excerpts_of
from sitegen.render.article.short.gist import gist_of
from sitegen.render.article.short.shown import shown_of
from sitegen.render.theme.catalogue import Words


class Shorts:
    """What is known in short of the articles of one build."""

    def __init__(self, whole: Whole, keys: Mapping[ArticleId, str], kept: Kept, words: Words) -> None:
        """`keys`: of all that each article is made from. `words`: in which excerpts are written."""
        self._whole, self.keys, self._kept, self._words = whole, keys, kept, words
        found = kept.gists.read(keys.values())
        self.known = {name: found[key] for name, key in keys.items() if key in found}

    def missing(self, articles: Iterable[Article]) -> Sequence[Article]:
        """Those of which nothing is known yet."""
        return [article for article in articles if article.id not in self.known]

    def made(self, article: ArticleId) -> tuple[Short, PackedExcerpts]:
        """One article in short, made now. Raises `FaultError` where something of ours fails."""
        piece = self._whole.piece(article)
        gist, excerpts = gist_of(piece), excerpts_of(piece, self._words)
        return Short(gist, shown_of(gist, excerpts, self._whole.entities)), PackedExcerpts.of(excerpts)

    def know(self, made: Mapping[ArticleId, Short]) -> None:
        """What was made of these and kept, perhaps by another process."""
        self._kept.gists.know({self.keys[name]: short for name, short in made.items()})
        self.known |= made

    def excerpts(self, article: ArticleId) -> Excerpts:
        """What other pages quote from it."""

        def make() -> PackedExcerpts:
            return PackedExcerpts.of(excerpts_of(self._whole.piece(article), self._words))

        return self._kept.excerpts.one(self.keys[article], make).open()

    def fetch(self, articles: Iterable[ArticleId]) -> None:
        """Read what is quoted from these, to be asked for next."""
        self._kept.excerpts.read(self.keys[article] for article in articles)
