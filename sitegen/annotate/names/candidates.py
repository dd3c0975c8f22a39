"""Which ranges of words may be names: the model's and the capitalised runs, made to agree.

In: `Words`. Out: `Name`s, in order, none overlapping, titles and demonyms cut off. Where a run and the model
differ, the run extends the model's name inside one stretch of capitals ("Otto Brandt" in "Jens Otto
Brandt"), and the model's division of a run into two names stands ("United States" + "Home Office").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from operator import attrgetter

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.names.edges import Name, named
from sitegen.annotate.names.nicknames import nicknamed
from sitegen.annotate.names.own_words import JUDGED_TYPES
from sitegen.annotate.names.runs.chunks import run_end, runs
from sitegen.annotate.names.runs.core import on_water
from sitegen.annotate.names.runs.gaps import of_heads
from sitegen.annotate.names.runs.known_bodies import known_bodies
from sitegen.annotate.names.runs.loud import shouted_blocks, shouted_leads
from sitegen.annotate.names.seams import Candidate, is_inside_body, joins_names, joins_owner, model_candidates
from sitegen.annotate.names.spans import HYPHENS
from sitegen.annotate.names.titles import without_titles
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType
from sitegen.wordfiles import read_lists

SAINTS = closed_words("saints")
MOST_BETWEEN = 2
_CUT = frozenset({"’", "'", "t"})
"""Small words between two halves of a body's name, at most."""
SURE_HALF = 0.6
"""How sure it has to be that a possessive is of a body's name."""
SURE = 0.9
"""How sure the encoder has to be of each word of a name that nothing else has found."""


def names(words: Words) -> Iterator[Name]:
    """Candidates of the whole text."""
    whole = [Candidate(where, EntityType.PERSON) for where in nicknamed(words)]
    held = {at for each in whole for at in range(*each.range)}
    leads = shouted_leads(words)
    chunks = [chunk for chunk in runs(words, leads) if held.isdisjoint(range(*chunk))]
    bodies = [*known_bodies(words, chunks)]
    whole = sorted([*whole, *(each for each in bodies if held.isdisjoint(range(*each.range)))])
    held.update(at for each in bodies for at in range(*each.range))
    chunks = [chunk for chunk in chunks if held.isdisjoint(range(*chunk))]
    titles = {at for chunk in chunks if (title := without_titles(words, chunk).title) for at in range(*title)}
    shouted, barred = shouted_blocks(words), held | leads
    model = [
        found
        for found in _merged(words, model_candidates(words))
        if words.blocks[found.range.first] not in shouted
        and not titles.issuperset(range(*found.range))
        and barred.isdisjoint(range(*found.range))
    ]
    model = sorted([*model, *whole])
    found = [
        name
        for group, chunk in _components(model, chunks)
        for where, vote in _agreed(words, group, chunk)
        for name in named(words, where, vote)
    ]
    covered = (titles | leads).union(*(range(*name.range) for name in found))
    left = (name for each in _judged(words, covered) for name in named(words, each.range, each.type))
    return iter(sorted([*found, *left], key=attrgetter("range")))


def _judged(words: Words, covered: AbstractSet[int]) -> Iterator[Candidate]:
    """Capitals that the encoder is sure are a name, beside none that the parser or the runs have found."""
    at = 0
    while at < len(words.judged):
        kind = max(range(len(JUDGED_TYPES)), key=words.judged[at].__getitem__)
        end = at
        while end < len(words) and words.judged[end][kind] >= SURE and words.blocks[end] == words.blocks[at]:
            end += 1
        where = Range(at, end)
        capitals = end > at and words.forms[at][0].isupper() and words.forms[end - 1][0].isupper()
        if capitals and covered.isdisjoint(range(at - 1, end + 1)):
            yield Candidate(where, JUDGED_TYPES[kind])
        at = max(end, at + 1)


def _components(
    model: list[Candidate], chunks: list[Range]
) -> Iterator[tuple[tuple[Candidate, ...], tuple[Range, ...]]]:
    """Groups of overlapping model names and runs. One sweep: both come in order."""
    items = sorted([(m.range, m) for m in model] + [(r, None) for r in chunks], key=lambda item: item[0])
    found: list[Candidate] = []
    runs_: list[Range] = []
    end = -1
    for where, candidate in items:
        if where.first >= end and (found or runs_):
            yield tuple(found), tuple(runs_)
            found, runs_ = [], []
        if candidate is None:
            runs_.append(where)
        else:
            found.append(candidate)
        end = max(end, where.last)
    if found or runs_:
        yield tuple(found), tuple(runs_)


