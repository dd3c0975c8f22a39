"""Which entities are named in passing: a page of their own would say no more than the briefing's card does.

In: who is named where, over the whole site, and one article. Out: ids. Whether one article alone names
somebody is the site's to say, all else the article's: so no article has to know more of another than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from sitegen.model.site import Entity, EntityId, ResolvedArticle

NOBODY: frozenset[EntityId] = frozenset()


def only_once(named: Iterable[Iterable[EntityId]], entities: Iterable[Entity]) -> frozenset[EntityId]:
    """Entities that one article alone names, and that no editor's entry is about.

    `named`: for each article, whom it names.
    """
    articles = Counter(entity for names in named for entity in set(names))
    return frozenset(e.id for e in entities if articles[e.id] == 1 and not e.curated)


def in_passing(resolved: ResolvedArticle, alone: Collection[EntityId]) -> frozenset[EntityId]:
    """Of those it names `alone`: who is named once and says nothing, and no editor adds a word."""
    spoken = [q.speaker for q in resolved.quotations]
    heard = {entity for speaker in spoken for entity in (speaker.entity, *speaker.others)}
    return frozenset(
        card.entity
        for card in resolved.cards
        if card.entity in alone
        and card.entity not in heard
        and len(card.mentions) == 1
        and not (card.lines or card.note or card.links)
    )
