"""Across articles: which clusters share a page, each decision with its reason.

In: what each article's clusters say of themselves (`Local`). Out: groups, one for each entity of
the site. Two clusters share a page only where

1. a curation entry claims both;
2. both have the same full name and a compatible type, and nothing sets their bearers apart
   (`conflicts` for people, `kinds` for the rest);
3. one uses a name that some article gives as another name of the other ("Merrow Harbour Authority
   (MHA)"), and no second entity of the site goes by it.

One-word names of people, common nouns ("the Senate") without an acronym of their own, and names that could
mean two people never leave their article. Nothing depends on the order of articles: where namesakes are
parted, the one published first comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Protocol

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.resolve.names.forms import Name, is_acronym, is_certain, is_generic, is_initial
from sitegen.resolve.site.conflicts import MergeEvidence, agree, conflict
from sitegen.resolve.site.kinds import by_kind

NO_EVIDENCE = MergeEvidence()
Published = tuple[float, str]
"""When an article was published, undated last, and its id: the order in which namesakes come."""


@dataclass(frozen=True, slots=True)
class Local:
    """One entity in one article: all that merging reads of a cluster.

    No offset is in it, so that an article whose text changes without a name in it changes no entity.
    """

    article: ArticleId
    published: Published
    clusters: tuple[int, ...]
    """Which of the article's clusters, in their order, from 0; several where an editor joined them."""
    type: EntityType
    name: Name
    """The fullest form that the article uses."""
    known: Name
    """The name that it has on the site."""
    forms: tuple[Name, ...]
    """Every name used, each once, by key."""
    open: tuple[str, ...] = ()
    """Names of those whom a short form could mean, where it was linked to none of them."""
    curated: str | None = None
    """The id of the curation entry that claims it."""
    evidence: MergeEvidence = NO_EVIDENCE
    told: EntityType | None = None
    """What the words beside the name say that it is."""
    owned: bool = False
    """Whether the text says whose it is, of a body made of common nouns: "Norway's Labour Party"."""


@dataclass(slots=True)
class Group:
    """Those that share a page. Filled here, then only read."""

    locals: list[Local]
    reason: str
    type: EntityType
    key: str = ""
    """The name that its first clusters share, as a key."""
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
    def name(self) -> Name:
        """The name as most articles write it; names of groups that were joined to this one do not count."""
        known = [local.known for local in self.locals]
        return preferred([name for name in known if name.key == self.key] or known)

    @property
    def shown(self) -> Name:
        """What its page is called: a body as articles write it, where none spells its letters out."""
        written = {name.key for local in self.locals for name in local.forms}
        spelled = self.type is not EntityType.ORGANISATION or self.name.key in written
        return self.name if spelled else preferred(local.name for local in self.locals)

    @property
    def first(self) -> Published:
        """When it was first named."""
        return min(local.published for local in self.locals)

    def evidence(self) -> MergeEvidence:
        """All that its articles say."""
        return reduce(or_, (local.evidence for local in self.locals), MergeEvidence())

    def label(self) -> str:
        """A word to tell it from namesakes, from the first article that has one."""
        told = sorted(self.locals, key=lambda local: local.published)
        return next((label for local in told if (label := local.evidence.label())), "")


def preferred(names: Iterable[Name]) -> Name:
    """The most frequent writing; the one with more letters, then the first by alphabet among equals."""
    counts: dict[str, int] = defaultdict(int)
    by_text = {}
    for name in names:
        counts[name.text] += 1
        by_text[name.text] = name
    best = max(counts, key=lambda t: (not t.isupper(), counts[t], len(t), [-ord(c) for c in t]))
    return by_text[best]


def merge(locals_: Iterable[Local], restricted: Collection[str] = ()) -> tuple[Group, ...]:
    """The entities of the site. `restricted`: entries that speak of some articles, and that nobody joins."""
    ordered = sorted(locals_, key=lambda x: (x.published, x.clusters))
    curated: dict[str, list[Local]] = defaultdict(list)
    named: dict[tuple[str, str, str], list[Local]] = defaultdict(list)
    groups: list[Group] = []
    for local in ordered:
        if local.curated is not None:
            curated[local.curated].append(local)
        elif why := _owned(local) or ("" if _spelled_out(local) else stays_in_article(local)):
            groups.append(Group([local], why, local.type, local.known.key, local.article))
        else:
            named[_class(local.type), local.known.key, _spelled_out(local)].append(local)
    groups += [Group(same, "by curation", same[0].type, curated=entry) for entry, same in curated.items()]
    shared = [group for (kind, *_), same in named.items() for group in _bearers(kind, same)]
    open_ = [group for group in groups if group.curated not in restricted]
    return (*groups, *by_other_names(shared, open_))


def _class(kind: EntityType) -> str:
    """Names of different classes are never one; within a class types may be mistaken for each other."""
    return str(kind) if kind in {EntityType.PERSON, EntityType.EVENT} else "thing"


