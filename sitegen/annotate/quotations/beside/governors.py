"""Which cue to the left governs a quotation, and in which frame.

In: a sentence and a quoted segment in it. Out: the cue, how well it fits, and whether the quotation stands
right behind it. A fragment belongs to the outermost report around it ("she said that he had called it …" is
hers); words that are a sentence of their own belong to the cue that they stand beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.items import Item, Items, is_temporal
from sitegen.annotate.parse.noun_phrases import noun_phrase
from sitegen.annotate.parse.tagset import COMMON, FINITE
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.subjects import subject_of
from sitegen.annotate.quotations.beside.tags import cue_entry
from sitegen.annotate.quotations.reported.owners import possessor


class Governor(NamedTuple):
    """A cue with a quotation in its complement."""

    cue: int
    """Item number."""
    end: int
    entry: CueEntry
    fit: float
    """The weight of the frame in which the quotation stands."""
    first: int
    """Item number where the content begins."""
    noun: bool = False
    owned: bool = False
    """Whether it is a noun beside the marks with its owner before it: then nobody else speaks."""


_CLAUSE = (Frame.THAT, Frame.BARE, Frame.QUESTION)
_BESIDE = (Frame.TAG, Frame.THAT, Frame.BARE)
_PAIRS = [pair.split(":") for pair in sorted(quotewords("preposition_frames"))]
_PREPOSITIONS = {word: tuple(Frame(frame) for other, frame in _PAIRS if other == word) for word, _ in _PAIRS}
"""Each with the frames of the verb in which quoted words may stand behind it."""
_TOPIC = quotewords("topic_before_content")
"""Prepositions that belong to the cue and not to what is said."""
_ASIDE = quotewords("circumstance_prepositions")
_AFTER_NOUN = quotewords("after_noun") | {":", ","}
_BEFORE_TIMES = quotewords("before_times")
_ANNOUNCING = quotewords("announcing")
_HEARERS = quotewords("object_pronouns")
_ABOUT = quotewords("noun_content")
"""Prepositions between a noun of saying and what it is about."""
REACH = 16
"""Items between a noun of saying and the words that it reports, at most."""
BEFORE_WORDS = "“\"'‘«`…. "
"""What may stand before the first quoted word."""
PHRASES = 9
"""Items between a cue with its listener and a "that", at most."""
LEAST = 0.45
"""A frame's weight below which quoted words are left alone."""


def governor(sentence: Sentence, quote: int) -> Governor | None:
    """The cue left of a quotation that best accounts for it."""
    beside = _beside(sentence, quote)
    if beside is not None and (is_clause(sentence.items[quote]) or beside.fit >= 0.99):
        return beside
    noun = _owned_noun(sentence, quote)
    if noun is not None:
        return noun
    above = _above(sentence, quote)
    outer = [g for g in above if g.fit >= 0.6 and g.entry.speech and _takes_clause(g)]
    if outer:
        return outer[-1]
    best = max(above, key=lambda g: g.fit, default=None)
    if beside is not None and (best is None or beside.fit >= best.fit):
        best = beside
    if best is None or best.fit < LEAST:
        return _nearest(sentence, quote)
    return _enclosing(sentence, best) or best


def is_clause(item: Item) -> bool:
    """Whether the quoted words look like a sentence of their own: a capital, and more than two words."""
    inner = item.text.lstrip(BEFORE_WORDS)
    return inner[:1].isupper() and inner.count(" ") >= 2


def _beside(sentence: Sentence, quote: int) -> Governor | None:
    """The nearest cue with nothing but its listener, time, place or "that" before the quotation."""
    items = sentence.items
    for number in range(quote - 1, max(-1, quote - 40), -1):
        if items[number].quote >= 0 or items[number].text == ";":
            return None
        found = cue_entry(items, number)
        if found is None or (items[number].tag[:2] != "VB" and number != quote - 2):
            continue
        entry, end = found
        first = content_start(sentence, number, end, quote, entry)
        if first == quote and (entry.weight(Frame.TAG) or number + 4 > quote):
            return Governor(number, end, entry, max(entry.weight(frame) for frame in _BESIDE), first)
        return None
    return None


def _owned_noun(sentence: Sentence, quote: int) -> Governor | None:
    """A noun of saying that has its owner before it, and its content before or in the marks.

    Neither the verb before it nor the parse, which often hangs the last phrase on that verb, is asked whose
    "his description of the strike as “…”" is.
    """
    items = sentence.items
    for number in range(quote - 2, max(0, quote - REACH), -1):
        if items[number].tag[:2] == "VB" or items[number].text in {",", ";"} or items[number].quote >= 0:
            return None
        entry = lexicon().noun(items[number].low) if items[number].tag in COMMON else None
        if entry is None or possessor(sentence.tree, items[number].token) is None:
            continue
        for frame, first in _frames_of_noun(items, number, quote, entry):
            if entry.weight(frame):
                return Governor(number, number + 1, entry, entry.weight(frame), first, noun=True, owned=True)
    return None


