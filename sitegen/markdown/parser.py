"""The one configured parser: an article's body to markdown-it tokens.

CommonMark with tables, strikethrough and footnotes. Raw HTML is off: what looks like a tag is text. A
plain `.txt` body goes through `parse_text`, which makes the same tokens with one paragraph for each
line that is not blank, so that everything after this module knows one form only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.fingerprint import fingerprint_of

_ELSEWHERE = re.compile(r"(?i)([a-z][a-z0-9+.-]*:|//)")
"""Addresses with a scheme, or of another host."""


@cache
def markdown_parser() -> MarkdownIt:
    """The parser, built once. It holds no state between calls."""
    options = {"html": False, "typographer": False, "linkify": False, "xhtmlOut": False}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).use(footnote_plugin)
    # A section without a heading is none: the plug-in's element would be a fault on every page with notes.
    parser.add_render_rule("footnote_block_open", _notes_open)
    parser.add_render_rule("footnote_block_close", _notes_close)
    parser.core.ruler.push("pictures", _pictures_alone)
    parser.core.ruler.push("alignment", _aligned)
    return parser


def parse_markdown(body: str) -> tuple[Token, ...]:
    """Tokens of a Markdown body."""
    return tuple(markdown_parser().parse(body, {}))


def parser_fingerprint() -> str:
    """Changes whenever the same body might be read or written otherwise."""
    return fingerprint_of(Path(__file__).parent, ("markdown-it-py", "mdit-py-plugins"))


def _notes_open(*_: object) -> str:
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _notes_close(*_: object) -> str:
    return "</ol>\n</div>\n"


def _pictures_alone(state: StateCore) -> None:
    """A rule of the parser, so that no text of any kind can show a picture of another server."""
    for token in state.tokens:
        if token.children:
            token.children = [shown for child in token.children for shown in _pictures(child)]


def _aligned(state: StateCore) -> None:
    """How a column stands as a class in place of a style, which a strict content security policy forbids."""
    for token in state.tokens:
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["class"] = style.removeprefix("text-align:")


def _pictures(child: Token) -> list[Token]:
    """A picture with its `alt`, which the renderer would otherwise write into the token later.

    A picture on another server becomes a link to it: a page never loads anything from another origin.
    """
    if child.type != "image":
        return [child]
    alternative = RendererHTML().renderInlineAsText(child.children or [], markdown_parser().options, {})
    address = str(child.attrGet("src") or "")
    if not _ELSEWHERE.match(address):
        child.attrSet("alt", alternative)
        return [child]
    opened = Token("link_open", "a", 1, attrs={"href": address})
    shown = Token("text", "", 0, content=alternative or address)
    return [opened, shown, Token("link_close", "a", -1)]


def picture_addresses(tokens: Sequence[Token]) -> tuple[tuple[str, int], ...]:
    """The addresses of the pictures that a body shows, each with the line of its block, counted from 0."""
    return tuple(
        (str(child.attrGet("src") or ""), token.map[0] if token.map else 0)
        for token in tokens
        for child in token.children or ()
        if child.type == "image"
    )


def parse_text(body: str) -> tuple[Token, ...]:
    """Tokens of a plain-text body: each non-empty line a paragraph, nothing is markup."""
    tokens: list[Token] = []
    for number, line in enumerate(body.split("\n")):
        content = line.strip()
        if content:
            tokens += _paragraph(content, number)
    return tuple(tokens)


def _paragraph(content: str, line: int) -> tuple[Token, Token, Token]:
    where = [line, line + 1]
    text = Token("text", "", 0, content=content)
    return (
        Token("paragraph_open", "p", 1, map=where, block=True),
        Token("inline", "", 0, map=where, level=1, content=content, children=[text], block=True),
        Token("paragraph_close", "p", -1, block=True),
    )
