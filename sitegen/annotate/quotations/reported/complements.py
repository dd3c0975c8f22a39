"""What a verb reports: the clause, phrase or object that is a cue's content.

In: the tree, a verb and its entry in the lexicon. Out: `Complement`s, the parts of the sentence that stand
in one of the verb's frames. Each looks at the verb's own children only, so all verbs together cost no more
than the text is long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.grammar import is_finite, is_passive
from sitegen.annotate.parse.tagset import VERBS
from sitegen.annotate.parse.tree import TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.clause_bounds import (
    CIRCUMSTANCES,
    clause_first,
    clause_last,
    from_that,
    inner_of,
)

QUESTION_WORDS = quotewords("question_words")
ASKING = quotewords("asking")
PICTURES = quotewords("pictures")
OBJECTS = frozenset({"dobj", "dative"})
PREDICATES = frozenset({"oprd", "attr", "acomp", "npadvmod", "dobj", "xcomp", "ccomp", "appos"})
TOPIC = quotewords("topic_prepositions")
BLAME = quotewords("blame_prepositions")
SAME = dict(pair.split(":") for pair in quotewords("same_prepositions"))
RELAYING = quotewords("relaying")
CONCESSIVES, ANYBODY, WHO = quotewords("concessives"), quotewords("anybody"), quotewords("who")
REPORTING = 0.9
"""What a verb must weigh in a tag for a clause of its own to be somebody else's."""
CLAUSAL = frozenset({Frame.THAT, Frame.BARE, Frame.QUESTION})


@dataclass(frozen=True, slots=True)
class Complement:
    """What stands in a frame of the cue."""

    frame: Frame
    ranges: tuple[Range, ...]
    """One or more, in text order."""
    head: int
    """The word that stands for it: the verb of a clause."""
    weight: float
    """What the lexicon gives for it."""


def best_complement(tree: Tree, verb: int, particle: int, entry: CueEntry) -> Complement | None:
    """The complement in the frame of the greatest weight; the first of equals.

    `particle` is the second word of a phrasal verb, else the verb itself; clauses may hang on either.
    """
    own = _passive(tree, verb, entry) if is_passive(tree, verb) else _active(tree, verb, entry)
    adjective = particle != verb and tree.dep(particle) != "prt"
    found = chain(_of_particle(tree, particle, entry), own) if adjective else own
    return max((c for c in found if c.weight > 0), key=lambda c: c.weight, default=None)


def _active(tree: Tree, verb: int, entry: CueEntry) -> Iterator[Complement]:
    after = [child for child in tree.children[verb] if child > verb]
    objects = [child for child in after if tree.dep(child) in OBJECTS]
    for child in after:
        dep = tree.dep(child)
        if dep in {"ccomp", "xcomp"} or (dep == "advcl" and _asks(tree, child)):
            yield _clause(tree, verb, child, objects, entry)
        elif dep == "prep":
            yield from _prepositional(tree, verb, child, objects, entry)
    if objects:
        yield from _objects(tree, after, objects, entry)


def _of_particle(tree: Tree, particle: int, entry: CueEntry) -> Iterator[Complement]:
    """The clause in "made clear that": the parser hangs it on "clear"."""
    for child in tree.each(particle, ("ccomp", "advcl", "csubj", "xcomp", "acl")):
        frame = clause_frame(tree, child)
        if child > particle and frame in CLAUSAL:
            yield Complement(frame, (tree.subtree(child),), child, entry.weight(frame))


def _asks(tree: Tree, clause: int) -> bool:
    """Whether what was parsed as an adverbial clause may be a question: "asked if they were ready"."""
    return tree.lower[tree.left[clause]] in ASKING


def _clause(tree: Tree, verb: int, clause: int, objects: list[int], entry: CueEntry) -> Complement:
    frame, content = clause_frame(tree, clause), tree.subtree(clause)
    before = [word for word in objects if word < content.first]
    if frame is Frame.INFINITIVE and before:
        frame, content = Frame.ORDER, Range(tree.left[before[0]], content.last)
    elif frame is Frame.THAT:
        content = Range(from_that(tree, clause, content), content.last)
    elif frame in {Frame.BARE, Frame.NAMING}:
        content = Range(clause_first(tree, verb, clause, entry), clause_last(tree, verb, clause))
    content = Range(max(content.first, verb + 1), content.last)
    others = frame is Frame.BARE and _is_anothers(tree, content)
    beside = others or _concedes(tree, content) or _tells_whom(tree, content)
    weight = 0.0 if beside else entry.weight(frame)
    return Complement(frame, (content,), clause, weight)


