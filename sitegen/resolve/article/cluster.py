"""The mentions of one article that name one entity, before the site is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sitegen.model.annotation import DescriptionKind, EntityType, Mention
from sitegen.model.text import Span
from sitegen.resolve.article.descriptions import head_part
from sitegen.resolve.names.forms import Name, fold, person_name, thing_name
from sitegen.wordfiles import pattern

MARKS = frozenset('“”"‘(,')
"""Around a nickname inside a name, and before "Jr."."""
OWNER = 30
"""Characters before a name in which the word before is looked for."""
LONGEST_GAP = 90
"""Characters between two names that are said to be one."""

CLAUSE = 60
"""Characters between two names that one clause may have."""
ENDS = re.compile(r"[.!?;:(“\"\n]")


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and why it belongs where it does."""

    mention: Mention
    name: Name
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """One entity in one article."""

    type: EntityType
    name: Name
    """The fullest form."""
    links: tuple[Link, ...]
    """In text order; at least one."""
    open: tuple[str, ...] = ()
    """Names of those whom a short form could mean, where it was linked to none of them."""
    curated: str | None = None
    """The id of the curation entry that claims it."""

    @property
    def known(self) -> Name:
        """The name that it has on the site: the gazetteer's, where that knows it, else the fullest form."""
        canonical = next((link.mention.canonical for link in self.links if link.mention.canonical), "")
        return thing_name(canonical, self.name.language) if canonical else self.name

    @property
    def start(self) -> int:
        """Where it is first named."""
        return self.links[0].mention.span.start

    @property
    def forms(self) -> tuple[Name, ...]:
        """Every name used, each once as it is first written; by key: one mention more moves nothing."""
        names = {link.name.key: link.name for link in reversed(self.links)}
        return tuple(names[key] for key in sorted(names))


def name_of(mention: Mention, text: str, language: str) -> Name:
    """The mention's name, taken apart as its type asks; where an editor says whose it is, that name."""
    if mention.stated:
        is_person = mention.type is EntityType.PERSON
        return person_name(mention.stated, language) if is_person else thing_name(mention.stated, language)
    if mention.type is EntityType.PERSON:
        return name_with_title(mention, text, language)
    return thing_name(mention.span.of(text), language)


def stands_alone(links: Iterable[Link], text: str) -> bool:
    """Whether an editor says of each of these mentions that its own words are the name: it is no other's."""
    return all(x.mention.stated and _stated_key(x) == _written_key(x, text) for x in links)


def has_owner(link: Link, text: str) -> bool:
    """Whether the word before says whose it is: "Norway's Labour Party", "the Norwegian Labour Party"."""
    start = link.mention.span.start
    before = text[max(0, start - OWNER) : start].rstrip().rpartition(" ")[2]
    return pattern("owner_or_demonym", link.name.language).fullmatch(before) is not None


def _stated_key(link: Link) -> str:
    return thing_name(link.mention.stated, link.name.language).key


def _written_key(link: Link, text: str) -> str:
    return thing_name(link.mention.span.of(text), link.name.language).key


def also_called(text: str, links: Iterable[Link]) -> Iterator[tuple[Link, Link]]:
    """Neighbours of one type of which the article says that they are one: "…, who performs as Rori Blaze".

    `links`: in text order. The name that is given first comes first.
    """
    for before, after in pairwise(links):
        gap = text[before.mention.span.end : after.mention.span.start]
        same = before.mention.type is after.mention.type is not EntityType.PLACE
        said = pattern("also_called", before.name.language)
        if same and len(gap) <= LONGEST_GAP and before.name.key != after.name.key and said.fullmatch(gap):
            yield before, after


def in_one_clause(end: int, start: int, text: str) -> bool:
    """Whether a name that ends and one that starts here stand in one clause: nobody is named twice in it."""
    return 0 <= start - end < CLAUSE and not ENDS.search(text, end, start)


def name_with_title(mention: Mention, text: str, language: str) -> Name:
    """A person's name; "Pope" and "Queen" right before a first name are part of it."""
    name = person_name(mention.span.of(text), language)
    if len(name.words) == 1:
        for title in _titles(mention):
            words = title.of(text)
            if fold(words) in name.lists.regnal and title.end <= mention.span.start:
                return person_name(f"{words} {mention.span.of(text)}", language)
    return name


def gender_of(link: Link, text: str) -> str | None:
    """What the article says of the gender; never a guess from a first name."""
    gendered = link.name.lists.gendered
    told = {gendered[head] for head in _heads(link, text) if head in gendered}
    described = told.pop() if len(told) == 1 else None
    return titled_gender(link, text) or described or link.mention.gender


def _heads(link: Link, text: str) -> Iterator[str]:
    """The head word of each description: "daughter" of "his daughter"."""
    for description in link.mention.descriptions:
        words = head_part(description.span.of(text), link.name.language).split()
        if words:
            yield fold(words[-1])


def titled_gender(link: Link, text: str) -> str | None:
    """The gender that a title tells, inside the mention or before it."""
    titles = [span.of(text) for span in _titles(link.mention)] + address(link.mention.span.start, text)
    known = link.name.lists.honorifics
    return link.name.gender or next((known[t] for t in map(fold, titles) if t in known), None)


def address(start: int, text: str) -> list[str]:
    """The capitalised word right before a name, "Mr": it describes nobody, and so is no description."""
    word = text[text.rfind("\n", 0, start) + 1 : start].rstrip().rpartition(" ")[2]
    return [word] if word[:1].isupper() else []


def _titles(mention: Mention) -> list[Span]:
    return [d.span for d in mention.descriptions if d.kind is DescriptionKind.TITLE]


def fullest(names: Iterable[Name]) -> Name:
    """The form with most words, then most letters; capitals and nicknames last, the first among equals."""
    return max(
        names, key=lambda n: (n.key.count(" "), not n.text.isupper(), len(n.key), MARKS.isdisjoint(n.text))
    )
