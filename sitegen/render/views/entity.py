"""What the templates of an entity's page and of the list of entities may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sitegen.render.views.common import Alternate, EntityLink, HeadView, Link, Pagination, QuoteItem
from sitegen.render.views.pictures import NetworkView


@dataclass(frozen=True, slots=True)
class SaidOf:
    """How one article describes the entity."""

    date: date | None
    text: str
    """The article's own words."""
    url: str
    """The mention that they belong to."""
    briefing: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class MentionLine:
    """One mention with the words around it: a line of the concordance."""

    before: str
    name: str
    """As the article writes it."""
    punctuation: str
    """Right behind the name, without a space."""
    after: str
    url: str
    date: date | None
    briefing: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """A day, month or year in the picture of mentions over time."""

    start: date
    """Its first day."""
    count: int
    """Mentions."""
    x: int
    """Left edge in the picture's units."""
    y: int
    """Top edge."""
    height: int
    """0 where there are no mentions."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Mentions over time, to be drawn."""

    unit: str
    """What a bar stands for: `day`, `month` or `year`."""
    width: int
    """Of the picture, in its own units."""
    height: int
    bars: tuple[TimelineBar, ...]
    """In order of time, those without mentions included."""


@dataclass(frozen=True, slots=True)
class BriefingBar:
    """A briefing's bar in the picture of mentions over time, where one month has them all."""

    date: date
    title: str
    url: str
    count: int
    """Mentions."""
    percent: int
    """Of the largest bar; 0 where words say it."""


@dataclass(frozen=True, slots=True)
class EntitySummary:
    """What all briefings that name an entity come to, counted."""

    briefing_count: int
    mention_count: int
    quote_count: int
    first: date | None
    """Date of the oldest briefing that names it."""
    last: date | None
    timeline: TimelineView | None
    """Mentions over time; None where `by_briefing` shows them, or where there is but one day."""
    by_briefing: tuple[BriefingBar, ...]
    """The same by briefing, oldest first: a bar for each where a few are all of one month, words where there
    are two; else empty."""
    together: tuple[EntityLink, ...]
    """Who and what is named in the same paragraphs; `count` is the number of paragraphs."""
    network: NetworkView | None
    """The same as a picture; None where a list says as much."""


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity across the site, or, where many briefings name it, in some of them."""

    head: HeadView
    name: str
    type: str
    """The value of `data-t`."""
    aliases: tuple[str, ...]
    """Other names found in the texts or given by an editor, but those that are parts of its name."""
    links: tuple[Link, ...]
    """Given by an editor; the name is the site that the link leads to."""
    note: str
    """HTML made from an editor's Markdown; "" for none."""
    summary: EntitySummary | None
    """Over all briefings; None on the second page and those after it."""
    said_of: tuple[SaidOf, ...]
    """In the briefings of this page, newest first."""
    quotes: tuple[QuoteItem, ...]
    """Likewise."""
    mentions: tuple[MentionLine, ...]
    """Likewise, without exception."""
    pagination: Pagination
    """A page has `entities.page_size` briefings."""
    downloads: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The entities whose names start alike."""

    letter: str
    id: str
    entities: tuple[EntityLink, ...]
    """By name; `count` is the number of mentions."""


@dataclass(frozen=True, slots=True)
class TypeView:
    """The entities of one type, in short."""

    key: str
    """The value of `data-t`."""
    url: str
    """The list of all of them."""
    total: int
    most_named: tuple[EntityLink, ...]
    """`count` is the number of mentions."""


@dataclass(frozen=True, slots=True)
class EntityListView:
    """All entities of the site, by type: the most named of each."""

    head: HeadView
    total: int
    types: tuple[TypeView, ...]
    network: NetworkView | None
    """Who is named with whom; None on small sites."""
    downloads: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class EntityTypeView:
    """All entities of one type, by name."""

    head: HeadView
    key: str
    """The value of `data-t`."""
    total: int
    all_url: str
    letters: tuple[LetterView, ...]
    pagination: Pagination