def _is_anothers(tree: Tree, content: Range) -> bool:
    """Whether a cue of its own opens the clause: "said on Monday, adding the road is closed"."""
    first = content.first
    loose = tree.words.forms[first - 1] == "," and tree.tag(first) == "VBG"
    return loose and lexicon().verb(tree.words.forms[first]) is not None


def _concedes(tree: Tree, content: Range) -> bool:
    """Whether a clause behind a comma limits what was said before it: "…, he argued, whatever it cost"."""
    return tree.words.forms[content.first - 1] == "," and tree.lower[content.first] in CONCESSIVES


def _tells_whom(tree: Tree, content: Range) -> bool:
    """Whether a clause says who hears something: "tells anyone | who will listen"."""
    return tree.lower[content.first - 1] in ANYBODY and tree.lower[content.first] in WHO


def clause_frame(tree: Tree, clause: int) -> Frame:
    """Which kind of clause this is, from its marker and its verb."""
    marks = {tree.lower[child] for child in tree.each(clause, ("mark",))}
    if "that" in marks:
        return Frame.THAT
    if _asks_something(tree, clause) or marks & quotewords("question_markers"):
        return Frame.QUESTION
    if any(tree.tag(child) == "TO" for child in tree.each(clause, ("aux",))):
        return Frame.ORDER if tree.subject[clause] >= 0 else Frame.INFINITIVE
    if is_finite(tree, clause):
        return Frame.BARE
    if tree.tag(clause) == "VBG":
        return Frame.GERUND
    return Frame.NAMING if tree.tag(clause) not in VERBS else Frame.BARE


def _asks_something(tree: Tree, clause: int) -> bool:
    """Whether a question word opens the clause itself, not one before it: "says when it rained he left"."""
    first = tree.left[clause]
    head = tree.head(first)
    opens_another = head is not None and head != clause and tree.dep(head) == "advcl"
    return tree.lower[first] in QUESTION_WORDS and not opens_another


def _prepositional(
    tree: Tree, verb: int, prep: int, objects: list[int], entry: CueEntry
) -> Iterator[Complement]:
    inner = inner_of(tree, prep)
    if (
        inner is None
        or tree.lower[inner] in CIRCUMSTANCES
        or (tree.lower[verb] in RELAYING and _tells(tree, prep, inner))
    ):
        return
    word, content = tree.lower[prep], tree.subtree(prep)
    below = Range(prep + 1, content.last)
    own = entry.prepositions.get(SAME.get(word, word), 0.0)
    if word == "as":
        yield Complement(Frame.AS, (_with(tree, objects, content),), inner, entry.weight(Frame.AS))
    elif objects and word in BLAME and entry.weight(Frame.OF):
        yield Complement(Frame.OF, (_with(tree, objects, content),), inner, entry.weight(Frame.OF))
    elif own and objects and Frame.LISTENER not in entry.frames:
        yield Complement(Frame.CALL, (_with(tree, objects, content),), inner, own)
    elif own:
        yield Complement(Frame.CALL, (_with_order(tree, verb, below),), inner, own)
    elif word in TOPIC:
        yield Complement(Frame.ABOUT, (below,), inner, entry.weight(Frame.ABOUT))


def _tells(tree: Tree, prep: int, inner: int) -> bool:
    """Whether a participle reports, not the verb above it: "quoted the mayor as saying that …"."""
    said = tree.tag(inner) == "VBG" and lexicon().verb(tree.words.forms[inner]) is not None
    return said and tree.lower[prep] == "as"


def _with(tree: Tree, objects: list[int], phrase: Range) -> Range:
    """The phrase with the object before it."""
    first = min([tree.left[word] for word in objects if word < phrase.first], default=phrase.first)
    return Range(first, phrase.last)


def _with_order(tree: Tree, verb: int, below: Range) -> Range:
    """The phrase with an infinitive right after it: "called on the board to resign"."""
    for child in tree.each(verb, ("xcomp", "advcl", "ccomp")):
        if tree.left[child] == below.last and clause_frame(tree, child) in {Frame.INFINITIVE, Frame.ORDER}:
            return Range(below.first, tree.right[child] + 1)
    return below


