"""Names that somebody goes by: "a woman known as “Mother Petra”".

In: `Words` and a name. Out: the noun that the name is given to, where that is a noun for people.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.closedwords import closed_words
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
