"""Quotations across sentences and paragraphs: what goes on without a cue of its own.

In: the quoted segments and the sentences around them. Out: what was found, in text order, no word twice. Quoted
words that neither a cue nor an earlier quotation accounts for are titles, signs, coined words or scare quotes:
they are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.annotate.attribution import Attribution, attribute
from sitegen.annotate.frames import Frames, Sentence
from sitegen.annotate.introductions import introduction
from sitegen.annotate.marks import Quoted
from sitegen.annotate.reported import Reported, reconciled
from sitegen.annotate.scare import names_a_work
from sitegen.annotate.tags import signature
from sitegen.model.text import PlainText, Span


@dataclass(frozen=True, slots=True)
class Found:
    """One quotation as found, before it is given its kind."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    head: Span | None = None
    plural: bool = False
    confidence: float = 0.5
    reason: str = ""
    continues: int | None = None
    after: bool = False
    """Whether its cue is a tag behind quoted words."""
    block: int = -1
    """Of its last span."""
    sentence: int = -1
    """Number, in its block, of the last sentence it stands in."""


def joined_up(
    plain: PlainText, segments: Sequence[Quoted], frames: Frames, reported: Reported
) -> tuple[Found, ...]:
    """All quotations that hold quoted words."""
    joiner = _Joiner(plain, segments, frames, reported)
    for block in sorted({q.block for q in segments}):
        joiner.read_block(block)
    return tuple(joiner.found)


