"""People named with a nickname in marks: "Rosa “Birdie” Lindqvist", "Pere ‘The Whale’ Oller".

In: `Words`. Out: ranges, in order, none overlapping, each from a given name over the marks to the surname.
The parser knows few of them, and single marks it takes for apostrophes.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.marks.characters import QUOTATION_MARKS
from sitegen.annotate.names.runs.chunks import run_end
from sitegen.annotate.names.runs.core import core_at, is_core
from sitegen.annotate.names.spans import ARTICLES
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.parse.words import Range, Words

OPENERS = QUOTATION_MARKS | {"‘", "'"}
CLOSERS = QUOTATION_MARKS | {"’", "'"}
LONGEST = 3
"""Words of a nickname at most."""
SURE = 0.6
"""How sure the encoder has to be of each word, marks included, that it is a person's."""


def nicknamed(words: Words) -> Iterator[Range]:
    """All of a text."""
    end = 0
    for at, form in enumerate(words.forms):
        if form in OPENERS and at > end and not words.joined(at):
            found = _around(words, at, end)
            if found is not None:
                yield found
                end = found.last


def _around(words: Words, opens: int, after: int) -> Range | None:
    """The name around the mark that opens a nickname."""
    rest = range(opens + 2, min(opens + LONGEST + 2, len(words) - 1))
    closes = next((at for at in rest if words.forms[at] in CLOSERS), 0)
    last = _surname(words, closes + 1) if closes and not words.joined(closes + 1) else 0
    first = opens - 1
    article = closes > opens and words.forms[opens + 1] in ARTICLES  # "Karl “the Hammer” Dresk"
    capitals = [first, *range(opens + 1 + article, closes)]
    if not last or words.blocks[first] != words.blocks[last - 1]:
        return None
    if not all(words.forms[at][0].isupper() for at in capitals) or not _is_person(words, Range(first, last)):
        return None
    lists = name_words()
    while (
        first > after and words.blocks[first - 1] == words.blocks[first] and is_core(words, first - 1, lists)
    ):
        first -= 1
    return Range(first, last)


def _surname(words: Words, at: int) -> int:
    """The word after the surname that begins here, particles before it passed over; 0 where none does."""
    begins = next((n for n in range(at, min(at + LONGEST, len(words))) if not _is_particle(words, n)), at)
    return run_end(words, begins) if core_at(words, begins, name_words()) else 0


def _is_particle(words: Words, at: int) -> bool:
    return words.forms[at].islower() and words.forms[at] in name_words().particles


def _is_person(words: Words, where: Range) -> bool:
    """Whether it begins with a known given name, or the encoder, else the parser, takes it for a name."""
    if words.forms[where.first] in gazetteer().given:
        return True
    if not words.judged:
        return words.tags[where.first] in PROPER
    return min(each.person for each in words.judged[where.first : where.last]) >= SURE
