"""Whose a noun of saying is: "his claim", "the claim by the union", "she made the claim".

In: the tree and the noun. Out: the `Source`, or None where the sentence names nobody. The rules are tried in
their order: what stands in the noun's own phrase comes before the verb above it.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.noun_phrases import Source, noun_source, speaks
from sitegen.annotate.parse.tagset import PLURALS, PROPER, VERBS
from sitegen.annotate.parse.tree import CLIMB, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.source import BESIDE_ALL, verb_source
from sitegen.model.reason import because

LIGHT = quotewords("light")
"""Verbs that say little but whose the object is: "made the claim"; but not "faced the claim"."""
UPWARDS = frozenset({"dobj", "prep", "pobj", "conj", "attr", "appos", "compound"})
"""Relations in which a noun of saying hangs on the verb whose subject says it."""
JUDGING = quotewords("judging")
CROWDS = quotewords("crowds")
AUTHORS = quotewords("authors")
MEDIA, AMID = quotewords("media"), quotewords("amid")
TOWARDS = quotewords("towards")


def owner(tree: Tree, noun: int) -> Source | None:
    """Who says what the noun reports."""
    return next((found for rule in RULES if (found := rule(tree, noun)) is not None), None)


def possessor(tree: Tree, noun: int) -> Source | None:
    """As in "his claim", "the union's claim"."""
    named = tree.first(noun, "poss")
    return noun_source(tree, named, because("source-possessor")) if named is not None else None


def _participle(tree: Tree, noun: int) -> Source | None:
    """As in "with the bank warning that …": the participle was taken for a noun."""
    named, prep = tree.first(noun, "compound"), tree.head(noun)
    if named is None or named != noun - 1 or not tree.lower[noun].endswith("ing"):
        return None
    if prep is None or tree.lower[prep] not in BESIDE_ALL:
        return None
    first = tree.left[noun] if tree.left[noun] > prep else named
    return Source(Range(first, noun), named, tree.tag(named) in PLURALS, because("source-participle"))


def _name_before(tree: Tree, noun: int) -> Source | None:
    """As in "the Orlen claim"."""
    named = tree.first(noun, "compound", "nsubj")
    if named is None or tree.tag(named) not in PROPER or tree.head(noun) is None:
        return None
    return noun_source(tree, named, because("source-name-before-noun"))


def _medium(tree: Tree, noun: int) -> Source | None:
    """As in "media reports", whoever denies them."""
    named = tree.first(noun, "compound", "nmod", "amod")
    if named is None or tree.lower[named] not in MEDIA:
        return None
    return noun_source(tree, named, because("source-name-before-noun"))


def _author(tree: Tree, noun: int) -> Source | None:
    """As in "the claim by the union", "a letter from the union"."""
    for prep in tree.each(noun, ("prep", "agent")):
        named = tree.first(prep, "pobj")
        if named is not None and tree.lower[prep] in AUTHORS:
            return noun_source(tree, named, because("source-after", word=tree.words.forms[prep]))
    return None


def _subject_of_relative(tree: Tree, noun: int) -> Source | None:
    """As in "the claim that the union made"."""
    verb = tree.first(noun, "relcl")
    if verb is None or tree.subject[verb] < 0 or tree.lower[verb] not in LIGHT:
        return None
    other = any(made > verb for made in tree.each(verb, ("dobj",)))
    return None if other else verb_source(tree, verb)


def _moved(tree: Tree, noun: int) -> Source | None:
    """Who is brought to say something: "roused the crowd to chants of …"."""
    prep = tree.head(noun)
    if prep is None or tree.dep(noun) != "pobj" or tree.lower[prep] not in TOWARDS:
        return None
    verb = tree.head(prep)
    brought = tree.first(verb, "dobj") if verb is not None else None
    if brought is None or brought > prep or not _may_shout(tree, brought):
        return None
    return noun_source(tree, brought, because("source-after-verb"))


def _may_shout(tree: Tree, noun: int) -> bool:
    return tree.lower[noun] in CROWDS or speaks(tree, noun)


def _subject_above(tree: Tree, noun: int) -> Source | None:
    """The subject of the verb above: "made the claim", "responded with a threat"."""
    word = noun
    for _ in range(CLIMB):
        head, dep = tree.head(word), tree.dep(word)
        if head is None or dep not in UPWARDS:
            return None
        if dep == "prep" and tree.lower[word] in AMID:
            return None
        if tree.tag(head) in VERBS:
            if dep == "dobj" and not _carries(tree, head):
                return None
            found = verb_source(tree, head)
            return found if found is not None and found.certain else None
        word = head
    return None


def _carries(tree: Tree, verb: int) -> bool:
    """Whether the subject of the verb is whose words its object is."""
    entry = lexicon().verb(tree.lower[verb])
    if entry is None or not entry.speech or entry.lemma in JUDGING:
        return tree.lower[verb] in LIGHT
    return tree.lower[verb] in LIGHT or Frame.OBJECT in entry.frames


RULES: tuple[Callable[[Tree, int], Source | None], ...] = (
    possessor,
    _participle,
    _name_before,
    _medium,
    _author,
    _subject_of_relative,
    _moved,
    _subject_above,
)
"""What each answers is believed; the next one is asked where it answers nothing."""
