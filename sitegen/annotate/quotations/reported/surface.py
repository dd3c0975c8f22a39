"""What a verb reports where the parse shows nothing of it, told from the words alone.

In: the tree, a verb and its entry in the lexicon. Out: a `Complement` or None. The forms that parsers often
miss: a "that" some words after the verb ("assured them during her visit that …"), a participle after a comma
with a clause right behind it ("…, adding the decision stands"), a clause whose verb was taken for a
participle, and one that was hung on whoever is told. A bounded number of words is looked at.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
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
TELLING, SAYING_ALONE = quotewords("telling"), quotewords("saying_alone")
SURE = 0.9
"""What a cue must weigh for a clause without "that" to be believed."""


def surface_complement(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """The clause that stands behind the verb, to the end of its sentence."""
    return next((found for rule in RULES if (found := rule(tree, verb, entry)) is not None), None)


def _that(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    weight, last = entry.weight(Frame.THAT), tree.sentence(verb).last
    told = Frame.LISTENER in entry.frames
    for at in range(verb + 1, min(verb + 1 + REACH, last) if weight else verb):
        if tree.lower[at] == "that" and opens_clause(tree, at):
            head = _verb_of_clause(tree, at + 1, last) or _demanded(tree, at)
            return Complement(Frame.THAT, (Range(at, last),), head, weight) if head is not None else None
        where_told = told and tree.dep(at) == "pobj"  # "told them on a call that": no call's own words
        noun_cue = (
            tree.tag(at) in NOUNS and lexicon().noun(tree.words.forms[at]) is not None and not where_told
        )
        if tree.words.forms[at] in ENDS or tree.tag(at) in VERBS or noun_cue:
            return None
    return None


def _demanded(tree: Tree, that: int) -> int | None:
    """The word that "that" opens a clause with, though its verb is not inflected: "asked that he leave".

    The parser takes it for a noun: "suggested that the agency shift funds".
    """
    return tree.head(that) if tree.dep(that) == "mark" else None


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


def _behind_listener(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """A clause that the parser hung on whoever is told: "told the crowd he had called the mayor".

    It lacks nothing, as a relative clause would: "told the woman he had called".
    """
    weight, heard = entry.weight(Frame.BARE), tree.first(verb, "dobj")
    if entry.lemma not in TELLING or weight < SURE or heard is None or heard < verb:
        return None
    inner = tree.first(heard, "relcl")
    whole = inner is not None and tree.first(inner, "dobj", "attr", "acomp", "ccomp", "oprd") is not None
    if inner is None or not whole or tree.tag(tree.left[inner]) != "PRP":
        return None
    return Complement(Frame.BARE, (tree.subtree(inner),), inner, weight)


def _without_object(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """A clause behind "said", which the parser took for a thing: "said the trade here needed clerks".

    What is said in that way is a word or a prayer; who says it stands before.
    """
    weight, named, last = entry.weight(Frame.BARE), tree.first(verb, "dobj"), tree.sentence(verb).last
    if entry.lemma not in SAYING_ALONE or named is None or named < verb or not 0 <= tree.subject[verb] < verb:
        return None
    if tree.tag(verb) not in FINITE or tree.left[named] != verb + 1 or lexicon().noun(tree.lower[named]):
        return None
    taken = (at for at in range(named + 1, min(named + CLAUSE, last)) if tree.tag(at) in {"VBN", "VBD"})
    inner = next(taken, None)
    if inner is None or any(form in ENDS for form in tree.words.forms[verb:inner]):
        return None
    return Complement(Frame.BARE, (Range(verb + 1, last),), inner, weight)


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


RULES = (_that, _bare, _taken_for_noun, _behind_listener, _without_object)
"""Tried in this order."""
