"""A parsed body to HTML, with marks laid over it and every block numbered.

Neither the tokens nor the marks are changed. Text is escaped by markdown-it's own renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from sitegen.markdown.marks import Element, Mark
from sitegen.markdown.overlay import overlay
from sitegen.markdown.parser import markdown_parser, parse_markdown
from sitegen.markdown.plaintext import MarkdownDoc
from sitegen.markdown.sweep import element_tokens

_LABELLED = {"paragraph_open", "heading_open"}


@dataclass(frozen=True, slots=True)
class BlockLabel:
    """What makes a block addressable: its id, and the number that readers see before its text."""

    id: str
    number: Element | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered body."""

    html: str
    fragments: tuple[int, ...]
    """For each mark, how many fragments it got; 0 where none of its text could be marked."""


def render_body(
    doc: MarkdownDoc,
    marks: Sequence[Mark] = (),
    labels: Mapping[int, BlockLabel] | None = None,
    name: str = "",
    table_label: Callable[[int], str] | None = None,
) -> Body:
    """The HTML of `doc` with `marks`; `labels` by the index of a block in `doc.plain.blocks`.

    A label goes on the paragraph or heading, on the list item where a tight list has no paragraphs, and
    is left out for table cells. `name` goes into the ids of footnotes: it tells apart the texts of one page.
    With `table_label` every table, numbered from 1, stands in an element that the keyboard can scroll.
    """
    laid = overlay(doc, marks)
    tokens = list(doc.tokens)
    for number, children in laid.children.items():
        tokens[number] = tokens[number].copy(children=children)
    for block, label in (labels or {}).items():
        _label(tokens, doc.block_tokens[block], label)
    if table_label is not None:
        tokens = list(_scrollable(tokens, table_label))
    parser = markdown_parser()
    html = parser.renderer.render(tokens, parser.options, {"docId": name} if name else {})
    return Body(html, laid.fragments)


def render_note(text: str) -> str:
    """An editor's Markdown as HTML: the parser and the rules of articles, but a picture is its description.

    Nothing stands beside the page of an entity, so a picture there could only be missing.
    """
    tokens = parse_markdown(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                child.type, child.tag, child.content = "text", "", str(child.attrGet("alt") or "")
    parser = markdown_parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


def _label(tokens: list[Token], inline: int, label: BlockLabel) -> None:
    holder = inline - 1
    if tokens[holder].hidden and inline >= 2 and tokens[inline - 2].type == "list_item_open":
        holder = inline - 2
    elif tokens[holder].type not in _LABELLED or tokens[holder].hidden:
        return
    opened = tokens[holder]
    tokens[holder] = opened.copy(attrs={**opened.attrs, "id": label.id})
    if label.number:
        children = element_tokens(label.number) + list(tokens[inline].children or ())
        tokens[inline] = tokens[inline].copy(children=children)


def _scrollable(tokens: Sequence[Token], table_label: Callable[[int], str]) -> Iterator[Token]:
    """The tokens with an element around each table: how wide one is, only its reader's screen knows."""
    number = 0
    for token in tokens:
        if token.type == "table_open":
            number += 1
            attrs: dict[str, str | int | float] = {
                "class": "scroll",
                "role": "region",
                "tabindex": "0",
                "aria-label": table_label(number),
            }
            yield Token("scroll_open", "div", 1, attrs=attrs, block=True)
        yield token
        if token.type == "table_close":
            yield Token("scroll_close", "div", -1, block=True)
