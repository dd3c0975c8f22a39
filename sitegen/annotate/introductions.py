"""A sentence that introduces the quotation in the next one: "The minister was blunt. “We will not pay.”"

In: the sentence before a quotation that has no cue of its own. Out: its cue and its speaker, if it has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.frames import Sentence
from sitegen.annotate.items import NounPhrase
from sitegen.annotate.lexicon import Frame
from sitegen.annotate.subjects import subject_of
from sitegen.annotate.tags import cue_entry
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who the sentence before says speaks."""

    cue: Span
    source: Span
    head: Span
    plural: bool
    confidence: float
    reason: str


def introduction(sentence: Sentence) -> Introduction | None:
    """The last certain reporting verb of the sentence with its subject."""
    items = sentence.items
    verbs = [n for n, item in enumerate(items) if item.tag[:2] == "VB" and item.quote < 0]
    for number in verbs:
        found = cue_entry(items, number)
        if found is None or not found[0].speech or found[0].weight(Frame.TAG) < 0.6:
            continue
        subject = subject_of(sentence, number)
        if subject is not None:
            return _made(sentence, number, found[1], subject, 0.75, "in the sentence before")
    return None


def _made(
    sentence: Sentence, verb: int, end: int, subject: NounPhrase, confidence: float, why: str
) -> Introduction:
    return Introduction(
        sentence.span(verb, end - 1),
        sentence.span(subject.first, subject.end - 1),
        sentence.span(subject.head, subject.head),
        subject.plural,
        confidence,
        f"{sentence.items[verb].low}, {why}",
    )
