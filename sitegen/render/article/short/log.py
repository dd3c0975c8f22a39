"""What was corrected in one article after it was published, and when: the entries of a public log.

In: a piece. Out: entries, the newest first, those of one day in the order of the file; their words are put
together by `log_text`. A correction that says no day, or that of the publication or an earlier one, is no
part of it: readers never saw anything else. Pure, and no clock is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.annotation import Stated
from sitegen.model.corrections import (
    Corrections,
    DateCorrection,
    DescriptionCorrection,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)
from sitegen.render.article.piece import Piece
from sitegen.render.article.reasons import N_
from sitegen.render.article.words.snippets import MARKS, plain_snippet
from sitegen.render.theme.catalogue import Words

LONGEST = 120
"""Characters of the words that an entry quotes."""
MESSAGES = {
    "quotation-added": N_("A quotation was added: “%(words)s”"),
    "quotation-removed": N_("This is no quotation: “%(words)s”"),
    "speaker": N_("“%(words)s” was said by %(now)s"),
    "speaker-unknown": N_("The article does not say who said “%(words)s”"),
    "extent": N_("A quotation has these words: “%(words)s”"),
    "direct": N_("Quoted in these very words: “%(words)s”"),
    "partial": N_("Quoted in part: “%(words)s”"),
    "indirect": N_("Reported in the article’s words: “%(words)s”"),
    "cue": N_("This is a quotation: “%(words)s”"),
    "name-added": N_("A name was added: “%(words)s”"),
    "name-removed": N_("This names nobody here: “%(words)s”"),
    "name-of": N_("“%(words)s” is %(now)s"),
    "name": N_("The whole name is “%(words)s”"),
    "person": N_("“%(words)s” is a person"),
    "organisation": N_("“%(words)s” is an organisation"),
    "place": N_("“%(words)s” is a place"),
    "event": N_("“%(words)s” is an event"),
    "other": N_("“%(words)s” is no person, organisation, place or event"),
    "description": N_("A description of somebody: “%(words)s”"),
    "description-hidden": N_("This describes nobody here: “%(words)s”"),
    "line": N_("An editor’s line on %(now)s"),
    "date": N_("“%(words)s” is the date %(now)s"),
    "date-removed": N_("This is no date: “%(words)s”"),
    "approved": N_("All marks were checked by %(now)s"),
}
"""By code of an entry."""

_Item = QuotationCorrection | MentionCorrection | DescriptionCorrection | DateCorrection


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One correction that readers may want to know of."""

    day: dt.date
    code: str
    words: str = ""
    """Of the article."""
    now: str = ""
    """What is right."""
    why: str = ""
    """By the editor."""


def log_of(piece: Piece) -> tuple[LogEntry, ...]:
    """The entries of an article."""
    said = piece.resolved.article.corrections
    if said is None:
        return ()
    names = {str(card.entity): card.name for card in piece.resolved.cards}
    found = (entry for entry in _entries(said, names) if piece.date is None or entry.day > piece.date)
    return tuple(sorted(found, key=lambda entry: entry.day, reverse=True))


def log_text(entry: LogEntry, words: Words) -> str:
    """An entry in the reader's language."""
    return words.gettext(MESSAGES[entry.code]) % {"words": entry.words, "now": entry.now}


def _entries(said: Corrections, names: Mapping[str, str]) -> Iterator[LogEntry]:
    if said.approved and said.approved.date and said.approved.by:
        yield LogEntry(said.approved.date, "approved", now=said.approved.by)
    items: tuple[_Item, ...] = (*said.quotations, *said.mentions, *said.descriptions, *said.dates)
    for item in items:
        if item.made.on:
            code, now = _told(item, names)
            yield LogEntry(item.made.on, code, _words(item), now, item.made.why)


def _words(item: _Item) -> str:
    """The words that it is about, as they are right."""
    extent = getattr(item, "extent", None) or ()
    parts = (extent,) if isinstance(extent, Selector) else extent or ((item.at,) if item.at else ())
    return plain_snippet(" … ".join(_bare(part.exact) for part in parts), LONGEST)


def _bare(words: str) -> str:
    """Without the marks that hold all of it: an entry has its own."""
    return words.strip(MARKS) if words[:1] in MARKS and words[-1:] in MARKS else words


def _told(item: _Item, names: Mapping[str, str]) -> tuple[str, str]:
    """The entry's code, and what is right."""
    match item:
        case QuotationCorrection():
            return _of_quotation(item, names)
        case MentionCorrection(remove=True):
            return "name-removed", ""
        case MentionCorrection(entity=entity) if entity:
            return "name-of", names.get(entity, entity)
        case MentionCorrection():
            return "name-added" if item.add else str(item.type or "name"), ""
        case DescriptionCorrection(text=text) if text:
            return "line", names.get(item.entity, item.entity)
        case DescriptionCorrection():
            return "description-hidden" if item.hide else "description", ""
        case DateCorrection(remove=True):
            return "date-removed", ""
    return "date", item.value


def _of_quotation(item: QuotationCorrection, names: Mapping[str, str]) -> tuple[str, str]:
    if item.remove:
        return "quotation-removed", ""
    if item.speaker is None:
        return "quotation-added" if item.add else _of_words(item), ""
    who = _who(item.speaker, names)
    return ("speaker", who) if who else ("speaker-unknown", "")


def _of_words(item: QuotationCorrection) -> str:
    return "extent" if item.extent else str(item.kind or "cue")


def _who(stated: Stated, names: Mapping[str, str]) -> str:
    return stated.unnamed or ", ".join(names.get(name, name) for name in stated.names)
