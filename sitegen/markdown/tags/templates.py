"""Tags of template languages as one piece of text: nothing in them is Markdown, HTML or a link.

In: the parser. Out: the same with a rule that reads `{{ … }}`, `{% … %}` and `<% … %>` before all others.
What stands in code is code.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.markdown.tags.as_text import EXCLUDED

_TAG = re.compile(r"\{\{.{0,2000}?\}\}\}?|\{%.{0,2000}?%\}|<%.{0,2000}?%>", re.DOTALL)
_TYPE = "template_tag"


def read_template_tags(parser: MarkdownIt) -> None:
    """Add the rule to the parser."""
    parser.inline.ruler.before("escape", _TYPE, _template_tag)


def as_text(child: Token) -> Token:
    """The text that stands for a template tag on the page; any other token as it is."""
    if child.type != _TYPE:
        return child
    return Token("text", "", 0, content=child.content, meta={EXCLUDED: _TYPE})


def _template_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's own interface)
    found = _TAG.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "{<" else None
    if found is None:
        return False
    if not silent:
        state.push(_TYPE, "", 0).content = found.group()
    state.pos = found.end()
    return True
