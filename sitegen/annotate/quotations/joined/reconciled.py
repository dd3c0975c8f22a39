"""Reported clauses around quoted words: the clause that a fragment in marks stands in, from the parse.

In: candidates of reported speech, and a quoted segment. Out: the attribution that the clause around the
segment gives it. The parse knows where a clause ends; the words beside the marks know better who speaks in
a tag.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sitegen.annotate.quotations.evidence import SURE, Evidence
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.model.text import Span


class Reported:
    """Reported clauses by the place of their content."""

    def __init__(self, candidates: Sequence[FoundQuotation]) -> None:
        spans = [(span, number) for number, c in enumerate(candidates) for span in c.content]
        self._spans = sorted(spans)
        self._candidates = candidates

    def around(self, segment: Span) -> FoundQuotation | None:
        """The candidate whose content holds the beginning of a quoted segment."""
        number = bisect_right(self._spans, segment.start + 1, key=lambda pair: pair[0].start) - 1
        for span, owner in reversed(self._spans[max(0, number - 1) : number + 1]):
            if span.start <= segment.start + 2 and span.end > segment.start + 2:
                return self._candidates[owner]
        return None


def reconciled(
    made: FoundQuotation | None,
    candidate: FoundQuotation | None,
    segment: Span,
    sentence: Span,
    *,
    last: bool,
) -> FoundQuotation | None:
    """One attribution from what stands beside the marks and the clause around them, inside the sentence.

    `last` says that no other quoted words stand between the segment and a cue behind it: words further off
    belong to their own cue.
    """
    if candidate is None or candidate.confidence < SURE or (made is not None and made.direct):
        return made
    same = made is not None and _same_cue(made, candidate)
    behind = _starts(candidate) > segment.start
    if (
        made is not None
        and not same
        and (candidate.confidence < made.confidence - 0.15 or (behind and not last))
    ):
        return made
    if made is not None and made.after and not behind:
        return made
    taken = _around(candidate, segment, sentence)
    if same and made is not None and made.source is not None:
        return replace(made, content=taken.content)
    return taken


def _around(candidate: FoundQuotation, segment: Span, sentence: Span) -> FoundQuotation:
    """A reported clause with its content covering the whole quoted segment."""
    return replace(
        candidate,
        content=clipped(grown(candidate.content, segment), sentence),
        evidence=(*candidate.evidence, Evidence.CLAUSE_OF_MARKS),
        after=_starts(candidate) > segment.start,
    )


def _same_cue(one: FoundQuotation, other: FoundQuotation) -> bool:
    return one.cue is not None and other.cue is not None and one.cue.overlaps(other.cue)


def _starts(found: FoundQuotation) -> int:
    return found.cue.start if found.cue else -1


def clipped(content: tuple[Span, ...], within: Span) -> tuple[Span, ...]:
    """The content inside a sentence; all of it where nothing is inside."""
    spans = [Span(max(s.start, within.start), min(s.end, within.end)) for s in content if s.overlaps(within)]
    return tuple(spans) or content


def grown(content: tuple[Span, ...], segment: Span) -> tuple[Span, ...]:
    """The content with the span that meets the segment widened to hold it."""
    out: list[Span] = []
    for span in content:
        wide = (
            Span(min(span.start, segment.start), max(span.end, segment.end))
            if span.overlaps(segment)
            else span
        )
        if out and wide.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, wide.end))
        else:
            out.append(wide)
    return tuple(out)
