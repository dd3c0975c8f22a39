"""What is laid over a briefing's text: links for mentions, washes for quotations, paragraphs' numbers.

In: one article with its anchors. Out: a `BodyPlan`, which the parsed article takes up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitegen.markdown.html import BlockLabel
from sitegen.markdown.marks import Attributes, Element, Mark
from sitegen.model.annotation import EntityType, Mention
from sitegen.model.site import Card, SpeakerKind
from sitegen.model.text import Span
from sitegen.render.article.anchors import card_anchor, is_numbered
from sitegen.render.article.dates import date_key, date_numbers
from sitegen.render.article.piece import DATA_TYPES, Piece, is_doubtful
from sitegen.render.article.reasons import reason_of
from sitegen.render.theme.bidi import runs_against
from sitegen.render.theme.catalogue import Words, direction_of


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """What is to be laid over an article's text."""

    marks: tuple[Mark, ...]
    labels: tuple[tuple[int, BlockLabel], ...]
    """Index of a block, and its label."""
    table: str
    """What a table is called, with a place for its number."""

    def table_label(self, number: int) -> str:
        """What a screen reader says for a table that can be scrolled."""
        return self.table % {"number": number}


def body_plan(piece: Piece, words: Words) -> BodyPlan:
    """All marks of an article, mentions before quotations."""
    marks = (*_mention_marks(piece), *_quotation_marks(piece, words))
    return BodyPlan(marks, _labels(piece, words), words.gettext("Table %(number)s"))


def _labels(piece: Piece, words: Words) -> tuple[tuple[int, BlockLabel], ...]:
    anchors = piece.anchors
    return tuple(
        (index, BlockLabel(anchors.paragraphs[index], _number(anchors.paragraphs[index], number, words)))
        if is_numbered(block.kind)
        else (index, BlockLabel(anchors.paragraphs[index]))
        for index, (block, number) in enumerate(
            zip(piece.resolved.plain.blocks, anchors.numbers, strict=True)
        )
    )


def _number(anchor: str, number: int, words: Words) -> Element:
    label = words.gettext("Paragraph %(number)s", number=number)
    attrs = (("class", "pn"), ("href", f"#{anchor}"), ("tabindex", "-1"), ("aria-label", label))
    return Element("a", attrs, str(number))


def _mention_marks(piece: Piece) -> list[Mark]:
    """Links in text order. The first of an entity also carries the anchor that its card hangs on."""
    cards = {m.mention.span: n for n, c in enumerate(piece.resolved.cards, 1) for m in c.mentions}
    days = date_numbers(piece.resolved)
    direction = direction_of(piece.resolved.article.front_matter.language)
    started: set[int] = set()
    marks: list[Mark] = []
    for mention in piece.anchors.links:
        if mention.type is EntityType.DATE and mention.span not in cards:
            marks += _date_marks(piece, mention, days[mention.value or ""])
            continue
        number = cards[mention.span]
        card = piece.resolved.cards[number - 1]
        mark = _entity_mark(piece, mention.span, card, number, first=number not in started)
        if runs_against(mention.span.of(piece.resolved.plain.text), direction):
            mark = replace(mark, attrs=(*mark.attrs, ("dir", "auto")))  # keeps what stands behind it in place
        marks.append(mark)
        started.add(number)
    return marks


def _entity_mark(piece: Piece, span: Span, card: Card, number: int, *, first: bool) -> Mark:
    anchor = card_anchor(card.entity)
    extra: Attributes = (("aria-details", anchor),) if first else ()
    return Mark(
        spans=(span,),
        tag="a",
        attrs=(
            ("class", "ent"),
            ("data-t", DATA_TYPES[card.type]),
            ("data-e", str(number)),
            ("href", f"#{anchor}"),
        ),
        first=extra,
        id=piece.anchors.mentions[span],
    )


def _date_marks(piece: Piece, mention: Mention, number: int) -> tuple[Mark, Mark]:
    value = mention.value or ""
    link = Mark(
        spans=(mention.span,),
        tag="a",
        attrs=(
            ("class", "ent"),
            ("data-t", "date"),
            ("data-e", f"d{number}"),
            ("href", f"#{date_key(value)}"),
        ),
        id=piece.anchors.mentions[mention.span],
    )
    return link, Mark(spans=(mention.span,), tag="time", attrs=(("datetime", value),))


def _quotation_marks(piece: Piece, words: Words) -> list[Mark]:
    return [_quotation_mark(piece, index, words) for index in range(len(piece.resolved.quotations))]


def _quotation_mark(piece: Piece, index: int, words: Words) -> Mark:
    resolved = piece.resolved.quotations[index]
    number, kind = str(index + 1), str(resolved.quotation.kind)
    doubtful = is_doubtful(resolved)
    marker = Element(
        "a",
        (
            ("class", "qn is-doubt" if doubtful else "qn"),
            ("data-q", number),
            ("href", f"#qi-{piece.anchors.quotations[index]}"),
            ("aria-label", quote_label(piece, index, words)),
        ),
        f"{number}?" if doubtful else number,
    )
    return Mark(
        spans=resolved.quotation.content,
        tag="mark",
        attrs=(("class", "q"), ("data-q", number), ("data-k", kind)),
        id=f"q-{piece.anchors.quotations[index]}",
        after=marker,
    )


def quote_label(piece: Piece, index: int, words: Words) -> str:
    """What a screen reader says for a quotation's number: "Quote 5, Tomas Reyle, direct"."""
    resolved = piece.resolved.quotations[index]
    values = {
        "number": index + 1,
        "speaker": resolved.speaker.name,
        "kind": words.kind(resolved.quotation.kind),
    }
    if resolved.speaker.kind is SpeakerKind.UNKNOWN:
        return words.gettext("Quote %(number)s, speaker not known, %(kind)s", **values)
    if is_doubtful(resolved):
        values["reason"] = reason_of(resolved, piece.resolved.plain, words)
        return words.gettext("Quote %(number)s, probably %(speaker)s, %(kind)s: %(reason)s", **values)
    return words.gettext("Quote %(number)s, %(speaker)s, %(kind)s", **values)
