"""What editors corrected, beside what the machine had: for cases, for words of the lexicon, for training.

In: an article's corrections, what annotators found in it, and the article as corrected. Out: one value for
each quotation and name of which an editor said something. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sitegen.corrections.anchoring import Anchor, anchor
from sitegen.corrections.looking import SHARED, common
from sitegen.model.annotation import Annotations, EntityType, Mention, Quotation
from sitegen.model.site import ResolvedArticle, ResolvedQuotation
from sitegen.model.text import Span


def exported(resolved: ResolvedArticle, machine: Annotations) -> Iterator[dict[str, Any]]:
    """Each correction that has its words, in the order of the file. See docs/review.md."""
    said = resolved.article.corrections
    if said is None:
        return
    text = resolved.plain.text
    for quotation in said.quotations:
        found = anchor(text, quotation.at)
        if isinstance(found, Anchor):
            yield _quotation(resolved, machine, found.span)
    for mention in said.mentions:
        found = anchor(text, mention.at)
        if isinstance(found, Anchor):
            yield _mention(resolved, machine, found.span)


def _quotation(resolved: ResolvedArticle, machine: Annotations, span: Span) -> dict[str, Any]:
    text = resolved.plain.text
    before = next((q for q in machine.quotations if common(q.content, span) >= SHARED), None)
    after = next((q for q in resolved.quotations if _is_at(q.quotation.content, span)), None)
    paragraph = _paragraph(resolved, span)
    case = [paragraph, f"=> {_case(after.quotation, after, text)}" if after else "=> -"]
    case += [f"=! {_case(before, None, text)}"] if before else []
    return {
        "article": resolved.article.id,
        "what": "quotation",
        "text": paragraph,
        "machine": _said(before, text) if before else None,
        "editor": _said(after.quotation, text) | {"speaker": after.speaker.name} if after else None,
        "case": "\n".join(case),
    }


def _is_at(content: Sequence[Span], span: Span) -> bool:
    return any(part.overlaps(span) for part in content)


def _said(quotation: Quotation, text: str) -> dict[str, Any]:
    return {
        "kind": str(quotation.kind),
        "text": [span.of(text) for span in quotation.content],
        "start": [span.start for span in quotation.content],
        "cue": quotation.cue.of(text) if quotation.cue else "",
        "source": quotation.source.of(text) if quotation.source else "",
    }


def _case(quotation: Quotation, resolved: ResolvedQuotation | None, text: str) -> str:
    """As a line of `tests/cases/attribution.md`; an editor's speaker in the place of the source."""
    named = resolved.speaker.name if resolved and quotation.stated else ""
    source = named or (quotation.source.of(text) if quotation.source else "-")
    cue = quotation.cue.of(text) if quotation.cue else "-"
    return " | ".join((quotation.kind, source, cue, " … ".join(span.of(text) for span in quotation.content)))


def _mention(resolved: ResolvedArticle, machine: Annotations, span: Span) -> dict[str, Any]:
    text = resolved.plain.text
    before = next((m for m in machine.mentions if _is_name(m) and common((m.span,), span) >= SHARED), None)
    cards = ((card, m.mention) for card in resolved.cards for m in card.mentions)
    after = next(((card, m) for card, m in cards if m.span.overlaps(span)), None)
    return {
        "article": resolved.article.id,
        "what": "mention",
        "text": _paragraph(resolved, span),
        "machine": _named(before, text) if before else None,
        "editor": _named(after[1], text) | {"entity": after[0].name} if after else None,
    }


def _is_name(mention: Mention) -> bool:
    return mention.type is not EntityType.DATE


def _named(mention: Mention, text: str) -> dict[str, Any]:
    return {"type": str(mention.type), "text": mention.span.of(text), "start": mention.span.start}


def _paragraph(resolved: ResolvedArticle, span: Span) -> str:
    blocks = (block.span for block in resolved.plain.blocks if block.span.overlaps(span))
    return "\n".join(" ".join(block.of(resolved.plain.text).split()) for block in blocks)
