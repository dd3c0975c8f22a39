"""HTML of a source shown as text: every tag becomes words that readers see and nothing is annotated in.

In: tokens with the parser's `html_inline`. Out: the same with text in their place, marked as excluded.
Comments vanish. What stands between the tags of a script or a style is as little text as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

EXCLUDED = "excluded"
"""In a text token's `meta`: readers see the words, but nothing is ever annotated in them. The value says
why: `TAG`, or another word."""
TAG = "tag"
"""A tag of HTML, shown as text."""

_NO_TEXT = re.compile(r"<(/?)(script|style|template|noscript|svg|iframe|object|textarea)\b", re.IGNORECASE)
"""Elements whose content is no text of the article."""


def tags_as_text(tokens: Sequence[Token]) -> list[Token]:
    """The tokens; those that hold HTML have new children."""
    writer = _Writer()
    for token in tokens:
        if token.children:
            token.children = list(writer.shown(token.children))
    return list(tokens)


class _Writer:
    """Knows whether a script or a style is open, which may be so over several paragraphs."""

    def __init__(self) -> None:
        self._inside = ""

    def shown(self, children: Sequence[Token]) -> Iterator[Token]:
        for child in children:
            if child.type == "html_inline":
                if not child.content.startswith("<!--"):
                    yield self._tag(child.content)
            elif self._inside and child.type == "text":
                yield Token("text", "", 0, content=child.content, meta={EXCLUDED: self._inside})
            else:
                yield child

    def _tag(self, content: str) -> Token:
        found = _NO_TEXT.match(content)
        if found and not found.group(1) and not self._inside:
            self._inside = found.group(2).lower()
        elif found and found.group(1) and self._inside == found.group(2).lower():
            self._inside = ""
        return Token("text", "", 0, content=content, meta={EXCLUDED: TAG})
