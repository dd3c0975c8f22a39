"""The articles of one build, and what is known of each: as far as somebody asks.

In: what the articles say, the site's entities, and what former builds kept. Out: a gist of every article, and
as a `render.site.lookup.Shelf` the rest of an article for the pages that need it. Whatever is found is kept
under a digest of all that it was made from; an article that has not changed is not even decoded unless one of
its pages must be made again. How that is done stands in `building.articles.known`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from sitegen.building.articles.known.checking import Checks, unused_descriptions
from sitegen.building.articles.known.listed import Lists
from sitegen.building.articles.known.preparing import Own, Preparing
from sitegen.building.articles.known.shorts import Shorts
from sitegen.building.articles.known.whole import Whole
from sitegen.building.articles.reading import Reading
from sitegen.building.kept.cache import digest
from sitegen.building.kept.knowledge import Kept
from sitegen.building.output.workshop import Workshop
from sitegen.diagnostics import Diagnostic
from sitegen.faults import Fault
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.config import USEFUL, PublishFrom
from sitegen.model.review import Doubt
from sitegen.model.site import Entity, EntityId, ResolvedArticle, SiteIndex
from sitegen.model.text import PlainText
from sitegen.render.article.piece import NOBODY, Piece
from sitegen.render.article.short.excerpts import Excerpts, Form, Rows
from sitegen.render.article.short.gist import Gist
from sitegen.render.article.short.shown import Shown
from sitegen.render.site.record import SearchRecord
from sitegen.render.site.useful import only_once
from sitegen.render.theme.catalogue import Words
from sitegen.resolve.index import Merged, newest_first


class Library:
    """The articles of one build."""

    def __init__(self, reading: Reading, merged: Merged, kept: Kept, bars: PublishFrom) -> None:
        """`reading`: all of them were read. `merged`: whom they name."""
        self.articles, self.bodies, self.merged = reading.articles, reading.bodies, merged
        self._reading, self._kept, self._bars = reading, kept, bars
        self._whole = Whole(reading, merged, bars)
        self._keys: Mapping[ArticleId, str] = {}
        self._compared: Shorts | None = None

    @property
    def annotated(self) -> int:
        """Articles that were annotated in this build."""
        return self._reading.annotated

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What of ours failed, in any article."""
        return tuple(self._reading.faults())

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """What annotating, corrections and resolving could not decide, or do."""
        return (*self._reading.diagnostics(self.merged), *self.merged.diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same, with what can be said of finished articles; to be asked for after the gists."""
        gists = list(self.known_gists.values())
        unused = unused_descriptions(self._reading.rules.curation.entries, gists)
        return (*self.told, *self._checks.faults(), *self._checks.briefs(), *unused)

    @property
    def _checks(self) -> Checks:
        return Checks(self.articles, self._whole, self._keys, self._kept.checks)

    def unapproved(self) -> list[Article]:
        """Articles that no editor has checked as they are."""
        return self._checks.unapproved()

    def piece(self, article: ArticleId) -> Piece:
        """The whole article."""
        return self._whole.piece(article)

    def annotated_now(self, article: ArticleId) -> tuple[PlainText, Annotations]:
        """Its text, and what annotators find in it, whatever an editor corrected."""
        entry = self._reading.found(self._reading.by_id[article])
        return entry.plain, entry.annotations

    def index(self) -> SiteIndex:
        """The site with every article resolved."""
        ordered = sorted(self.articles, key=newest_first)
        articles = tuple(self.piece(article.id).resolved for article in ordered)
        return SiteIndex(articles, self.merged.entities, self.merged.redirects, self.merged.diagnostics)

    def compare(self, look: str, words: Words, pages: str) -> None:
        """See of which articles nothing is known. `look`: digest of what else decides how excerpts read.

        `pages`: which entities have one, as the configuration has it; `look` changes with it.
        """
        named = ((home.entity for home in homes) for homes in self.merged.homes.values())
        alone = only_once(named, self.merged.entities) if pages == USEFUL else NOBODY
        self._whole = Whole(self._reading, self.merged, self._bars, alone)
        self._keys = self._whole.keys(look, self._kept.keys)
        self._compared = Shorts(self._whole, self._keys, self._kept, words)

    @property
    def _shorts(self) -> Shorts:
        if self._compared is None:
            raise RuntimeError("articles in short before it is known how they read")
        return self._compared

    def preparing(self, own: Own, workshop: Workshop) -> Preparing:
        """Who prepares those of which nothing is known, once that is known."""
        return Preparing(self.articles, self._shorts, self._kept, own, workshop, self._reading.new)

    @property
    def known_gists(self) -> Mapping[ArticleId, Gist]:
        """The articles in short that are prepared already."""
        known = self._compared.known if self._compared else {}
        return {name: short.gist for name, short in known.items()}

    def doubts(
        self, some: Sequence[ArticleId], maker: str, make: Callable[[ResolvedArticle], tuple[Doubt, ...]]
    ) -> Mapping[ArticleId, tuple[Doubt, ...]]:
        """What is in doubt in those of these that are in this build. `maker`: digest of who says so."""

        def made(article: ArticleId) -> tuple[Doubt, ...]:
            return make(self.piece(article).resolved)

        keys = {a: digest("doubts", maker, self._keys[a]) for a in some if a in self._keys}
        return {a: self._kept.doubts.one(key, partial(made, a)) for a, key in keys.items()}

    def gists(self) -> list[Gist]:
        """Every article in short, newest first; once all are prepared."""
        ordered = sorted(self.articles, key=newest_first)
        return [self._shorts.known[article.id].gist for article in ordered]

    def whole(self, article: ArticleId) -> bytes:
        """Changes whenever the piece, the gist, the excerpts or an entity that the article names may."""
        return bytes.fromhex(self._keys[article])

    def shown(self, article: ArticleId) -> Shown:
        """Digests of what other pages show of it: each changes only when that does."""
        return self._shorts.known[article].shown

    def excerpts(self, article: ArticleId) -> Excerpts:
        """What other pages quote from it."""
        return self._shorts.excerpts(article)

    def fetch(self, articles: Iterable[ArticleId]) -> None:
        """Read what is kept of them, to be asked for next."""
        self._shorts.fetch(articles)

    def rows(
        self, form: Form, articles: Iterable[ArticleId], make: Callable[[ArticleId], Rows]
    ) -> Iterator[bytes]:
        """Their parts of the site's quote index in one form."""
        return Lists(self._keys, self._kept).rows(form, articles, make)

    def records(
        self, articles: Iterable[ArticleId], make: Callable[[ArticleId], tuple[SearchRecord, ...]]
    ) -> Iterator[tuple[SearchRecord, ...]]:
        """What a search can find of them."""
        return Lists(self._keys, self._kept).records(articles, make)

    @property
    def redirects(self) -> tuple[tuple[EntityId, EntityId], ...]:
        """Ids that entities had, and those that they have."""
        return self.merged.redirects

    @property
    def entities(self) -> Iterable[Entity]:
        """By id."""
        return self.merged.entities
