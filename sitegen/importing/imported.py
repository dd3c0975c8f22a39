"""What a reader makes of a document: one frozen value for every article in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

Moment = tuple[datetime, bool]
"""A date, and whether it has a time of day."""
PICTURES = "pictures:"
"""How addresses of an article's own pictures begin in its body, until the file's name is known."""


class Caution(StrEnum):
    """What somebody should look at before the article is published."""

    ROUGH = "rough"
    """The format keeps no paragraphs: they were guessed."""
    TEASER = "teaser"
    """The page says of itself that it holds only a beginning."""
    DATELESS = "dateless"
    """No date was found."""
    TWO_DAYS = "two-days"
    """It has a date in numbers that can mean two days, so that none was taken."""
    DAMAGED = "damaged"
    """Some of its characters could not be read."""
    FOREIGN = "foreign"
    """It is not in the language of the site's model."""
    PROTECTED = "protected"
    """The original stands behind a password, so the article is a draft."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is kept: its file's name below the article's folder, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead picture as a page names it; whether it can be had is not the reader's business."""

    address: str
    """Absolute, relative to the page, or a `data:` address."""
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """One article. What was not found is empty."""

    identity: str
    """What stays the same when it is imported again: its address, its id, or a digest of its bytes."""
    title: str
    body: str
    """Markdown."""
    date: datetime | None = None
    """Aware where the source gives an offset."""
    date_has_time: bool = False
    byline: str = ""
    publisher: str = ""
    source_url: str = ""
    language: str = ""
    updated: Moment | None = None
    """When the source was last changed, where it says so and that was later."""
    tags: tuple[str, ...] = ()
    draft: bool = False
    slug: str = ""
    """What the source calls it in its own address; "" where the title has to do."""
    lead: Lead | None = None
    pictures: tuple[Picture, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    """What was left out, by kind (a key of `remarks.DROPPED`), and how often."""
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """A document to read: its bytes and what is known of where it comes from."""

    name: str
    """The path or address that the user gave, for messages."""
    data: bytes
    url: str = ""
    """Where it was fetched; "" for a file."""
    charset: str = ""
    """As the server says; "" where it says none."""
    folder: str = ""
    """Of a file: the folder that pictures saved with it lie below."""

    @property
    def path(self) -> PurePosixPath:
        """Its name as a path, an address's query left out."""
        return PurePosixPath(self.name.partition("?")[0])


class UnusableError(Exception):
    """A document of which no article can be made: a diagnostic's code, what is wrong, and what to do."""

    def __init__(self, code: str, found: str, hint: str) -> None:
        super().__init__(found)
        self.code, self.found, self.hint = code, found, hint


def counted(**kinds: int) -> tuple[tuple[str, int], ...]:
    """The kinds that there is something of."""
    return tuple((kind, number) for kind, number in kinds.items() if number > 0)


def merged(*many: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Counts of several together."""
    total: dict[str, int] = {}
    for kind, number in (pair for pairs in many for pair in pairs):
        total[kind] = total.get(kind, 0) + number
    return tuple(total.items())
