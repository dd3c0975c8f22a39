"""Views that every page has, and the pieces that several kinds of page share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str
    """Relative to the page, ready for `href`."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the masthead's navigation."""

    key: str
    """Which section: `briefings`, `entities`, `quotes`, `search`."""
    url: str
    current: bool
    """Whether the page belongs to this section."""


@dataclass(frozen=True, slots=True)
class AssetsView:
    """The theme's files; their names change with their content."""

    style: str
    own_style: str
    """The site's own `assets/site.css`, loaded after the theme's stylesheet; "" for none."""
    script: str
    """Of every page but the search page, loaded late."""
    briefing_script: str
    """Of briefings, beside it."""
    quotes_script: str
    """Of the quote index, beside it."""
    icon: str
    """The theme's icon, for sites that have none of their own."""
    fonts: tuple[str, ...]
    """Fonts to load early; empty where the site does without webfonts."""


@dataclass(frozen=True, slots=True)
class IconView:
    """An icon of the site, for `<link>`."""

    rel: str
    """`icon` or `apple-touch-icon`."""
    type: str
    """Media type."""
    url: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site, as seen from one page: its links are relative to that page."""

    title: str
    brand: tuple[str, str]
    """The title in two: what the highlighter marks, and the rest. An article is not marked alone."""
    tagline: str
    footer: str
    language: str
    """For `lang`."""
    direction: str
    """For `dir`: `ltr` or `rtl`."""
    home_url: str
    about_url: str
    corrections_url: str
    """Of what was corrected after publication; "" where the site does not tell it."""
    archive_url: str
    topics_url: str
    """Of the list of topics; "" where no briefing has one."""
    search_url: str
    quotes_url: str
    feed_url: str
    json_feed_url: str
    nav: tuple[NavItem, ...]
    assets: AssetsView
    icons: tuple[IconView, ...] = ()
    """The site's own, from its static files; without any the theme has one."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of the page's content, for `<link rel="alternate">` and download buttons."""

    type: str
    """Media type."""
    name: str
    """Key of the form: `csv`, `json`, `annotations`, `text`, `entity`, `entities`."""
    url: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands in a page's `<head>`, for search engines and for those who share it."""

    title: str
    """Without the site's title."""
    description: str
    canonical: str
    """Full URL; "" where the site has no `base_url`."""
    kind: str = "website"
    """`article` or `website`, for Open Graph."""
    published: str = ""
    """ISO 8601; "" where it is not known or not an article."""
    json_ld: str = ""
    """schema.org as JSON, safe inside a `<script>`; "" for none."""
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityLink:
    """An entity, named somewhere."""

    name: str
    url: str
    type: str
    """`person`, `org`, `place`, `event` or `other`: the value of `data-t`."""
    count: int
    """How often, in whatever the list counts."""


@dataclass(frozen=True, slots=True)
class BriefingItem:
    """A briefing in a list."""

    url: str
    title: str
    date: date | None
    topic: Link | None
    """The first of its tags."""
    summary: str
    """The editor's, else the start of the text."""
    shares: tuple[int, ...]
    """Words in quotation marks of the largest speakers, largest first, then of all others."""
    loudest: tuple[str, ...]
    """Whose words the first of them are, two at most: what the strip alone would not tell."""
    voices: int
    """Speakers, those without a name included, unknown ones not."""
    quotes: int
    entities: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page of a list stands among its neighbours."""

    number: int
    total: int
    previous: str
    """URL; "" on the first page."""
    next: str
    """URL; "" on the last page."""
    first: str
    """URL of the first page. The others stand below it, at `page/2/` and so on."""


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """A quotation outside its article: on the quote index or on its speaker's page."""

    speaker: str
    """The speaker's name or wording; "" if unknown."""
    speaker_url: str
    """Their page; "" for speakers without one."""
    speaker_key: str
    """What the filter compares: the entity's id, `unnamed` or `unknown`."""
    description: str
    """The article's own words about the speaker; "" for none."""
    kind: str
    """`direct`, `partial` or `indirect`."""
    text: str
    cue: str
    url: str
    """The place in the briefing."""
    cite: str
    """Its full URL, for `cite`; "" where the site has no `base_url`."""
    briefing: str
    """The briefing's title."""
    first: int
    """The paragraph where it starts."""
    last: int
    """The paragraph where it ends."""
    date: date | None
    doubtful: bool
    """Whether the attribution is uncertain."""
    reason: str
    """Why it was attributed so, in words, for doubtful ones; else ""."""
    again: bool = False
    """Whether the one above it is of the same speaker and briefing, so that neither is to be told again."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Something that was corrected after publication."""

    date: date
    text: str
    """What was corrected, in words."""
    why: str
    """The editor's reason; "" for none."""
