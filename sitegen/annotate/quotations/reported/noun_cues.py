"""What a noun reports: "the claim that …", "her promise to …", "criticism of …".

In: the tree, a noun and its entry in the lexicon. Out: its complements, and who made the claim: the one in
the possessive, after "by", or the subject of the verb that the noun is an object of ("made the claim").
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.parse.grammar import is_finite
from sitegen.annotate.parse.noun_phrases import Source, noun_source
from sitegen.annotate.parse.tagset import NOMINAL_SUBJECTS, PROPER, VERBS
from sitegen.annotate.parse.tree import CLIMB, TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.complements import Complement, clause_frame
from sitegen.annotate.quotations.reported.source import verb_source
from sitegen.model.reason import because

TOPIC = frozenset({"about", "on", "regarding", "concerning", "over", "of", "against"})
DIRECTION = frozenset({"for", "against", "to"})
_LIGHT = """
    made make makes making gave give gives giving given issued issue issues issuing offered offers offering
    had has have having sent send sends sending delivered delivers delivering released releases releasing
    posted posts posting published publishes leveled levelled levels lodged lodges filed files filing left
    leaves took takes held holds shared shares sharing expressed expresses expressing voiced voices voicing
    aired airs airing renewed renews renewing
"""
LIGHT = frozenset(_LIGHT.split())
"""Verbs that say little but whose the object is: "made the claim"; but not "faced the claim"."""
BE = frozenset({"is", "was", "are", "were", "be", "been", "'s", "’s"})


def is_misread_noun(tree: Tree, word: int) -> bool:
    """Whether a word that the tagger takes for a verb is a noun: "the Orlen claim that … comes as …".

    A present-tense verb that is itself the subject of another, behind a name with an article.
    """
    if tree.tag(word) not in {"VB", "VBP"} or tree.dep(word) not in NOMINAL_SUBJECTS:
        return False
    first = tree.left[word]
    return first < word - 1 and tree.tag(first) == "DT" and tree.tag(word - 1) in PROPER


def best_of_noun(tree: Tree, noun: int, entry: CueEntry) -> Complement | None:
    """The complement in the frame of the greatest weight; the first of equals."""
    found = (
        Complement(frame, (part,), head, _weight(entry, frame, tree.lower[part.first - 1]))
        for frame, part, head in _all(tree, noun)
    )
    return max((c for c in found if c.weight > 0), key=lambda c: c.weight, default=None)


def _weight(entry: CueEntry, frame: Frame, before: str) -> float:
    return entry.prepositions.get(before, 0.0) if frame is Frame.CALL else entry.weight(frame)


def _all(tree: Tree, noun: int) -> Iterator[tuple[Frame, Range, int]]:
    for child in tree.children[noun]:
        if child < noun:
            continue
        dep = tree.dep(child)
        if dep in {"acl", "ccomp", "relcl", "advcl", "xcomp"} and tree.tag(child) != "VBG":
            yield from _clause(tree, child)
        elif dep == "prep":
            yield from _prepositional(tree, noun, child)
    yield from _equated(tree, noun)
    yield from _wished(tree, noun)


def _clause(tree: Tree, clause: int) -> Iterator[tuple[Frame, Range, int]]:
    """Not a relative clause, where "that" is a part of the clause: "the claim that shook the town"."""
    frame = clause_frame(tree, clause)
    if frame is Frame.THAT or (frame is Frame.INFINITIVE and tree.dep(clause) != "relcl"):
        yield frame, tree.subtree(clause), clause
    elif tree.dep(clause) not in {"ccomp", "acl"}:
        return
    elif frame is Frame.ORDER:
        yield Frame.INFINITIVE, tree.subtree(clause), clause
    elif frame is Frame.QUESTION or (frame is Frame.BARE and is_finite(tree, clause)):
        yield frame, tree.subtree(clause), clause


def _phrase_end(tree: Tree, noun: int, prep: int) -> int:
    """Past the phrase and the infinitive that belongs to it: "a plea for the guild to unite"."""
    last = tree.right[prep] + 1
    for child in tree.each(noun, ("acl", "relcl")):
        if tree.left[child] == last and clause_frame(tree, child) is Frame.INFINITIVE:
            return tree.right[child] + 1
    return last


def _prepositional(tree: Tree, noun: int, prep: int) -> Iterator[tuple[Frame, Range, int]]:
    inner = tree.first(prep, "pobj", "pcomp")
    if inner is None or tree.lower[inner] in TIMES:
        return
    word, below = tree.lower[prep], Range(prep + 1, _phrase_end(tree, noun, prep))
    if word in TOPIC:
        question = tree.dep(inner) == "pcomp" and clause_frame(tree, inner) is Frame.QUESTION
        yield Frame.QUESTION if question else Frame.ABOUT, below, inner
    if word in DIRECTION:
        yield Frame.CALL, below, inner
    if word == "as":
        yield Frame.AS, below, inner


def _wished(tree: Tree, noun: int) -> Iterator[tuple[Frame, Range, int]]:
    """The clause of "made a plea for the guilds to unite", which the parser hangs on the verb."""
    verb = tree.head(noun)
    if verb is None or tree.dep(noun) != "dobj":
        return
    for child in tree.each(verb, ("advcl", "ccomp")):
        first = tree.left[child]
        if first == tree.right[noun] + 1 and tree.lower[first] == "for" and tree.dep(first) == "mark":
            yield Frame.CALL, Range(first + 1, tree.right[child] + 1), child


def _equated(tree: Tree, noun: int) -> Iterator[tuple[Frame, Range, int]]:
    """The clause in "the question is whether …" and "her message was that …"."""
    verb = tree.head(noun)
    if verb is None or tree.dep(noun) != "nsubj" or tree.lower[verb] not in BE:
        return
    clause = tree.first(verb, "ccomp")
    if clause is not None and clause > verb:
        frame = clause_frame(tree, clause)
        if frame in {Frame.THAT, Frame.QUESTION}:
            yield frame, tree.subtree(clause), clause


def noun_cue_source(tree: Tree, noun: int) -> Source | None:
    """Who made the claim."""
    owner = tree.first(noun, "poss")
    if owner is not None:
        return noun_source(tree, owner, because("source-possessor"))
    named_before = tree.first(noun, "compound", "nsubj")
    if named_before is not None and tree.tag(named_before) in PROPER and tree.head(noun) is not None:
        return noun_source(tree, named_before, because("source-name-before-noun"))
    for prep in tree.each(noun, ("prep", "agent")):
        named = tree.first(prep, "pobj")
        if named is not None and tree.lower[prep] in {"by", "from"}:
            return noun_source(tree, named, because("source-after", word=tree.words.forms[prep]))
    relative = tree.first(noun, "relcl")
    if relative is not None and tree.subject[relative] >= 0 and tree.lower[relative] in LIGHT:
        return verb_source(tree, relative)
    return _of_light_verb(tree, noun)


def _of_light_verb(tree: Tree, noun: int) -> Source | None:
    """The subject of the verb above: "made the claim", "responded with a threat"."""
    word = noun
    for _ in range(CLIMB):
        head, dep = tree.head(word), tree.dep(word)
        if head is None or dep not in {"dobj", "prep", "pobj", "conj", "attr", "appos", "compound"}:
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
    return tree.lower[verb] in LIGHT or (entry is not None and entry.speech and Frame.OBJECT in entry.frames)
