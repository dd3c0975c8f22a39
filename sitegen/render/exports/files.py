"""Files that are not pages: exports beside pages, feeds, and what hosts and search engines look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sitegen.model.config import ANNOTATIONS, TEXT
from sitegen.model.site import Entity, EntityId
from sitegen.render import permalinks
from sitegen.render.article.short.gist import Gist
from sitegen.render.article.short.shown import Parts
from sitegen.render.exports.feeds import NEWEST, atom_feed, json_feed
from sitegen.render.exports.sitemap import SITEMAP, sitemaps
from sitegen.render.exports.tables import dumped, quotes_csv, quotes_json, site_quotes_csv, site_quotes_json
from sitegen.render.exports.webannotation import annotation_page
from sitegen.render.pages.jsonld import entity_json_ld
from sitegen.render.site.frame import FEED, JSON_FEED
from sitegen.render.site.lookup import Lookup, Spoken, in_short, whole
from sitegen.render.site.offered import CSV, ENTITIES, ENTITY, JSON, of_briefing, of_entity, of_site
from sitegen.render.site.paging import Needs


@dataclass(frozen=True, slots=True)
class FilePlan:
    """A file that no template makes."""

    path: str
    """Below the output folder."""
    needs: Needs
    """All that it is made from, beside the configuration."""
    make: Callable[[], bytes | Iterator[bytes]]
    """A large file comes in parts."""
    large: bool = False
    """Whether it grows with the site: one takes as long as many others."""
    article: str = ""
    """Id of the article, for a file of a briefing."""


def file_plans(found: Lookup, pages: Sequence[str]) -> Iterator[FilePlan]:
    """Every such file of the site; `pages` are the paths of those that the sitemap lists."""
    for gist in found.gists:
        yield from briefing_files(gist, found)
    for entity in found.entities.values():
        yield from entity_files(entity, found)
    yield from site_files(found)

    def newest() -> tuple[object, ...]:
        return (in_short(found, found.gists[:NEWEST]),)

    yield _plan(FEED, newest, partial(atom_feed, found))
    yield _plan(JSON_FEED, newest, partial(json_feed, found))
    yield from host_files(found, pages)


def site_files(found: Lookup) -> Iterator[FilePlan]:
    """All quotations and all entities, as far as the site offers them."""

    def said() -> tuple[object, ...]:
        return (Parts.of((gist.id, found.shelf.shown(gist.id).rows) for gist in found.gists),)

    def named() -> tuple[object, ...]:
        return tuple(found.entities.values()), in_short(found, found.gists)

    made: dict[str, tuple[str, Needs, Callable[[Lookup], Iterator[bytes]]]] = {
        CSV: (permalinks.QUOTES, said, site_quotes_csv),
        JSON: (permalinks.QUOTES, said, site_quotes_json),
        ENTITIES: (permalinks.ENTITIES, named, site_entities),
    }
    for name in of_site(found, *made):
        folder, needs, make = made[name]
        yield FilePlan(folder + name, needs, partial(make, found), large=True)


@dataclass(frozen=True, slots=True)
class _OfBriefing:
    """What the files of a briefing are made from, and how: its methods are smaller than functions."""

    gist: Gist
    found: Lookup

    def needs(self) -> tuple[object, ...]:
        return (whole(self.found, (self.gist,)),)

    def text(self) -> bytes:
        return self.found.shelf.piece(self.gist.id).resolved.plain.text.encode()

    def annotations(self) -> bytes:
        return dumped(annotation_page(self.found.shelf.piece(self.gist.id), self.found))

    def csv(self) -> bytes:
        return quotes_csv(self._said(), self.gist.location, self.found)

    def json(self) -> bytes:
        return quotes_json(self._said(), self.gist.location, self.found)

    def _said(self) -> Iterable[Spoken]:
        return (Spoken(self.gist, index) for index in range(len(self.gist.said)))


def briefing_files(gist: Gist, found: Lookup) -> Iterator[FilePlan]:
    """What a briefing offers: plain text, annotations, quotations."""
    its = _OfBriefing(gist, found)
    made = {TEXT: its.text, ANNOTATIONS: its.annotations, CSV: its.csv, JSON: its.json}
    for name in of_briefing(gist, found):
        yield FilePlan(gist.location + name, its.needs, made[name], article=gist.id)


def entity_files(entity: Entity, found: Lookup) -> Iterator[FilePlan]:
    """What an entity offers: itself and what it said, from all articles that name it."""
    names = of_entity(entity.id, found)
    if not names:  # as of nearly all on most sites
        return
    location = permalinks.entity_location(entity.id)
    seen, shown = found.appearances.get(entity.id, ()), found.shelf.shown

    def about() -> tuple[object, ...]:
        return entity, in_short(found, (a.gist for a in seen))

    def said() -> tuple[object, ...]:
        return (Parts.of((a.gist.id, shown(a.gist.id).said_by(a.number)) for a in seen),)

    made: dict[str, Callable[[], bytes]] = {
        CSV: lambda: quotes_csv(_said_by(entity.id, found), location, found),
        JSON: lambda: quotes_json(_said_by(entity.id, found), location, found),
        ENTITY: partial(_entity_json, entity, found),
    }
    for name in names:
        yield _plan(location + name, about if name == ENTITY else said, made[name])


def _entity_json(entity: Entity, found: Lookup) -> bytes:
    return dumped(entity_json_ld(entity, permalinks.entity_location(entity.id), found))


def site_entities(found: Lookup) -> Iterator[bytes]:
    """Every entity as a line of JSON-LD, by id."""
    for entity in found.entities.values():
        yield dumped(entity_json_ld(entity, permalinks.ENTITIES, found))


def _said_by(entity: EntityId, found: Lookup) -> Sequence[Spoken]:
    return found.by_speaker.get(entity, ())


def host_files(found: Lookup, pages: Sequence[str]) -> Iterator[FilePlan]:
    """What hosts and search engines look for. A sitemap needs full URLs, so it needs `base_url`."""
    base = found.config.site.base_url
    yield _plan(".nojekyll", tuple, bytes)
    robots = "User-agent: *\nAllow: /\n"
    if base:
        robots += f"\nSitemap: {permalinks.absolute(base, SITEMAP)}\n"
        yield from (_plan(*made) for made in sitemaps(base, pages))
    yield _plan("robots.txt", lambda: (robots,), robots.encode)


def _plan(location: str, needs: Needs, make: Callable[[], bytes | Iterator[bytes]]) -> FilePlan:
    return FilePlan(location, needs, make)
