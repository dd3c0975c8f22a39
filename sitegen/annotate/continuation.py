"""Quotations across sentences and paragraphs: what goes on without a cue of its own.

In: the quoted segments and the sentences around them. Out: what was found, in text order, each with the index
of the one it continues. Quoted words that neither a cue nor an earlier quotation accounts for are titles, signs,
coined words or scare quotes: they are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.annotate.attribution import Attribution, attribute
from sitegen.annotate.frames import Frames, Sentence
from sitegen.annotate.marks import Quoted
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
    sentence: int = -1
    """Number of its last sentence in the article's order, for neighbours."""
    block: int = -1


def joined_up(plain: PlainText, segments: Sequence[Quoted], frames: Frames) -> tuple[Found, ...]:
    """All quotations that hold quoted words."""
    out: list[Found] = []
    for block in sorted({q.block for q in segments}):
        _block(frames.sentences(block), block, segments, out)
    return tuple(out)


def _block(sentences: Sequence[Sentence], block: int, segments: Sequence[Quoted], out: list[Found]) -> None:
    pending: list[Span] = []
    for number, sentence in enumerate(sentences):
        for quote in sentence.quotes:
            _place(sentence, quote, number, block, segments, out, pending)
        if not sentence.quotes:
            pending.clear()


def _place(
    sentence: Sentence,
    quote: int,
    number: int,
    block: int,
    segments: Sequence[Quoted],
    out: list[Found],
    pending: list[Span],
) -> None:
    item = sentence.items[quote]
    segment = segments[item.quote]
    if out and any(span.contains(segment.span) for span in out[-1].content):
        return
    made = attribute(sentence, quote)
    last = out[-1] if out and out[-1].block == block else None
    whole = quote == 0 and made is None
    if made is None or (quote == 0 and not made.after):
        if whole and last is not None and last.sentence >= number - 1:
            out[-1] = replace(last, content=(*last.content, segment.span), sentence=number)
        elif whole and segment.reopened and out:
            out[-1] = replace(out[-1], content=(*out[-1].content, segment.span), sentence=number, block=block)
        elif whole:
            pending.append(segment.span)
        return
    content = made.content
    if pending and quote == 0 and made.after:
        content = (*pending, *content)
        pending.clear()
    if (
        last is not None
        and last.sentence == number
        and last.cue == made.cue
        and last.content[-1].end <= content[0].start
    ):
        out[-1] = replace(last, content=(*last.content, *content))
        return
    out.append(_found(made, content, number, block))


def _found(made: Attribution, content: tuple[Span, ...], number: int, block: int) -> Found:
    return Found(
        content,
        made.cue,
        made.source,
        made.head,
        made.plural,
        made.confidence,
        made.reason,
        None,
        number,
        block,
    )