def _agreed(
    words: Words, found: tuple[Candidate, ...], chunks: tuple[Range, ...]
) -> Iterator[tuple[Range, EntityType | None]]:
    """Ranges and votes of one group, in order."""
    if not found:
        yield from ((chunk, None) for chunk in chunks)
        return
    at = chunks[0].first if chunks else found[0].range.first
    for number, item in enumerate(found):
        follows = found[number + 1].range.first if number + 1 < len(found) else None
        left = max(at, _run_start(chunks, item.range.first))
        right = min(_run_end(chunks, item.range.last), follows if follows is not None else len(words))
        if left > at:
            yield from _uncovered(chunks, at, left)
        yield from _extended(words, item, left, right)
        at = max(right, item.range.last)
    yield from _uncovered(chunks, at, chunks[-1].last if chunks else at)


def _merged(words: Words, found: Iterable[Candidate]) -> list[Candidate]:
    """The model's names, neighbours that are one name put together."""
    merged: list[Candidate] = []
    for each in found:
        item = _compounded(words, each)
        last = merged[-1] if merged else None
        if last and item.range.first < last.range.last:
            continue
        whole = _whole(words, last, item) if last else None
        if whole:
            merged[-1] = whole
        else:
            merged.append(item)
    return merged


def _whole(words: Words, before: Candidate, after: Candidate) -> Candidate | None:
    """Two neighbours as one name, with its type; None where they are two names."""
    both = Range(before.range.first, after.range.last)
    if _is_owned(words, before.range, after.range):
        return Candidate(both, EntityType.PLACE)
    if _is_led(words, before.range, after.range) or _is_house_of(words, before.range, after.range):
        return Candidate(both, EntityType.ORGANISATION)
    if _is_epithet(words, before.range, after.range) or _is_given_half(words, before.range, after):
        return Candidate(both, EntityType.PERSON)
    if _is_of(words, before.range, after.range.first) or _is_spelled(words, before.range, after.range):
        return Candidate(both, before.type)
    if not _is_somebody(words, before) and _is_one_body(words, before.range, after.range):
        return Candidate(both, EntityType.ORGANISATION)
    if _is_one_run(words, before.range, after.range):
        return Candidate(both, before.type if before.type == after.type else None)
    if before.range.last != after.range.first or before.type != after.type:
        return None
    known = words.span(both).of(words.text.text) in gazetteer().countries
    if after.type is EntityType.PERSON or (after.type is EntityType.PLACE and known):
        return Candidate(both, after.type)
    return Candidate(both, None) if _is_given(words, before.range, after) else None


def _is_small(form: str) -> bool:
    """Whether a word stands inside names, in English ones or in those of other languages."""
    return form in name_words().particles or form in read_lists("foreign.toml")["inside"] or form in _CUT


def _is_one_run(words: Words, before: Range, after: Range) -> bool:
    """Whether small words, or a ministry's comma, join two halves: "Politecnico" + "della" + "Veld"."""
    gap = words.forms[before.last : after.first]
    joined = bool(gap) and (gap == (",",) or all(_is_small(form) for form in gap))
    joined = joined or (gap == ("and",) and joins_names(words, before.last) is True)
    return (
        joined
        and words.blocks[before.first] == words.blocks[after.first]
        and run_end(words, before.first) >= after.last
    )


def _is_one_body(words: Words, before: Range, after: Range) -> bool:
    """Whether the encoder is sure that two halves, and small words between, are one: "… Work in Orria"."""
    gap = words.forms[before.last : after.first]
    if not gap and words.span(before).of(words.text.text) in gazetteer().countries:
        head = words.forms[after.last - 1].lower() in name_words().organisation_heads
        return head and is_inside_body(words, before.last, after.last - 1)  # "U.S." + "District Court"
    small = name_words().inner >= {*gap} - {"a", ","}
    same = words.blocks[before.first] == words.blocks[after.first]
    return 0 < len(gap) <= MOST_BETWEEN and small and same and is_inside_body(words, before.last, after.first)


def _is_somebody(words: Words, found: Candidate) -> bool:
    """Whether the model takes a name for a person's, and ends in no body: "Ruth Orr" of "Veldt Ferries"."""
    body = words.forms[found.range.last - 1].lower() in name_words().organisation_heads
    return found.type is EntityType.PERSON and not body


def _is_given(words: Words, before: Range, after: Candidate) -> bool:
    """Whether two words that the model takes for two places are somebody's name: "Valeska Paris"."""
    single = before.last - before.first == after.range.last - after.range.first == 1
    form = words.forms[before.first]
    return single and after.type is EntityType.PLACE and form.istitle() and not gazetteer().is_place(form)


def _compounded(words: Words, found: Candidate) -> Candidate:
    """A name widened over small words between hyphens, of which the model took one half: "Mar-a-Veld"."""
    first, last = found.range
    while first > 3 and words.forms[first - 1] in HYPHENS and words.forms[first - 2].islower():
        start = next(
            (at for at in range(first - 3, max(-1, first - 8), -1) if words.forms[at][0].isupper()), -1
        )
        if start < 0 or start + on_water(words, start + 1, name_words()) < last - 1:
            break
        first = start
    last += on_water(words, last, name_words())
    return found if (first, last) == found.range else Candidate(Range(first, last), None)


