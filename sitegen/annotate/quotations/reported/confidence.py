"""How sure it is that somebody is quoted: the lexicon's weight, and what the sentence adds or takes.

In: a cue in its sentence. Out: 0 to 1. The additions are log-odds set by hand, each with its reason; nothing
here is fitted to a corpus.
"""

from __future__ import annotations

from math import exp, log

from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.parse.grammar import is_passive, tense
from sitegen.annotate.parse.noun_phrases import Source
from sitegen.annotate.parse.tree import NOUNS, Tree

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})
MODALS = frozenset({"would", "could", "should", "might", "may", "must", "can", "will", "'ll", "’ll", "shall"})
PERSONS = frozenset({"he", "she", "they", "i", "we", "who"})
EMPTY = frozenset(
    {"it", "this", "that", "which", "what", "you", "one", "there", "nobody", "nothing", "anyone"}
)
NOMINAL = frozenset({Frame.OBJECT, Frame.ABOUT, Frame.CALL})
MATTERS = NOMINAL | {Frame.OF}

NO_SOURCE = -1.6
"""Nobody is named: often not a report at all ("to say that …", "it is said")."""
NO_OWNER = -0.8
"""Less so with a noun: "the claim that …" is somebody's."""
EMPTY_SOURCE = -2.2
"""A subject that cannot speak, or anybody."""
PERSON_OBJECT = 0.4
"""With a noun phrase as content, a person makes the reporting sense likelier than the others."""
THING_OBJECT = -0.5
TOPIC_OF_NOUN = -0.8
"""In "her remarks about the dam" what she said about it is not told."""
UNREAL = -0.8
"""Under a modal or "to": not said, but to be said."""
ASKED = -1.0
"""In a question or condition."""
NEGATED = -6.0
"""Not said: "did not say how many", "without specifying what"."""
MATTER = -2.5
"""A noun phrase tells what somebody spoke of, thanked for or was accused of, seldom what was said."""
DEED = -1.5
"""A noun with an infinitive, as in "a threat to leave" or "the demand to pay", names an act."""
HEARSAY = -6.0
"""In "it is said that" nobody in particular speaks, nor in "you could say"."""
THOUGHT = -3.0
"""What somebody believes, hopes or fears was not said by anybody, unless words of it are quoted."""
EVEN = 0.7
"""What a cue in one of its frames has in its favour before anything else is known."""
DAMPING = 0.5
"""The parts are not independent, so their sum overstates: half of it is nearer the truth."""
PLAN = -1.2
"""What somebody wants to do is no words of theirs."""
WRITER = -3.0
"""Nor does the writer's "I think" quote anybody."""


def confidence(
    tree: Tree, cue: int, weight: float, frame: Frame, source: Source | None, *, speech: bool
) -> float:
    """The weight, moved by what is around the cue."""
    odds = log(max(weight, 0.01) / max(1 - weight, 0.01))
    odds += _source_odds(tree, cue, frame, source) + _reality(tree, cue)
    if not speech:
        odds += WRITER if source and tree.lower[source.head] in {"i", "we"} else THOUGHT
        odds += PLAN if frame in {Frame.INFINITIVE, Frame.ORDER} else 0.0
    return round(1 / (1 + exp(-(EVEN + DAMPING * odds))), 3)


def without_marks(sure: float, frame: Frame, *, noun: bool) -> float:
    """The confidence of a content in which no word is quoted: what is an act or a topic is no statement."""
    odds = MATTER if frame in MATTERS else DEED if noun and frame is Frame.INFINITIVE else 0.0
    sure = min(max(sure, 0.001), 0.999)  # rounded before: nothing is as sure as 0 or 1
    return round(1 / (1 + exp(-(log(sure / (1 - sure)) + DAMPING * odds))), 3) if odds else sure


def _source_odds(tree: Tree, cue: int, frame: Frame, source: Source | None) -> float:
    if _is_hearsay(tree, cue):
        return HEARSAY
    if source is None:
        return NO_SOURCE if tree.tag(cue) not in NOUNS else NO_OWNER
    if tree.lower[source.head] in EMPTY:
        return EMPTY_SOURCE
    if frame not in NOMINAL | {Frame.QUESTION}:
        return 0.0
    if tree.tag(cue) in NOUNS:
        return TOPIC_OF_NOUN
    person = tree.lower[source.head] in PERSONS or tree.tag(source.head) in {"NNP", "NNPS"}
    return PERSON_OBJECT if person else THING_OBJECT


def _is_hearsay(tree: Tree, cue: int) -> bool:
    """Whether the subject is anybody: "you could say", "it is said" (but not "it was announced")."""
    subject = tree.subject[cue]
    if subject < 0 or tree.lower[subject] != "it":
        return subject >= 0 and tree.lower[subject] == "you"
    return is_passive(tree, cue) and tree.first(cue, "auxpass") is not None and tense(tree, cue) == "VBZ"


def _reality(tree: Tree, cue: int) -> float:
    """Log-odds for what is not said, only to be said, or asked."""
    if tree.tag(cue) in NOUNS:
        return 0.0
    odds = ASKED if tree.words.forms[tree.sentence(cue).last - 1] == "?" else 0.0
    head = tree.head(cue)
    if head is not None and tree.lower[head] == "without":
        odds += NEGATED
    for child in tree.children[cue]:
        if child > cue:
            break
        word, dep = tree.lower[child], tree.dep(child)
        if dep == "aux" and (word in MODALS or tree.tag(child) == "TO"):
            odds += UNREAL
        elif dep in {"mark", "advmod"} and word in {"if", "unless"}:
            odds += ASKED
        elif dep == "neg" or word in NEGATIONS:
            odds += NEGATED
    return odds
