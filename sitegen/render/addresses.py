"""Where each article stands: its address, and the former ones that lead to it.

In: the articles that are published, and the site's patterns by section. Out: the articles with their places,
no two alike, and what could not be as it was wanted. An address comes from the path below the content folder,
so that an article keeps it whatever else is published; only where two want one address does the order count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article
from sitegen.model.config import PLACEHOLDER, PLACEHOLDERS
from sitegen.render.permalinks import PAGE, RESERVED, default_parts, output_path, path_slug, slug_of

EVERYWHERE = "/"
"""The key of the pattern for sections that have none of their own."""
_OF_DATE = {"year": "%Y", "month": "%m", "day": "%d"}
_FILES = (".html", ".htm", ".csv", ".json", ".jsonl", ".txt", ".xml", ".md")
"""Suffixes of files beside pages: a folder of such a name could be in their way."""


class Places:
    """The paths of the output folder that are taken, whatever the case of their letters."""

    def __init__(self) -> None:
        self._files: dict[str, Article] = {}
        self._folders: set[str] = set()

    def take(self, location: str, article: Article) -> bool:
        """Whether a file can stand there; then it does."""
        path, above = _spot(location)
        if path in self._files or path in self._folders or not self._files.keys().isdisjoint(above):
            return False
        self._files[path] = article
        self._folders.update(above)
        return True

    def owner(self, location: str) -> str:
        """Whose it is, for messages."""
        found = self._files.get(output_path(location).casefold())
        return str(found.path) if found else "something else"


@lru_cache(maxsize=1 << 14)
def _spot(location: str) -> tuple[str, tuple[str, ...]]:
    """The file of a location and the folders that it is in, whatever the case of their letters."""
    path = PurePosixPath(output_path(location).casefold())
    return str(path), tuple(map(str, path.parents))


def addressed(
    articles: Iterable[Article],
    patterns: Mapping[str, str],
    stands: Callable[[Article, str, tuple[str, ...]], Article] | None = None,
) -> tuple[tuple[Article, ...], tuple[Diagnostic, ...]]:
    """The same articles, each with its `location` and `former` ones. `patterns`: by section.

    `stands` gives an article its places; who has done so before may answer with what was made then.
    """
    places, faults, found = Places(), list[Diagnostic](), []
    stands = stands or _stands
    for article in sorted(articles, key=lambda a: a.id):
        wanted, notes = _wanted(article, patterns)
        faults += notes
        location = next(place for place in _choices(article, wanted) if places.take(place, article))
        if location != wanted:
            faults.append(_moved(article, wanted, places.owner(wanted), location))
        found.append((article, location))
    with_former = []
    for article, location in found:
        former, notes = _former(article, location, places, patterns)
        faults += notes
        with_former.append(stands(article, location, former))
    return tuple(with_former), tuple(faults)


def _stands(article: Article, location: str, former: tuple[str, ...]) -> Article:
    return replace(article, location=location, former=former)


def pattern_for(article: Article, patterns: Mapping[str, str]) -> str:
    """The pattern of the longest section that the article is in; "" for none."""
    section: str = article.id
    while patterns and "/" in section:
        section = section.rpartition("/")[0]
        if section in patterns:
            return patterns[section]
    return patterns.get(EVERYWHERE, "")


def _wanted(article: Article, patterns: Mapping[str, str]) -> tuple[str, list[Diagnostic]]:
    """The location that the front matter asks for, else the section's pattern, else the default."""
    faults: list[Diagnostic] = []
    for pattern in (article.front_matter.permalink, pattern_for(article, patterns)):
        if not pattern:
            continue
        location, missing = _filled(pattern, article)
        problem = _problem(location, missing)
        if not problem:
            return location, faults
        faults.append(_unsafe(article, pattern, problem))
        if location and not _problem(location, ()):
            return location, faults
    return _joined((*_BRIEFINGS, *default_parts(article))), faults


_BRIEFINGS = ("briefings",)


def _joined(parts: Iterable[str]) -> str:
    return "".join(f"{part}/" for part in parts)


