"""Titles before names: what is title and what is name in a capitalised run.

In: a range of words. Out: `Titled`: the title's range, the name's range, and the gender that the title tells.
"U.S. Secretary of State Ana Brandt" has the title "U.S. Secretary of State"; "General Motors" has none.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.annotate.gazetteer import gazetteer
from sitegen.annotate.wordlists import NameWords, name_words
from sitegen.annotate.words import Range, Words


class Titled(NamedTuple):
    """A name without its titles. Either may be missing: a title alone names nobody."""

    title: Range | None
    name: Range | None
    gender: str | None
    before: Range | None
    """What stands before the title inside the run: "U.S." or "Hamas"."""


def without_titles(words: Words, where: Range) -> Titled:
    """Split a run at its last title word."""
    lists = name_words()
    last = _last_title(words, where, lists)
    if last is None:
        return Titled(None, where, None, None)
    first = last
    while first > where.first and _goes_with_title(words.forms[first - 1], lists):
        first -= 1
    name = Range(last + 1, where.last) if last + 1 < where.last else None
    before = Range(where.first, first) if where.first < first else None
    return Titled(Range(first, last + 1), name, gender_of_title(words, Range(first, last + 1)), before)


def _last_title(words: Words, where: Range, lists: NameWords) -> int | None:
    """The last word that is a title of the words after it."""
    final = words.forms[where.last - 1].lower()
    impersonal = (
        final in lists.organisation_heads
        or final in lists.place_heads
        or final in lists.event_heads
        or (final.endswith("s") and final[:-1] in lists.organisation_heads)
    )
    if impersonal and where.last - where.first > 1 and final not in lists.titles:
        return None
    for at in range(where.last - 1, where.first - 1, -1):
        low = words.forms[at].lower()
        if low in lists.titles:
            return None if at == where.last - 1 and _is_surname(words, at, where.first) else at
        if words.forms[at].islower() and low not in lists.particles and low not in {"of", "for"}:
            return None
    return None


def _is_surname(words: Words, at: int, first: int) -> bool:
    """Whether the last word of a run, a title, is somebody's name: "Stephen King"."""
    before = words.forms[at - 1] if at > first else ""
    return before in gazetteer().given or (len(before) == 2 and before[1] == ".")


def _goes_with_title(form: str, lists: NameWords) -> bool:
    low = form.lower()
    return low in lists.titles or low in lists.title_modifiers or low in {"-", "of", "for"}


def gender_of_title(words: Words, title: Range) -> str | None:
    """The letter m or f where the title says so."""
    lists = name_words()
    for at in range(title.first, title.last):
        low = words.forms[at].lower()
        if low in lists.titles_m:
            return "m"
        if low in lists.titles_f:
            return None if low == "mx" else "f"
    return None
