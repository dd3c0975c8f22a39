"""What a verb reports: the clause, phrase or object that is a cue's content.

In: the tree, a verb and its entry in the lexicon. Out: `Complement`s, the parts of the sentence that stand
in one of the verb's frames. Each looks at the verb's own children only, so all verbs together cost no more
than the text is long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.lexicon import CueEntry, Frame
from sitegen.annotate.sources import is_passive
from sitegen.annotate.tree import VERBS, Tree, is_finite
from sitegen.annotate.words import Range

QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "when", "where", "who", "which", "whose"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
TOPIC = frozenset({"about", "on", "regarding", "concerning", "over", "of"})
BLAME = frozenset({"for", "of", "over", "with", "on"})
DIRECTION = frozenset({"for", "on", "upon", "against", "to"})


@dataclass(frozen=True, slots=True)
class Complement:
    """What stands in a frame of the cue."""

    frame: Frame
    ranges: tuple[Range, ...]
    """One or more, in text order."""
    head: int
    """The word that stands for it: the verb of a clause."""


def complements(tree: Tree, verb: int, entry: CueEntry) -> Iterator[Complement]:
    """Every complement in a frame that the entry has, in text order."""
    found = _passive(tree, verb) if is_passive(tree, verb) else _active(tree, verb)
    return (complement for complement in found if entry.weight(complement.frame) > 0)


def _active(tree: Tree, verb: int) -> Iterator[Complement]:
    objects = [child for child in tree.each(verb, OBJECTS | {"dative"}) if child > verb]
    for child in tree.children[verb]:
        dep = tree.dep(child)
        if child < verb:
            continue
        if dep in {"ccomp", "xcomp"} or (dep == "advcl" and _asks(tree, child)):
            yield _clause(tree, verb, child, objects)
        elif dep in {"prep", "agent"}:
            yield from _prepositional(tree, child, objects)
        elif dep == "dobj":
            yield from _object(tree, verb, child)


def _asks(tree: Tree, clause: int) -> bool:
    """Whether what was parsed as an adverbial clause may be a question: "asked if they were ready"."""
    return tree.lower[tree.left[clause]] in {"if", "whether", "how", "why", "what"}


def _clause(tree: Tree, verb: int, clause: int, objects: list[int]) -> Complement:
    frame = clause_frame(tree, clause)
    content = tree.subtree(clause)
    if frame is Frame.INFINITIVE and objects and verb < objects[0] < clause:
        return Complement(Frame.ORDER, (Range(tree.left[objects[0]], content.last),), clause)
    return Complement(frame, (Range(max(content.first, verb + 1), content.last),), clause)


def clause_frame(tree: Tree, clause: int) -> Frame:
    """Which kind of clause this is, from its marker and its verb."""
    marks = {tree.lower[child] for child in tree.each(clause, ("mark",))}
    if "that" in marks:
        return Frame.THAT
    if tree.lower[tree.left[clause]] in QUESTION_WORDS or marks & {"whether", "if"}:
        return Frame.QUESTION
    if any(tree.tag(child) == "TO" for child in tree.each(clause, ("aux",))):
        return Frame.ORDER if tree.subject[clause] >= 0 else Frame.INFINITIVE
    if is_finite(tree, clause):
        return Frame.BARE
    if tree.tag(clause) == "VBG":
        return Frame.GERUND
    return Frame.NAMING if tree.tag(clause) not in VERBS else Frame.BARE


def _prepositional(tree: Tree, prep: int, objects: list[int]) -> Iterator[Complement]:
    inner = tree.first(prep, "pobj", "pcomp")
    if inner is None:
        return
    word, content = tree.lower[prep], tree.subtree(prep)
    below = Range(prep + 1, content.last)
    if word == "as":
        yield Complement(Frame.AS, (_with(tree, objects, content),), inner)
    elif objects and word in BLAME:
        yield Complement(Frame.OF, (_with(tree, objects, content),), inner)
    elif word in TOPIC:
        yield Complement(Frame.ABOUT, (below,), inner)
    if not objects and word in DIRECTION:
        yield Complement(Frame.CALL, (below,), inner)


def _with(tree: Tree, objects: list[int], phrase: Range) -> Range:
    """The phrase with the object before it."""
    return Range(
        min([tree.left[word] for word in objects if word < phrase.first], default=phrase.first), phrase.last
    )


def _object(tree: Tree, verb: int, noun: int) -> Iterator[Complement]:
    named = tree.first(verb, "oprd")
    if named is not None and named > noun:
        yield Complement(Frame.NAMING, (Range(tree.left[noun], tree.right[named] + 1),), named)
    yield Complement(Frame.OBJECT, (tree.subtree(noun),), noun)


def _passive(tree: Tree, verb: int) -> Iterator[Complement]:
    """The subject is part of what was said, but for "was told that"."""
    subject = tree.subject[verb]
    before = (tree.subtree(subject),) if subject >= 0 and tree.dep(subject) != "expl" else ()
    for child in tree.children[verb]:
        dep = tree.dep(child)
        if child < verb:
            continue
        if dep in {"ccomp", "xcomp", "advcl"}:
            yield from _passive_clause(tree, child, dep, before)
        elif dep == "prep" and tree.first(child, "pobj", "pcomp") is not None:
            yield from _passive_phrase(tree, child, before)
        elif dep == "oprd":
            yield Complement(Frame.NAMING, (*before, tree.subtree(child)), child)
    if before:
        yield Complement(Frame.OBJECT, before, subject)


def _passive_clause(tree: Tree, clause: int, dep: str, before: tuple[Range, ...]) -> Iterator[Complement]:
    frame, content = clause_frame(tree, clause), tree.subtree(clause)
    if dep == "advcl" and not _asks(tree, clause):
        return
    if frame in {Frame.THAT, Frame.BARE, Frame.QUESTION}:
        yield Complement(frame, (content,), clause)
    elif frame is Frame.INFINITIVE:
        yield Complement(Frame.RAISED, (*before, content), clause)
        yield Complement(Frame.ORDER, (*before, content), clause)


def _passive_phrase(tree: Tree, prep: int, before: tuple[Range, ...]) -> Iterator[Complement]:
    word, inner = tree.lower[prep], tree.first(prep, "pobj", "pcomp") or prep
    if word == "as":
        yield Complement(Frame.AS, (*before, tree.subtree(prep)), inner)
    elif word in BLAME:
        yield Complement(Frame.OF, (*before, tree.subtree(prep)), inner)
    if word in TOPIC:
        yield Complement(Frame.ABOUT, (Range(prep + 1, tree.subtree(prep).last),), inner)
