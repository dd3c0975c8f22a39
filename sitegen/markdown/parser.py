"""The one configured parser: an article's body to markdown-it tokens.

CommonMark with tables, strikethrough and footnotes. What is HTML is found, and shown as text or
obeyed as far as a strict list allows (`markdown.tags`). A plain `.txt`
body goes through `parse_text`, which makes the same tokens of the paragraphs that its lines form
(`sitegen.textform`), so that everything after this module knows one form only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.fingerprint import code_fingerprint
from sitegen.markdown.marks import opening_tag
from sitegen.markdown.tags.as_text import EXCLUDED, tags_as_text
from sitegen.markdown.tags.elements import SCHEMES
from sitegen.markdown.tags.obeyed import tags_obeyed
from sitegen.markdown.tags.templates import as_text, read_template_tags, without_lone_tags
from sitegen.model.article import Tags
from sitegen.textform import Paragraph, ParagraphKind, paragraphs

_ELSEWHERE = re.compile(r"(?i)[\x00-\x20]*([a-z][a-z0-9+.-]*:|[/\\][\t\n\r]*[/\\])")
"""Addresses with a scheme, or of another host, as browsers read them: a backslash is a slash to them."""
_PICTURE = re.compile(r"(?i)data:image/(gif|png|jpeg|webp);")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_RUNS_ON = re.compile(r"\w-\Z|\S(?:--|—)\Z")
"""How a line ends whose last word goes on in the next."""


@cache
def markdown_parser(tags: Tags | None = None) -> MarkdownIt:
    """The parser, built once; without `tags` it does not tell HTML from text. It holds no state."""
    options = {"html": tags is not None, "typographer": False, "linkify": False, "xhtmlOut": False}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).use(footnote_plugin)
    if tags is not None:
        read_template_tags(parser)
    if tags is not Tags.SAFE:
        parser.disable("html_block")
    # A section without a heading is none: the plug-in's element would be a fault on every page with notes.
    parser.add_render_rule("footnote_block_open", _notes_open)
    parser.add_render_rule("footnote_block_close", _notes_close)
    parser.add_render_rule("mark_open", _mark_open)
    parser.core.ruler.push("alignment", _aligned)
    parser.validateLink = _may_lead  # type: ignore[method-assign, assignment]
    return parser


def parse_markdown(body: str, tags: Tags = Tags.TEXT) -> tuple[Token, ...]:
    """Tokens of a Markdown body; `tags`: what becomes of HTML in it."""
    found = markdown_parser(tags).parse(body, {})
    tokens = without_lone_tags(tags_obeyed(found) if tags is Tags.SAFE else tags_as_text(found))
    for token in tokens:
        if token.children:
            shown = [each for child in token.children for each in _pictures(as_text(child))]
            token.children = list(_outer_links(shown))
    return tuple(tokens)


def _outer_links(children: Iterable[Token]) -> Iterator[Token]:
    """Without links inside links: an address or a picture from elsewhere in a link's words has that link."""
    depth = 0
    for child in children:
        depth -= child.type == "link_close"
        if depth == 0 or not child.type.startswith("link_"):
            yield child
        depth += child.type == "link_open"


def parser_fingerprint() -> str:
    """Changes whenever the same body might be read or written otherwise."""
    here = Path(__file__).parent
    form = code_fingerprint(here.parent / "textform.py")
    return f"{code_fingerprint(here, ('markdown-it-py', 'mdit-py-plugins', 'nh3'))} {form}"


def _mark_open(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    token = tokens[place]
    return opening_tag(token.tag, tuple((name, str(value)) for name, value in token.attrs.items()))


def _notes_open(*_: object) -> str:
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _notes_close(*_: object) -> str:
    return "</ol>\n</div>\n"


def _may_lead(address: str) -> bool:
    """Whether a link may have this address: a scheme that HTML may have, too, or a small picture itself."""
    scheme, colon, _ = address.partition(":")
    known = scheme.strip().lower() in SCHEMES or bool(_PICTURE.match(address))
    return not colon or known or not _SCHEME.fullmatch(scheme.strip())


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


def parse_text(body: str, publisher: str = "") -> tuple[Token, ...]:
    """Tokens of a plain-text body; nothing in it is markup.

    A last line that repeats the `publisher` is a credit line, and nobody is named in it.
    """
    return tuple(token for found in paragraphs(body, publisher) for token in _paragraph(found))


def _paragraph(found: Paragraph) -> tuple[Token, Token, Token]:
    where = [found.first, found.first + len(found.lines)]
    kind, tag = ("heading", "h2") if found.kind is ParagraphKind.TITLE else ("paragraph", "p")
    attrs: dict[str, str | int | float] = {}
    if found.kind is ParagraphKind.CREDIT:
        attrs["class"] = "credit"
    return (
        Token(f"{kind}_open", tag, 1, attrs=attrs, map=where, block=True),
        Token("inline", "", 0, map=where, level=1, content=found.text, children=_lines(found), block=True),
        Token(f"{kind}_close", tag, -1, block=True),
    )


def _lines(found: Paragraph) -> list[Token]:
    """The lines as text, a soft break between them unless a word runs over the end of its line."""
    children: list[Token] = []
    for line in found.lines:
        if children and not (_RUNS_ON.search(children[-1].content) and line[:1].isalpha()):
            children.append(Token("softbreak", "br", 0))
        meta = {EXCLUDED: "credit"} if found.kind is ParagraphKind.CREDIT else {}
        children.append(Token("text", "", 0, content=line, meta=meta))
    return children
