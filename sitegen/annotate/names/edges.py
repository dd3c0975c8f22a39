"""From a range that may be a name to the name: titles, demonyms, articles and years at its edges.

In: `Words`, a range, and the model's word on it. Out: `Name`s: the name after its title, and what stands
before the title as a name of its own ("U.S." in "U.S. Secretary of State Ana Brandt"). A title or a
demonym alone gives none. Longer than its neighbours, since each `without_` at its end is one more way in
which names are cut by what the text says elsewhere, and most ask the same questions about a name's edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.names.spans import ARTICLES, HYPHENS, POSSESSIVES, trimmed
from sitegen.annotate.names.titles import OFFICE_OF, without_titles
from sitegen.annotate.parse.tagset import COMMON, FOLLOW_NAMES
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType

JOINING = closed_words("joining_names")
COMPASS = closed_words("compass")
NONE, PERSONS = 0.8, 0.9
"""How sure the encoder has to be that a word is of no name, and each behind it a person's, to part them."""
BODY = 0.6
"""How sure of a body or place before somebody's name, in one run with it."""
PAIR = 3
"""Words of two that a hyphen joins, and the hyphen."""
IMPERSONAL = frozenset({EntityType.ORGANISATION, EntityType.EVENT})


@dataclass(frozen=True, slots=True)
class Name:
    """A range that may be a name."""

    range: Range
    vote: EntityType | None
    """The model's word, None where it has none."""
    title: Range | None = None
    gender: str | None = None
    sure: float | None = None
    """0 to 1: how sure its type is, once it is known."""


def named(words: Words, where: Range, vote: EntityType | None) -> Iterator[Name]:
    """The name after its title, and what stands before the title as a name of its own."""
    split = without_titles(words, where)
    if (
        split.title
        and split.name
        and vote in IMPERSONAL
        and words.forms[split.name.first] not in gazetteer().given
        and not _is_persons(words, split.name.first)
        and words.forms[split.title.first].lower() not in name_words().courtesy
        and words.forms[split.title.first][-1] != "."  # "Det. Brandt on TV"
    ):
        # The model has read "Major League" or "Father Time Brewery" as one name.
        yield from _named(words, where, vote, None, None)
        return
    if split.before:
        yield from _named(words, split.before, None if split.title else vote, None, None)
    if split.name:
        personal = split.title is not None and words.forms[split.name.first] not in OFFICE_OF
        title, gender = (split.title, split.gender) if personal else (None, None)  # "The CIO of Veld & Orr"
        kind = EntityType.PERSON if personal and vote is None else vote
        name, rest = _parted(words, split.name) if personal else (split.name, None)
        at = _behind_body(words, name)
        if at > name.first:
            yield from _named(words, Range(name.first, at), EntityType.ORGANISATION, None, None)
            name, kind = Range(at, name.last), EntityType.PERSON
        yield from _named(words, name, kind, title, gender)
        if rest is not None:
            yield from _named(words, rest, None, None, None)


def _behind_body(words: Words, where: Range) -> int:
    """Where somebody's name begins behind a body's, as the encoder reads it: "the union Avel Ana Brandt".

    The first word where there is no body.
    """
    judged = words.judged[where.first : where.last]
    at = next((n for n, each in enumerate(judged) if each.person >= PERSONS), 0)
    sure = all(each.organisation + each.place >= BODY for each in judged[:at])
    noun = at == 1 and words.forms[where.first].istitle() and words.begins_sentence(where.first)
    body = at > 0 and sure and not noun  # "Bookmaker Ana Brandt"
    person = len(judged) - at > 1 and all(each.person >= PERSONS for each in judged[at:])
    return where.first + at if body and person else where.first


def _core(words: Words, where: Range) -> Range | None:
    """The person amid capitals that the encoder is sure are no part of the name: "Ana Veld Wins Praise"."""
    judged = words.judged[where.first : where.last]
    inside = [n for n, each in enumerate(judged) if each.none < NONE]
    if not inside or len(inside) == len(judged):
        return None
    first, last = inside[0], inside[-1] + 1
    cut = words.forms[where.first + last - 1 : where.first + last + 1] if last < len(judged) else ()
    if cut and (last - first == 1 or HYPHENS & {*cut}):
        return None  # "James To": a short surname; "Moon Jae-in"
    person = min(each.person for each in judged[first:last]) >= PERSONS
    return Range(where.first + first, where.first + last) if person else None


