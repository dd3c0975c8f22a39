"""What pictures show, as numbers: words by speaker, and who is named with whom.

In: the lookup. Out: frozen views without geometry; `drawing` gives
networks their places when a page that shows one is rendered. Linear in the site's mentions and shared
paragraphs; what one picture shows is capped.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from sitegen.model.site import EntityId
from sitegen.render import permalinks
from sitegen.render.article.piece import DATA_TYPES
from sitegen.render.article.short.gist import Gist
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Appearance, Lookup
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
FEWEST_OF_SITE = 8
"""Fewer names are lost on the width of a page."""

MOST_COMPARED = 200
"""The most named entities, whose ties the picture of the site is chosen from."""


def quoted_view(lookup: Lookup) -> QuotedView | None:
    """Words in quotation marks by speaker; None where fewer than two bars would stand."""
    words: Counter[EntityId | None] = Counter()
    for gist in lookup.gists:
        for voice in gist.voices:
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


def network_around(
    entity: EntityId, ties: Counter[EntityId], seen: Sequence[Appearance], link: Linker, lookup: Lookup
) -> NetworkView | None:
    """An entity and those most often named in the same paragraphs, with `ties` of them.

    Lines between the others count the paragraphs that they share in the articles that name the entity. None
    where there are few others, or where no tie is stronger than any other: a list says as much.
    """
    others = heapq.nsmallest(MOST_AROUND, ties, key=lambda key: (-ties[key], key))
    if len(others) < FEWEST_AROUND or ties[others[0]] < 2:
        return None
    shared = shared_pairs((appearance.gist for appearance in seen), frozenset(others))
    crossing = ((count, a, b) for (a, b), count in shared.items())
    chosen = heapq.nsmallest(MOST_CROSSING, crossing, key=_strongest)
    pairs = [(ties[key], entity, key) for key in others] + chosen
    nodes = [
        _node(key, "" if key == entity else lookup.url(key, link), ties[key], lookup)
        for key in (entity, *others)
    ]
    return NetworkView(True, tuple(nodes), _edges((entity, *others), pairs))  # noqa: FBT003 - a field


def network_of_site(mentions: Counter[EntityId], link: Linker, lookup: Lookup) -> NetworkView | None:
    """Those who are most often named together, of the most named; None for few.

    With all their ties that a picture can show.
    """
    known = heapq.nsmallest(MOST_COMPARED, mentions, key=lambda key: (-mentions[key], key))
    shared = shared_pairs(lookup.gists, frozenset(known))
    pairs = ((n, a, b) for (a, b), n in shared.items() if n > 1)
    members: set[EntityId] = set()
    for _, a, b in heapq.nsmallest(MOST_LINES, pairs, key=_strongest):
        if len(members | {a, b}) <= MOST_OF_SITE:
            members |= {a, b}
    if len(members) < FEWEST_OF_SITE:
        return None
    order = sorted(members, key=lambda key: (-mentions[key], key))
    ties = ((n, a, b) for (a, b), n in shared.items() if a in members and b in members)
    nodes = tuple(_node(key, lookup.url(key, link), mentions[key], lookup) for key in order)
    edges = _edges(order, heapq.nsmallest(MOST_LINES, ties, key=_strongest))
    return NetworkView(False, nodes, edges)  # noqa: FBT003 - a field


def shared_pairs(gists: Iterable[Gist], wanted: frozenset[EntityId]) -> Counter[tuple[EntityId, EntityId]]:
    """How many paragraphs each two of the wanted share; the first id of a pair is the smaller."""
    counts: Counter[tuple[EntityId, EntityId]] = Counter()
    for gist in gists:
        cards = [card.entity if card.entity in wanted else None for card in gist.cards]
        for present in gist.together:
            named = sorted({key for number in present if (key := cards[number])})
            counts.update(combinations(named, 2))
    return counts


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
