"""A person of one article while linking: grows by one mention at a time, and answers at once.

Mutable on purpose, and never seen outside linking: what an article says of somebody (gender, office,
first place) is kept as it grows, so that a thousand mentions cost a thousand steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.model.annotation import DescriptionKind, EntityType
from sitegen.resolve.article.cluster import Cluster, Link, address, fullest, gender_of
from sitegen.resolve.article.descriptions import head_part
from sitegen.resolve.names.forms import Name, bare_family, fold


def offices_of(link: Link, text: str) -> set[str]:
    """Words of office that the mention is described with ("senator"), "Mr" and the like left out."""
    said = (head_part(d.span.of(text), link.name.language) for d in link.mention.descriptions)
    described = {fold(word) for words in said for word in words.split()}
    return (described | set(link.name.titles)) & link.name.lists.offices


def titles_of(link: Link, text: str) -> set[str]:
    """Titles that stand before the mention or in it, "Mr" and "Chief" among them."""
    before = (d.span.of(text) for d in link.mention.descriptions if d.kind is DescriptionKind.TITLE)
    right_before = map(fold, address(link.mention.span.start, text))
    return {*link.name.titles, *map(fold, before), *right_before} & link.name.lists.titles


@dataclass(slots=True)
class Person:
    """Somebody whom the article names."""

    names: list[Name]
    """Full names that are theirs, the fullest first."""
    open: tuple[str, ...] = ()
    """Names of those whom this one could be, where that is in doubt."""
    links: list[Link] = field(default_factory=list)
    start: int = -1
    """Where they are first named."""
    genders: set[str] = field(default_factory=set)
    """What titles, pronouns and kin have told so far."""
    offices: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    """Titles that they have had right before their name."""

    @property
    def name(self) -> Name:
        """The fullest of the names."""
        return self.names[0]

    def add(self, links: Iterable[Link], text: str) -> None:
        """These mentions are theirs."""
        for link in links:
            at = link.mention.span.start
            self.links.append(link)
            self.start = at if self.start < 0 else min(self.start, at)
            gender = gender_of(link, text)
            if gender:
                self.genders.add(gender)
            self.offices |= offices_of(link, text)
            self.titles |= titles_of(link, text)

    def may_have(self, gender: str | None) -> bool:
        """Whether nothing said so far speaks against this gender."""
        return gender is None or not self.genders or gender in self.genders

    def has(self, short: Name) -> bool:
        """Whether a short form stands in a name of theirs as it is written, but for an article before it."""
        words = {*short.words, *bare_family(short)}
        return any(not words.isdisjoint((*n.words, *n.nickname, *bare_family(n))) for n in self.names)

    def ends_in(self, short: Name) -> bool:
        """Whether it is a family name of theirs; only that is used before the full name, in headlines."""
        count = len(short.words)
        return any(short.words in (name.words[-count:], bare_family(name)) for name in self.names)

    def cluster(self) -> Cluster:
        """The same as a value."""
        links = tuple(sorted(self.links, key=lambda link: link.mention.span))
        return Cluster(EntityType.PERSON, fullest(link.name for link in links), links, self.open)
