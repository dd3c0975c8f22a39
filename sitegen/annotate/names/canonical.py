"""The one name under which the gazetteer knows what is surely meant: "United States" for "America".

In: `Words` and the typed names. Out: for a spelling its canonical name; nothing for spellings that are one
themselves, that it does not know, or to which the text gives its own sense ("Eastern Utilities (EU)").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.spans import name_span
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType


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
