"""An editor's word on one article: the values of the corrections file beside it.

`corrections.files` makes them from the file and `corrections.applying` obeys them; nothing here does either.
Places are W3C text quote selectors: the words, and those before and after; a position is only a hint.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.model.annotation import EntityType, QuotationKind, Stated


@dataclass(frozen=True, slots=True)
class Made:
    """When a correction was made, and why; each may be missing."""

    on: dt.date | None = None
    why: str = ""
    """For the public log."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of the plain text, to be found again after it was edited."""

    exact: str
    prefix: str = ""
    """The text right before."""
    suffix: str = ""
    """The text right after."""
    start: int | None = None
    """Where the words began when they were pointed at, in code points."""


@dataclass(frozen=True, slots=True)
class QuotationCorrection:
    """Of the quotation at these words; what is None or empty stays as the machine has it."""

    at: Selector
    line: int
    """Of the corrections file, from 1."""
    add: bool = False
    """The machine has none here."""
    remove: bool = False
    """This is no quotation."""
    extent: tuple[Selector, ...] = ()
    """Its words, one selector for each part of an interrupted quotation."""
    speaker: Stated | None = None
    beside: str | None = None
    """The words beside it that told who speaks when its speaker was said; "" for nothing, None: not noted."""
    kind: QuotationKind | None = None
    cue: Selector | None = None
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class MentionCorrection:
    """Of the mention at these words."""

    at: Selector
    line: int
    add: bool = False
    remove: bool = False
    """No entity here."""
    everywhere: bool = False
    """In the whole article, wherever a mention has these very words."""
    entity: str = ""
    """Whose it is: the id of an entry of the curation, or a full name."""
    extent: Selector | None = None
    type: EntityType | None = None
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class DescriptionCorrection:
    """Of what a card says of somebody: a description of the article's at these words, or an editor's line."""

    line: int
    at: Selector | None = None
    entity: str = ""
    choose: bool = False
    """Shown first."""
    hide: bool = False
    text: str = ""
    """The editor's own line; then `entity` says whose."""
    by: str = ""
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class DateCorrection:
    """Of the date at these words."""

    at: Selector
    line: int
    value: str = ""
    """ISO 8601: `2026-05-20`, `2026-05` or `2026`."""
    add: bool = False
    remove: bool = False
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the briefing, when, and in which state; each part may be missing."""

    by: str = ""
    date: dt.date | None = None
    digest: str = ""
    line: int = 1
    marks: bytes = b""
    """What annotators found then: the file beside this one, as it is; empty for none."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """One corrections file; each tuple in the file's order."""

    path: PurePosixPath
    """Relative to the site's folder."""
    quotations: tuple[QuotationCorrection, ...] = ()
    mentions: tuple[MentionCorrection, ...] = ()
    descriptions: tuple[DescriptionCorrection, ...] = ()
    dates: tuple[DateCorrection, ...] = ()
    approved: Approval | None = None

    @property
    def count(self) -> int:
        """How many corrections, the approval not among them."""
        return len(self.quotations) + len(self.mentions) + len(self.descriptions) + len(self.dates)
