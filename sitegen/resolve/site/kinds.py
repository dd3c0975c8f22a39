"""What kind of thing a name names, as far as its articles tell it.

In: clusters that are not people. Out: the type that the words beside the name tell, or None, and the
clusters of one name sorted into those that can be one thing. Recognition often takes a town for an
organisation; words ("in Norvane", "the ferry operator Norvane") seldom do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sitegen.model.annotation import EntityType
from sitegen.resolve.article.cluster import Cluster, Link, has_owner
from sitegen.resolve.article.descriptions import head_part
from sitegen.resolve.names.forms import fold, is_acronym

_DOUBTFUL = frozenset({EntityType.ORGANISATION, EntityType.PLACE, EntityType.OTHER})
"""Types that are taken for each other. Events and people are not among them."""


def told_type(cluster: Cluster, text: str) -> EntityType | None:
    """What the words say it is; None where they say nothing, or two things."""
    if cluster.type not in _DOUBTFUL:
        return cluster.type
    heads = {
        fold((head_part(d.span.of(text), link.name.language).split() or [""])[-1])
        for link in cluster.links
        for d in link.mention.descriptions
    }
    lists = cluster.name.lists
    nouns = heads | {cluster.name.words[-1] if cluster.name.words else ""}
    place = not nouns.isdisjoint(lists.place_nouns) or any(_is_in(text, link) for link in cluster.links)
    letters = is_acronym(cluster.name.text, cluster.name.language)
    acronym = letters and cluster.type is not EntityType.PLACE  # "UK" is one too
    organisation = acronym or not nouns.isdisjoint(lists.organisation_nouns)
    if place == organisation:
        return None
    return EntityType.PLACE if place else EntityType.ORGANISATION


def is_owned(cluster: Cluster, text: str) -> bool:
    """Whether the text says whose body it is: "Norway's Labour Party", "the Norwegian Labour Party"."""
    return any(has_owner(link, text) for link in cluster.links)


def _is_in(text: str, link: Link) -> bool:
    """Whether "in", "near" or "the town of" stands before the mention."""
    before = text[max(0, link.mention.span.start - 30) : link.mention.span.start].split()[-2:]
    last, lists = before[-1].lower() if before else "", link.name.lists
    of_kind = last in lists.behind_kinds and fold(before[0]) in lists.place_nouns
    return of_kind or last in lists.before_places


class Typed(Protocol):
    """Something named, with what its article tells of its type."""

    @property
    def type(self) -> EntityType:
        """What it was taken for."""

    @property
    def told(self) -> EntityType | None:
        """What the words beside the name say it is."""


T = TypeVar("T", bound=Typed)


def by_kind(same: Sequence[T]) -> list[tuple[EntityType, list[T]]]:
    """Clusters of one name, first published first, sorted into things of different kinds.

    Where all were taken for one kind, that is it. Else there are as many things as kinds that articles
    *tell*; a cluster whose article tells nothing joins the kind that it was taken for, if some article
    tells it, else the first. Where none tells anything it is one thing, of the kind that most took it for.
    """
    taken = {x.type for x in same}
    told = [kind for kind in dict.fromkeys(x.told for x in same) if kind is not None and kind in taken]
    if len(taken) == 1 or not told:
        return [(_vote(x.type for x in same), list(same))]
    sorted_: dict[EntityType, list[T]] = defaultdict(list)
    for one in same:
        own = one.told if one.told in told else one.type
        sorted_[own if own in told else told[0]].append(one)
    return [(kind, sorted_[kind]) for kind in told if kind in sorted_]


def _vote(types: Iterable[EntityType]) -> EntityType:
    counts = Counter(types)
    del counts[EntityType.OTHER]
    return counts.most_common(1)[0][0] if counts else EntityType.OTHER
