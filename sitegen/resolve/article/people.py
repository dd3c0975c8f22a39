"""Who is who among the people of one article.

In: the article's text and its mentions of people, in text order. Out: clusters. Full names come first;
a short form joins only the one holder of that name who is left when gender, title and order of
introduction have spoken; where two are left it joins none and says between whom it stands. Names are
compared by their words and never by how many letters differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.model.annotation import Mention
from sitegen.resolve.article.cluster import (
    Cluster,
    Link,
    also_called,
    gender_of,
    in_one_clause,
    name_of,
    stands_alone,
    titled_gender,
)
from sitegen.resolve.article.person import Person
from sitegen.resolve.article.prominence import OFTEN, is_named_as_kin
from sitegen.resolve.article.shortforms import Holders, resolve_short
from sitegen.resolve.names.forms import (
    Name,
    bare_family,
    called_politely,
    full_names_agree,
    goes_by,
    is_initial,
    nicknames,
)
from sitegen.resolve.names.given import bear_alike, is_form, keys, sound, sound_alike
from sitegen.resolve.names.slips import is_slip

_NEAR = 60
"""Most people whose full names are compared with one; more share its words by no meaning of their own."""
_CLOSE = 6
"""Mentions of each of two people that are looked at; it keeps the cost of comparing them constant."""


def link_people(text: str, mentions: Sequence[Mention], language: str) -> tuple[Cluster, ...]:
    """Clusters of the people that `mentions` name."""
    links = [Link(m, name_of(m, text, language), "same name") for m in mentions]
    people = _full_names([link for link in links if len(link.name.words) > 1], text)
    people = _also_called(people, text, links)
    people = _politely_called(people)
    holders = Holders(people, (link for link in links if len(link.name.words) == 1), text)
    alone: list[Link] = []
    between: dict[str, dict[str, None]] = defaultdict(dict)
    parted = _parted(links, text)
    for link in links:
        if len(link.name.words) > 1:
            continue
        if link.name.key in parted:
            alone.append(Link(link.mention, link.name, "by an editor’s word"))
            continue
        found, reason = resolve_short(link, holders, text)
        told = Link(link.mention, link.name, reason)
        if len(found) == 1:
            found[0].add([told], text)
        else:
            alone.append(told)
            between[link.name.key] |= dict.fromkeys(p.name.text for p in found)
    for group in _by_name(alone, text):
        name = group[0].name
        people.append(Person([name], tuple(sorted(between[name.key]))))
        people[-1].add(group, text)
    return tuple(person.cluster() for person in people)


def _parted(links: Sequence[Link], text: str) -> frozenset[str]:
    """Names of which an editor says that they are nobody else's."""
    if not any(link.mention.stated for link in links):
        return frozenset()
    named: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        named[link.name.key].append(link)
    return frozenset(key for key, same in named.items() if stands_alone(same, text))


def _full_names(links: Sequence[Link], text: str) -> list[Person]:
    """One person for each full name, shorter full names with the one longer name that they agree with."""
    people: list[Person] = []
    near: dict[tuple[str, ...], dict[int, Person]] = defaultdict(dict)
    for group in sorted(_by_name(links, text), key=lambda g: (-len(g[0].name.words), g[0].mention.span)):
        name = group[0].name
        able = {number: person for key in _wanted(name) for number, person in near[key].items()}
        near_it = [] if stands_alone(group, text) else list(able.values())[:_NEAR]
        found = [p for p in near_it if _agree(p, name, group, text)]
        if len(found) == 1:
            person, reason = found[0], f"short for {found[0].name.text}"
            person.names.append(name)
        else:
            person, reason = Person([name], tuple(sorted(p.name.text for p in found))), "same name"
            people.append(person)
        person.add((Link(link.mention, link.name, reason) for link in group), text)
        for key in _offered(name):
            near[key][id(person)] = person
    return people


def _also_called(people: list[Person], text: str, links: Sequence[Link]) -> list[Person]:
    """Those who are one by the article's own word are: "Tarisai Maro, who performs as Rori Blaze"."""
    pairs = [*also_called(text, links)]
    whose = {own.mention.span: person for person in people for own in person.links} if pairs else {}
    gone: set[int] = set()
    for first, second in pairs:
        one, other = whose.get(first.mention.span), whose.get(second.mention.span)
        if one is None or other is None or one is other:
            continue
        one.names += other.names
        one.add((replace(own, reason=f"also called so: {one.name.text}") for own in other.links), text)
        whose |= {own.mention.span: one for own in other.links}
        gone.add(id(other))
    return [person for person in people if id(person) not in gone]


