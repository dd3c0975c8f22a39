"""What stands beside a quotation and tells who speaks: when an editor said who does, and now.

In: a quotation as annotators found it, and the text. Out: these words, and whether others stood there when a
correction was made. Another model may read other words of the same text: that is no change of it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.model.annotation import Beside, Quotation, Stated
from sitegen.model.corrections import QuotationCorrection, Selector
from sitegen.model.text import PlainText, Span


def words_beside(quotation: Quotation, plain: PlainText) -> str:
    """Source and cue as one line, "said Ines Halloran"; "" where nothing in its paragraphs tells it."""
    place = _place(quotation, plain)
    return _line(place.of(plain.text)) if place else ""


def changed_beside(
    correction: QuotationCorrection, at: Span, quotation: Quotation, plain: PlainText
) -> Beside | None:
    """What the words were and are, where they changed; `at`: where the correction's own words stand now."""
    before = correction.beside
    if before is None or correction.speaker is None:
        return None
    place = _place(quotation, plain)
    now = _line(place.of(plain.text)) if place else ""
    is_same = now == before or (place and _stood_there(place, at, correction.at, plain.text))
    if is_same or _still_stands(before, place, quotation, plain):
        return None
    return None if _names(plain.text, quotation.source, correction.speaker) else Beside(before, now)


def _place(quotation: Quotation, plain: PlainText) -> Span | None:
    """Of source and cue; of the source alone where the quotation, or another paragraph, stands between."""
    source, cue = quotation.source, quotation.cue
    own = _paragraphs(quotation, plain)
    if source is None or not _is_beside(source, quotation, own):
        return None
    both = Span(min(source.start, cue.start), max(source.end, cue.end)) if cue else source
    return both if _is_beside(both, quotation, own) else source


def _paragraphs(quotation: Quotation, plain: PlainText) -> list[Span]:
    blocks = (block.span for block in plain.blocks)
    return [block for block in blocks if any(block.overlaps(part) for part in quotation.content)]


def _is_beside(span: Span, quotation: Quotation, paragraphs: Sequence[Span]) -> bool:
    inside = any(one.start <= span.start and span.end <= one.end for one in paragraphs)
    return inside and not any(span.overlaps(part) for part in quotation.content)


def _line(words: str) -> str:
    return " ".join(words.split())


def _stood_there(place: Span, at: Span, before: Selector, text: str) -> bool:
    """Whether these very words stood at this very place already, so that they are only read otherwise."""
    if place.start >= at.end:
        first = place.start - at.end
        there = before.suffix[first : first + len(place)]
    else:
        last = len(before.prefix) - (at.start - place.end)
        there = before.prefix[max(0, last - len(place)) : max(0, last)]
    return there == place.of(text)


def _still_stands(before: str, place: Span | None, quotation: Quotation, plain: PlainText) -> bool:
    """Whether the former words stand where those are that tell it now; else anywhere beside the quotation."""
    if not before:
        return False
    wanted = re.compile(r"\s+".join(map(re.escape, before.split())))
    for paragraph in _paragraphs(quotation, plain):
        for found in wanted.finditer(plain.text, paragraph.start, paragraph.end):
            span = Span(*found.span())
            if span.overlaps(place) if place else not any(span.overlaps(part) for part in quotation.content):
                return True
    return False


def _names(text: str, source: Span | None, stated: Stated) -> bool:
    """Whether the source is a name of the very one that the editor said."""
    words = _words(source.of(text)) if source else set()
    return bool(words) and any(words <= _words(name) for name in stated.names)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))
