"""Whom a short form of a name means: "Halloran", "Ms. Vale", "Ines".

In: the people of one article by their full names, and one short mention. Out: the one it means with the
reason in words, or all whom it could mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sitegen.resolve.article.cluster import Link, gender_of, in_one_clause, titled_gender
from sitegen.resolve.article.person import Person, offices_of, titles_of
from sitegen.resolve.article.prominence import is_kin, is_named_as_kin, standing
from sitegen.resolve.names.forms import Name, bare_family, family
from sitegen.resolve.names.given import is_form, keys, sound_alike
from sitegen.resolve.names.slips import is_slip

MANY = 12
"""Of more bearers of one name than these, no one is picked out; it keeps a mention's cost constant."""
HALF = 4
"""Letters of half a family name at least: "Darsal" of "Chkart-Darsal", and not "Jin" of "Park Soo-jin"."""
FAMILIES = 200
"""Of more families than these no name is taken for a slip; it keeps a mention's cost constant."""
SOON = 600
"""Characters between a first name and the full one, within which nobody else is introduced by it."""
OFTEN = 3
"""Times that a bare name stands before the full one where the reader needs no first name."""


class Holders:
    """Who of an article's people has a word as family name, as first name, or between the two."""

    def __init__(self, people: Iterable[Person], short: Iterable[Link] = (), text: str = "") -> None:
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._by_half: dict[str, list[Person]] = defaultdict(list)
        self._by_form: dict[str, list[Person]] = defaultdict(list)
        self._first_of_family: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for person in sorted(people, key=lambda p: p.start):
            for word in dict.fromkeys(word for name in person.names for word in _short_forms(name)):
                self._by_word[word].append(person)
            for words in {family(name) for name in person.names}:
                self._first_of_family[words].append(person)
            for half in dict.fromkeys(half for name in person.names for half in name.words[-1].split("-")):
                self._by_half[half].append(person)
            for key in dict.fromkeys(key for name in person.names for key in _given_keys(name)):
                self._by_form[key].append(person)
        self._others = frozenset(self._spoken_for(short, text))

    def _spoken_for(self, short: Iterable[Link], text: str) -> Iterator[tuple[str, int]]:
        """Bare names with the one holder who does not bear them alone.

        "Halden claimed Olga Halden had left": nobody is named twice in one clause. "Halden flew home. His
        wife, Olga Halden, left": kin of one who was there before. "President Halden" and "Halden" again and
        again, then "Olga Halden" once and without an office: so the reader knows whom, and she is another.
        """
        kin: dict[int, bool] = {}
        before: dict[str, list[Link]] = defaultdict(list)
        for link in short:
            bearers = self._by_word.get(" ".join(link.name.words), [])
            if len(bearers) != 1 or not bearers[0].ends_in(link.name) or link.name.text.isupper():
                continue
            person = bearers[0]
            if link.mention.span.end > person.start:
                continue
            before[link.name.key].append(link)
            clause = in_one_clause(link.mention.span.end, person.start, text)
            if clause or _kin(kin, person, text) or _is_known(before[link.name.key], person, text):
                yield link.name.key, id(person)

    def of(self, name: Name) -> list[Person]:
        """Those who may be called so, in order of first mention.

        By half of a double family name, in another spelling, by another form of the given name: the only one.
        """
        if not name.words:
            return []
        spellings = map(" ".join, (name.words, bare_family(name)))
        found = next((self._by_word[word] for word in spellings if word in self._by_word), [])
        word = name.words[-1]
        return (
            found
            or self._halved(word)
            or self._misspelled(word, name.language)
            or self._formed(word, name.language)
        )

    def _halved(self, word: str) -> list[Person]:
        """Whose family name has this word before or behind its hyphen, where that is one person."""
        found = self._by_half.get(word, []) if len(word) >= HALF else []
        return found if len(found) == 1 else []

    def _formed(self, word: str, language: str) -> list[Person]:
        """Whose given name this is another form of, where that is one person."""
        near = {id(p): p for key in keys(word, language) for p in self._by_form.get(key, [])[:MANY]}
        found = [p for p in near.values() if _has_given(p, word)]
        return found if len(found) == 1 else []

    def _misspelled(self, word: str, language: str) -> list[Person]:
        """Whose family name is this word but for a slip, where that is one person."""
        if len(self._first_of_family) > FAMILIES:
            return []
        near = {
            id(p): p
            for words, people in self._first_of_family.items()
            if words and _is_one(word, words[-1], language)
            for p in people
        }
        return [*near.values()] if len(near) == 1 else []

    def is_anothers(self, person: Person, name: Name) -> bool:
        """Whether the bare name is somebody else's, who is never named in full: see `spoken_for`."""
        return (name.key, id(person)) in self._others

    def has_relative(self, person: Person, before: int) -> bool:
        """Whether another of the family has been named: "Elin Maddock and her brother Tobias"."""
        families = {family(name) for name in person.names}
        first = (p for words in families for p in self._first_of_family[words][:2])
        return any(p is not person and p.start < before for p in first)


