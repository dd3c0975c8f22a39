"""A quoted segment in its sentence: what every rule of attribution is asked about, and what it answers with.

In: a sentence and the number of one of its items. Out: for a cue, a source and an extent a `FoundQuotation`.
"""

from __future__ import annotations

from functools import cached_property

from sitegen.annotate.parse.items import Item
from sitegen.annotate.parse.noun_phrases import NounPhrase
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import Governor, governor
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation, NamedSource
from sitegen.model.reason import because
from sitegen.model.text import Span


class QuotedPlace:
    """A quoted segment and the sentence around it."""

    def __init__(self, sentence: Sentence, quote: int) -> None:
        self.sentence = sentence
        self.items = sentence.items
        self.quote = quote
        """Its item number."""

    @property
    def item(self) -> Item:
        """The quoted segment."""
        return self.items[self.quote]

    @property
    def before(self) -> str:
        """The word or mark before it; "" where it begins the sentence."""
        return self.items[self.quote - 1].text if self.quote else ""

    @cached_property
    def governor(self) -> Governor | None:
        """The cue to the left that best accounts for it; several rules ask, and it is dear to find."""
        return governor(self.sentence, self.quote) if self.quote else None


def made(
    sentence: Sentence, content: tuple[Span, ...], cue: tuple[int, int], subject: NounPhrase | None,
    seen: Evidence, *, after: bool = False,
) -> FoundQuotation:  # fmt: skip
    """A quotation by the cue between two items, to the noun phrase `subject`. Of a mark nothing is told."""
    first, end = cue
    words = " ".join(item.low for item in sentence.items[first:end])
    reason = because(seen, cue=words) if words[0].isalpha() else because(seen)
    return FoundQuotation(
        content, sentence.span(first, end - 1), source_of(sentence, subject), (seen,), reason, after=after
    )


def source_of(sentence: Sentence, subject: NounPhrase | None) -> NamedSource | None:
    """A noun phrase of the sentence as the text's own words."""
    if subject is None:
        return None
    whole, head = sentence.span(subject.first, subject.end - 1), sentence.span(subject.head, subject.head)
    return NamedSource(whole, head, subject.plural)
