"""The readable text of an article and places in it: the coordinate system of all annotations.

Positions count Unicode code points, as Python strings do. Ranges are half-open.
"""

from __future__ import annotations

import re
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
