"""The site index, prepared for pages: anchors, permalinks, and who appears where.

In: a `SiteIndex` and the render configuration. Out: one `Lookup`, from which every view is made. Linear in
the size of the site; computed again on each build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitegen.diagnostics import SitegenError
from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.config import RenderConfig
from sitegen.model.site import (
    Card,
    Entity,
    EntityId,
    ResolvedArticle,
    ResolvedQuotation,
    SiteIndex,
    Speaker,
    SpeakerKind,
)
from sitegen.render import permalinks
from sitegen.render.anchors import Anchors, anchors_of
from sitegen.render.counting import Voice, count_words, voices
from sitegen.render.words import Words

DOUBT = 0.75
"""Attributions below this confidence are shown as uncertain, with the reason."""

DATA_TYPES = {
    EntityType.PERSON: "person",
    EntityType.ORGANISATION: "org",
    EntityType.PLACE: "place",
    EntityType.EVENT: "event",
    EntityType.DATE: "date",
    EntityType.OTHER: "other",
}
"""Values of `data-t` in pages and stylesheet."""


@dataclass(frozen=True)
class Piece:
    """An article with everything that is derived from it once and read by several pages."""

    resolved: ResolvedArticle
    anchors: Anchors
    location: str
    words: int
    voices: tuple[Voice, ...]

    @property
    def id(self) -> ArticleId:
        """The article's id."""
        return self.resolved.article.id

    @property
    def title(self) -> str:
        """The article's title."""
        return self.resolved.article.front_matter.title

    @property
    def date(self) -> date | None:
        """The day of publication."""
        published = self.resolved.article.front_matter.date
        return published.date() if published else None

    def text(self, start: int, end: int) -> str:
        """A stretch of the plain text as one line."""
        return " ".join(self.resolved.plain.text[start:end].split())


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in an article."""

    piece: Piece
    card: Card
    number: int
    """Of its card in the article."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation in an article."""

    piece: Piece
    index: int
    """Among the article's quotations."""

    @property
    def quotation(self) -> ResolvedQuotation:
        """The quotation itself."""
        return self.piece.resolved.quotations[self.index]

    @property
    def speaker(self) -> Speaker:
        """Whose it is."""
        return self.quotation.speaker

    @property
    def anchor(self) -> str:
        """The id of its mark."""
        return f"q-{self.piece.anchors.quotations[self.index]}"


@dataclass(frozen=True)
class Lookup:
    """Everything that views are made from."""

    index: SiteIndex
    config: RenderConfig
    words: Words
    pieces: tuple[Piece, ...]
    """Newest first, as in the index."""
    entities: Mapping[EntityId, Entity]
    appearances: Mapping[EntityId, tuple[Appearance, ...]]
    """In the order of `pieces`."""
    spoken: tuple[Spoken, ...]
    """All quotations, in the order of `pieces` and then of the text."""
    by_speaker: Mapping[EntityId, tuple[Spoken, ...]]


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links from one page."""

    page: str | None
    """The page's location; None for a page without a place of its own."""
    root: str = "/"

    def to(self, target: str, fragment: str = "") -> str:
        """The link to another location of the site."""
        return permalinks.relative(self.page, target, fragment, root=self.root)

    def entity(self, entity: EntityId | None) -> str:
        """The link to an entity's page; "" for none."""
        return self.to(permalinks.entity_location(entity)) if entity else ""


def lookup(index: SiteIndex, config: RenderConfig, words: Words) -> Lookup:
    """Prepare an index. Raises `SitegenError` where two articles have one permalink."""
    found = permalinks.collisions(resolved.article for resolved in index.articles)
    if found:
        raise SitegenError(*found)
    pieces = tuple(_piece(resolved) for resolved in index.articles)
    appearances: defaultdict[EntityId, list[Appearance]] = defaultdict(list)
    by_speaker: defaultdict[EntityId, list[Spoken]] = defaultdict(list)
    for piece in pieces:
        for number, card in enumerate(piece.resolved.cards, 1):
            appearances[card.entity].append(Appearance(piece, card, number))
    spoken = tuple(Spoken(p, n) for p in pieces for n in range(len(p.resolved.quotations)))
    for said in spoken:
        if said.speaker.entity:
            by_speaker[said.speaker.entity].append(said)
    return Lookup(
        index=index,
        config=config,
        words=words,
        pieces=pieces,
        entities={entity.id: entity for entity in index.entities},
        appearances={key: tuple(value) for key, value in appearances.items()},
        spoken=spoken,
        by_speaker={key: tuple(value) for key, value in by_speaker.items()},
    )


def _piece(resolved: ResolvedArticle) -> Piece:
    return Piece(
        resolved=resolved,
        anchors=anchors_of(resolved),
        location=permalinks.briefing_location(resolved.article),
        words=count_words(resolved.plain.text),
        voices=voices(resolved),
    )


def is_doubtful(quotation: ResolvedQuotation) -> bool:
    """Whether to show that the speaker is uncertain. A speaker that is not known is not doubtful."""
    return quotation.confidence < DOUBT and quotation.speaker.kind is not SpeakerKind.UNKNOWN


def short_name(speaker: Speaker, entity: Entity | None) -> str:
    """The label of a speaker where there is little room.

    A person's last name; of anything else the shortest name that is an acronym or has over three letters.
    """
    if entity is None or speaker.kind is not SpeakerKind.NAMED:
        return speaker.name
    if entity.type is EntityType.PERSON:
        return _last_name(entity.name)
    names = [name for name in (entity.name, *entity.aliases) if len(name) > 3 or name.isupper()]
    return min(names, key=len, default=entity.name)


_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def _last_name(name: str) -> str:
    parts = [part for part in name.replace(",", " ").split() if part.strip(".").lower() not in _SUFFIXES]
    return parts[-1] if parts else name
