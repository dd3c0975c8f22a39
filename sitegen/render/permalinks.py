"""Where every page stands: articles, entities and topics to paths below the output folder.

A page's *location* is its URL path below the site's root, as `briefings/port-talks/`; the root itself is
"". Promises: a location never leaves the output folder; two articles with one permalink are an error that
names both files; links between pages are relative, so that a site works under any prefix.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import Article
from sitegen.slugs import address_part

HOME = ""
ENTITIES = "entities/"
QUOTES = "quotes/"
TOPICS = "topics/"
ARCHIVE = "archive/"
SEARCH = "search/"
INDEX = "pagefind/"
"""Where the search index stands; not a page."""
ABOUT = "about/"
PAGE = "index.html"
"""The file that a host serves for a folder."""
LONGEST = 80
"""Characters of a slug made from a name; file systems allow 255 bytes for a part."""


quote = lru_cache(maxsize=1 << 16)(percent_encoded)
"""A site asks for the same few thousand locations a million times."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links from one page."""

    page: str | None
    """The page's location; None for a page without a place of its own."""
    root: str = "/"

    def to(self, target: str, fragment: str = "") -> str:
        """The link to another location of the site."""
        return relative(self.page, target, fragment, root=self.root)

    def entity(self, entity: str | None) -> str:
        """The link to an entity's page; "" for none."""
        return self.to(entity_location(entity)) if entity else ""


@lru_cache(maxsize=1 << 16)
def slug_of(name: str) -> str:
    """A safe, lower-case path part for any text; a digest where no letter survives."""
    return address_part(name, LONGEST) or ("x" + hashlib.sha256(name.encode()).hexdigest()[:8])


def article_slug(article: Article) -> str:
    """The editor's slug, else the file's name without its suffix."""
    return slug_of(article.front_matter.slug or PurePosixPath(article.id).name)


def briefing_location(article: Article) -> str:
    """`briefings/<slug>/`."""
    return f"briefings/{article_slug(article)}/"


def entity_location(entity: str) -> str:
    """`entities/<id>/`. Raises `SitegenError` for an id that is not one harmless path part."""
    return f"{ENTITIES}{_part(entity)}/"


def type_location(data_type: str) -> str:
    """`entities/type/<type>/`: all entities of one type."""
    return f"{ENTITIES}type/{_part(data_type)}/"


def topic_location(tag: str) -> str:
    """`topics/<slug>/`; tags that differ only in case or punctuation share a page."""
    return f"{TOPICS}{slug_of(tag)}/"


def month_location(year: int, month: int) -> str:
    """`archive/2026/05/`."""
    return f"{ARCHIVE}{year:04}/{month:02}/"


def page_location(first: str, number: int) -> str:
    """`archive/2026/05/page/2/`; the first page of a list stands at the list's own location."""
    return first if number == 1 else f"{first}page/{number}/"


def output_path(location: str) -> str:
    """The file below the output folder that is served for a location."""
    return location + PAGE if location == "" or location.endswith("/") else location


def relative(page: str | None, target: str, fragment: str = "", *, root: str = "/") -> str:
    """The link from the page at location `page` to `target`.

    A page without a place of its own (404, served at any depth) has None and gets links from `root`.
    """
    tail = f"#{fragment}" if fragment else ""
    if page is None:
        return root + quote(target) + tail
    if page == target:
        return tail or "./"
    return ("../" * page.count("/") + quote(target) or "./") + tail


def absolute(base_url: str, location: str, fragment: str = "") -> str:
    """The full URL of a location; "" where the site has no `base_url`."""
    if not base_url:
        return ""
    return base_url.rstrip("/") + "/" + quote(location) + (f"#{fragment}" if fragment else "")


def root_path(base_url: str) -> str:
    """The path at which the site's root is served, with both slashes: `/` or `/news/`."""
    return "/" + (urlsplit(base_url).path.strip("/") + "/").lstrip("/")


def collisions(articles: Iterable[Article]) -> tuple[Diagnostic, ...]:
    """An error for every article whose permalink an earlier one (by id) has."""
    owners: dict[str, Article] = {}
    found = []
    for article in sorted(articles, key=lambda a: a.id):
        location = briefing_location(article)
        owner = owners.setdefault(location, article)
        if owner is not article:
            found.append(_collision(article, owner, location))
    return tuple(found)


def _collision(article: Article, owner: Article, location: str) -> Diagnostic:
    return Diagnostic(
        "permalink-collision",
        Severity.ERROR,
        f"has the permalink /{location} that {owner.path} has already",
        Location(article.path, 1),
        hint="give one of them another  slug:  in its front matter",
    )


def _part(name: str) -> str:
    if name in {"", ".", ".."} or any(c in name for c in "/\\\0"):
        raise SitegenError(
            Diagnostic(
                "permalink-unsafe",
                Severity.ERROR,
                f"“{name}” cannot be part of a page's address",
                hint="rename the file or entity that it comes from, to letters, digits and hyphens",
            )
        )
    return name
