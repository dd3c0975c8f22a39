"""Tokens to plain text, in one pass, counting: offsets are right because nothing is ever searched.

Each inline token contributes its text pieces in order: text and inline code their content, a soft break
one space (a name split over two lines stays one name), a hard break one newline, links, emphasis and
images nothing. Between blocks stands one blank line that belongs to no segment. Fenced code contributes
nothing. A footnote's text stands where markdown-it puts it, at the end. What is text to readers and not to
annotators is noted beside the text (`PlainText.excluded`, `PlainText.addresses`), and never taken out of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markdown_it.token import Token

from sitegen.diagnostics import Diagnostic
from sitegen.markdown.excluded import (
    ADDRESS,
    OWNED,
    SOME_ADDRESS,
    SOME_RIGHTS,
    SOME_TAG,
    TEMPLATE_TAG,
    disjoint,
    outside,
    spans_of,
)
from sitegen.markdown.notes import Found, tags_left_out, tags_shown, template_tags
from sitegen.markdown.parser import parse_markdown, parse_text
from sitegen.markdown.tags.as_text import EXCLUDED, TAG
from sitegen.markdown.tags.obeyed import LEFT_OUT
from sitegen.markdown.tags.templates import ALONE
from sitegen.model.article import Article, SourceFormat
from sitegen.model.text import Block, BlockKind, PlainText, Span

SEPARATOR = "\n\n"

_KINDS = {
    "heading_open": BlockKind.HEADING,
    "th_open": BlockKind.TABLE_CELL,
    "td_open": BlockKind.TABLE_CELL,
}


class SegmentKind(StrEnum):
    """What may be done with a segment.

    Text may be cut anywhere, code is marked whole or not at all, a break carries no mark.
    """

    TEXT = "text"
    CODE = "code"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Segment:
    """The stretch of plain text that one child of an inline token contributes."""

    span: Span
    token: int
    """Index of the inline token in `MarkdownDoc.tokens`."""
    child: int
    """Index among that token's children."""
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class MarkdownDoc:
    """A parsed body: its tokens, its plain text, and which token each stretch of text is from."""

    tokens: tuple[Token, ...]
    plain: PlainText
    segments: tuple[Segment, ...]
    block_tokens: tuple[int, ...]
    """For each block of `plain`, the index of its inline token."""
    notes: tuple[Diagnostic, ...] = ()
    """What the writer is told of markup that is not Markdown; placed in the body: no path, lines from 1."""


def parse_article(article: Article) -> MarkdownDoc:
    """The article's body as tokens and plain text."""
    if article.format is SourceFormat.TEXT:
        return with_plain_text(parse_text(article.body, article.front_matter.publisher))
    return with_plain_text(parse_markdown(article.body, article.tags))


def with_plain_text(tokens: tuple[Token, ...]) -> MarkdownDoc:
    """Number the text of `tokens`; the tokens themselves are not touched."""
    pieces: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    owners: list[int] = []
    length = 0
    for block in _inline_blocks(tokens):
        inline = tokens[block.token]
        found = [piece for piece in _pieces(inline) if piece[1]]
        if not found:
            continue
        if blocks:
            pieces.append(SEPARATOR)
            length += len(SEPARATOR)
        start = length
        for child, content, kind in found:
            span = Span(length, length + len(content))
            segments.append(Segment(span, block.token, child, kind))
            pieces.append(content)
            length = span.end
        lines = (inline.map[0], inline.map[1]) if inline.map else (0, 0)
        blocks.append(Block(block.kind, Span(start, length), lines, block.quote_depth, block.level))
        owners.append(block.token)
    text = "".join(pieces)
    marked = _Markup(tokens, segments, blocks, text)
    plain = PlainText(
        text, tuple(blocks), marked.excluded, marked.addresses, _footnotes(tokens, blocks, owners)
    )
    return MarkdownDoc(tokens, plain, tuple(segments), tuple(owners), marked.notes)


