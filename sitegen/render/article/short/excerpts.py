"""What other pages quote from one article: mentions in context, wordings, quotations.

In: a `Piece` and the site's words. Out: `Excerpts`, a value that can be kept: an entity's page is made
from the excerpts of the articles that name it, not from their texts. Links are not in it, since they differ
from page to page; the ids that they lead to are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.model.annotation import QuotationKind
from sitegen.model.site import Card, EntityId, SpeakerKind
from sitegen.render.article.anchors import quotation_text
from sitegen.render.article.piece import Piece, is_doubtful
from sitegen.render.article.reasons import reason_of
from sitegen.render.article.words.links_out import text_fragment
from sitegen.render.article.words.quoted import direct_text
from sitegen.render.article.words.snippets import context
from sitegen.render.article.words.wording import stands_alone
from sitegen.render.theme.catalogue import Words

CONTEXT_WIDTH = 52


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention with the words around it."""

    before: str
    name: str
    punctuation: str
    after: str
    anchor: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Described:
    """A wording for an entity."""

    text: str
    anchor: str
    """Of the mention that it belongs to."""
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as it is seen from other pages and in exports."""

    anchor: str
    speaker: str
    """Name or wording; "" if unknown."""
    entity: EntityId | None
    known: bool
    description: str
    kind: str
    text: str
    """As a page shows it alone."""
    whole: str
    """All that was said, marks included, on one line."""
    cue: str
    first: int
    last: int
    paragraphs: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    """Unicode code points of the article's plain text."""
    confidence: float
    doubtful: bool
    reason: str
    """Why it is whose it is; "" where that is not doubtful, and nobody asks."""
    source_url: str
    """The place in the source article; "" without one."""


@dataclass(frozen=True, slots=True)
class Excerpts:
    """Of one article."""

    mentions: Sequence[tuple[Mentioned, ...]]
    """For each card, in text order."""
    described: Sequence[tuple[Described, ...]]
    """For each card, the fullest first."""
    quotations: Sequence[Quoted]


Form = Literal["csv", "json"]
"""In which programs read the quote index."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The quotations of one article as they stand in the site's quote index: ready to be put together."""

    csv: bytes
    """Lines, each with its end; empty for an article without quotations."""
    json: bytes
    """One object, that of the article; empty likewise."""

    def in_form(self, form: Form) -> bytes:
        """One of both."""
        return self.csv if form == "csv" else self.json


def excerpts_of(piece: Piece, words: Words) -> Excerpts:
    """All that other pages may quote."""
    cards = piece.resolved.cards
    return Excerpts(
        mentions=tuple(tuple(_mentions(piece, card)) for card in cards),
        described=tuple(tuple(_described(piece, card)) for card in cards),
        quotations=tuple(quoted(piece, number, words) for number in range(len(piece.resolved.quotations))),
    )


def _mentions(piece: Piece, card: Card) -> Iterator[Mentioned]:
    plain = piece.resolved.plain
    for resolved in card.mentions:
        span = resolved.mention.span
        around = context(plain, span, plain.blocks[piece.anchors.block(span.start)], CONTEXT_WIDTH)
        yield Mentioned(
            before=around.before,
            name=around.text,
            punctuation=around.punctuation,
            after=around.after,
            anchor=piece.anchors.mentions[span],
            paragraph=piece.anchors.paragraph(span.start),
        )


def _described(piece: Piece, card: Card) -> Iterator[Described]:
    owners = {d.span: m.mention.span for m in reversed(card.mentions) for d in m.mention.descriptions}
    for description in card.descriptions:
        text = piece.text(description.span.start, description.span.end)
        owner = owners.get(description.span, card.mentions[0].mention.span)
        yield Described(text, piece.anchors.mentions[owner], piece.anchors.paragraph(owner.start))


def quoted(piece: Piece, number: int, words: Words) -> Quoted:
    """One quotation."""
    resolved, plain = piece.resolved.quotations[number], piece.resolved.plain
    quotation, speaker = resolved.quotation, resolved.speaker
    known = speaker.kind is not SpeakerKind.UNKNOWN
    first, last = piece.anchors.paragraphs_of(resolved)
    doubtful = is_doubtful(resolved)
    whole = " ".join(quotation_text(resolved, plain).split())
    is_direct = quotation.kind is QuotationKind.DIRECT
    return Quoted(
        anchor=f"q-{piece.anchors.quotations[number]}",
        speaker=speaker.name if known else "",
        entity=speaker.entity,
        known=known,
        description=_description(piece, speaker.entity),
        kind=str(quotation.kind),
        text=direct_text([span.of(plain.text) for span in quotation.content]) if is_direct else whole,
        whole=whole,
        cue=piece.text(quotation.cue.start, quotation.cue.end) if quotation.cue else "",
        first=first,
        last=last,
        paragraphs=tuple(sorted({piece.anchors.paragraph(span.start) for span in quotation.content})),
        spans=tuple((span.start, span.end) for span in quotation.content),
        confidence=round(resolved.confidence, 2),
        doubtful=doubtful,
        reason=reason_of(resolved, plain, words) if doubtful else "",
        source_url=text_fragment(
            piece.resolved.article.front_matter.source_url, quotation.content[0].of(plain.text)
        ),
    )


def _description(piece: Piece, speaker: EntityId | None) -> str:
    """What the article that quotes a speaker calls them, in words that say something outside it."""
    cards = (card for card in piece.resolved.cards if card.entity == speaker)
    words = (piece.text(d.span.start, d.span.end) for card in cards for d in card.descriptions)
    language = piece.resolved.article.front_matter.language
    return next((said for said in words if stands_alone(said, language)), "") if speaker else ""
