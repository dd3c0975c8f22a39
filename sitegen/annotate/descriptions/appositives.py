"""Phrases in apposition: "Otto Weiss, a shipbuilder", "the lead negotiator, Ines Halloran".

In: `Words`, their tree, a name. Out: what is said of it between commas, dashes or brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.descriptions.phrase import APART, ARTICLES, LONGEST, Said, split
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.tagset import FINITE, NOUNS, PROPER
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import DescriptionKind, EntityType

_BEGINS = LONG_DASHES | {",", "("}
_ENDS = LONG_DASHES | {",", ".", ")", ";", "?"}


def appositives(words: Words, tree: Tree, name: Range, root: int, kind: EntityType) -> Iterator[Said]:
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
        yield from split(words, found, DescriptionKind.APPOSITIVE)
    head = words.heads[root]
    office = _office_before(words, name, root) if kind is EntityType.PERSON else None
    if office is not None:
        yield from split(words, office, DescriptionKind.APPOSITIVE)
    if words.deps[root] == "appos" and head < name.first and words.tags[head] == "NN":
        phrase = Range(max(tree.left[head], name.first - LONGEST), name.first)
        while phrase.last > phrase.first and not words.forms[phrase.last - 1][0].isalnum():
            phrase = Range(phrase.first, phrase.last - 1)
        if head < phrase.last < name.first and words.forms[head].lower() not in name_words().labels:
            yield from split(words, phrase, DescriptionKind.APPOSITIVE)


def _office_before(words: Words, name: Range, root: int) -> Range | None:
    """As in "the mayor of Orrin, Ana Brandt, …", where the parser joins the person to the town."""
    town, after = words.heads[root], words.forms[name.last] if name.last < len(words) else ""
    last = name.first - 1
    if (
        words.deps[root] not in {"conj", "appos"}
        or town != last - 1
        or words.forms[last] != ","
        or after != ","
    ):
        return None
    head = words.heads[words.heads[town]]
    office = words.deps[town] == "pobj" and words.forms[head] in name_words().titles
    article = head > 0 and words.forms[head - 1].lower() == "the"
    inside = 1 < last - head < LONGEST and words.sentences[head - 1] == words.sentences[last]
    return Range(head - 1, last) if office and article and inside else None


def _may_describe(words: Words, where: Range, kind: EntityType) -> bool:
    """Whether a phrase after a name is no second name: "Otto Weiss, founder …", not "Irving, Texas"."""
    lists = name_words()
    first = where.first
    while first < where.last and not words.forms[first][0].isalnum():
        first += 1
    if first == where.last:  # marks alone
        return False
    low = words.forms[first].lower()
    if low in ARTICLES:
        return True
    named = words.forms[first][0].isupper() and low not in lists.titles | lists.title_modifiers | lists.kin
    return kind is not EntityType.PLACE and not (
        named and words.tags[first] in PROPER and not _office_in(words, where)
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


def _after_comma(words: Words, name: Range) -> Range | None:
    """The phrase between the comma after a name and the next one, where it begins with an article."""
    first = name.last + 1
    if first >= len(words) or words.forms[name.last] not in _BEGINS:
        return None
    if words.forms[first].lower() not in ARTICLES or words.sentences[first] != words.sentences[name.last]:
        return None
    for at in range(first, min(first + LONGEST, len(words))):
        form, tag = words.forms[at], words.tags[at]
        if form in _ENDS or words.sentences[at] != words.sentences[first]:
            return Range(first, at) if at > first + 1 else None
        if tag in FINITE:
            return None
    return None
