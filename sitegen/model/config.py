"""Plain configuration values that more than one package reads; `sitegen.config` does the parsing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What a site says about itself: the `[site]` table of `sitegen.toml`."""

    title: str = "Briefings"
    tagline: str = ""
    """One line for the front page's title and the feeds."""
    description: str = ""
    """A sentence or two for search engines; the tagline where it is empty."""
    base_url: str = ""
    """Where the site will be read, as `https://example.org/news/`; "" if nobody knows yet. Links between
    pages are relative and work without it; canonical links, feeds and the sitemap need it."""
    language: str = "en"
    """BCP 47 tag of the interface's words and dates: `en`, `en-GB`, `de`."""
    timezone: str = ""
    """IANA name (`Europe/Oslo`) of the zone that dates without an offset are in; "" leaves them without."""
    author: str = ""
    """Who publishes the annotation; the title where it is empty."""
    footer: str = ""
    """A line at the foot of every page."""


PLACEHOLDERS = ("slug", "title", "filename", "section", "sections", "year", "month", "day")
"""What a pattern of addresses may name."""
OF_ONE_ARTICLE = frozenset({"slug", "title", "filename"})
"""Those that differ from article to article: a pattern has one of them."""
PLACEHOLDER = re.compile(r":([a-z]+)")


@dataclass(frozen=True, slots=True)
class PublishFrom:
    """How sure it must be that somebody is quoted before pages show it, for each kind of quotation: 0 to 1.

    What is less sure is kept as a suggestion. The defaults were chosen on labelled news that nobody who works
    on the rules reads (bench/accuracy.md).
    """

    direct: float = 0.0
    partial: float = 0.5
    indirect: float = 0.7


ALL = "all"
"""In a list of exports: every one that there is. Of entities: each has a page."""
USEFUL = "useful"
"""Of entities: those have a page that are not only named in passing."""
PRECOMPRESSED = ("gz",)
"""Suffixes of compressed copies that a site can have beside its files."""
TEXT = "index.txt"
"""A briefing's plain text, which its annotations point into."""
ANNOTATIONS = "annotations.json"
EXPORTS = {
    "site": ("quotes.csv", "quotes.json", "entities.jsonl"),
    "briefings": (ANNOTATIONS, TEXT, "quotes.csv", "quotes.json"),
    "entities": ("entity.json", "quotes.csv", "quotes.json"),
}
"""The files for other software that can be had, by what they are about."""


@dataclass(frozen=True, slots=True)
class ExportsConfig:
    """Which files for other software a site has, by their names: the `[exports]` table.

    None is written that would be empty.
    """

    site: tuple[str, ...] = EXPORTS["site"]
    """About the whole site: all quotations, all entities."""
    briefings: tuple[str, ...] = (ANNOTATIONS,)
    """Beside the page of each briefing."""
    entities: tuple[str, ...] = ()
    """Beside the page of each entity that is quoted."""


ICONS = {
    "favicon.svg": ("icon", "image/svg+xml"),
    "favicon.png": ("icon", "image/png"),
    "favicon.ico": ("icon", "image/x-icon"),
    "apple-touch-icon.png": ("apple-touch-icon", "image/png"),
}
"""Static files that pages link to: name to relation and media type. The first icon is the best."""


@dataclass(frozen=True, slots=True)
class RenderConfig:
    """All that rendering may know beside the site index."""

    site: SiteConfig = SiteConfig()
    templates: Path | None = None
    """The site's own templates, looked up before the default theme's; None for none."""
    page_size: int = 24
    """Briefings on one page of a list."""
    entity_page_size: int = 64
    """Briefings on one page of an entity."""
    quotes_per_page: int = 200
    """Quotations on one page of the quote index."""
    model: str = ""
    """Name and version of the model that annotated, for the page about the method."""
    exports: ExportsConfig = ExportsConfig()
    entity_pages: str = USEFUL
    """Which entities have a page of their own: `USEFUL`, or `ALL` of them."""
    icons: tuple[str, ...] = ()
    """The site's own icons at its root, of `ICONS`."""
    topics: bool = True
    """Whether any briefing has one: else there is no list of them, and no page links to it."""
    webfonts: bool = True
    """Whether pages load the theme's own fonts; else the reader's system fonts serve."""
    corrections: bool = False
    """Whether briefings, and a page of the site, tell what was corrected after publication."""
    sandboxed: bool = False
    """Whether templates may do nothing but read what they are handed: strangers wrote them."""
