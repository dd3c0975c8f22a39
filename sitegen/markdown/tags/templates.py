"""Tags of template languages as one piece of text: nothing in them is Markdown, HTML or a link.

In: the parser. Out: the same with rules that read `{{ … }}`, `{% … %}` and `<% … %>` before all others:
inside a line of text, and from the beginning of a line to a later one, whatever the lines between look like
(`>}}` is no block quotation). What stands in code is code. Where a link or a picture has such a tag for its
address, and the tag tells a path by itself (`{{ "/b/" | url }}`, `{{< ref "b.md" >}}`), that is the address.
A paragraph of tags alone stands for something that another generator puts there: it is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.markdown.excluded import TEMPLATE_TAG
from sitegen.markdown.tags.as_text import EXCLUDED

_CLOSING = {"{{": "}}", "{%": "%}", "<%": "%>"}
_TYPE = "template_tag"
ALONE = "template_tags_alone"
"""The type of a hidden token for a paragraph that is left out."""
PARAGRAPH = ("paragraph_open", "inline", "paragraph_close")
LONGEST = 100_000
"""Characters of a tag: so far is its end looked for, which keeps the time linear. Some hold an article."""
INDENTED = 4
"""Spaces that make a line code."""


_PATH = re.compile(
    r"""
      \{\{-?\s* (?: ["'](?P<quoted>[^"'\s{}]*)["']
        | (?P<root>(?:\.?[sS]ite\.)?base_?url | \.?[sS]ite\.(?:url|BaseURL)) )
        (?:\s*\|\s*\w+)* \s*-?\}\}                                      # Eleventy, Jekyll, Hugo
    | \{\{[<%]\s*(?:rel)?ref\s+["']?(?P<named>[^"'\s{}]+)["']?\s*[%>]\}\}  # Hugo
    | \{%-?\s*(?:link|post_url)\s+(?:_posts/)?(?P<post>[^\s{}%]+)\s*-?%\}    # Jekyll
    """,
    re.VERBOSE,
)
"""A tag that stands for a path which it holds, or for the site's root."""


def read_template_tags(parser: MarkdownIt) -> None:
    """Add the rules to the parser."""
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=_destination,
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
    )
    parser.inline.ruler.before("escape", _TYPE, _template_tag)
    parser.block.ruler.before(
        "table", _TYPE, _template_lines, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def without_lone_tags(tokens: Sequence[Token]) -> list[Token]:
    """The body without its paragraphs of template tags alone; all of it where nothing else would be left."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        alone = _is_alone(tokens[at : at + 3])
        inside = tokens[at + 1] if alone else tokens[at]
        kept.append(
            Token(ALONE, "", 0, content=inside.content, map=inside.map, hidden=True) if alone else inside
        )
        at += 3 if alone else 1
    return kept if any(token.type == "inline" for token in kept) else list(tokens)


def _is_alone(three: Sequence[Token]) -> bool:
    if tuple(token.type for token in three) != PARAGRAPH or three[0].level or three[0].hidden:
        return False
    inline = three[1]
    kinds = {child.type for child in inline.children or ()}
    by_form = bool(inline.content.strip()) and not TEMPLATE_TAG.sub("", inline.content).strip()
    return by_form or (_TYPE in kinds and kinds <= {_TYPE, "softbreak"})


def as_text(child: Token) -> Token:
    """The text that stands for a template tag on the page; any other token as it is."""
    if child.type != _TYPE:
        return child
    return Token("text", "", 0, content=child.content, meta={EXCLUDED: _TYPE})


def _destination(source: str, start: int, end: int) -> Any:
    """An address in a link, as the parser reads it, with the paths of tags at its beginning."""
    path, at = "", start
    while found := _PATH.match(source, at, end):
        path += _path_of(found)
        at = found.end()
    result = helpers.parseLinkDestination(source, at, end)
    if at > start and (result.ok or source[at : at + 1] in {")", " ", "\n", ""}):
        result.ok, result.pos, result.str = True, max(result.pos, at), (path + result.str) or "/"
    return result


def _path_of(found: re.Match[str]) -> str:
    if found["root"]:
        return ""
    post: str | None = found["post"]
    return f"/{post}" if post else found["quoted"] or found["named"] or ""


def _end_of_tag(source: str, start: int, end: int, env: MutableMapping[str, Any]) -> int:
    """Where the tag that begins at `start` ends; -1 where none does, which `env` remembers of a text."""
    closing = _CLOSING.get(source[start : start + 2])
    if closing is None or env.get(closing) is source:
        return -1
    found = source.find(closing, start + 2, min(end, start + LONGEST))
    if found < 0:
        if source.find(closing, start + 2) < 0:
            env[closing] = source
        return -1
    return found + (3 if source.startswith("}}}", found) and found + 3 <= end else 2)


def _template_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's own interface)
    end = _end_of_tag(state.src, state.pos, state.posMax, state.env)
    if end < 0:
        return False
    if not silent:
        state.push(_TYPE, "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _template_lines(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    """A paragraph of the lines from the tag's first to its last, where these are several."""
    if state.sCount[first] - state.blkIndent >= INDENTED:
        return False
    end = _end_of_tag(state.src, state.bMarks[first] + state.tShift[first], state.eMarks[last - 1], state.env)
    if end <= state.eMarks[first]:
        return False
    if silent:
        return True
    line = next(number for number in range(first, last) if state.eMarks[number] >= end)
    state.push("paragraph_open", "p", 1).map = [first, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(first, line + 1, state.blkIndent, keepLastLF=False).strip()
    inline.map = [first, line + 1]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = line + 1
    return True
