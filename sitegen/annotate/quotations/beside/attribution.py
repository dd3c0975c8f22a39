"""Who said what stands between the marks: cue, source and extent for each quoted segment.

In: sentences whose quotations are single items. Out: for each quoted segment what its own sentence offers.
What needs other sentences is `continuation`'s business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sitegen.annotate.quotations.beside import before, behind, openings
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.place import QuotedPlace
from sitegen.annotate.quotations.beside.scare import defines_a_term, is_nickname, is_spoken_of, names_a_work
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.model.text import Span

Rule = Callable[[QuotedPlace], FoundQuotation | None]

RULES: tuple[Rule, ...] = (
    before.aside,
    before.cue_beside,
    behind.tag_behind,
    behind.phrase_behind,
    openings.opening_phrase,
    openings.phrase_before_colon,
    openings.phrase_with_gap,
    openings.as_somebody_put_it,
    openings.in_the_eyes_of,
    openings.tag_before_words,
    openings.sender_before_colon,
    before.named_cue_before,
    openings.label,
    openings.noun_before_colon,
    openings.name_before_colon,
    openings.subject_before_colon,
    openings.owner_before_colon,
    behind.late_tag,
    behind.late_phrase,
    before.cue_before,
)
"""Tried in this order; the first that answers is believed. What stands nearest to the marks comes first,
a cue that nobody is named with last."""


def attribute(sentence: Sentence, quote: int) -> FoundQuotation | None:
    """The quotation that holds the segment at an item, by its own sentence; None if it offers none."""
    if any(names(sentence, quote) for names in (names_a_work, is_nickname, defines_a_term, is_spoken_of)):
        return None
    place = QuotedPlace(sentence, quote)
    found = next((found for rule in RULES if (found := rule(place)) is not None), None)
    if found is None or found.content != (Span(place.item.start, place.item.end),):
        return found
    return replace(found, direct=found.direct or is_clause(place.item) or (found.after and not quote))
