"""A quotation as it is found, before it is given its kind and its final form."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.reason import Reasons
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Content, cue and source of a quotation, and where it stands."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    head: Span | None = None
    plural: bool = False
    confidence: float = 0.5
    reason: Reasons = ()
    after: bool = False
    """Whether its cue is a tag behind quoted words."""
    verbatim: bool = False
    """Quoted in full without marks: a transcript's line, a block quotation."""
    continues: Span | None = None
    """First span of the quotation whose speaker goes on here."""
    block: int = -1
    """Of its last span."""
    sentence: int = -1
    """Number, in its block, of the last sentence it stands in."""
