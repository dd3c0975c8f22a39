"""Quotations of an article: what stands between marks, what is reported, who says it, how sure that is.

In: the plain text and its parse. Out: quotations in text order, no word quoted twice. Direct: all words
stand between marks. Partial: some do. Indirect: none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sitegen.annotate.annotator import AnnotatorContext
from sitegen.annotate.continuation import Found, joined_up
from sitegen.annotate.frames import Frames
from sitegen.annotate.marks import Quoted, quoted_segments
from sitegen.model.annotation import Annotations, Quotation, QuotationKind
from sitegen.model.text import PlainText, Span

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


class QuotationAnnotator:
    """Direct, partial and indirect quotations with cue, source and how sure it is."""

    name = "quotations"
    version = "2"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """All quotations of the article."""
        segments = quoted_segments(text)
        frames = Frames(context.doc, text, segments)
        found = joined_up(text, segments, frames)
        return Annotations(quotations=tuple(_quotation(f, text, segments, self.name) for f in found))


def _quotation(found: Found, text: PlainText, segments: Sequence[Quoted], annotator: str) -> Quotation:
    return Quotation(
        content=found.content,
        kind=kind_of(text.text, found.content, [s.span for s in segments]),
        annotator=annotator,
        cue=found.cue,
        source=found.source,
        source_head=found.head,
        source_plural=found.plural,
        continues=found.continues,
        confidence=found.confidence,
        reason=found.reason,
    )


def kind_of(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> QuotationKind:
    """Direct, partial or indirect, by how many of the words stand between marks; a leading "that" is no matter."""
    inside = 0
    outside: list[str] = []
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            if any(q.start <= word.start() < q.end for q in quoted):
                inside += 1
            else:
                outside.append(word.group().lower())
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.PARTIAL if outside and outside != ["that"] else QuotationKind.DIRECT
