"""Marks over tokens: any spans, nested or crossing, to tags that always nest.

In: a `MarkdownDoc` and marks, whose spans are offsets into its plain text. Out: new inline children; the
parsed tokens are never changed, because the same document is rendered again after the next edit.

Promises: taking the marks out gives the HTML rendered without them, byte for byte; the fragments of a
mark, joined, spell its text, less what no fragment may carry (breaks at a fragment's edge, separators
between blocks, partly covered code); the result is well-formed whatever overlaps.

Method: the children of an inline token fall into *runs*, maximal stretches of text, code and breaks with
no tag between them. In each run the edges of all fragments are sorted once and swept with a stack of open
tags (`markdown.sweep`). Cost: marks + segments + fragments written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from sitegen.markdown.marks import Mark
from sitegen.markdown.plaintext import MarkdownDoc, Segment, SegmentKind
from sitegen.markdown.sweep import Fragment, MarkWriter, Run
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Overlay:
    """New children for the inline tokens that carry marks, and what became of each mark."""

    children: Mapping[int, list[Token]]
    """Index of an inline token in `MarkdownDoc.tokens` to its new children."""
    fragments: tuple[int, ...]
    """For each mark, how many fragments it got; 0 where none of its text can be wrapped."""


def overlay(doc: MarkdownDoc, marks: Sequence[Mark]) -> Overlay:
    """Lay `marks` over `doc`. Marks that start and end alike nest in the given order."""
    runs = tuple(_runs(doc))
    by_token: defaultdict[int, dict[int, Run]] = defaultdict(dict)
    for run, fragments in _fragments_by_run(runs, marks).items():
        segments = runs[run]
        by_token[segments[0].token][segments[0].child] = Run(segments, tuple(fragments))
    writer = MarkWriter(marks)
    for token in sorted(by_token):
        writer.write_inline(token, doc.tokens[token].children or [], by_token[token])
    return Overlay(writer.children, tuple(writer.counts))


def _runs(doc: MarkdownDoc) -> Iterator[tuple[Segment, ...]]:
    """Maximal stretches of segments whose children stand side by side."""
    run: list[Segment] = []
    for segment in doc.segments:
        if run and (segment.token != run[-1].token or segment.child != run[-1].child + 1):
            yield tuple(run)
            run = []
        run.append(segment)
    if run:
        yield tuple(run)


def _fragments_by_run(
    runs: Sequence[tuple[Segment, ...]], marks: Sequence[Mark]
) -> dict[int, list[Fragment]]:
    """Index of a run to the fragments that lie in it."""
    starts = [run[0].span.start for run in runs]
    ends = [run[-1].span.end for run in runs]
    found: defaultdict[int, list[Fragment]] = defaultdict(list)
    for number, mark in enumerate(marks):
        pieces = [
            (index, piece)
            for span in _merged(mark.spans)
            for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end))
            if (piece := _clipped(span, runs[index]))
        ]
        for nth, (index, piece) in enumerate(pieces, 1):
            last = nth == len(pieces)
            found[index].append(Fragment(piece.start, piece.end, number, mark.tag == "a", last))
    return found


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """The same characters as disjoint spans in order."""
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            if current is not None:
                yield current
            current = span
    if current is not None:
        yield current


def _clipped(span: Span, run: tuple[Segment, ...]) -> Span | None:
    """The part of `span` in `run`, drawn in from breaks and partly covered code; None if nothing is left."""
    low = bisect_right(run, span.start, key=lambda segment: segment.span.end)
    high = bisect_left(run, span.end, key=lambda segment: segment.span.start) - 1
    start, end = max(span.start, run[0].span.start), min(span.end, run[-1].span.end)
    while low <= high and not _may_start(run[low], start):
        low += 1
        start = run[low].span.start if low <= high else end
    while low <= high and not _may_end(run[high], end):
        high -= 1
        end = run[high].span.end if low <= high else start
    return Span(start, end) if low <= high and start < end else None


def _may_start(segment: Segment, start: int) -> bool:
    if segment.kind is SegmentKind.CODE:
        return start <= segment.span.start
    return segment.kind is SegmentKind.TEXT


def _may_end(segment: Segment, end: int) -> bool:
    if segment.kind is SegmentKind.CODE:
        return segment.span.end <= end
    return segment.kind is SegmentKind.TEXT
