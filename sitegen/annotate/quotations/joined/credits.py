"""Quoted words that no cue claims, by the name that stands below, behind or at the end of them.

In: the segments that wait for a speaker, and their block. Out: a quotation, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.annotate.marks.segments import Quoted
from sitegen.annotate.quotations.beside.frames import Frames
from sitegen.annotate.quotations.beside.place import source_of
from sitegen.annotate.quotations.beside.signatures import credit, name_and_office, signed
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation, NamedSource
from sitegen.model.reason import because
from sitegen.model.text import PlainText, Span

Waiting = Sequence[tuple[int, int]]
"""Segments, each with the number of its sentence in its block."""


class Credits:
    """Who is named as the speaker of whole paragraphs in marks."""

    def __init__(self, plain: PlainText, segments: Sequence[Quoted], frames: Frames) -> None:
        self._plain, self._segments, self._frames = plain, segments, frames

    def of(self, waiting: Waiting, block: int) -> FoundQuotation | None:
        """What waits, by the name at its end, behind it or below."""
        found = self._inside(waiting, block) or self._behind(waiting, block)
        return found or self._signed(waiting, block)

    def below(self, block: int, content: tuple[Span, ...]) -> FoundQuotation | None:
        """The content by the one whose name, behind a dash, is the line below; None where there is none."""
        following = self._frames.sentences(block + 1) if block + 1 < len(self._plain.blocks) else ()
        return signed(following[0], content, Evidence.NAME_BELOW) if len(following) == 1 else None

    def _signed(self, waiting: Waiting, block: int) -> FoundQuotation | None:
        found = self.below(block, tuple(self._segments[segment].span for segment, _ in waiting))
        return None if found is None else _placed(found, block, waiting[-1][1])

    def _inside(self, waiting: Waiting, block: int) -> FoundQuotation | None:
        """As "“We will go on. — Ines Halloran”", and pull quotes whose last line is a name."""
        segment, number = waiting[-1]
        quoted, words = self._segments[segment], self._frames.inside(segment)
        alone = len(waiting) > 1 and not quoted.opening
        found = credit(words, last_line=alone) if words.items else None
        if found is None:
            return None
        first, source = found
        own = (Span(quoted.span.start, words.items[first - 1].end),) if first else ()
        content = (*(self._segments[n].span for n, _ in waiting[:-1]), *own)
        return _placed(_credited(content, source), block, number)

    def _behind(self, waiting: Waiting, block: int) -> FoundQuotation | None:
        """As "“We will go on.” Mira Tolland, harbour clerk.", where the paragraph ends with it."""
        *_, last = sentences = self._frames.sentences(block)
        name = name_and_office(last.items, told=True) if waiting[-1][1] == len(sentences) - 2 else None
        if name is None or last.quotes:
            return None
        content = tuple(self._segments[segment].span for segment, _ in waiting)
        return _placed(_credited(content, source_of(last, name)), block, len(sentences) - 1)


def _credited(content: tuple[Span, ...], source: NamedSource | None) -> FoundQuotation:
    seen = Evidence.NAME_INSIDE
    return FoundQuotation(content, None, source, (seen,), because(seen))


def _placed(found: FoundQuotation, block: int, sentence: int) -> FoundQuotation:
    return replace(found, block=block, sentence=sentence)
