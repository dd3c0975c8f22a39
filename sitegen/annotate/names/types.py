"""What type a name has: a vote over the whole document.

In: `Words` and its `Name`s. Out: for every spelling of a name the scores of the types. The model's word is
one voice among several (it often takes people for organisations): titles before the name, the words
in it ("… University", "Lake …"), the gazetteer, given names, and the words around it count as well. A
surname alone is judged together with the full names that end in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.names.clues import (
    TITLE,
    TOWN_OF,
    from_context,
    is_credited,
    is_dated,
    is_land,
    is_state,
)
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.own_words import (
    EVENT,
    JUDGED_TYPES,
    KNOWN,
    OF_EVENT,
    OF_STORM,
    ORGANISATION,
    OTHER,
    PERSON,
    PLACE,
    Scores,
    from_words,
    storm_of,
)
from sitegen.annotate.names.spans import HYPHENS, POSSESSIVES, name_span
from sitegen.annotate.parse.datelines import towns
from sitegen.annotate.parse.encoder import Judged
from sitegen.annotate.parse.tree import root_of
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType

MODEL = {PERSON: 1.6, ORGANISATION: 1.3, PLACE: 1.5, EVENT: 1.8, OTHER: 1.2}
"""What the model's voice weighs, when all of its votes for a spelling agree."""

ENCODER = 4.0
"""What its voice weighs where it is sure at every mention."""
NO_NAME = 2.0
"""What it takes from each type where it is sure of no name."""

HERE = 0.1
"""The share of a type below which no single mention is of it, whatever the words around it say."""
BORNE_HERE = 0.7
"""The same of a place's, where the name is a surname of somebody in the text."""
NAMELESS = 0.2
"""The share of no name under which words are certainly one."""

WORK = 1.7
"""What a year in brackets says for a book or a film."""
LIST_SURE = 1.5
SURE = 3.0
"""The score of a full name whose bearer's short name is no town."""
SURNAME = 3.5
"""What a word that ends the sure name of a person has for being that person."""
TITLED_ELSEWHERE = 2.5
"""What a longer name has for being somebody whose surname stands elsewhere behind a title."""
BORNE = 0.5
"""By how much a sure person's surname is that person, where only its looks speak against it."""
HOUSE, HOUSE_SURE = 2.0, 3.0
"""What a word that begins a body's name has for being that body, and the score the longer name needs."""
LONG = 4
"""From so many words on the beginning of a body's name is not looked for alone."""
HOUSE_CERTAIN, SHORTENED = 5.0, 0.5
"""The score from which the longer name is certainly a body's, and by how much nobody's name is then its."""
FIRMS_OR_LANDS = frozenset((form,) for form in closed_words("firms_or_lands"))
GAMES, TEAM = 5, 0.5
"""How many words of games make a report of one, and by how much a name is then a team's, not its town's."""
TOWN = 1.0
"""What a word has as a place that is no mere beginning of a body's name: "Halvern" beside "Halvern Grid"."""
FOR, AGAINST = 2.5, 1.5
"""The most that all contexts of a spelling may say for or against a type."""
IN_MARKS = re.compile(r"[“\"‘']([^“”\"‘’']+)[”\"’']")
"""A nickname inside a person's name."""
LEADS = ((2.0, 0.5), (2.5, 0.86), (3.0, 0.92), (4.0, 0.95), (float("inf"), 0.98))
"""By how much a type leads, and the share of such names that are names of this type: of 1,514 in fifty
articles that were annotated by careful reading."""


def key_of(words: Words, where: Range) -> str:
    """The spelling under which a name's votes are counted."""
    return plain_apostrophe(name_span(words, where).of(words.text.text)).casefold()


