"""What stands between marks and what is reported without them, as one list in which no word stands twice.

In: quotations that hold quoted words, and candidates of reported speech. Out: both, in text order. Where the
two meet, the quotation with marks is kept: it knows its cue from the words beside the marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.quotations.evidence import SURE
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.model.text import Span

OF_NAMES = frozenset({Frame.OBJECT, Frame.NAMING})
"""What is sung, written or called so: where it is a title or a byname, nobody is quoted."""


def with_indirect(
    found: Sequence[FoundQuotation],
    candidates: Iterable[FoundQuotation],
    quoted: Iterable[Span],
    works: Iterable[Span],
) -> tuple[FoundQuotation, ...]:
    """All quotations of the article. What a cue of quoted words reports besides, without any, is left out."""
    taken = _Taken(span for quotation in found for span in quotation.content)
    marks, titles = _Taken(quoted), _Taken(works)
    cues = {quotation.cue for quotation in found}
    added = [
        candidate
        for candidate in candidates
        if candidate.confidence >= SURE
        and not (candidate.frame in OF_NAMES and any(titles.meets(span) for span in candidate.content))
        and not any(taken.meets(span) for span in candidate.content)
        and (candidate.cue not in cues or any(marks.meets(span) for span in candidate.content))
    ]
    return tuple(sorted([*found, *added], key=lambda quotation: quotation.content))


class _Taken:
    """Spans that do not overlap, for looking up whether another meets one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def meets(self, span: Span) -> bool:
        """Whether the span shares a character with one of them."""
        number = bisect_right(self._spans, span.start, key=lambda s: s.start)
        near = self._spans[max(0, number - 1) : number + 1]
        return any(other.overlaps(span) for other in near)
