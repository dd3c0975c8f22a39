"""One article as the desk shows it: its text, what is marked in it and why, and what is doubtful.

In: a resolved article, what is known of it, and what the build said. Out: plain values for JSON. Places count
code points of the plain text; blocks carry the ids that they have on the page. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sitegen.building.articles.correcting import beside
from sitegen.desk.reach import Reach
from sitegen.diagnostics import Diagnostic
from sitegen.model.annotation import EDITOR, Mention
from sitegen.model.article import Article
from sitegen.model.checked import valid_check
from sitegen.model.review import Doubt, DoubtKind
from sitegen.model.site import Card, Entity, EntityId, ResolvedArticle, ResolvedQuotation, SpeakerKind
from sitegen.model.text import Span
from sitegen.render.article.piece import Piece
from sitegen.render.article.reasons import reason_text
from sitegen.render.theme.catalogue import Words

MOST_NAMES = 8
"""Names offered for what is typed."""
NOWHERE: Mapping[EntityId, Reach] = MappingProxyType({})


def text_digest(resolved: ResolvedArticle) -> str:
    """Tells versions of the text apart: places mean nothing in another."""
    return hashlib.sha256(resolved.plain.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_view(
    piece: Piece, words: Words, doubts: Sequence[Doubt] = (), reach: Mapping[EntityId, Reach] = NOWHERE
) -> dict[str, Any]:
    """The article with its marks. `reach`: of its cards on the whole site."""
    resolved = piece.resolved
    plain, anchors = resolved.plain, piece.anchors
    return {
        "id": piece.id,
        "title": piece.title,
        "text": plain.text,
        "digest": text_digest(resolved),
        "blocks": [
            {"id": anchors.paragraphs[n], "at": _at(block.span), "number": anchors.numbers[n]}
            for n, block in enumerate(plain.blocks)
        ],
        "quotations": [_quotation(q, words) for q in resolved.quotations],
        "suggestions": [_quotation(q, words) for q in resolved.suggestions],
        "cards": [
            _card(card, n, resolved, reach.get(card.entity, Reach()))
            for n, card in enumerate(resolved.cards, 1)
        ],
        "doubts": [_doubt(doubt) for doubt in doubts],
        "dates": [_date(date) for date in resolved.dates],
        "unnamed": _unnamed(resolved),
        "state": _state(resolved),
    }


def _at(span: Span) -> list[int]:
    return [span.start, span.end]


def _quotation(found: ResolvedQuotation, words: Words) -> dict[str, Any]:
    quotation, speaker = found.quotation, found.speaker
    return {
        "at": [_at(span) for span in quotation.content],
        "kind": quotation.kind,
        "source": _at(quotation.source) if quotation.source else None,
        "speaker": {"kind": speaker.kind, "name": speaker.name, "entity": speaker.entity},
        "others": list(speaker.others),
        "confidence": round(found.confidence, 2),
        "reason": reason_text(found.reason, words),
        "stated": quotation.stated is not None,
        "beside": asdict(told) if (told := quotation.stated and quotation.stated.beside) else None,
        "edited": quotation.stated is not None or quotation.annotator == EDITOR,
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind,
        "type": "mention" if doubt.entity else "quotation",
        "suggested": doubt.kind is DoubtKind.SUGGESTED,
        "at": [_at(span) for span in doubt.at],
        "confidence": round(doubt.confidence, 2),
        "others": list(doubt.others),
    }


def _card(card: Card, number: int, resolved: ResolvedArticle, reach: Reach) -> dict[str, Any]:
    speaks = [q for q in resolved.quotations if card.entity in {q.speaker.entity, *q.speaker.others}]
    return {
        "number": number,
        "id": card.entity,
        "name": card.name,
        "type": card.type,
        "mentions": [
            {"at": _at(m.mention.span), "edited": m.mention.annotator == EDITOR, "reason": m.reason}
            for m in card.mentions
        ],
        "quotations": len(speaks),
        "site": asdict(reach),
        "descriptions": [
            {"at": _at(d.span), "text": d.span.of(resolved.plain.text), "first": bool(d.turn and not number)}
            for number, d in enumerate(card.descriptions)
        ],
        "lines": [line.text for line in card.lines],
        "note": card.note,
    }


def _date(date: Mention) -> dict[str, Any]:
    return {"at": _at(date.span), "value": date.value or "", "edited": date.annotator == EDITOR}


def _unnamed(resolved: ResolvedArticle) -> list[str]:
    """Sources without a name that speak in this article."""
    every = (*resolved.quotations, *resolved.suggestions)
    names = (q.speaker.name for q in every if q.speaker.kind is SpeakerKind.UNNAMED)
    return [name for name in dict.fromkeys(names) if name]


def _state(resolved: ResolvedArticle) -> dict[str, Any]:
    front = resolved.article.front_matter
    check, said = valid_check(resolved), front.checked
    return {
        "draft": front.draft,
        "approved": {"by": check.by, "on": str(check.date)} if check else None,
        "stale": bool(said and not check),
    }


def is_ahead(article: Article, now: datetime) -> bool:
    """Whether a build would not publish it yet, because of its date."""
    date = article.front_matter.shown_from or article.front_matter.date
    return date is not None and (date if date.tzinfo else date.replace(tzinfo=UTC)) > now


def told_of(article: Article, diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """What the build said of the article and its corrections."""
    files = {article.path, beside(article.path)}
    found = (d for d in diagnostics if d.location and d.location.path in files)
    return [
        {
            "code": d.code,
            "severity": d.severity,
            "message": d.message,
            "hint": d.hint or "",
            "line": d.location.line if d.location else None,
            "file": d.location.path.name if d.location else "",
        }
        for d in found
    ]


def named(entities: Iterable[Entity], typed: str) -> list[dict[str, str]]:
    """Entities of the site whose name or alias has these letters, those that begin with them first."""
    wanted = typed.casefold().strip()
    if not wanted:
        return []
    ranked = sorted(_ranked(entities, wanted), key=lambda pair: (pair[0], pair[1].name, pair[1].id))
    return [{"id": entity.id, "name": entity.name, "type": entity.type} for _, entity in ranked[:MOST_NAMES]]


def _ranked(entities: Iterable[Entity], wanted: str) -> Iterator[tuple[int, Entity]]:
    for entity in entities:
        names = [name.casefold() for name in (entity.name, *entity.aliases)]
        ranks = [0 if n.startswith(wanted) else 1 if f" {wanted}" in n else 2 for n in names if wanted in n]
        if ranks:
            yield min(ranks), entity