def scores(words: Words, names: Sequence[Name]) -> dict[str, Scores]:
    """The types' scores for every spelling."""
    votes: dict[str, list[EntityType | None]] = defaultdict(list)
    total: dict[str, Scores] = {}
    seen: dict[str, Range] = {}
    around: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
    for name in names:
        key = key_of(words, name.range)
        if key not in seen:
            seen[key] = name.range
            total[key] = from_words(words, name.range)
        votes[key].append(name.vote)
        for kind, weight in from_context(words, name).items():
            around[key][kind] += weight
    for key, contexts in around.items():
        for kind, weight in contexts.items():
            total[key][kind] = total[key].get(kind, 0.0) + max(-AGAINST, min(FOR, weight))
    for key, cast in votes.items():
        for vote in cast:
            if vote is not None:
                # A share, so that forty mentions do not shout down what the words say.
                total[key][vote] = total[key].get(vote, 0.0) + MODEL[vote] / len(cast)
    for key, shares in _judged(words, names).items():
        for kind, share in zip(JUDGED_TYPES, shares, strict=True):
            total[key][kind] = total[key].get(kind, 0.0) + ENCODER * share - NO_NAME * shares.none
    for name in names:
        key = key_of(words, name.range)
        battle = total[key].get(EVENT, 0.0) >= OF_EVENT  # "Battle of Orrin (1645)"
        if name.range.last - name.range.first > 1 and is_dated(words, name.range.last) and not battle:
            total[key][OTHER] = total[key].get(OTHER, 0.0) + WORK / len(votes[key])
    _share_with_surnames(words, seen, total, around)
    _share_with_houses(words, seen, total, around)
    _share_with_demonyms(words, seen, total)
    _share_in_lists(words, names, total)
    return total


def _judged(words: Words, names: Sequence[Name]) -> dict[str, Judged]:
    """The encoder's word on each spelling: the mean over its mentions, and over the words of each."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for name in names if words.judged else ():
        if _is_half(words, name.range) or name.range in towns(words, name.range.first):
            continue  # it was asked of a whole of another type: "the Brandt-Orr talks", "ORRIN Veldt Corp"
        if is_credited(words, name.range):
            continue  # it reads a line of names and towns as towns
        own = words.judged[name.range.first : name.range.last]
        found[key_of(words, name.range)].append(_mean(own))
    return {key: _mean(each) for key, each in found.items()}


def _is_half(words: Words, where: Range) -> bool:
    """Whether a hyphen joins a name to another one."""
    first, last = where
    forms = words.forms
    before = (
        first > 1 and forms[first - 1] in HYPHENS and forms[first - 2][0].isupper() and words.joined(first)
    )
    return before or (
        last + 1 < len(words)
        and forms[last] in HYPHENS
        and forms[last + 1][0].isupper()
        and words.joined(last)
    )


def is_judged_name(words: Words, where: Range) -> bool:
    """Whether the encoder is sure that the words are a name, of whatever type."""
    return bool(words.judged) and _mean(words.judged[where.first : where.last]).none < NAMELESS


def _mean(each: Sequence[Judged]) -> Judged:
    return Judged(*(sum(column) / len(each) for column in zip(*each, strict=True)))


def best(scores_: Mapping[EntityType, float]) -> tuple[EntityType | None, float]:
    """The strongest type and its score; none where nothing speaks for any."""
    if not scores_:
        return None, 0.0
    kind = max(scores_, key=lambda k: (scores_[k], k))
    return (kind, scores_[kind]) if scores_[kind] > 0 else (None, 0.0)


def sureness(scores_: Mapping[EntityType, float]) -> float:
    """How sure the strongest type is, 0 to 1: by how much it leads the next one."""
    first, second, *_ = sorted((*scores_.values(), 0.0, 0.0), reverse=True)
    return next(share for most, share in LEADS if first - second < most)


def surnames(words: Words, found: Iterable[Name], total: Mapping[str, Scores]) -> frozenset[str]:
    """The last words, as keys, of the names of several words that people have."""
    keys = (key_of(words, name.range) for name in found if name.range.last - name.range.first > 1)
    return frozenset(key.split()[-1] for key in keys if best(total[key])[0] is PERSON)


def here(words: Words, name: Name, kind: EntityType, *, borne: bool) -> EntityType:
    """The type of one mention: its own words may say better than the vote, "the town of Brandt".

    What is `borne`, somebody's surname in this text, is a place where the encoder is sure of it.
    """
    if kind in {PLACE, ORGANISATION} and words.forms[name.range.first : name.range.last] in FIRMS_OR_LANDS:
        return PLACE if is_land(words, name.range) else ORGANISATION
    if is_state(words, name.range):
        return PLACE
    around = from_context(words, name)
    judged = _mean(words.judged[name.range.first : name.range.last]) if words.judged else None
    if name.title is None and kind is not PERSON and _is_known(words, name.range):
        return kind  # "its neighbour, India"; but "Mr India"
    long = name.title is None and name.range.last - name.range.first > 1
    nobody = long and judged is not None and judged.person < HERE  # "the 51-member Veld Caucus"
    if kind in {PLACE, ORGANISATION, OTHER} and around.get(PERSON, 0.0) >= TITLE and not nobody:
        return PERSON
    if borne and POSSESSIVES & {*words.forms[name.range.last : name.range.last + 1]}:
        return kind  # "in Brandt's district"
    own = from_words(words, name.range)
    known = own.get(PERSON if kind is PERSON else ORGANISATION, 0.0) > (1.0 if kind is PERSON else KNOWN - 1)
    if kind in {PERSON, ORGANISATION} and around.get(PLACE, 0.0) >= TOWN_OF and not known:
        return kind if judged and judged.place < (BORNE_HERE if borne else HERE) else PLACE
    return kind


def _is_known(words: Words, where: Range) -> bool:
    """Whether a name is a country's, or that of a body that everybody knows."""
    known, text = gazetteer(), plain_apostrophe(name_span(words, where).of(words.text.text))
    return text in known.countries or (text in known.bodies and not known.is_persons(text))


