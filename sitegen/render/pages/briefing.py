"""The view of a briefing: one article with everything that its page shows beside the text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sitegen.markdown.html import render_note
from sitegen.model.annotation import EntityType, QuotationKind
from sitegen.model.checked import valid_check
from sitegen.model.site import Card, Speaker, SpeakerKind
from sitegen.model.text import Span
from sitegen.render import permalinks
from sitegen.render.article.anchors import anchor_ids, card_anchor
from sitegen.render.article.called import called_later
from sitegen.render.article.counting import reading_minutes, shares
from sitegen.render.article.dates import DatedMentions, date_key, date_label, date_rows
from sitegen.render.article.piece import DATA_TYPES, Piece, is_doubtful, short_name
from sitegen.render.article.reasons import reason_of
from sitegen.render.article.short.gist import POINTER, Gist
from sitegen.render.article.short.log import LogEntry, log_text
from sitegen.render.article.words.links_out import site_name, text_fragment, web_url
from sitegen.render.article.words.quoted import direct_text, said_text, told_by
from sitegen.render.article.words.snippets import clause, parted
from sitegen.render.pages.head import briefing_head
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.site.offered import alternates, of_briefing
from sitegen.render.theme.catalogue import Words, direction_of
from sitegen.render.views.briefing import (
    AddedLine,
    BriefingView,
    BriefSlot,
    CardQuote,
    CardView,
    CheckView,
    DateRow,
    LayerView,
    PlaceView,
    QuoteView,
    SpeakerView,
    VoiceView,
)
from sitegen.render.views.common import CorrectionView, Link

CLAUSE_WIDTH = 60
MOST_DESCRIPTIONS = 2
LINE = 58
"""Characters of a quotation beside the article: two lines there."""


def briefing_view(piece: Piece, gist: Gist, lookup: Lookup) -> BriefingView:
    """Everything on a briefing's page but its text."""
    article = piece.resolved.article
    front = article.front_matter
    link = Linker(piece.location)
    downloads = alternates(piece.location, of_briefing(gist, lookup), link)
    voices, widest = _strip(piece, lookup)
    return BriefingView(
        head=briefing_head(piece, gist, lookup, downloads),
        title=front.title,
        language=front.language,
        direction=direction_of(front.language),
        topics=tuple(Link(tag, link.to(permalinks.topic_location(tag))) for tag in front.tags),
        date=piece.date,
        publisher=front.publisher,
        byline=front.byline,
        source_url=web_url(front.source_url),
        words=piece.words,
        minutes=reading_minutes(piece.words),
        summary=front.summary,
        brief=_brief(piece),
        quoted_words=sum(voice.words for voice in piece.voices),
        voices=voices,
        widest=widest,
        quote_count=len(piece.resolved.quotations),
        entity_count=len(piece.resolved.cards),
        layers=_layers(piece),
        dates=_dates(piece, lookup),
        speakers=_speakers(piece, link, lookup.words),
        cards=tuple(_card(piece, card, number, link) for number, card in enumerate(piece.resolved.cards, 1)),
        downloads=downloads,
        checked=_checked(piece),
        corrections=correction_rows(gist.log, lookup),
        params=json.loads(front.params) if front.params else {},
    )


def correction_rows(log: Sequence[LogEntry], lookup: Lookup) -> tuple[CorrectionView, ...]:
    """What readers are told of corrections."""
    told = log if lookup.config.corrections else ()
    return tuple(CorrectionView(entry.day, log_text(entry, lookup.words), entry.why) for entry in told)


def _checked(piece: Piece) -> CheckView | None:
    check = valid_check(piece.resolved)
    return CheckView(check.by, check.date) if check and check.date else None


def _brief(piece: Piece) -> tuple[BriefSlot, ...]:
    brief = piece.resolved.article.front_matter.brief
    slots = (("news", brief.news), ("dispute", brief.dispute), ("next", brief.next))
    return tuple(_slot(key, text.strip(), piece) for key, text in slots if text.strip())


def _slot(key: str, text: str, piece: Piece) -> BriefSlot:
    """A slot may end in `¶6`: the paragraph that it is about."""
    pointer = POINTER.search(text)
    if pointer and int(pointer[1]) in piece.anchors.numbers:
        number = int(pointer[1])
        block = _block_numbered(piece, number)
        place = PlaceView(number, f"#{piece.anchors.paragraphs[block]}")
        return BriefSlot(key, text[: pointer.start()], place)
    return BriefSlot(key, text, None)


def _block_numbered(piece: Piece, number: int) -> int:
    """The block that shows this paragraph number: the first to have it, but for headings above it."""
    numbers = piece.anchors.numbers
    later = [n for n, value in enumerate(numbers) if value == number]
    kinds = [piece.resolved.plain.blocks[n].level == 0 for n in later]
    return later[kinds.index(True)] if True in kinds else later[0]


def _strip(piece: Piece, lookup: Lookup) -> tuple[tuple[VoiceView, ...], int]:
    """The strip's segments, and the words of the largest; two of one short name have their whole names."""
    largest, others = shares(piece.voices)
    ids = speaker_ids(piece)
    numbers = {card.entity: number for number, card in enumerate(piece.resolved.cards, 1)}
    labels = [_short(voice.speaker, piece, lookup) for voice in largest]
    views = [
        VoiceView(
            name=label if labels.count(label) == 1 else voice.speaker.name,
            url=f"#{ids[voice.speaker]}",
            words=voice.words,
            card=numbers.get(voice.speaker.entity, 0) if voice.speaker.entity else 0,
        )
        for voice, label in zip(largest, labels, strict=True)
    ]
    if others:
        views.append(VoiceView("", "#quotes", others, 0))
    return tuple(views), max((view.words for view in views), default=0)


