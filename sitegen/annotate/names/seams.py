"""What the model calls an entity, cut where one name ends and another begins.

In: `Words`. Out: `Candidate`s, in order, none overlapping, each with its edges as `spans` leaves them: none
across a line or block, a bracket, a mark, most commas, nor an "and" that stands between two names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.marks.characters import LONG_DASHES, QUOTATION_MARKS
from sitegen.annotate.names.spans import ARTICLES, HYPHENS, MARKUP, POSSESSIVES, trimmed
from sitegen.annotate.names.titles import OFFICE_OF
from sitegen.annotate.parse.datelines import behind_dateline
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.parse.words import SPACE, Range, Words
from sitegen.model.annotation import EntityType

TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "EVENT": EntityType.EVENT,
    "PRODUCT": EntityType.OTHER,
    "WORK_OF_ART": EntityType.OTHER,
    "LAW": EntityType.OTHER,
}
"""The model's labels that name things; dates are read elsewhere, and `NORP` is demonyms for the most part."""

SUFFIXES = closed_words("comma_suffixes")
BREAKS = (LONG_DASHES - {"–"}) | QUOTATION_MARKS | {"(", ")", "/", ";", ":", "…", "#", "@"}
"""Words at which no name goes on, beside those that `MARKUP` finds a sign in."""
SCORE = re.compile(r"\d+[-–:]\d+")
"""Of a game: "Orrin 2–1 Veld"."""
ON, VERSUS = closed_words("on"), closed_words("against")
"""Between a body and where it is heard, "Veld Radio on Sounds"; between two sides, "Orria v Veldia"."""
CHANGING = closed_words("changing")
"""Verbs before a team that is left for another: "leaves Orrin Chiefs for Veld"."""
MOVING = closed_words("between_names")
"""Prepositions that stand between two names and inside none: "Orrin to Veld"."""
TITLED = frozenset({EntityType.OTHER, EntityType.ORGANISATION})
"""What the model takes whole clauses for."""
OF_BODY = 0.65
"""How sure it has to be of each word that several, and those beside them, are of one body's name."""
INSIDE, BETWEEN, BESIDE = 0.1, 0.8, 0.6
"""How sure the encoder is that "and" is of no name where it is of one, and where it is of none; and how sure
of the words beside it."""


class Candidate(NamedTuple):
    """A range that may be a name, and the type that the model gives it; None if the model gave none."""

    range: Range
    type: EntityType | None


def model_candidates(words: Words) -> Iterator[Candidate]:
    """The model's names, cleaned."""
    often = Counter(words.forms)
    for found in words.entities:
        kind = TYPES.get(found.label)
        if kind in TITLED and _is_sentence(words, found.range):
            continue
        if found.label == "NORP" and _is_full_name(words, found.range):
            kind = EntityType.PERSON
        behind = behind_dateline(words, found.range)
        if kind is None or behind is None:
            continue
        for piece in _pieces(words, behind, kind, often):
            cut = trimmed(words, piece)
            if cut is not None:
                # "the bridge at Orrin" was cut before a place.
                at_place = piece.first > found.range.first and words.forms[piece.first - 1] == "at"
                yield Candidate(cut, EntityType.PLACE if at_place else kind)


def _is_sentence(words: Words, where: Range) -> bool:
    """Whether what the model takes for a title has a verb in small letters: "Sun told the Veldt Dialogue"."""
    inside = range(where.first + 1, where.last)
    return any(words.tags[at] in FINITE and words.forms[at].islower() for at in inside)


def _is_full_name(words: Words, where: Range) -> bool:
    """Whether what the model takes for a people begins with a given name: "Ines Halloran"."""
    known = gazetteer()
    forms = words.forms[where.first : where.last]
    return len(forms) > 1 and forms[0] in known.given and not known.demonyms & {*forms}


def _pieces(words: Words, where: Range, kind: EntityType, often: Counter[str]) -> Iterator[Range]:
    """The range cut where no name goes on: at white space, brackets, marks, dashes, most commas."""
    first = where.first
    for at in range(where.first, where.last):
        if _parts(words, where, at, kind, often):
            if first < at:
                yield Range(first, at)
            first = at + 1
    if first < where.last:
        yield Range(first, where.last)


