"""Noun phrases: "the minister", "Halloran and Reyle", "a spokesman for the port".

Found here alone, in two ways. Around a head by the arcs of the tree, without the clauses and appositives
after it: a `Source` where it names who speaks. And from its first word by the tags of items, since beside
quotation marks tags are right where arcs are not. A long coordination is followed a bounded number of steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.datelines import report_start
from sitegen.annotate.parse.items import Items, is_name, is_noun, is_temporal
from sitegen.annotate.parse.tagset import CLOSE, NOUNS, PLURALS, PROPER
from sitegen.annotate.parse.tree import CLIMB, Tree
from sitegen.annotate.parse.words import LISTED, Range
from sitegen.model.reason import Reasons

PLURAL_PRONOUNS = closed_words("plural_pronouns")
SELECTING = closed_words("selecting")
"""Prepositions of a phrase that tells who is meant: "a spokesman for the port"."""

LONGEST = 12
"""Words of a phrase after a noun that are kept with it; longer ones swallow clauses."""


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name who speaks."""

    range: Range
    head: int
    plural: bool
    how: Reasons
    """How it goes with the cue: as subject, as agent, as subject of an earlier verb."""
    certain: bool = True
    """Whether the parse gives it directly."""


PEOPLE = tuple(sorted(closed_words("people_endings")))
SPEAKERS = closed_words("people")


def speaks(tree: Tree, noun: int) -> bool:
    """Whether a noun is somebody, as far as its form tells; a statement or tweet is not."""
    if tree.tag(noun) in PROPER | {"PRP"}:
        return True
    word = tree.lower[noun]
    return lexicon().noun(word) is None and (word in SPEAKERS or word.endswith(PEOPLE))


def noun_source(tree: Tree, head: int, how: Reasons, *, certain: bool = True) -> Source:
    """The noun phrase around `head`, without clauses and appositives after it."""
    if head and tree.words.forms[head] == ".":
        head -= 1  # of "Ana Brandt Sr."
    last = head
    for child in tree.children[head]:
        if child > head and _selects(tree, child, last):
            last = tree.right[child]
    joint = _joint(tree, head)
    if joint is not None:
        last = max(last, joint)
    plural = joint is not None or tree.tag(head) in PLURALS or tree.lower[head] in PLURAL_PRONOUNS
    return Source(Range(_start(tree, head), last + 1), head, plural, how, certain)


def short_phrase(tree: Tree, head: int) -> Range:
    """The noun phrase around `head` that a later "she" may mean, with the phrase right after it.

    A comma ends it: "the mayor of Averel, Ines Halloran," is often parsed as one long place.
    """
    forms, after = tree.words.forms, head + 1
    beside = after < len(forms) and tree.head(after) == head and tree.dep(after) == "prep"
    last = tree.right[after] + 1 if beside else after
    near = range(after, min(last, after + LONGEST))
    end = next((at for at in near if not any(map(str.isalnum, forms[at]))), None)
    if end is None:
        end = last if last - after <= LONGEST else after
    return Range(_start(tree, head), end)


def _start(tree: Tree, head: int) -> int:
    """The first word of what stands before a head in its own phrase."""
    before = (child for child in tree.children[head] if child < head and tree.dep(child) in CLOSE)
    first = _whole_word(tree, min((tree.left[child] for child in before), default=head))
    first = min(head, report_start(tree.words, first))
    return first + 1 if first < head and LISTED.fullmatch(tree.words.forms[first]) else first


def _whole_word(tree: Tree, first: int) -> int:
    """Where a phrase begins that the parse lets begin inside a word: "Orlo co-founder"."""
    words = tree.words
    inside = first > 1 and words.forms[first - 1] == "-" and words.joined(first) and words.joined(first - 1)
    return tree.left[first - 2] if inside else first


def _joint(tree: Tree, head: int) -> int | None:
    """The last head of a coordination: "Brandt" in "Halloran and Brandt"."""
    last = None
    for _ in range(CLIMB):
        following = tree.first(head if last is None else last, "conj")
        if following is None or tree.tag(following) not in NOUNS | {"PRP"}:
            break
        last = following
    return last


def _selects(tree: Tree, child: int, last: int) -> bool:
    """Whether a dependent after the head tells who is meant, with nothing in between."""
    if tree.left[child] != last + 1:
        return False
    return tree.dep(child) in {"compound", "nummod", "appos"} or (
        tree.dep(child) == "prep"
        and tree.lower[child] in SELECTING
        and tree.right[child] - child <= CLIMB * 2
    )


class NounPhrase(NamedTuple):
    """Item numbers: the first, the one after the last, and the head."""

    first: int
    end: int
    head: int
    plural: bool


_MODIFIERS = frozenset(
    ["DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "POS", "VBN", "VBG", "HYPH", "$", "#", "AFX", "FW", "NFP"]
)
_JOINING = closed_words("joining_names") | {"&"}
_SEVERAL = closed_words("plural_alone")
_PRONOUNS = quotewords("pronouns")
_OFFICE_LINKS = quotewords("office_links")
_LINKS = closed_words("links")
"""Prepositions that tie a noun phrase to a speaker: "a spokesman for the port"."""


def noun_phrase(items: Items, first: int) -> NounPhrase | None:
    """The noun phrase that begins at an item: "the minister of transport", "Ines Halloran", "she"."""
    base = _base(items, first)
    if base is None:
        return None
    if (named := _titled(items, base)) is not None:
        return named
    end, plural = base.end, base.plural
    following = _base(items, end + 1) if end < len(items) and items[end].low in _JOINING else None
    if following is not None and items[following.head].tag[:3] == items[base.head].tag[:3]:
        return NounPhrase(first, following.end, base.head, plural=True)
    while end < len(items) and items[end].low in _LINKS:
        linked = _base(items, end + 1)
        if linked is None:
            break
        end = linked.end
    return NounPhrase(first, end, base.head, plural)


def _titled(items: Items, base: NounPhrase) -> NounPhrase | None:
    """A name behind an office without an article: "head of fundraising Ines Halloran"."""
    bare = base.end == base.first + 1 and items[base.head].tag == "NN"
    if not bare or base.end >= len(items) or items[base.end].low not in _OFFICE_LINKS:
        return None
    first = base.end + 1
    if first < len(items) and items[first].tag == "VBG":  # "fundraising"
        first += 1
    named = _base(items, first)
    behind = named is not None and is_name(items[named.head]) and not is_name(items[base.end + 1])
    return NounPhrase(base.first, named.end, named.head, named.plural) if named and behind else None


def _base(items: Items, first: int) -> NounPhrase | None:
    """A noun phrase without what follows its head."""
    if first >= len(items):
        return None
    item = items[first]
    if item.tag in {"PRP", "WP"} or (item.low in _PRONOUNS and not _continues(items, first + 1)):
        if item.tag == "WP" or item.low not in _PRONOUNS:
            return None
        return NounPhrase(first, first + 1, first, item.low in _SEVERAL)
    if item.tag in {"VBG", "VBN", "POS", "HYPH"} and not is_name(item):
        return None
    number, head = first, -1
    while number < len(items):
        item = items[number]
        if is_temporal(item) and item.tag != "POS" and (head >= 0 or number == first):
            break
        hyphened = item.tag == "RB" and number + 1 < len(items) and items[number + 1].tag == "HYPH"
        if is_noun(item):
            head = number
        elif (item.tag not in _MODIFIERS and not hyphened) or (
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
