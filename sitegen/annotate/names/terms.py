"""Capitals that a text explains itself: terms that it defines, and names that somebody had before.

In: `Words` and its `Name`s. Out: the names that remain. In 'an offer (the “Offer Letter”)' the marks give a
name to a paper, for this text alone; '(the “WHO”)' gives a body its acronym.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.names.edges import Name
from sitegen.annotate.parse.words import Range, Words

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
