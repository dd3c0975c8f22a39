"""What an action changes elsewhere: counted before it, for a card, and after it, between two builds.

In: articles in short. Out: counts. Pure; a thousand articles are counted in some milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from sitegen.model.article import ArticleId
from sitegen.model.site import EntityId
from sitegen.render.article.short.gist import Gist

Gists = Mapping[ArticleId, Gist]


@dataclass(frozen=True, slots=True)
class Reach:
    """How much there is of something."""

    mentions: int = 0
    quotations: int = 0
    articles: int = 0

    def __add__(self, other: Reach) -> Reach:
        return Reach(
            self.mentions + other.mentions,
            self.quotations + other.quotations,
            self.articles + other.articles,
        )


def reach_of(gists: Iterable[Gist], entities: Collection[EntityId]) -> dict[EntityId, Reach]:
    """Over the site: mentions of each entity, quotations that it speaks, articles that name it."""
    found = dict.fromkeys(entities, Reach())
    for gist in gists:
        named = {card.entity: card.mentions for card in gist.cards if card.entity in found}
        for entity, mentions in named.items():
            said = sum(entity in _who(gist, number) for number in range(len(gist.said)))
            found[entity] += Reach(mentions, said, 1)
    return found


def _who(gist: Gist, quotation: int) -> tuple[EntityId | None, ...]:
    speaker = gist.speaker(quotation)
    return (speaker.entity, *speaker.others)


def changed(before: Gists, now: Gists) -> Reach:
    """What is otherwise than before: mentions on another card, quotations of another speaker, articles.

    Articles that are new, or not made again yet, say nothing of it.
    """
    pairs = ((before[name], now[name]) for name in before.keys() & now.keys())
    every = (_changed(a, b) for a, b in pairs if a is not b and a != b)
    return sum((one for one in every if one.mentions or one.quotations), Reach())


def _changed(before: Gist, now: Gist) -> Reach:
    return Reach(_differing(_named(before), _named(now)), _differing(_said(before), _said(now)), 1)


def _named(gist: Gist) -> Counter[Hashable]:
    return Counter({(card.entity, card.type): card.mentions for card in gist.cards})


def _said(gist: Gist) -> Counter[Hashable]:
    return Counter(map(gist.speaker, range(len(gist.said))))


def _differing(before: Counter[Hashable], now: Counter[Hashable]) -> int:
    return max((before - now).total(), (now - before).total())