def _footnotes(tokens: Sequence[Token], blocks: Sequence[Block], owners: Sequence[int]) -> Span | None:
    """From the first footnote to the end; None where there is none."""
    opened = next((n for n, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    first = bisect_right(owners, opened)
    return Span(blocks[first].span.start, blocks[-1].span.end) if first < len(blocks) else None


class _Markup:
    """What of a text is no prose, found in its segments and by its form."""

    def __init__(
        self, tokens: Sequence[Token], segments: Sequence[Segment], blocks: Sequence[Block], text: str
    ) -> None:
        self._blocks, self._segments = blocks, segments
        self._starts = [segment.span.start for segment in segments]
        struck = _struck_out(tokens)
        marked = [s for s in segments if (s.token, s.child) in struck or _why(tokens, s)]
        spans = [block.span for block in blocks]
        templates = [
            span
            for span in spans_of((TEMPLATE_TAG,), SOME_TAG, text, spans)
            if self._at(span.start).kind is not SegmentKind.CODE
        ]
        owned = spans_of(OWNED, SOME_RIGHTS, text, spans)
        self.excluded = disjoint((*(s.span for s in marked), *templates, *owned))
        self.addresses = outside(spans_of((ADDRESS,), SOME_ADDRESS, text, spans), self.excluded)
        tags = [Found(s.span.of(text), self._line(s.span.start)) for s in marked if _why(tokens, s) == TAG]
        told = [Found(span.of(text), self._line(span.start)) for span in templates]
        self.notes = (
            *tags_shown(tags),
            *tags_left_out(_left_out(tokens)),
            *template_tags(told, _left_out(tokens, ALONE)),
        )

    def _at(self, offset: int) -> Segment:
        return self._segments[bisect_right(self._starts, offset) - 1]

    def _line(self, offset: int) -> int:
        """Of the body, counted from 0: the block's first line and the breaks before the offset."""
        block = self._blocks[bisect_right(self._blocks, offset, key=lambda b: b.span.start) - 1]
        first = bisect_right(self._starts, block.span.start) - 1
        until = bisect_right(self._starts, offset)
        breaks = sum(s.kind is SegmentKind.BREAK for s in self._segments[first:until])
        return min(block.lines[0] + breaks, max(block.lines[0], block.lines[1] - 1))


def _why(tokens: Sequence[Token], segment: Segment) -> str:
    """Why nothing is annotated in a segment; "" where it is text like any other."""
    return str((tokens[segment.token].children or [])[segment.child].meta.get(EXCLUDED, ""))


def _left_out(tokens: Sequence[Token], kind: str = LEFT_OUT) -> list[Found]:
    """Tags that no page may have, in order; or others that stand in hidden tokens of this kind."""
    inside = (child for token in tokens for child in (token, *(token.children or ())))
    return [Found(t.content, t.map[0] if t.map else 0) for t in inside if t.type == kind]


def _struck_out(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Token and child of all that stands between the tags of something struck out."""
    found, depth = set(), 0
    for number, token in enumerate(tokens):
        for nth, child in enumerate(token.children or ()):
            if child.type in {"s_open", "s_close"}:
                depth += child.nesting
            elif depth:
                found.add((number, nth))
    return found


@dataclass(frozen=True, slots=True)
class _InlineBlock:
    token: int
    kind: BlockKind
    quote_depth: int
    level: int


def _inline_blocks(tokens: Iterable[Token]) -> Iterator[_InlineBlock]:
    """Every inline token with the block that holds it."""
    quotes = items = 0
    kind, level = BlockKind.PARAGRAPH, 0
    for number, token in enumerate(tokens):
        if token.type == "inline":
            in_item = items and kind is BlockKind.PARAGRAPH
            yield _InlineBlock(number, BlockKind.LIST_ITEM if in_item else kind, quotes, level)
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotes += token.nesting
        elif token.type in {"list_item_open", "list_item_close"}:
            items += token.nesting
        elif token.nesting == 1:
            kind = _KINDS.get(token.type, BlockKind.PARAGRAPH)
            level = int(token.tag[1]) if kind is BlockKind.HEADING else 0


def _pieces(inline: Token) -> Iterator[tuple[int, str, SegmentKind]]:
    """Child index, text and kind of every child that contributes text."""
    for number, child in enumerate(inline.children or ()):
        if child.type == "text":
            yield number, child.content, SegmentKind.TEXT
        elif child.type == "code_inline":
            yield number, child.content, SegmentKind.CODE
        elif child.type == "softbreak":
            yield number, " ", SegmentKind.BREAK
        elif child.type == "hardbreak":
            yield number, "\n", SegmentKind.BREAK
