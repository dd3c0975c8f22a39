"""What a sentence says for and against its being a report, by name.

In: a cue in its sentence, its frame and source. Out: `Evidence`; `quotations.evidence` says what it weighs.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.lexicon.cues import CueEntry, Frame
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.grammar import is_passive, tense
from sitegen.annotate.parse.noun_phrases import Source
from sitegen.annotate.parse.tagset import NOUNS, PROPER
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.quotations.evidence import Evidence

NEGATIONS, NONE = quotewords("negations"), quotewords("none")
CONDITIONS = quotewords("conditions")
WRITERS = quotewords("writers")
RULERS, RULING = quotewords("rulers"), quotewords("ruling")
MODALS = quotewords("modals")
PERSONS = quotewords("person_pronouns")
EMPTY = quotewords("empty_subjects")
NOMINAL = frozenset({Frame.OBJECT, Frame.ABOUT, Frame.CALL})
MATTERS = NOMINAL | {Frame.OF}
DEEDS = frozenset({Frame.INFINITIVE, Frame.ORDER, Frame.NAMING, Frame.AS, Frame.GERUND})
STATEMENTS = frozenset({Frame.THAT, Frame.BARE})
ABOVE_UNSAID = quotewords("lacking") | quotewords("letting")
"""Words above a cue that is not said: "without saying", "let's say"."""
REFUSALS = quotewords("refusals")
NOBODY, ONLY = quotewords("nobody"), quotewords("only")


def evidence_of(
    tree: Tree, cue: int, entry: CueEntry, frame: Frame, source: Source | None
) -> tuple[Evidence, ...]:
    """Everything that moves the weight of a cue in its frame."""
    told = _of_source(tree, cue, entry, frame, source)
    return (
        Evidence.IN_FRAME,
        *((told,) if told else ()),
        *_of_reality(tree, cue, frame),
        *(() if entry.speech or _rules(tree, entry, source) else _of_thought(tree, frame, source)),
    )


def without_marks(tree: Tree, cue: int, frame: Frame | None) -> tuple[Evidence, ...]:
    """What speaks against a content in which no word is quoted: an act or a topic is no statement."""
    if frame in MATTERS:
        return (Evidence.MATTER,)
    if frame not in DEEDS:
        return ()
    return (Evidence.DEED, Evidence.ACT_OF_NOUN) if tree.tag(cue) in NOUNS else (Evidence.DEED,)


def _of_source(tree: Tree, cue: int, entry: CueEntry, frame: Frame, source: Source | None) -> Evidence | None:
    if _is_hearsay(tree, cue):
        return Evidence.HEARSAY
    noun = tree.tag(cue) in NOUNS
    if source is None:
        if noun:
            return Evidence.NO_OWNER
        heard = Frame.LISTENER in entry.frames and tree.subject[cue] >= 0 and frame in STATEMENTS
        return Evidence.HEARER_ALONE if heard and is_passive(tree, cue) else Evidence.NO_SOURCE
    if tree.lower[source.head] in EMPTY:
        return Evidence.EMPTY_SOURCE
    if frame not in NOMINAL | {Frame.QUESTION}:
        return None
    if noun:
        return Evidence.TOPIC_OF_NOUN
    person = tree.lower[source.head] in PERSONS or tree.tag(source.head) in PROPER
    return Evidence.PERSON_OBJECT if person else Evidence.THING_OBJECT


def _is_hearsay(tree: Tree, cue: int) -> bool:
    """Whether the subject is anybody: "you could say", "it is said" (but not "it was announced")."""
    subject = tree.subject[cue]
    if subject < 0 or tree.lower[subject] != "it":
        return subject >= 0 and tree.lower[subject] == "you"
    return is_passive(tree, cue) and tree.first(cue, "auxpass") is not None and tense(tree, cue) == "VBZ"


def _of_reality(tree: Tree, cue: int, frame: Frame) -> Iterator[Evidence]:
    """What is not said, only to be said, or asked."""
    nouns = (cue,) if tree.tag(cue) in NOUNS else tuple(tree.each(cue, ("dobj",)))
    if any(tree.lower[word] in NONE for noun in nouns for word in tree.each(noun, ("det", "neg"))):
        yield Evidence.NEGATED  # "offered no sign that …"
    if tree.tag(cue) in NOUNS:
        return
    if tree.words.forms[tree.sentence(cue).last - 1] == "?":
        yield Evidence.ASKED
    if tree.subject[cue] >= 0 and tree.lower[tree.subject[cue]] in NOBODY:
        yield Evidence.NEGATED
    only = any(tree.lower[child] in ONLY for child in tree.each(cue, ("advmod",)))  # "would say only that …"
    head = tree.head(cue)
    refused = head is not None and tree.dep(cue) == "xcomp" and tree.lower[head] in REFUSALS
    if refused or (head is not None and tree.lower[head] in ABOVE_UNSAID):
        yield Evidence.NEGATED
    for child in tree.children[cue]:
        if child > cue:
            break
        word, dep = tree.lower[child], tree.dep(child)
        modal = dep == "aux" and word in MODALS and not only
        if modal or (dep == "aux" and tree.tag(child) == "TO"):
            yield (
                Evidence.OPEN if frame is Frame.QUESTION else Evidence.SUPPOSED if modal else Evidence.UNREAL
            )
        elif dep in {"mark", "advmod"} and word in CONDITIONS:
            yield Evidence.ASKED
        elif dep == "neg" or word in NEGATIONS:
            yield Evidence.NEGATED


def _rules(tree: Tree, entry: CueEntry, source: Source | None) -> bool:
    """Whether a court holds something, or one who has such a title before the name: "Judge Brandt held"."""
    if source is None or entry.lemma not in RULING:
        return False
    first, last = source.range
    return any(
        tree.lower[at] in RULERS for at in (source.head, *range(max(first - 1, 0), min(first + 2, last)))
    )


def _of_thought(tree: Tree, frame: Frame, source: Source | None) -> Iterator[Evidence]:
    """What is thought rather than said."""
    writer = source is not None and tree.lower[source.head] in WRITERS
    yield Evidence.WRITER if writer else Evidence.THOUGHT
    if frame in {Frame.INFINITIVE, Frame.ORDER}:
        yield Evidence.PLAN
