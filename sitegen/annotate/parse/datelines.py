"""Where a report begins with the place it was written at: "ORRIN, May 4 —", "PORT AVEL (Wire) —".

In: `Words`, and where a block may begin. Out: the town's words. In capitals, a tagger makes anything of it.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.words import Range, Words

BEHIND = frozenset({",", "(", "/"})
"""What may stand behind a town, before the date or the agency and the dash that ends the dateline."""
STOPS = frozenset(".?!")
LONGEST = 4
"""Words of a town."""
REACH = 14
"""Words within which a dateline ends."""


def town(words: Words, first: int) -> Range | None:
    """The town of the dateline that begins at a word; None where none does."""
    last = _end(words, first) if _opens(words, first) else first
    return Range(first, last) if _dash(words, first, last) is not None else None


def report_start(words: Words, at: int) -> int:
    """The first word of the report where a dateline holds the word, else the word itself."""
    first = at
    while at - first < REACH and not _opens(words, first):
        first -= 1
    dash = _dash(words, first, _end(words, first)) if _opens(words, first) else None
    return at if dash is None else max(at, dash + 1)


def _opens(words: Words, at: int) -> bool:
    return at == 0 or words.blocks[at - 1] != words.blocks[at]


def _dash(words: Words, first: int, last: int) -> int | None:
    """The dash that ends the dateline whose town has these words; None where there is none."""
    form = words.forms[first]
    body = form in gazetteer().bodies or form in gazetteer().acronyms  # "NATO — The alliance …"
    if last == first or len(form) < 3 or body or form.lower() in closed_words("over_reports"):
        return None
    dash = next((at for at in range(last, min(last + REACH, len(words))) if _is_dash(words, at)), len(words))
    between = words.forms[last:dash]
    plain = not between or (between[0] in BEHIND and STOPS.isdisjoint(between))
    report = dash + 3 < len(words) and words.blocks[dash + 3] == words.blocks[first]
    return dash if plain and report else None


def _end(words: Words, first: int) -> int:
    """The word behind the capitals that begin at `first`."""
    at = first
    while at < len(words) and at - first < LONGEST and words.blocks[at] == words.blocks[first]:
        form = words.forms[at]
        if not (form.isupper() and form.isalpha()) and not (form == "-" and words.joined(at)):
            break
        at += 1
    return at


def _is_dash(words: Words, at: int) -> bool:
    form = words.forms[at]
    return form in LONG_DASHES or (form in {"-", "–"} and not words.joined(at))
