"""Inside one article: mentions to clusters, one for each entity that the article names.

In: the text and its mentions, dates aside. Out: clusters in order of first mention. People and things
are linked apart: a firm and its founder may share a word, and never a card.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.annotation import EntityType, Mention
from sitegen.resolve.cluster import Cluster
from sitegen.resolve.people import link_people
from sitegen.resolve.things import link_things


def link_article(text: str, mentions: Iterable[Mention]) -> tuple[Cluster, ...]:
    """What the article is about, in order of first mention."""
    people: list[Mention] = []
    things: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        if mention.type is EntityType.PERSON:
            people.append(mention)
        elif mention.type is not EntityType.DATE:
            things.append(mention)
    clusters = (*link_people(text, people), *link_things(text, things))
    return tuple(sorted(clusters, key=lambda c: (c.start, c.name.key)))
