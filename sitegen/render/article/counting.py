"""Counts that pages print: words, words in quotation marks, and each speaker's share of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.model.annotation import QuotationKind
from sitegen.model.site import ResolvedArticle, ResolvedQuotation, Speaker, SpeakerKind
from sitegen.model.text import PlainText

WORDS_A_MINUTE = 230
MOST_VOICES = 5
FEWEST_WORDS = 10
"""In quotation marks: of fewer nobody has a share."""

_FROM_LETTER = re.compile(r"[^\W_]\S*")
"""A word from its first letter or digit on."""
_IN_MARKS = re.compile(r"“[^“”]*[“”]?|«[^«»]*»?|„[^“”„]*[“”]?|\"[^\"]*\"?|(?<!\w)‘[^‘]*?’(?!\w)")


def count_words(text: str) -> int:
    """Words as readers count them: what stands between spaces and has a letter or digit."""
    return len(_FROM_LETTER.findall(text))


def reading_minutes(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def quoted_words(resolved: ResolvedQuotation, plain: PlainText) -> int:
    """How many of the speaker's own words are given.

    None for an indirect quotation; for a partial one those in marks.
    """
    quotation = resolved.quotation
    texts = [span.of(plain.text) for span in quotation.content]
    if quotation.kind is QuotationKind.DIRECT:
        return sum(count_words(text) for text in texts)
    if quotation.kind is QuotationKind.PARTIAL:
        return sum(count_words(found.group()) for text in texts for found in _IN_MARKS.finditer(text))
    return 0


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with the quotations that are theirs."""

    speaker: Speaker
    quotations: tuple[int, ...]
    """Indices into the article's quotations."""
    words: int
    """Words in quotation marks."""


def voices(resolved: ResolvedArticle) -> tuple[Voice, ...]:
    """The speakers of an article, in order of first quotation; all whom nobody names together, last."""
    by_speaker: dict[object, list[int]] = {}
    for number, quotation in enumerate(resolved.quotations):
        by_speaker.setdefault(quotation.speaker.entity or quotation.speaker, []).append(number)
    found = [
        Voice(resolved.quotations[numbers[0]].speaker, tuple(numbers), sum(_words(resolved, numbers)))
        for numbers in by_speaker.values()
    ]
    return tuple(sorted(found, key=lambda voice: voice.speaker.kind is SpeakerKind.UNKNOWN))


def _words(resolved: ResolvedArticle, numbers: Iterable[int]) -> Iterator[int]:
    return (quoted_words(resolved.quotations[n], resolved.plain) for n in numbers)


def shares(found: Iterable[Voice]) -> tuple[tuple[Voice, ...], int]:
    """The largest voices by words, at most `MOST_VOICES`, and the words of all others together.

    Quotations without a known speaker are always among the others. Of few words there are no shares: a bar
    as wide as the page for somebody of whom one word is quoted says what is not so.
    """
    spoken = sorted((v for v in found if v.words), key=lambda v: -v.words)
    if sum(v.words for v in spoken) < FEWEST_WORDS:
        return (), 0
    known = [v for v in spoken if v.speaker.kind is not SpeakerKind.UNKNOWN]
    largest = tuple(known[:MOST_VOICES])
    return largest, sum(v.words for v in spoken) - sum(v.words for v in largest)
