"""What a search can find: a record for each briefing, entity and quotation.

Records are made from the values and not from pages, so numbers, markers and navigation cannot get into the
index. A record's title is searched beside its content and has its own weight, so the content does not say it
again; its note is only shown. In: the prepared site. Out: records, in the order of the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitegen.model.annotation import EntityType
from sitegen.model.site import Card, Entity
from sitegen.model.text import spoken
from sitegen.render.article.piece import DATA_TYPES, Piece
from sitegen.render.article.words.wording import other_names, stands_alone
from sitegen.render.site.lookup import Lookup, at_hand, whole
from sitegen.render.site.record import Filters, SearchRecord

FILTERED = {
    EntityType.PERSON: "person",
    EntityType.ORGANISATION: "organisation",
    EntityType.PLACE: "place",
}
"""The types that can be chosen, and the names of their filters."""


def search_records(found: Lookup) -> Iterator[SearchRecord]:
    """Everything that can be found: briefings with their quotations, then entities."""
    ids = (gist.id for gist in found.gists)
    for records in found.shelf.records(ids, lambda article: records_of(found.shelf.piece(article), found)):
        yield from records
    for entity in found.entities.values():
        yield _entity(entity, found)


def records_of(piece: Piece, found: Lookup) -> tuple[SearchRecord, ...]:
    """Those of one article: itself, and each of its quotations."""
    quotations = (_quotation(piece, number, found) for number in range(len(piece.resolved.quotations)))
    return (_briefing(piece, found), *quotations)


def search_needs(found: Lookup) -> tuple[object, ...]:
    """All that the records are made from, beside the configuration and the words of the theme."""
    return whole(found, found.gists), tuple(found.entities.values())


def _briefing(piece: Piece, found: Lookup) -> SearchRecord:
    front = piece.resolved.article.front_matter
    speakers = dict.fromkeys(q.speaker.name for q in piece.resolved.quotations if q.speaker.name)
    filters = (("kind", (found.words.gettext("Briefing"),)), *_named(piece), ("speaker", tuple(speakers)))
    return SearchRecord(
        url=piece.location,
        title=front.title,
        content=f"{front.summary}\n{spoken(piece.resolved.plain)}".strip() or front.title,
        language=language_of(found),
        filters=_with_year(filters, piece.date),
        date=_day(piece.date),
        note=front.publisher,
    )


def _quotation(piece: Piece, number: int, found: Lookup) -> SearchRecord:
    resolved = piece.resolved.quotations[number]
    name = resolved.speaker.name or found.words.gettext("Speaker not known")
    words = " ".join(span.of(piece.resolved.plain.text) for span in resolved.quotation.content)
    filters = (("kind", (found.words.gettext("Quote"),)), ("speaker", (name,)))
    return SearchRecord(
        url=f"{piece.location}#q-{piece.anchors.quotations[number]}",
        title=name,
        content=words,
        language=language_of(found),
        filters=_with_year(filters, piece.date),
        date=_day(piece.date),
        note=piece.title,
    )


def _entity(entity: Entity, found: Lookup) -> SearchRecord:
    seen, excerpts = found.appearances.get(entity.id, ()), found.shelf.excerpts
    words = [d.text for a in at_hand(found, seen) for d in excerpts(a.gist.id).described[a.number]]
    names = other_names(entity, found.config.site.language)
    other = [name for name in names if name.casefold() not in entity.name.casefold()]
    told = [*dict.fromkeys(words), ", ".join(other)]
    location, anchor = found.place(entity.id)
    filters: Filters = (("kind", (found.words.type(DATA_TYPES[entity.type]),)),)
    if entity.type in FILTERED:
        filters += ((FILTERED[entity.type], (entity.name,)),)
    return SearchRecord(
        url=f"{location}#{anchor}" if anchor else location,
        title=entity.name,
        content="; ".join(filter(None, told)) or entity.name,
        language=language_of(found),
        filters=filters,
        date=max((_day(a.gist.date) for a in seen), default=""),
        note=next((said for said in words if stands_alone(said, found.config.site.language)), ""),
    )


def language_of(found: Lookup) -> str:
    """The language of the whole index: browsers search one only, so it is the site's for every record."""
    return found.config.site.language.partition("-")[0].lower()


def _named(piece: Piece) -> Filters:
    """The names of an article's people, organisations and places, each filter in order of first mention."""
    return tuple((name, _names(piece.resolved.cards, kind)) for kind, name in FILTERED.items())


def _names(cards: tuple[Card, ...], kind: EntityType) -> tuple[str, ...]:
    return tuple(dict.fromkeys(card.name for card in cards if card.type is kind))


def _with_year(filters: Filters, day: date | None) -> Filters:
    return (*filters, ("year", (str(day.year).zfill(4),))) if day else filters


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
