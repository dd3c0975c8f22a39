"""A source article, before anything is known about its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NewType

from sitegen.model.corrections import Corrections

ArticleId = NewType("ArticleId", str)
"""The article's path below `content/`, without its suffix: `2026/port-talks`."""


class SourceFormat(StrEnum):
    """How the body is to be read."""

    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Brief:
    """The three slots at the head of a briefing, in the editor's words; each may be empty."""

    news: str = ""
    dispute: str = ""
    next: str = ""


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
    """From the front matter, else the first heading, else the file's name made readable."""
    date: datetime | None = None
    """When the source published it. Aware when the source gave an offset; midnight for a mere day."""
    date_has_time: bool = False
    language: str = "en"
    tags: tuple[str, ...] = ()
    publisher: str = ""
    byline: str = ""
    source_url: str = ""
    slug: str = ""
    """Last part of the permalink; made from the file's name where the editor gives none."""
    summary: str = ""
    draft: bool = False
    brief: Brief = Brief()
    checked: Check | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One source file, read and split. `body` is what remains below the front matter, verbatim."""

    id: ArticleId
    path: PurePosixPath
    """Relative to the site's folder, for messages: `content/2026/port-talks.md`."""
    format: SourceFormat
    front_matter: FrontMatter
    body: str
    body_line: int
    """The line of the file, counted from 1, on which the body starts."""
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    corrections: Corrections | None = None
    """What an editor corrected, where a corrections file stands beside it."""