def _parts(words: Words, where: Range, at: int, kind: EntityType, often: Counter[str]) -> bool:
    """Whether a word stands between two names rather than inside one."""
    form = words.forms[at]
    if is_slash(words, at):
        return False
    if form in BREAKS or words.tags[at] == SPACE or MARKUP.search(form) or SCORE.fullmatch(form):
        return True
    if form.isdigit() and kind is EntityType.PERSON:
        return True
    if form == "in" and kind is EntityType.ORGANISATION:
        return _is_where(words, where, at)
    if form in MOVING and kind is not EntityType.OTHER:
        return where.first < at < where.last - 1
    if form == "for" and kind is EntityType.ORGANISATION:
        return where.first > 0 and words.forms[where.first - 1].lower() in CHANGING and at < where.last - 1
    if form in VERSUS and kind is not EntityType.OTHER:
        return _are_sides(words, where, at)
    if form in ON and kind is not EntityType.OTHER and at > where.first:
        heads = name_words().on_heads | name_words().organisation_heads
        return words.forms[at - 1].lower() not in heads  # "Veld Radio Orrin on Facebook"
    if form.islower() and form in name_words().leads and kind is not EntityType.OTHER:
        return where.first < at < where.last - 1  # "Veldt Herald reader Ana Brandt"
    if form == "of" and kind is EntityType.PERSON:
        body = words.forms[where.last - 1].lower() in name_words().organisation_heads
        return at - where.first > 1 and (body or words.forms[where.first] in gazetteer().given)
    if form == ",":
        return not (at + 1 < where.last and words.forms[at + 1].lower() in SUFFIXES)
    if form in POSSESSIVES or form == "and":
        return _parts_two(words, where, at, kind, often)
    if form == "at":
        place = kind is EntityType.PLACE and at > where.first
        return place or words.forms[at - 1].lower() in name_words().place_heads
    if form == "the":
        # "Brandt the Harbour Board": inside a name the article follows a preposition.
        inside = words.tags[at - 1] in {"IN", "TO", "CC", "VB", "VBP"} and words.forms[at - 1].islower()
        return at > where.first and not inside and kind is not EntityType.OTHER
    return form in HYPHENS and not words.joined(at)


def _is_where(words: Words, where: Range, at: int) -> bool:
    """Whether "in" says where a body is: behind it stands a place, or no body before it."""
    heads = name_words().organisation_heads
    rest = words.span(Range(at + 1, where.last)).of(words.text.text) if at + 1 < where.last else ""
    return gazetteer().is_place(rest) or heads.isdisjoint(map(str.lower, words.forms[where.first : at]))


def joins_names(words: Words, at: int) -> bool | None:
    """Whether the encoder is sure that "and" stands inside one name, or between two; None where it is not."""
    if not words.judged or not 0 < at < len(words) - 1:
        return None
    before, after = words.judged[at - 1], words.judged[at + 1]
    of_body = min(before.organisation, after.organisation)
    if words.judged[at].none <= INSIDE and of_body >= BESIDE:
        return True
    alike = max(of_body, min(before.place, after.place), min(before.event, after.event)) >= BESIDE
    return False if words.judged[at].none >= BETWEEN and alike else None


def is_inside_body(words: Words, first: int, last: int) -> bool:
    """Whether the encoder is sure that words, and those beside them, are of one body's name.

    As the comma of "Academy of Dust, Air and Water", or "in" of "Organisation for Work in Orria".
    """
    near = words.judged[first - 1 : last + 1] if first else ()
    return len(near) == last - first + 2 and min(each.organisation for each in near) >= OF_BODY


