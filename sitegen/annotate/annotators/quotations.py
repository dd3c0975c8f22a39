"""Quotations of an article: what stands between marks, what is reported, who says it, how sure that is.

In: the plain text and its parse. Out: quotations in text order, no word quoted twice. Direct: all words
stand between marks. Partial: some do. Indirect: none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.marks.segments import quoted_segments
from sitegen.annotate.marks.unclosed import unclosed
from sitegen.annotate.quotations.beside.frames import Frames
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.annotate.quotations.joined.continuation import joined_up
from sitegen.annotate.quotations.joined.reconciled import Reported
from sitegen.annotate.quotations.joined.union import with_indirect
from sitegen.annotate.quotations.joined.verbatim import verbatim
from sitegen.annotate.quotations.reported.indirect import find_in_tree
from sitegen.model.annotation import Annotations, Quotation, QuotationKind
from sitegen.model.text import PlainText, Span
from sitegen.wordfiles import pattern

OPENER = pattern("content_opener")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


class QuotationAnnotator:
    """Direct, partial and indirect quotations with cue, source and how sure it is."""

    name = "quotations"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """All quotations of the article."""
        segments = quoted_segments(text)
        tree = context.tree
        frames = Frames(tree, segments)
        quoted = [segment.span for segment in segments]
        candidates = find_in_tree(tree, quoted)
        whole, taken = verbatim(text, segments, frames)
        found, works = joined_up(text, segments, frames, Reported(candidates), taken)
        every = with_indirect((*whole, *found), candidates, quoted, works)
        spoken = [span for span in quoted if span not in {*works}]
        numbers = {f.content[0]: number for number, f in enumerate(every)}
        names = [mention.span for mention in context.found.mentions]
        return Annotations(
            quotations=tuple(
                _quotation(_whole_source(f, names), text, spoken, numbers, self.name) for f in every
            ),
            diagnostics=tuple(unclosed(text, segments)),
        )


def _whole_source(found: FoundQuotation, names: Sequence[Span]) -> FoundQuotation:
    """The quotation with the whole name of which its source is a part: "Orrin News Now" for "Orrin News"."""
    source = found.source
    if source is None or found.verbatim:
        return found
    number = bisect_right(names, source.span.end - 1, key=lambda name: name.start) - 1
    name = names[number] if number >= 0 else source.span
    if not source.span.start <= name.start < source.span.end < name.end:
        return found
    content = tuple(span for span in found.content if span.end <= name.start or span.start >= name.end)
    if not content or (found.cue is not None and name.start < found.cue.end and found.cue.start < name.end):
        return found
    widened = replace(source, span=Span(source.span.start, name.end))
    return replace(found, source=widened, content=content)


def _quotation(
    found: FoundQuotation,
    text: PlainText,
    quoted: Sequence[Span],
    numbers: Mapping[Span, int],
    name: str,
) -> Quotation:
    content = (_without_opener(text.text, found.content[0]), *found.content[1:])
    kind = QuotationKind.DIRECT if found.verbatim else kind_of(text.text, content, quoted)
    source = found.source
    return Quotation(
        content=content,
        kind=kind,
        annotator=name,
        cue=found.cue,
        source=source.span if source else None,
        source_head=source.head if source else None,
        source_plural=source is not None and source.plural,
        continues=numbers.get(found.continues) if found.continues else None,
        confidence=found.confidence,
        reason=found.reason,
    )


def _without_opener(text: str, content: Span) -> Span:
    """The content without words that the reporter opens the sentence with."""
    opener = OPENER.match(text, content.start, content.end)
    return Span(opener.end(), content.end) if opener and opener.end() < content.end else content


def kind_of(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> QuotationKind:
    """By how many of the words stand between marks that quote; a leading "that" is no matter."""
    inside = 0
    outside: list[str] = []
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            before = bisect_right(quoted, word.start(), key=lambda q: q.start) - 1
            if before >= 0 and word.start() < quoted[before].end:
                inside += 1
            else:
                outside.append(word.group().lower())
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.PARTIAL if outside and outside != ["that"] else QuotationKind.DIRECT
