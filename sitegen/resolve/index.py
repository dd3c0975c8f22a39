"""All articles' annotations and the curation entries to one `SiteIndex`, in three steps.

1. `link` reads one article alone: which of its mentions are one. `census_of` is what the others need of it.
2. `merge_site` reads every census: which clusters of which articles are one entity.
3. `resolve_article` reads one article again, with what is known of its entities.

Each step is pure and its result depends on its arguments alone, so that each can be kept: an article that
changes is linked again; only where its census changed are the others asked; only articles whose entities
changed are resolved again. `resolve` is the three in a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import PurePosixPath
from typing import TypeAlias

from sitegen.diagnostics import Diagnostic, sort_key
from sitegen.faults import FaultError, Stage, blaming, fault_of
from sitegen.model.annotation import EntityType
from sitegen.model.article import Article, ArticleId
from sitegen.model.config import PublishFrom
from sitegen.model.curation import Curation, CurationEntry, Holder
from sitegen.model.site import (
    AnnotatedArticle,
    Card,
    Entity,
    EntityId,
    ResolvedArticle,
    ResolvedMention,
    SiteIndex,
)
from sitegen.model.text import masked
from sitegen.resolve.article.cluster import Cluster
from sitegen.resolve.article.curating import Rules, curate
from sitegen.resolve.article.descriptions import card_descriptions
from sitegen.resolve.article.linking import link_article, rebuilt
from sitegen.resolve.article.published import PUBLISH_ALL, parted
from sitegen.resolve.names.forms import is_generic
from sitegen.resolve.site.conflicts import evidence
from sitegen.resolve.site.ids import held_by, with_ids
from sitegen.resolve.site.joining import join_same
from sitegen.resolve.site.kinds import is_owned, told_type
from sitegen.resolve.site.merging import Group, Local, Published, merge
from sitegen.resolve.site.redirects import redirects
from sitegen.resolve.site.reports import open_names, unused_entries, unused_references
from sitegen.resolve.speakers import resolve_speakers
from sitegen.resolve.speakers.stated import is_called

NO_CURATION = Curation()
Doubts: TypeAlias = tuple[tuple[int, Diagnostic], ...]
"""Clusters of an article, by their number, of which it is not known whose they are."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One article after linking."""

    article: AnnotatedArticle
    """With the mentions that count after curation."""
    clusters: tuple[Cluster, ...]
    """In order of first mention."""
    used: frozenset[str]
    """Ids of the curation entries that its text touches."""


@dataclass(frozen=True, slots=True)
class Census:
    """All that the rest of the site needs of one article to know its entities."""

    article: ArticleId
    locals: tuple[Local, ...]
    """One for each cluster, in their order."""
    used: tuple[str, ...]
    """Ids of the curation entries that its text touches, sorted."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where one or more clusters of an article belong."""

    entity: EntityId
    clusters: tuple[int, ...]
    """Which of the article's clusters, from 0."""
    reason: str
    """Why, in words, as far as other articles have a part in it."""


Held: TypeAlias = tuple[tuple[EntityId, Holder], ...]
"""Ids, and whose they are."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The entities of the site, and whose the clusters of each article are."""

    entities: tuple[Entity, ...]
    """By id."""
    homes: dict[ArticleId, tuple[Home, ...]]
    redirects: tuple[tuple[EntityId, EntityId], ...] = ()
    """Former id to present id."""
    diagnostics: tuple[Diagnostic, ...] = ()
    held: Held = ()
    """Ids that a namesake could come to have, and whose they are."""


def resolve(
    articles: Iterable[AnnotatedArticle],
    curation: Curation = NO_CURATION,
    bars: PublishFrom = PUBLISH_ALL,
) -> SiteIndex:
    """Resolve every mention and quotation of the site. The order of the articles does not matter.

    Raises `FaultError` where something of ours fails in one article.
    """
    rules = Rules(curation)
    linked, censuses, resolved = [], [], []
    for article in sorted(articles, key=lambda a: newest_first(a.article)):
        with blaming(Stage.LINK, "linking the names of the article", article.article.id):
            linked.append(link(article, rules))
            censuses.append(census_of(linked[-1]))
    merged = merged_site(censuses, rules)
    entities = {entity.id: entity for entity in merged.entities}
    for one in linked:
        name = one.article.article.id
        with blaming(Stage.RESOLVE, "finding who speaks", name):
            resolved.append(resolve_article(one, merged.homes[name], entities, rules, bars))
    doubts = (d for one in linked for d in undecided(doubts_of(one), merged.homes[one.article.article.id]))
    told = tuple(sorted((*doubts, *merged.diagnostics), key=sort_key))
    return SiteIndex(tuple(resolved), merged.entities, merged.redirects, told)


