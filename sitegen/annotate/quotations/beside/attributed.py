"""Who is quoted, where, by which cue: the value that the rules of attribution return, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.items import NounPhrase
from sitegen.model.reason import Reasons
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Cue, source and extent of one quotation, inside one sentence."""

    content: tuple[Span, ...]
    cue: Span
    source: Span | None
    head: Span | None
    plural: bool
    confidence: float
    reason: Reasons
    after: bool
    """Whether the cue stands behind the quoted words."""
    direct: bool
    """Whether the content is the words in marks and the cue stands beside them: no clause around them can
    know better."""


def made(
    sentence: Sentence, content: tuple[Span, ...], verb: int, end: int, subject: NounPhrase | None,
    confidence: float, reason: Reasons, *, after: bool,
) -> Attribution:  # fmt: skip
    """An attribution by the cue between two items, to the noun phrase `subject`."""
    source = sentence.span(subject.first, subject.end - 1) if subject else None
    head = sentence.span(subject.head, subject.head) if subject else None
    plural = bool(subject and subject.plural)
    cue = sentence.span(verb, end - 1)
    return Attribution(content, cue, source, head, plural, confidence, reason, after, direct=False)
