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
from sitegen.resolve.speakers import resolve_quotations


def resolve(articles: Iterable[AnnotatedArticle], curation: Curation = Curation()) -> SiteIndex:
    """Resolve every mention and quotation of the site."""
    resolved = [_resolved(a) for a in sorted(articles, key=lambda a: a.article.id)]
    entities = {c.entity: Entity(c.entity, c.name, c.type) for r in resolved for c in r.cards}
    return SiteIndex(tuple(resolved), tuple(entities[k] for k in sorted(entities)))


def _resolved(a: AnnotatedArticle) -> ResolvedArticle:
    text = a.plain.text
    groups: dict[EntityId, list[ResolvedMention]] = {}
    for m in a.annotations.mentions:
        if m.type is not EntityType.DATE:
            eid = EntityId(slugify(m.span.of(text)) or "x")
            groups.setdefault(eid, []).append(ResolvedMention(m, eid, "same name"))
    cards = tuple(
        Card(eid, ms[0].mention.type, ms[0].mention.span.of(text), tuple(ms), ())
        for eid, ms in groups.items()
    )
    dates = tuple(m for m in a.annotations.mentions if m.type is EntityType.DATE)
    quotes = resolve_quotations(a, cards)
    return ResolvedArticle(a.article, a.plain, cards, dates, quotes)