def _politely_called(people: list[Person]) -> list[Person]:
    """Those who are called by a courtesy and a given name are the one before of that name: "Don Ramiro".

    "Prince Faisal" is only one who was called prince before, or whose name says whose son he is.
    """
    given: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in {word for name in person.names for word in name.words[:-1]}:
            given[word].append(person)
    gone: set[int] = set()
    for person in people:
        courtesy, word = called_politely(person.name)
        able = [p for p in given[word] if p is not person and p.start < person.start] if word else []
        if len(able) == 1 and len(person.names) == 1 and _may_be_called(able[0], courtesy, person):
            whose = able[0]
            whose.names += person.names
            whose.links += (replace(x, reason=f"{x.name.text}: {whose.name.text}") for x in person.links)
            gone.add(id(person))
    return [person for person in people if id(person) not in gone]


def _may_be_called(whose: Person, courtesy: str, person: Person) -> bool:
    if whose.genders and person.genders and whose.genders.isdisjoint(person.genders):
        return False
    lists = whose.name.lists
    son = any(word.partition("-")[0] in lists.descent for name in whose.names for word in name.words)
    return courtesy not in lists.regnal or courtesy in whose.titles or son


def _offered(name: Name) -> Iterator[tuple[str, ...]]:
    """Keys under which shorter names of the same person will look: see `full_names_agree`."""
    words, last = name.words, bare_family(name)[-1]
    yield "beginning", *words[:2]
    for at, word in enumerate(words[:-1]):
        for half in {last, *last.split("-")}:
            yield "given", word, half
        if at and word in name.lists.particles:
            yield "beginning", word, words[at + 1].partition("-")[0]
    if "-" in last:
        yield "given", *last.split("-")[-2:]
    for key in keys(words[0], name.language):
        yield "form", key, sound(last, name.language)
    yield "bare" if is_initial(words[0]) else "initial", words[0][0], last
    yield "slip", words[0], last[0]
    yield from _called(name)


def _called(name: Name) -> Iterator[tuple[str, ...]]:
    """Keys of a name that has a nickname in it, or may be one: see `goes_by`."""
    for words in {name.words, *nicknames(name)}:
        yield "called", *words


def _wanted(name: Name) -> Iterator[tuple[str, ...]]:
    """Keys of longer names that this one may be short for."""
    first, last = name.words[0], bare_family(name)[-1]
    yield "beginning", *name.words[:2]
    for half in {last, *last.split("-")}:
        yield "given", first, half
    yield "bare", first[0], last
    if is_initial(first):
        yield "initial", first, last
    for key in keys(first, name.language):
        yield "form", key, sound(last, name.language)
    yield "slip", first, last[0]
    yield from _called(name)


def _by_name(links: Sequence[Link], text: str) -> list[list[Link]]:
    """Mentions of one full name together, apart where titles say "Mr" of one and "Ms" of another."""
    by_key: dict[str, dict[str | None, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        by_key[link.name.key][titled_gender(link, text)].append(link)
    found: list[list[Link]] = []
    for genders in by_key.values():
        apart = "m" in genders and "f" in genders
        if apart and None in genders:
            most, least = sorted(("m", "f"), key=lambda letter: -len(genders[letter]))
            if len(genders[most]) >= OFTEN * len(genders[least]):
                genders[most] += genders.pop(None)
        found += genders.values() if apart else [[link for same in genders.values() for link in same]]
    return [sorted(group, key=lambda link: link.mention.span) for group in found]


def _agree(person: Person, name: Name, links: Sequence[Link], text: str) -> bool:
    genders = {g for link in links if (g := gender_of(link, text))}
    if genders and person.genders and genders.isdisjoint(person.genders):
        return False
    unlike = [x for x in person.names if not (full_names_agree(name, x) or goes_by(name, x))]
    if not all(
        _is_misspelled(name, other) or bear_alike(name, other) or _is_half(name, other) for other in unlike
    ):
        return False
    return not unlike or not _are_told_apart(person, links, text)


def _are_told_apart(person: Person, links: Sequence[Link], text: str) -> bool:
    """Whether two people of nearly one name stand in one clause, or who comes second is somebody's kin."""
    pairs = [(a.mention.span, b.mention.span) for a in person.links[:_CLOSE] for b in links[:_CLOSE]]
    clause = any(in_one_clause(min(a, b).end, max(a, b).start, text) for a, b in pairs)
    later = links if person.start < links[0].mention.span.start else person.links
    return clause or is_named_as_kin(later, text)


def _is_half(a: Name, b: Name) -> bool:
    """Whether one leaves out half of the other's double family name: "Ana Corley", "Ana Fenn-Corley"."""
    short, long = sorted((bare_family(a)[-1], bare_family(b)[-1]), key=len)
    return a.suffix == b.suffix and a.words[:-1] == b.words[:-1] and short in long.split("-")


def _is_misspelled(a: Name, b: Name) -> bool:
    """Whether two full names are one in two spellings: "Ana Mansouri", "Ana Mansuri"."""
    last, other = bare_family(a)[-1], bare_family(b)[-1]
    if a.suffix != b.suffix or is_initial(a.words[0]) or a.words[1:-1] != b.words[1:-1]:
        return False
    if sound_alike(last, other, a.language):
        return is_form(a.words[0], b.words[0], a.language)
    return a.words[0] == b.words[0] and is_slip(last, other)