def _given_keys(name: Name) -> Iterator[str]:
    """Under which other forms of the first given names are found."""
    for word in name.words[: min(2, len(name.words) - 1)]:
        yield from keys(word, name.language)


def _has_given(person: Person, word: str) -> bool:
    """Whether a word is another form of one of somebody's first two given names."""
    names = (name for name in person.names if len(name.words) > 1)
    return any(is_form(word, own, n.language) for n in names for own in n.words[: min(2, len(n.words) - 1)])


def _short_forms(name: Name) -> tuple[str, ...]:
    """Words by which one who bears the name may be called again: any of it, or the whole family name."""
    return (*name.words, *name.nickname, " ".join(family(name)), " ".join(bare_family(name)))


def resolve_short(link: Link, holders: Holders, text: str) -> tuple[list[Person], str]:
    """Whom a short form can mean, with the reason: one, where it is clear."""
    name, at = link.name, link.mention.span.start
    bearers = holders.of(name)
    if len(bearers) > MANY:
        return bearers[:MANY], f"one of {len(bearers)} of this name"
    found = [p for p in bearers if p.may_have(gender_of(link, text))]
    if len(found) > 1:
        return _one_of(found, link, text)
    if not found:
        return [], "no full name in this article"
    (person,) = found
    if not person.has(name) and (is_named_as_kin([link], text) or _is_introduced(link, text)):
        return [], f"{person.name.text} has another form of this name"
    if holders.is_anothers(person, name):
        return [], f"{person.name.text} is named beside somebody of this name"
    if person.start < at or person.ends_in(name) or _is_slip(name, person.name):
        by = "by gender" if len(bearers) > 1 else "the only one of this name"
        return found, f"{name.text}: {person.name.text}, {by}"
    if person.start - at < SOON and _is_given(name, person):
        return found, f"{name.text}: {person.name.text}, who is named soon after"
    if holders.has_relative(person, at):
        return found, f"{name.text}: {person.name.text}, of a family named before"
    return [], f"a first name before {person.name.text} is named"


def _is_introduced(link: Link, text: str) -> bool:
    """Whether an age right behind a name says that somebody new comes: "Jack, 7"."""
    end = link.mention.span.end
    return text[end : end + 2] == ", " and text[end + 2 : end + 3].isdigit()


def _is_given(name: Name, person: Person) -> bool:
    """Whether the short form is the first word of the full name, or the first behind initials."""
    words = [word for word in person.name.words if len(word.strip(".")) > 1]
    return name.words == person.name.words[:1] or list(name.words) == words[:1]


def _one_of(found: list[Person], link: Link, text: str) -> tuple[list[Person], str]:
    """The one whom an office or the order of the text points out, or all."""
    offices = offices_of(link, text)
    by_office = [p for p in found if not offices.isdisjoint(p.offices)]
    if len(by_office) == 1:
        return by_office, f"{link.name.text}: {by_office[0].name.text}, by title"
    at = link.mention.span.start
    titles = titles_of(link, text)
    by_title = [p for p in found if not titles.isdisjoint(p.titles)]
    if len(by_title) == 1:
        return by_title, f"{link.name.text}: {by_title[0].name.text}, the only one called by this title"
    gender = titled_gender(link, text)
    by_gender = [p for p in found if gender in p.genders]
    if len(by_gender) == 1:
        return by_gender, f"{link.name.text}: {by_gender[0].name.text}, by gender"
    named = [p for p in found if p.start < at]
    if len(named) == 1 and not is_kin(named[0], text):
        return named, f"{link.name.text}: {named[0].name.text}, the only one named so far"
    meant = standing(found, link.name, at, text, titled=gender is not None)
    if meant is not None:
        return [meant[0]], f"{link.name.text}: {meant[0].name.text}, {meant[1]}"
    return found, "could be " + " or ".join(sorted(p.name.text for p in found))


def _is_known(short: list[Link], person: Person, text: str) -> bool:
    """Whether a bare name is often there, with an office, before one of that name is named in full, once."""
    if len(short) != OFTEN or len(person.links) > 1:
        return False
    offices = {office for link in short for office in offices_of(link, text)}
    return bool(offices) and offices.isdisjoint(person.offices)


def _kin(known: dict[int, bool], person: Person, text: str) -> bool:
    """`is_kin`, asked once for each person."""
    if id(person) not in known:
        known[id(person)] = is_kin(person, text)
    return known[id(person)]


def _is_slip(a: Name, b: Name) -> bool:
    """Whether the last words of two names are one in two spellings."""
    return bool(a.words and b.words) and _is_one(a.words[-1], b.words[-1], a.language)


def _is_one(a: str, b: str, language: str) -> bool:
    return is_slip(a, b) or sound_alike(a, b, language)
