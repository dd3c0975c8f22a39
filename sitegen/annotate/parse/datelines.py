"""Where a report begins with the place it was written at: "ORRIN, May 4 —", "PORT AVEL (Wire) —".

In: `Words`, and where a block may begin. Out: the town's words. In capitals, a tagger makes anything of it.
On some pages the dash and the agency are drawn and no text, so that a text's first report goes on at once:
"ORRIN The harbour board …", "ORRIN, Veldia Two ferries …".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.words import Range, Words

BEHIND = frozenset({",", "(", "/"})
"""What may stand behind a town, before the date or the agency and the dash that ends the dateline."""
STOPS = frozenset(".?!")
LONGEST = 4
"""Words of a town."""
SHORTEST = 4
"""Letters of a town that no dash follows: "US Senate" is none."""
REGION = 3
"""Words of a country or state."""
OPENS = 5
"""Words of a report of which one has no capital."""
HEAD = 200
"""Words before a text's first report at most."""
REACH = 14
"""Words within which a dateline ends."""


class Dateline(NamedTuple):
    """Where a report was written, and where it begins."""

    towns: tuple[Range, ...]
    """One or several, and what country they are in where no dash tells."""
    report: int


def towns(words: Words, first: int) -> tuple[Range, ...]:
    """The towns of the dateline that begins at a word, several between strokes; none where none does."""
    found = _dateline(words, first) if _opens(words, first) else None
    return found.towns if found else ()


def _dateline(words: Words, first: int) -> Dateline | None:
    """The dateline that a block begins with."""
    last = _end(words, first)
    if (dash := _dash(words, first, last)) is not None:
        return Dateline((Range(first, last),), dash + 1)
    bare = _bare(words, first)
    return Dateline(bare, bare[-1].last) if bare else None


def parted(words: Words) -> Words:
    """The words with a sentence of its own for a dateline without a dash: what follows opens a sentence."""
    opens = (n for n in range(len(words)) if _opens(words, n) and words.forms[n].isupper())
    ends = {bare[-1].last for n in opens if (bare := _bare(words, n))}
    if not ends:
        return words
    more = accumulate(n in ends and words.sentences[n] == words.sentences[n - 1] for n in range(len(words)))
    return replace(words, sentences=tuple(map(int.__add__, words.sentences, more)))


def behind_dateline(words: Words, where: Range) -> Range | None:
    """What of a range lies behind the dateline that its block begins with; None where nothing does."""
    first = _opening(words, where.first)
    held = towns(words, first) if first is not None and words.forms[first].isupper() else ()
    start = max((town.last for town in held if town.overlaps(where)), default=where.first)
    return Range(start, where.last) if start < where.last else None


def report_start(words: Words, at: int) -> int:
    """The first word of the report where a dateline holds the word, else the word itself."""
    first = _opening(words, at)
    found = _dateline(words, first) if first is not None else None
    return max(at, found.report) if found else at


def _bare(words: Words, first: int) -> tuple[Range, ...]:
    """The towns of a dateline without a dash, which opens a text's first report, and their country."""
    found: list[Range] = []
    at = first
    while (end := _known(words, at)) > at or (end := _located(words, at)) > at:
        found.append(Range(at, end))
        if words.forms[end : end + 1] != ("/",):
            break
        at = end + 1
    if not found or at != found[-1].first or not _is_first(words, first):
        return ()
    if (region := _region(words, found[-1].last)) is not None:
        found.append(region)
    return tuple(found) if _reports(words, found[-1].last) else ()


def _reports(words: Words, at: int) -> bool:
    """Whether a sentence may begin here, with a capital or a number and not in capitals alone."""
    report = words.forms[at : at + OPENS]
    whole = len(report) == OPENS and words.blocks[at + OPENS - 1] == words.blocks[at - 1]
    opens = whole and (report[0][0].isupper() or report[0][0].isdigit())
    return opens and any(form.islower() for form in report[1:])


def _known(words: Words, first: int) -> int:
    """The word behind the known place in capitals that begins at `first`; `first` where none does."""
    ends = range(_end(words, first), first, -1)
    places = ((last, words.span(Range(first, last)).of(words.text.text)) for last in ends)
    known = (last for last, name in places if len(name) >= SHORTEST and gazetteer().is_place(name.title()))
    return next(known, first)


def _located(words: Words, first: int) -> int:
    """The word behind the unknown town at `first` whose country is told; `first` where none is."""
    last = _end(words, first)
    return last if last > first and _region(words, last) is not None else first


def _region(words: Words, at: int) -> Range | None:
    """The country or state behind a town and its comma."""
    ends = range(at + 1 + REGION, at + 1, -1) if words.forms[at : at + 1] == (",",) else ()
    ranges = (Range(at + 1, last) for last in ends if last < len(words))
    return next((r for r in ranges if gazetteer().is_place(words.span(r).of(words.text.text))), None)


def _is_first(words: Words, at: int) -> bool:
    """Whether no block before this one ends a sentence, as headlines and bylines don't."""
    ends = (n for n in range(at) if words.blocks[n] not in {-1, words.blocks[n + 1]})
    return at <= HEAD and not any(words.forms[n] in STOPS for n in ends)


def _opening(words: Words, at: int) -> int | None:
    """The first word of the block of a word; None where it is too far for a dateline."""
    return next((n for n in range(at, max(-1, at - REACH - 1), -1) if _opens(words, n)), None)


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
