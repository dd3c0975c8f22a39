"""What a text says itself of its capitals, and the one name under which the gazetteer knows what is meant.

In: `Words` and its `Name`s. Out: the names that remain: in 'an offer (the “Offer Letter”)' the marks give a
name to a paper, for this text alone, and a name from before a marriage is no second person's. And for a
spelling its canonical name, "United States" for "America"; nothing for spellings that are one themselves,
that it does not know, or to which the text gives its own sense ("Eastern Utilities (EU)", '(the “WHO”)').
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.spans import name_span
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType

DEFINING = quotewords("defining")
OPENING, CLOSING = frozenset('“"'), frozenset('”"')
LONGEST = 8
"""Words of a term, at most."""


def without_terms(words: Words, found: Sequence[Name]) -> list[Name]:
    """The names without those that the text defines as terms, wherever it uses them."""
    terms = frozenset(_terms(words))
    return [name for name in found if _bare(_forms(words, name.range)) not in terms] if terms else [*found]


def is_maiden(words: Words, where: Range) -> bool:
    """Whether a name is the one that somebody had before: "(née Pierce)"; no second person has it."""
    return where.first > 0 and words.forms[where.first - 1].lower() in name_words().maiden


def _terms(words: Words) -> Iterator[tuple[str, ...]]:
    """What stands between marks behind "(the" or the like."""
    for at, form in enumerate(words.forms):
        if form not in OPENING or at < 2 or words.forms[at - 1].lower() not in DEFINING:
            continue
        ends = (n for n in range(at + 1, min(at + LONGEST, len(words))) if words.forms[n] in CLOSING)
        end = next(ends, None)
        first = at - 1
        while first > 0 and words.forms[first].lower() in DEFINING:
            first -= 1
        if end is not None and words.forms[first] == "(" and not words.forms[at + 1].isupper():
            yield _bare(words.forms[at + 1 : end])


def _forms(words: Words, where: Range) -> tuple[str, ...]:
    return words.forms[where.first : where.last]


def _bare(forms: Sequence[str]) -> tuple[str, ...]:
    """As a key: the plural is the same term."""
    return tuple(form.casefold().removesuffix("s") for form in forms)


@cache
def _synonyms() -> dict[tuple[str, str], str]:
    """Canonical names by type and spelling."""
    return {(kind, other): name for kind, other, name in gazetteer().synonyms}


def canonical(words: Words, where: Range, kind: EntityType, own: frozenset[str]) -> str:
    """The canonical name of what a range names; "" where the range has it, or nothing is known."""
    form = plain_apostrophe(name_span(words, where).of(words.text.text))
    return "" if form in own else _synonyms().get((str(kind), form), "")


def own_acronyms(words: Words, found: Iterable[tuple[Name, EntityType]]) -> frozenset[str]:
    """Acronyms that the text explains in brackets, by something else than the gazetteer's name."""
    return frozenset(
        words.forms[name.range.first]
        for name, kind in found
        if _is_bracketed(words, name.range)
        and not _ends_with(words, name.range.first - 1, canonical(words, name.range, kind, frozenset()))
    )


def _is_bracketed(words: Words, where: Range) -> bool:
    """Whether a word of capitals stands alone in brackets, behind a word with a capital."""
    first, last = where
    return (
        last - first == 1
        and first > 1
        and last < len(words)
        and words.forms[first].isupper()
        and (words.forms[first - 1], words.forms[last]) == ("(", ")")
        and words.forms[first - 2][0].isupper()
    )


def _ends_with(words: Words, last: int, name: str) -> bool:
    """Whether the text up to a word ends with a name."""
    return bool(name) and words.text.text.endswith(name, 0, words.ends[last - 1])
