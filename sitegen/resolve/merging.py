"""Across articles: which clusters share a page, each decision with its reason.

In: the clusters of all articles, with what is known of each article. Out: groups, one for each entity of
the site. Two clusters share a page only where

1. a curation entry claims both;
2. both have the same full name and type, and nothing sets their bearers apart (`conflicts`);
3. one uses a name that some article gives as another name of the other ("Merrow Harbour Authority
   (MHA)"), and no second entity of the site goes by it.

One-word names of people, common nouns ("the Senate") and names that could mean two people never leave
their article. Nothing depends on the order of articles: where namesakes are parted, the one published
first comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.resolve.cluster import Cluster
from sitegen.resolve.conflicts import Evidence, agree, conflict
from sitegen.resolve.names import Name, is_acronym, is_generic

Published = tuple[float, str]
"""When an article was published, undated last, and its id: the order in which namesakes come."""


@dataclass(frozen=True, slots=True)
class Local:
    """One entity in one article, with what merging needs of the article."""

    article: ArticleId
    published: Published
    cluster: Cluster
    evidence: Evidence


@dataclass(slots=True)
class Group:
    """Those that share a page. Filled here, then only read."""

    locals: list[Local]
    reason: str
    scope: ArticleId | None = None
    """The one article that it stays in, for a name that means little elsewhere."""
    parted: str = ""
    """Why it is not the namesake that was published before it."""
    curated: str | None = None
    """The id of the curation entry that claims it."""
    former: list[str] = field(default_factory=list)
    """Ids of groups that now belong here."""
    merged: list[Name] = field(default_factory=list)
    """Names under which others were found that now belong here."""

    @property
    def type(self) -> EntityType:
        """The type of its first cluster; all have the same, unless curated."""
        return self.locals[0].cluster.type

    @property
    def name(self) -> Name:
        """The name as most articles write it."""
        return preferred(local.cluster.known for local in self.locals)

    @property
    def first(self) -> Published:
        """When it was first named."""
        return min(local.published for local in self.locals)

    def evidence(self) -> Evidence:
        """All that its articles say."""
        return joined(self.locals)


def preferred(names: Iterable[Name]) -> Name:
    """The most frequent writing; the one with more letters, then the first by alphabet among equals."""
    counts: dict[str, int] = defaultdict(int)
    by_text = {}
    for name in names:
        counts[name.text] += 1
        by_text[name.text] = name
    best = max(counts, key=lambda t: (not t.isupper(), counts[t], len(t), [-ord(c) for c in t]))
    return by_text[best]


def joined(locals_: Iterable[Local]) -> Evidence:
    """All evidence together."""
    total = Evidence()
    for local in locals_:
        total |= local.evidence
    return total


def merge(locals_: Iterable[Local]) -> tuple[Group, ...]:
    """The entities of the site."""
    ordered = sorted(locals_, key=lambda x: (x.published, x.cluster.start, x.cluster.type))
    curated: dict[str, list[Local]] = defaultdict(list)
    named: dict[tuple[EntityType, str], list[Local]] = defaultdict(list)
    groups: list[Group] = []
    for local in ordered:
        why = stays_in_article(local.cluster)
        if local.cluster.curated is not None:
            curated[local.cluster.curated].append(local)
        elif why:
            groups.append(Group([local], why, scope=local.article))
        else:
            named[local.cluster.type, local.cluster.known.key].append(local)
    groups += [Group(same, "by curation", curated=entry) for entry, same in curated.items()]
    shared = [group for same in named.values() for group in namesakes(same)]
    return (*groups, *by_other_names(shared, groups))


def stays_in_article(cluster: Cluster) -> str:
    """Why this name says nothing in another article; "" where it does."""
    if cluster.open:
        return "stands between " + " and ".join(cluster.open)
    if cluster.type is EntityType.PERSON:
        return "" if len(cluster.name.words) > 1 else "one-word name of a person: this article only"
    return "common noun: this article only" if is_generic(cluster.name) else ""


def namesakes(same: Sequence[Local]) -> list[Group]:
    """One group for each bearer of one full name: a single one, unless articles set them apart.

    Clusters that agree in age or field make a party. Parties, first published first, join the first
    group that nothing sets them apart from; clusters that say nothing go to the first group of all.
    """
    groups: list[Group] = []
    known: list[Evidence] = []
    for party in parties(same):
        about = joined(party)
        for number, evidence in enumerate(known):
            if not conflict(evidence, about):
                groups[number].locals += party
                known[number] = evidence | about
                break
        else:
            parted = conflict(known[0], about) if known else ""
            groups.append(Group(list(party), "same full name", parted=parted))
            known.append(about)
    return groups


def parties(same: Sequence[Local]) -> list[list[Local]]:
    """Clusters that agree in something telling, together, and those that tell nothing, by gender.

    Fields and years of birth are few, so there are few parties, however many articles use the name.
    """
    telling: list[tuple[Evidence, list[Local]]] = []
    silent: dict[frozenset[str], list[Local]] = defaultdict(list)
    for local in same:
        if not local.evidence:
            silent[local.evidence.genders].append(local)
            continue
        merged = (local.evidence, [local])
        for party in [party for party in telling if agree(party[0], local.evidence)]:
            telling.remove(party)
            merged = (merged[0] | party[0], party[1] + merged[1])
        telling.append(merged)
    found = [*(members for _, members in telling), *silent.values()]
    return sorted((sorted(p, key=lambda x: x.published) for p in found), key=lambda p: p[0].published)


def by_other_names(shared: Sequence[Group], fixed: Sequence[Group]) -> list[Group]:
    """Join each group to the one group that has its name as another name."""
    bearers: dict[tuple[bool, str], dict[int, Group]] = defaultdict(dict)
    for group in (*shared, *fixed):
        for name in other_names(group):
            bearers[group.type is EntityType.PERSON, name.key][id(group)] = group
    bearing: dict[tuple[bool, str], int] = defaultdict(int)
    for group in shared:
        bearing[group.type is EntityType.PERSON, group.name.key] += 1
    target: dict[int, Group] = {}
    for group in shared:
        key = (group.type is EntityType.PERSON, group.name.key)
        found = [g for g in bearers[key].values() if g is not group]
        sole = bearing[key] == 1 and len(found) == 1
        if sole and _rank(found[0]) > _rank(group) and _can_join(group, found[0]):
            target[id(group)] = found[0]
    return _joined(shared, target)


def other_names(group: Group) -> Iterable[Name]:
    """Names that its articles use beside its own and that mean something elsewhere."""
    for local in group.locals:
        for name in local.cluster.forms:
            person = group.type is EntityType.PERSON
            if name.key != group.name.key and (
                (len(name.words) > 1 and not is_generic(name)) or (not person and is_acronym(name.text))
            ):
                yield name


def _rank(group: Group) -> tuple[bool, int, int, str]:
    """Joining goes to the fuller name, so that two groups never join each other."""
    name = group.name
    return (group.curated is not None, len(name.words), len(name.key), name.key)


def _can_join(group: Group, target: Group) -> bool:
    return target.scope is None and not conflict(group.evidence(), target.evidence())


def _joined(shared: Sequence[Group], target: Mapping[int, Group]) -> list[Group]:
    left = []
    for group in shared:
        end = target.get(id(group))
        while end is not None and id(end) in target:
            end = target[id(end)]
        if end is None:
            left.append(group)
        else:
            end.locals += group.locals
            end.merged.append(group.name)
    return left
