"""A piece of HTML as tags and text: read by the standard library, its attributes cleaned by nh3.

In: HTML as an author wrote it. Out: pieces in order; which of them a page may have is not decided here, but
for their attributes. The only home of nh3: it lets them through by name, and addresses by their scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

import nh3

from sitegen.markdown.tags.elements import ATTRIBUTES, EVERYWHERE, SCHEMES

Attributes = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Text:
    """Words between tags, their references resolved."""

    text: str
    line: int
    """Counted from 0, from where the piece of HTML starts."""


@dataclass(frozen=True, slots=True)
class Start:
    """A tag that opens an element, or is all of it."""

    tag: str
    attrs: Attributes = field(hash=False)
    written: str
    """As it stands in the source."""
    line: int


@dataclass(frozen=True, slots=True)
class End:
    """A tag that closes an element."""

    tag: str
    written: str
    line: int


Piece = Text | Start | End


def pieces_of(source: str) -> list[Piece]:
    """Tags and text of a piece of HTML; comments, declarations and instructions are none."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or f"<{tag}>"
        self.found.append(Start(tag, clean(tag, tuple(attrs)), written, self.getpos()[0] - 1))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(End(tag, f"</{tag}>", self.getpos()[0] - 1))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """`<![…]>`, at which the standard library gives up: a comment to browsers."""
        return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        self.found.append(Text(data, self.getpos()[0] - 1))


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.attrs: Attributes = {}

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.attrs = {name: value or "" for name, value in attrs}


@lru_cache(maxsize=4096)
def clean(tag: str, attrs: tuple[tuple[str, str | None], ...]) -> Attributes:
    """The attributes that the element may have, with values that no page suffers from.

    They are cleaned on an element that may stand anywhere, so that a cell without its table keeps its own.
    """
    allowed = ATTRIBUTES.get(tag, frozenset()) | EVERYWHERE
    wanted = [(name, value or "") for name, value in attrs if name in allowed]
    if not wanted:
        return {}
    probe = tag if tag in {"a", "img"} else "div"
    written = "".join(f' {name}="{escape(value)}"' for name, value in wanted)
    left = nh3.clean(
        f"<{probe}{written}>",
        tags={probe},
        attributes={probe: set(allowed)},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    reader = _Attributes()
    reader.feed(left)
    return {name: reader.attrs[name] for name, _ in wanted if name in reader.attrs}