def _parted(words: Words, where: Range) -> tuple[Range, Range | None]:
    """As in "Chief Ana House of Orrin": where somebody is from is no part of the name."""
    for at in range(where.first + 2, where.last - 1):
        if words.forms[at] == "of" and words.forms[where.first] in gazetteer().given:
            return Range(where.first, at), Range(at + 1, where.last)
    return where, None


def _named(
    words: Words, where: Range, vote: EntityType | None, title: Range | None, gender: str | None
) -> Iterator[Name]:
    if plain_apostrophe(words.span(where).of(words.text.text)) in gazetteer().bodies:
        yield Name(where, vote, title, gender)
        return
    person = _core(words, where)
    cut = trimmed(words, person or where)
    if cut is None:
        return
    vote = EntityType.PERSON if person else vote
    if vote is EntityType.PERSON:
        cut = _with_given_name(words, cut)
    lists, final = name_words(), words.forms[cut.last - 1].lower()
    if vote is EntityType.EVENT or final in lists.event_heads:
        cut = _with_year(words, cut)
    elif vote is not EntityType.PERSON:
        cut = _with_first_half(words, _with_article(words, cut))
    impersonal = vote is EntityType.ORGANISATION
    party = cut.last - cut.first > 1 and (
        impersonal or words.span(cut).of(words.text.text) in gazetteer().bodies
    )
    if final in lists.feasts or final in lists.securities:
        return  # "Merry Christmas", "Veldt Common Shares"
    if final in lists.plural_letters:
        return  # "Welsh MPs"
    if words.forms[cut.last - 1] in gazetteer().peoples:
        if party:
            yield Name(cut, vote, title, gender)  # "Liberal Democrats"
        return  # "Brandt Democrats"
    kept = _without_demonym(words, cut, personal=vote is EntityType.PERSON or title is not None)
    if kept is not None:
        yield Name(kept, vote, title, gender)


def _with_given_name(words: Words, where: Range) -> Range:
    """As in "Will Brandt met …": a given name at a sentence's start that was taken for a verb."""
    first, after = where.first - 1, where.last
    if first < 0 or words.forms[first] not in gazetteer().given or words.tags[first] in {"NNP", "IN", "CC"}:
        return where
    statement = after < len(words) and words.tags[after] in FOLLOW_NAMES | {",", "CC"}
    return Range(first, where.last) if statement and words.begins_sentence(first) else where


def _with_year(words: Words, where: Range) -> Range:
    """As in "2012 Winter Games": the year before an event is part of its name."""
    year = words.forms[where.first - 1] if where.first else ""
    return Range(where.first - 1, where.last) if len(year) == 4 and year.isdigit() else where


def _with_article(words: Words, where: Range) -> Range:
    """As in "The Harbour Gazette": the capital article of a newspaper is part of its name."""
    article = where.first > 0 and words.forms[where.first - 1] == "The"
    papers = name_words().papers
    paper = words.forms[where.last - 1].lower() in papers or words.forms[where.first].lower() in papers
    return Range(where.first - 1, where.last) if article and paper else where


def _with_first_half(words: Words, where: Range) -> Range:
    """As in "the Seafarers' and Dockers' Union": the possessive before "and" belongs to the name."""
    first = where.first
    joined = first > 2 and words.forms[first - 1] == "and" and words.forms[first - 2] in POSSESSIVES
    head = words.forms[where.last - 1].lower() in name_words().organisation_heads
    if joined and head and words.forms[first - 3][0].isupper() and words.tags[first - 3].startswith("NN"):
        return Range(first - 3, where.last)
    return where