def _filled(pattern: str, article: Article) -> tuple[str, list[str]]:
    """The pattern with the article's values, and the names for which it has none."""
    missing: list[str] = []
    *folders, last = default_parts(article)
    front = article.front_matter
    values = {
        "slug": last,
        "title": slug_of(front.title),
        "filename": path_slug(article.id),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
    }

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in _OF_DATE and front.date:
            return front.date.strftime(_OF_DATE[name]).rjust(4 if name == "year" else 2, "0")
        if name not in values:
            missing.append(name)
        return values.get(name, "")

    filled = PLACEHOLDER.sub(value, pattern)
    return _joined(part for part in filled.removesuffix(".html").split("/") if part.strip(".-_ ")), missing


def _problem(location: str, missing: Iterable[str]) -> str:
    """Why an article cannot stand there; "" where it can."""
    parts = location.rstrip("/").split("/")
    if parts[0].casefold() in RESERVED:
        return f"leads to “/{location}”, where the site has pages of its own"
    if any(part.casefold().endswith(_FILES) for part in parts):
        return f"leads to “/{location}”, which looks like a file"
    dates = [name for name in missing if name in _OF_DATE]
    if dates:
        return f"names  :{dates[0]} , and the article has no date"
    unknown = next(iter(missing), "")
    return f"names  :{unknown} , which there is not" if unknown else ""


def _choices(article: Article, wanted: str) -> Iterator[str]:
    """The wanted place, the same with the folders in front, and with the file's name; the last is free."""
    yield wanted
    *folders, _ = default_parts(article)
    *before, last = wanted.rstrip("/").split("/")
    if folders and before[-len(folders) :] != folders:
        yield _joined((*before, *folders, last))
    yield _joined((*_BRIEFINGS, *folders, path_slug(article.id)))
    yield _joined((*before, f"{last}-{hashlib.sha256(article.id.encode()).hexdigest()[:8]}"))


def _former(
    article: Article, at: str, places: Places, patterns: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Locations of pages that lead to the article, and those that cannot be had."""
    front, taken, faults = article.front_matter, [], []
    for alias in (*front.aliases, *_as_file(article, front.permalink or pattern_for(article, patterns))):
        location = _alias_location(alias)
        if location == at or location in taken:
            continue
        *above, _ = location.split("/")
        if location.split("/")[0].casefold() in RESERVED or any(
            part.casefold().endswith(_FILES) for part in above
        ):
            faults.append(_no_alias(article, alias, "the site has pages of its own there"))
        elif not places.take(location, article):
            faults.append(_no_alias(article, alias, f"that is the address of {places.owner(location)}"))
        else:
            taken.append(location)
    return tuple(taken), faults


def _as_file(article: Article, pattern: str) -> tuple[str, ...]:
    """The address as written, where it names a file: `2020/talks.html`."""
    if not pattern.endswith(".html"):
        return ()
    return (_filled(pattern, article)[0].rstrip("/") + ".html",)


def _alias_location(alias: str) -> str:
    path = alias.strip("/").removesuffix(PAGE).rstrip("/")
    return path if path.casefold().endswith((".html", ".htm")) else f"{path}/"


def _moved(article: Article, wanted: str, owner: str, location: str) -> Diagnostic:
    message = f"the address /{wanted} is that of {owner}; this article stands at /{location}"
    hint = "give one of them another  slug:"
    return Diagnostic("permalink-collision", Severity.WARNING, message, Location(article.path), hint)


def _unsafe(article: Article, pattern: str, problem: str) -> Diagnostic:
    message = f"the permalink “{pattern}” {problem}"
    hint = f"give the article a date, or another  permalink: ; patterns name {', '.join(PLACEHOLDERS)}"
    return Diagnostic("permalink-unsafe", Severity.WARNING, message, Location(article.path), hint)


def _no_alias(article: Article, alias: str, why: str) -> Diagnostic:
    message = f"no page can lead from the alias “{alias}” to this article: {why}"
    hint = "delete the alias, or move what stands there"
    return Diagnostic("permalink-collision", Severity.WARNING, message, Location(article.path), hint)
