"""Where every page stands: articles, entities and topics to paths below the output folder.

A page's *location* is its URL path below the site's root, as `briefings/port-talks/`; the root itself is
"". Promises: a location never leaves the output folder; two articles with one permalink are an error that
names both files; links between pages are relative, so that a site works under any prefix.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
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
CORRECTIONS = "corrections/"
RESERVED = frozenset(
    {"", "entities", "quotes", "topics", "archive", "search", "pagefind", "about", "assets", "page", ".cache"}
    | {"404.html", "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "index.html", ".sitegen"}
)
"""First parts of addresses that the site's own pages and files have, or may have one day."""
PAGE = "index.html"
"""The file that a host serves for a folder."""
INDEXES = ("index", "_index")
"""Names of files that stand for their folder."""
_PARTING = frozenset("/\\\0")
"""What no part of a path may hold."""
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


def path_slug(article: str) -> str:
    """The slug of a file's name, by the article's id; of `talks/index` that of the folder."""
    folders, _, name = article.rpartition("/")
    return slug_of(folders.rpartition("/")[2] if name in INDEXES and folders else name)


def default_parts(article: Article) -> tuple[str, ...]:
    """Slugs of the folders that an article is in, and the editor's slug, else that of its file's name."""
    *folders, name = article.id.split("/")
    if name in INDEXES:
        folders = folders[:-1]
    chosen = article.front_matter.slug
    last = _dotted(chosen) or slug_of(chosen) if chosen else path_slug(article.id)
    return (*map(slug_of, folders), last)


def briefing_location(article: Article) -> str:
    """Where the article stands; `briefings/<folders>/<slug>/` where nobody gave it another place."""
    return article.location or "".join(f"{part}/" for part in ("briefings", *default_parts(article)))


def entity_location(entity: str) -> str:
    """`entities/<id>/`. Raises `SitegenError` for an id that is not one harmless path part."""
    return f"{ENTITIES}{_part(entity)}/"


def type_location(data_type: str) -> str:
    """`entities/type/<type>/`: all entities of one type."""
    return f"{ENTITIES}type/{_part(data_type)}/"


def topic_location(tag: str) -> str:
    """`topics/<slug>/`; tags that differ only in case, accents or punctuation share a page.

    Signs that tell things apart are written out: C++ is not C#, R&D not RD, .NET not net. A digest does so
    where spelling by sound does not, as it does not for Chinese and Japanese, and where a slug is cut.
    """
    return f"{TOPICS}{_topic_slug(unicodedata.normalize('NFKC', tag).casefold())}/"


_SIGNS = {"+": "plus", "#": "sharp", "&": "and", "@": "at", "%": "percent", "*": "star", "=": "is"}
_IN_WORDS = re.compile(r"(?<=\w)[+#@%*=]+|[+@%*=]+(?=\w)|(?<=\w)&(?=\w)|(?<!\w)[.](?=\w)")
_SAME_SOUND = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]"
)


@lru_cache(maxsize=1 << 12)
def _topic_slug(tag: str) -> str:
    spoken = _IN_WORDS.sub(lambda signs: "".join(f" {_SIGNS.get(s, 'dot')} " for s in signs[0]), tag)
    slug = slug_of(spoken)
    if not _SAME_SOUND.search(tag) and address_part(spoken) in {slug, ""}:
        return slug
    return f"{slug}-{hashlib.sha256(' '.join(tag.split()).encode()).hexdigest()[:6]}"


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
    shared = _shared(page, target)
    return ("../" * page.count("/", shared) + quote(target[shared:]) or "./") + tail


def _shared(page: str, target: str) -> int:
    """How many characters of two locations are folders that both are in."""
    end = 0
    while (cut := page.find("/", end) + 1) and target.startswith(page[end:cut], end):
        end = cut
    return end


def absolute(base_url: str, location: str, fragment: str = "") -> str:
    """The full URL of a location; "" where the site has no `base_url`."""
    if not base_url:
        return ""
    return base_url.rstrip("/") + "/" + quote(location) + (f"#{fragment}" if fragment else "")


def from_root(base_url: str, page: str, location: str, fragment: str = "") -> str:
    """A location as seen from a page whose address is known: `/entities/x/`, shorter than the full URL.

    Without a `base_url` nobody knows at which path the root is served: then a link from the page.
    """
    if not base_url or location == page:
        return relative(page, location, fragment)
    return root_path(base_url) + quote(location) + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=8)
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


def _dotted(slug: str) -> str:
    """A slug as a part of an address, with the full stops that stand inside it: "in-st.-halm"."""
    return ".".join(filter(None, (_edged(part) for part in slug.split("."))))


def _edged(part: str) -> str:
    """Words between two full stops, with the hyphens beside these."""
    bare = address_part(part)
    return f"{'-' * part.startswith('-')}{bare}{'-' * part.endswith('-')}" if bare else ""


def _part(name: str) -> str:
    if name in {"", ".", ".."} or not _PARTING.isdisjoint(name):
        raise SitegenError(
            Diagnostic(
                "permalink-unsafe",
                Severity.ERROR,
                f"“{name}” cannot be part of a page's address",
                hint="rename the file or entity that it comes from, to letters, digits and hyphens",
            )
        )
    return name
