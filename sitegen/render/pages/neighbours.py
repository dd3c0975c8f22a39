"""Briefings beside a briefing: the next and the one before, and those in which the same people appear.

Only an article's neighbours in a person's list are looked at: that costs the same on a site of any size,
and a new article changes few other pages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest

from sitegen.model.annotation import EntityType
from sitegen.model.site import EntityId
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.views.briefing import NeighboursView, RelatedItem
from sitegen.render.views.common import Link

MOST_RELATED = 4
REACH = 6
"""Articles of a person that are looked at on either side of this one."""
MOST_PEOPLE = 3
"""Names that are told of those whom two articles share."""


def neighbours(at: int, lookup: Lookup) -> NeighboursView:
    """What stands at the foot of the page of an article, which is at this place in the order of the site."""
    gists = lookup.gists
    link = Linker(gists[at].location)
    newer = gists[at - 1] if at else None
    older = gists[at + 1] if at + 1 < len(gists) else None
    return NeighboursView(
        related=tuple(_related(at, lookup, link)),
        newer=Link(newer.title, link.to(newer.location)) if newer else None,
        older=Link(older.title, link.to(older.location)) if older else None,
    )


def _related(at: int, lookup: Lookup, link: Linker) -> Iterator[RelatedItem]:
    """Those with most people in common first, and of these the nearest in time."""
    shared: defaultdict[int, list[EntityId]] = defaultdict(list)
    for card in lookup.gists[at].cards:
        if card.type is EntityType.PERSON:
            for place in _near(at, lookup.people[card.entity]):
                shared[place].append(card.entity)
    best = nsmallest(MOST_RELATED, ((-len(who), abs(place - at), place) for place, who in shared.items()))
    for _, _, place in best:
        other = lookup.gists[place]
        people = tuple(lookup.entities[key].name for key in shared[place][:MOST_PEOPLE])
        yield RelatedItem(other.title, link.to(other.location), other.date, people)


def _near(at: int, places: Sequence[int]) -> Iterator[int]:
    """Of the places of a person's articles, those around one of them."""
    own = bisect_left(places, at)
    return (place for place in places[max(0, own - REACH) : own + REACH + 1] if place != at)