def _bearers(kind: str, same: Sequence[Local]) -> list[Group]:
    if kind == EntityType.PERSON:
        return namesakes(same)
    key = same[0].known.key
    return [Group(members, "same full name", type_, key) for type_, members in by_kind(same)]


class Named(Protocol):
    """A cluster, or what merging knows of one."""

    @property
    def type(self) -> EntityType:
        """What it is."""

    @property
    def name(self) -> Name:
        """The fullest form."""

    @property
    def open(self) -> tuple[str, ...]:
        """Those whom a short form could mean."""


def stays_in_article(one: Named) -> str:
    """Why this name says nothing in another article; "" where it does."""
    if one.open:
        return "stands between " + " and ".join(one.open)
    if one.type is EntityType.PERSON:
        return "" if len(one.name.words) > 1 else "one-word name of a person: this article only"
    common = is_generic(one.name) and not is_certain(one.name)
    return "common noun: this article only" if common else ""


def _spelled_out(one: Local) -> str:
    """The acronym that its article gives a body made of common nouns: "Ministry of Health (MHL)"; else "".

    Two articles that give the same name the same acronym mean one body, as those that use the acronym alone.
    """
    if one.type is EntityType.PERSON or one.open or not is_generic(one.name) or is_certain(one.name):
        return ""
    return min((name.key for name in one.forms if is_acronym(name.text, name.language)), default="")


def _owned(one: Local) -> str:
    """Why a body that is certain elsewhere stays in this article; "" where it does not."""
    return "somebody's own: this article only" if one.owned else ""


def namesakes(same: Sequence[Local]) -> list[Group]:
    """One group for each bearer of one full name: a single one, unless articles set them apart.

    Articles are read as they were published, so that a later one moves none of the earlier: each joins
    the group that it agrees with in age or field, else the first that nothing sets it apart from. There
    are few groups, however many articles use the name. What linking kept apart in one article stays so.
    """
    groups: list[Group] = []
    known: list[MergeEvidence] = []
    for local in same:
        able = [
            number
            for number, about in enumerate(known)
            if groups[number].locals[-1].article != local.article and not conflict(about, local.evidence)
        ]
        if not able:
            parted = conflict(known[0], local.evidence) if known else ""
            groups.append(Group([local], "same full name", EntityType.PERSON, local.known.key, parted=parted))
            known.append(local.evidence)
            continue
        chosen = next((n for n in able if agree(known[n], local.evidence)), able[0])
        groups[chosen].locals.append(local)
        known[chosen] |= local.evidence
    return groups


def by_other_names(shared: Sequence[Group], fixed: Sequence[Group]) -> list[Group]:
    """Join each group to the one group that has its name as another name."""
    bearers: dict[tuple[bool, str], dict[int, Group]] = defaultdict(dict)
    for group in (*shared, *fixed):
        for name in other_names(group):
            bearers[group.type is EntityType.PERSON, name.key][id(group)] = group
    target: dict[int, Group] = {}
    first: set[tuple[bool, str]] = set()
    parts: list[Group] = []
    for group in shared:
        key = (group.type is EntityType.PERSON, group.key)
        found = [g for g in bearers[key].values() if g is not group]
        sole = len(found) == 1 and not (key in first and group.parted)
        joining, apart = _parted(group, found[0]) if sole and _rank(found[0]) > _rank(group) else ([], [])
        if joining:
            target[id(group)], group.locals = found[0], joining
        if joining and apart:
            why = conflict(found[0].evidence(), apart[0].evidence)
            parts.append(Group(apart, group.reason, group.type, group.key, parted=why))
        parts.append(group)
        first.add(key)
    return _joined(parts, target)


def other_names(group: Group) -> Iterable[Name]:
    """Names that its articles use beside its own and that mean something elsewhere."""
    for local in group.locals:
        for name in local.forms:
            if name.key != group.key and _means_something(name, group.type):
                yield name


def _means_something(name: Name, kind: EntityType) -> bool:
    """A full name without bare initials; of a thing, a specific name or an acronym."""
    if kind is EntityType.PERSON:
        return len(name.words) > 1 and not is_initial(name.words[0])
    return is_acronym(name.text, name.language) or (len(name.words) > 1 and not is_generic(name))


def _rank(group: Group) -> tuple[bool, int, int, str]:
    """Joining goes to the fuller name, so that two groups never join each other."""
    name = group.name
    return (group.curated is not None, len(name.words), len(name.key), name.key)


def _parted(group: Group, target: Group) -> tuple[list[Local], list[Local]]:
    """Those of a group who are whom it would join, and those who are not; of a thing's all or none.

    Both in the order of publication: a later article that sets a person apart takes no earlier one along.
    """
    if target.scope is not None:
        return [], group.locals
    about = target.evidence()
    if group.type is not EntityType.PERSON:
        return ([], group.locals) if conflict(group.evidence(), about) else (group.locals, [])
    joining: list[Local] = []
    apart: list[Local] = []
    for local in sorted(group.locals, key=lambda local: local.published):
        (apart if conflict(about, local.evidence) else joining).append(local)
        about = about if apart and apart[-1] is local else about | local.evidence
    return joining, apart


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