def _objects(tree: Tree, after: list[int], objects: list[int], entry: CueEntry) -> Iterator[Complement]:
    noun = objects[0]
    content = tree.subtree(noun)
    for child in after:
        beside = tree.left[child] == content.last and _predicates(tree, child)
        if beside and entry.weight(Frame.NAMING) and child not in objects[:1]:
            both = Range(content.first, tree.right[child] + 1)
            yield Complement(Frame.NAMING, (both,), child, entry.weight(Frame.NAMING))
    yield from _inside_object(tree, noun, content, entry)
    if Frame.LISTENER not in entry.frames or len(objects) > 1:
        if tree.lower[objects[-1]] in PICTURES:
            return  # "tweeted a photo of her “new partner”"
        last = tree.subtree(objects[-1])
        yield Complement(Frame.OBJECT, (last,), objects[-1], entry.weight(Frame.OBJECT))


def _predicates(tree: Tree, word: int) -> bool:
    return tree.dep(word) in PREDICATES and tree.lower[word] not in TIMES


def _inside_object(tree: Tree, noun: int, content: Range, entry: CueEntry) -> Iterator[Complement]:
    """A phrase of the cue's that the parser hung on its object: "accused the minister of lying"."""
    for prep in tree.each(noun, ("prep",)):
        if tree.lower[prep] == "as":
            yield Complement(Frame.AS, (content,), noun, entry.weight(Frame.AS))
        elif tree.lower[prep] in BLAME:
            yield Complement(Frame.OF, (content,), noun, entry.weight(Frame.OF))


def _passive(tree: Tree, verb: int, entry: CueEntry) -> Iterator[Complement]:
    """The subject is part of what was said, but for "was told that"."""
    subject = tree.subject[verb]
    before = (tree.subtree(subject),) if subject >= 0 and tree.dep(subject) != "expl" else ()
    for child in tree.children[verb]:
        dep = tree.dep(child)
        if child < verb:
            continue
        if dep in {"ccomp", "xcomp"} or (dep == "advcl" and _asks(tree, child)):
            yield from _passive_clause(tree, verb, child, before, entry)
        elif dep == "prep":
            yield from _passive_phrase(tree, child, before, entry)
        elif dep == "oprd" and before:
            yield Complement(Frame.NAMING, (*before, tree.subtree(child)), child, entry.weight(Frame.NAMING))
    if before and Frame.LISTENER not in entry.frames:
        yield Complement(Frame.OBJECT, before, subject, entry.weight(Frame.OBJECT))


def _passive_clause(
    tree: Tree, verb: int, clause: int, before: tuple[Range, ...], entry: CueEntry
) -> Iterator[Complement]:
    frame, content = clause_frame(tree, clause), tree.subtree(clause)
    if frame in CLAUSAL:
        content = Range(content.first, clause_last(tree, verb, clause))
        yield Complement(frame, (content,), clause, entry.weight(frame))
    elif frame is Frame.INFINITIVE:
        yield Complement(Frame.RAISED, (*before, content), clause, entry.weight(Frame.RAISED))
        yield Complement(Frame.ORDER, (*before, content), clause, entry.weight(Frame.ORDER))


def _passive_phrase(
    tree: Tree, prep: int, before: tuple[Range, ...], entry: CueEntry
) -> Iterator[Complement]:
    word, inner = tree.lower[prep], inner_of(tree, prep)
    if inner is None:
        return
    whole, below = tree.subtree(prep), Range(prep + 1, tree.right[prep] + 1)
    if word == "as":
        yield Complement(Frame.AS, (*before, whole), inner, entry.weight(Frame.AS))
    elif word in BLAME and entry.weight(Frame.OF):
        yield Complement(Frame.OF, (*before, whole), inner, entry.weight(Frame.OF))
    elif word in TOPIC:
        yield Complement(Frame.ABOUT, (below,), inner, entry.weight(Frame.ABOUT))


def is_report(tree: Tree, verb: int) -> bool:
    """Whether a verb that has a clause to itself says what somebody else said."""
    entry = lexicon().verb(tree.words.forms[verb])
    return entry is not None and entry.weight(Frame.TAG) >= REPORTING