class _Joiner:
    """Reads blocks in order; keeps what was found and what still waits for a tag."""

    def __init__(
        self, plain: PlainText, segments: Sequence[Quoted], frames: Frames, reported: Reported
    ) -> None:
        self.plain = plain
        self.segments = segments
        self.frames = frames
        self.reported = reported
        self.found: list[Found] = []
        self.waiting: list[tuple[Span, int]] = []

    def read_block(self, block: int) -> None:
        """Place every quoted segment of one block."""
        for number, sentence in enumerate(self.frames.sentences(block)):
            for quote in sentence.quotes:
                segment = self.segments[sentence.items[quote].quote]
                if not (self.found and any(s.contains(segment.span) for s in self.found[-1].content)):
                    self._place(sentence, number, quote, segment)
        self._settle(block)

    def _place(self, sentence: Sentence, number: int, quote: int, segment: Quoted) -> None:
        made = attribute(sentence, quote)
        if not names_a_work(sentence, quote):
            made = reconciled(made, self.reported.around(segment.span), segment.span)
        if made is not None and not made.after:
            made = replace(made, content=self._cut(made.content, segment.span))
        if made is not None:
            self._add(made, number, segment, whole=quote == 0)
        elif quote == 0:
            self._without_cue(number, segment)
        else:
            self._inside(sentence, number, quote, segment)

    def _cut(self, content: tuple[Span, ...], segment: Span) -> tuple[Span, ...]:
        """Content that ends with quoted words where a comma inside the marks says that something else follows."""
        text = self.plain.text
        comma = text[segment.start : segment.end].rstrip("”\"'’»")[-1:] == ","
        rest = text[segment.end : segment.end + 12].split()
        dash = bool(rest) and rest[0] in {"—", "–", "--", "-"}
        if not rest or not (dash or (comma and rest[0].isalpha() and rest[0] not in {"and", "or", "but"})):
            return content
        kept = tuple(
            Span(s.start, segment.end) if s.contains(segment) else s for s in content if s.start < segment.end
        )
        return kept or content

    def _inside(self, sentence: Sentence, number: int, quote: int, segment: Quoted) -> None:
        """Words in marks further on in a sentence that quoted before: more of the same quotation."""
        last = self.found[-1] if self.found else None
        if last is None or (last.block, last.sentence) != (segment.block, number):
            return
        earlier = max((n for n in sentence.quotes if n < quote), default=-1)
        between = sentence.items[earlier + 1 : quote]
        if last.after:
            before = between[-1].low if between else ""
            if before in {",", ":", ";", "—", "–", "-", "--", "and", "but", "or", "then"}:
                self.found[-1] = replace(last, content=(*last.content, segment.span))
        elif len(between) <= 8 and not any(item.text in {";", ":"} for item in between):
            first = last.content[-1]
            grown = Span(first.start, segment.span.end)
            self.found[-1] = replace(last, content=(*last.content[:-1], grown))

    def _add(self, made: Attribution, number: int, segment: Quoted, *, whole: bool) -> None:
        """A quotation with its cue; the one before it grows instead where both have the same cue."""
        last = self.found[-1] if self.found else None
        content, block = made.content, segment.block
        if last is not None and last.cue == made.cue:
            more = _behind(content, last.content[-1].end)
            if more and (not last.after or self._resumes(made, segment)):
                self.found[-1] = replace(last, content=(*last.content, *more))
            return
        if last is not None and content[0].start < last.content[-1].end:
            content = _behind(content, last.content[-1].end)
        if not content:
            return
        if whole and self.waiting:
            content = (*(span for span, _ in self.waiting), *content)
            self.waiting.clear()
        else:
            self._settle(block)
        self.found.append(
            Found(
                content,
                made.cue,
                made.source,
                made.head,
                made.plural,
                made.confidence,
                made.reason,
                None,
                made.after,
                block,
                number,
            )
        )

    def _resumes(self, made: Attribution, segment: Quoted) -> bool:
        """Whether quoted words behind a tag take its quotation up again, and are not a show's name in the tag:
        punctuation parts them from it."""
        before = self.plain.text[made.cue.end : segment.span.start].rstrip()
        return before[-1:] in {",", ":", ";", "—", "–", "-"}

    def _without_cue(self, number: int, segment: Quoted) -> None:
        """A sentence in marks: more of the quotation before it, or it waits for a tag behind it."""
        last = self.found[-1] if self.found else None
        near = last is not None and last.block == segment.block and number - last.sentence <= 1
        if last is not None and near and not self.waiting:
            self.found[-1] = replace(last, content=(*last.content, segment.span), sentence=number)
        else:
            self.waiting.append((segment.span, number))

    def _settle(self, block: int) -> None:
        """What waited in vain for a tag: it continues an earlier quotation or follows an introduction."""
        if self.waiting and self._signed(block):
            return
        for span, number in self.waiting:
            last = self.found[-1] if self.found else None
            if last is not None and self._goes_on(last, block, number):
                self.found[-1] = replace(last, content=(*last.content, span), block=block, sentence=number)
                continue
            self._introduce(span, block, number)
        self.waiting.clear()

    def _signed(self, block: int) -> bool:
        """Whether the line below is a dash and a name; then what waits is by that one."""
        following = self.frames.sentences(block + 1) if block + 1 < len(self.plain.blocks) else ()
        tag = signature(following[0].items) if len(following) == 1 else None
        if tag is None or tag.subject is None:
            return False
        cue, source = (
            following[0].span(tag.verb, tag.verb),
            following[0].span(tag.subject.first, tag.subject.end - 1),
        )
        head = following[0].span(tag.subject.head, tag.subject.head)
        content = tuple(span for span, _ in self.waiting)
        self.found.append(
            Found(
                content,
                cue,
                source,
                head,
                False,
                0.85,
                "name in the line below",
                None,
                True,
                block,
                self.waiting[-1][1],
            )
        )
        self.waiting.clear()
        return True

    def _goes_on(self, last: Found, block: int, number: int) -> bool:
        """Whether the quotation before ends where this one begins: one sentence or one paragraph before."""
        if last.block == block:
            return number - last.sentence <= 1
        return (
            last.block == block - 1
            and number == 0
            and last.sentence == len(self.frames.sentences(block - 1)) - 1
        )

    def _introduce(self, span: Span, block: int, number: int) -> None:
        """The sentence before names who speaks."""
        before = self._sentence_before(block, number)
        intro = introduction(before) if before is not None else None
        if intro is None:
            return
        self.found.append(
            Found(
                (span,),
                intro.cue,
                intro.source,
                intro.head,
                intro.plural,
                intro.confidence,
                intro.reason,
                None,
                False,
                block,
                number,
            )
        )

    def _sentence_before(self, block: int, number: int) -> Sentence | None:
        if number > 0:
            return self.frames.sentences(block)[number - 1]
        earlier = self.frames.sentences(block - 1) if block else ()
        return earlier[-1] if earlier else None


def _behind(content: tuple[Span, ...], end: int) -> tuple[Span, ...]:
    """The content from `end` on."""
    return tuple(Span(max(span.start, end), span.end) for span in content if span.end > end)
