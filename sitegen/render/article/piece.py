"""One article, prepared for its page: anchors, permalink, and what is counted in it.

In: a `ResolvedArticle`. Out: a `Piece`. Of other articles it is known here whom none of them names, and
nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.site import (
    Card,
    Entity,
    EntityId,
    ResolvedArticle,
    ResolvedQuotation,
    Speaker,
    SpeakerKind,
)
from sitegen.render import permalinks
from sitegen.render.article.anchors import Anchors, anchors_of
from sitegen.render.article.counting import Voice, count_words, voices
from sitegen.wordfiles import read_lists

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

NOBODY: frozenset[EntityId] = frozenset()


@dataclass(frozen=True)
class Piece:
    """An article with everything that is derived from it once and read by several pages."""

    resolved: ResolvedArticle
    anchors: Anchors
    location: str
    words: int
    voices: tuple[Voice, ...]
    passing: frozenset[EntityId] = NOBODY
    """Entities that are only named in passing, here and nowhere else: they have no page of their own."""

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

    def place(self, card: Card) -> str:
        """The anchor of an entity that is named in passing; "" for one that has a page of its own."""
        return self.anchors.mentions[card.mentions[0].mention.span] if card.entity in self.passing else ""

    def text(self, start: int, end: int) -> str:
        """A stretch of the plain text as one line."""
        return " ".join(self.resolved.plain.text[start:end].split())


def piece_of(resolved: ResolvedArticle, alone: Collection[EntityId] = NOBODY) -> Piece:
    """The article with everything that is derived from it once and read by several pages.

    `alone`: entities that no other article names, of a site whose entities have pages where these are useful.
    """
    return Piece(
        resolved=resolved,
        anchors=anchors_of(resolved),
        location=permalinks.briefing_location(resolved.article),
        words=count_words(resolved.plain.text),
        voices=voices(resolved),
        passing=in_passing(resolved, alone),
    )


def in_passing(resolved: ResolvedArticle, alone: Collection[EntityId]) -> frozenset[EntityId]:
    """Of those whom it names `alone`: who is named once and says nothing, and no editor adds a word."""
    spoken = [q.speaker for q in resolved.quotations]
    heard = {entity for speaker in spoken for entity in (speaker.entity, *speaker.others)}
    return frozenset(
        card.entity
        for card in resolved.cards
        if card.entity in alone
        and card.entity not in heard
        and len(card.mentions) == 1
        and not (card.lines or card.note or card.links)
    )


def is_doubtful(quotation: ResolvedQuotation) -> bool:
    """Whether to show that the speaker is uncertain. A speaker that is not known is not doubtful."""
    return quotation.confidence < DOUBT and quotation.speaker.kind is not SpeakerKind.UNKNOWN


def short_name(speaker: Speaker, entity: Entity | None, language: str) -> str:
    """The label of a speaker where there is little room.

    A person's last name, as the article's language has it; of anything else the shortest name that is an
    acronym or has over three letters.
    """
    if entity is None or speaker.kind is not SpeakerKind.NAMED:
        return speaker.name
    if entity.type is EntityType.PERSON:
        return _last_name(entity.name, language)
    names = [name for name in (entity.name, *entity.aliases) if len(name) > 3 or name.isupper()]
    return min(names, key=len, default=entity.name)


def _last_name(name: str, language: str) -> str:
    suffixes = read_lists("words.toml", language)["suffixes"]
    parts = [part for part in name.replace(",", " ").split() if part.strip(".").lower() not in suffixes]
    return parts[-1] if parts else name
