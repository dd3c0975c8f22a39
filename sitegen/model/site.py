"""What is known once all articles are: entities, who said what, and the files of the site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NewType

from sitegen.diagnostics import Diagnostic
from sitegen.model.annotation import Annotations, Description, EditorLine, EntityType, Mention, Quotation
from sitegen.model.article import Article, ArticleId
from sitegen.model.reason import Reasons
from sitegen.model.text import PlainText, Span

EntityId = NewType("EntityId", str)
"""Made from the name alone: `ines-halloran`. A clash is told apart by a descriptor, never by position."""
LONGEST_ID = 100
"""Characters of an id: file systems allow 255 bytes for a part of an address."""


def short_id(text: str) -> str:
    """The same, or its beginning and a digest of it where it is too long to be part of an address."""
    if len(text) <= LONGEST_ID:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{text[: LONGEST_ID - len(digest) - 1].rstrip('-')}-{digest}"


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its text and what was found in it: all that resolution reads."""

    article: Article
    plain: PlainText
    annotations: Annotations


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions are about: one page of the site."""

    id: EntityId
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    """Other forms found in the texts or given by an editor, without the name itself."""
    links: tuple[str, ...] = ()
    """URLs given by an editor (Wikidata, a home page)."""
    note: str = ""
    """An editor's Markdown, from the curation file."""
    curated: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention and the entity that it names, with the reason in words."""

    mention: Mention
    entity: EntityId
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """One entity in one article."""

    entity: EntityId
    type: EntityType
    name: str
    """The name that an editor gives the entity, else the fullest that this article uses."""
    mentions: tuple[ResolvedMention, ...]
    """In text order; at least one."""
    descriptions: tuple[Description, ...]
    """The article's own words, the fullest first, none twice."""
    called: Span | None = None
    """What the article calls a body later on, in common nouns, where that is certain: "the terror group"."""
    lines: tuple[EditorLine, ...] = ()
    """An editor's words on the entity in this article."""
    note: str = ""
    """An editor's Markdown on the entity, whatever the article."""
    links: tuple[str, ...] = ()
    """URLs that an editor gives the entity."""


class SpeakerKind(StrEnum):
    """What is known about who speaks."""

    NAMED = "named"
    UNNAMED = "unnamed"
    """"A senior official": stays unnamed; two of them are not merged."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a quotation is from. Quotations with equal speakers are from the same one."""

    kind: SpeakerKind
    name: str
    """The entity's name; for an unnamed source its fullest wording in the article; "" if unknown."""
    entity: EntityId | None = None
    """None also for a name that no card holds."""
    others: tuple[EntityId, ...] = ()
    """Who else speaks, where two or more are named together; `name` then names them all."""
    number: int = 1
    """Tells apart unnamed sources of one article that share their wording: a second "resident" has 2.
    Unnamed sources of different articles are never the same."""


@dataclass(frozen=True, slots=True)
class ResolvedQuotation:
    """A quotation with its speaker."""

    quotation: Quotation
    speaker: Speaker
    confidence: float
    """0 to 1, attribution and resolution together."""
    reason: Reasons
    """How it was attributed, and how its source was resolved."""


@dataclass(frozen=True, slots=True)
class ResolvedArticle:
    """One article, everything resolved. What a briefing page is made from."""

    article: Article
    plain: PlainText
    cards: tuple[Card, ...]
    """In order of first mention; dates are not among them."""
    dates: tuple[Mention, ...]
    quotations: tuple[ResolvedQuotation, ...]
    """Those that pages show, in text order."""
    suggestions: tuple[ResolvedQuotation, ...] = ()
    """Those that are not sure enough to be shown: for an editor to take or to drop."""


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The whole site.

    All tuples are sorted (articles newest first, entities by id): no input order shows in it.
    """

    articles: tuple[ResolvedArticle, ...]
    entities: tuple[Entity, ...]
    redirects: tuple[tuple[EntityId, EntityId], ...] = ()
    """Former id to present id."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path below the output folder and its bytes."""

    path: PurePosixPath
    content: bytes = field(repr=False)


__all__ = [
    "AnnotatedArticle", "ArticleId", "Card", "Entity", "EntityId", "Output",
    "ResolvedArticle", "ResolvedMention", "ResolvedQuotation", "SiteIndex", "Speaker", "SpeakerKind",
]  # fmt: skip
