"""Quotation marks to quoted segments, from the plain text alone.

In: an article's plain text. Out: the stretches that stand between marks, outermost only, in text order,
never overlapping, never leaving their block. Promises an answer for any text, in one pass over it.

Which marks quote is decided for the article: in British style single marks are the outer kind; elsewhere
they are apostrophes, or quotations inside quotations, and only a heading uses them to save space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.annotate.marks.pairs import Pair, disjoint, enclosed, pair_doubles, start_of
from sitegen.annotate.marks.singles import pair_singles
from sitegen.model.text import Block, BlockKind, PlainText, Span

WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks, or one that was opened and runs to the end of its block."""

    span: Span
    """Marks included."""
    opening: str
    """The opening mark as written; "" where it is missing."""
    closing: str
    """The closing mark; "" where it is missing."""
    block: int
    """Index of the block that holds it."""
    reopened: bool = False
    """Whether it goes on with what the block before it left open."""
    runs_on: bool = False
    """Whether nothing closes it before the block ends."""

    @property
    def inner(self) -> tuple[int, int]:
        """What stands between the marks, as start and end."""
        return self.span.start + len(self.opening), self.span.end - len(self.closing)


def quoted_segments(plain: PlainText) -> tuple[Quoted, ...]:
    """All quoted stretches of the article that hold a word, in order."""
    text = plain.text
    doubles = [pair_doubles(text, block.span) for block in plain.blocks]
    singles = [pair_singles(text, block.span) for block in plain.blocks]
    british = singles_are_outer(doubles, singles)
    out: list[Quoted] = []
    left_open = False
    for number, block in enumerate(plain.blocks):
        pairs = _outer_pairs(doubles[number], singles[number], block, british=british)
        found = [q for q in _segments(text, number, block, pairs, left_open=left_open) if _has_word(text, q)]
        left_open = bool(found) and found[-1].runs_on
        out += found
    return tuple(out)


def _has_word(text: str, quoted: Quoted) -> bool:
    return WORD.search(text, *quoted.inner) is not None


def singles_are_outer(doubles: Sequence[Sequence[Pair]], singles: Sequence[Sequence[Pair]]) -> bool:
    """Whether the article is in British style: more singles stand free of doubles than doubles of singles."""
    free_singles = free_doubles = 0
    for pairs, others in zip(doubles, singles, strict=True):
        free_singles += enclosed(others, pairs).count(False)
        free_doubles += enclosed(pairs, others).count(False)
    return free_singles > free_doubles


def _outer_pairs(doubles: list[Pair], singles: list[Pair], block: Block, *, british: bool) -> list[Pair]:
    """The pairs that quote in this block: doubles; in British style also singles, whichever is outside."""
    if british:
        return disjoint(sorted(doubles + singles, key=start_of))
    if block.kind is BlockKind.HEADING and not doubles:
        return [pair for pair in singles if pair[1]]
    return doubles


def _segments(
    text: str, number: int, block: Block, pairs: Sequence[Pair], *, left_open: bool
) -> Iterator[Quoted]:
    """Segments of one block. A lone closing mark ends what the block before left open, else means nothing."""
    for position, (first, last) in enumerate(pairs):
        leads = position == 0 and (first is None or not text[block.span.start : first.start].strip())
        reopened = left_open and leads
        if first is None and not reopened:
            continue
        span = Span(first.start if first else block.span.start, last.end if last else block.span.end)
        opening, closing = first.form if first else "", last.form if last else ""
        yield Quoted(span, opening, closing, number, reopened, last is None)
