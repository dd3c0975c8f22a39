"""Rules of attribution by words that open a sentence, or a line, and say whose words follow.

"According to the union, …", "As she put it, …", "In Halloran's words, …", "Ines Halloran: …".
Each asks about one place and answers with a quotation, or none.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import DASHES, last_character
from sitegen.annotate.parse.items import Items, has_verb, is_name
from sitegen.annotate.parse.noun_phrases import NounPhrase, noun_phrase
from sitegen.annotate.parse.tagset import COMMON, FINITE, PLURALS
from sitegen.annotate.quotations.beside.clauses import clause_end, content_end
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.place import QuotedPlace, made
from sitegen.annotate.quotations.beside.signatures import sender
from sitegen.annotate.quotations.beside.subjects import owner_of, phrase_around, subject_of
from sitegen.annotate.quotations.beside.tags import closes_tag, tag_after
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation

_MAIN = FINITE - {"MD"}
_PUTTING = quotewords("putting")
_NOBODY = quotewords("nobody_pronouns")
_EQUATING = quotewords("equating")
_PARTING = frozenset({":", ","})
_BULLETS = DASHES | {"•", "|"}
"""What a name before a colon may stand behind."""
PHRASE = 10
"""Words of a phrase before a colon, at most."""
FIRST = 4
"""Words before a phrase that still opens the sentence."""


def opening_phrase(place: QuotedPlace) -> FoundQuotation | None:
    """A phrase like "According to the union, …"."""
    items = place.items
    for number in range(min(place.quote, FIRST)):
        found = lexicon().phrase_at([item.low for item in items[number : number + 5]], 0)
        source = noun_phrase(items, number + found[1]) if found is not None else None
        if found is not None and source is not None and source.end <= place.quote:
            return _opened(place, (number, number + found[1]), source, source.end)
    return None


def phrase_before_colon(place: QuotedPlace) -> FoundQuotation | None:
    """A phrase and a colon before the words: "This is how it was, in the words of the clerk: “…”"."""
    items, last = place.items, place.quote - 1
    for number in range(max(FIRST, last - PHRASE), last if place.before == ":" else 0):
        found = lexicon().phrase_at([item.low for item in items[number : number + 5]], 0)
        source = noun_phrase(items, number + found[1]) if found is not None else None
        if found is not None and source is not None and source.end == last:
            return _opened(place, (number, number + found[1]), source, last)
    return None


def phrase_with_gap(place: QuotedPlace) -> FoundQuotation | None:
    """A phrase with the source in a gap: "In Halloran's words, …"."""
    items = place.items
    for number in range(min(place.quote, FIRST)):
        if items[number].tag != "IN":
            continue
        for noun in range(number + 2, min(number + 9, place.quote)):
            entry = lexicon().around(items[number].low, items[noun].low)
            if entry is not None and items[noun - 1].tag in {"POS", "PRP$"}:
                return _opened(place, (noun, noun + 1), _owner(items, number + 1, noun), noun + 1)
    return None


def _owner(items: Items, first: int, end: int) -> NounPhrase:
    """The noun phrase in the possessive before an item."""
    last = end - 1 if items[end - 1].tag == "POS" else end
    return NounPhrase(first, last, last - 1, plural=items[last - 1].tag in PLURALS)


def as_somebody_put_it(place: QuotedPlace) -> FoundQuotation | None:
    """A clause like "As she put it, …"."""
    items = place.items
    for number in range(place.quote - 2, -1, -1):
        source = noun_phrase(items, number + 1) if items[number].low == "as" else None
        for verb in range(source.end, place.quote) if source else ():
            put = items[verb].low in quotewords("put_it")
            if items[verb].low in _PUTTING and (not put or items[verb + 1].low == "it"):
                return _opened(place, (verb, verb + 1), source, verb)
    return None


def _opened(place: QuotedPlace, cue: tuple[int, int], source: NounPhrase | None, end: int) -> FoundQuotation:
    """A quotation from behind the next comma on, as long as that is not behind the marks."""
    sentence, quote = place.sentence, place.quote
    commas = (n + 1 for n in range(end, quote) if place.items[n].text in {",", ":"})
    first = min(next(commas, end), quote)
    last = (
        content_end(sentence, cue[0], quote, direct=True) if first == quote else clause_end(sentence, quote)
    )
    return made(sentence, (sentence.span(first, last),), cue, source, Evidence.CUE_BEFORE)


def tag_before_words(place: QuotedPlace) -> FoundQuotation | None:
    """A tag with its verb first, and a colon or comma: "Added Ines Halloran: “…”"."""
    parted = place.quote > 1 and place.before in _PARTING and is_clause(place.item)
    tag = tag_after(place.items, 0) if parted else None
    if tag is None or not tag.inverted or tag.subject is None:
        return None
    end, last = tag.subject.end, place.quote - 1
    if end > last or not (closes_tag(place.items, end, last) or _tells_who(place.items, end, last)):
        return None
    return _before_colon(place, (tag.verb, tag.end), tag.subject, Evidence.CUE_BEFORE)


def _tells_who(items: Items, end: int, last: int) -> bool:
    """Whether nothing but what somebody is stands between commas: "Added Brandt, the clerk, “…”"."""
    return items[end].text == "," and last - end <= PHRASE and not has_verb(items[end:last])


def sender_before_colon(place: QuotedPlace) -> FoundQuotation | None:
    """Whoever the words come from: "From Mayor Halloran: “…”"."""
    named = sender(place.items, place.quote - 1) if _follows_colon(place) else None
    if named is None:
        return None
    return _before_colon(place, (place.quote - 1, place.quote), named, Evidence.NAME_BEFORE_COLON)


def in_the_eyes_of(place: QuotedPlace) -> FoundQuotation | None:
    """Who calls something so: "To Halloran, Brandt is the “kind-hearted” man who …"."""
    items = place.items
    whose = noun_phrase(items, 1) if items[0].low == "to" and not is_clause(place.item) else None
    if whose is None or whose.end + 2 > place.quote or items[whose.end].text != ",":
        return None
    if not (is_name(items[whose.head]) or items[whose.first].tag == "PRP$"):
        return None
    subject = noun_phrase(items, whose.end + 1)
    states = subject is not None and subject.end < place.quote and items[subject.end].low in _EQUATING
    return _opened(place, (0, 1), whose, whose.end) if states else None


def label(place: QuotedPlace) -> FoundQuotation | None:
    """A name, perhaps with what it is, and a colon: "Ines Halloran, mayor of Port Avel: “…”".

    Or a dash, where nothing follows the words in marks: "Ines Halloran, 71, retired — “…”".
    """
    items, colon = place.items, place.quote - 1
    if not (_follows_colon(place) or _answers(place) or _follows_dash(place)):
        return None
    first = max((n + 1 for n in range(colon) if items[n].text in _BULLETS), default=0)
    source = noun_phrase(items, first)
    if source is None or has_verb(items[first:colon]):
        return None
    if lexicon().noun(items[source.head].low) is not None:
        return None
    return _before_colon(place, (colon, colon + 1), source, Evidence.NAME_BEFORE_COLON)


def noun_before_colon(place: QuotedPlace) -> FoundQuotation | None:
    """A noun of saying with its owner: "From the union's letter: “…”"."""
    items = place.items
    for number in _back_from_colon(place):
        if items[number].tag in COMMON and lexicon().noun(items[number].low) is not None:
            owner = owner_of(place.sentence, number)
            if owner is not None:
                return _before_colon(place, (number, number + 1), owner, Evidence.NOUN_BEFORE_COLON)
    return None


def name_before_colon(place: QuotedPlace) -> FoundQuotation | None:
    """The name right before the colon, at the end of more: "Then came Ines Halloran: “…”"."""
    items, colon = place.items, place.quote - 1
    if not _follows_colon(place) or items[colon - 1].tag != "NNP":
        return None
    name = phrase_around(place.sentence, colon - 1)
    beside = name.end == colon and name.first
    if not beside or items[name.first - 1].tag in {"IN", "TO", "NNP", "POS"}:
        return None
    return _before_colon(place, (colon, colon + 1), name, Evidence.NAME_BEFORE_COLON)


def subject_before_colon(place: QuotedPlace) -> FoundQuotation | None:
    """The subject of the nearest verb: "The minister had a message: “…”"."""
    items = place.items
    for number in _back_from_colon(place):
        if items[number].tag in _MAIN and items[number].quote < 0:
            subject = subject_of(place.sentence, number)
            if subject is not None and items[subject.head].low not in _NOBODY:
                return _before_colon(place, (number, number + 1), subject, Evidence.SUBJECT_BEFORE_COLON)
    return None


def owner_before_colon(place: QuotedPlace) -> FoundQuotation | None:
    """The first possessor: "Halloran's answer to the board: “…”"."""
    colon = place.quote - 1
    owned = next((n for n in range(1, colon) if place.items[n].tag == "POS"), None)
    if owned is None or not _follows_colon(place):
        return None
    owner = phrase_around(place.sentence, owned - 1)
    return _before_colon(place, (colon, colon + 1), owner, Evidence.OWNER_BEFORE_COLON)


def _follows_colon(place: QuotedPlace) -> bool:
    """Whether the quoted words are a sentence of their own behind a colon."""
    return place.quote > 1 and place.before == ":" and is_clause(place.item)


def _follows_dash(place: QuotedPlace) -> bool:
    """Whether the quoted words are a sentence of their own that ends the line, behind a name and a dash."""
    whole = place.quote > 1 and place.quote + 1 == len(place.items) and is_clause(place.item)
    return whole and place.before in DASHES and is_name(place.items[0])


def _answers(place: QuotedPlace) -> bool:
    """Whether a line is a person's name and a short sentence: "Ines Halloran: “Never.”"."""
    items, colon = place.items, place.quote - 1
    alone = place.before == ":" and place.quote + 1 == len(items) and last_character(place.item.text) in ".?!"
    return alone and colon > 1 and all(item.tag == "NNP" for item in items[:colon])


def _back_from_colon(place: QuotedPlace) -> range:
    """The items before the colon, nearest first; none where there is no colon."""
    return range(place.quote - 2, -1, -1) if _follows_colon(place) else range(0)


def _before_colon(
    place: QuotedPlace, cue: tuple[int, int], source: NounPhrase, seen: Evidence
) -> FoundQuotation:
    last = content_end(place.sentence, cue[0], place.quote, direct=True)
    return made(place.sentence, (place.sentence.span(place.quote, last),), cue, source, seen)
