"""Views of the lists of entities: by type, by name, most named."""

from __future__ import annotations

import unicodedata
from collections import Counter

from sitegen.model.site import EntityId
from sitegen.render import permalinks
from sitegen.render.article.piece import DATA_TYPES
from sitegen.render.article.words.wording import without_article
from sitegen.render.pages.front import most_named
from sitegen.render.pages.head import page_head
from sitegen.render.pages.pictures import network_of_site
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.site.offered import ENTITIES, alternates, of_site
from sitegen.render.site.paging import Page, pages
from sitegen.render.views.common import EntityLink
from sitegen.render.views.entity import EntityListView, EntityTypeView, LetterView, TypeView

PER_PAGE = 400
MOST_OF_A_TYPE = 24


def _counts(lookup: Lookup) -> dict[str, Counter[EntityId]]:
    """Type to how often each of its entities is named; only types that the site has, in their order."""
    counts: dict[str, Counter[EntityId]] = {key: Counter() for key in DATA_TYPES.values()}
    for entity in lookup.entities.values():
        seen = lookup.appearances.get(entity.id, ())
        counts[DATA_TYPES[entity.type]][entity.id] = sum(a.card.mentions for a in seen)
    return {key: found for key, found in counts.items() if found}


def entity_list_view(lookup: Lookup) -> EntityListView:
    """The most named entities of each type."""
    link = Linker(permalinks.ENTITIES)
    by_type = _counts(lookup)
    types = tuple(
        TypeView(
            key=key,
            url=link.to(permalinks.type_location(key)),
            total=len(counts),
            most_named=tuple(most_named(counts, link, lookup)[:MOST_OF_A_TYPE]),
        )
        for key, counts in by_type.items()
    )
    mentions: Counter[EntityId] = sum(by_type.values(), Counter())
    network = network_of_site(mentions, link, lookup)
    _ = lookup.words.gettext
    description = _("Everyone and everything that the briefings name, by type.")
    head = page_head(lookup, permalinks.ENTITIES, _("People, places and organisations"), description)
    downloads = alternates(permalinks.ENTITIES, of_site(lookup, ENTITIES), link)
    return EntityListView(head, len(lookup.entities), types, network, downloads)


def entity_type_views(lookup: Lookup) -> list[tuple[str, EntityTypeView]]:
    """Location and view of every page of the list of each type, by name."""
    found = []
    for key, counts in _counts(lookup).items():
        ids = sorted(counts, key=lambda entity: _sort_key(_sort_name(lookup, entity)))
        listed = pages(permalinks.type_location(key), ids, PER_PAGE)
        found += [(page.location, _type_view(page, key, counts, lookup)) for page in listed]
    return found


def _type_view(page: Page[EntityId], key: str, counts: Counter[EntityId], lookup: Lookup) -> EntityTypeView:
    link = Linker(page.location)
    letters: dict[str, list[EntityLink]] = {}
    for entity in page.items:
        name = _sort_name(lookup, entity)
        item = EntityLink(lookup.entities[entity].name, lookup.url(entity, link), key, counts[entity])
        letters.setdefault(_letter(name), []).append(item)
    head = page_head(lookup, page.location, lookup.words.types(key))
    return EntityTypeView(
        head=head,
        key=key,
        total=len(counts),
        all_url=link.to(permalinks.ENTITIES),
        letters=tuple(
            LetterView(letter, f"letter-{number}", tuple(found))
            for number, (letter, found) in enumerate(letters.items(), 1)
        ),
        pagination=page.pagination,
    )


def _sort_name(lookup: Lookup, entity: EntityId) -> str:
    """The name without a leading article, which is no help in finding it."""
    return without_article(lookup.entities[entity].name, lookup.config.site.language)


def _sort_key(name: str) -> tuple[bool, str, str]:
    """Without accents and case; names that start with a letter before all others."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return not plain[:1].isalpha(), plain.casefold(), name


def _letter(name: str) -> str:
    first = unicodedata.normalize("NFKD", name)[:1].upper()
    return first if first.isalpha() else "#"
