"""A quotation on its way: what rules find, join and compare, until it is given its final form."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.quotations.evidence import Evidence, confidence
from sitegen.model.reason import Reasons
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class NamedSource:
    """The words that name who speaks."""

    span: Span
    head: Span
    plural: bool = False


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """Content, cue and source of a quotation, why it is one, and where it stands."""

    content: tuple[Span, ...]
    """In text order, without "that" and without the cue."""
    cue: Span | None
    source: NamedSource | None
    evidence: tuple[Evidence, ...]
    reason: Reasons
    weight: float = 0.5
    """The lexicon's for the cue in its frame; 0.5 where the cue stands in no lexicon."""
    frame: Frame | None = None
    """The frame of the cue that the content stands in, where the parse tells."""
    after: bool = False
    """Whether its cue is a tag behind quoted words."""
    direct: bool = False
    """Whether the cue stands beside the words in marks so that no clause around them can know better."""
    verbatim: bool = False
    """Quoted in full without marks: a transcript's line, a block quotation."""
    continues: Span | None = None
    """First span of the quotation whose speaker goes on here."""
    block: int = -1
    """Of its last span."""
    sentence: int = -1
    """Number, in its block, of the last sentence it stands in."""

    @property
    def confidence(self) -> float:
        """How sure it is that these are somebody's words, 0 to 1."""
        return confidence(self.evidence, self.weight)

    def source_span(self) -> Span | None:
        """The words of the source, where there is one."""
        return self.source.span if self.source else None
