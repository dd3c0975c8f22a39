"""Tokens to plain text, in one pass, counting: offsets are right because nothing is ever searched.

Each inline token contributes its text pieces in order: text and inline code their content, a soft break
one space (a name split over two lines stays one name), a hard break one newline, links, emphasis and
images nothing. Between blocks stands one blank line that belongs to no segment. Fenced code contributes
nothing. A footnote's text stands where markdown-it puts it, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from markdown_it.token import Token

from sitegen.markdown.parser import parse_markdown, parse_text
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


def parse_article(article: Article) -> MarkdownDoc:
    """The article's body as tokens and plain text."""
    if article.format is SourceFormat.TEXT:
        return with_plain_text(parse_text(article.body, article.front_matter.publisher))
    return with_plain_text(parse_markdown(article.body))


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
    plain = PlainText("".join(pieces), tuple(blocks))
    return MarkdownDoc(tokens, plain, tuple(segments), tuple(owners))


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
