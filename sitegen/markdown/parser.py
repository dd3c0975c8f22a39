"""The one configured parser: an article's body to markdown-it tokens.

CommonMark with tables, strikethrough and footnotes. Raw HTML is off: what looks like a tag is text. A
plain `.txt` body goes through `parse_text`, which makes the same tokens with one paragraph for each
line that is not blank, so that everything after this module knows one form only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.fingerprint import fingerprint_of


@cache
def markdown_parser() -> MarkdownIt:
    """The parser, built once. It holds no state between calls."""
    options = {"html": False, "typographer": False, "linkify": False, "xhtmlOut": False}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).use(footnote_plugin)
    # A section without a heading is none: the plug-in's element would be a fault on every page with notes.
    parser.add_render_rule("footnote_block_open", _notes_open)
    parser.add_render_rule("footnote_block_close", _notes_close)
    return parser


def parse_markdown(body: str) -> tuple[Token, ...]:
    """Tokens of a Markdown body."""
    tokens = markdown_parser().parse(body, {})
    for token in tokens:
        _fill_alternatives(token.children or ())
    return tuple(tokens)


def parser_fingerprint() -> str:
    """Changes whenever the same body might be read or written otherwise."""
    return fingerprint_of(Path(__file__).parent, ("markdown-it-py", "mdit-py-plugins"))


def _notes_open(*_: object) -> str:
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _notes_close(*_: object) -> str:
    return "</ol>\n</div>\n"


def _fill_alternatives(children: Sequence[Token]) -> None:
    """Give every picture its `alt` now: the renderer would otherwise write it into the token later."""
    parser = markdown_parser()
    for child in children:
        if child.type == "image":
            child.attrSet("alt", RendererHTML().renderInlineAsText(child.children, parser.options, {}))


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
