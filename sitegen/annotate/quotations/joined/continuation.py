"""Quotations across sentences and paragraphs: what goes on without a cue of its own.

In: the quoted segments, the sentences around them and the reported clauses. Out: what was found, in text
order, no word twice. Quoted words that neither a cue nor an earlier quotation accounts for are titles, signs,
coined words or scare quotes: they are left out, unless they are sentences of their own.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import DASHES, EDGES
from sitegen.annotate.marks.segments import Quoted
from sitegen.annotate.quotations.beside.attribution import attribute
from sitegen.annotate.quotations.beside.frames import Frames, Sentence
from sitegen.annotate.quotations.beside.scare import (
    defines_a_term,
    is_byname,
    is_sign,
    is_titled,
    names_a_work,
)
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.annotate.quotations.joined.bounds import behind, ended, whole_segments
from sitegen.annotate.quotations.joined.credits import Credits
from sitegen.annotate.quotations.joined.introductions import introduction
from sitegen.annotate.quotations.joined.reconciled import Reported, reconciled
from sitegen.model.reason import because
from sitegen.model.text import PlainText, Span

_PARTING = DASHES | {",", ":", ";"} | quotewords("joining") | quotewords("taking_up")
"""What stands before quoted words that take a quotation up again behind its tag."""
_RESUMING = quotewords("resuming")
_PRONOUNS = quotewords("going_on_pronouns")
NEAR = 8
"""Words between two fragments of one reported clause, at most."""
MOST = 100
"""Spans of one quotation at most: growing it copies them."""
APART = 2
"""Lines between two paragraphs at most that have nothing between them."""
SHORT, ENDS = 8, frozenset(".?!…")
"""Spaces of a line in capitals that is no more than a heading; what its last word does not end in."""
LONG = 3
"""Spaces in quoted words that are a sentence though nothing says whose."""


def joined_up(
    plain: PlainText, segments: Sequence[Quoted], frames: Frames, reported: Reported, taken: Container[int]
) -> tuple[tuple[FoundQuotation, ...], tuple[Span, ...]]:
    """All quotations that hold quoted words, and the segments that are titles of works or defined terms."""
    joiner = _Joiner(plain, segments, frames, reported)
    for block in sorted({q.block for q in segments if q.block not in taken}):
        if not _is_subhead(plain.blocks[block].span.of(plain.text)):
            joiner.read_block(block)
    return tuple(joiner.found), tuple(joiner.works)


def _is_subhead(block: str) -> bool:
    """Whether a line of a few words in capitals parts a text: "“BLOOD AND TEARS”"."""
    return block.isupper() and block.count(" ") < SHORT and block[-2:-1] not in ENDS


class _Joiner:
    """Reads blocks in order; keeps what was found and what still waits for a tag."""

    def __init__(
        self, plain: PlainText, segments: Sequence[Quoted], frames: Frames, reported: Reported
    ) -> None:
        self.plain = plain
        self.segments = segments
        self.spans = [segment.span for segment in segments]
        self.frames = frames
        self.reported = reported
        self.credits = Credits(plain, segments, frames)
        self.found: list[FoundQuotation] = []
        self.works: list[Span] = []
        self.titles: set[str] = set()
        """Titles of works, and terms that the text defines, without their marks."""
        self.waiting: list[tuple[int, int]] = []
        """Segments, each with the number of its sentence in its block."""

    @property
    def last(self) -> FoundQuotation | None:
        """The quotation before, as long as it may grow."""
        return self.found[-1] if self.found and len(self.found[-1].content) < MOST else None

    def read_block(self, block: int) -> None:
        """Place every quoted segment of one block."""
        for number, sentence in enumerate(self.frames.sentences(block)):
            for quote in sentence.quotes:
                segment = sentence.items[quote].quote
                if not self._is_placed(self.spans[segment]):
                    self._place(sentence, number, quote, segment)
        self._name_pronoun(block)
        if not self._runs_on():
            self._settle(block)

    def _is_placed(self, span: Span) -> bool:
        return self.last is not None and any(s.contains(span) for s in self.last.content[-2:])

    def _runs_on(self) -> bool:
        """Whether what waits goes on in the next block."""
        if not self.waiting:
            return False
        number = self.waiting[-1][0] + 1
        return number < len(self.segments) and self.segments[number].reopened

    def _place(self, sentence: Sentence, number: int, quote: int, segment: int) -> None:
        """Give one segment to a quotation, new or growing, or to none."""
        span = self.spans[segment]
        title = self._title(span)
        named = names_a_work(sentence, quote) or defines_a_term(sentence, quote)
        work = named or title in self.titles
        if work:
            self.works.append(span)
            self.titles.add(title)
        made = None if work else self._made(sentence, quote, segment)
        if made is not None and is_sign(self.plain.text, made):
            return
        if made is not None and is_byname(self.plain.text, sentence, quote, made):
            self.works.append(span)
            return
        if made is not None:
            self._add(made, number, segment, whole=quote == 0)
        elif quote:
            self._inside(sentence, number, quote, segment)
        elif not work and not is_titled(sentence, quote):
            self._without_cue(number, segment)

    def _made(self, sentence: Sentence, quote: int, segment: int) -> FoundQuotation | None:
        """What stands beside the marks and what the parse reports, made to agree."""
        span = self.spans[segment]
        whole = sentence.span(0, len(sentence.items) - 1)
        candidate = self.reported.around(span)
        last = candidate is None or not self._quotes_between(segment, candidate.cue)
        return reconciled(attribute(sentence, quote), candidate, span, whole, last=last)

    def _title(self, span: Span) -> str:
        return span.of(self.plain.text).strip(EDGES + ",.;:").casefold()

    def _quotes_between(self, segment: int, cue: Span | None) -> bool:
        following = self.spans[segment + 1 : segment + 2]
        return cue is not None and any(span.start < cue.start for span in following)

    def _add(self, made: FoundQuotation, number: int, segment: int, *, whole: bool) -> None:
        """A quotation with its cue; the one before it grows instead where both have the same cue."""
        span, block = self.spans[segment], self.segments[segment].block
        content = whole_segments(self.plain.text, made.content, self.spans)
        if not made.after:
            content = ended(self.plain.text, content, span)
        if self.last is not None and self.last.cue == made.cue:
            self._grow(content, made, span)
            return
        if self.last is not None:
            content = behind(content, self.last.content[-1].end)
        if not content:
            return
        if whole and self.waiting:
            content = (*(self.spans[n] for n, _ in self.waiting), *content)
            self.waiting.clear()
        else:
            self._settle(block)
        self.found.append(replace(made, content=content, direct=False, block=block, sentence=number))

    def _grow(self, content: tuple[Span, ...], made: FoundQuotation, segment: Span) -> None:
        """More under the cue of the quotation before.

        Behind a tag only what punctuation parts from it: other words in marks there are a show's name.
        """
        last = self.found[-1]
        before = self.plain.text[_end(made.cue) : segment.start].rstrip()
        if last.after and _begins(before, segment.of(self.plain.text)):
            content = (segment,)
        elif last.after and not (before[-1:] in _PARTING or _takes_up(before.lower().split()[-4:])):
            return
        begin = last.content[-1].end
        if last.after:
            begin = max(begin, _end(made.cue), _end(made.source_span()))
        more = behind(content, begin, self.plain.text)
        self.found[-1] = replace(last, content=(*last.content, *more))

    def _inside(self, sentence: Sentence, number: int, quote: int, segment: int) -> None:
        """Words in marks further on in a sentence that quoted before: more of the same quotation."""
        last, span = self.last, self.spans[segment]
        if last is None or (last.block, last.sentence) != (self.segments[segment].block, number):
            return
        earlier = max((n for n in sentence.quotes if n < quote), default=-1)
        between = sentence.items[earlier + 1 : quote]
        if last.after:
            if _takes_up([item.low for item in between]):
                self.found[-1] = replace(last, content=(*last.content, span))
        elif len(between) <= NEAR and not any(item.text in {";", ":"} for item in between):
            grown = Span(last.content[-1].start, span.end)
            self.found[-1] = replace(last, content=(*last.content[:-1], grown))

    def _without_cue(self, number: int, segment: int) -> None:
        """A sentence in marks: more of the quotation right before it, or it waits for a tag behind it."""
        last = self.last
        near = last is not None and last.block == self.segments[segment].block and number - last.sentence <= 1
        if last is not None and near and not self.waiting:
            self.found[-1] = replace(last, content=(*last.content, self.spans[segment]), sentence=number)
        else:
            self.waiting.append((segment, number))

    def _settle(self, block: int) -> None:
        """Place what waited in vain for a tag: signed below, continuing, introduced, or nobody's."""
        if self.waiting and (found := self.credits.of(self.waiting, block)) is not None:
            self.found.append(found)
            self.waiting.clear()
            return
        for segment, number in self.waiting:
            if self._goes_on(segment, number, 1):
                self._append(segment, number)
                continue
            made = self._introduced(segment, number)
            if self._goes_on(segment, number, 2) and (made is None or self._same_speaker(made)):
                self._resume(segment, number)
            elif made is not None:
                self.found.append(made)
            elif not self._is_heading(segment, block) and self._is_long(segment):
                self.found.append(self._unattributed(segment, number))
        self.waiting.clear()

    def _resume(self, segment: int, number: int) -> None:
        """Words of whoever spoke, a sentence of narration between: behind a tag a quotation of their own."""
        if self.found[-1].cue is None:
            self._append(segment, number)
        else:
            self.found.append(self._unattributed(segment, number, Evidence.GOES_ON))

    def _unattributed(self, segment: int, number: int, near_by: Evidence = Evidence.NO_CUE) -> FoundQuotation:
        """A sentence that nothing gives to anybody: perhaps to the one quoted just before."""
        last, block = self.last, self.segments[segment].block
        near = last is not None and (block == last.block or self._is_next(block, last.block))
        continues = last.content[0] if last is not None and near else None
        reason = because("no-cue") if continues else ()
        return FoundQuotation(
            (self.spans[segment],), None, None, (near_by if near else Evidence.UNCLAIMED,), reason,
            continues=continues, block=block, sentence=number,
        )  # fmt: skip

    def _is_long(self, segment: int) -> bool:
        return self.spans[segment].of(self.plain.text).count(" ") >= LONG

    def _append(self, segment: int, number: int) -> None:
        last = self.found[-1]
        content = (*last.content, self.spans[segment])
        self.found[-1] = replace(last, content=content, block=self.segments[segment].block, sentence=number)

    def _goes_on(self, segment: int, number: int, reach: int) -> bool:
        """Whether the quotation before ends `reach` sentences before this one, or in the paragraph before."""
        last, block = self.last, self.segments[segment].block
        if last is None:
            return False
        if last.block == block:
            return number - last.sentence <= reach
        if number or not self._is_next(block, last.block):
            return False
        return last.sentence == len(self.frames.sentences(block - 1)) - 1

    def _is_next(self, block: int, before: int) -> bool:
        """Whether a block follows another, and no rule, picture or the like stands between."""
        if not 0 <= before == block - 1:
            return False
        return self.plain.blocks[block].lines[0] - self.plain.blocks[before].lines[1] <= APART

    def _same_speaker(self, made: FoundQuotation) -> bool:
        """Whether the sentence between only goes on about the speaker: "She paused."."""
        return made.source is not None and made.source.span.of(self.plain.text).lower() in _PRONOUNS

    def _introduced(self, segment: int, number: int) -> FoundQuotation | None:
        """The sentence before names who speaks."""
        block = self.segments[segment].block
        if number > 0:
            before = self.frames.sentences(block)[number - 1 : number]
        else:
            before = self.frames.sentences(block - 1)[-1:] if self._is_next(block, block - 1) else ()
        found = introduction(before[0]) if before else None
        if found is None or (
            number == 0 and self._is_heading(segment, block) and found.evidence[0] is Evidence.SENTENCE_BEFORE
        ):
            return None
        return replace(found, content=(self.spans[segment],), block=block, sentence=number)

    def _is_heading(self, segment: int, block: int) -> bool:
        """Whether a line of a few words, without a stop, heads what follows: in marks, or some of it."""
        span, line = self.spans[segment], self.plain.blocks[block].span
        words = (span if span == line else line).of(self.plain.text).strip(EDGES)
        return words[-1:].isalnum() and words.count(" ") < NEAR

    def _name_pronoun(self, block: int) -> None:
        """Whose words “…,” she said" are, where a dash and a name stand below."""
        last = self.last
        if last is None or last.block != block or not last.after or not self._same_speaker(last):
            return
        named = self.credits.below(block, last.content)
        if named is not None and last.sentence == len(self.frames.sentences(block)) - 1:
            self.found[-1] = replace(last, source=named.source)


def _takes_up(between: Sequence[str]) -> bool:
    """Whether the words between a tag and quoted words part or join them: "…, she said, and still “…”"."""
    kept = list(between)
    while kept and kept[-1] in _RESUMING:
        kept.pop()
    return bool(kept) and kept[-1].strip(",") in _PARTING | {""}


def _begins(before: str, quoted: str) -> bool:
    """Whether a sentence in marks begins behind the full stop of a short form: "in Halden, Neb. “We …”"."""
    return before.endswith(".") and quoted.strip(EDGES)[:1].isupper() and quoted.count(" ") >= LONG


def _end(span: Span | None) -> int:
    return span.end if span else 0
