"""The view of an entity's page: how articles describe it, what it said, and every mention in context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.markdown.parser import markdown_parser
from sitegen.model.site import Entity, EntityId
from sitegen.render import permalinks
from sitegen.render.head import page_head
from sitegen.render.links_out import site_name, web_url
from sitegen.render.lookup import DATA_TYPES, Appearance, Linker, Lookup
from sitegen.render.pictures import Shared, network_around
from sitegen.render.quotes import quote_item
from sitegen.render.snippets import context
from sitegen.render.timeline import briefing_bars, timeline
from sitegen.render.views.common import Alternate, EntityLink, Link
from sitegen.render.views.entity import EntityView, MentionLine, SaidOf

CONTEXT_WIDTH = 64
MOST_TOGETHER = 14
CROWD = 60
"""A paragraph that names more than this many is a list: it says nothing of who goes with whom, and
counting its pairs would cost the square of its length."""


def entity_view(entity: Entity, lookup: Lookup, together: Shared) -> EntityView:
    """An entity's page; `together` counts the paragraphs that entities share."""
    location = permalinks.entity_location(entity.id)
    link = Linker(location)
    seen = lookup.appearances.get(entity.id, ())
    spoken = lookup.by_speaker.get(entity.id, ())
    dated = [(a.piece.date, len(a.card.mentions)) for a in seen if a.piece.date]
    dates = sorted(day for day, _ in dated)
    bars = briefing_bars(seen, link)
    _ = lookup.words.gettext
    description = _(
        "How the briefings describe %(name)s, what is quoted, and every mention.", name=entity.name
    )
    return EntityView(
        head=page_head(lookup, location, entity.name, description),
        name=entity.name,
        type=DATA_TYPES[entity.type],
        aliases=entity.aliases,
        links=tuple(Link(site_name(url), url) for url in entity.links if web_url(url)),
        note=markdown_parser().render(entity.note) if entity.note else "",
        briefing_count=len(seen),
        mention_count=sum(len(a.card.mentions) for a in seen),
        quote_count=len(spoken),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        timeline=None if bars else timeline(dated),
        by_briefing=bars,
        said_of=tuple(_said_of(seen, link)),
        quotes=tuple(quote_item(said, link, lookup) for said in spoken),
        mentions=tuple(line for a in seen for line in _mentions(a, link)),
        together=tuple(_together(together[entity.id], link, lookup)),
        network=network_around(entity.id, together, link, lookup),
        downloads=(
            Alternate("text/csv", "csv", link.to(f"{location}quotes.csv")),
            Alternate("application/json", "json", link.to(f"{location}quotes.json")),
            Alternate("application/ld+json", "entity", link.to(f"{location}entity.json")),
        ),
    )


def _said_of(seen: tuple[Appearance, ...], link: Linker) -> Iterator[SaidOf]:
    """Each wording once, with the newest article that has it."""
    told: set[str] = set()
    for appearance in seen:
        piece = appearance.piece
        for description in appearance.card.descriptions:
            text = piece.text(description.span.start, description.span.end)
            if text.casefold() in told:
                continue
            told.add(text.casefold())
            owner = next(
                (
                    m.mention.span
                    for m in appearance.card.mentions
                    if any(d.span == description.span for d in m.mention.descriptions)
                ),
                appearance.card.mentions[0].mention.span,
            )
            url = link.to(piece.location, piece.anchors.mentions[owner])
            yield SaidOf(piece.date, text, url, piece.title, piece.anchors.paragraph(owner.start))


def _mentions(appearance: Appearance, link: Linker) -> Iterator[MentionLine]:
    piece = appearance.piece
    plain = piece.resolved.plain
    for resolved in appearance.card.mentions:
        span = resolved.mention.span
        block = plain.blocks[piece.anchors.block(span.start)]
        around = context(plain, span, block, CONTEXT_WIDTH)
        yield MentionLine(
            before=around.before,
            name=around.text,
            punctuation=around.punctuation,
            after=around.after,
            url=link.to(piece.location, piece.anchors.mentions[span]),
            date=piece.date,
            briefing=piece.title,
            paragraph=piece.anchors.paragraph(span.start),
        )


def _together(counts: Counter[EntityId], link: Linker, lookup: Lookup) -> Iterator[EntityLink]:
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_TOGETHER]
    for key, count in most:
        entity = lookup.entities[key]
        yield EntityLink(entity.name, link.entity(key), DATA_TYPES[entity.type], count)


def named_together(lookup: Lookup) -> dict[EntityId, Counter[EntityId]]:
    """For each entity, how many paragraphs of the site it shares with each other one."""
    counts: dict[EntityId, Counter[EntityId]] = {key: Counter() for key in lookup.entities}
    for piece in lookup.pieces:
        in_block: dict[int, set[EntityId]] = {}
        for card in piece.resolved.cards:
            for resolved in card.mentions:
                block = piece.anchors.block(resolved.mention.span.start)
                in_block.setdefault(block, set()).add(card.entity)
        for present in in_block.values():
            if len(present) <= CROWD:
                for key in present:
                    counts[key].update(present - {key})
    return counts