def _share_with_surnames(
    words: Words, seen: Mapping[str, Range], total: dict[str, Scores], around: Mapping[str, Scores]
) -> None:
    """A single word that ends (or begins) the name of a person is that person."""
    for key, where in seen.items():
        # "Tamar Veld" where "Veld" stands alone as well: so people are named.
        if _is_pair(words, where) and key.split()[-1] in total:
            titled = around.get(key.split()[-1], {}).get(PERSON, 0.0) >= TITLE  # "Mr Veld" elsewhere
            total[key][PERSON] = total[key].get(PERSON, 0.0) + (TITLED_ELSEWHERE if titled else 0.9)
    holders: dict[str, float] = defaultdict(float)
    suffixes = name_words().name_suffixes
    for key in seen:
        kind, score = best(total[key])
        parts = [part for part in key.split() if part not in suffixes]
        if kind is PERSON and len(parts) > 1 and score > 1.0:
            sure = score > SURE
            holders[parts[-1]] += SURNAME if sure else 2.0
            holders[parts[0]] += 2.5 if sure else 1.0
            for nickname in IN_MARKS.findall(key):
                holders[nickname] += 3.0 if sure else 2.0
    known = gazetteer()
    for key, own in total.items():
        form = words.forms[seen[key].first]
        # "Veldmouth Board" spoiled to a person makes no person of the town.
        place = known.is_place(form) and not known.is_persons(form)
        placed = around.get(key, {}).get(PLACE, 0.0) > 1.0
        if key in holders and not place:
            own[PERSON] = own.get(PERSON, 0.0) + min(holders[key], 2.0 if placed else SURNAME)
            if holders[key] >= SURNAME and not placed and form not in known.bodies:
                own[PERSON] = max(own[PERSON], best(own)[1] + BORNE)


