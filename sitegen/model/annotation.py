"""What was found in one article's plain text, knowing nothing of other articles or of curation.

These values are all that leaves `annotate`: no spaCy object does. They hold whatever resolution needs
of the parse (grammatical role, head noun, descriptions), so that a curation edit never parses again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sitegen.diagnostics import Diagnostic
from sitegen.faults import Fault
from sitegen.model.reason import Reasons
from sitegen.model.text import Span

EDITOR = "editor"
"""The annotator of what an editor corrected."""


class EntityType(StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    DATE = "date"
    OTHER = "other"


class Role(StrEnum):
    """What the mention does in its sentence; used to weigh antecedents of pronouns."""

    SUBJECT = "subject"
    AGENT = "agent"
    OBJECT = "object"
    POSSESSIVE = "possessive"
    APPOSITIVE = "appositive"
    OTHER = "other"


class DescriptionKind(StrEnum):
    """How the article describes the one it names."""

    TITLE = "title"
    """Before the name: "Prime Minister"."""
    MODIFIER = "modifier"
    """Before the name, not a title of office: "the mediator" in "the mediator Samuel Brandt"."""
    APPOSITIVE = "appositive"
    """Beside the name, between commas or dashes."""
    COPULA = "copula"
    """"… is the federation's lead negotiator"."""
    RELATIVE = "relative"
    """"who leads the dockworkers' side"."""


@dataclass(frozen=True, slots=True)
class Description:
    """The article's own words about a mention: always an exact span of the text."""

    span: Span
    kind: DescriptionKind
    turn: int = 0
    """An editor wants it first: of several such, the one with the highest number. 0: no editor does."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity or a date."""

    span: Span
    type: EntityType
    annotator: str
    score: float | None = None
    """0 to 1, how sure the recogniser is; None where it does not say."""
    role: Role = Role.OTHER
    descriptions: tuple[Description, ...] = ()
    value: str | None = None
    """For dates: the ISO 8601 date or partial date, as `2026-05-20`, `2026-05` or `2026`."""
    gender: str | None = None
    """"m", "f" or None, from titles and pronouns of the text; never guessed from a first name alone."""
    canonical: str = ""
    """The one name under which the gazetteer knows what this surely names, where the article writes
    another: "United States" for "America", "European Union" for "EU". Empty where it does not say."""
    stated: str = ""
    """Whose it is, by an editor's word: the id of an entry of the curation, or a full name."""


class QuotationKind(StrEnum):
    """Direct: all of it in marks. Partial: some of it in marks. Indirect: none of it."""

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Beside:
    """Words beside a quotation that tell who speaks, where an edit of the article changed them."""

    before: str
    """When an editor said who speaks; "" for nothing."""
    now: str


@dataclass(frozen=True, slots=True)
class Stated:
    """Who speaks, by an editor's word; nothing in it: the article does not say."""

    names: tuple[str, ...] = ()
    """Ids of entities, or names as the article or the site has them; several who speak together."""
    unnamed: str = ""
    """How to call a source without a name: "a senior official"."""
    beside: Beside | None = None
    """What the article tells of it now and did not then, so that an editor should look again."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something that somebody said, with the words that say so."""

    content: tuple[Span, ...]
    """One or more spans in text order, marks included: several where the quotation is interrupted
    or runs over paragraphs."""
    kind: QuotationKind
    annotator: str
    cue: Span | None = None
    """"said", "according to", "statement"."""
    source: Span | None = None
    """The words beside the cue that name the speaker: "she", "the minister", "Ines Halloran, who…"'s
    name. None where the text gives none; such a quotation may still follow on from another."""
    source_head: Span | None = None
    """The head word of `source`: "minister" in "the minister of transport"."""
    source_plural: bool = False
    continues: int | None = None
    """Index, in the article's quotations, of the earlier one whose speaker goes on here, where this
    one has no cue of its own."""
    confidence: float = 0.5
    """0 to 1: the share of attributions with this figure that are right."""
    reason: Reasons = ()
    """How it was attributed: by the subject of the tag after the quotation, "said"."""
    stated: Stated | None = None
    """An editor's word on the speaker; None where there is none."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A personal pronoun, or a common-noun phrase that is a subject, agent or object.

    It names no one but may stand for someone: what "she" and "the official" can go back to.
    """

    span: Span
    head: Span
    """The phrase's head word; the pronoun itself."""
    role: Role = Role.OTHER
    plural: bool = False


@dataclass(frozen=True, slots=True)
class EditorLine:
    """What an editor says of somebody, in the editor's words: never shown as the article's."""

    entity: str
    """Whose it is: an id, or a name as the article or the site has it."""
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one article. Each tuple is in text order."""

    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """Placed in the text: no path, lines from 1."""
    references: tuple[Reference, ...] = ()
    sentences: tuple[int, ...] = ()
    """Where sentences start."""
    faults: tuple[Fault, ...] = ()
    """What of the above is missing because something of ours failed. Such annotations are kept nowhere."""
    cleared: tuple[Span, ...] = ()
    """Where an editor wants no mention, whatever a name there claims elsewhere."""
    lines: tuple[EditorLine, ...] = ()
    """An editor's own lines, in the order of the corrections."""
