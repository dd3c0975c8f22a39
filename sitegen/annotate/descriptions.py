"""What the article says of the one it names: titles, modifiers, appositives, copulas, relative clauses.

In: `Words`, their tree, the range of a name and its title. Out: ranges with their kind, in text order. Each
is a stretch of the text as it stands, inside one sentence, at most `LONGEST` words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.branches import Tree, root_of
from sitegen.annotate.wordlists import name_words
from sitegen.annotate.words import Range, Words
from sitegen.model.annotation import DescriptionKind, EntityType

LONGEST = 30
WIDEST = 60
"""Children of one verb that are looked at: many names may share a verb, and the work must stay linear."""
BE = frozenset(
    {
        "is",
        "was",
        "'s",
        "’s",
        "are",
        "were",
        "be",
        "been",
        "being",
        "became",
        "becomes",
        "become",
        "remains",
        "remained",
    }
)
AS = frozenset(
    {"served", "serves", "serve", "serving", "worked", "works", "working", "work", "acted", "acts"}
)
MADE = frozenset({"elected", "appointed", "named", "known", "chosen", "hired", "described", "sworn"})
"""Participles that make somebody something: only of a passive's subject."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
BEFORE = frozenset(
    {
        "NN",
        "NNP",
        "JJ",
        "JJR",
        "JJS",
        "VBN",
        "VBG",
        "HYPH",
        "POS",
        "CD",
        "PRP$",
        "DT",
        "NNS",
        "NNPS",
        "AFX",
        "RB",
    }
)
APART = frozenset({",", "—", "–", "-", "--", "(", ";", ":"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ARTICLES = frozenset({"a", "an", "the", "one", "another", "his", "her", "its", "their"})


class Said(NamedTuple):
    """A description's words and kind."""

    range: Range
    kind: DescriptionKind


def descriptions(
    words: Words, tree: Tree, name: Range, title: Range | None, kind: EntityType
) -> Iterator[Said]:
    """All descriptions beside one name."""
    root = root_of(words, name)
    before = _before(words, name, title, kind)
    if before:
        yield before
    yield from _beside(words, tree, name, root, kind)
    if kind in {EntityType.PERSON, EntityType.ORGANISATION} and words.deps[root] in {"nsubj", "nsubjpass"}:
        yield from copulas(words, tree, root)
    if kind is EntityType.PERSON:
        yield from _relative(words, tree, root, name)


def _before(words: Words, name: Range, title: Range | None, kind: EntityType) -> Said | None:
    """The words that stand directly before the name in its own noun phrase."""
    last = title.first if title else name.first
    first = _phrase_start(words, last)
    if title is not None:
        address = all(form.lower() in name_words().address for form in words.forms[title.first : title.last])
        return None if address else Said(Range(first, title.last), DescriptionKind.TITLE)
    if first == last:
        return None
    if kind is EntityType.PERSON:
        office = _office(words, first, last)
        if office is not None:
            return Said(Range(office, last), DescriptionKind.TITLE)
    if not _modifies(words, name, last, kind):
        return None
    office = words.forms[last - 1].lower() in name_words().titles and words.forms[last - 1][0].isupper()
    return Said(Range(first, last), DescriptionKind.TITLE if office else DescriptionKind.MODIFIER)


def _modifies(words: Words, name: Range, last: int, kind: EntityType) -> bool:
    """Whether the word before a name says what the name is, rather than merely standing there."""
    noun = words.forms[last - 1]
    if kind is not EntityType.PERSON:
        return noun.lower() in name_words().group_nouns | name_words().place_nouns
    if words.tags[last - 1] == "POS":
        return words.tags[last - 2] in NOUNS
    if noun.lower() in name_words().titles and (noun[0].isupper() or words.tags[last - 1] == "NN"):
        return True
    if words.tags[last - 1] != "NN" or not noun.islower():
        return False
    # In "the time Brandt left" the noun is no part of the name's phrase, and the parse says so.
    head, root = words.heads[last - 1], root_of(words, name)
    if noun in name_words().kin and words.deps[root] not in {"nsubj", "nsubjpass"}:
        return True
    return name.first <= head < name.last or (words.deps[root] == "appos" and words.heads[root] == last - 1)


def _office(words: Words, first: int, last: int) -> int | None:
    """Where an office with its institution begins: "Ambassador to the United States" before a name."""
    lists = name_words()
    for _ in range(3):
        at = first - 1
        if at < 1 or words.forms[at] not in {"of", "to", "for", "at"}:
            return None
        if words.tags[last - 1] not in {"NNP", "NNPS"}:
            return None
        start = _phrase_start(words, at)
        noun = words.forms[at - 1].lower()
        if start < at and noun in lists.titles:
            return start
        if start == at:
            return None
        first = start
    return None


def _phrase_start(words: Words, last: int) -> int:
    """The first word of the noun phrase that ends before `last`."""
    first = last
    while first > 0 and last - first < LONGEST and words.sentences[first - 1] == words.sentences[last - 1]:
        tag, form = words.tags[first - 1], words.forms[first - 1]
        if tag == "CC" and form == "and" and first < last and _joins(words, first - 1):
            first -= 1
            continue
        if tag not in BEFORE or form.lower() in name_words().calendar:
            break
        first -= 1
        if tag in {"DT", "PRP$"}:
            break
    while first < last and words.tags[first] in {"POS", "HYPH", "RB", "CC"}:
        first += 1
    return first


def _joins(words: Words, at: int) -> bool:
    """Whether "and" joins two words of one description: "actor and friend"."""
    return (
        at > 0
        and words.tags[at - 1] in {"NN", "JJ"}
        and words.forms[at - 1].islower()
        and words.forms[at + 1].islower()
        and words.tags[at + 1] in {"NN", "JJ"}
    )


def _beside(words: Words, tree: Tree, name: Range, root: int, kind: EntityType) -> Iterator[Said]:
    """Appositives after the name, and the noun phrase that the name itself stands in apposition to."""
    found = None
    for child in tree.children[root]:
        if child >= name.last and words.deps[child] == "appos" and words.tags[child] in NOUNS:
            found = Range(max(tree.left[child], name.last), tree.right[child] + 1)
            if words.forms[name.last] not in APART and words.forms[found.first - 1] not in APART:
                found = None
            break
    if found is None:
        found = _after_comma(words, name)
    if found is not None and _may_describe(words, found, kind):
        yield from _split(words, found, DescriptionKind.APPOSITIVE)
    head = words.heads[root]
    if words.deps[root] == "appos" and head < name.first and words.tags[head] == "NN":
        phrase = Range(max(tree.left[head], name.first - LONGEST), name.first)
        while phrase.last > phrase.first and not words.forms[phrase.last - 1][0].isalnum():
            phrase = Range(phrase.first, phrase.last - 1)
        if head < phrase.last < name.first and words.forms[head].lower() not in name_words().labels:
            yield from _split(words, phrase, DescriptionKind.APPOSITIVE)


def _may_describe(words: Words, where: Range, kind: EntityType) -> bool:
    """Whether a phrase after a name is no second name: "Otto Weiss, founder …", not "Irving, Texas"."""
    lists = name_words()
    first = where.first
    while first < where.last and not words.forms[first][0].isalnum():
        first += 1
    low = words.forms[first].lower() if first < where.last else ""
    if low in ARTICLES:
        return True
    named = words.forms[first][0].isupper() and low not in lists.titles | lists.title_modifiers | lists.kin
    return kind is not EntityType.PLACE and not (
        named and words.tags[first] in {"NNP", "NNPS"} and not _office_in(words, where)
    )


def _office_in(words: Words, where: Range) -> bool:
    """Whether an office ends the first noun phrase: "Orrin state director"."""
    titles = name_words().titles | name_words().kin
    for at in range(where.first, min(where.last, where.first + 8)):
        if words.tags[at] in {"IN", ",", "WP"}:
            break
        if words.forms[at] in titles:
            return True
    return False


def _split(words: Words, where: Range, kind: DescriptionKind) -> Iterator[Said]:
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
    found = _cut(words, where)
    if found and _is_description(words, found):
        yield Said(found, kind)


def _after_comma(words: Words, name: Range) -> Range | None:
    """The phrase between the comma after a name and the next one, where it begins with an article."""
    first = name.last + 1
    if first >= len(words) or words.forms[name.last] not in {",", "—", "–", "("}:
        return None
    if words.forms[first].lower() not in ARTICLES or words.sentences[first] != words.sentences[name.last]:
        return None
    for at in range(first, min(first + LONGEST, len(words))):
        form, tag = words.forms[at], words.tags[at]
        if form in {",", ".", "—", "–", ")", ";", "?"} or words.sentences[at] != words.sentences[first]:
            return Range(first, at) if at > first + 1 else None
        if tag in FINITE:
            return None
    return None


def _is_description(words: Words, where: Range) -> bool:
    """Whether a phrase says what somebody is: a common noun in it, or a title at its start."""
    lists = name_words()
    tags = words.tags[where.first : where.last]
    if not any(tag == "NN" for tag in tags) and not any(
        form.lower() in lists.titles for form in words.forms[where.first : where.last]
    ):
        return False
    return words.tags[where.first] not in {"CD", "IN", "CC", "VBD", "VBZ", "RB", "WRB", "WP", "WDT", "PRP"}


def _cut(words: Words, where: Range) -> Range | None:
    """The phrase without marks at its edges, cut before a clause of its own, at most `LONGEST` words."""
    first, last = where.first, min(where.last, where.first + LONGEST)
    while first < last and not words.forms[first][0].isalnum():
        first += 1
    for at in range(first, last):
        if words.sentences[at] != words.sentences[first]:
            last = at
            break
    while (
        last > first and not words.forms[last - 1][-1].isalnum() and words.forms[last - 1] not in {")", "]"}
    ):
        last -= 1
    return Range(first, last) if first < last else None


def copulas(words: Words, tree: Tree, subject: int) -> Iterator[Said]:
    """What a subject is said to be, or to have served as."""
    first = words.heads[subject]
    verbs = [first]
    for child in tree.children[first][:WIDEST]:
        own = any(words.deps[c] in {"nsubj", "nsubjpass"} for c in tree.children[child][:WIDEST])
        if words.deps[child] == "conj" and not own:
            verbs.append(child)
    for verb in verbs:
        below = tree.children[verb][:WIDEST]
        if any(words.deps[child] == "neg" for child in below):
            continue
        form = words.forms[verb].lower()
        passive = any(words.deps[child] == "auxpass" for child in below)
        office = form in AS or (form in MADE and passive)
        for child in below:
            if child < verb:
                continue
            if form in BE and words.deps[child] == "attr" and words.tags[child] in NOUNS:
                yield from _split(words, tree.subtree(child), DescriptionKind.COPULA)
            elif office and words.deps[child] == "prep" and words.forms[child] == "as":
                for noun in tree.children[child]:
                    if words.deps[noun] == "pobj" and words.tags[noun] in NOUNS:
                        yield from _split(words, tree.subtree(noun), DescriptionKind.COPULA)


def _relative(words: Words, tree: Tree, root: int, name: Range) -> Iterator[Said]:
    """A clause with "who" that says what is so, in the present: "who leads the union"."""
    for child in tree.children[root]:
        if words.deps[child] != "relcl" or child < name.last:
            continue
        passive = any(words.deps[c] == "auxpass" and words.tags[c] == "VBZ" for c in tree.children[child])
        if words.tags[child] not in {"VBZ", "VBP"} and not passive:
            continue
        found = _cut(words, Range(max(tree.left[child], name.last), tree.right[child] + 1))
        if found and words.forms[found.first].lower() in {"who", "whose"}:
            yield Said(found, DescriptionKind.RELATIVE)
