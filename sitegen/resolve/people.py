"""Who is who among the people of one article.

In: the article's text and its mentions of people, in text order. Out: clusters. Full names come first;
a short form joins only the one holder of that name who is left when gender, title and order of
introduction have spoken; where two are left it joins none and says between whom it stands. Names are
compared by their words and never by how many letters differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitegen.model.annotation import EntityType, Mention
from sitegen.resolve.cluster import Cluster, Link, fullest, gender_of, name_with_title, titled_gender
from sitegen.resolve.descriptions import head_part
from sitegen.resolve.names import Name, family, fold, full_names_agree
from sitegen.resolve.words import OFFICES


@dataclass(slots=True)
class _Person:
    """Someone under construction; never leaves this module."""

    names: list[Name]
    links: list[Link] = field(default_factory=list)
    open: tuple[str, ...] = ()

    @property
    def name(self) -> Name:
        return self.names[0]

    @property
    def start(self) -> int:
        return min(link.mention.span.start for link in self.links)

    def ends_in(self, short: Name) -> bool:
        """Whether it is a family name of theirs; only that is used before the full name, in headlines."""
        return any(name.words[-len(short.words) :] == short.words for name in self.names)

    def genders(self, text: str) -> set[str]:
        """What the article has said so far: short forms are linked in the order of the text."""
        return {g for link in self.links if (g := gender_of(link, text))}

    def titles(self, text: str) -> set[str]:
        return {word for link in self.links for word in titles_of(link, text)}


def titles_of(link: Link, text: str) -> set[str]:
    """Words of office that the mention is described with ("senator"), "Mr" and the like left out."""
    described = {fold(w) for d in link.mention.descriptions for w in head_part(d.span.of(text)).split()}
    return (described | set(link.name.titles)) & OFFICES


def link_people(text: str, mentions: Sequence[Mention]) -> tuple[Cluster, ...]:
    """Clusters of the people that `mentions` name."""
    links = [Link(m, name_with_title(m, text), "same name") for m in mentions]
    full = [link for link in links if len(link.name.words) > 1]
    short = [link for link in links if len(link.name.words) <= 1]
    people = _full_names(full, text)
    holders = _Holders(people)
    alone: list[Link] = []
    between: dict[str, set[str]] = defaultdict(set)
    for link in short:
        found, reason = _resolve_short(link, holders, text)
        if len(found) == 1:
            found[0].links.append(Link(link.mention, link.name, reason))
        else:
            alone.append(Link(link.mention, link.name, reason))
            between[link.name.key] |= {p.name.text for p in found}
    for group in _by_name(alone, text):
        name = group[0].name
        people.append(_Person([name], group, tuple(sorted(between[name.key]))))
    return tuple(_cluster(p) for p in people)


def _cluster(person: _Person) -> Cluster:
    links = tuple(sorted(person.links, key=lambda link: link.mention.span))
    return Cluster(EntityType.PERSON, fullest(link.name for link in links), links, person.open)


def _full_names(links: Sequence[Link], text: str) -> list[_Person]:
    """One person for each full name, shorter full names with the one longer name that they agree with."""
    by_key = _by_name(links, text)
    people: list[_Person] = []
    by_word: dict[str, list[_Person]] = defaultdict(list)
    for group in sorted(by_key, key=lambda g: (-len(g[0].name.words), g[0].mention.span)):
        name = group[0].name
        near = {id(p): p for word in (name.words[0], name.words[-1]) for p in by_word[word]}.values()
        found = [p for p in near if _agree(p, name, group, text)]
        if len(found) == 1:
            person, reason = found[0], f"short for {found[0].name.text}"
            person.names.append(name)
        else:
            person, reason = _Person([name]), "same name"
            person.open = tuple(sorted(p.name.text for p in found))
            people.append(person)
        for word in {w for n in person.names for w in (n.words[0], n.words[-1])}:
            if person not in by_word[word]:
                by_word[word].append(person)
        person.links += [Link(link.mention, link.name, reason) for link in group]
    return people


def _by_name(links: Sequence[Link], text: str) -> list[list[Link]]:
    """Mentions of one full name together, apart where titles say "Mr" of one and "Ms" of another."""
    by_key: dict[str, dict[str | None, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        by_key[link.name.key][titled_gender(link, text)].append(link)
    found: list[list[Link]] = []
    for genders in by_key.values():
        apart = "m" in genders and "f" in genders
        found += genders.values() if apart else [[link for same in genders.values() for link in same]]
    return [sorted(group, key=lambda link: link.mention.span) for group in found]


def _agree(person: _Person, name: Name, links: Sequence[Link], text: str) -> bool:
    genders = {g for link in links if (g := gender_of(link, text))}
    known = person.genders(text)
    return not (genders and known and genders.isdisjoint(known)) and all(
        full_names_agree(name, other) for other in person.names
    )


class _Holders:
    """Who of an article's people has a word as family name, as first name, or between the two."""

    def __init__(self, people: Iterable[_Person]) -> None:
        self._by_word: dict[str, list[_Person]] = defaultdict(list)
        for person in people:
            for word in dict.fromkeys(w for name in person.names for w in _short_forms(name)):
                self._by_word[word].append(person)

    def of(self, name: Name) -> list[_Person]:
        return self._by_word.get(" ".join(name.words), [])

    def of_family(self, words: tuple[str, ...]) -> list[_Person]:
        """Those whose family name this is."""
        bearers = self._by_word.get(" ".join(words), [])
        return [p for p in bearers if any(family(name) == words for name in p.names)]


def _short_forms(name: Name) -> tuple[str, ...]:
    """Words by which one who bears the name may be called again: first, last, and any but particles."""
    return (*name.words, " ".join(family(name)))


def _resolve_short(link: Link, holders: _Holders, text: str) -> tuple[list[_Person], str]:
    """Whom a short form can mean, with the reason: one, where it is clear."""
    name = link.name
    gender = gender_of(link, text)
    bearers = holders.of(name)
    found = [p for p in bearers if not (gender and p.genders(text) and gender not in p.genders(text))]
    if not found:
        return [], "no full name in this article"
    if len(found) == 1 and (found[0].start < link.mention.span.start or found[0].ends_in(name)):
        by = "by gender" if len(bearers) > 1 else "the only one of this name"
        return found, f"{name.text}: {found[0].name.text}, {by}"
    titles = titles_of(link, text)
    by_title = [p for p in found if titles & p.titles(text)]
    if len(by_title) == 1:
        return by_title, f"{name.text}: {by_title[0].name.text}, by title"
    introduced = [p for p in found if p.start < link.mention.span.start]
    if len(introduced) == 1:
        return introduced, f"{name.text}: {introduced[0].name.text}, the only one named so far"
    if len(found) == 1 and _is_relative(found[0], holders, link.mention.span.start):
        return found, f"{name.text}: {found[0].name.text}, of a family named before"
    if len(found) == 1:
        return [], f"a first name before {found[0].name.text} is named"
    return found, "could be " + " or ".join(sorted(p.name.text for p in found))


def _is_relative(person: _Person, holders: _Holders, before: int) -> bool:
    """Whether somebody else of the same family name has been named: "Elin Maddock and her brother Tobias"."""
    shared = (family(name) for name in person.names)
    return any(p is not person and p.start < before for words in shared for p in holders.of_family(words))
