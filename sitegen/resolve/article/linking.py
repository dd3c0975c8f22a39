"""Inside one article: mentions to clusters, one for each entity that the article names.

In: the text, its mentions, and which of them a curation entry claims. Out: clusters in order of first
mention. People and things are linked apart: a firm and its founder may share a word, and never a card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sitegen.model.annotation import EntityType, Mention
from sitegen.model.text import Span
from sitegen.resolve.article.cluster import Cluster, Link, fullest, name_of
from sitegen.resolve.article.people import link_people
from sitegen.resolve.article.things import link_things, voted
from sitegen.resolve.names.forms import Name, fold, full_names_agree, initials, is_acronym, thing_name


@dataclass(frozen=True, slots=True)
class EntryNames:
    """What linking must know of a curation entry."""

    name: Name
    is_not: frozenset[str] = frozenset()
    """Names, as keys, that an editor says are somebody else's."""

    def draws(self, name: Name, claimed: int) -> bool:
        """Whether a name in one cluster with a claimed one, of so many words, belongs to the entry too.

        What is fuller than the claimed name does only where it agrees with the entry's own name: an
        entry for "Halloran" does not swallow Ines Halloran, whom the article calls so.
        """
        if name.key in self.is_not:
            return False
        fuller = len(name.words) > max(claimed, len(self.name.words))
        return not fuller or (len(self.name.words) > 1 and full_names_agree(self.name, name))


Entries = Mapping[str, EntryNames]


def link_article(
    text: str,
    mentions: Iterable[Mention],
    language: str,
    claims: Mapping[Span, str] | None = None,
    entries: Entries | None = None,
) -> tuple[Cluster, ...]:
    """What the article is about, in order of first mention."""
    people: list[Mention] = []
    things: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        if mention.type is EntityType.PERSON:
            people.append(mention)
        elif mention.type is not EntityType.DATE:
            things.append(mention)
    taken = _acronyms_of(text, people, things, language)
    if taken:
        people = [mention for mention in people if mention not in taken]
        things = sorted((*things, *(replace(m, type=EntityType.ORGANISATION) for m in taken)), key=_start)
    clusters = (*link_people(text, people, language), *link_things(text, things, language))
    if claims:
        clusters = tuple(_with_claims(clusters, claims, entries or {}))
    return tuple(sorted(clusters, key=lambda c: (c.start, c.name.key)))


def _start(mention: Mention) -> int:
    return mention.span.start


def _acronyms_of(
    text: str, people: Iterable[Mention], things: Iterable[Mention], language: str
) -> set[Mention]:
    """Acronyms taken for people that are the initials or the last word of a thing named in the article."""
    able = {m: fold(m.span.of(text)) for m in people if is_acronym(m.span.of(text), language)}
    if not able:
        return set()
    names = [name for m in things if len((name := thing_name(m.span.of(text), language)).words) > 1]
    known = {letters for name in names for letters in (*initials(name), name.words[-1])}
    borne = {word for m in people if m not in able for word in name_of(m, text, language).words}
    return {mention for mention, letters in able.items() if letters in known - borne}


def _with_claims(
    clusters: Iterable[Cluster], claims: Mapping[Span, str], entries: Entries
) -> Iterator[Cluster]:
    """The clusters as the editor says: split where two entries meet or a name is excluded."""
    claimed: dict[str, list[Link]] = defaultdict(list)
    types: dict[str, list[EntityType]] = defaultdict(list)
    for cluster in clusters:
        ids = sorted({claims[link.mention.span] for link in cluster.links if link.mention.span in claims})
        sole = entries.get(ids[0]) if len(ids) == 1 else None
        count = max((len(x.name.words) for x in cluster.links if x.mention.span in claims), default=0)
        rest: dict[str, list[Link]] = defaultdict(list)
        for link in cluster.links:
            own = claims.get(link.mention.span)
            if own is not None:
                reason = f"{link.name.text}: named in content/entities/{own}"
                claimed[own].append(replace(link, reason=reason))
                types[own].append(link.mention.type)
            elif sole is not None and sole.draws(link.name, count):
                claimed[ids[0]].append(link)
            else:
                rest[link.name.key if ids and sole is None else ""].append(link)
        yield from (rebuilt(cluster.type, links, cluster.open) for links in rest.values())
    for entry, links in claimed.items():
        yield rebuilt(voted(types[entry]), links, (), entry)


def rebuilt(
    kind: EntityType, links: Iterable[Link], open_: tuple[str, ...] = (), curated: str | None = None
) -> Cluster:
    """A cluster of these links, in text order, under the fullest of their names."""
    ordered = tuple(sorted(links, key=lambda link: link.mention.span))
    return Cluster(kind, fullest(link.name for link in ordered), ordered, open_, curated)