def _without_demonym(words: Words, where: Range, *, personal: bool) -> Range | None:
    """Nothing for a demonym alone; a person's name without the demonym before it."""
    known = gazetteer().demonyms
    first = where.first
    text = words.span(where).of(words.text.text)
    if gazetteer().is_place(text) and text not in known:
        return where  # "Western Australia", "Lao Cai"; "Jewish" is a region's name, too
    start, *rest = words.forms[where.first : where.first + 2]
    if known >= {start, *rest} and words.span(_behind(where)).of(words.text.text) in gazetteer().bodies:
        return _behind(where)  # "Islamist Muslim Brotherhood"
    if rest and (f"{start} {rest[0]}" in known or (start in COMPASS and rest[0] in known)):
        first += 2
    while first < where.last and words.forms[first] in known and not _is_given(words, where, first):
        behind = words.span(Range(first, where.last)).of(words.text.text)
        if gazetteer().is_place(behind) and behind not in known:
            break  # "Sunni Saudi Arabia", but "Hasidic Jewish"
        first += 1
    last = where.last
    while last > first + 1 and words.forms[last - 1] in known - gazetteer().peoples:
        if words.forms[last - 2] in HYPHENS or _is_persons(words, last - 1):
            break  # "Shatt al-Arab", "Jens Irish"
        last -= 1  # "Orrin Republican"
    if first >= last:
        return None
    forms = words.forms[first:last]
    country = words.span(Range(first, last)).of(words.text.text) in gazetteer().countries
    country = country or (len(forms) == 1 and forms[0].isupper() and _is_bodys(words, first))
    given = len(forms) == 2 and forms[0] in gazetteer().given and forms[1].lower() not in _heads()
    cut = Range(first if personal or country or given else where.first, last)
    return where if cut == where else trimmed(words, cut)


def _behind(where: Range) -> Range:
    """The range without its first word."""
    return Range(min(where.first + 1, where.last - 1), where.last)


def _is_given(words: Words, where: Range, at: int) -> bool:
    """Whether a people's name is somebody's given name: "Finn Ost", not "Finn Marta Ost"."""
    known, after = gazetteer(), words.forms[at + 1 : where.last]
    if len(after) != 1 or words.forms[at] not in known.given:
        return False
    return _is_persons(words, at) or not (after[0] in known.given or after[0] in known.countries)


def _is_bodys(words: Words, at: int) -> bool:
    """Whether the encoder is sure that a word is of a body's name: "the Kurdish YPG"."""
    return bool(words.judged) and words.judged[at].organisation >= PERSONS


def _is_persons(words: Words, at: int) -> bool:
    """Whether the encoder is sure that a word is of somebody's name."""
    return bool(words.judged) and words.judged[at].person >= PERSONS


def apart(found: Iterable[Name]) -> Iterator[Name]:
    """The names in text order, none overlapping another: of two that do, the longer."""
    last: Name | None = None
    for name in sorted(found, key=lambda each: each.range):
        if last is None or name.range.first >= last.range.last:
            if last is not None:
                yield last
            last = name
        elif name.range.last - name.range.first > last.range.last - last.range.first:
            last = name
    if last is not None:
        yield last


def covered(names_: Iterable[Name]) -> frozenset[int]:
    """All words that lie in a name or its title."""
    return frozenset(
        at
        for name in names_
        for where in (name.range, name.title)
        if where
        for at in range(where.first, where.last)
    )


def without_scores(words: Words, found: Iterable[Name]) -> Iterator[Name]:
    """The names without numbers behind them where the text has them without: "Gold 8" beside "Majken Gold".

    What always has its number keeps it: "Apollo 11".
    """
    names_ = list(found)
    bare = {words.forms[name.range.first : name.range.last] for name in names_}
    known = bare | {forms[-1:] for forms in bare}
    for name in names_:
        first, last = name.range
        while last - 1 > first and words.forms[last - 1][0].isdigit():
            last -= 1
        cut = last < name.range.last and words.forms[first:last] in known
        yield replace(name, range=Range(first, last)) if cut else name


def without_compatriots(words: Words, found: Iterable[Name]) -> Iterator[Name]:
    """The names without whose compatriot somebody is: "Finn Veldt" beside "Harri Veldt" is a Finn."""
    names_ = list(found)
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names_:
        if name.range.last - name.range.first > 1:
            holders[words.forms[name.range.last - 1]].add(words.forms[name.range.first])
    known = gazetteer()
    for name in names_:
        first, last = name.range
        start = words.forms[first]
        people = last - first == 2 and start in known.demonyms and start in known.given
        others = people and (holders[words.forms[last - 1]] - {start}) & known.given
        yield replace(name, range=Range(first + 1, last)) if people and others else name


