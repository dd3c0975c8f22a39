"""Ids of entities, made from the name alone.

In: groups. Out: an id for each. A name that is clear only in its article carries the article's id. Where
two entities have one name, the one published first keeps the plain id and the others are told apart by
their type or by what articles say of them, never by a number in some order. An id that a former build gave
out stays with the entity that its articles name, whoever of that name was added since.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.curation import Holder, Issued
from sitegen.model.site import EntityId, short_id
from sitegen.resolve.names.forms import Name
from sitegen.resolve.site.merging import Group
from sitegen.slugs import address_part

_Held = dict[tuple[str, ArticleId], list[EntityId]]
"""The ids that a name and an article are remembered for."""
NOTHING: Issued = MappingProxyType({})
_ORDER = {kind: number for number, kind in enumerate(EntityType)}


def slug(name: Name) -> str:
    """The name as part of an address; a digest where no letter of it can be."""
    return short_id(address_part(name.key)) or f"name-{_digest(name.text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def with_ids(groups: Iterable[Group], issued: Issued = NOTHING) -> list[tuple[EntityId, Group]]:
    """Each group with its id; no two alike."""
    held = _issued_in(issued)
    by_base: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_base[_base(group)].append(group)
    taken = {group.curated for same in by_base.values() for group in same if group.curated}
    kept = {base: _kept(base, same, held, taken) for base, same in sorted(by_base.items())} if held else {}
    return [
        (EntityId(chosen), group)
        for base in sorted(by_base)
        for chosen, group in _told_apart(base, by_base[base], taken, kept.get(base, {}))
    ]


def _base(group: Group) -> str:
    if group.curated:
        return group.curated
    if not group.scope:
        return slug(group.name)
    return short_id(f"{slug(group.name)}-{address_part(group.scope)}")


def held_by(groups: Iterable[tuple[EntityId, Group]]) -> tuple[tuple[EntityId, Holder], ...]:
    """Ids that a namesake could come to have: no entry's, and none of a name that stays in its article."""
    return tuple(
        (
            eid,
            Holder(
                _base(group), tuple(one.article for one in sorted(group.locals, key=lambda x: x.published))
            ),
        )
        for eid, group in groups
        if not (group.curated or group.scope)
    )


def _issued_in(issued: Issued) -> _Held:
    found: _Held = defaultdict(list)
    for name, holder in sorted(issued.items()):
        for article in holder.articles:
            found[holder.base, article].append(name)
    return found


def _kept(base: str, groups: Sequence[Group], held: _Held, taken: set[str]) -> dict[int, str]:
    """Number of a group to the id that it had: that of which it has most articles. Each is taken then.

    An id that no group of this name has an article of is free, as if it had never been issued.
    """
    claims = Counter(
        (number, name)
        for number, group in enumerate(groups)
        if not (group.curated or group.scope)
        for article in {local.article for local in group.locals}
        for name in held.get((base, article), ())
    )
    found: dict[int, str] = {}
    for number, name in sorted(claims, key=lambda c: (-claims[c], len(c[1]), c[1], _order(groups[c[0]]))):
        if number not in found and name not in taken:
            found[number] = name
            taken.add(name)
    return found


def _told_apart(
    base: str, groups: Sequence[Group], taken: set[str], kept: Mapping[int, str]
) -> Iterator[tuple[str, Group]]:
    for number, group in sorted(enumerate(groups), key=lambda pair: _order(pair[1])):
        if had := group.curated or kept.get(number):
            yield had, group
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
