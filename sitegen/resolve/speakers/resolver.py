"""The quotations of one article to their speakers.

In: the article as annotated and its cards. Out: one resolved quotation for each quotation, in order.
"""

from __future__ import annotations

from sitegen.model.site import AnnotatedArticle, Card, ResolvedQuotation, Speaker, SpeakerKind


def resolve_quotations(article: AnnotatedArticle, cards: tuple[Card, ...]) -> tuple[ResolvedQuotation, ...]:
    """Each quotation of `article` with its speaker."""
    text = article.plain.text
    named = {m.mention.span: card for card in cards for m in card.mentions}
    resolved = []
    for quotation in article.annotations.quotations:
        card = named.get(quotation.source) if quotation.source else None
        if card is not None:
            speaker = Speaker(SpeakerKind.NAMED, card.name, card.entity)
        elif quotation.source is not None:
            speaker = Speaker(SpeakerKind.UNNAMED, quotation.source.of(text))
        else:
            speaker = Speaker(SpeakerKind.UNKNOWN, "")
        resolved.append(ResolvedQuotation(quotation, speaker, quotation.confidence, quotation.reason))
    return tuple(resolved)
