"""Whole articles: resolved and made ready for their pages when somebody asks, each with a key.

In: what the articles say, and the entities of the site. Out: a `Piece`, or the digest of all that it is made
from.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from functools import cached_property, partial

from sitegen.building.articles.reading import Reading
from sitegen.building.kept.cache import digest
from sitegen.building.kept.memory import Names
from sitegen.codec import as_json
from sitegen.faults import Stage, blaming
from sitegen.model.article import ArticleId
from sitegen.model.config import PublishFrom
from sitegen.model.site import Entity, EntityId
from sitegen.render.article.piece import NOBODY, Piece, piece_of
from sitegen.resolve.index import Merged, pinned, resolve_article

PIECES = 4
"""Whole articles that are held at once: the files of one are made one after the other."""


class Whole:
    """The articles of one build, whole."""

    def __init__(
        self, reading: Reading, merged: Merged, bars: PublishFrom, alone: Collection[EntityId] = NOBODY
    ) -> None:
        """`alone`: entities that one article alone names; nobody before it is known who has a page."""
        self._reading, self._merged, self._bars, self._alone = reading, merged, bars, alone
        self._pieces: OrderedDict[ArticleId, Piece] = OrderedDict()

    @cached_property
    def entities(self) -> Mapping[EntityId, Entity]:
        """Of the site."""
        return {entity.id: entity for entity in self._merged.entities}

    def piece(self, article: ArticleId) -> Piece:
        """The article with its entities and speakers. Raises `FaultError` where something of ours fails."""
        if article not in self._pieces:
            reading, homes = self._reading, self._merged.homes[article]
            with blaming(Stage.RESOLVE, "finding who speaks", article):
                linked = reading.linked(reading.by_id[article])
                resolved = resolve_article(linked, homes, self.entities, reading.rules, self._bars)
            with blaming(Stage.RENDER, "preparing the article for its page", article):
                self._pieces[article] = piece_of(resolved, self._alone)
            while len(self._pieces) > PIECES:
                self._pieces.popitem(last=False)
        return self._pieces[article]

    def keys(self, look: str, known: Names[str]) -> Mapping[ArticleId, str]:
        """A digest of all that each is made from. `look`: of what else decides how excerpts read.

        `known`: those of former builds in this process.
        """
        make, read = partial(self._key, look, {}), self._reading.read
        return {
            a.id: known.of(a.id, (a, read(a.id), self._merged, look), make) for a in self._reading.articles
        }

    def _key(self, look: str, entities: dict[EntityId, str], name: ArticleId) -> str:
        """`entities`: digests of those that were met already."""
        article, homes = self._reading.by_id[name], self._merged.homes[name]
        own = as_json(
            (
                article.front_matter,
                article.body_line,
                article.location,
                article.former,
                homes,
                tuple(home.entity in self._alone for home in homes),
                self._bars,
            )
        )
        for home in homes:
            if home.entity not in entities:
                entity = self.entities[home.entity]
                entities[home.entity] = digest(as_json((entity, pinned(entity, self._reading.rules))))
        return digest("article", look, self._reading.said(name), own, *(entities[h.entity] for h in homes))
