"""A description as a range with its kind, and how a phrase is cut to one.

In: `Words` and the range of a phrase. Out: `Said`s: stretches of the text as they stand, inside one
sentence, at most `LONGEST` words, each with a common noun or an office in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.namewords import name_words, person_nouns
from sitegen.annotate.marks.characters import DASHES
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import DescriptionKind

LONGEST = 30
PROFESSOR = closed_words("professor")
HYPHENS = frozenset("-‐‑")
APART = DASHES | {",", "(", ";", ":"}
ARTICLES = closed_words("describing_articles")


class Said(NamedTuple):
    """A description's words and kind."""

    range: Range
    kind: DescriptionKind


def at_words(words: Words, said: Said) -> Said | None:
    """The same from a whole word on, without a style behind an office: "Minister Dr." is "Minister"."""
    first, last = said.range
    while words.joined(first) and words.forms[first - 1] in HYPHENS and words.joined(first - 1):
        first -= 2  # "then-|minister"
    while first < last and words.joined(first) and words.forms[first - 1][-1].isalnum():
        first += 1  # "was|n’t minister"
    titles = name_words().titles
    while last - first > 1 and words.forms[last - 1].lower() in name_words().styles:
        chair = words.forms[last - 1].lower() in PROFESSOR  # "Associate Prof." is one
        if words.forms[last - 2].lower() not in (titles if chair else titles | person_nouns()):
            break
        last -= 1
    return Said(Range(first, last), said.kind) if first < last else None


def split(words: Words, where: Range, kind: DescriptionKind) -> Iterator[Said]:
    """A phrase, cut where "and" adds a second office or a noun with its own article."""
    where = Range(where.first, min(where.last, where.first + LONGEST))
    if words.forms[where.first : where.last].count(",") > 3:
        return
    first = where.first
    for at in range(where.first + 1, where.last - 2):
        if words.tags[at] == "CC" and (
            words.tags[at + 1] == "DT"
            or (words.forms[at - 1] == "," and words.forms[at + 1][0].isupper())
            or (words.forms[at + 2] == "of" and words.forms[at + 1].lower() in name_words().titles)
        ):
            yield from _whole(words, Range(first, at), kind)
            first = at + 1
    yield from _whole(words, Range(first, where.last), kind)


def _whole(words: Words, where: Range, kind: DescriptionKind) -> Iterator[Said]:
    found = cut(words, where)
    if found and _is_description(words, found):
        yield Said(found, kind)


def _is_description(words: Words, where: Range) -> bool:
    """Whether a phrase says what somebody is: a common noun in it, or a title at its start."""
    lists = name_words()
    tags = words.tags[where.first : where.last]
    said = {form.lower() for form in words.forms[where.first : where.last]}
    if "NN" not in tags and said.isdisjoint(lists.titles) and said.isdisjoint(person_nouns()):
        return False
    if words.forms[where.first] in person_nouns():
        return True
    return words.tags[where.first] not in {"CD", "IN", "CC", "VBD", "VBZ", "RB", "WRB", "WP", "WDT", "PRP"}


def cut(words: Words, where: Range) -> Range | None:
    """The phrase without marks at its edges, cut before a clause of its own, at most `LONGEST` words."""
    first, last = where.first, min(where.last, where.first + LONGEST)
    while first < last and not words.forms[first][0].isalnum():
        first += 1
    for at in range(first, last):
        if words.sentences[at] != words.sentences[first]:
            last = at
            break
    while last > first and _ends_nothing(words, last - 1):
        last -= 1
    return Range(first, last) if first < last else None


def _ends_nothing(words: Words, at: int) -> bool:
    """Whether a word is a mark or an "and", with which no description ends."""
    form = words.forms[at]
    return words.tags[at] == "CC" or (not form[-1].isalnum() and form not in {")", "]"})
