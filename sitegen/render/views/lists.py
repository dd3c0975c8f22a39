"""What the templates of the front page, the quote index and the other lists may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sitegen.render.views.common import (
    Alternate,
    BriefingItem,
    CorrectionView,
    EntityLink,
    HeadView,
    Link,
    Pagination,
    QuoteItem,
)
from sitegen.render.views.pictures import QuotedView


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A quotation shown large beside the leading briefing."""

    text: str
    kind: str
    speaker: str
    description: str
    url: str
    cite: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class RankItem:
    """A speaker and how much they are quoted."""

    name: str
    url: str
    words: int
    """In quotation marks."""
    percent: int
    """Of the first in the list."""


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page and the older pages behind it."""

    head: HeadView
    lead: BriefingItem | None
    """The one with `lead`, else the first that is pinned or has a weight, else the newest; on page one."""
    pull: PullQuote | None
    briefings: tuple[BriefingItem, ...]
    """The others: those pinned, those with a weight, then newest first."""
    most_quoted: tuple[RankItem, ...]
    """In the briefings of this page."""
    most_named: tuple[EntityLink, ...]
    """In the briefings of this page; `count` is the number of mentions."""
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """An entry of the quote index's filter."""

    key: str
    name: str
    """"" for `unnamed` and `unknown`."""
    count: int
    pages: tuple[int, int]
    """Numbers of the first and the last page of the index that have quotations of theirs."""


@dataclass(frozen=True, slots=True)
class QuotesView:
    """The site-wide quote index, grouped by speaker."""

    head: HeadView
    total: int | None
    """On all pages; None after the first page, which alone has the filter."""
    quoted: QuotedView | None
    """Who gets quoted over the whole site; None likewise."""
    quotes: tuple[QuoteItem, ...]
    speakers: tuple[SpeakerChoice, ...]
    """Of all pages; empty likewise."""
    pagination: Pagination
    downloads: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class BriefingListView:
    """Briefings that have something in common: a topic or a month."""

    head: HeadView
    topic: str
    """The tag; "" for a month."""
    month: date | None
    """The month's first day; None for a topic."""
    total: int
    briefings: tuple[BriefingItem, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class TopicItem:
    """A topic in the list of topics."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics."""

    head: HeadView
    topics: tuple[TopicItem, ...]


@dataclass(frozen=True, slots=True)
class MonthItem:
    """A month of the archive."""

    month: date
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """All months that have briefings, newest first."""

    head: HeadView
    months: tuple[MonthItem, ...]
    undated: tuple[BriefingItem, ...]
    """Briefings without a date: no month has them."""


@dataclass(frozen=True, slots=True)
class AboutView:
    """How the annotation is made, and what the marks mean."""

    head: HeadView
    version: str
    """Of sitegen."""
    model: str
    """Name and version of the model; "" if not known."""
    briefings: int
    entities: int
    quotes: int
    doubtful: int
    """Quotations whose attribution is shown as uncertain."""


@dataclass(frozen=True, slots=True)
class CorrectedBriefing:
    """One briefing with what was corrected in it."""

    title: str
    url: str
    corrections: tuple[CorrectionView, ...]
    """The newest first; at least one."""


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What was corrected after publication, on the whole site."""

    head: HeadView
    briefings: tuple[CorrectedBriefing, ...]
    """Those corrected last come first."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    head: HeadView
    script_url: str
    """The page's own script."""
    index_url: str
    """Folder of the search index; nothing is there until the site has been indexed."""
    filters: tuple[str, ...]
    """Keys of the filters, in their order: `kind`, `person`, `organisation`, `place`, `speaker`, `year`."""
    links: tuple[Link, ...]
    """Pages that find things without a search."""


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for addresses that do not exist. Its links start at the site's root."""

    head: HeadView


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that moved."""

    head: HeadView
    """Of the page that it moved to."""
    url: str
    """Where it is now."""
