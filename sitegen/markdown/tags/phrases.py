"""The tags inside a line of text, balanced: pieces of HTML and Markdown's own tokens to children of a token.

Whatever an author leaves open is closed where the line ends, or where an element of Markdown's that was
opened before it does; what closes nothing is dropped. A link never stands in a link.
"""

from __future__ import annotations

from markdown_it.token import Token

from sitegen.markdown.tags.as_text import EXCLUDED
from sitegen.markdown.tags.elements import DEEPEST, PHRASES
from sitegen.markdown.tags.pieces import Attributes

_TOKENS = {"a": "link", "s": "s", "del": "s", "strike": "s"}
"""Tags that the rest of the package knows under Markdown's names."""
_MARKS = ("“", "”"), ("‘", "’")
"""What browsers show for `<q>`, outside and inside of another."""


class Phrases:
    """Children of one inline token, written one after the other."""

    def __init__(self) -> None:
        self.children: list[Token] = []
        self._open: list[tuple[str, bool]] = []
        """Tags of open elements, and whether they are HTML's."""
        self._quotes = 0

    def text(self, words: str) -> None:
        """Words, as readers see them. Signs of notes (`<sup>1</sup>`) are no part of the word before them."""
        if not words:
            return
        sign = self._open and self._open[-1] == ("sup", True) and not any(c.isalpha() for c in words)
        self.children.append(Token("text", "", 0, content=words, meta={EXCLUDED: "sign"} if sign else {}))

    def line_break(self) -> None:
        """`<br>`; none at the beginning, no two of them."""
        if self.children and self.children[-1].type != "hardbreak":
            self.children.append(Token("hardbreak", "br", 0))

    def picture(self, attrs: Attributes) -> None:
        """`<img>`: what Markdown's `![…](…)` is."""
        if attrs.get("src"):
            words = [Token("text", "", 0, content=str(attrs.get("alt", "")))]
            rest = {name: value for name, value in attrs.items() if name != "alt"}
            self.children.append(Token("image", "img", 0, attrs={**rest, "alt": ""}, children=words))

    def start(self, tag: str, attrs: Attributes) -> bool:
        """Open an element; whether it may stand here."""
        if tag == "q":
            self._mark(opening=True)
            return True
        nowhere = tag == "a" and (self._in_link() or "href" not in attrs)
        if tag not in PHRASES or nowhere or len(self._open) >= DEEPEST:
            return tag in PHRASES
        self._open.append((tag, True))
        self.children.append(Token(f"{_TOKENS.get(tag, 'raw')}_open", tag, 1, attrs=dict(attrs)))
        return True

    def end(self, tag: str) -> None:
        """Close an element, with those that were opened inside it; none that crosses Markdown's."""
        if tag == "q" and self._quotes:
            self._mark(opening=False)
        for depth in range(len(self._open) - 1, -1, -1):
            name, is_html = self._open[depth]
            if not is_html:
                return
            if name == tag:
                self._close(depth)
                return

    def token(self, token: Token) -> None:
        """One of Markdown's own; a footnote's sign is a link."""
        if token.type == "footnote_ref":
            self.end("a")
        if token.nesting == 1:
            if token.tag == "a":
                self.end("a")
            linked = token.tag == "a" and self._in_link()
            self._open.append(("" if linked else token.tag, False))
            if linked:
                return
        elif token.nesting == -1:
            while self._open and self._open[-1][1]:
                self._close(len(self._open) - 1)
            if self._open and not self._open.pop()[0]:
                return
        after_break = self.children and self.children[-1].type == "hardbreak"
        if not (token.type == "softbreak" and after_break):
            self.children.append(token)

    def finish(self) -> list[Token]:
        """All children; every element is closed."""
        while self._quotes:
            self._mark(opening=False)
        while self._open and self._open[-1][1]:
            self._close(len(self._open) - 1)
        return self.children

    def _in_link(self) -> bool:
        return any(name == "a" for name, _ in self._open)

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            tag, _ = self._open.pop()
            self.children.append(Token(f"{_TOKENS.get(tag, 'raw')}_close", tag, -1))

    def _mark(self, *, opening: bool) -> None:
        self._quotes += opening
        self.text(_MARKS[(self._quotes - 1) % 2][not opening])
        self._quotes -= not opening
