"""A sentence that introduces the quotation in the next one, as "The minister spoke. “We will not pay.”" does.

In: the sentence before a quotation that has no cue of its own. Out: its cue and its speaker, if it has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.items import NounPhrase, is_name, noun_phrase
from sitegen.annotate.quotations.beside.openings import behind_from
from sitegen.annotate.quotations.beside.subjects import owner_of, subject_of
from sitegen.annotate.quotations.beside.tags import cue_entry
from sitegen.model.reason import Reasons, because
from sitegen.model.text import Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LEAST = 0.6
"""A verb less apt to stand beside quoted words does not introduce them."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who the sentence before says speaks."""

    cue: Span
    source: Span
    head: Span
    plural: bool
    confidence: float
    reason: Reasons


def introduction(sentence: Sentence) -> Introduction | None:
    """The certain reporting verb of the sentence with its subject: the first, but before a colon the last.

    Before a colon also a noun with its owner: "these are the minister's words:".
    """
    items = sentence.items
    colon = items[-1].text == ":"
    verbs = [n for n, item in enumerate(items) if item.tag[:2] == "VB" and item.quote < 0]
    for number in reversed(verbs) if colon else verbs:
        found = cue_entry(items, number)
        if found is None or not found[0].speech or found[0].weight(Frame.TAG) < LEAST:
            continue
        subject = subject_of(sentence, number)
        if subject is not None:
            return _made(sentence, number, found[1], subject, 0.75, "sentence-before")
    return (_by_noun(sentence) or _by_name(sentence)) if colon else None


def _by_noun(sentence: Sentence) -> Introduction | None:
    """The last noun of saying that has an owner."""
    items = sentence.items
    for number in range(len(items) - 2, 0, -1):
        if items[number].tag in {"NN", "NNS"} and lexicon().noun(items[number].low) is not None:
            owner = owner_of(sentence, number)
            if owner is not None:
                return _made(sentence, number, number + 1, owner, 0.65, "line-before")
    return None


def _by_name(sentence: Sentence) -> Introduction | None:
    """A line that says from whom the words below are: "And from Mayor Ida Crewe:"."""
    items = sentence.items
    first = behind_from(items, 0)
    source = noun_phrase(items, first) if first else None
    if source is None or not is_name(items[source.head]) or any(item.tag in FINITE for item in items):
        return None
    return _made(sentence, len(items) - 1, len(items), source, 0.75, "line-before")


def _made(
    sentence: Sentence, verb: int, end: int, subject: NounPhrase, confidence: float, code: str
) -> Introduction:
    return Introduction(
        sentence.span(verb, end - 1),
        sentence.span(subject.first, subject.end - 1),
        sentence.span(subject.head, subject.head),
        subject.plural,
        confidence,
        because(code, cue=sentence.items[verb].low),
    )
