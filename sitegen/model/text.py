"""The readable text of an article and places in it: the coordinate system of all annotations.

Positions count Unicode code points, as Python strings do. Ranges are half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What neither XML nor HTML can hold: controls but tab and line ends, and the two last non-characters."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, non-empty range of a plain text: `start` inclusive, `end` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The covered characters."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of text is in the source."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text that no sentence leaves: a paragraph, heading, list item or cell."""

    kind: BlockKind
    span: Span
    lines: tuple[int, int]
    """First line and the line after the last in the article's *body*, counted from 0."""
    quote_depth: int = 0
    """How many Markdown block quotations enclose it."""
    level: int = 0
    """1 to 6 for a heading, else 0."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """All that annotators see. Blocks are in order, do not overlap, and cover all but separators."""

    text: str
    blocks: tuple[Block, ...]
    excluded: tuple[Span, ...] = ()
    """What readers see and nobody says: tags shown as text, template tags, struck-out words, credit lines.
    Disjoint, in order. Nothing is annotated there, and no quotation holds it."""
    addresses: tuple[Span, ...] = ()
    """Web and e-mail addresses, hashtags and handles, disjoint and in order: they hold no names, and no
    quotation begins or ends inside one."""
    footnotes: Span | None = None
    """The footnotes, which stand at the end: who is named there is not described there."""


def masked(text: PlainText, address: str = " ") -> str:
    """The text with spaces for all that is excluded and `address` for each character of an address.

    Always as long as the text, so that what is found in it stands at the same place there.
    """
    return _over(_over(text.text, text.excluded, " "), text.addresses, address)


def spoken(text: PlainText, start: int = 0, end: int | None = None) -> str:
    """The words from `start` to `end` without what is excluded, for excerpts that cannot show it as it is."""
    pieces, position = [], start
    end = len(text.text) if end is None else end
    for shut in text.excluded:
        if shut.start < end and start < shut.end:
            pieces.append(text.text[position : max(position, shut.start)])
            position = shut.end
    return "".join((*pieces, text.text[position:end]))


def _over(text: str, spans: Iterable[Span], sign: str) -> str:
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], sign * len(span)]
        position = span.end
    return "".join((*pieces, text[position:])) if pieces else text