def joins_owner(words: Words, first: int, at: int) -> bool | None:
    """Whether the encoder is sure that a possessive is inside one name, "Sam's Club", or ends one; else None.

    `first` is where the owner begins: what a body has is another body, "the University of Orrin's Institute".
    """
    if not words.judged or not first < at < len(words) - 1 or words.forms[at] not in POSSESSIVES:
        return None
    owner = " ".join(form for form in words.forms[first:at] if form not in ARTICLES)
    known = owner in gazetteer().countries or owner in gazetteer().bodies
    known = known or (len(owner) > 1 and owner.isupper())
    if known or _is_owning_body(words, first, at):
        return False
    if len(words.forms[at]) == 1 and words.forms[at - 1].endswith("s"):
        return None  # "Asus' TUF", but "Dunkin' Donuts"
    near = words.judged[at - 1 : at + 2]
    if max(min(each.organisation for each in near), min(each.place for each in near)) >= BESIDE:
        return True
    return False if words.judged[at].none >= BESIDE else None


def _is_owning_body(words: Words, first: int, at: int) -> bool:
    """Whether several words end in what bodies are called by, or begin with it before "of"."""
    heads, forms = name_words().organisation_heads, words.forms[first:at]
    head = next((before.lower() for before, form in pairwise(forms) if form in OFFICE_OF), forms[-1].lower())
    return len(forms) > 1 and head in heads


def _parts_two(words: Words, where: Range, at: int, kind: EntityType, often: Counter[str]) -> bool:
    """Whether "and" or a possessive stands between two names."""
    if words.forms[at] == "and" and (one := joins_names(words, at)) is not None:
        return not one and words.span(where).of(words.text.text) not in gazetteer().bodies
    if (
        kind in {EntityType.ORGANISATION, EntityType.PLACE}
        and (one := joins_owner(words, where.first, at)) is not None
    ):
        return not one and plain_apostrophe(words.span(where).of(words.text.text)) not in gazetteer().bodies
    if kind is EntityType.ORGANISATION:
        return _parts_organisation(words, where, at, often)
    return kind in {EntityType.PERSON, EntityType.PLACE} and not _is_known(words, where)


def _are_sides(words: Words, where: Range, at: int) -> bool:
    """Whether two places play each other: "Orria v Veldia"; "Brandt v. Orrin" is a case."""
    sides = (" ".join(words.forms[first:last]) for first, last in ((where.first, at), (at + 1, where.last)))
    return all(gazetteer().is_place(side) for side in sides)


def is_slash(words: Words, at: int) -> bool:
    """Whether a slash stands between two letters of a name: "A/S", "a/l"."""
    if not 0 < at < len(words) - 1 or words.forms[at] != "/":
        return False
    return (
        words.joined(at)
        and words.joined(at + 1)
        and len(words.forms[at - 1]) == len(words.forms[at + 1]) == 1
    )


def _parts_organisation(words: Words, where: Range, at: int, often: Counter[str]) -> bool:
    """Whether "and" or a possessive inside what the model calls an organisation joins two names."""
    given = gazetteer().given
    if words.forms[at] == "and":
        after = words.forms[at + 1 : at + 3]
        if where.last - where.first == 3 and often[words.forms[at - 1]] > 1 and often[after[0]] > 1:
            return True  # two towns that the text has alone as well
        return len(after) == 2 and after[0] in given and words.tags[at + 2] == "NNP" and at + 2 < where.last
    if at == where.first or words.forms[at - 1].lower() in name_words().owners:
        return False
    if all(form.isdigit() for form in words.forms[at + 1 : where.last]):
        return True  # "Brandt's 2021 campaign"
    if at + 2 < where.last and words.forms[at + 1] in given and words.tags[at + 2] == "NNP":
        return True
    owner = words.span(Range(where.first, at)).of(words.text.text)
    if len(words.forms[at - 1]) > 1 and owner.removeprefix("the ").isupper():
        return True  # "the FBO's Commission for Work"
    head = words.forms[where.last - 1].lower() in name_words().organisation_heads
    if gazetteer().is_place(owner) or (head and at == where.first + 1 and often[owner] > 2):
        return True
    # "Brandt's Alliance for Work": what follows is a whole name, and the owner is named elsewhere.
    rest = words.forms[at + 1 : where.last]
    whole = rest[1:2] in {("for",), ("of",)} and rest[0].lower() in name_words().organisation_heads
    return whole and often[words.forms[at - 1]] > 1


def _is_known(words: Words, where: Range) -> bool:
    return " ".join(words.forms[where.first : where.last]) in gazetteer().countries
