"""Runs of capitalised words: the names that the model may have missed or cut short.

In: `Words`. Out: ranges, in order, none overlapping: each a run of proper nouns with what joins them inside a
name ("University of …", "Ana de la …", "Kim Jong-un", "People's Army", "Marks & …"). A run is a candidate
only: it may begin with titles and a demonym, which are cut off later. Headings that capitalise every
word, and lines in capitals, give no runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import NameWords, name_words
from sitegen.annotate.names.runs.core import is_core
from sitegen.annotate.names.runs.gaps import Gap, steps_over
from sitegen.annotate.names.runs.loud import loud_blocks, quoted_headlines
from sitegen.annotate.names.titles import OFFICE_OF
from sitegen.annotate.parse.datelines import towns
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.parse.words import Range, Words

PERSON = 0.5
"""How sure the encoder has to be that a given name is one."""
LONGEST_NAME = 5
"""A body behind somebody's name begins before this word."""
LONGEST = 25
"""A run of more words than this is no name; cutting it keeps everything after linear."""


def runs(words: Words, leads: AbstractSet[int] = frozenset()) -> Iterator[Range]:
    """The capitalised runs of every block that is not loud, none with a word of `leads`: see `loud`."""
    loud, headlines = loud_blocks(words), quoted_headlines(words) | leads
    lists = name_words()
    at = 0
    while at < len(words):
        if words.blocks[at] in loud or at in headlines:
            at += 1
            continue
        if words.forms[at].isupper() and (dateline := towns(words, at)):
            yield from dateline
            at = dateline[-1].last
            continue
        if not is_core(words, at, lists):
            at += 1
            continue
        end = _run_end(words, at, lists)
        yield from _halves(words, Range(at, end), lists)
        at = end


def _halves(words: Words, where: Range, lists: NameWords) -> Iterator[Range]:
    """An organisation and a person side by side: "the Harbour Board | Ana Brandt"."""
    given = gazetteer().given
    for at in range(where.first + 2, where.last - 1):
        organisation = words.forms[at - 1].lower() in lists.organisation_heads
        if organisation and words.forms[at] in given and words.tags[at + 1] in PROPER:
            yield Range(where.first, at)
            yield Range(at, where.last)
            return
    body = _body_behind(words, where)
    if body:
        yield Range(where.first, body)
        yield Range(body, where.last)
        return
    yield where


def _body_behind(words: Words, where: Range) -> int:
    """Where a known body begins behind somebody in a byline: "Ana Brandt | BBC News"; 0 where none does."""
    known = gazetteer()
    person = not words.judged or words.judged[where.first].person > PERSON
    if not person or words.forms[where.first].capitalize() not in known.given:
        return 0  # "North Plains Senate"
    ends = range(where.first + 2, min(where.last, where.first + LONGEST_NAME))
    return next((at for at in ends if _text(words, Range(at, where.last)) in known.bodies), 0)


def _text(words: Words, where: Range) -> str:
    return words.span(where).of(words.text.text)


def run_end(words: Words, first: int) -> int:
    """The word after the run that begins at a word; the word itself where none does."""
    lists = name_words()
    return _run_end(words, first, lists) if is_core(words, first, lists) else first


def _run_end(words: Words, first: int, lists: NameWords) -> int:
    """The word after the run that begins at `first`."""
    end = first + 1
    joined_of = False
    while end < len(words) and words.blocks[end] == words.blocks[first] and end - first < LONGEST:
        # The parser begins sentences inside names; only a full stop before makes one believable.
        begins = words.sentences[end] != words.sentences[end - 1] and words.forms[end - 1][-1] == "."
        if not begins and is_core(words, end, lists):
            end += 1
            continue
        step = steps_over(Gap(words, first, end, joined_of))
        if not step:
            break
        joined_of = joined_of or words.forms[end].lower() in OFFICE_OF
        end += step
    return end
