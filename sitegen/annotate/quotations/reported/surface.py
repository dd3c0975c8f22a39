"""What a verb reports where the parse shows nothing of it, told from the words alone.

In: the tree, a verb and its entry in the lexicon. Out: a `Complement` or None. Three forms that parsers often
miss: a "that" some words after the verb ("assured them during her visit that …"), a participle after a comma
with a clause right behind it ("…, adding the decision stands"), and a clause whose verb was taken for a
participle. A bounded number of words is looked at.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.parse.grammar import opens_clause
from sitegen.annotate.parse.tagset import FINITE, NOUNS, VERBS
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.clause_bounds import STOPS
from sitegen.annotate.quotations.reported.complements import Complement

REACH = 12
"""Words between a verb and its "that"."""
CLAUSE = 24
"""Words in which a clause has its verb."""
ENDS = STOPS | {"(", ")"}
SAYING = 0.95
"""What a cue must weigh for an object of it to be a clause rather than a thing."""
SURE = 0.9
"""What a cue must weigh for a clause without "that" to be believed."""


def surface_complement(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """The clause that stands behind the verb, to the end of its sentence."""
    return _that(tree, verb, entry) or _bare(tree, verb, entry) or _taken_for_noun(tree, verb, entry)


def _that(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    weight, last = entry.weight(Frame.THAT), tree.sentence(verb).last
    told = Frame.LISTENER in entry.frames
    for at in range(verb + 1, min(verb + 1 + REACH, last) if weight else verb):
        if tree.lower[at] == "that" and opens_clause(tree, at):
            head = _verb_of_clause(tree, at + 1, last)
            return Complement(Frame.THAT, (Range(at, last),), head, weight) if head is not None else None
        where_told = told and tree.dep(at) == "pobj"  # "told them on a call that": no call's own words
        noun_cue = (
            tree.tag(at) in NOUNS and lexicon().noun(tree.words.forms[at]) is not None and not where_told
        )
        if tree.words.forms[at] in ENDS or tree.tag(at) in VERBS or noun_cue:
            return None
    return None


def _bare(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    weight, last = entry.weight(Frame.BARE), tree.sentence(verb).last
    if weight < SURE or tree.tag(verb) != "VBG" or tree.words.forms[verb - 1] != ",":
        return None
    if verb + 1 < last and tree.lower[verb + 1] == "to":
        return None  # ", adding to a list of names she has"
    head = _verb_of_clause(tree, verb + 1, last)
    return Complement(Frame.BARE, (Range(verb + 1, last),), head, weight) if head is not None else None


def _taken_for_noun(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """A clause whose verb the parser took for a participle: "say the response ranged from poor to none"."""
    weight, named = entry.weight(Frame.BARE), tree.first(verb, "dobj")
    if weight < SAYING or named is None or named < verb:
        return None
    inner = tree.first(named, "acl")
    if inner is None or tree.tag(inner) != "VBN" or tree.first(inner, "agent") is not None:
        return None
    return Complement(Frame.BARE, (tree.subtree(named),), inner, weight)


def _verb_of_clause(tree: Tree, first: int, last: int) -> int | None:
    """The first inflected verb, where something that can be its subject stands before it."""
    named = False
    for at in range(first, min(first + CLAUSE, last)):
        if tree.tag(at) in FINITE:
            return at if named else None
        if tree.words.forms[at] in ENDS:
            return None
        named = named or tree.tag(at) in NOUNS | {"PRP", "DT", "EX", "WP"}
    return None
