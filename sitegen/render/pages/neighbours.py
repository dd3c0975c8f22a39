"""Briefings beside a briefing: the next and the one before, and those in which the same people appear.

Only an article's neighbours in a person's list are looked at: that costs the same on a site of any size,
and a new article changes few other pages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from sitegen.model.annotation import EntityType
from sitegen.model.site import EntityId
from sitegen.render.article.gist import Gist
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.views.briefing import NeighboursView, RelatedItem
from sitegen.render.views.common import Link

MOST_RELATED = 4
REACH = 6
"""Articles of a person that are looked at on either side of this one."""
MOST_PEOPLE = 3
"""Names that are told of those whom two articles share."""


def neighbours(gist: Gist, lookup: Lookup) -> NeighboursView:
    """What stands at the foot of an article's page."""
    link, at, gists = Linker(gist.location), lookup.order[gist.id], lookup.gists
    newer = gists[at - 1] if at else None
    older = gists[at + 1] if at + 1 < len(gists) else None
    return NeighboursView(
        related=tuple(_related(gist, lookup, link)),
        newer=Link(newer.title, link.to(newer.location)) if newer else None,
        older=Link(older.title, link.to(older.location)) if older else None,
    )


def _related(gist: Gist, lookup: Lookup, link: Linker) -> Iterator[RelatedItem]:
    """Those with most people in common first, and of these the nearest in time."""
    shared: defaultdict[int, list[EntityId]] = defaultdict(list)
    at = lookup.order[gist.id]
    for card in gist.cards:
        if card.type is EntityType.PERSON:
            for place in _near(card.entity, at, lookup):
                shared[place].append(card.entity)
    best = sorted(shared, key=lambda place: (-len(shared[place]), abs(place - at), place))
    for place in best[:MOST_RELATED]:
        other = lookup.gists[place]
        people = tuple(lookup.entities[key].name for key in shared[place][:MOST_PEOPLE])
        yield RelatedItem(other.title, link.to(other.location), other.date, people)


def _near(entity: EntityId, at: int, lookup: Lookup) -> Iterator[int]:
    """Places, in the order of the site, of a person's articles around one of them."""
    seen = lookup.appearances.get(entity, ())
    own = bisect_left(seen, at, key=lambda a: lookup.order[a.gist.id])
    for appearance in seen[max(0, own - REACH) : own + REACH + 1]:
        place = lookup.order[appearance.gist.id]
        if place != at:
            yield place
