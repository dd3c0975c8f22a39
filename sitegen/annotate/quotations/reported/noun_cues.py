"""What a noun reports: "the claim that …", "her promise to …", "criticism of …".

In: the tree, a noun and its entry in the lexicon. Out: its complements. Whose they are is told by `owners`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.lexicon.cues import CueEntry, Frame
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.grammar import is_finite
from sitegen.annotate.parse.tagset import NOMINAL_SUBJECTS, PROPER
from sitegen.annotate.parse.tree import TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.complements import Complement, clause_frame

TOPIC = quotewords("noun_topic_prepositions")
DIRECTION = quotewords("direction_prepositions")
BE = quotewords("equating")


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
