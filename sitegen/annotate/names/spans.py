"""What the model calls an entity, cut to the name alone.

In: `Words`. Out: `Candidate`s, in order, none overlapping: without articles, titles, possessives, quotation
marks or brackets at their edges, none across a line or block, none that is only a title or a demonym.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.marks.characters import LONG_DASHES, QUOTATION_MARKS
from sitegen.annotate.parse.datelines import behind_dateline
from sitegen.annotate.parse.set_phrases import opens_tag
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.parse.words import LISTED, SPACE, Range, Words
from sitegen.model.annotation import EntityType
from sitegen.model.text import Span

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

ARTICLES = closed_words("articles")
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "ʼs"})
HYPHENS = frozenset("-‐‑–")
ELIDED = re.compile(r"[a-z]{1,2}['’][A-ZÀ-Þ]")
"""Behind a hyphen: "d'Ail" in "Cap-d'Ail"."""
SUFFIXES = closed_words("comma_suffixes")
ABBREVIATIONS = closed_words("abbreviations")
BREAKS = (LONG_DASHES - {"–"}) | QUOTATION_MARKS | {"(", ")", "/", ";", ":", "…", "#", "@"}
"""Words at which no name goes on, beside those that `MARKUP` finds a sign in."""
MARKUP = re.compile(r"[][{}<>|*=\\^]|__")
"""In a word that is no name but what is left of a link or a tag: "Experience](Using"."""
SCORE = re.compile(r"\d+[-–:]\d+")
"""Of a game: "Orrin 2–1 Veld"."""
SHARES = re.compile(r"[A-Z0-9][A-Za-z0-9_]{0,7}\.[A-Z]{1,3}")
"""Letters of a share and of where it is traded: "KLM.N", "VLTn.DE"."""
SHARE = 8
"""Characters of them on either side of a dot at most."""
ADJECTIVAL = closed_words("adjectival")
"""Before a hyphen: "pro-Orrin" is an adjective, and names nobody."""


ON, VERSUS = closed_words("on"), closed_words("against")
"""Between a body and where it is heard, "Veld Radio on Sounds"; between two sides, "Orria v Veldia"."""
MOVING = closed_words("between_names")
"""Prepositions that stand between two names and inside none: "Orrin to Veld"."""
FORMERLY = closed_words("formerly_inside")
"""Before a name, and never part of it."""


TITLED = frozenset({EntityType.OTHER, EntityType.ORGANISATION})
"""What the model takes whole clauses for."""
INSIDE, BETWEEN, BESIDE = 0.1, 0.8, 0.6
"""How sure the encoder is that "and" is of no name where it is of one, and where it is of none; and how sure
of the words beside it."""


class Candidate(NamedTuple):
    """A range that may be a name, and the type that the model gives it; None if the model gave none."""

    range: Range
    type: EntityType | None


OPENING = frozenset({"IN", "DT", "PDT", "PRP", "PRP$", "WRB", "WP", "WDT", "CC", "MD", "RB", "EX", "TO"})
"""Tags of words that begin a sentence and no name."""


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
        heads = name_words().organisation_heads
        rest = words.span(Range(at + 1, where.last)).of(words.text.text) if at + 1 < where.last else ""
        return gazetteer().is_place(rest) or not any(
            word.lower() in heads for word in words.forms[where.first : at]
        )
    if form in MOVING and kind is not EntityType.OTHER:
        return where.first < at < where.last - 1
    if form in VERSUS and kind is not EntityType.OTHER:
        return _are_sides(words, where, at)
    if form in ON and kind is not EntityType.OTHER and at > where.first:
        heads = name_words().on_heads | name_words().organisation_heads
        return words.forms[at - 1].lower() not in heads  # "Veld Radio Orrin on Facebook"
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


def joins_names(words: Words, at: int) -> bool | None:
    """Whether the encoder is sure that "and" stands inside one name, or between two; None where it is not."""
    if not words.judged or not 0 < at < len(words) - 1:
        return None
    before, after = words.judged[at - 1], words.judged[at + 1]
    of_body = min(before.organisation, after.organisation)
    if words.judged[at].none <= INSIDE and of_body >= BESIDE:
        return True
    alike = max(of_body, min(before.place, after.place)) >= BESIDE
    return False if words.judged[at].none >= BETWEEN and alike else None


def _parts_two(words: Words, where: Range, at: int, kind: EntityType, often: Counter[str]) -> bool:
    """Whether "and" or a possessive stands between two names."""
    if words.forms[at] == "and" and (one := joins_names(words, at)) is not None:
        return not one and words.span(where).of(words.text.text) not in gazetteer().bodies
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


def trimmed(words: Words, where: Range) -> Range | None:
    """The range without what belongs to no name at either edge; None where nothing is left."""
    first, last = where
    lists = name_words()
    while first < last and not (
        _may_begin(words.forms[first], lists.particles)
        and not _is_opening(words, first, last)
        and not stands_after_prefix(words, first)
        and not (last - first == 2 and _is_cue_participle(words, first))
    ):
        first += 1
    if last - first > 1 and words.forms[first].lower() in FORMERLY:
        first += 1
    if first < last and _is_share(words, first, last):
        return None
    if last - first == 2 and _is_letter(words, first):
        return None  # "on Velmo and X. Send us your views"
    if last - first > 2 and _is_compound(words, first):
        first += 3
    if last - first > 2 and _is_party(words, first):
        first += 2
    while first < last and not _may_end(words, first, last - 1):
        last -= 1
    if first >= last or not is_capital(words.forms[first:last]):
        return None
    if last - first > 1 and all(len(form) < 2 or form == "and" for form in words.forms[first:last]):
        return None  # "A- and H-bombs"
    nobody = lists.not_names | lists.labels | lists.isms | lists.honours
    low = words.forms[first].lower()
    alone = last - first == 1 and (low in nobody or low.replace(".", "") in nobody)  # "I.Q." is one, too
    titled = first > 0 and words.forms[first - 1].lower() in lists.courtesy  # "Ms Sun"
    return None if alone and not titled else Range(first, last)


def name_span(words: Words, where: Range) -> Span:
    """The characters of a name, without the full stop that its last word took from the sentence's end."""
    span = words.span(where)
    form = words.forms[where.last - 1]
    if form.endswith("‘s") and len(form) > 2:
        return Span(span.start, span.end - 2)
    ends = where.last == len(words) or words.sentences[where.last] != words.sentences[where.last - 1]
    if (
        form.endswith(".")
        and form.count(".") == 1
        and len(form) > 1
        and ends
        and form.lower() not in ABBREVIATIONS
    ):
        return Span(span.start, span.end - 1)
    return span


