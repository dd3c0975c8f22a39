"""One source file's bytes to one `Article`. Pure: what the loader read comes in as bytes.

In: bytes, the path relative to the site, the id. Out: the article, or None, with everything that is
wrong. An error leaves the article out; the others are not touched by it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from sitegen.content.comments import told, without_comments
from sitegen.content.decode import decode
from sitegen.content.matter.formats import matter_of
from sitegen.content.matter.frontmatter import Given, read_given
from sitegen.content.matter.keys import HOLDS_BACK, KEYS, SAME
from sitegen.content.matter.moments import placed
from sitegen.content.matter.split import Parts, split
from sitegen.content.title import first_heading, readable_name, says_something
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.text import CONTROLS
from sitegen.textform import title_of

FORMATS = {
    ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN,
    ".txt": SourceFormat.TEXT,
}
"""How a file is read, by its suffix in lower case."""
_KNOWN = frozenset(KEYS) | frozenset(SAME) | HOLDS_BACK


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a site says for all its articles."""

    language: str = "en"
    timezone: str = ""
    """Of dates that give no offset, as the IANA names it; "" leaves them without one."""
    params: tuple[str, ...] = ()
    """Keys of the site's own, handed to templates."""


DEFAULTS = Defaults()
_NONE: tuple[Given, tuple[Diagnostic, ...]] = Given(), ()


def parse_article(
    data: bytes, path: PurePosixPath, article_id: ArticleId, defaults: Defaults = DEFAULTS
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """The article in these bytes; None where a diagnostic among the rest is an error."""
    text, notes = decode(data, path)
    if text is None:
        return None, notes
    parts, faults = split(text, path, _KNOWN)
    notes += faults
    if parts is None:
        return None, notes
    kind = FORMATS[path.suffix.lower()]
    body, comments = without_comments(parts.body, code=kind is SourceFormat.MARKDOWN)
    notes += told(comments, path, parts.body_line)
    tree, faults = matter_of(parts, path)
    given, more = (
        read_given(tree, parts.matter or "", parts.matter_line, path, defaults.params) if tree else _NONE
    )
    notes += faults + more + _empty(parts, body, path)
    if any(note.severity is Severity.ERROR for note in notes):
        return None, notes
    matter = _front_matter(given, body, path, article_id, defaults)
    notes += () if given.values.get("title") else _untitled(kind, body, matter.title, path)
    digest = hashlib.sha256(data).hexdigest()
    return Article(article_id, path, kind, matter, held(body), parts.body_line, digest), notes


def _empty(parts: Parts, body: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    if body.strip():
        return ()
    if parts.body.strip():
        what, hint = "there is no text but comments", "write the article outside of them, or delete the file"
    elif parts.matter is None:
        what, hint = "the file is empty", "write the article, or delete the file"
    else:
        what, hint = "there is front matter but no text below it", "write the article below the front matter"
    return (Diagnostic("article-empty", Severity.ERROR, what, Location(path, parts.body_line), hint),)


def _front_matter(
    given: Given, body: str, path: PurePosixPath, article_id: ArticleId, defaults: Defaults
) -> FrontMatter:
    found, zone = dict(given.values), _zone(defaults.timezone)
    date, has_time = found.pop("date", (None, False))
    updated, _ = found.pop("updated", (None, False))
    found["title"] = found.get("title") or _own_title(body, path, article_id)
    found["language"] = found.get("language") or defaults.language
    for key in ("shown_from", "shown_until"):
        found[key] = _placed(found.get(key), zone)
    return FrontMatter(
        date=_placed(date, zone),
        date_has_time=has_time,
        updated=_placed(updated, zone),
        brief=given.brief,
        checked=given.checked,
        params=given.params,
        unused=given.unused,
        **found,
    )


def _placed(moment: datetime | None, zone: tzinfo | None) -> datetime | None:
    return placed(moment, zone) if moment else None


@lru_cache
def _zone(name: str) -> tzinfo | None:
    """The configuration has been checked: the name is one."""
    return ZoneInfo(name) if name else None


def _own_title(body: str, path: PurePosixPath, article_id: ArticleId) -> str:
    is_markdown = FORMATS[path.suffix.lower()] is SourceFormat.MARKDOWN
    folder = PurePosixPath(article_id).parent
    if path.stem in {"index", "_index"} and folder.name:  # the file stands for its folder
        path = path.parent
    title = first_heading(body) if is_markdown else title_of(body)
    return title or CONTROLS.sub(" ", readable_name(path)).strip()


def _untitled(kind: SourceFormat, body: str, title: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """A note for a text file that is called after its name, where that is mere numbers and digests."""
    if kind is not SourceFormat.TEXT or title_of(body) or says_something(title):
        return ()
    what = f"the text begins with no headline, so its page is called “{title}”, after the file"
    hint = (
        "write the headline as the first line, without a full stop, and leave the line below it empty; "
        "or give the file a name in words"
    )
    return (Diagnostic("title-missing", Severity.NOTE, what, Location(path, 1), hint),)
