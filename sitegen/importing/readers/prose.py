"""HTML to Markdown that our own parser reads back as the same words. Pure; the only home of markdownify."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml.html import HtmlElement
from markdownify import ATX, MarkdownConverter

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#0*(?:\d|[12]\d|3[01])(?:;|(?!\d))|&#[xX]0*1?[\da-fA-F](?:;|(?![\da-fA-F]))"
)
"""What no tree can hold, as it stands or by its number."""
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff]|&shy;|&ZeroWidthSpace;|&NoBreak;|&#(?:173|8203|8288|65279);|&#[xX]0*(?:[aA][dD]|200[bB]);"
)
"""Where a word may be broken: in a name it would make two of one."""
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLANK = re.compile(r"\n{3,}")
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")
"""A word; of scripts that put no spaces between words, a sign."""
_INDENT = re.compile(r"(?<=>)\n\s*(?=<)|(?<=>)\n\s+|\n\s+(?=</)")
_SPACES = re.compile(r"[ \t]+(?=\n)")
_LINE_MARKS = re.compile(r"(?m)^([ \t]*)([-+=~]|\d+[.)](?=\s|$))")
_NUMBERS = re.compile(r"(?m)^([ \t]*)(\d+[.)](?=\s|$))")
_MARKS = re.compile(r"([\\`*_{}\[\]<>&~|]|#(?=#*(?:\s|$)))")
DROPPED_TAGS = ("script", "style", "noscript", "template", "form", "button", "input", "select", "svg", "head")
PLAYERS = (
    *("iframe", "video", "audio", "object", "embed", "amp-video", "amp-youtube", "amp-twitter"),
    *("amp-iframe", "amp-instagram", "amp-brightcove"),
)


def text_of(element: HtmlElement) -> str:
    """The words inside an element, a space between each."""
    return " ".join(element.text_content().split())


def called(element: HtmlElement) -> set[str]:
    """The words that its class and id are made of, in small letters."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {piece.lower() for piece in _PIECE.findall(names)}


def parsed(html: str) -> HtmlElement | None:
    """A tree; None where nothing in it is an element. Nothing is fetched, no entity is expanded."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = _CONTROLS.sub(" ", _INVISIBLE.sub("", html)).encode("utf-8", "replace")
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None


def escaped(text: str) -> str:
    """Plain text as one paragraph of Markdown: whatever would be markup is escaped."""
    return _LINE_MARKS.sub(_escape_mark, _MARKS.sub(r"\\\1", text))


def _escape_mark(found: re.Match[str]) -> str:
    """`1.` at the head of a line is escaped at its point, every other mark before it."""
    indent, mark = found[1], found[2]
    return f"{indent}{mark[:-1]}\\{mark[-1]}"


def without(tree: HtmlElement, tags: tuple[str, ...]) -> int:
    """Take these elements away, with what they hold and not what follows them. Returns how many."""
    found = [element for element in tree.iter(*tags) if element.getparent() is not None]
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    return len(found)


def serialised(tree: HtmlElement) -> str:
    """What the body of a tree holds, as HTML. Line breaks beside tags are somebody's indentation: a space."""
    body = tree if tree.tag == "body" else tree.find("body")
    html: str = "" if body is None else lxml.html.tostring(body, encoding="unicode")
    return _INDENT.sub(" ", html)


def word_count(text: str) -> int:
    """How long a text is."""
    return sum(1 for _ in _WORD.finditer(text))


class _Converter(MarkdownConverter):
    """markdownify with all text escaped, and links as the caller wants them."""

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - the library's call
        return escaped(text or "")

    def convert_note_ref(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - as above
        """The number of a note, which stands at the foot."""
        return f"[^{el['n']}]"

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A number may come together of two elements, each harmless alone."""
        text = _NUMBERS.sub(_escape_mark, text.strip())
        inside: str = super().convert_p(el, text, parent_tags)  # type: ignore[misc]
        return inside


def markdown(html: str, *, links: bool = False) -> str:
    """The Markdown of a piece of HTML. Without `links` only their words stay.

    Pictures are kept as they stand there: who does not want them takes them away before.
    """
    converter = _Converter(
        heading_style=ATX,
        bullets="-",
        newline_style="backslash",
        table_infer_header=True,
        strip=[] if links else ["a"],
        autolinks=False,
    )
    return _BLANK.sub("\n\n", _SPACES.sub("", converter.convert(html))).strip()
