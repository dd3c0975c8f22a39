"""What a sentence is made of when each quotation counts as one thing, and the noun phrases in it.

In: items. Out: where a noun phrase begins, ends and has its head. Tags decide, not the parse: beside
quotation marks tags are right where arcs are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.tagset import NOUNS, PLURALS, PROPER

QUOTED = "QUOTED"
"""The tag of an item that is a quoted segment."""


class Item(NamedTuple):
    """A word outside quotation marks, or a quoted segment."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    dep: str
    token: int
    """Of its (first) token in the parse."""
    head: int
    """Index of its syntactic head; of a quoted segment's, the head that lies outside it."""
    quote: int
    """Which quoted segment it is; -1 for a word."""
    starts: bool
    """Whether the parse begins a sentence here."""


class NounPhrase(NamedTuple):
    """Item numbers: the first, the one after the last, and the head."""

    first: int
    end: int
    head: int
    plural: bool


Items = Sequence[Item]

_MODIFIERS = frozenset(
    ["DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "POS", "VBN", "VBG", "HYPH", "$", "#", "AFX", "FW", "NFP"]
)
_MISTAKEN = frozenset(["MD", "VB", "VBP", "VBZ", "VBD", "VBN", "UH", "FW"])
_PRONOUNS = quotewords("pronouns")
_TEMPORAL = quotewords("times")
_LINKS = frozenset(["of", "for", "from", "at", "with"])
"""Prepositions that tie a noun phrase to a speaker: "a spokesman for the port"."""


def is_temporal(item: Item) -> bool:
    """Whether the word says when: "Tuesday", "yesterday"."""
    return item.low in _TEMPORAL


def is_noun(item: Item) -> bool:
    """Whether the word is a noun; a name that the tag takes for a verb ("Will") is told by its capital."""
    if item.tag in NOUNS:
        return True
    return (
        item.tag in _MISTAKEN
        and item.text[0].isupper()
        and len(item.text) > 2
        and lexicon().verb(item.low) is None
    )


def is_name(item: Item) -> bool:
    """Whether the word is, by its tag or its capital, part of a name."""
    return item.tag in PROPER or (is_noun(item) and item.text[0].isupper())


def noun_phrase(items: Items, first: int) -> NounPhrase | None:
    """The noun phrase that begins at an item: "the minister of transport", "Ines Halloran", "she"."""
    base = _base(items, first)
    if base is None:
        return None
    end, plural = base.end, base.plural
    following = _base(items, end + 1) if end < len(items) and items[end].low in {"and", "&", "or"} else None
    if following is not None and items[following.head].tag[:3] == items[base.head].tag[:3]:
        return NounPhrase(first, following.end, base.head, plural=True)
    while end < len(items) and items[end].low in _LINKS:
        linked = _base(items, end + 1)
        if linked is None:
            break
        end = linked.end
    return NounPhrase(first, end, base.head, plural)


def _base(items: Items, first: int) -> NounPhrase | None:
    """A noun phrase without what follows its head."""
    if first >= len(items):
        return None
    item = items[first]
    if item.tag in {"PRP", "WP"} or (item.low in _PRONOUNS and not _continues(items, first + 1)):
        if item.tag == "WP" or item.low not in _PRONOUNS:
            return None
        return NounPhrase(
            first, first + 1, first, item.low in {"they", "we", "these", "those", "some", "many", "most"}
        )
    if item.tag in {"VBG", "VBN", "POS", "HYPH"} and not is_name(item):
        return None
    number, head = first, -1
    while number < len(items):
        item = items[number]
        if is_temporal(item) and item.tag != "POS" and (head >= 0 or number == first):
            break
        if is_noun(item):
            head = number
        elif item.tag not in _MODIFIERS or (
            item.tag in {"VBN", "VBG", "DT", "PRP$"} and head >= 0 and items[number - 1].tag != "POS"
        ):
            break
        number += 1
    if head < 0:
        return _headless(items, first, number)
    end = head + 1
    return NounPhrase(first, end, head, items[head].tag in PLURALS)


def _continues(items: Items, number: int) -> bool:
    """Whether a noun phrase goes on here: "this man", "one of"."""
    return number < len(items) and items[number].tag in NOUNS | {"JJ", "CD"}


def _headless(items: Items, first: int, end: int) -> NounPhrase | None:
    """A determiner or number with an adjective and no noun: "the elderly", "the 52-year-old"."""
    if end > first and (items[first].tag in {"DT", "CD", "JJ"}) and items[end - 1].tag in {"JJ", "CD", "DT"}:
        return NounPhrase(first, end, end - 1, plural=items[end - 1].tag == "CD")
    return None
