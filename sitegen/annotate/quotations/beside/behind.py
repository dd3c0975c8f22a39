"""Rules of attribution by what stands behind the quoted words: "…," she said; "…", according to the union.

Each asks about one place and answers with a quotation, or none.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS, DASH_CHARACTERS, last_character
from sitegen.annotate.parse.noun_phrases import noun_phrase
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.quotations.beside.clauses import clause_start
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.place import QuotedPlace, made
from sitegen.annotate.quotations.beside.subjects import subject_of
from sitegen.annotate.quotations.beside.tags import QuotationTag, ends_tag, gesture_after, tag_after
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation

_BEING = quotewords("being")
_STOPS = f",?!{DASH_CHARACTERS}-….:;"
"""What stands inside the closing mark before a tag; where nothing does, the tag is parted by a comma."""


def tag_behind(place: QuotedPlace) -> FoundQuotation | None:
    """A tag right behind the quoted words: "she said", "said Halloran", "— Ines Halloran"."""
    tag = tag_after(place.items, place.quote + 1) or _gesture(place)
    if tag is None or not _is_parted(place, tag) or _is_of_its_own(place, tag) or _says_next(place, tag):
        return None
    spoken = place.items[tag.verb].text[0].isalpha()
    return _from_tag(place, place.quote, tag, Evidence.TAG_AFTER if spoken else Evidence.NAME_AFTER)


def _gesture(place: QuotedPlace) -> QuotationTag | None:
    """The tag of words that begin their sentence and end in a comma inside the marks, whatever its verb."""
    whole = place.quote == 0 and last_character(place.item.text) == "," and is_clause(place.item)
    return gesture_after(place.items, place.quote + 1) if whole else None


def _is_of_its_own(place: QuotedPlace, tag: QuotationTag) -> bool:
    """Whether a sentence begins behind the marks in which somebody does not speak but is reported."""
    over = last_character(place.item.text) == "." and not tag.inverted
    return over and _is_passive(place, tag) and not _is_cited(place, tag)


def _says_next(place: QuotedPlace, tag: QuotationTag) -> bool:
    """Whether a verb alone with a colon reports what follows: "Halloran, citing “bad luck,” added: “…”"."""
    return tag.subject is None and place.quote > 0 and [x.text for x in place.items[tag.end :][:1]] == [":"]


def _is_passive(place: QuotedPlace, tag: QuotationTag) -> bool:
    items, before = place.items, tag.verb - 1
    while before > 0 and items[before].tag == "RB":
        before -= 1
    return items[tag.verb].tag == "VBN" and items[before].low in _BEING


def _is_cited(place: QuotedPlace, tag: QuotationTag) -> bool:
    """Whether the subject of a passive speaks: "Halloran is quoted as saying"."""
    behind = place.items[tag.end : tag.end + 2]
    return _is_passive(place, tag) and [x.low for x in behind[:1]] == ["as"] and behind[-1].tag == "VBG"


def _is_parted(place: QuotedPlace, tag: QuotationTag) -> bool:
    """Whether a stop or comma stands between the words and the tag, or both are clauses without it."""
    items, after = place.items, place.quote + 1
    if last_character(place.item.text) in _STOPS or (after < len(items) and items[after].text in COMMAS):
        return True
    return is_clause(place.item) and ends_tag(items, tag)


def _from_tag(place: QuotedPlace, last: int, tag: QuotationTag, seen: Evidence) -> FoundQuotation:
    """A quotation from the start of its clause to the item `last`, by a tag behind it."""
    sentence = place.sentence
    if _is_cited(place, tag):  # the cue is what is behind "as"
        return _from_tag(place, last, tag._replace(verb=tag.end + 1, end=tag.end + 2), seen)
    subject = tag.subject or subject_of(sentence, tag.verb)
    if _is_passive(place, tag):
        subject = subject_of(sentence, tag.verb)
    content = (sentence.span(clause_start(sentence, place.quote), last),)
    return made(sentence, content, (tag.verb, tag.end), subject, seen, after=True)


def phrase_behind(place: QuotedPlace) -> FoundQuotation | None:
    """The phrase of "…, according to the union", right behind the marks."""
    return _phrase(place, place.quote + 1)


def late_tag(place: QuotedPlace) -> FoundQuotation | None:
    """A tag behind the clause that holds the quotation: "the “old” plan would fail, she said"."""
    for comma in _commas(place):
        tag = tag_after(place.items, comma + 1)
        if (
            tag is not None
            and tag.subject is not None
            and ends_tag(place.items, tag)
            and _states(place, comma)
        ):
            return _from_tag(place, comma - 1, tag, Evidence.LATE_TAG)
    return None


def _states(place: QuotedPlace, comma: int) -> bool:
    """Whether what is said has a verb of its own: not "the survey in Orrin, found people who …"."""
    first = clause_start(place.sentence, place.quote)
    return any(
        item.tag in FINITE or (item.quote >= 0 and is_clause(item)) for item in place.items[first:comma]
    )


def late_phrase(place: QuotedPlace) -> FoundQuotation | None:
    """The same for "the “old” plan would fail, according to the union"."""
    return next((found for comma in _commas(place) if (found := _phrase(place, comma))), None)


def _commas(place: QuotedPlace) -> Iterator[int]:
    return (n for n in range(place.quote + 1, len(place.items)) if place.items[n].text == ",")


def _phrase(place: QuotedPlace, number: int) -> FoundQuotation | None:
    """The phrase that begins at an item, or behind its comma."""
    items, last = place.items, max(place.quote, number - 1)
    if number < len(items) and items[number].text == ",":
        number += 1
    found = lexicon().phrase_at([item.low for item in items[number : number + 5]], 0)
    source = noun_phrase(items, number + found[1]) if found is not None else None
    if found is None or source is None:
        return None
    content = (place.sentence.span(clause_start(place.sentence, place.quote), last),)
    cue = (number, number + found[1])
    return made(place.sentence, content, cue, source, Evidence.PHRASE_AFTER, after=True)
