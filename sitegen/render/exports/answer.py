"""The answer of `sitegen annotate`: one JSON object for each article; a public interface, docs/annotate.md.

Offsets are Unicode code points into `text`, ends exclusive.
"""

from __future__ import annotations

from typing import Any

from sitegen.model.annotation import EntityType
from sitegen.model.site import Card, ResolvedArticle, ResolvedQuotation
from sitegen.model.text import PlainText, Span
from sitegen.render.article.reasons import reason_of
from sitegen.render.theme.catalogue import words_for

ENGLISH = words_for("en", ())
"""Of reasons: the answer is for programs and does not follow a site's language."""


def answer(resolved: ResolvedArticle, file: str, model: str, *, suggestions: bool = False) -> dict[str, Any]:
    """What was found in one article, as values that `json` can write; with suggestions, if asked."""
    quotes = [_quote(q, n, resolved.plain) for n, q in enumerate(resolved.quotations, 1)]
    if suggestions:
        quotes = [{**quote, "published": True} for quote in quotes]
        following = enumerate(resolved.suggestions, len(quotes) + 1)
        quotes += [{**_quote(q, n, resolved.plain), "published": False} for n, q in following]
        quotes.sort(key=lambda quote: quote["spans"][0]["start"])
    return {
        "file": file,
        "text": resolved.plain.text,
        "language": resolved.article.front_matter.language,
        "model": model,
        "entities": [
            _entity(card, resolved.plain) for card in resolved.cards if card.type is not EntityType.DATE
        ],
        "quotes": quotes,
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _entity(card: Card, plain: PlainText) -> dict[str, Any]:
    return {
        "id": card.entity,
        "name": card.name,
        "type": str(card.type),
        "mentions": [_span(m.mention.span) for m in card.mentions],
        "descriptors": [
            {"text": d.span.of(plain.text), "start": d.span.start, "end": d.span.end}
            for d in card.descriptions
        ],
    }


def _quote(resolved: ResolvedQuotation, number: int, plain: PlainText) -> dict[str, Any]:
    quotation = resolved.quotation
    return {
        "id": f"q{number}",
        "kind": str(quotation.kind),
        "spans": [_span(span) for span in quotation.content],
        "cue": _span(quotation.cue),
        "source": _span(quotation.source),
        "speaker": resolved.speaker.name or None,
        "entity": resolved.speaker.entity,
        "confidence": round(resolved.confidence, 3),
        "reason": reason_of(resolved, plain, ENGLISH),
    }
