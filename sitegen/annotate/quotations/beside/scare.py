"""Quoted words that nobody is quoted with: titles of works, names of shows, nicknames.

In: a sentence and a quoted segment in it. Out: whether the words name a thing. They are marked as nothing.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import EDGES, last_character
from sitegen.annotate.parse.items import Item, Items
from sitegen.annotate.parse.tagset import FINITE, PROPER
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.found import FoundQuotation

_WORKS = quotewords("works")
"""What has a title."""
_MAKERS = quotewords("makers")
"""Who a work is named before: "the “Harbour Lights” singer"."""
_NAMING, _LETTERED = quotewords("naming"), quotewords("lettered")
_PLACES = quotewords("before_works")
_SUNG = quotewords("sung")
"""What is done with a song or a play."""
_DEFINING = quotewords("defining")
_SMALL = quotewords("small")


_SIGNS = quotewords("signs")
"""What has words written on it."""
_READING = quotewords("writing")
_SPEAKING_OF = quotewords("speaking_of")
LONGEST = 8
"""Words of a title that is not written in capitals, at most."""
FEW = 3
"""Words of a name that something is given."""
SPOKEN = 16
"""Words between a verb of saying and quoted words of whom it speaks, at most."""


def names_a_work(sentence: Sentence, quote: int) -> bool:
    """Whether the quoted words are a title: capitals throughout, and words beside them that titles have."""
    items = sentence.items
    lettering = [item.low for item in items[max(0, quote - 2) : quote] if item.text not in {",", ":"}]
    if lettering and lettering[-1] in _LETTERED:
        return True
    if not _title_case(items[quote]):
        return quote == 0 and _is_made(items)
    following = items[quote + 1].low if quote + 1 < len(items) else ""
    if following in _MAKERS or _is_by(items, quote + 1):
        return True
    before = quote - 1
    while before >= 0 and items[before].text in {",", ":"}:
        before -= 1
    comma = before < quote - 1
    if before < 0:
        return False
    word = items[before]
    if word.quote >= 0 or word.low in quotewords("listing"):
        earlier = [n for n in sentence.quotes if n < quote]
        return bool(earlier) and quote - earlier[-1] <= 3 and names_a_work(sentence, earlier[-1])
    if (
        (word.low in _WORKS and word.tag[:2] != "VB")
        or (word.low in _NAMING and not comma)
        or (word.low in _SUNG and not comma)
    ):
        return True
    follows = quote + 1 < len(items) and items[quote + 1].low in _WORKS
    return not comma and (follows or word.tag == "POS" or word.low in _PLACES)


def _is_made(items: Items) -> bool:
    """Whether few words without a stop begin a sentence, and their maker follows: "“At dawn” by Osk"."""
    words = items[0].text
    return words.count(" ") < LONGEST and words[-2:-1].isalnum() and items[1:2] != [] and _is_by(items, 1)


def _is_by(items: Items, number: int) -> bool:
    """Whether a maker is named behind the words: "“This Kind of Storm,” by T. R. Ferris"."""
    if number < len(items) and items[number].text == ",":
        number += 1
    by = number + 1 < len(items) and items[number].low == "by"
    return by and items[number + 1].tag in PROPER and items[number + 1].low not in _PLACES


def is_titled(sentence: Sentence, quote: int) -> bool:
    """Whether words with capitals like a title's are what the sentence speaks of: "“Dry Hills” topped …"."""
    items = sentence.items
    goes_on = quote + 1 < len(items) and items[quote + 1].tag in FINITE | {"IN"}
    return goes_on and _title_case(items[quote])


def is_nickname(sentence: Sentence, quote: int) -> bool:
    """Whether the quoted words stand inside a person's name: "Jonas “Red” Abara"."""
    items = sentence.items
    if not 0 < quote < len(items) - 1 or items[quote].text.count(" ") > 1:
        return False
    return (
        items[quote - 1].tag == "NNP" and items[quote + 1].tag == "NNP" and items[quote].text[1:2].isupper()
    )


def defines_a_term(sentence: Sentence, quote: int) -> bool:
    """Whether the marks give a name to what stands before them: (the “Offer Letter”), (each, a “Unit”)."""
    items = sentence.items
    behind = items[quote + 1].text if quote + 1 < len(items) else ""
    before = quote - 1
    while before >= 0 and items[before].low in _DEFINING:
        before -= 1
    return behind[:1] == ")" and before >= 0 and items[before].text[-1:] == "("


def is_spoken_of(sentence: Sentence, quote: int) -> bool:
    """Whether somebody speaks of the words, and what is said follows: "said of “old” Osk: “He sang.”"."""
    items = sentence.items
    near = range(quote + 2, min(quote + 2 + FEW, len(items)))
    if not any(items[n].quote >= 0 and items[n - 1].text == ":" for n in near):
        return False
    for number in range(quote - 1, max(0, quote - SPOKEN), -1):
        if items[number].tag[:2] == "VB":
            return items[number + 1].low in _SPEAKING_OF and lexicon().verb(items[number].low) is not None
    return False


def is_byname(text: str, sentence: Sentence, quote: int, found: FoundQuotation) -> bool:
    """Whether nobody in particular calls something so: "is dubbed “feather lung”", "fans call it “Tower”"."""
    entry = lexicon().verb(found.cue.of(text)) if found.cue is not None else None
    if entry is None or not entry.weight(Frame.NAMING) or entry.weight(Frame.THAT):
        return False
    words = sentence.items[quote]
    if found.source is None:
        return words.text.count(" ") < FEW
    head = next((item for item in sentence.items if item.start == found.source.head.start), None)
    return head is not None and head.tag == "NNS" and _title_case(words)


def is_sign(text: str, found: FoundQuotation) -> bool:
    """Whether a thing with writing on it "says" the words: "a sign that reads “No Entry”"."""
    if found.source is None or found.cue is None or found.cue.of(text).lower() not in _READING:
        return False
    return any(word.lower() in _SIGNS for word in found.source.span.of(text).split())


def _title_case(item: Item) -> bool:
    """Whether every word but small ones begins with a capital or a digit."""
    words = [word.strip(EDGES + "`,;:…") for word in item.text.split()]
    words = [word for word in words if word]
    if not words or last_character(item.text) in "?":
        return False
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and all(not word[0].islower() for word in large)
