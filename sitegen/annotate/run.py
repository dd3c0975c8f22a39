"""Articles through the annotators, in order, and a check of what they return.

In: plain texts with what is known of each article. Out: one `Annotations` for each, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import tee

from sitegen.annotate.annotators.entities import EntityAnnotator
from sitegen.annotate.annotators.protocol import Annotator, AnnotatorContext
from sitegen.annotate.annotators.quotations import QuotationAnnotator
from sitegen.annotate.annotators.references import ReferenceAnnotator
from sitegen.annotate.parse.nlp import Pipeline
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.model.annotation import Annotations
from sitegen.model.text import PlainText, Span


@dataclass(frozen=True, slots=True)
class AnnotationTask:
    """A text to annotate, with what annotators may know of its article."""

    text: PlainText
    language: str = "en"
    date: datetime | None = None


def default_annotators() -> tuple[Annotator, ...]:
    """The built-in annotators, in their order: later ones see what earlier ones found."""
    return (EntityAnnotator(), ReferenceAnnotator(), QuotationAnnotator())


def annotate(
    tasks: Iterable[AnnotationTask], pipeline: Pipeline, annotators: Sequence[Annotator]
) -> Iterator[Annotations]:
    """Annotate each task, in order. Texts are parsed in batches as the caller asks for answers."""
    for_parse, for_annotators = tee(tasks)
    docs = pipeline.parse(task.text for task in for_parse)
    for task, doc in zip(for_annotators, docs, strict=True):
        found = Annotations(sentences=tuple(token.idx for token in doc if token.is_sent_start))
        tree = read_tree(read_words(doc, task.text))
        for annotator in annotators:
            context = AnnotatorContext(task.language, task.date, tree, found)
            found = joined(found, checked(annotator.annotate(task.text, context), task.text, annotator.name))
        yield found


def joined(first: Annotations, second: Annotations) -> Annotations:
    """Both together, each kind in text order."""
    return Annotations(
        tuple(sorted(first.mentions + second.mentions, key=lambda m: m.span)),
        tuple(sorted(first.quotations + second.quotations, key=lambda q: q.content)),
        first.diagnostics + second.diagnostics,
        tuple(sorted(first.references + second.references, key=lambda r: r.span)),
        first.sentences or second.sentences,
    )


def checked(found: Annotations, text: PlainText, name: str) -> Annotations:
    """The same annotations. Raises `ValueError` where a span leaves the text: the annotator's bug."""
    for span in _spans(found):
        if span.end > len(text.text):
            raise ValueError(f"annotator {name}: {span} leaves a text of {len(text.text)} characters")
    return found


def _spans(found: Annotations) -> Iterator[Span]:
    for mention in found.mentions:
        yield mention.span
        yield from (description.span for description in mention.descriptions)
    for quotation in found.quotations:
        yield from quotation.content
        yield from (s for s in (quotation.cue, quotation.source, quotation.source_head) if s)
    for reference in found.references:
        yield from (reference.span, reference.head)
