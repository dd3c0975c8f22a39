"""Articles through the annotators, in order, and a check of what they return.

In: plain texts with what is known of each article. Out: one `Annotations` for each, in order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sitegen.annotate.annotators.entities import EntityAnnotator
from sitegen.annotate.annotators.model_names import ModelNameAnnotator
from sitegen.annotate.annotators.protocol import Annotator, AnnotatorContext
from sitegen.annotate.annotators.quotations import QuotationAnnotator
from sitegen.annotate.annotators.references import ReferenceAnnotator
from sitegen.annotate.masking import kept_clear, readable
from sitegen.annotate.parse.datelines import parted
from sitegen.annotate.parse.nlp import Pipeline
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.faults import FaultError, Stage, fault_of
from sitegen.model.annotation import Annotations
from sitegen.model.text import PlainText, Span
from sitegen.wordfiles import has_words

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
    """Annotate each task, in order. Texts are parsed in batches as the caller asks for answers.

    What fails in one text costs that text what failed, and is told as a fault.
    """
    for task, doc in _parsed(tasks, pipeline):
        yield doc if isinstance(doc, Annotations) else _annotated(task, doc, annotators)


def _parsed(
    tasks: Iterable[AnnotationTask], pipeline: Pipeline
) -> Iterator[tuple[AnnotationTask, Doc | Annotations]]:
    """Every task with its parse: many together; where that fails each alone, without what fails even so."""
    waiting: deque[AnnotationTask] = deque()

    def texts() -> Iterator[PlainText]:
        for task in tasks:
            waiting.append(task)
            yield readable(task.text)

    source = texts()
    while True:
        try:
            for doc in pipeline.parse(source):
                yield waiting.popleft(), doc
        except (FaultError, SitegenError):  # of whoever gives the tasks, or of the model
            raise
        except Exception:  # noqa: BLE001 - which text, is found below
            pipeline.load()  # that it cannot be is no text's fault
            for task in waiting:
                yield task, _alone(task, pipeline)
            waiting.clear()
            continue
        return


def _alone(task: AnnotationTask, pipeline: Pipeline) -> Doc | Annotations:
    try:
        (doc,) = pipeline.parse([readable(task.text)])
    except Exception as error:  # noqa: BLE001 - any fault of one text is that text's alone
        return Annotations(faults=(fault_of(Stage.ANNOTATE, "the parser", error),))
    return doc


def _for_language(
    task: AnnotationTask, doc: Doc, annotators: Sequence[Annotator]
) -> tuple[Sequence[Annotator], tuple[Diagnostic, ...]]:
    """Who annotates a text: rules only in a language that has words, a model only in its own."""
    if has_words(task.language):
        return annotators, ()
    own = doc.lang_ == task.language.partition("-")[0].lower()
    told = Diagnostic(
        "language-without-words",
        Severity.NOTE,
        f"sitegen has no words for the language “{task.language}”: "
        + ("names are marked as the model gives them" if own else "nothing is marked by itself")
        + ", and nobody's quotations are attributed",
        hint="set  language: en  in its front matter if it is in English"
        + ("" if own else "; a model for its language (annotate.model) marks names"),
    )
    return ((ModelNameAnnotator(),) if own else ()), (told,)


def _annotated(task: AnnotationTask, doc: Doc, annotators: Sequence[Annotator]) -> Annotations:
    found, text = Annotations(sentences=tuple(t.idx for t in doc if t.is_sent_start)), readable(task.text)
    try:
        tree = read_tree(parted(read_words(doc, text)))
    except Exception as error:  # noqa: BLE001 - what cannot be read is this text's alone
        return replace(found, faults=(fault_of(Stage.ANNOTATE, "the parser", error),))
    able, told = _for_language(task, doc, annotators)
    found = replace(found, diagnostics=told)
    for annotator in able:
        context = AnnotatorContext(task.date, tree, found)
        try:
            made = checked(annotator.annotate(text, context), text, annotator.name)
            found = joined(found, kept_clear(made, task.text))
        except Exception as error:  # noqa: BLE001 - any fault of an annotator's costs what it would have found
            fault = fault_of(Stage.ANNOTATE, f"the annotator “{annotator.name}”", error)
            found = replace(found, faults=(*found.faults, fault))
    return found


def joined(first: Annotations, second: Annotations) -> Annotations:
    """Both together, each kind in text order."""
    return Annotations(
        tuple(sorted(first.mentions + second.mentions, key=lambda m: m.span)),
        tuple(sorted(first.quotations + second.quotations, key=lambda q: q.content)),
        first.diagnostics + second.diagnostics,
        tuple(sorted(first.references + second.references, key=lambda r: r.span)),
        first.sentences or second.sentences,
        first.faults + second.faults,
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
