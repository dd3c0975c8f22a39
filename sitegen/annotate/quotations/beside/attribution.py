"""Who said what stands between the marks: cue, source and extent for each quoted segment.

In: sentences whose quotations are single items. Out: for each quoted segment the best attribution that its
own sentence offers, with how sure it is and why. What needs other sentences is `continuation`'s business.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.quotations.beside.attributed import Attribution
from sitegen.annotate.quotations.beside.before import by_aside, by_cue_before, by_opening, by_phrase
from sitegen.annotate.quotations.beside.behind import by_late_tag, by_tag_after
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.scare import defines_a_term, is_nickname, names_a_work
from sitegen.annotate.quotations.beside.tags import cue_entry, tag_after
from sitegen.model.text import Span


def attribute(sentence: Sentence, quote: int) -> Attribution | None:
    """The attribution of the quoted segment at an item, from its own sentence; None if it offers none."""
    found = _attribute(sentence, quote)
    item = sentence.items[quote]
    if found is None or found.content != (Span(item.start, item.end),):
        return found
    return replace(found, direct=is_clause(item) or (found.after and quote == 0))


def _attribute(sentence: Sentence, quote: int) -> Attribution | None:
    if names_a_work(sentence, quote) or is_nickname(sentence, quote) or defines_a_term(sentence, quote):
        return None
    if not quote:
        return by_tag_after(sentence, quote) or by_late_tag(sentence, quote)
    aside = by_aside(sentence, quote)
    if aside is not None:
        return aside
    before = by_cue_before(sentence, quote)
    named = before if before is not None and before.source is not None else None
    if named is not None and _stands_beside(sentence, quote, named):
        return named
    return (
        by_tag_after(sentence, quote)
        or by_phrase(sentence, quote)
        or named
        or by_opening(sentence, quote)
        or by_late_tag(sentence, quote)
        or before
    )


def _stands_beside(sentence: Sentence, quote: int, made: Attribution) -> bool:
    """Whether a cue, a few words and a colon or comma introduce words that are a sentence of their own.

    A tag behind them, if there is one, then only repeats it.
    """
    item = sentence.items[quote]
    if sentence.items[quote - 1].text not in {":", ","} or not is_clause(item):
        return False
    cue = next((n for n, other in enumerate(sentence.items) if other.start == made.cue.start), quote)
    found = cue_entry(sentence.items, cue)
    if (
        found is not None
        and found[0].weight(Frame.TAG) < 0.7
        and tag_after(sentence.items, quote + 1) is not None
    ):
        return False
    between = sum(other.start >= made.cue.end for other in sentence.items[:quote])
    return made.content[0].start == item.start and between <= 6
