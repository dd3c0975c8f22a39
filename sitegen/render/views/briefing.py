"""What the template of a briefing may read. The article's marked text is beside it, as `body`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitegen.render.views.common import Alternate, CorrectionView, HeadView, Link


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the text of this page."""

    paragraph: int
    """The number that the reader sees."""
    url: str
    """`#…`."""


@dataclass(frozen=True, slots=True)
class BriefSlot:
    """One of the three slots at the head."""

    key: str
    """`news`, `dispute` or `next`."""
    text: str
    place: PlaceView | None
    """The paragraph that the editor points to."""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A segment of the strip that shows who gets quoted."""

    name: str
    """Surname or short name; "" for all others together."""
    url: str
    """The speaker's group in the quote index of this page."""
    words: int
    card: int
    """The number of the speaker's card; 0 for none."""


@dataclass(frozen=True, slots=True)
class LayerView:
    """A layer of marks and how many it has: entities, not mentions."""

    key: str
    """`person`, `org`, `place`, `event`, `date` or `other`."""
    count: int


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A line of the quote index."""

    number: int
    id: str
    """Of the line, without `qi-`; the mark's id is `q-` and the same."""
    text: str
    """What was said in these words in one pair of the article's marks, what is reported without any."""
    start: str
    """Of the text: what is shown where there is little room, cut at a space."""
    rest: str
    """What follows; "" where all has room."""
    kind: str
    cue: str
    """"said"; "" for none."""
    first: int
    last: int
    """First and last paragraph."""
    doubtful: bool
    """Whether the attribution is uncertain."""
    reason: str
    """Why it was attributed so, in words."""
    source_url: str
    """The very words on the source's own page (a text fragment); "" without a source's address."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker's group in the quote index."""

    id: str
    """Of the group."""
    name: str
    """"" if unknown."""
    url: str
    """Their page; "" for speakers without one."""
    words: int
    """In quotation marks."""
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class CardQuote:
    """A number on a card that leads to a quotation."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class AddedLine:
    """What an editor says of an entity in this article."""

    text: str
    by: str
    """Who; "" if that is not said."""


@dataclass(frozen=True, slots=True)
class CardView:
    """An entity's card in the margin."""

    number: int
    id: str
    """`e-` and the entity's id."""
    name: str
    url: str
    """The entity's page; its place in the text where it has none."""
    type: str
    """The value of `data-t`."""
    descriptions: tuple[str, ...]
    """The article's own words, at most two."""
    places: tuple[PlaceView, ...]
    """Each paragraph that names the entity, once."""
    quotes: tuple[CardQuote, ...]
    slim: bool
    """Nothing but a name and its places: a card of one line."""
    added: tuple[AddedLine, ...] = ()
    """An editor's own lines: never to be shown as the article's words."""
    note: str = ""
    """HTML: the first paragraph of the editor's note on the entity."""
    called: str = ""
    """What the article calls the entity, where nothing describes it: "the lock-keeper"."""
    links: tuple[Link, ...] = ()
    """Where the editor says that more is to be found."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of the article, with the words around it."""

    number: int
    id: str
    value: str
    """For `datetime`."""
    label: str
    before: str
    """The clause that it stands in, up to the date's words."""
    words: str
    """The date as the article writes it."""
    after: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """An editor's check of the marks, which holds for this very page."""

    by: str
    date: date


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """A briefing in which people of this one appear, too."""

    title: str
    url: str
    date: date | None
    people: tuple[str, ...]
    """Whom both name, three at most."""


@dataclass(frozen=True, slots=True)
class NeighboursView:
    """What stands at the foot of a briefing: of the site's other briefings, it alone knows any."""

    related: tuple[RelatedItem, ...]
    """Four at most: those with most people in common first."""
    newer: Link | None
    """The next one in time."""
    older: Link | None
    """The one before."""


@dataclass(frozen=True, slots=True)
class BriefingView:
    """One annotated article."""

    head: HeadView
    title: str
    language: str
    """Of the article, for `lang`."""
    direction: str
    """Of the article, for `dir`: `ltr` or `rtl`."""
    topics: tuple[Link, ...]
    date: date | None
    publisher: str
    byline: str
    source_url: str
    """Of the article; "" where it is not known or not a web address."""
    words: int
    minutes: int
    summary: str
    """The editor's; shown where there is no brief."""
    brief: tuple[BriefSlot, ...]
    quoted_words: int
    """All words in quotation marks, whoever said them."""
    voices: tuple[VoiceView, ...]
    widest: int
    """Words of the largest segment."""
    quote_count: int
    entity_count: int
    layers: tuple[LayerView, ...]
    dates: tuple[DateRow, ...]
    speakers: tuple[SpeakerView, ...]
    cards: tuple[CardView, ...]
    downloads: tuple[Alternate, ...]
    checked: CheckView | None
    """Who checked the marks; None where nobody did, or where text or marks have changed since."""
    corrections: tuple[CorrectionView, ...]
    """What was corrected after publication, the newest first; none where the site does not tell it."""
    params: Mapping[str, object]
    """The site's own keys: those below `params`, and those that `content.params` lists."""
