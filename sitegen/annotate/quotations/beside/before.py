"""Rules of attribution by a cue before the quoted words that takes them as its content, or a tag amid them.

Each asks about one place and answers with a quotation, or none.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.noun_phrases import NounPhrase, noun_phrase
from sitegen.annotate.quotations.beside.clauses import clause_start, content_end
from sitegen.annotate.quotations.beside.governors import Governor, is_clause
from sitegen.annotate.quotations.beside.place import QuotedPlace, made
from sitegen.annotate.quotations.beside.subjects import owner_of, subject_of
from sitegen.annotate.quotations.beside.tags import QuotationTag, cue_entry, tag_after
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation

_PICTURES, _LETTING = quotewords("pictures"), quotewords("letting")
_ABLE, _NEGATIONS = quotewords("able"), quotewords("negations")
_OWING = quotewords("owing")
_WRITERS = quotewords("writers")
CANNOT = 4
"""Words before a verb among which "cannot" is looked for."""
_ASIDE = LONG_DASHES | {","}
NEAR = 6
"""Words between a cue and a sentence in marks that it introduces, at most."""
TAGLIKE = 0.7
"""A verb less apt to stand beside quoted words gives way to a tag behind them."""


def aside(place: QuotedPlace) -> FoundQuotation | None:
    """A tag between commas inside the clause: "the plan, she said, was “dead”"."""
    if is_clause(place.item):
        return None
    for comma in range(place.quote - 2, 0, -1):
        if place.items[comma].quote >= 0:
            return None
        if place.items[comma].text in _ASIDE:
            found = _from_aside(place, comma)
            if found is not None:
                return found
    return None


def _from_aside(place: QuotedPlace, comma: int) -> FoundQuotation | None:
    """The quotation on both sides of the tag behind a comma."""
    sentence, tag = place.sentence, tag_after(place.items, comma + 1)
    end = _aside_end(place, tag) if tag is not None else None
    if tag is None or end is None:
        return None
    first = clause_start(sentence, comma)
    if first >= comma:
        return None
    last = content_end(sentence, tag.verb, place.quote, direct=False)
    content = (sentence.span(first, comma - 1), sentence.span(end + 1, last))
    return made(sentence, content, (tag.verb, tag.end), tag.subject, Evidence.ASIDE)


def _aside_end(place: QuotedPlace, tag: QuotationTag) -> int | None:
    """The comma that ends an aside which is a tag with its subject and nothing more."""
    if tag.subject is None or _is_named(place, tag):
        return None
    end = tag.subject.end if tag.inverted else tag.end
    return end if end < place.quote and place.items[end].text in _ASIDE else None


def _is_named(place: QuotedPlace, tag: QuotationTag) -> bool:
    """Whether the tag says what its subject is called: "as she was called"."""
    before = place.items[tag.verb - 1].low if tag.verb else ""
    return place.items[tag.verb].tag == "VBN" and before in closed_words("was")


def cue_before(place: QuotedPlace) -> FoundQuotation | None:
    """A cue to the left that takes the quotation as its content; of nouns only one with an owner."""
    governor, sentence = place.governor, place.sentence
    if governor is None:
        return None
    subject = (owner_of if governor.noun else subject_of)(sentence, governor.cue)
    if governor.noun and subject is None:
        return None
    if subject is not None and (_is_supposed(place, subject) or _disagrees(place, subject, governor.cue)):
        return None
    if _shows_a_picture(place, governor) or _is_impossible(place, governor.cue):
        return None
    if subject is not None and _is_to_be_said(place, subject, governor.cue):
        return None
    direct = governor.first >= place.quote
    last = content_end(sentence, governor.cue, place.quote, direct=direct)
    content = (sentence.span(min(governor.first, place.quote), last),)
    found = made(sentence, content, (governor.cue, governor.end), subject, Evidence.CUE_BEFORE)
    seen = [Evidence.IN_FRAME]
    seen += [Evidence.BESIDE_MARKS] if direct else []
    seen += [Evidence.NO_SOURCE] if subject is None else []
    return replace(found, evidence=tuple(seen), weight=governor.fit, direct=governor.owned)


def _shows_a_picture(place: QuotedPlace, governor: Governor) -> bool:
    """Whether what is posted is a picture and no words: "tweeted a photo of her “new partner”"."""
    posted = noun_phrase(place.items, governor.end)
    return posted is not None and posted.end <= place.quote and place.items[posted.head].low in _PICTURES


def _is_impossible(place: QuotedPlace, verb: int) -> bool:
    """Whether nobody has said so: "I can't claim that it is “fair”", "let's call it “fair”"."""
    before = [item.low for item in place.items[max(0, verb - CANNOT) : verb]]
    return not _LETTING.isdisjoint(before) or any(
        able in _ABLE and no in _NEGATIONS for able, no in pairwise(before)
    )


def _is_to_be_said(place: QuotedPlace, subject: NounPhrase, verb: int) -> bool:
    """Whether somebody should or may say so, and has not: "ministers should consider a “levy”"."""
    items, at = place.items, verb - 1
    while at > 0 and items[at].tag == "RB":
        at -= 1
    own = items[subject.head].low in _WRITERS  # "I must say"
    return not own and items[verb].tag != "VBG" and items[at].low in _OWING


def _is_supposed(place: QuotedPlace, subject: NounPhrase) -> bool:
    """Whether somebody is only thought of: "if a politician calls someone …"."""
    items = place.items
    new = items[subject.first].low in closed_words("indefinite_articles")
    return new and subject.first > 0 and items[subject.first - 1].low in closed_words("supposing")


def _disagrees(place: QuotedPlace, subject: NounPhrase, verb: int) -> bool:
    """Whether several cannot be the subject of a verb for one: "the fact that more voters like her shows"."""
    items = place.items
    return items[verb].tag == "VBZ" and subject.plural and items[subject.head].tag == "NNS"


def named_cue_before(place: QuotedPlace) -> FoundQuotation | None:
    """The same where the sentence names who speaks."""
    found = cue_before(place)
    return found if found is not None and found.source is not None else None


def cue_beside(place: QuotedPlace) -> FoundQuotation | None:
    """The same where a cue, a few words and a colon or comma introduce a sentence in marks.

    A tag behind them, if there is one, then only repeats it.
    """
    governor, items = place.governor, place.items
    if governor is None or place.before not in {":", ","} or not is_clause(place.item):
        return None
    entry = cue_entry(items, governor.cue)
    weak = entry is not None and entry[0].weight(Frame.TAG) < TAGLIKE
    if weak and tag_after(items, place.quote + 1) is not None:
        return None
    if governor.first < place.quote or place.quote - governor.end > NEAR:
        return None
    return named_cue_before(place)
