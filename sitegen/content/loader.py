"""Reads the content folder: articles, and the raw entries of the curation.

In: the content folder and the site's folder. Out: frozen values and everything that is wrong, with
places. One file that cannot be used never stops the others. Touches the disk, only to read.
"""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from sitegen.content.articles import DEFAULTS, Defaults, parse_article
from sitegen.content.decode import LARGEST
from sitegen.content.walk import CORRECTIONS, ENTITIES, Found, find_sources, shown, unreadable
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.filestatus import TICK, Status, changed_at, status_of
from sitegen.model.article import Article, ArticleId

REASONS = ("draft", "future", "expired")
"""Why an article is not published though nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The usable articles, sorted by id, and what is wrong with the others."""

    articles: tuple[Article, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_articles(
    content_dir: Path,
    site_dir: Path,
    *,
    defaults: Defaults = DEFAULTS,
    follow_links: bool = False,
    memory: Memory | None = None,
) -> Loaded:
    """Every article below `content_dir` but its `entities/`, drafts included.

    With a `memory`, files that are as they were when it last saw them are not read again.
    """
    if not content_dir.is_dir():
        return Loaded((), (_missing(content_dir, site_dir),))
    articles: list[Article] = []
    faults: list[Diagnostic] = []
    sources: dict[ArticleId, Found] = {}
    above, entities = len(content_dir.parts), f"{content_dir / ENTITIES}{os.sep}"
    for found in find_sources(content_dir, site_dir, follow_links=follow_links):
        if isinstance(found, Diagnostic):
            faults.append(found)
        elif not str(found.file).startswith(entities):
            name = article_id(found.file, above)
            if name in sources:
                own = article_id(found.file, above, suffix=True)
                faults.append(_same_id(found, sources[name], own))
                name = own
            sources[name] = found
    memory = memory if memory is not None else Memory()
    for name, found in sources.items():
        article, notes = memory.article(found, name, defaults)
        faults.extend(notes)
        if article:
            articles.append(article)
    if not sources and not faults:
        faults.append(_nothing(content_dir, site_dir))
    return Loaded(tuple(sorted(articles, key=lambda a: a.id)), tuple(faults))


def article_id(file: Path, above: int, *, suffix: bool = False) -> ArticleId:
    """The path behind its first `above` parts (those of the content folder), without its suffix."""
    *folders, name = file.parts[above:]
    return ArticleId("/".join((*folders, name if suffix else name.rpartition(".")[0])))


Answer = tuple[Article | None, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What was read from a file, and how the file looked then."""

    status: Status
    reading: tuple[str, str, str]
    """The article's id, what the site says for all, and who read it."""
    article: Article | None
    notes: tuple[Diagnostic, ...]


class Memory:
    """What was read from files that have not changed since, for builds that follow one another.

    A file is taken as unchanged if its status is, and if it had been left alone for a clock's tick when it
    was read. What the memory answers is always what reading would have given.
    """

    def __init__(self, known: Mapping[str, Known] | None = None, reader: str = "") -> None:
        """`known`: what another memory remembered, by path; `reader`: who reads, as a digest."""
        self._kept: dict[str, Known] = dict(known or {})
        self._reader = reader
        self._met: set[str] = set()
        self.news: dict[str, Known] = {}
        """What was not known before."""

    def end(self) -> frozenset[str]:
        """At the end of a round: forget files that are gone. Returns the paths of those that are there."""
        met = frozenset(self._met)
        self._kept = {path: known for path, known in self._kept.items() if path in met}
        self._met, self.news = set(), {}
        return met

    def article(self, source: Found, name: ArticleId, defaults: Defaults) -> Answer:
        """The article in this file, or why there is none."""
        try:
            now = source.file.stat()
        except OSError as error:
            return None, (unreadable(error, source.path),)
        status, reading, path = status_of(now), (name, repr(defaults), self._reader), str(source.path)
        self._met.add(path)
        kept = self._kept.get(path)
        if kept and (kept.status, kept.reading) == (status, reading):
            return kept.article, kept.notes
        data, fault = read_source(source)
        answer: Answer = (None, (fault,) if fault else ())
        if data is not None:
            answer = parse_article(data, source.path, name, defaults)
        if time.time_ns() - changed_at(status) > TICK and not fault:
            self._kept[path] = self.news[path] = Known(status, reading, *answer)
        return answer


def read_source(source: Found) -> tuple[bytes | None, Diagnostic | None]:
    """The bytes, not many more than may be used of them, or why they cannot be read."""
    try:
        if not stat.S_ISREG(source.file.stat().st_mode):  # a pipe would never end
            return None, unreadable(OSError(None, "not a regular file"), source.path)
        with source.file.open("rb") as stream:
            return stream.read(LARGEST + 1), None
    except OSError as error:
        return None, unreadable(error, source.path)


def with_last_good(loaded: Loaded, before: Iterable[Article], permalink: Callable[[Article], str]) -> Loaded:
    """The same, with the former version of each article that has an error now.

    For the preview: a mistake in the middle of an edit must not take the page away. A former version
    yields where its address belongs to another article now.
    """
    broken = {d.location.path for d in loaded.diagnostics if d.severity is Severity.ERROR and d.location}
    here = {article.path for article in loaded.articles}
    taken = {permalink(article).casefold() for article in loaded.articles}
    kept = [
        article
        for article in before
        if _is_broken(article, broken)
        and article.path not in here
        and permalink(article).casefold() not in taken
    ]
    articles = sorted((*loaded.articles, *kept), key=lambda a: a.id)
    return Loaded(tuple(articles), loaded.diagnostics)


def _is_broken(article: Article, broken: Collection[PurePosixPath | None]) -> bool:
    """Whether the article or the corrections beside it cannot be read."""
    corrections = article.path.with_name(article.path.stem + CORRECTIONS)
    return article.path in broken or corrections in broken


@dataclass(frozen=True, slots=True)
class Due:
    """Which articles are to be published at a moment, and what becomes of the others."""

    articles: tuple[Article, ...]
    held: tuple[tuple[str, int], ...] = ()
    """Why others are not, and how many: draft, future, expired."""
    next_date: datetime | None = None
    """The earliest moment at which that changes by itself."""


def due(articles: Iterable[Article], now: datetime, *, drafts: bool = False, future: bool = False) -> Due:
    """Without drafts, and without those dated later than `now` (an aware moment), unless they are wanted."""
    shown: list[Article] = []
    held: Counter[str] = Counter()
    moments: list[datetime] = []
    for article in articles:
        why = why_held(article, now, drafts=drafts, future=future)
        if why:
            held[why] += 1
        else:
            shown.append(article)
        if why == "draft":  # whatever the time
            continue
        starts, ends = _bounds(article, now)
        changes = ends if future else (*starts, *ends)
        moments += [moment for moment in changes if moment > now]
    return Due(
        tuple(shown), tuple((why, held[why]) for why in REASONS if held[why]), min(moments, default=None)
    )


def why_held(article: Article, now: datetime, *, drafts: bool = False, future: bool = False) -> str:
    """Why an article is not to be published at this moment, one of `REASONS`; "" where it is."""
    if article.front_matter.draft and not drafts:
        return "draft"
    starts, ends = _bounds(article, now)
    if any(moment <= now for moment in ends):
        return "expired"
    return "future" if not future and any(moment > now for moment in starts) else ""


def _bounds(article: Article, now: datetime) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """The moments from which an article is published, and those from which it is no more."""
    front = article.front_matter
    starts = tuple(_aware(moment, now) for moment in (front.date, front.shown_from) if moment)
    return starts, (_aware(front.shown_until, now),) if front.shown_until else ()


def _aware(date: datetime, now: datetime) -> datetime:
    return date if date.tzinfo else date.replace(tzinfo=now.tzinfo or UTC)


def _same_id(found: Found, first: Found, own: ArticleId) -> Diagnostic:
    message = f"this file and {first.path} are the same article by name; this one has the id “{own}”"
    hint = "rename one of them, or delete one"
    return Diagnostic("article-id-clash", Severity.WARNING, message, Location(found.path), hint)


def _missing(content_dir: Path, site_dir: Path) -> Diagnostic:
    return Diagnostic(
        "content-missing",
        Severity.ERROR,
        f"there is no folder “{shown(content_dir, site_dir)}” for the articles",
        hint="make it, or start a new site with  sitegen new DIR",
    )


def _nothing(content_dir: Path, site_dir: Path) -> Diagnostic:
    return Diagnostic(
        "content-empty",
        Severity.WARNING,
        "there are no articles in this folder",
        Location(shown(content_dir, site_dir)),
        "put .md, .markdown or .txt files into it",
    )
