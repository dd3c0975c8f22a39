"""schema.org for pages: what a briefing is based on, and whom it names; what it quotes, its annotations say.

A page says its own full URL where the site has a `base_url`; all others are references that a JSON-LD
processor resolves against the page.
"""

from __future__ import annotations

from typing import Any

from sitegen.codec import json_in_order
from sitegen.model.annotation import EntityType
from sitegen.model.checked import valid_check
from sitegen.model.site import Entity, EntityId
from sitegen.render.article.anchors import card_anchor
from sitegen.render.article.piece import Piece
from sitegen.render.article.words.wording import other_names
from sitegen.render.permalinks import Linker, absolute, entity_location, from_root
from sitegen.render.site.lookup import Lookup

CONTEXT = "https://schema.org"
_TYPES = {
    EntityType.PERSON: "Person",
    EntityType.ORGANISATION: "Organization",
    EntityType.PLACE: "Place",
    EntityType.EVENT: "Event",
}
_ABOUT = 2
"""Entities named in this many paragraphs are what the article is about, and not only mentioned."""


def schema_type(kind: EntityType) -> str:
    """The schema.org type of an entity."""
    return _TYPES.get(kind, "Thing")


def script_safe(value: dict[str, Any]) -> str:
    """JSON that cannot end the `<script>` around it, whatever the texts hold."""
    text = json_in_order(value).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def briefing_json_ld(piece: Piece, lookup: Lookup, published: str, source: str) -> dict[str, Any]:
    """A briefing as `NewsArticle`. Whom it is about it mentions, too: each is told under one of both."""
    site = lookup.config.site
    front = piece.resolved.article.front_matter
    here = absolute(site.base_url, piece.location)
    about: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    for number, card in enumerate(piece.resolved.cards):
        (about if _is_central(piece, card) else mentions).append(_mentioned(piece, number, lookup))
    based_on = {
        "@type": "NewsArticle",
        "url": source,
        "publisher": {"@type": "Organization", "name": front.publisher} if front.publisher else None,
        "author": {"@type": "Person", "name": front.byline} if front.byline else None,
        "datePublished": published,
        "dateModified": front.updated.isoformat() if front.updated else "",
    }
    return _present(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": here,
            "headline": front.title,
            "datePublished": published,
            "inLanguage": front.language,
            "keywords": list(front.tags),
            "wordCount": piece.words,
            "publisher": {"@type": "Organization", "name": site.author or site.title},
            "isBasedOn": _present(based_on) if source else None,
            "about": about,
            "mentions": mentions,
            "mainEntityOfPage": _review(piece, here),
        }
    )


def _review(piece: Piece, here: str) -> dict[str, Any] | None:
    """Who checked what the page says of the article; a review is a page's, not an article's."""
    check = valid_check(piece.resolved)
    if check is None or check.date is None:
        return None
    person = {"@type": "Person", "name": check.by}
    reviewed = {"reviewedBy": person, "lastReviewed": check.date.isoformat()}
    return _present({"@type": "WebPage", "url": here, **reviewed})


def _is_central(piece: Piece, card: Any) -> bool:
    return len({piece.anchors.paragraph(m.mention.span.start) for m in card.mentions}) >= _ABOUT


def _mentioned(piece: Piece, number: int, lookup: Lookup) -> dict[str, Any]:
    card = piece.resolved.cards[number]
    words = [piece.text(d.span.start, d.span.end) for d in card.descriptions[:1]]
    return _present(
        {
            "@type": schema_type(card.type),
            "@id": entity_iri(card.entity, piece, lookup),
            "name": card.name,
            "description": words[0] if words else "",
        }
    )


def entity_iri(entity: EntityId, piece: Piece, lookup: Lookup) -> str:
    """The entity itself, not the page about it: the page's address and `#it`; without a page its card."""
    place = entity_place(entity, piece.location if entity in piece.passing else "")
    return from_root(lookup.config.site.base_url, piece.location, *place)


def entity_place(entity: EntityId, briefing: str) -> tuple[str, str]:
    """Location and fragment of what is said of an entity, in this briefing if it has no page of its own."""
    return (briefing, card_anchor(entity)) if briefing else (entity_location(entity), "it")


def entity_json_ld(entity: Entity, folder: str, lookup: Lookup) -> dict[str, Any]:
    """An entity as `Person`, `Organization` …, with the briefings that name it.

    Addresses are relative to `folder`, the location of the file's folder: on a site with a `base_url` the
    context names that once, so that a line taken out of its file still says what it means.
    """
    seen, link, own = lookup.appearances.get(entity.id, ()), Linker(folder), lookup.places.get(entity.id)
    place = entity_place(entity.id, own.gist.location if own else "")
    return _present(
        {
            "@context": in_context(CONTEXT, folder, lookup),
            "@type": schema_type(entity.type),
            "@id": link.to(*place) if folder != place[0] else "./#it",
            "name": entity.name,
            "alternateName": list(other_names(entity, lookup.config.site.language)),
            "description": next((a.card.description for a in seen if a.card.description), ""),
            "sameAs": list(entity.links),
            "subjectOf": [{"@id": link.to(a.gist.location)} for a in seen],
        }
    )


def in_context(context: object, folder: str, lookup: Lookup) -> object:
    """A JSON-LD context, and the base of all that is relative, where the site has an address."""
    base = absolute(lookup.config.site.base_url, folder)
    if not base:
        return context
    return [*(context if isinstance(context, list) else [context]), {"@base": base}]


def _present(value: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {key: item for key, item in value.items() if item not in (None, "", [])}