def newest_first(article: Article) -> tuple[float, str]:
    """The order of articles: newest first, undated last, then by id."""
    date = article.front_matter.date
    return (-(date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() if date else 1.0, article.id)


def published(article: Article) -> Published:
    """The order of namesakes: oldest first, undated last, then by id."""
    order, name = newest_first(article)
    return (float("inf") if article.front_matter.date is None else -order, name)


def for_linking(entry: CurationEntry) -> CurationEntry:
    """The entry without what `link` does not read: its note, its links, what other pages lead to it."""
    return replace(
        entry,
        path=PurePosixPath(),
        links=(),
        same_as=(),
        redirect_from=(),
        description="",
        note="",
        lines=(),
    )


def for_merging(entry: CurationEntry) -> CurationEntry:
    """The entry without what decides nothing in `merge_site`: see `noted`."""
    return replace(entry, links=(), description="", note="")


def link(annotated: AnnotatedArticle, rules: Rules) -> Linked:
    """One article's mentions to clusters, as far as it can be known from this article and the entries."""
    text, language = annotated.plain.text, annotated.article.front_matter.language
    said = annotated.annotations
    plain, name = masked(annotated.plain), annotated.article.id
    found = curate(plain, said.mentions, rules, name, language, said.cleared)
    clusters = link_article(text, found.mentions, language, found.claims, rules.names(language))
    curated = replace(annotated, annotations=replace(annotated.annotations, mentions=found.mentions))
    return Linked(curated, clusters, found.used)


def census_of(linked: Linked) -> Census:
    """What the other articles need to know of this one."""
    article, text = linked.article.article, linked.article.plain.text
    when, date = published(article), article.front_matter.date
    locals_ = tuple(
        Local(
            article=article.id,
            published=when,
            clusters=(number,),
            type=cluster.type,
            name=cluster.name,
            known=cluster.known,
            forms=cluster.forms,
            open=cluster.open,
            curated=cluster.curated,
            evidence=evidence(cluster, text, date),
            told=told_type(cluster, text),
            owned=is_generic(cluster.name) and is_owned(cluster, text),
        )
        for number, cluster in enumerate(linked.clusters)
    )
    return Census(article.id, locals_, tuple(sorted(linked.used)))


def doubts_of(linked: Linked) -> Doubts:
    """What linking could not decide in this article."""
    return tuple(open_names(linked.article, linked.clusters))


def undecided(doubts: Doubts, homes: Iterable[Home]) -> Iterable[Diagnostic]:
    """What is not decided by an editor's word on others either, who are one now: a cluster is alone then."""
    alone = {home.clusters for home in homes}
    return (said for number, said in doubts if (number,) in alone)


def merged_site(censuses: Sequence[Census], rules: Rules) -> Merged:
    """The entities of the site. Raises `FaultError` where one article's names cannot be told from others'."""
    try:
        return merge_site(censuses, rules)
    except Exception as error:
        if not censuses or _fails((), rules):  # no article's fault
            raise
        first = bisect_left(range(1, len(censuses)), 1, key=lambda count: _fails(censuses[:count], rules))
        what, who = "gathering the names of all articles", censuses[first].article
        raise FaultError(fault_of(Stage.RESOLVE, what, error, who)) from error


def _fails(censuses: Sequence[Census], rules: Rules) -> bool:
    try:
        merge_site(censuses, rules)
    except Exception:  # noqa: BLE001 - which article makes it fail is what is asked
        return True
    return False


def merge_site(censuses: Sequence[Census], rules: Rules) -> Merged:
    """The entities of the site."""
    restricted = {entry.id for entry in rules.entries.values() if entry.articles}
    groups_ = merge((local for one in censuses for local in one.locals), restricted)
    merged = with_ids(groups_, rules.curation.issued)
    groups = join_same(merged, rules.entries.values())
    homes: dict[ArticleId, list[Home]] = {one.article: [] for one in censuses}
    for eid, group in groups:
        for local in group.locals:
            homes[local.article].append(Home(eid, local.clusters, group.reason))
    entities = tuple(sorted((_entity(eid, group, rules) for eid, group in groups), key=lambda e: e.id))
    moved, faults = redirects(groups, rules.curation)
    used = frozenset(entry for one in censuses for entry in one.used) | {entity.id for entity in entities}
    unused = (
        *unused_entries(rules.curation, used),
        *unused_references(rules.curation, homes.keys(), dict(merged)),
    )
    ordered = {
        name: tuple(sorted(found, key=lambda h: (h.clusters, h.entity))) for name, found in homes.items()
    }
    return Merged(entities, ordered, moved, (*unused, *faults), held_by(groups))


def noted(merged: Merged, rules: Rules) -> Merged:
    """The same entities with the notes and links that their entries have now."""
    return replace(merged, entities=tuple(_noted(entity, rules) for entity in merged.entities))


def _noted(entity: Entity, rules: Rules) -> Entity:
    entry = rules.entries.get(entity.id) if entity.curated else None
    return replace(entity, links=entry.links, note=entry.note) if entry else entity


def resolve_article(
    linked: Linked,
    homes: Iterable[Home],
    entities: Mapping[EntityId, Entity],
    rules: Rules,
    bars: PublishFrom = PUBLISH_ALL,
) -> ResolvedArticle:
    """One article with its cards and its quotations' speakers. `entities`: at least those of `homes`.

    Speakers are resolved before what is too doubtful to be shown is put aside: it may still tell who is meant
    by the next "he".
    """
    annotated = linked.article
    cards = tuple(_card(linked, home, entities[home.entity], rules) for home in homes)
    dates = tuple(m for m in annotated.annotations.mentions if m.type is EntityType.DATE)
    found = resolve_speakers(annotated, cards)
    cards = tuple(
        replace(card, called=c) if (c := found.called.get(n)) else card for n, card in enumerate(cards)
    )
    shown, suggested = parted(found.quotations, bars)
    return ResolvedArticle(annotated.article, annotated.plain, cards, dates, shown, suggested)


def _entity(eid: EntityId, group: Group, rules: Rules) -> Entity:
    entry = rules.entries.get(group.curated) if group.curated else None
    forms = {name.text for local in group.locals for name in local.forms}
    name = entry.name if entry else group.shown.text
    aliases = tuple(sorted((forms | set(entry.aliases if entry else ())) - {name}))
    if entry is None:
        return Entity(eid, name, group.type, aliases)
    kind = entry.type or Counter(local.type for local in group.locals).most_common(1)[0][0]
    return Entity(eid, name, kind, aliases, entry.links, entry.note, curated=True)


def pinned(entity: Entity, rules: Rules) -> str:
    """The description that the entity's entry puts first, where an article uses its words; else ""."""
    entry = rules.entries.get(entity.id) if entity.curated else None
    return entry.description if entry else ""


def _card(linked: Linked, home: Home, entity: Entity, rules: Rules) -> Card:
    text, cluster = linked.article.plain.text, _joined(linked.clusters, home)
    mentions = tuple(
        ResolvedMention(link.mention, entity.id, f"{link.reason}; {home.reason}") for link in cluster.links
    )
    words = pinned(entity, rules)
    mentioned = (link.mention for link in cluster.links)
    descriptions = card_descriptions(text, mentioned, cluster.name.language, words)
    name = entity.name if entity.curated else cluster.name.text
    card = Card(entity.id, entity.type, name, mentions, descriptions, note=entity.note, links=entity.links)
    told = tuple(line for line in linked.article.annotations.lines if is_called(card, line.entity, text))
    return replace(card, lines=told) if told else card


def _joined(clusters: Sequence[Cluster], home: Home) -> Cluster:
    """The clusters of one home as one."""
    first, *others = (clusters[number] for number in home.clusters)
    if not others:
        return first
    return rebuilt(first.type, (link for one in (first, *others) for link in one.links), (), first.curated)