def _is_letter(words: Words, at: int) -> bool:
    """Whether a letter ends a sentence that the next word, a verb, does not belong to."""
    letter = len(words.forms[at]) == 2 and words.forms[at].endswith(".")
    return (
        letter and words.tags[at + 1] in FINITE | {"VB"} and not gazetteer().is_persons(words.forms[at + 1])
    )


def _is_share(words: Words, first: int, last: int) -> bool:
    """Whether words are a share's letters, between brackets or before a sign: "(KLM.N)", "US2YT=RR"."""
    text, start, end = words.text.text, words.starts[first], words.ends[last - 1]
    left = text.rfind("(", max(0, start - SHARE), start)
    right = text.find(")", end, end + SHARE)
    inside = left >= 0 <= right and SHARES.fullmatch(text, left + 1, right) is not None
    return inside or "=" in (text[start - 1 : start], text[end : end + 1])


def _is_compound(words: Words, first: int) -> bool:
    """An adjective with a hyphen, or a noun: "Pro-Orrin", "Half-brother Ana Brandt"."""
    second = words.forms[first + 2]
    hyphen = words.forms[first + 1] in HYPHENS and words.joined(first + 1) and words.joined(first + 2)
    if first + 3 < len(words) and words.forms[first + 3] in HYPHENS:
        return False  # "Orrin-under-Veld"
    form = words.forms[first]
    prefix = form.lower() in ADJECTIVAL and (form.islower() or words.begins_sentence(first))
    return hyphen and (prefix or (len(second) > 3 and second.islower() and words.begins_sentence(first)))


def _is_party(words: Words, first: int) -> bool:
    """A party's letter before where somebody is from: "(R-Orrin)", "Ana Brandt, R-Orrin,"."""
    letter = len(words.forms[first]) == 1 and words.forms[first].isupper()
    return letter and words.forms[first + 1] in HYPHENS and words.forms[first - 1 : first] in {("(",), (",",)}


def is_capital(forms: tuple[str, ...]) -> bool:
    """Whether a word of them has a capital letter: names of other writings have none and are let through."""
    return any(c.isupper() or (c.isalpha() and not c.islower()) for form in forms for c in form)


def _may_begin(form: str, particles: frozenset[str]) -> bool:
    low = form.lower()
    if low in ARTICLES or not form[0].isalnum() or LISTED.fullmatch(form):
        return False
    return not form[0].islower() or low in particles or any(c.isupper() for c in form)


def stands_after_prefix(words: Words, at: int) -> bool:
    """Whether a word is the second half of an adjective: "Orrin" in "pro-Orrin"."""
    return (
        at > 1
        and words.forms[at - 1] in HYPHENS
        and words.joined(at)
        and words.joined(at - 1)
        and words.forms[at - 2].lower() in ADJECTIVAL
        and (words.forms[at - 2].islower() or words.begins_sentence(at - 2))
    )


def _is_opening(words: Words, first: int, last: int) -> bool:
    """Whether a capital is the sentence's and not the name's: "Though Brandt", "Many Veldters"."""
    if last - first < 2 or not words.begins_sentence(first):
        return False
    if words.forms[first] in gazetteer().given and words.tags[first] not in {"VBD", "VBZ", "VBG"}:
        return False
    if opens_tag(words, first):
        return True
    if words.tags[first] == "VBG" and words.forms[first].endswith("ing"):
        return words.tags[first + 1] == "NNP"  # "Naming Brandt"
    return words.tags[first] in OPENING | {"VBD"} or words.forms[first].lower() in name_words().openings


def _is_cue_participle(words: Words, at: int) -> bool:
    """Whether a word is a verb of saying before a name, as headlines write it: "Rebuking Brandt"."""
    low = words.forms[at].lower()
    if not low.endswith("ing") or lexicon().verb(low) is None or words.begins_sentence(at):
        return False
    return not gazetteer().is_persons(words.forms[at])


def _may_end(words: Words, first: int, at: int) -> bool:
    form = words.forms[at]
    lists = name_words()
    if form in POSSESSIVES or (at > first and form.lower() in lists.honours | lists.labels):
        return False
    stopped = form[-1] == "." or (words.forms[at + 1 : at + 2] == (".",) and words.joined(at + 1))
    if at > first and stopped and f"{form.lower().rstrip('.')}." in lists.titles:
        return False  # "Orrin Gov."
    if (not form[-1].isalnum() and form[-1] not in ".!?") or ("." in form and form[0].isdigit()):
        return False
    if form[0].islower() and not any(c.isupper() for c in form):
        # "the Veldt school"; but "Warden of the university" is an office.
        return words.joined(at) or (
            form in lists.organisation_heads and words.forms[at - 1].lower() not in ARTICLES
        )
    return any(c.isalnum() for c in form)
