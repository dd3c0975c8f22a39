"""Where an editor's words stand now in an article, and what is said of those that are not found.

In: the text and a correction's selector. Out: the place, or a diagnostic. One value for an article's
corrections, which gathers what was said of them; never leaves `corrections`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.corrections.anchoring import Anchor, Lost, anchor, occurrences
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article, place_of
from sitegen.model.corrections import Corrections, Selector
from sitegen.model.text import PlainText, Span

OPENING = '“"«„‹'
"""Marks that open a quotation."""
SHARED = 0.5
"""The share of two marks' words that they have in common at least where one is the other."""


@dataclass(slots=True)
class Looking:
    """The text in which corrections are looked for, and what was said of them so far."""

    plain: PlainText
    article: Article
    corrections: Corrections
    notes: list[Diagnostic] = field(default_factory=list)

    def find(self, at: Selector, line: int, what: str) -> Span | None:
        """Where the words stand now; None, reported, where that is not certain."""
        return self._told(anchor(self.plain.text, at), at, line, what)

    def find_part(self, at: Selector, line: int, what: str, item: Span, parts: int = 1) -> Span | None:
        """The same of words that the item at `item` has instead, one of so many parts.

        Mere words count where they meet the item; of several parts those elsewhere, one paragraph a part.
        """
        if at.prefix or at.suffix:
            return self.find(at, line, what)
        near = self._near(at, item, parts - 1)
        meeting = [span for span in near if span.overlaps(item)]
        return self._only(near if parts > 1 and not meeting else meeting, at, line, what)

    def find_cue(self, at: Selector, line: int, what: str, item: Span) -> Span | None:
        """The same of words that tell that the item at `item` is a quotation: beside it in its paragraph."""
        if at.prefix or at.suffix:
            return self.find(at, line, what)
        near = self._near(at, item, 0)
        return self._only([span for span in near if not span.overlaps(item)] or near, at, line, what)

    def _near(self, at: Selector, item: Span, farther: int) -> list[Span]:
        """Where the very words stand in the item's paragraphs, and in so many before and behind."""
        blocks = [block.span for block in self.plain.blocks]
        own = [number for number, block in enumerate(blocks) if block.overlaps(item)]
        if not own:
            return []
        first, last = max(0, own[0] - farther), min(len(blocks) - 1, own[-1] + farther)
        room = Span(blocks[first].start, blocks[last].end)
        return [s for s in occurrences(self.plain.text, at) if room.start <= s.start and s.end <= room.end]

    def _only(self, places: list[Span], at: Selector, line: int, what: str) -> Span | None:
        why = f"{len(places)} places could be meant" if places else "the words do not stand there"
        found = Anchor(places[0]) if len(places) == 1 else Lost(why, places[0] if places else None)
        return self._told(found, at, line, what)

    def _told(self, found: Anchor | Lost, at: Selector, line: int, what: str) -> Span | None:
        if isinstance(found, Lost):
            self._lost(at, line, what, found)
            return None
        if found.reworded:
            now = in_marks(found.span.of(self.plain.text))
            message = f"{what} of {in_marks(at.exact)}: applied to {now}, which it became"
            hint = "look whether it still holds, and give the new words as  exact"
            self.say("correction-reworded", Severity.NOTE, message, line, hint)
        return found.span

    def _lost(self, at: Selector, line: int, what: str, lost: Lost) -> None:
        before = self._line_at(at.start) if at.start is not None and at.start < len(self.plain.text) else None
        was = f", once near line {before}" if before else ""
        message = f"{what} of {in_marks(at.exact)}{was}: {lost.why}; it is kept and not applied"
        hint = "give its words as they stand now as  exact , with  prefix  and  suffix , or delete it"
        if lost.likely:
            words = in_marks(lost.likely.of(self.plain.text))
            place = Location(self.article.path, self._line_at(lost.likely.start))
            hint = f"perhaps {words} in {place} is meant: {hint}"
        self.say("correction-lost", Severity.WARNING, message, line, hint)

    def unfit(self, message: str, line: int, hint: str) -> None:
        """A correction whose words are there and that corrects nothing."""
        self.say("correction-unused", Severity.WARNING, message, line, hint)

    def say(self, code: str, severity: Severity, message: str, line: int, hint: str) -> None:
        """Note something of the correction on this line of its file."""
        self.notes.append(Diagnostic(code, severity, message, Location(self.corrections.path, line), hint))

    def _line_at(self, offset: int) -> int | None:
        """The line of the article's file on which a place of the text stands."""
        return place_of(self.article, self.plain, offset)[1]


def common(content: Iterable[Span], span: Span) -> float:
    """The share of the longer of the two that both have. Each part of an interrupted one counts alone."""
    return max(_shared(part, span) / max(len(part), len(span)) for part in content)


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def in_marks(words: str) -> str:
    """Words as a message quotes them: short, in marks unless they have their own."""
    line = " ".join(words.split())
    line = line if len(line) <= 60 else f"{line[:59]}…"
    return line if line[:1] in OPENING else f"“{line}”"
