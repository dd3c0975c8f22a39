"""Which exports stand beside a page: asked by pages that link to them and by plans that make them.

Both ask here, so that no page leads to a file that is not written. In: the configuration, and what there is
to export. Out: names of files, in the order of links. A file that would be empty is not offered.
"""

from __future__ import annotations

from sitegen.model.config import ALL, ANNOTATIONS, EXPORTS, TEXT
from sitegen.model.site import EntityId
from sitegen.render.article.short.gist import Gist
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.views.common import Alternate

CSV, JSON, ENTITY, ENTITIES = "quotes.csv", "quotes.json", "entity.json", "entities.jsonl"
FORMS = {
    CSV: ("text/csv", "csv"),
    JSON: ("application/json", "json"),
    ANNOTATIONS: ("application/ld+json", "annotations"),
    TEXT: ("text/plain", "text"),
    ENTITY: ("application/ld+json", "entity"),
    ENTITIES: ("application/jsonl", "entities"),
}
"""File to its media type and the key of its title."""


def of_site(lookup: Lookup, *names: str) -> tuple[str, ...]:
    """Those of these names that the site has."""
    there = {CSV: lookup.spoken, JSON: lookup.spoken, ENTITIES: lookup.entities}
    wanted = _wanted("site", lookup.config.exports.site)
    return tuple(name for name in names if name in wanted and there[name])


def of_briefing(gist: Gist, lookup: Lookup) -> tuple[str, ...]:
    """Those of a briefing. Annotations point into its text, which comes with them."""
    wanted = _wanted("briefings", lookup.config.exports.briefings)
    there = {CSV: gist.said, JSON: gist.said, ANNOTATIONS: gist.annotated, TEXT: gist.has_text}
    if ANNOTATIONS in wanted and gist.annotated:
        wanted |= {TEXT}
    return tuple(name for name in (CSV, JSON, ANNOTATIONS, TEXT) if name in wanted and there[name])


def of_entity(entity: EntityId, lookup: Lookup) -> tuple[str, ...]:
    """Those of an entity: none where nothing that it said is quoted."""
    wanted = _wanted("entities", lookup.config.exports.entities)
    quoted = bool(lookup.by_speaker.get(entity))
    return tuple(name for name in (CSV, JSON, ENTITY) if name in wanted and quoted)


def alternates(folder: str, names: tuple[str, ...], link: Linker) -> tuple[Alternate, ...]:
    """Links to them; they stand in the `folder` of this location."""
    return tuple(Alternate(*FORMS[name], link.to(folder + name)) for name in names)


def _wanted(about: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(EXPORTS[about] if ALL in names else names)
