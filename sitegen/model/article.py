"""A source article, before anything is known about its text, and where in its file that text stands."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NewType

from sitegen.model.corrections import Corrections
from sitegen.model.text import Block, PlainText

ArticleId = NewType("ArticleId", str)
"""The article's path below `content/`, without its suffix: `2026/port-talks`."""

_WORD = re.compile(r"\w+")
LONE = "surrogatepass"
"""Halves of letters, which odd files may hold, stay as they are."""


class SourceFormat(StrEnum):
    """How the body is to be read."""

    MARKDOWN = "markdown"
    TEXT = "text"


class Tags(StrEnum):
    """What becomes of HTML tags in a Markdown body."""

    TEXT = "text"
    """They are shown as they are written."""
    SAFE = "safe"
    """Harmless ones are obeyed, the others left out."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The three slots at the head of a briefing, in the editor's words, and a choice; each may be empty."""

    news: str = ""
    dispute: str = ""
    next: str = ""
    quote: str = ""
    """Words of the quotation that the front page shows large."""


@dataclass(frozen=True, slots=True)
class Check:
    """An editor's word that the marks of an article are right; each part may be missing."""

    by: str = ""
    date: dt.date | None = None
    digest: str = ""
    """Of the text and marks that were checked: `model.checked`."""
    line: int | None = None
    """Of the file, for messages."""
    path: PurePosixPath | None = None
    """The corrections file that says so; None for the article's own front matter."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the editor says about the article. Everything has a value; absent keys are empty."""

    title: str
    """From the front matter, else the first heading or a text file's headline, else the file's name."""
    date: datetime | None = None
    """When the source published it. Aware when the source gave an offset; midnight for a mere day."""
    date_has_time: bool = False
    updated: datetime | None = None
    """When the source was last changed."""
    shown_from: datetime | None = None
    """The article is held back until then, whatever its date is."""
    shown_until: datetime | None = None
    language: str = "en"
    tags: tuple[str, ...] = ()
    publisher: str = ""
    byline: str = ""
    source_url: str = ""
    slug: str = ""
    """Last part of the permalink; made from the file's name where the editor gives none."""
    permalink: str = ""
    """The page's path below the site's root, or a pattern of it; "" for the section's."""
    aliases: tuple[str, ...] = ()
    """Former paths of the page, which lead to it."""
    summary: str = ""
    draft: bool = False
    lead: bool = False
    """Whether it is to lead the front page."""
    pinned: int = 0
    """The place among those that the front page shows first, from 1; 0 for not pinned."""
    weight: int = 0
    """The front page shows lighter ones before heavier ones, and these before those without: 0."""
    brief: Brief = Brief()
    checked: Check | None = None
    params: str = ""
    """Keys of the site's own and their values, as a JSON object, for its templates; "" for none."""
    unused: tuple[tuple[str, int], ...] = ()
    """Keys that mean nothing here, each with its line."""


@dataclass(frozen=True, slots=True)
class Article:
    """One source file, read and split."""

    id: ArticleId
    path: PurePosixPath
    """Relative to the site's folder, for messages: `content/2026/port-talks.md`."""
    format: SourceFormat
    front_matter: FrontMatter
    held: bytes
    """What stands below the front matter, less its comments, as `held` makes it."""
    body_line: int
    """The line of the file, counted from 1, on which the body starts."""
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    tags: Tags = Tags.TEXT
    """The site's choice."""
    location: str = ""
    """Where the page stands, as `briefings/port-talks/`; "" where it is not known yet."""
    former: tuple[str, ...] = ()
    """Locations of pages that lead to it: `old/talks/`, `old/talks.html`."""
    corrections: Corrections | None = None
    """What an editor corrected, where a corrections file stands beside it."""

    @property
    def body(self) -> str:
        """What stands below the front matter, less its comments."""
        return zlib.decompress(self.held).decode(errors=LONE)


def held(body: str) -> bytes:
    """A text packed: a build holds those of all articles, and unpacked a letter takes two bytes or more."""
    return zlib.compress(body.encode(errors=LONE))


def place_of(article: Article, plain: PlainText, offset: int) -> tuple[Block | None, int | None]:
    """The block of a place in the article's plain text, and its line in the file; None before all blocks.

    A plain text has no line ends where words go on: the words before the place are looked for in the source.
    """
    number = bisect_right(plain.blocks, offset, key=lambda block: block.span.start) - 1
    if number < 0:
        return None, None
    block = plain.blocks[number]
    source, at = "\n".join(article.body.split("\n")[slice(*block.lines)]), 0
    for word in _WORD.finditer(plain.text, block.span.start, block.span.end):
        found = source.find(word[0], at)  # an escape in the source has other letters
        at = found + len(word[0]) if found >= 0 else at
        if word.end() > offset:
            break
    return block, article.body_line + block.lines[0] + source.count("\n", 0, at)
