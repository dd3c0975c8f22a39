"""Where a reported clause begins and ends beside its cue, whatever the parser hung elsewhere.

In: the tree, a cue verb and the verb of its clause. Out: words. A day, a listener or a "that" between the two
is the cue's; a phrase before the clause's comma is the clause's. A bounded number of words is looked at.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import CueEntry, Frame
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS, QUOTATION_MARKS
from sitegen.annotate.parse.grammar import opens_clause
from sitegen.annotate.parse.tagset import NOUNS, VERBS
from sitegen.annotate.parse.tree import TIMES, Tree
from sitegen.annotate.parse.words import Range

HEARERS = quotewords("object_pronouns")
"""Behind "told": they hear what is said, and are no part of it."""
CIRCUMSTANCES = TIMES | quotewords("circumstances")
"""After a preposition: when or how somebody spoke, not of what."""
STOPS = COMMAS | {";", ":", "“", "”", '"'}
BEFORE_DAYS = quotewords("before_days")
DAY = 6
"""Words of a day or an hour between a cue and its clause, at most."""
REACH = 4
"""Words of a clause among which its "that" is looked for."""


def clause_first(tree: Tree, verb: int, clause: int, entry: CueEntry) -> int:
    """The first word of a clause without a "that" of its own in the parse."""
    first = _that_between(tree, verb, tree.left[clause]) or _start(tree, verb, clause, entry)
    return _behind_day(tree, verb, clause, first)


def from_that(tree: Tree, clause: int, content: Range) -> int:
    """Where "that" stands, or right after it: "said when the suit was filed that they must pay"."""
    marks = [child for child in tree.each(clause, ("mark",)) if tree.lower[child] == "that"]
    return max(content.first, marks[-1]) if marks else content.first


def _that_between(tree: Tree, verb: int, clause: int) -> int | None:
    """A "that" of the clause which the parser hung on another word: "told the judge last week that …"."""
    for at in range(verb + 1, min(clause + REACH, tree.sentence(verb).last)):
        if tree.lower[at] == "that" and opens_clause(tree, at):
            return at
        if tree.tag(at) in VERBS or tree.words.forms[at] in STOPS:
            return None
    return None


def _start(tree: Tree, verb: int, clause: int, entry: CueEntry) -> int:
    """Where a clause without "that" begins: its subject is often parsed as the cue's own object."""
    first = tree.left[clause]
    named = [child for child in tree.children[verb] if verb < child < first and _names_thing(tree, child)]
    if _opens_speech(tree, first):
        return first  # "told the crowd, “Go home.”"
    if Frame.LISTENER in entry.frames and named:
        heard = len(named) > 1 or tree.lower[named[0]] in HEARERS
        named = [] if tree.subject[clause] >= 0 else named[heard:]
    return tree.left[named[0]] if named else _fronted(tree, verb, first)


def _behind_day(tree: Tree, verb: int, clause: int, first: int) -> int:
    """Where a clause begins behind the day on which it was said: "said late on Monday he would go".

    The parser hangs the day on the clause; right behind the cue, and without a comma, it is the cue's.
    """
    at, told = verb + 1, False
    while at < min(clause, verb + DAY):
        time = tree.lower[at] in TIMES
        of_day = tree.head(at) == at - 1 or tree.lower[at + 1] in TIMES  # "May 3", "3 May"
        if not (time or (tree.tag(at) == "CD" and of_day) or tree.lower[at] in BEFORE_DAYS):
            break
        at, told = at + 1, told or time
    parted = at > verb + 1 and tree.words.forms[at] == ","
    return at if told and first < at < clause and not parted else first


def _opens_speech(tree: Tree, first: int) -> bool:
    """Whether a comma or colon and an opening mark stand right before a clause."""
    before = tree.words.forms[max(0, first - 2) : first]
    return len(before) > 1 and before[0] in {",", ":"} and before[1] in QUOTATION_MARKS


def clause_last(tree: Tree, verb: int, clause: int) -> int:
    """Where a clause ends that the parser has cut in pieces, all of them the cue's: "must be re-opened"."""
    last = tree.right[clause] + 1
    for child in tree.each(verb, ("ccomp",)):
        if child > clause and tree.left[child] == last:
            last = tree.right[child] + 1
    return last


def _fronted(tree: Tree, verb: int, first: int) -> int:
    """Where a phrase begins that stands before the clause, a comma behind it: "said in winter, it is closed".

    The clause's own start where there is none.
    """
    comma = first if tree.words.forms[first] == "," else first - 1
    if tree.words.forms[comma] != ",":
        return first
    for child in tree.each(verb, ("prep", "advcl")):
        if tree.left[child] == verb + 1 and tree.right[child] == comma - 1 and not _is_occasion(tree, child):
            return tree.left[child]
    return first


def _is_occasion(tree: Tree, phrase: int) -> bool:
    """Whether it tells when or where something was said, not what."""
    inner = inner_of(tree, phrase) if tree.dep(phrase) == "prep" else None
    return inner is not None and (tree.lower[inner] in CIRCUMSTANCES or tree.lower[inner].isdigit())


def _names_thing(tree: Tree, word: int) -> bool:
    named = tree.tag(word) in NOUNS or tree.tag(word) == "PRP"
    return named and tree.dep(word) in {"dobj", "npadvmod", "dative"} and tree.lower[word] not in TIMES


def inner_of(tree: Tree, prep: int) -> int | None:
    """The head of what stands after a preposition; after "as" also an adjective or participle."""
    inner = tree.first(prep, "pobj", "pcomp")
    if inner is None and tree.lower[prep] == "as":
        return next((child for child in tree.children[prep] if child > prep), None)
    return inner
