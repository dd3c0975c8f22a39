"""Verbs of saying among the words of a parse, where a capital or the parse may hide them.

In: `Words` and a word. Out: whether it is one that begins its own tag.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.parse.words import Words


def opens_tag(words: Words, first: int) -> bool:
    """Whether a verb of saying begins a line that is its tag: "Stated Brandt:"."""
    entry = lexicon().verb(words.forms[first].lower())
    if entry is None or not words.forms[first].lower().endswith("ed") or not entry.weight(Frame.TAG):
        return False
    rest = words.forms[first + 1 : first + 9]
    stop = next((form for form in rest if not form[0].isalpha()), "")
    return stop in {":", ","} and words.forms[first] not in gazetteer().surnames
