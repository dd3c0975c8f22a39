"""Views of an entity's pages: how articles describe it, what it said, and every mention in context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from sitegen.markdown.html import render_note
from sitegen.model.site import Entity, EntityId
from sitegen.render import permalinks
from sitegen.render.article.piece import DATA_TYPES
from sitegen.render.article.short.shown import Parts
from sitegen.render.article.words.links_out import site_name, web_url
from sitegen.render.article.words.wording import stands_alone, telling_names
from sitegen.render.pages.head import page_head
from sitegen.render.pages.pictures import network_around
from sitegen.render.pages.quotes import quote_items
from sitegen.render.pages.timeline import briefing_bars, timeline
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Appearance, Lookup, Spoken, at_hand, in_short
from sitegen.render.site.offered import alternates, of_entity
from sitegen.render.site.paging import Listed, Page, pages
from sitegen.render.views.common import EntityLink, Link
from sitegen.render.views.entity import EntitySummary, EntityView, MentionLine, SaidOf

MOST_TOGETHER = 14


def entity_pages(entity: Entity, lookup: Lookup) -> Iterator[Listed]:
    """Every page of an entity, the newest briefings first; at least one. Only the first one sums up."""
    seen = lookup.appearances.get(entity.id, ())
    for page in pages(permalinks.entity_location(entity.id), seen, lookup.config.entity_page_size):
        needs, view = partial(_needs, entity, page, lookup), partial(entity_view, entity, page, lookup)
        yield Listed(page.location, needs, view)


def _needs(entity: Entity, page: Page[Appearance], lookup: Lookup) -> tuple[object, ...]:
    shown = lookup.shelf.shown
    listed = Parts.of((a.gist.id, shown(a.gist.id).on_page_of(a.number)) for a in page.items)
    summed_up = lookup.appearances.get(entity.id, ()) if page.pagination.number == 1 else ()
    offered = of_entity(entity.id, lookup)  # there may be quotations on another page alone
    return entity, page.pagination, listed, in_short(lookup, (a.gist for a in summed_up)), offered


def entity_view(entity: Entity, page: Page[Appearance], lookup: Lookup) -> EntityView:
    """A page of an entity, made from the articles that name it and from nothing else."""
    location, link, seen = permalinks.entity_location(entity.id), Linker(page.location), page.items
    spoken = (Spoken(a.gist, number) for a in seen for number in a.gist.said_by(entity.id))
    _ = lookup.words.gettext
    description = _(
        "How the briefings describe %(name)s, what is quoted, and every mention.", name=entity.name
    )
    return EntityView(
        head=page_head(lookup, page.location, entity.name, description),
        name=entity.name,
        type=DATA_TYPES[entity.type],
        aliases=telling_names(entity, lookup.config.site.language),
        links=tuple(Link(site_name(url), url) for url in entity.links if web_url(url)),
        note=render_note(entity.note) if entity.note else "",
        summary=_summary(entity, link, lookup) if page.pagination.number == 1 else None,
        said_of=tuple(_said_of(at_hand(lookup, seen), link, lookup)),
        quotes=tuple(quote_items(spoken, link, lookup, named=False)),
        mentions=tuple(line for a in seen for line in _mentions(a, link, lookup)),
        pagination=page.pagination,
        downloads=alternates(location, of_entity(entity.id, lookup), link),
    )


def _summary(entity: Entity, link: Linker, lookup: Lookup) -> EntitySummary:
    seen = lookup.appearances.get(entity.id, ())
    dated = [(a.gist.date, a.card.mentions) for a in seen if a.gist.date]
    dates = sorted(day for day, _ in dated)
    bars = briefing_bars(seen, link)
    ties = shared_paragraphs(seen)
    return EntitySummary(
        briefing_count=len(seen),
        mention_count=sum(a.card.mentions for a in seen),
        quote_count=len(lookup.by_speaker.get(entity.id, ())),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        timeline=None if bars else timeline(dated),
        by_briefing=bars,
        together=tuple(_together(ties, link, lookup)),
        network=network_around(entity.id, ties, seen, link, lookup),
    )


def _said_of(seen: Iterable[Appearance], link: Linker, lookup: Lookup) -> Sequence[SaidOf]:
    """Each wording once, with the newest article that has it; "its director" only where there is no other."""
    found = list(_wordings(seen, link, lookup))
    language = lookup.config.site.language
    return [said for said in found if stands_alone(said.text, language)] or found


def _wordings(seen: Iterable[Appearance], link: Linker, lookup: Lookup) -> Iterator[SaidOf]:
    told: set[str] = set()
    for appearance in seen:
        gist = appearance.gist
        for described in lookup.shelf.excerpts(gist.id).described[appearance.number]:
            if described.text.casefold() in told:
                continue
            told.add(described.text.casefold())
            url = link.to(gist.location, described.anchor)
            yield SaidOf(gist.date, described.text, url, gist.title, described.paragraph)


def _mentions(appearance: Appearance, link: Linker, lookup: Lookup) -> Iterator[MentionLine]:
    gist = appearance.gist
    for mentioned in lookup.shelf.excerpts(gist.id).mentions[appearance.number]:
        yield MentionLine(
            before=mentioned.before,
            name=mentioned.name,
            punctuation=mentioned.punctuation,
            after=mentioned.after,
            url=link.to(gist.location, mentioned.anchor),
            date=gist.date,
            briefing=gist.title,
            paragraph=mentioned.paragraph,
        )


def _together(counts: Counter[EntityId], link: Linker, lookup: Lookup) -> Iterator[EntityLink]:
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_TOGETHER]
    for key, count in most:
        entity = lookup.entities[key]
        yield EntityLink(entity.name, lookup.url(key, link), DATA_TYPES[entity.type], count)


def shared_paragraphs(seen: Sequence[Appearance]) -> Counter[EntityId]:
    """How many paragraphs an entity shares with each other one, where it appears."""
    counts: Counter[EntityId] = Counter()
    for appearance in seen:
        cards = appearance.gist.cards
        for present in appearance.gist.together:
            if appearance.number in present:
                counts.update(cards[number].entity for number in present if number != appearance.number)
    return counts
