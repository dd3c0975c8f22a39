"""Ids of entities, made from the name alone.

In: groups. Out: an id for each. A name that is clear only in its article carries the article's id. Where
two entities have one name, the one published first keeps the plain id and the others are told apart by
their type or by what articles say of them, never by a number in some order. So an article that is added
moves no page of an older one, and none at all but a namesake's.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sitegen.model.annotation import EntityType
from sitegen.model.site import EntityId, short_id
from sitegen.resolve.names.forms import Name
from sitegen.resolve.site.merging import Group
from sitegen.slugs import address_part

_ORDER = {kind: number for number, kind in enumerate(EntityType)}


def slug(name: Name) -> str:
    """The name as part of an address; a digest where no letter of it can be."""
    return short_id(address_part(name.key)) or f"name-{_digest(name.text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def with_ids(groups: Iterable[Group]) -> list[tuple[EntityId, Group]]:
    """Each group with its id; no two alike."""
    by_base: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_base[_base(group)].append(group)
    taken = {group.curated for same in by_base.values() for group in same if group.curated}
    return [
        (EntityId(chosen), group)
        for base in sorted(by_base)
        for chosen, group in _told_apart(base, by_base[base], taken)
    ]


def _base(group: Group) -> str:
    if group.curated:
        return group.curated
    if not group.scope:
        return slug(group.name)
    return short_id(f"{slug(group.name)}-{address_part(group.scope)}")


def _told_apart(base: str, groups: Sequence[Group], taken: set[str]) -> Iterator[tuple[str, Group]]:
    for group in sorted(groups, key=_order):
        if group.curated:
            yield group.curated, group
            continue
        chosen = next(short for c in _choices(base, group) if (short := short_id(c)) not in taken)
        taken.add(chosen)
        yield chosen, group


def _order(group: Group) -> tuple[object, ...]:
    return (group.first, _ORDER[group.type], group.label(), group.locals[0].clusters)


def _choices(base: str, group: Group) -> Iterator[str]:
    """Ids to try, the plainest first; the last one is always free."""
    label = group.label()
    yield base
    if group.parted and label:
        yield f"{base}-{label}"
    yield f"{base}-{group.type}"
    if label:
        yield f"{base}-{group.type}-{label}"
    where = group.locals[0]
    yield f"{base}-{_digest(f'{where.article} {where.name.text}')}"
    yield f"{base}-{_digest(f'{where.article} {where.clusters[0]}')}"