def _share_with_houses(
    words: Words, seen: Mapping[str, Range], total: dict[str, Scores], around: Mapping[str, Scores]
) -> None:
    """A word that begins a body's name, and nobody's, is that body: "Miyo" for "Miyo Seiki Co.".

    A town's is so where games are told of: "Orrin lost" is the Orrin Rovers.
    """
    houses: dict[str, float] = {}
    borne: set[str] = set()
    for key in seen:
        parts = key.split()
        kind, score = best(total[key])
        if len(parts) > 1 and kind is ORGANISATION and score > HOUSE_SURE:
            for first in {
                " ".join(parts[:count]).removesuffix(",") for count in range(1, min(len(parts), LONG))
            }:
                houses[first] = max(houses.get(first, 0.0), score)  # "Veldt, Inc.", "Veld Dene Hotel"
        elif len(parts) > 1 and kind is not ORGANISATION:
            borne.update(parts)
    games = len(name_words().of_games & {*words.forms}) >= GAMES
    for key in (houses.keys() - borne) & total.keys():
        own = total[key]
        if " " in key and best(own)[0] is not PERSON:
            continue
        form = words.forms[seen[key].first]
        place = gazetteer().is_place(form) or own.get(PLACE, 0.0) >= TOWN
        if not place:
            own[ORGANISATION] = own.get(ORGANISATION, 0.0) + HOUSE
            titled = around[key].get(PERSON, 0.0) >= TITLE
            borne_by = any(gazetteer().is_persons(each) for each in words.forms[slice(*seen[key])])
            if houses[key] > HOUSE_CERTAIN and not borne_by and not titled:
                own[ORGANISATION] = max(own[ORGANISATION], best(own)[1] + SHORTENED)
        elif games and around[key].get(PLACE, 0.0) < TOWN:
            own[ORGANISATION] = max(own.get(ORGANISATION, 0.0), own.get(PLACE, 0.0) + TEAM)


def _share_with_demonyms(words: Words, seen: Mapping[str, Range], total: dict[str, Scores]) -> None:
    """A place where the text has people of it, "Torvian" beside "Torvia"; a storm by its own name."""
    forms = {*words.forms}
    storms = {storm_of(key.split()) for key in seen}
    lists = name_words().storms
    storms |= {key for key, at in seen.items() if at.first and words.forms[at.first - 1].lower() in lists}
    for key, where in seen.items():
        form = words.forms[where.first]
        if where.last - where.first > 1:
            continue
        if any(form + ending in forms for ending in closed_words("demonym_endings")):
            total[key][PLACE] = total[key].get(PLACE, 0.0) + 1.2
        if key in storms:
            total[key][EVENT] = total[key].get(EVENT, 0.0) + OF_STORM


def _share_in_lists(words: Words, names: Sequence[Name], total: dict[str, Scores]) -> None:
    """In "Oslo, Bergen and Veld" what is known of one speaks for those joined to it."""
    owner = {at: name for name in names for at in range(name.range.first, name.range.last)}
    heads: dict[Range, Name] = {}
    for name in names:
        root = root_of(words, name.range)
        joined = owner.get(words.heads[root])
        if words.deps[root] != "conj" or joined is None or joined is name:
            continue
        heads[name.range] = first = heads.get(joined.range, joined)
        kind, score = best(total[key_of(words, first.range)])
        own = total[key_of(words, name.range)]
        if kind is not None and score > LIST_SURE and (kind is PERSON or own.get(PERSON, 0.0) < 1.0):
            own[kind] = max(own.get(kind, 0.0), min(own.get(kind, 0.0) + 1.4, score))


def _is_pair(words: Words, where: Range) -> bool:
    """Two or three plain words with nothing in them that speaks for another type."""
    lists, forms = name_words(), words.forms[where.first : where.last]
    heads = lists.organisation_heads | lists.place_heads | lists.event_heads
    before = words.forms[where.first - 1].lower() if where.first else ""
    return (
        1 < len(forms) < 4
        and before != "the"
        and all(form.isalpha() and not form.isupper() for form in forms)
        and forms[-1].lower() not in heads
    )
