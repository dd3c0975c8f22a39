"""Set phrases among the words of a parse: "a woman known as “Mother Petra”", "Stated Brandt:".

In: `Words`, and a name or a word. Out: whose name the phrase gives, whether a verb of saying begins its tag
where a capital or the parse may hide it, and whether it stands where nobody says anything ("that said, …").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import name_words, person_nouns
from sitegen.annotate.marks.characters import CLOSERS
from sitegen.annotate.parse.words import Range, Words

LONGEST = 6
"""Words between the noun and the name."""
BOUND = frozenset({"acl", "prep", "nsubj"})
"""What the first of them is to the noun, or in its clause; no verb of its own, as in "she dubbed him"."""


def going_by(words: Words, name: Range) -> int | None:
    """The noun for people before words that give it this name; None where no such words stand there."""
    last = name.first
    while last > 0 and (words.forms[last - 1] in CLOSERS or _is_title(words.forms[last - 1])):
        last -= 1
    for first in range(max(1, last - LONGEST), last):
        if " ".join(words.forms[first:last]) in closed_words("going_by"):
            bound = words.deps[first] in BOUND or words.deps[first + 1] == "acl"
            return first - 1 if bound and words.forms[first - 1] in person_nouns() else None
    return None


def _is_title(form: str) -> bool:
    return form.lower() in name_words().titles


def is_idle(words: Sequence[str], at: int) -> bool:
    """Whether a verb of saying stands in a phrase in which nobody says anything: "that said, …".

    `words`: in small letters.
    """
    return any(
        place <= at and tuple(words[at - place : at - place + len(phrase)]) == phrase
        for place, phrase in idle_saying().get(words[at], ())
    )


@cache
def idle_saying() -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """For each word of such phrases the phrases, and where it stands in them."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for phrase in (tuple(each.split()) for each in sorted(closed_words("idle_saying"))):
        for place, word in enumerate(phrase):
            found.setdefault(word, []).append((place, phrase))
    return found


def opens_tag(words: Words, first: int) -> bool:
    """Whether a verb of saying begins a line that is its tag: "Stated Brandt:"."""
    entry = lexicon().verb(words.forms[first].lower())
    if entry is None or not words.forms[first].lower().endswith("ed") or not entry.weight(Frame.TAG):
        return False
    rest = words.forms[first + 1 : first + 9]
    stop = next((form for form in rest if not form[0].isalpha()), "")
    return stop in {":", ","} and words.forms[first] not in gazetteer().surnames
