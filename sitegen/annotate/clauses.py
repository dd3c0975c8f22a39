"""Cues whose content is the sentence around them: "…, she said", "according to the police", "as he put it".

In: the tree and the cue's word. Out: the tag, and the ranges of the sentence that are its content. A tag is
told by the commas beside it rather than by the parse, which often goes wrong there. The search for a comma
goes a bounded number of words, so it costs the same whatever the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.sources import RELATIVES
from sitegen.annotate.tree import CLIMB, VERBS, Tree, is_finite
from sitegen.annotate.words import Range

STOPS = frozenset({",", "--", "—", "–", ";", ":", "-", "(", ")", "...", "…"})
ENDS = frozenset({".", "?", "!", "”", '"', "''", "’"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "csubj", "xcomp", "pcomp"}
)
REACH = 24
"""Words of a tag at most."""
ADVERBS = frozenset({"RB", "RBR", "MD", "VBD", "VBZ", "VBP", "VB"})


@dataclass(frozen=True, slots=True)
class Tag:
    """The words of a tag, and whether the sentence goes on after it with the same content."""

    range: Range
    content: tuple[Range, ...]


def tag_around(tree: Tree, verb: int) -> Tag | None:
    """The tag that this verb is in, where commas set it off from a clause before it."""
    subject = tree.subject[verb]
    if (
        subject < 0
        or tree.lower[subject] in RELATIVES
        or tree.first(verb, "xcomp")
        or not _reported(tree, verb)
    ):
        return None
    first, sentence = _tag_first(tree, verb), tree.sentence(verb)
    if first <= sentence.first or tree.words.forms[first - 1] not in STOPS | ENDS:
        return None
    last = _tag_last(tree, verb, sentence)
    if last is None:
        return None
    before, after = Range(sentence.first, first), Range(last, sentence.last)
    medial = _goes_on(tree, verb, before, after)
    return Tag(Range(first, last), (before, after) if medial else (before,))


def _reported(tree: Tree, verb: int) -> bool:
    """Whether the parse has a clause that the tag may belong to."""
    if any(child < verb and not _subordinate(tree, child) for child in tree.each(verb, ("ccomp", "advcl"))):
        return True
    head = tree.head(verb)
    return (
        head is not None
        and tree.dep(verb) in {"parataxis", "ccomp", "advcl"}
        and not _subordinate(tree, verb)
    )


def _subordinate(tree: Tree, clause: int) -> bool:
    """Whether a conjunction opens the clause: "although it rained"."""
    return not is_finite(tree, clause) or tree.first(clause, "mark") is not None


def _tag_first(tree: Tree, verb: int) -> int:
    """The first word of the subject, where it stands before the verb."""
    subject = tree.subject[verb]
    if subject < verb and verb - tree.left[subject] <= REACH:
        return tree.left[subject]
    first = verb
    while first > 0 and tree.tag(first - 1) in ADVERBS:
        first -= 1
    return first


def _tag_last(tree: Tree, verb: int, sentence: Range) -> int | None:
    """Past the tag's last word: at the next comma, or at the sentence's end. None if it is too far."""
    subject = tree.subject[verb]
    last = tree.right[subject] + 1 if subject > verb else verb + 1
    for at in range(last, min(last + REACH, sentence.last)):
        if tree.words.forms[at] in STOPS:
            return at
    return sentence.last if sentence.last - last <= REACH else None


def _goes_on(tree: Tree, verb: int, before: Range, after: Range) -> bool:
    """Whether what stands before the tag hangs on what stands after it."""
    if after.last - after.first < 2:
        return False
    head = tree.head(verb)
    if head is not None and after.first <= head < after.last:
        return True
    word = before.last - 2 if before.last - 2 >= before.first else before.first
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None:
            return False
        if after.first <= head < after.last:
            return True
        word = head
    return _belongs(tree, after, before)


def _belongs(tree: Tree, after: Range, before: Range) -> bool:
    """Whether the first words after the tag hang on a word before it."""
    word = min(after.first + 1, after.last - 1)
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None or not after.first <= head < after.last:
            return head is not None and before.first <= head < before.last and not _loose(tree, word)
        word = head
    return False


def _loose(tree: Tree, word: int) -> bool:
    """Whether a clause is merely joined on: ", and left", ", adding that"."""
    return tree.dep(word) in {"conj", "advcl", "relcl", "punct", "cc"}


def as_clause(tree: Tree, verb: int) -> tuple[Range, ...]:
    """For "as she put it": the clause beside it; empty if the verb is in none."""
    head = tree.head(verb)
    marked = any(tree.lower[child] == "as" and child < verb for child in tree.children[verb])
    if not marked or head is None or tree.dep(verb) not in {"advcl", "parataxis", "ccomp", "dep"}:
        return ()
    if any(_reports_itself(tree, verb, child) for child in tree.children[verb]):
        return ()
    return less(tree.subtree(head), tree.subtree(verb))


def _reports_itself(tree: Tree, verb: int, child: int) -> bool:
    """Whether the verb has something of its own to say: "as the judge read his decision"."""
    if child < verb or (tree.dep(child) == "prep" and tree.lower[child] in {"in", "at", "on", "during"}):
        return False
    own = {"dobj", "ccomp", "xcomp", "acomp", "prep"}
    return tree.dep(child) in own and not (child == verb + 1 and tree.lower[child] == "it")


def clause_of(tree: Tree, word: int) -> int:
    """The verb whose clause a phrase stands in."""
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None:
            return word
        word = head
        if tree.tag(word) in VERBS and tree.dep(word) in CLAUSES:
            return word
    return word


def less(clause: Range, hole: Range) -> tuple[Range, ...]:
    """The clause without a stretch of it."""
    parts = (
        Range(clause.first, max(clause.first, min(hole.first, clause.last))),
        Range(min(clause.last, max(hole.last, clause.first)), clause.last),
    )
    return tuple(part for part in parts if part.first < part.last)
