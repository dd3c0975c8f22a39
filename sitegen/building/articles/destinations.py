"""Where links inside articles lead: from source files to pages, from the site's root to static files.

In: the articles with their places, their bodies, and what else stands at the site's root. Out: for each
article the addresses that are written otherwise on its page, and those that lead nowhere. Only articles whose
text has the mark of such a link are parsed for it.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sitegen.building.articles.bodies import Bodies
from sitegen.content.images import is_missing
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.markdown.links import GONE, Address, addresses
from sitegen.model.article import Article, ArticleId, SourceFormat
from sitegen.model.text import BlockKind, PlainText
from sitegen.render.article.anchors import anchor_ids
from sitegen.render.permalinks import INDEXES, RESERVED, relative
from sitegen.render.site.lookup import NewAddresses
from sitegen.slugs import address_part

_LOCAL = r"(?![a-zA-Z][\w+.-]*:|//)[^\s)>]"
_MAY_BE = re.compile(rf"\]\(\s*<?{_LOCAL}|^ {{0,3}}\[[^\]\n]+\]:\s*<?{_LOCAL}|<(?i:img)\b", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//")
_OURS = re.compile(r"(?:[pqme]|qi)-\w+|top")
"""Ids of places in a page, which articles may name too."""
_SOURCES = (".md", ".markdown", ".txt")


@dataclass(frozen=True)
class Destinations:
    """What links may lead to."""

    by_path: Mapping[str, Article]
    """By the path below the content folder: with suffix, without, and of the folder for an index."""
    by_place: Mapping[str, Article]
    """By present and former locations, without slashes at the ends."""
    static: frozenset[str]
    """Static files, from the site's root."""
    content: PurePosixPath
    """The content folder, from the site's folder."""
    prefix: str
    """The path at which the site's root is served, with both slashes."""


def site_of(articles: Sequence[Article], static: Iterable[str], content: str, prefix: str) -> Destinations:
    """All that links of these articles may lead to."""
    by_path: dict[str, Article] = {}
    by_place: dict[str, Article] = {}
    folder = PurePosixPath(content)
    for article in articles:
        file = str(article.path.relative_to(folder))
        names = [file, article.id]
        if PurePosixPath(article.id).name in INDEXES:
            names.append(str(PurePosixPath(article.id).parent))
        for name in names:
            by_path.setdefault(name, article)
        for place in (article.location, *article.former):
            by_place.setdefault(place.strip("/"), article)
    return Destinations(by_path, by_place, frozenset(static), folder, prefix)


def may_lead(article: Article) -> bool:
    """Whether the article may have links or pictures that the site has to look at."""
    return article.format is SourceFormat.MARKDOWN and bool(_MAY_BE.search(article.body))


def new_addresses(
    articles: Sequence[Article], bodies: Bodies, site: Destinations, folder: Path
) -> tuple[dict[ArticleId, NewAddresses], tuple[Diagnostic, ...]]:
    """For each of these that has any, the addresses to be written otherwise; `folder` is the site's.

    Whoever knows asks for those that `may_lead` alone.
    """
    found: dict[ArticleId, NewAddresses] = {}
    faults: list[Diagnostic] = []
    headings = Headings(bodies)
    for article in articles:
        new: dict[str, str] = {}
        for address in addresses(bodies.of(article).tokens):
            if _ELSEWHERE.match(address.text) or not address.text:
                continue
            if address.is_picture and is_missing(folder / article.path.parent, address.text):
                new[address.text] = GONE
                continue
            place = Location(article.path, article.body_line + address.line)
            target, fault = _target(address, article, site, folder, headings)
            if target is not None:
                new[address.text] = relative(article.location, *target)
            if fault:
                faults.append(_fault(address, fault, place))
        if new:
            found[article.id] = tuple(new.items())
    return found, tuple(faults)


Target = tuple[str, str]
"""A location and a fragment."""


