"""A briefing's marks as W3C Web Annotations, for other software.

Each target names the briefing's plain text (`index.txt`, beside the page) by position, in Unicode code
points, and by quotation, with as much of what stands around it as tells it from all other places that read
the same. Both lead to the same characters of that file. What stands around is cut at the edges of what a
reader sees as one character. Addresses are relative to the page, which the context names once where the site
has a `base_url`. Nothing is said twice: a body that names no purpose serves the annotation's motivation, and
what has a `value` is a textual body, what has a `source` a specific resource, without saying so.
"""

from __future__ import annotations

from typing import Any

from sitegen.model.article import Check
from sitegen.model.checked import valid_check
from sitegen.model.config import ANNOTATIONS, TEXT
from sitegen.model.graphemes import grapheme_edge
from sitegen.model.site import Card, EntityId
from sitegen.model.text import Span
from sitegen.render.article.anchors import card_anchor
from sitegen.render.article.piece import DATA_TYPES, Piece
from sitegen.render.pages.jsonld import in_context
from sitegen.render.permalinks import entity_location, from_root
from sitegen.render.site.lookup import Lookup

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
REVIEW = {
    "reviewedBy": "http://schema.org/reviewedBy",
    "lastReviewed": {
        "@id": "http://schema.org/lastReviewed",
        "@type": "http://www.w3.org/2001/XMLSchema#date",
    },
}
AROUND = 2
"""Characters before and after that are tried first where the words alone stand in several places."""


def annotation_page(piece: Piece, lookup: Lookup) -> dict[str, Any]:
    """All annotations of one briefing as an `AnnotationPage`."""
    writer = _Writer(piece, lookup.config.site.base_url)
    check = valid_check(piece.resolved)
    return {
        "@context": in_context([CONTEXT, REVIEW] if check else CONTEXT, piece.location, lookup),
        "id": ANNOTATIONS,
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": f"sitegen with {lookup.config.model}"},
        **(_review(check) if check else {}),
        "items": [*writer.mentions(), *writer.quotations()],
    }


def _review(check: Check) -> dict[str, Any]:
    """Who checked the marks, in schema.org's terms: the annotation vocabulary has none."""
    person = {"type": "Person", "name": check.by}
    return {"reviewedBy": person, "lastReviewed": check.date and check.date.isoformat()}


class _Writer:
    """Writes the annotations of one briefing. All addresses are relative to its page."""

    def __init__(self, piece: Piece, base_url: str) -> None:
        self._piece = piece
        self._text = piece.resolved.plain.text
        self._base = base_url

    def mentions(self) -> list[dict[str, Any]]:
        """One annotation for each marked mention of an entity, in the order of cards.

        A mention inside another has no id of its own in the page, and none here.
        """
        own = set(self._piece.anchors.links)
        return [
            self._mention(card, resolved.mention.span, first=number == 0)
            for card in self._piece.resolved.cards
            for number, resolved in enumerate(m for m in card.mentions if m.mention in own)
        ]

    def _mention(self, card: Card, span: Span, *, first: bool) -> dict[str, Any]:
        """Of what type an entity is, its first mention says."""
        entity = self._entity(card.entity)
        kind = {"value": f"entity:{DATA_TYPES[card.type]}", "purpose": "classifying"}
        return {
            "id": self._iri(self._piece.anchors.mentions[span]),
            "type": "Annotation",
            "motivation": "identifying",
            "body": [entity, kind] if first else entity,
            "target": self._target((span,)),
        }

    def quotations(self) -> list[dict[str, Any]]:
        """One annotation for each quotation, in the order of the text."""
        return [self._quotation(index) for index in range(len(self._piece.resolved.quotations))]

    def _quotation(self, index: int) -> dict[str, Any]:
        resolved = self._piece.resolved.quotations[index]
        bodies: list[dict[str, Any]] = [{"value": f"quote:{resolved.quotation.kind}"}]
        if resolved.speaker.entity:
            source = self._entity(resolved.speaker.entity)
            bodies.append({"purpose": "linking", "source": source})
        elif resolved.speaker.name:
            bodies.append({"value": resolved.speaker.name, "purpose": "describing"})
        return {
            "id": self._iri(f"q-{self._piece.anchors.quotations[index]}"),
            "type": "Annotation",
            "motivation": "classifying",
            "body": bodies if len(bodies) > 1 else bodies[0],
            "target": self._target(resolved.quotation.content),
        }

    def _target(self, spans: tuple[Span, ...]) -> Any:
        targets = [{"source": TEXT, "selector": self._selectors(span)} for span in spans]
        return targets if len(targets) > 1 else targets[0]

    def _selectors(self, span: Span) -> list[dict[str, Any]]:
        around = distinct(self._text, span)
        quote = {
            "type": "TextQuoteSelector",
            "exact": span.of(self._text),
            "prefix": self._text[around.start : span.start],
            "suffix": self._text[span.end : around.end],
        }
        return [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {key: value for key, value in quote.items() if value},
        ]

    def _iri(self, anchor: str) -> str:
        return f"./#{anchor}"

    def _entity(self, entity: EntityId) -> str:
        if entity in self._piece.passing:
            return self._iri(card_anchor(entity))
        return from_root(self._base, self._piece.location, entity_location(entity))


def distinct(text: str, span: Span) -> Span:
    """The span with as much around it as it takes to read like no other place of the text."""
    found, width = span, AROUND
    while _recurs(text, found) and found != Span(0, len(text)):
        start = min(span.start, grapheme_edge(text, max(0, span.start - width)))
        end = max(span.end, grapheme_edge(text, min(len(text), span.end + width)))
        found, width = Span(start, end), 2 * width
    return found


def _recurs(text: str, span: Span) -> bool:
    words = span.of(text)
    return text.find(words) != span.start or text.find(words, span.start + 1) >= 0
