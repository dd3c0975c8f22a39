"""All articles' annotations and the curation entries to one `SiteIndex`.

In: annotated articles in any order, and curation. Out: the index, in an order of its own. Pure: the same
articles and entries give the same index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC

from sitegen.diagnostics import sort_key
from sitegen.model.annotation import EntityType
from sitegen.model.article import Article, ArticleId
from sitegen.model.curation import Curation
from sitegen.model.site import (
    AnnotatedArticle,
    Card,
    Entity,
    EntityId,
    ResolvedArticle,
    ResolvedMention,
    SiteIndex,
)
from sitegen.resolve.cluster import Cluster
from sitegen.resolve.conflicts import evidence
from sitegen.resolve.curating import Rules, curate
from sitegen.resolve.descriptions import card_descriptions
from sitegen.resolve.ids import with_ids
from sitegen.resolve.joining import join_same
from sitegen.resolve.kinds import told_type
from sitegen.resolve.linking import link_article
from sitegen.resolve.merging import Group, Local, Published, merge
from sitegen.resolve.redirects import redirects
from sitegen.resolve.reports import open_names, unused_entries, unused_references
from sitegen.resolve.speakers import resolve_quotations

NO_CURATION = Curation()


@dataclass(frozen=True, slots=True)
class _Linked:
    """One article after linking."""

    article: AnnotatedArticle
    clusters: tuple[Cluster, ...]
    used: frozenset[str]


_Owned = tuple[Cluster, Entity, Group]


def resolve(articles: Iterable[AnnotatedArticle], curation: Curation = NO_CURATION) -> SiteIndex:
    """Resolve every mention and quotation of the site."""
    rules = Rules(curation)
    linked = [_link(a, rules) for a in sorted(articles, key=lambda a: newest_first(a.article))]
    merged = with_ids(merge(local for one in linked for local in _locals(one)))
    groups = join_same(merged, rules.entries.values())
    entities = {eid: _entity(eid, group, rules) for eid, group in groups}
    owned: dict[ArticleId, list[_Owned]] = defaultdict(list)
    for eid, group in groups:
        for local in group.locals:
            owned[local.article].append((local.cluster, entities[eid], group))
    moved, faults = redirects(groups, curation)
    used = frozenset(entry for one in linked for entry in one.used) | entities.keys()
    unused = (
        *unused_entries(curation, used),
        *unused_references(curation, {one.article.article.id for one in linked}, dict(merged)),
    )
    ambiguous = (d for one in linked for d in open_names(one.article, one.clusters))
    return SiteIndex(
        tuple(_resolved(one.article, owned[one.article.article.id], rules) for one in linked),
        tuple(sorted(entities.values(), key=lambda e: e.id)),
        moved,
        tuple(sorted((*ambiguous, *unused, *faults), key=sort_key)),
    )


def newest_first(article: Article) -> tuple[float, str]:
    """The order of articles: newest first, undated last, then by id."""
    date = article.front_matter.date
    return (-(date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() if date else 1.0, article.id)


def published(article: Article) -> Published:
    """The order of namesakes: oldest first, undated last, then by id."""
    order, name = newest_first(article)
    return (float("inf") if article.front_matter.date is None else -order, name)


def _link(annotated: AnnotatedArticle, rules: Rules) -> _Linked:
    text = annotated.plain.text
    found = curate(text, annotated.annotations.mentions, rules, annotated.article.id)
    clusters = link_article(text, found.mentions, found.claims, rules.names)
    curated = replace(annotated, annotations=replace(annotated.annotations, mentions=found.mentions))
    return _Linked(curated, clusters, found.used)


def _locals(linked: _Linked) -> Iterable[Local]:
    article = linked.article.article
    for cluster in linked.clusters:
        about = evidence(cluster, linked.article.plain.text, article.front_matter.date)
        told = told_type(cluster, linked.article.plain.text)
        yield Local(article.id, published(article), cluster, about, told)


def _entity(eid: EntityId, group: Group, rules: Rules) -> Entity:
    entry = rules.entries.get(group.curated) if group.curated else None
    forms = {name.text for local in group.locals for name in local.cluster.forms}
    name = entry.name if entry else group.name.text
    aliases = tuple(sorted((forms | set(entry.aliases if entry else ())) - {name}))
    if entry is None:
        return Entity(eid, name, group.type, aliases)
    kind = entry.type or Counter(local.cluster.type for local in group.locals).most_common(1)[0][0]
    return Entity(eid, name, kind, aliases, entry.links, entry.note, curated=True)


def _resolved(annotated: AnnotatedArticle, owned: Iterable[_Owned], rules: Rules) -> ResolvedArticle:
    ordered = sorted(owned, key=lambda o: (o[0].start, o[1].id))
    cards = tuple(_card(annotated.plain.text, *one, rules) for one in ordered)
    dates = tuple(m for m in annotated.annotations.mentions if m.type is EntityType.DATE)
    quotations = resolve_quotations(annotated, cards)
    return ResolvedArticle(annotated.article, annotated.plain, cards, dates, quotations)


def _card(text: str, cluster: Cluster, entity: Entity, group: Group, rules: Rules) -> Card:
    entry = rules.entries.get(entity.id) if entity.curated else None
    mentions = tuple(
        ResolvedMention(link.mention, entity.id, f"{link.reason}; {group.reason}") for link in cluster.links
    )
    pinned = entry.description if entry else ""
    descriptions = card_descriptions(text, (link.mention for link in cluster.links), pinned)
    return Card(entity.id, entity.type, cluster.name.text, mentions, descriptions)