def _is_owned(words: Words, before: Range, after: Range) -> bool:
    """Whether a possessive joins two halves of a name: "Hallam's" + "Weir", "St Ana's" + "College"."""
    between = words.forms[before.last : after.first]
    single = after.last - after.first == 1
    lists, head = name_words(), words.forms[after.first].lower()
    saints = words.forms[before.first].lower() in SAINTS and head in lists.organisation_heads
    return single and between in {("'s",), ("’s",)} and (saints or head in lists.place_heads)


def _is_led(words: Words, before: Range, after: Range) -> bool:
    """Whether a possessive joins who leads a body to the body: "Orrin County Sheriff's" + "Office"."""
    joined = words.forms[before.last : after.first] in {("'s",), ("’s",)}
    leads = words.forms[before.last - 1].lower() in name_words().owners | name_words().led_by
    return joined and leads and words.forms[after.first].lower() in name_words().organisation_heads


def _is_house_of(words: Words, before: Range, after: Range) -> bool:
    """Whether the encoder is sure that a possessive joins two halves of one body's name: "Sam's" + "Club"."""
    joined = after.first - before.last == 1 and joins_owner(words, before.first, before.last) is True
    return joined and words.judged[before.last].organisation >= SURE_HALF


def _is_epithet(words: Words, before: Range, after: Range) -> bool:
    """Whether "the" and an epithet follow a name: "Boris" + "Great" in "Boris the Great"."""
    single = after.last - after.first == 1 and words.forms[before.last : after.first] == ("the",)
    return single and words.forms[after.first].lower() in name_words().epithets


def _is_given_half(words: Words, before: Range, after: Candidate) -> bool:
    """Whether a hyphen joins two halves of a given name before a surname: "Seong" + "Phil Hong"."""
    hyphen = words.forms[before.last : after.range.first]
    joined = len(hyphen) == 1 and hyphen[0] in HYPHENS and words.joined(before.last)
    person = after.type is EntityType.PERSON and after.range.last - after.range.first > 1
    half = before.last - before.first == 1 and not gazetteer().is_place(words.forms[before.first])
    return joined and person and half and words.forms[before.first] not in gazetteer().demonyms


def _is_of(words: Words, before: Range, after: int) -> bool:
    """Whether "of" joins two halves of one name: "the Bay of" + "Bengal"."""
    between = words.forms[before.last : after]
    head = words.forms[before.last - 1].lower()
    joined = " ".join(between) in closed_words("halves_joined")
    return joined and head in of_heads() and head not in name_words().titles


def _is_spelled(words: Words, before: Range, after: Range) -> bool:
    """Whether an acronym in brackets has the letters of both: "Trade Office in" + "Veldland" + "(TOV)"."""
    behind = words.forms[after.last : after.last + 3]
    if words.forms[before.last : after.first] != ("in",) or len(behind) < 3 or behind[0] != "(":
        return False
    letters = (form[0] for form in words.forms[before.first : after.last] if form[0].isupper())
    return behind[2] == ")" and behind[1] == "".join(letters)


def _run_start(chunks: tuple[Range, ...], at: int) -> int:
    """Where the run begins that holds word `at`; `at` itself if none does."""
    number = bisect_right(chunks, at, key=lambda chunk: chunk.first) - 1
    return chunks[number].first if number >= 0 and at < chunks[number].last else at


def _run_end(chunks: tuple[Range, ...], last: int) -> int:
    """Where the run ends that holds the word before `last`; `last` itself if none does."""
    number = bisect_right(chunks, last - 1, key=lambda chunk: chunk.first) - 1
    return max(last, chunks[number].last) if number >= 0 and last <= chunks[number].last else last


def _uncovered(chunks: tuple[Range, ...], first: int, last: int) -> Iterator[tuple[Range, EntityType | None]]:
    """What the runs have between two words that no name of the model covers."""
    number = max(0, bisect_right(chunks, first, key=lambda chunk: chunk.first) - 1)
    while number < len(chunks) and chunks[number].first < last:
        start, end = max(chunks[number].first, first), min(chunks[number].last, last)
        if start < end:
            yield Range(start, end), None
        number += 1


def _extended(
    words: Words, item: Candidate, left: int, right: int
) -> Iterator[tuple[Range, EntityType | None]]:
    """The model's name, widened to its run; what is a title between stays a title."""
    whole = Range(min(left, item.range.first), max(right, item.range.last))
    if whole == item.range:
        yield item
        return
    split = without_titles(words, whole)
    if split.title and split.name and split.name.overlaps(item.range):
        yield whole, item.type
    elif split.title and split.before and split.before.overlaps(item.range):
        yield split.before, item.type
        yield Range(split.before.last, whole.last), None
    elif whole.last > item.range.last and item.type in {EntityType.PLACE, EntityType.PERSON}:
        # "Orrin" + "Street": what the model said of the first words does not hold for the whole.
        yield whole, item.type if item.type is EntityType.PERSON else None
    else:
        yield whole, item.type
