"""Views of quotations outside their articles: the quote index and the quotations of one entity."""

from __future__ import annotations

from collections import Counter

from sitegen.model.annotation import QuotationKind
from sitegen.model.site import EntityId, SpeakerKind
from sitegen.render import permalinks
from sitegen.render.head import page_head
from sitegen.render.lookup import Linker, Lookup, Spoken, is_doubtful
from sitegen.render.paging import Page, pages
from sitegen.render.pictures import quoted_view
from sitegen.render.reasons import reason_text
from sitegen.render.said import direct_text
from sitegen.render.views.common import Alternate, QuoteItem
from sitegen.render.views.lists import QuotesView, SpeakerChoice

UNNAMED = "unnamed"
UNKNOWN = "unknown"


def quote_item(said: Spoken, link: Linker, lookup: Lookup) -> QuoteItem:
    """A quotation with its speaker and place, seen from another page."""
    piece, resolved = said.piece, said.quotation
    quotation, speaker = resolved.quotation, resolved.speaker
    cue = quotation.cue
    first, last = piece.anchors.paragraphs_of(resolved)
    known = speaker.kind is not SpeakerKind.UNKNOWN
    return QuoteItem(
        speaker=speaker.name if known else "",
        speaker_url=link.entity(speaker.entity),
        speaker_key=speaker_key(said),
        description=_description(said),
        kind=str(quotation.kind),
        text=_text(said),
        cue=piece.text(cue.start, cue.end) if cue else "",
        url=link.to(piece.location, said.anchor),
        cite=permalinks.absolute(lookup.config.site.base_url, piece.location, said.anchor),
        briefing=piece.title,
        first=first,
        last=last,
        date=piece.date,
        doubtful=is_doubtful(resolved),
        reason=reason_text(resolved.reason, lookup.words),
    )


def _text(said: Spoken) -> str:
    """What was said, with marks where they are the article's."""
    text = said.piece.resolved.plain.text
    parts = [span.of(text) for span in said.quotation.quotation.content]
    if said.quotation.quotation.kind is QuotationKind.DIRECT:
        return direct_text(parts)
    return " ".join(" ".join(parts).split())


def _description(said: Spoken) -> str:
    """What the article that quotes a speaker calls them."""
    cards = (card for card in said.piece.resolved.cards if card.entity == said.speaker.entity)
    words = [d.span for card in cards for d in card.descriptions[:1]]
    return said.piece.text(words[0].start, words[0].end) if words and said.speaker.entity else ""


def speaker_key(said: Spoken) -> str:
    """What the filter compares."""
    if said.speaker.entity:
        return said.speaker.entity
    return UNKNOWN if said.speaker.kind is SpeakerKind.UNKNOWN else UNNAMED


def by_speaker(lookup: Lookup) -> list[Spoken]:
    """All quotations: named speakers by name, then those who are not named, then those not known.

    Within a speaker the order of the site holds: newest article first, then the order of the text.
    """
    ranks = {UNNAMED: 1, UNKNOWN: 2}

    def order(said: Spoken) -> tuple[int, str, str]:
        entity = said.speaker.entity
        if entity:
            return 0, lookup.entities[entity].name.casefold(), entity
        return ranks[speaker_key(said)], "", ""

    return sorted(lookup.spoken, key=order)


def quotes_views(lookup: Lookup) -> list[tuple[str, QuotesView]]:
    """Location and view of every page of the quote index; at least one."""
    ordered = by_speaker(lookup)
    choices = _choices(ordered, lookup)
    return [
        (page.location, _quotes_view(page, lookup, choices, len(ordered)))
        for page in pages(permalinks.QUOTES, ordered, lookup.config.quotes_per_page)
    ]


def _quotes_view(
    page: Page[Spoken], lookup: Lookup, choices: tuple[SpeakerChoice, ...], total: int
) -> QuotesView:
    link = Linker(page.location)
    _ = lookup.words.gettext
    return QuotesView(
        head=page_head(
            lookup,
            page.location,
            _("Quotes by speaker"),
            _("Every quotation in every briefing: who said it, how, and where."),
        ),
        total=total,
        quoted=quoted_view(lookup) if page.pagination.number == 1 else None,
        quotes=tuple(quote_item(said, link, lookup) for said in page.items),
        speakers=choices,
        pagination=page.pagination,
        downloads=(
            Alternate("text/csv", "csv", link.to(f"{permalinks.QUOTES}quotes.csv")),
            Alternate("application/json", "json", link.to(f"{permalinks.QUOTES}quotes.json")),
        ),
    )


def _choices(ordered: list[Spoken], lookup: Lookup) -> tuple[SpeakerChoice, ...]:
    counts = Counter(said.speaker.entity or speaker_key(said) for said in ordered)
    names = {key: entity.name for key, entity in lookup.entities.items()}
    return tuple(SpeakerChoice(key, names.get(EntityId(key), ""), count) for key, count in counts.items())
