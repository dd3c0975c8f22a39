"""Where a quotation's content begins and ends.

In: spans of content and the quoted segments. Out: spans that never cut a quoted segment, and end where a
comma inside the marks, or a dash behind them, says that the words after are the writer's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import DASH_CHARACTERS, DASHES, last_character
from sitegen.model.text import Span

_GOES_ON = quotewords("joining")
_SHARES = quotewords("shares")
"""Behind "with", of those just spoken of: "they aren't “equal,” with some far better off"."""
_EDGE = f" \n,;:{DASH_CHARACTERS}-"


def whole_segments(text: str, content: Sequence[Span], segments: Sequence[Span]) -> tuple[Span, ...]:
    """The content with each end that falls inside a quoted segment moved to the segment's.

    Spans that come to overlap become one; punctuation that one begins with is left out.
    """
    out: list[Span] = []
    for span in content:
        first, last = _around(segments, span.start), _around(segments, span.end - 1)
        start = first.start if first else span.start
        end = last.end if last else span.end
        while start < end and text[start] in _EDGE:
            start += 1
        if out and start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        elif any(character.isalnum() for character in text[start:end]):
            out.append(Span(start, end))
    return tuple(out)


def _around(segments: Sequence[Span], offset: int) -> Span | None:
    number = bisect_right(segments, offset, key=lambda span: span.start) - 1
    return segments[number] if number >= 0 and offset < segments[number].end else None


def ended(text: str, content: tuple[Span, ...], segment: Span) -> tuple[Span, ...]:
    """Content cut behind a quoted segment that ends in a comma, or that a dash follows."""
    comma = last_character(segment.of(text)) == ","
    rest = text[segment.end : segment.end + 24].split()
    if not rest:
        return content
    goes_on = rest[0] in _GOES_ON or (rest[0] == "with" and rest[1:2] != [] and rest[1] in _SHARES)
    parted = rest[0] in DASHES or (comma and rest[0].rstrip(".,:;").isalpha() and not goes_on)
    if not parted:
        return content
    kept = [
        Span(s.start, segment.end) if s.contains(segment) else s for s in content if s.start < segment.end
    ]
    return tuple(kept) or content


def behind(content: Sequence[Span], begin: int, text: str = "") -> tuple[Span, ...]:
    """The content from `begin` on; where `text` is given, without the punctuation that it begins with."""
    out = []
    for span in content:
        start = max(span.start, begin)
        while start < span.end and text and text[start] in _EDGE:
            start += 1
        if start < span.end:
            out.append(Span(start, span.end))
    return tuple(out)
