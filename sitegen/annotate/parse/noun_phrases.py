"""Noun phrases around their heads: "the minister", "Halloran and Reyle", "a spokesman for the port".

In: the tree and a head noun. Out: the phrase without the clauses and appositives after it; a `Source` where
it names who speaks. A long coordination is followed a bounded number of steps.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.parse.tagset import CLOSE, NOUNS, PLURALS, PROPER
from sitegen.annotate.parse.tree import CLIMB, Tree
from sitegen.annotate.parse.words import Range
from sitegen.model.reason import Reasons

PLURAL_PRONOUNS = frozenset({"they", "we", "them", "us", "their", "our", "both", "many", "some", "others"})
SELECTING = frozenset({"of", "for", "at", "in", "from", "with", "to", "on"})
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


PEOPLE = ("er", "or", "ers", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "ee", "ees")
SPEAKERS = frozenset(
    {"people", "person", "official", "officials", "aide", "aides", "critic", "critics", "expert"}
)


def speaks(tree: Tree, noun: int) -> bool:
    """Whether a noun is somebody, as far as its form tells; a statement or tweet is not."""
    if tree.tag(noun) in PROPER | {"PRP"}:
        return True
    word = tree.lower[noun]
    return lexicon().noun(word) is None and (word in SPEAKERS or word.endswith(PEOPLE))


def noun_source(tree: Tree, head: int, how: Reasons, *, certain: bool = True) -> Source:
    """The noun phrase around `head`, without clauses and appositives after it."""
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
    return min((tree.left[child] for child in before), default=head)


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