def without_countries(words: Words, found: Iterable[Name]) -> Iterator[Name]:
    """The names apart from a country before them: "US Veldt" beside "Veldt", "envoy to Orria Ana Brandt"."""
    names_ = list(found)
    alone = {words.forms[name.range.first] for name in names_ if name.range.last - name.range.first == 1}
    known, heads = gazetteer(), _heads()
    for name in names_:
        first, last = name.range
        start, *rest = words.forms[first:last]
        whole = " ".join((start, *rest))
        country = start in known.countries and start not in known.bodies and start not in known.given
        country = country and bool(rest) and rest[-1].lower() not in heads and whole not in known.bodies
        country = country and not known.is_place(whole)
        person = 1 < len(rest) < 4 and rest[0] in known.given and rest[-1].istitle()
        if country and (person or (start.isupper() and len(rest) == 1 and alone >= {*rest})):
            yield Name(Range(first, first + 1), EntityType.PLACE)
            yield replace(name, range=Range(first + 1, last), vote=EntityType.PERSON if person else None)
        else:
            yield name


def _heads() -> frozenset[str]:
    """Nouns that end the names of other things than people."""
    lists = name_words()
    return lists.organisation_heads | lists.place_heads | lists.event_heads


def without_pairs(words: Words, found: Iterable[Name]) -> Iterator[Name]:
    """The names, of two that a hyphen joins each: "the Brandt-Orr talks" of Brandt and Orr, "Oslo-Rome"."""
    names_ = list(found)
    alone = {
        words.forms[at]: name.vote
        for name in names_
        if not _tail(words, name)
        and (name.vote is EntityType.PERSON or name.range.last - name.range.first == 1)
        for at in (name.range.first, name.range.last - 1)
    }
    longer = {_tail(words, name) for name in names_ if name.range.last - name.range.first > PAIR}
    places, given = gazetteer().countries | gazetteer().cities, gazetteer().given
    for name in names_:
        pair, first = _pair(words, name.range), name.range.first
        named = alone.keys() >= {*pair} and not given >= {*pair}
        if pair and pair not in longer and (named or places >= {*pair}):
            yield Name(Range(first, first + 1), alone.get(pair[0]))
            yield Name(Range(first + 2, first + 3), alone.get(pair[1]))
        else:
            yield name


def without_couples(words: Words, found: Iterable[Name]) -> Iterator[Name]:
    """The names, of two that "and" joins each where the text has both alone: "Veldt and Orrin" merged.

    So is it with a known body before another: "the Federal Reserve and Commerce Department".
    """
    names_ = list(found)
    alone = {words.forms[name.range.first : name.range.last]: name.vote for name in names_}
    for name in names_:
        first, last = name.range
        forms = words.forms[first:last]
        joint = next((at for at in range(1, len(forms) - 1) if forms[at] in JOINING), 0)
        right = joint + 1 + (joint > 0 and forms[joint + 1] in ARTICLES)
        sides = (forms[:joint], forms[right:])
        if joint and (alone.keys() >= {*sides} or _are_two_bodies(*sides)):
            yield replace(name, range=Range(first, first + joint), vote=alone.get(sides[0], name.vote))
            yield Name(Range(first + right, last), alone.get(sides[1], name.vote))
        else:
            yield name


def _are_two_bodies(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two halves of a name are a body that is known and one that is called one at its end."""
    known = " ".join(left) in gazetteer().bodies
    return known and right[-1].lower() in name_words().organisation_heads


def _tail(words: Words, name: Name) -> tuple[str, ...]:
    """The two words that a hyphen joins at a name's end; () where it ends otherwise."""
    return _pair(words, Range(max(name.range.first, name.range.last - PAIR), name.range.last))


def _pair(words: Words, where: Range) -> tuple[str, ...]:
    """The two words of a name that a hyphen joins; () where it has other words, or is a place's."""
    forms = words.forms[where.first : where.last]
    known = gazetteer()
    joined = len(forms) == PAIR and forms[1] in HYPHENS and not known.is_place("".join(forms))
    return (forms[0], forms[2]) if joined and forms[2][0].isupper() and not known.demonyms & {*forms} else ()


def without_peoples(words: Words, found: Iterable[Name]) -> Iterator[Name]:
    """The names without what the text calls a place's own: "the Torvian fleet" beside "Torvia"."""
    names_ = list(found)
    alone = {words.forms[name.range.first] for name in names_ if name.range.last - name.range.first == 1}
    endings = closed_words("demonym_endings")
    for name in names_:
        form, after = words.forms[name.range.last - 1], name.range.last
        of_place = any(form.endswith(each) and form.removesuffix(each) in alone for each in endings)
        noun = after < len(words) and words.forms[after].islower() and words.tags[after] in COMMON
        if not (of_place and noun and name.range.last - name.range.first == 1):
            yield name
