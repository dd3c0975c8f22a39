"""All articles' annotations and the curation entries to one `SiteIndex`.

In: annotated articles in any order. Out: the index, in an order of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable

from slugify import slugify

from sitegen.model.annotation import EntityType
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
from sitegen.resolve.descriptions import card_descriptions
from sitegen.resolve.linking import link_article
from sitegen.resolve.speakers import resolve_quotations

NO_CURATION = Curation()


def resolve(articles: Iterable[AnnotatedArticle], curation: Curation = NO_CURATION) -> SiteIndex:  # noqa: ARG001
    """Resolve every mention and quotation of the site."""
    resolved = [_resolved(a) for a in sorted(articles, key=lambda a: a.article.id)]
    entities = {c.entity: Entity(c.entity, c.name, c.type) for r in resolved for c in r.cards}
    return SiteIndex(tuple(resolved), tuple(entities[k] for k in sorted(entities)))


def _resolved(a: AnnotatedArticle) -> ResolvedArticle:
    text = a.plain.text
    used: set[EntityId] = set()
    cards = tuple(_card(text, cluster, used) for cluster in link_article(text, a.annotations.mentions))
    dates = tuple(m for m in a.annotations.mentions if m.type is EntityType.DATE)
    return ResolvedArticle(a.article, a.plain, cards, dates, resolve_quotations(a, cards))


def _card(text: str, cluster: Cluster, used: set[EntityId]) -> Card:
    base = slugify(cluster.name.text) or "x"
    eid = EntityId(base if base not in used else f"{base}-{cluster.type}")
    while eid in used:
        eid = EntityId(eid + "-2")
    used.add(eid)
    mentions = tuple(ResolvedMention(link.mention, eid, link.reason) for link in cluster.links)
    descriptions = card_descriptions(text, (link.mention for link in cluster.links))
    return Card(eid, cluster.type, cluster.name.text, mentions, descriptions)