def _frames_of_noun(items: Items, noun: int, quote: int, entry: CueEntry) -> Iterator[tuple[Frame, int]]:
    """The frames in which quoted words may stand behind a noun, each with the first item of the content."""
    link, after = items[quote - 1].low, items[noun + 1].low
    of_words = after == "of" and noun + 2 == quote and entry.speech and not entry.weight(Frame.AS)
    if link in {"that", ":"} or of_words:
        yield Frame.THAT, quote
    elif after in _ABOUT and link == "as":
        topic = noun_phrase(items, noun + 2)
        if topic is not None and topic.end == quote - 1:
            yield Frame.AS, noun + 2


def _above(sentence: Sentence, quote: int) -> list[Governor]:
    """Every cue above the quotation in the parse, innermost first."""
    out: dict[int, Governor] = {}
    for start in (quote, quote - 1) if quote else (quote,):
        chain = ((start, start), *sentence.ancestors(start)) if start != quote else sentence.ancestors(quote)
        for number, below in chain:
            if number >= quote or number in out:
                continue
            made = _governor_at(sentence, number, below, quote)
            if made is not None:
                out[number] = made
    return [out[number] for number in sorted(out, reverse=True)]


def _governor_at(sentence: Sentence, number: int, below: int, quote: int) -> Governor | None:
    items = sentence.items
    if items[number].tag in COMMON:
        noun = lexicon().noun(items[number].low)
        if noun is None or _leads_to(items, number, noun):
            return None
        return Governor(
            number, number + 1, noun, noun.strength * 0.8, _after_noun(sentence, number, quote), noun=True
        )
    found = cue_entry(items, number)
    if found is None or items[number].tag[:2] != "VB" or (below <= number and below != number):
        return None
    entry, end = found
    fit = _fit(sentence, entry, number, below, quote)
    first = content_start(sentence, number, end, quote, entry)
    if first < quote and items[first].low in _TOPIC and items[first].head == items[number].token:
        first += 1
    return Governor(number, end, entry, fit, first) if fit and not _is_said_by(items, end, first) else None


def _is_said_by(items: Items, cue_end: int, first: int) -> bool:
    """Whether a participle behind a comma says it, and not the verb: "hedged, saying that …"."""
    apart = any(item.text == "," for item in items[cue_end:first])
    return apart and items[first].tag == "VBG" and cue_entry(items, first) is not None


def _leads_to(items: Items, noun: int, entry: CueEntry) -> bool:
    """Whether "to" and a noun follow, of what is no content: "the threat to its “human capital”"."""
    after = items[noun + 1 : noun + 3]
    to = len(after) == 2 and after[0].low == "to" and after[1].tag != "VB"
    return to and "to" not in entry.prepositions


def _after_noun(sentence: Sentence, number: int, quote: int) -> int:
    items = sentence.items
    first = number + 1
    if items[quote - 1].text == ":":
        return quote
    while first < quote and items[first].low in _AFTER_NOUN:
        first += 1
    return first


def _fit(sentence: Sentence, entry: CueEntry, cue: int, below: int, quote: int) -> float:
    """The weight of the frame by which the item below hangs on the cue."""
    item = sentence.items[below]
    if item.dep == "prep":
        frames = _PREPOSITIONS.get(item.low, ())
    elif item.dep == "ccomp" and below == quote and _is_phrase(sentence.items, quote):
        frames = (Frame.NAMING, Frame.OBJECT)
    elif item.dep == "ccomp" or below == cue:
        frames = _CLAUSE
    elif item.dep in {"xcomp", "pcomp"}:
        frames = (Frame.INFINITIVE, Frame.GERUND, Frame.NAMING, Frame.ORDER)
    elif item.dep in {"oprd", "attr", "acomp"}:
        frames = (Frame.NAMING, Frame.TAG)
    elif item.dep in {"dobj", "pobj", "dative"}:
        words = below == quote and not _is_phrase(sentence.items, quote)
        frames = (Frame.OBJECT, Frame.TAG, Frame.NAMING) if words else (Frame.OBJECT, Frame.NAMING)
    else:
        frames = ()
    return max((entry.weight(frame) for frame in frames), default=0.0)


def _is_phrase(items: Items, quote: int) -> bool:
    """Whether the quoted words end a noun phrase: "found them a “forever home”"."""
    return items[quote - 1].tag in {"DT", "PRP$"} and not is_clause(items[quote])


