"""What articles say alike, held once: whom they name and how, who speaks, why somebody is who they are.

In: values that were just read, each with texts of its own. Out: equal values whose equal parts are one. An
archive names the same few thousand again and again; of what the building process holds of an article this
was more than half.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import TypeVar, cast

from sitegen.model.article import ArticleId
from sitegen.model.site import EntityId
from sitegen.render.article.short.gist import Gist, Heard
from sitegen.resolve.index import Census, Held, Home
from sitegen.resolve.site.merging import Local, Published

T = TypeVar("T", bound=Hashable)
DIFFERENT = 1 << 15
"""Values that are looked for; of a larger archive those that were met last."""
MANY_DIFFERENT = 1 << 20
"""The same of names, where those of all articles are held: one that is not found again is held once more."""


@lru_cache(maxsize=DIFFERENT)
def _known(value: Hashable) -> Hashable:
    return value


@lru_cache(maxsize=MANY_DIFFERENT)
def _known_name(value: Hashable) -> Hashable:
    return value


def _named(value: T) -> T:
    """The same, of what articles say about names."""
    return cast("T", _known_name(value))


def _one(value: T) -> T:
    """The value that was met first among those that are equal to this one."""
    return cast("T", _known(value))


def alike_gist(gist: Gist) -> Gist:
    """The same, with what other gists have too."""
    return replace(
        gist,
        tags=tuple(map(intern, gist.tags)),
        cards=tuple(map(_one, gist.cards)),
        together=tuple(map(_one, gist.together)),
        speakers=tuple(map(_one, gist.speakers)),
        heard=tuple(Heard(_one(heard.quotations), heard.words) for heard in gist.heard),
        loudest=tuple(map(intern, gist.loudest)),
    )


def alike_census(census: Census) -> Census:
    """The same, with the names and evidence that other articles have too, and its own id once."""
    if not census.locals:
        return census
    when = census.article, census.locals[0].published
    return replace(census, locals=tuple(_alike_local(local, *when) for local in census.locals))


def _alike_local(local: Local, article: ArticleId, published: Published) -> Local:
    return replace(
        local,
        article=article,
        published=published,
        clusters=_named(local.clusters),
        name=_named(local.name),
        known=_named(local.known),
        forms=_named(local.forms),
        evidence=_named(local.evidence),
    )


def alike_homes(
    homes: Mapping[ArticleId, tuple[Home, ...]], known: dict[Home, Home]
) -> dict[ArticleId, tuple[Home, ...]]:
    """The same, with the homes that other articles have too. `known`: those met so far; grows."""
    return {name: tuple(_alike_home(home, known) for home in found) for name, found in homes.items()}


def _alike_home(home: Home, known: dict[Home, Home]) -> Home:
    if home not in known:
        known[home] = Home(EntityId(intern(home.entity)), _one(home.clusters), intern(home.reason))
    return known[home]


def alike_held(held: Held, names: Mapping[ArticleId, ArticleId]) -> Held:
    """The same with the ids that the site's articles have. `names`: each to itself."""
    return tuple(
        (entity, replace(holder, articles=tuple(names.get(name, name) for name in holder.articles)))
        for entity, holder in held
    )