def _short(speaker: Speaker, piece: Piece, lookup: Lookup) -> str:
    entity = lookup.entities.get(speaker.entity) if speaker.entity else None
    return short_name(speaker, entity, piece.resolved.article.front_matter.language)


def speaker_ids(piece: Piece) -> dict[Speaker, str]:
    """The id of each speaker's group in the quote index: `s-` and the entity's id, or a digest."""
    unnamed = [v.speaker for v in piece.voices if not v.speaker.entity]
    digests = anchor_ids("su", (speaker.name for speaker in unnamed))
    named = {v.speaker: f"s-{v.speaker.entity}" for v in piece.voices if v.speaker.entity}
    return named | dict(zip(unnamed, digests, strict=True))


def _layers(piece: Piece) -> tuple[LayerView, ...]:
    """Every type with a mark in this article, in the order of the legend."""
    counts = dict.fromkeys(DATA_TYPES.values(), 0)
    for card in piece.resolved.cards:
        counts[DATA_TYPES[card.type]] += 1
    counts[DATA_TYPES[EntityType.DATE]] = len(date_rows(piece.resolved))
    return tuple(LayerView(key, count) for key, count in counts.items() if count)


def _speakers(piece: Piece, link: Linker, words: Words) -> tuple[SpeakerView, ...]:
    ids = speaker_ids(piece)
    return tuple(
        SpeakerView(
            id=ids[voice.speaker],
            name="" if voice.speaker.kind is SpeakerKind.UNKNOWN else voice.speaker.name,
            url=link.entity(voice.speaker.entity),
            words=voice.words,
            quotes=tuple(_quote(piece, index, words) for index in voice.quotations),
        )
        for voice in piece.voices
    )


def _quote(piece: Piece, index: int, words: Words) -> QuoteView:
    resolved = piece.resolved.quotations[index]
    cue = resolved.quotation.cue
    first, last = piece.anchors.paragraphs_of(resolved)
    parts = [span.of(piece.resolved.plain.text) for span in resolved.quotation.content]
    kind = resolved.quotation.kind
    reported = kind is QuotationKind.INDIRECT
    text = said_text(parts) if reported else direct_text(parts, sentence=kind is QuotationKind.DIRECT)
    start, rest = parted(text, LINE)
    return QuoteView(
        number=index + 1,
        id=piece.anchors.quotations[index],
        text=text,
        start=start,
        rest=rest,
        kind=str(resolved.quotation.kind),
        cue=told_by(piece.text(cue.start, cue.end)) if cue else "",
        first=first,
        last=last,
        doubtful=is_doubtful(resolved),
        reason=reason_of(resolved, piece.resolved.plain, words),
        source_url=text_fragment(
            piece.resolved.article.front_matter.source_url,
            resolved.quotation.content[0].of(piece.resolved.plain.text),
        ),
    )


def _card(piece: Piece, card: Card, number: int, link: Linker) -> CardView:
    mine = [n for n, q in enumerate(piece.resolved.quotations) if q.speaker.entity == card.entity]
    descriptions = tuple(piece.text(d.span.start, d.span.end) for d in card.descriptions[:MOST_DESCRIPTIONS])
    called = "" if descriptions else called_later(piece, card)
    place = piece.place(card)
    return CardView(
        number=number,
        id=card_anchor(card.entity),
        name=card.name,
        url=f"#{place}" if place else link.entity(card.entity),
        type=DATA_TYPES[card.type],
        descriptions=descriptions,
        places=places(piece, [m.mention.span for m in card.mentions]),
        quotes=tuple(CardQuote(n + 1, f"#q-{piece.anchors.quotations[n]}") for n in mine),
        slim=not (descriptions or called or card.lines or card.note or card.links),
        called=called,
        added=tuple(AddedLine(line.text, line.by) for line in card.lines),
        note=render_note(first_paragraph(card.note)) if card.note else "",
        links=tuple(Link(site_name(url), url) for url in card.links if web_url(url)),
    )


def first_paragraph(note: str) -> str:
    """Of an editor's Markdown: a card is small, and the rest stands on the entity's page."""
    return note.strip().split("\n\n", 1)[0]


def places(piece: Piece, spans: list[Span]) -> tuple[PlaceView, ...]:
    """The paragraphs in which the spans lie, each once, with links to the first span in each."""
    found: dict[int, PlaceView] = {}
    for span in spans:
        number = piece.anchors.paragraph(span.start)
        found.setdefault(number, PlaceView(number, f"#{piece.anchors.mentions[span]}"))
    return tuple(found.values())


def _dates(piece: Piece, lookup: Lookup) -> tuple[DateRow, ...]:
    return tuple(_date(piece, row, number, lookup) for number, row in enumerate(date_rows(piece.resolved), 1))


def _date(piece: Piece, row: DatedMentions, number: int, lookup: Lookup) -> DateRow:
    span = row.mentions[0].span
    plain = piece.resolved.plain
    before, words, after = clause(plain, span, plain.blocks[piece.anchors.block(span.start)], CLAUSE_WIDTH)
    return DateRow(
        number=number,
        id=date_key(row.value),
        value=row.value,
        label=date_label(row.value, piece.date, lookup.words),
        before=before,
        words=words,
        after=after,
        places=places(piece, [m.span for m in row.mentions]),
    )
