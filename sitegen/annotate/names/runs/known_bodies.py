"""Bodies and states that everybody knows, found as they are written: "USA Today", "Republic of Korea".

In: `Words` and the capitalised runs. Out: candidates, in order, none overlapping, each a name of several
words. A run that goes on beyond such a name may be a longer one ("Veld Times Square"), left to its own rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.names.seams import Candidate
from sitegen.annotate.names.spans import POSSESSIVES
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType

LONG = 2
"""Spaces in the names of states that runs and the model take apart: "People's Republic of China"."""
_GOING_ON = FINITE | {"IN", "TO", "CC"}
"""Tags of words before which nobody's thing is named: "Lowe's said", "at Lowe's in Orrin"."""


def known_bodies(words: Words, runs: Sequence[Range]) -> Iterator[Candidate]:
    """All of a text."""
    ends = {end: number + 1 for number, end in enumerate(words.ends)}
    bare = {form for form, after in pairwise((*words.forms, "")) if after not in POSSESSIVES}
    end = 0
    for at, form in enumerate(words.forms):
        if at < end or form not in _by_first():
            continue
        last = _longest(words, at, ends)
        if last and _fills(runs, Range(at, last)) and not _is_owner(words, Range(at, last), bare):
            state = words.span(Range(at, last)).of(words.text.text) not in gazetteer().bodies
            yield Candidate(Range(at, last), EntityType.PLACE if state else EntityType.ORGANISATION)
            end = last


def _longest(words: Words, at: int, ends: Mapping[int, int]) -> int:
    """The word after the longest known name that begins here; 0 where none does."""
    start, text = words.starts[at], words.text.text
    return next(
        (
            last
            for name in _by_first()[words.forms[at]]
            if (last := ends.get(start + len(name), 0))
            and plain_apostrophe(text[start : start + len(name)]) == name
        ),
        0,
    )


def _is_owner(words: Words, where: Range, bare: Container[str]) -> bool:
    """Whether "Lowe's" may as well be what Lowe has: a noun follows, or he is named without the ending."""
    first, *ending = words.forms[where.first : where.last]
    if len(ending) != 1 or ending[0] not in POSSESSIVES:
        return False
    follows = words.tags[where.last] if where.last < len(words) else "."
    return first in bare or (follows not in _GOING_ON and follows[0].isalpha())


def _fills(runs: Sequence[Range], where: Range) -> bool:
    """Whether no run goes on beyond the name, and none is wholly outside it: at least one lies in it."""
    first = bisect_right(runs, where.first, key=lambda run: run.last)
    near = [run for run in runs[first : first + where.last - where.first] if run.first < where.last]
    return bool(near) and all(where.first <= run.first and run.last <= where.last for run in near)


@cache
def _by_first() -> Mapping[str, Sequence[str]]:
    """The names of several words, or with an ending of possession, by the first of them, longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    states = (name for name in gazetteer().countries if name.count(" ") >= LONG)
    for name in (*gazetteer().bodies, *states):
        first, *others = re.split(r" |(?='s\b)", name, maxsplit=1)
        if others:
            found[first].append(name)
    return {first: sorted(names, key=lambda name: (-len(name), name)) for first, names in found.items()}
