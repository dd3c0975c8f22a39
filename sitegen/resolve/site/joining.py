"""Groups that an editor joins by id, and one cluster for each entity in each article.

In: groups with their ids, and the entries. Out: the same with `same_as` obeyed, each former id noted, short
names that stood between two who are one now among theirs, and no article with two clusters of one entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sitegen.model.article import ArticleId
from sitegen.model.curation import CurationEntry
from sitegen.model.site import EntityId
from sitegen.resolve.article.cluster import fullest
from sitegen.resolve.site.merging import Group, Local

Named = tuple[EntityId, Group]


def join_same(groups: Sequence[Named], entries: Iterable[CurationEntry]) -> list[Named]:
    """Give each entry the groups whose ids it lists under `same_as`."""
    left = dict(groups)
    for entry in entries:
        for former in entry.same_as:
            group = left.pop(EntityId(former), None) if former != entry.id else None
            if group is None:
                continue
            home = left.setdefault(EntityId(entry.id), Group([], "by curation", group.type, curated=entry.id))
            _take(home, former, group)
    _settle(left)
    return [(eid, one_for_each_article(group)) for eid, group in sorted(left.items())]


def _take(home: Group, former: str, group: Group) -> None:
    home.locals += group.locals
    home.former += [former, *group.former]


def _settle(groups: dict[EntityId, Group]) -> None:
    """Whoever stood between several names of an article goes where all of these have gone."""
    between = {
        eid: group.locals[0]
        for eid, group in groups.items()
        if len(group.locals) == 1 and group.locals[0].open and not group.curated
    }
    articles = {local.article for local in between.values()}
    bearers: dict[tuple[ArticleId, str], set[EntityId]] = defaultdict(set)
    for eid, group in groups.items():
        for local in group.locals:
            if local.article in articles:
                bearers[local.article, local.name.text].add(eid)
    for eid, local in between.items():
        meant = set[EntityId]().union(*(bearers[local.article, name] for name in local.open))
        if len(meant) == 1 and eid not in meant:
            _take(groups[meant.pop()], eid, groups.pop(eid))


def one_for_each_article(group: Group) -> Group:
    """The group with at most one cluster in each article."""
    by_article: dict[str, Local] = {}
    for local in sorted(group.locals, key=lambda x: (x.published, x.clusters)):
        first = by_article.get(local.article)
        by_article[local.article] = local if first is None else _both(first, local)
    return replace(group, locals=list(by_article.values()))


def _both(first: Local, second: Local) -> Local:
    forms = {form.key: form for form in (*second.forms, *first.forms)}
    own = [one.known for one in (first, second) if one.known != one.name]
    name = fullest((first.name, second.name))
    return replace(
        first,
        clusters=(*first.clusters, *second.clusters),
        name=name,
        known=own[0] if own else name,
        forms=tuple(forms[key] for key in sorted(forms)),
        open=(),
        curated=first.curated or second.curated,
        evidence=first.evidence | second.evidence,
    )
