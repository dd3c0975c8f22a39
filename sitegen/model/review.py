"""What an editor should look at: questions with their evidence and the ready-made answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from sitegen.model.site import EntityId
from sitegen.model.text import Span


class ReviewKind(StrEnum):
    """What is in doubt."""

    SAME = "likely-same"
    DIFFERENT = "likely-different"
    TYPE = "type-doubt"
    UNLINKED = "unlinked-name"
    LONE = "lone-name"


@dataclass(frozen=True, slots=True)
class Quote:
    """A mention in its place."""

    entity: EntityId
    article: str
    path: PurePosixPath
    line: int | None
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class CurationEdit:
    """Keys to set or lengthen in one curation file."""

    path: PurePosixPath
    keys: tuple[tuple[str, str | bool | tuple[str, ...] | tuple[tuple[str, tuple[str, ...]], ...]], ...]
    """Key and value, in order: a text, true, a list of texts, or lists by article."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question."""

    id: str
    """Stable: of the kind and the entities, not of its place in the list."""
    kind: ReviewKind
    question: str
    entities: tuple[EntityId, ...]
    pages: int
    """How many pages change with the answer: articles and entity pages."""
    evidence: tuple[Quote, ...]
    answer: tuple[CurationEdit, ...]
    """What to write if the question is answered with yes."""
    otherwise: tuple[CurationEdit, ...] = ()
    """What to write if it is answered with no, so that it is not asked again."""


class DoubtKind(StrEnum):
    """What is in doubt in one article."""

    SPEAKER = "doubtful-speaker"
    NOBODY = "unknown-speaker"
    BESIDE = "changed-beside"
    SUGGESTED = "suggested-quotation"
    TYPE = "doubtful-type"
    LINK = "doubtful-link"
    BOUNDS = "doubtful-bounds"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One mark of an article at which an editor should look."""

    kind: DoubtKind
    at: tuple[Span, ...]
    """The quotation's words, or the name's."""
    confidence: float
    """0 to 1: the share of such marks that are right as they are; of a suggestion, that it is a quotation."""
    entity: EntityId | None = None
    """Whose card it is, where it is a name."""
    others: tuple[EntityId, ...] = ()
    """Cards of the same article that the name could belong to, for a doubtful link."""
