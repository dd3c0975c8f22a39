"""What pictures show, as numbers: words by speaker, and who is named with whom.

In: the lookup, and the paragraphs that entities share. Out: frozen views without geometry; `drawing` gives
networks their places when a page that shows one is rendered. Linear in the site's mentions and shared
paragraphs; what one picture shows is capped.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from sitegen.model.site import EntityId
from sitegen.render import permalinks
from sitegen.render.lookup import DATA_TYPES, Linker, Lookup
from sitegen.render.views.pictures import NetworkEdge, NetworkNode, NetworkView, QuotedBar, QuotedView

MOST_BARS = 8
MOST_AROUND = 12
"""Others in the picture of one entity."""
MOST_OF_SITE = 30
"""Entities in the picture of the site."""
MOST_CROSSING = 18
"""Lines between others in the picture of one entity: more of them hide what they show."""
MOST_LINES = 60
FEWEST_AROUND = 3
"""Fewer others than this are read faster than looked at."""

Shared = Mapping[EntityId, Counter[EntityId]]
"""For each entity, how many paragraphs it shares with each other one."""


def quoted_view(lookup: Lookup) -> QuotedView | None:
    """Words in quotation marks by speaker; None where fewer than two bars would stand."""
    words: Counter[EntityId | None] = Counter()
    for piece in lookup.pieces:
        for voice in piece.voices:
            words[voice.speaker.entity] += voice.words
    total = words.total()
    ranked = sorted(((-n, key) for key, n in words.items() if key and n))[:MOST_BARS]
    named = [(key, -negative) for negative, key in ranked]
    others = total - sum(count for _, count in named)
    if len(named) < 2:
        return None
    most = max(count for _, count in named)
    link = Linker(permalinks.QUOTES)
    bars = [
        QuotedBar(lookup.entities[key].name, link.entity(key), count, _percent(count, most))
        for key, count in named
    ]
    rest = [QuotedBar("", "", others, 0)] if others else []
    return QuotedView(total, (*bars, *rest))


def _percent(count: int, most: int) -> int:
    return max(1, round(100 * count / most))


def network_around(entity: EntityId, shared: Shared, link: Linker, lookup: Lookup) -> NetworkView | None:
    """An entity and those most often named in the same paragraphs.

    None where there are few of them, or where no tie is stronger than any other: a list says as much.
    """
    ties = shared[entity]
    others = heapq.nsmallest(MOST_AROUND, ties, key=lambda key: (-ties[key], key))
    if len(others) < FEWEST_AROUND or ties[others[0]] < 2:
        return None
    crossing = ((shared[a][b], a, b) for a, b in combinations(sorted(others), 2) if shared[a][b])
    chosen = heapq.nsmallest(MOST_CROSSING, crossing, key=_strongest)
    pairs = [(ties[key], entity, key) for key in others] + chosen
    nodes = [
        _node(key, "" if key == entity else link.entity(key), ties[key], lookup) for key in (entity, *others)
    ]
    return NetworkView(True, tuple(nodes), _edges((entity, *others), pairs))  # noqa: FBT003 - a field


def network_of_site(
    shared: Shared, mentions: Counter[EntityId], link: Linker, lookup: Lookup
) -> NetworkView | None:
    """Those who are most often named together, with all their ties that a picture can show; None for few."""
    pairs = ((n, a, b) for a, ties in shared.items() for b, n in ties.items() if a < b and n > 1)
    members: set[EntityId] = set()
    for _, a, b in heapq.nsmallest(MOST_LINES, pairs, key=_strongest):
        if len(members | {a, b}) <= MOST_OF_SITE:
            members |= {a, b}
    if len(members) <= FEWEST_AROUND:
        return None
    order = sorted(members, key=lambda key: (-mentions[key], key))
    ties = ((shared[a][b], a, b) for a, b in combinations(order, 2) if shared[a][b])
    nodes = tuple(_node(key, link.entity(key), mentions[key], lookup) for key in order)
    edges = _edges(order, heapq.nsmallest(MOST_LINES, ties, key=_strongest))
    return NetworkView(False, nodes, edges)  # noqa: FBT003 - a field


def _strongest(pair: tuple[int, EntityId, EntityId]) -> tuple[int, EntityId, EntityId]:
    return -pair[0], pair[1], pair[2]


def _node(key: EntityId, url: str, count: int, lookup: Lookup) -> NetworkNode:
    entity = lookup.entities[key]
    return NetworkNode(entity.name, url, DATA_TYPES[entity.type], count)


def _edges(
    members: Sequence[EntityId], pairs: Sequence[tuple[int, EntityId, EntityId]]
) -> tuple[NetworkEdge, ...]:
    places = {key: number for number, key in enumerate(members)}
    edges = (NetworkEdge(places[a], places[b], count) for count, a, b in pairs)
    return tuple(sorted(edges, key=lambda edge: (-edge.count, edge.one, edge.other)))
