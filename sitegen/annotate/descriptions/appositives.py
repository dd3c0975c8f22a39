"""Phrases in apposition: "Otto Weiss, a shipbuilder", "the lead negotiator, Ines Halloran".

In: `Words`, their tree, a name. Out: what is said of it between commas, dashes or brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.descriptions.phrase import APART, ARTICLES, LONGEST, Said, split
from sitegen.annotate.lexicon.namewords import name_words, person_nouns
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.set_phrases import going_by
from sitegen.annotate.parse.tagset import FINITE, NOUNS, PROPER
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import DescriptionKind, EntityType

_BEGINS = LONG_DASHES | {",", "("}
_ENDS = LONG_DASHES | {",", ".", ")", ";", "?"}
_PARTS = NOUNS | {"JJ", "CD"}
"""Tags of what stands between "her" and a participle."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in its sentence."""

    words: Words
    tree: Tree
    name: Range
    root: int
    kind: EntityType


def appositives(words: Words, tree: Tree, name: Range, root: int, kind: EntityType) -> Iterator[Said]:
    """Appositives after the name, and the noun phrase that the name itself stands in apposition to."""
    named = _Named(words, tree, name, root, kind)
    for rule in RULES:
        phrase = rule(named)
        if phrase is not None:
            yield from split(words, phrase, DescriptionKind.APPOSITIVE)


def _after(named: _Named) -> Range | None:
    """Behind the name, by the parse or else by a comma: "Otto Weiss, a shipbuilder"."""
    found = _by_the_parse(named) or _after_comma(named.words, named.name, named.kind)
    if found is None or _is_aside(named.words, found) or _tells_how(named.words, found):
        return None
    return found if _may_describe(named.words, found, named.kind) else None


def _is_aside(words: Words, where: Range) -> bool:
    """Whether a lone word in brackets is no noun for people: "(ret)", "(left)"."""
    alone = where.last - where.first == 1 and words.forms[where.first - 1] == "("
    return alone and words.forms[where.first].lower() not in person_nouns() | name_words().titles


def _tells_how(words: Words, where: Range) -> bool:
    """Whether a phrase tells what went on: "her voice shaking", "his hands tied"; "her deputy" is she."""
    if words.tags[where.first] != "PRP$":
        return False
    head = where.first + 1
    while head + 1 < where.last and words.tags[head] in _PARTS:
        head += 1
    before = words.forms[head - 1].lower()
    return words.tags[head] == "VBG" or (words.tags[head] == "VBN" and before not in person_nouns())


def _by_the_parse(named: _Named) -> Range | None:
    """The first noun in apposition, where a mark parts it from the name."""
    words, tree, name = named.words, named.tree, named.name
    for child in tree.children[named.root]:
        if child >= name.last and words.deps[child] == "appos" and words.tags[child] in NOUNS:
            found = Range(max(tree.left[child], name.last), tree.right[child] + 1)
            parted = words.forms[name.last] in APART or words.forms[found.first - 1] in APART
            return found if parted else None
    return None


def _before(named: _Named) -> Range | None:
    """The noun that the name itself is in apposition to: "the lead negotiator, Ines Halloran"."""
    words, name, head = named.words, named.name, named.words.heads[named.root]
    if words.deps[named.root] != "appos" or head >= name.first or words.tags[head] != "NN":
        return None
    if going_by(words, name) is not None:
        return None  # said by `_called`
    last = name.first
    while last > head and not words.forms[last - 1][0].isalnum():
        last -= 1
    if not head < last < name.first or words.forms[head].lower() in name_words().labels:
        return None
    return Range(max(named.tree.left[head], name.first - LONGEST), last)


def _called(named: _Named) -> Range | None:
    """As in "a woman known as “Mother Petra”": a noun for people before words that give a name."""
    head = going_by(named.words, named.name)
    if named.kind is not EntityType.PERSON or head is None:
        return None
    return Range(max(named.tree.left[head], head - LONGEST), head + 1)


def _office_before(named: _Named) -> Range | None:
    """As in "the mayor of Orrin, Ana Brandt, …", where the parser joins the person to the town.

    The office may be some names above: "director of the Centre for Work of Orrin, Ana Brandt, …".
    """
    if named.kind is not EntityType.PERSON:
        return None
    words, name, root = named.words, named.name, named.root
    town, after = words.heads[root], words.forms[name.last] if name.last < len(words) else ""
    last = name.first - 1
    if (
        words.deps[root] not in {"conj", "appos", "npadvmod"}
        or town != last - 1
        or words.forms[last] != ","
        or after != ","
    ):
        return None
    head = town
    while words.deps[head] == "pobj" and words.forms[head].lower() not in name_words().titles:
        head = words.heads[words.heads[head]]
    office = head != town and words.forms[head].lower() in name_words().titles
    inside = 1 < last - head < LONGEST and words.sentences[head] == words.sentences[last]
    return Range(max(named.tree.left[head], last - LONGEST), last) if office and inside else None


def _may_describe(words: Words, where: Range, kind: EntityType) -> bool:
    """Whether a phrase after a name is no second name: "Otto Weiss, founder …", not "Irving, Texas"."""
    lists = name_words()
    first = where.first
    while first < where.last and not words.forms[first][0].isalnum():
        first += 1
    if first == where.last:  # marks alone
        return False
    low = words.forms[first].lower()
    if low in lists.address:  # "Ms. Lind, Mrs. Orr and Miss Pell"
        return False
    if low in ARTICLES:
        return kind is not EntityType.PLACE or not name_words().kin & {*words.forms[first : first + 3]}
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


def _after_comma(words: Words, name: Range, kind: EntityType) -> Range | None:
    """The phrase between the comma after a name and the next one, where it begins with an article.

    A person's may be bare: "Otto Weiss, warden of the port, …".
    """
    first = name.last + 1
    if first >= len(words) or words.forms[name.last] not in _BEGINS:
        return None
    bare = kind is EntityType.PERSON and _is_bare_office(words, first)
    article = words.forms[first].lower() in ARTICLES
    if not (article or bare) or words.sentences[first] != words.sentences[name.last]:
        return None
    for at in range(first, min(first + LONGEST, len(words))):
        form, tag = words.forms[at], words.tags[at]
        if form in _ENDS or words.sentences[at] != words.sentences[first]:
            return Range(first, at) if at > first + 1 or bare else None
        known = form in person_nouns()  # whatever the parser takes it for: "warden" a past tense
        if not known and (tag in FINITE or (bare and tag in {"PRP", "VBG", "TO"})):
            return None
    return None


def _is_bare_office(words: Words, first: int) -> bool:
    """Whether a noun phrase without an article begins here that says what somebody is: "deputy head of …"."""
    for at in range(first, min(first + 4, len(words) - 1)):
        noun = words.forms[at] in person_nouns()
        if not words.forms[at][0].islower() or not (noun or words.tags[at] in {"NN", "JJ", "HYPH"}):
            return False
        if words.tags[at + 1] not in {"NN", "HYPH"}:
            return noun
    return False


RULES = (_after, _office_before, _before, _called)
"""Each may find a phrase of its own."""