def _target(
    address: Address, article: Article, site: Destinations, folder: Path, headings: Headings
) -> tuple[Target | None, str]:
    """Where an address leads, None for where it says; and what is wrong with it."""
    written, _, fragment = address.text.partition("#")
    path = unquote(written.partition("?")[0])
    if not path:
        return _to(article, fragment, headings) if fragment else (None, "")
    if address.is_picture and not path.startswith("/"):
        return None, ""  # a file beside the article
    found = _found(path, article, site, is_picture=address.is_picture)
    if isinstance(found, Article):
        return _to(found, fragment, headings)
    if found is not None:
        return (found, fragment), ""
    if path.startswith("/") and not path.startswith(site.prefix):
        return None, ""  # another part of the host
    return None, _missing(path, article, folder, is_picture=address.is_picture)


def _found(path: str, article: Article, site: Destinations, *, is_picture: bool) -> Article | str | None:
    """The article, or the location of something else."""
    if path.startswith("/"):
        below = {path.strip("/"), path.removeprefix(site.prefix).strip("/")}
        files = sorted(below & site.static)
        if files or is_picture:
            return files[0] if files else None
        articles = (
            named for name in sorted(below) if (named := site.by_path.get(name) or site.by_place.get(name))
        )
        own = (
            f"{name}/" if name and not PurePosixPath(name).suffix else name for name in sorted(below, key=len)
        )
        return next(articles, None) or next((name for name in own if name.split("/")[0] in RESERVED), None)
    beside = posixpath.normpath(posixpath.join(str(article.path.relative_to(site.content).parent), path))
    on_site = posixpath.normpath(posixpath.join(article.location, path))
    found = site.by_path.get(beside) or site.by_place.get(on_site)
    if found is None and on_site.split("/")[0] in RESERVED - {""}:
        return on_site if PurePosixPath(on_site).suffix else f"{on_site}/"
    return found if found is not None else (on_site if on_site in site.static else None)


def _missing(path: str, article: Article, folder: Path, *, is_picture: bool) -> str:
    """Why nothing can be found; "" for files that the article's own page has beside it."""
    if is_picture:
        return "is not among the static files"
    name = PurePosixPath(path).name
    if not path.startswith("/") and name in {"quotes.csv", "quotes.json", "annotations.json", "index.txt"}:
        return ""
    try:
        is_there = not path.startswith("/") and (folder / article.path.parent / path).is_file()
    except (OSError, ValueError):
        is_there = False
    if is_there and path.lower().endswith(_SOURCES):
        return "leads to an article that is not published"
    return "leads to a file that is not published" if is_there else "leads to nothing on this site"


def _to(article: Article, fragment: str, headings: Headings) -> tuple[Target, str]:
    """The page, at the heading that is meant."""
    wanted = unquote(fragment)
    known = headings.of(article) if fragment else {}
    found = known.get(wanted) or known.get(address_part(wanted))
    if not fragment or found or _OURS.fullmatch(wanted):
        return (article.location, found or fragment), ""
    return (article.location, fragment), f"names a heading that {article.path} does not have"


class Headings:
    """The ids of articles' headings, by slug; each body is parsed once."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._known: dict[ArticleId, dict[str, str]] = {}

    def of(self, article: Article) -> Mapping[str, str]:
        """Slugs as other tools make them to ids on the page."""
        if article.id not in self._known:
            self._known[article.id] = _headings(self._bodies.of(article).plain)
        return self._known[article.id]


def _headings(plain: PlainText) -> dict[str, str]:
    ids = anchor_ids("p", (block.span.of(plain.text) for block in plain.blocks))
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for block, name in zip(plain.blocks, ids, strict=True):
        if block.kind is BlockKind.HEADING:
            for slug in _slugs(block.span.of(plain.text)):
                found.setdefault(f"{slug}-{seen[slug]}" if seen[slug] else slug, name)
                seen[slug] += 1
    return found


def _slugs(heading: str) -> set[str]:
    """As GitHub and Hugo write them, and in ASCII; the second of one name has -1 behind it."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"), address_part(heading)}


def _fault(address: Address, problem: str, where: Location) -> Diagnostic:
    if address.is_picture:
        hint = "put the file into the folder of static files, or beside the article and write its name alone"
        message = f"the picture “{unquote(address.text)}” {problem}"
        return Diagnostic("image-missing", Severity.WARNING, message, where, hint)
    hint = "write the path of a source file, as  ../talks.md ; other files go into the folder of static files"
    message = f"the link “{unquote(address.text)}” {problem}"
    return Diagnostic("link-missing", Severity.WARNING, message, where, hint)