def _takes_clause(governor: Governor) -> bool:
    """Whether the cue is a verb that reports whole clauses."""
    return max(governor.entry.weight(frame) for frame in _CLAUSE) >= 0.6 and not governor.noun


def _enclosing(sentence: Sentence, inner: Governor) -> Governor | None:
    """The report whose clause begins with the subject of an inner cue: "told reporters that he thinks …"."""
    if inner.noun:
        return None
    items = sentence.items
    subject = subject_of(sentence, inner.cue)
    if subject is None or subject.first == 0 or subject.end > inner.cue or items[subject.end].text == ",":
        return None
    for number in range(subject.first - 1, max(-1, subject.first - 14), -1):
        found = cue_entry(items, number)
        if found is None or items[number].tag[:2] != "VB":
            continue
        entry, end = found
        first = content_start(sentence, number, end, subject.first, entry)
        made = Governor(number, end, entry, max(entry.weight(frame) for frame in _CLAUSE), first)
        return made if first == subject.first and entry.speech and made.fit >= 0.6 else None
    return None


def _nearest(sentence: Sentence, quote: int) -> Governor | None:
    """Where the parse connects nothing: the nearest certain reporting verb to the left in the same clause."""
    items = sentence.items
    for number in range(quote - 1, max(-1, quote - 40), -1):
        if items[number].text in {";", ":"} or items[number].quote >= 0 or _does_more(items, number):
            return None
        found = cue_entry(items, number)
        if found is None or items[number].tag[:2] != "VB" or found[0].weight(Frame.TAG) < 0.9:
            continue
        entry, end = found
        if number and items[number - 1].text == "," and items[number].tag != "VBG":
            return None
        return Governor(number, end, entry, 0.5, content_start(sentence, number, end, quote, entry))
    return None


def _does_more(items: Items, number: int) -> bool:
    """Whether a second verb begins that is no cue: "added a page and has been known to …"."""
    second = number > 0 and items[number - 1].tag == "CC" and items[number].tag in FINITE
    return second and cue_entry(items, number) is None


def content_start(sentence: Sentence, verb: int, end: int, quote: int, entry: CueEntry) -> int:
    """The first item of what is said, behind a cue: listener, time, place and "that" are passed over."""
    items = sentence.items
    if quote and (items[quote - 1].text == ":" or (items[quote - 1].text == "," and is_clause(items[quote]))):
        return quote
    number = end
    if entry.weight(Frame.LISTENER) and number < quote and items[number].low not in _ANNOUNCING:
        listener = noun_phrase(items, number)
        if items[number].tag == "PRP":
            number += 1
        elif listener is not None and listener.end <= quote:
            number = listener.end
        elif items[number].low in _HEARERS:
            number += 1
        number = _over_listeners(items, number, quote)
    while number < quote:
        item = items[number]
        if item.low == "that" and item.tag in {"IN", "WDT", "DT"}:
            return number + 1
        if item.text == "," or is_temporal(item) or (item.tag == "RB" and item.head == items[verb].token):
            number += 1
        elif item.low in _BEFORE_TIMES and number + 1 < quote and is_temporal(items[number + 1]):
            number += 2
        elif item.dep == "prep" and item.head == items[verb].token and item.low in _ASIDE:
            phrase = noun_phrase(items, number + 1)
            if phrase is None or phrase.end > quote:
                break
            number = phrase.end
        else:
            break
    return _behind_that(items, number, quote) or number


def _over_listeners(items: Items, number: int, quote: int) -> int:
    """Over letters in brackets and further listeners: "told the Union (UO) and the Board (BO) that …"."""
    while number < quote and (items[number].text == "(" or items[number].low == "and"):
        if items[number].text == "(":
            closed = (n + 1 for n in range(number, quote) if items[n].text == ")")
            end = next(closed, number)
        else:
            listener = noun_phrase(items, number + 1)
            end = listener.end if listener is not None and listener.end <= quote else number
        if end == number:
            break
        number = end
    return number


def _behind_that(items: Items, first: int, quote: int) -> int | None:
    """Behind a "that" which only phrases of time, place or manner part from the cue.

    So in "told analysts on a call that …" and "said in reply only that …".
    """
    opening = items[first]
    if opening.tag[:1] not in {"I", "R", "J"} and opening.dep != "prep" and not is_temporal(opening):
        return None
    for number in range(first + (opening.dep == "prep"), min(first + PHRASES, quote)):
        item = items[number]
        if item.low == "that" and items[number + 1].tag[:1] not in {"V", "M"}:
            return number + 1
        if item.text == "," and items[number + 1].low == "that":
            continue
        if item.tag[:1] in {"V", "M", "W"} or item.quote >= 0 or not item.text[0].isalnum():
            return None
    return None
