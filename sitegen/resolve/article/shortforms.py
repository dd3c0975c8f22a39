"""Whom a short form of a name means: "Halloran", "Ms. Vale", "Ines".

In: the people of one article by their full names, and one short mention. Out: the one it means with the
reason in words, or all whom it could mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sitegen.resolve.article.cluster import Link, gender_of
from sitegen.resolve.article.person import Person, offices_of
from sitegen.resolve.names.forms import Name, family

MANY = 12
"""Of more bearers of one name than these, no one is picked out; it keeps a mention's cost constant."""


class Holders:
    """Who of an article's people has a word as family name, as first name, or between the two."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._first_of_family: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for person in sorted(people, key=lambda p: p.start):
            for word in dict.fromkeys(word for name in person.names for word in _short_forms(name)):
                self._by_word[word].append(person)
            for words in {family(name) for name in person.names}:
                self._first_of_family[words].append(person)

    def of(self, name: Name) -> list[Person]:
        """Those who may be called so, in order of first mention."""
        return self._by_word.get(" ".join(name.words), [])

    def has_relative(self, person: Person, before: int) -> bool:
        """Whether another of the family has been named: "Elin Maddock and her brother Tobias"."""
        families = {family(name) for name in person.names}
        first = (p for words in families for p in self._first_of_family[words][:2])
        return any(p is not person and p.start < before for p in first)


def _short_forms(name: Name) -> tuple[str, ...]:
    """Words by which one who bears the name may be called again: any of it, or the whole family name."""
    return (*name.words, " ".join(family(name)))


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
    if person.start < at or person.ends_in(name):
        by = "by gender" if len(bearers) > 1 else "the only one of this name"
        return found, f"{name.text}: {person.name.text}, {by}"
    if holders.has_relative(person, at):
        return found, f"{name.text}: {person.name.text}, of a family named before"
    return [], f"a first name before {person.name.text} is named"


def _one_of(found: list[Person], link: Link, text: str) -> tuple[list[Person], str]:
    """The one whom an office or the order of the text points out, or all."""
    offices = offices_of(link, text)
    by_office = [p for p in found if not offices.isdisjoint(p.offices)]
    if len(by_office) == 1:
        return by_office, f"{link.name.text}: {by_office[0].name.text}, by title"
    named = [p for p in found if p.start < link.mention.span.start]
    if len(named) == 1:
        return named, f"{link.name.text}: {named[0].name.text}, the only one named so far"
    return found, "could be " + " or ".join(sorted(p.name.text for p in found))
