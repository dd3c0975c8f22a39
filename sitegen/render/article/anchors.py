"""Ids of places in a briefing that do not move when text above them changes.

An id is a short digest of the covered text with an ordinal among equal texts: a paragraph that is added
above moves no anchor, and a link to a quotation goes on working. The numbers that readers see are labels.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.model.annotation import Mention
from sitegen.model.site import EntityId, ResolvedArticle, ResolvedQuotation
from sitegen.model.text import BlockKind, PlainText, Span

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
"""Of base 32, in lower case."""
LENGTH = 6
"""Characters of base 32: in an article with 1,000 anchors two agree once in 2,000 times, and then the
second is made longer."""


def anchor_ids(prefix: str, texts: Iterable[str]) -> tuple[str, ...]:
    """One id for each text, in order; all different."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    ids = []
    for text in texts:
        seen[text] += 1
        digest = hashlib.sha256(f"{seen[text]}\0{text}".encode()).digest()
        length = LENGTH
        while (found := _in_base_32(digest, length)) in taken:
            length += 1
        taken.add(found)
        ids.append(f"{prefix}-{found}")
    return tuple(ids)


def _in_base_32(digest: bytes, length: int) -> str:
    """The first characters of a digest in base 32, five bits each."""
    bits = int.from_bytes(digest, "big") >> (8 * len(digest) - 5 * length)
    return "".join([_LETTERS[bits >> at & 31] for at in range(5 * (length - 1), -1, -5)])


@dataclass(frozen=True)
class Anchors:
    """The ids and paragraph numbers of one article."""

    paragraphs: tuple[str, ...]
    """For each block of the plain text, its id."""
    numbers: tuple[int, ...]
    """For each block, the paragraph number that a reader sees. A heading or table cell has the number of
    the paragraph above it (1 at the top), and does not show it."""
    starts: tuple[int, ...]
    """For each block, where it starts."""
    quotations: tuple[str, ...]
    """For each quotation, the part of its ids after `q-` and `qi-`."""
    links: tuple[Mention, ...]
    """The mentions and dates that are marked in the text: of several that overlap, the outermost."""
    mentions: Mapping[Span, str]
    """For each mention and date, the id that links to it go to: its own, or that of the one around it."""

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph in which `offset` lies."""
        return self.numbers[self.block(offset)]

    def block(self, offset: int) -> int:
        """The index of the block in which `offset` lies."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def paragraphs_of(self, quotation: ResolvedQuotation) -> tuple[int, int]:
        """The first and the last paragraph of a quotation."""
        content = quotation.quotation.content
        return self.paragraph(content[0].start), self.paragraph(content[-1].end - 1)


def is_numbered(kind: BlockKind) -> bool:
    """Whether blocks of this kind show a number."""
    return kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


def anchors_of(resolved: ResolvedArticle) -> Anchors:
    """The anchors of one article."""
    plain = resolved.plain
    quotations = anchor_ids("q", (quotation_text(q, plain) for q in resolved.quotations))
    links, owner = _outermost(resolved)
    ids = dict(
        zip((m.span for m in links), anchor_ids("m", (m.span.of(plain.text) for m in links)), strict=True)
    )
    return Anchors(
        paragraphs=anchor_ids("p", (block.span.of(plain.text) for block in plain.blocks)),
        numbers=_numbers(plain),
        starts=tuple(block.span.start for block in plain.blocks),
        quotations=tuple(q.removeprefix("q-") for q in quotations),
        links=links,
        mentions={span: ids[outer] for span, outer in owner.items()},
    )


def card_anchor(entity: EntityId) -> str:
    """The id of an entity's card."""
    return f"e-{entity}"


def quotation_text(resolved: ResolvedQuotation, plain: PlainText) -> str:
    """What was said, its parts joined by a space; quotation marks included."""
    return " ".join(span.of(plain.text) for span in resolved.quotation.content)


def _numbers(plain: PlainText) -> tuple[int, ...]:
    numbers = []
    current = 0
    for block in plain.blocks:
        current += is_numbered(block.kind)
        numbers.append(max(1, current))
    return tuple(numbers)


def _outermost(resolved: ResolvedArticle) -> tuple[tuple[Mention, ...], dict[Span, Span]]:
    """Mentions that overlap no earlier or longer one, and for every mention the one that stands for it."""
    named = [m.mention for card in resolved.cards for m in card.mentions]
    dates = [date for date in resolved.dates if date.value]
    kept: list[Mention] = []
    owner: dict[Span, Span] = {}
    for mention in sorted(named + dates, key=lambda m: (m.span.start, -m.span.end)):
        if kept and mention.span.overlaps(kept[-1].span):
            owner.setdefault(mention.span, kept[-1].span)
        else:
            kept.append(mention)
            owner[mention.span] = mention.span
    return tuple(kept), owner
