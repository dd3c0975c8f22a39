"""Views of the front page and of lists of briefings: topics and months."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sitegen.model.site import EntityId, SpeakerKind
from sitegen.render import permalinks
from sitegen.render.anchors import is_in_marks, quotation_text
from sitegen.render.counting import count_words, shares
from sitegen.render.head import named_voices, page_head, summary_of
from sitegen.render.lookup import DATA_TYPES, Linker, Lookup, Piece, Spoken, is_doubtful
from sitegen.render.paging import Page, pages
from sitegen.render.quotes import quote_item
from sitegen.render.views.common import BriefingItem, EntityLink, HeadView, Link
from sitegen.render.views.lists import (
    ArchiveView,
    BriefingListView,
    FrontView,
    MonthItem,
    PullQuote,
    RankItem,
    TopicItem,
    TopicsView,
)

MOST_QUOTED = 6
MOST_NAMED = 14
PULL_WORDS = range(5, 31)
"""A quotation of this length can stand alone, large."""


def briefing_item(piece: Piece, link: Linker) -> BriefingItem:
    """A briefing as a list shows it."""
    tags = piece.resolved.article.front_matter.tags
    largest, others = shares(piece.voices)
    return BriefingItem(
        url=link.to(piece.location),
        title=piece.title,
        date=piece.date,
        topic=Link(tags[0], link.to(permalinks.topic_location(tags[0]))) if tags else None,
        summary=summary_of(piece),
        shares=tuple(voice.words for voice in largest) + ((others,) if others else ()),
        voices=named_voices(piece),
        quotes=len(piece.resolved.quotations),
        entities=len(piece.resolved.cards),
    )


def front_views(lookup: Lookup) -> list[tuple[str, FrontView]]:
    """Location and view of the front page and of the older pages behind it; at least one."""
    return [
        (page.location, _front_view(page, lookup))
        for page in pages(permalinks.HOME, lookup.pieces, lookup.config.page_size)
    ]


def _front_view(page: Page[Piece], lookup: Lookup) -> FrontView:
    link = Linker(page.location)
    first = page.pagination.number == 1
    items = [briefing_item(piece, link) for piece in page.items]
    _ = lookup.words.gettext
    title = lookup.config.site.tagline if first else _("Older briefings")
    return FrontView(
        head=page_head(lookup, page.location, title),
        lead=items[0] if first and items else None,
        pull=_pull(page.items[0], lookup, link) if first and items else None,
        briefings=tuple(items[1:] if first else items),
        most_quoted=tuple(_most_quoted(page.items, link)),
        most_named=tuple(_most_named(page.items, link, lookup)),
        pagination=page.pagination,
    )


def _pull(piece: Piece, lookup: Lookup, link: Linker) -> PullQuote | None:
    """The first quotation in the speaker's own words that is sure and neither too short nor too long."""
    for index, resolved in enumerate(piece.resolved.quotations):
        text = quotation_text(resolved, piece.resolved.plain)
        sure = resolved.speaker.kind is SpeakerKind.NAMED and not is_doubtful(resolved)
        if sure and is_in_marks(resolved.quotation.kind) and count_words(text) in PULL_WORDS:
            item = quote_item(Spoken(piece, index), link, lookup)
            return PullQuote(
                item.text, item.kind, item.speaker, item.description, item.url, item.cite, item.first
            )
    return None


def _most_quoted(pieces: Iterable[Piece], link: Linker) -> list[RankItem]:
    words: Counter[tuple[EntityId, str]] = Counter()
    for piece in pieces:
        for voice in piece.voices:
            if voice.speaker.entity and voice.words:
                words[voice.speaker.entity, voice.speaker.name] += voice.words
    ranked = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:MOST_QUOTED]
    return [
        RankItem(name, link.entity(key), count, round(100 * count / ranked[0][1]))
        for (key, name), count in ranked
    ]


def _most_named(pieces: Iterable[Piece], link: Linker, lookup: Lookup) -> list[EntityLink]:
    counts: Counter[EntityId] = Counter()
    for piece in pieces:
        for card in piece.resolved.cards:
            counts[card.entity] += len(card.mentions)
    return most_named(counts, link, lookup)[:MOST_NAMED]


def most_named(counts: Counter[EntityId], link: Linker, lookup: Lookup) -> list[EntityLink]:
    """Entities by how often they are named, then by id."""
    return [
        EntityLink(lookup.entities[key].name, link.entity(key), DATA_TYPES[lookup.entities[key].type], count)
        for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def topic_views(lookup: Lookup) -> list[tuple[str, BriefingListView]]:
    """Location and view of every page of every topic. Tags that have one slug are one topic."""
    found = []
    for location, (tag, pieces) in sorted(_topics(lookup).items()):
        for page in pages(location, pieces, lookup.config.page_size):
            head = page_head(lookup, page.location, tag)
            found.append((page.location, _list_view(page, head, len(pieces), topic=tag)))
    return found


def _topics(lookup: Lookup) -> dict[str, tuple[str, list[Piece]]]:
    """Location to the tag as most articles write it, and its briefings."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    members: defaultdict[str, dict[str, Piece]] = defaultdict(dict)
    for piece in lookup.pieces:
        for tag in piece.resolved.article.front_matter.tags:
            location = permalinks.topic_location(tag)
            spellings[location][tag] += 1
            members[location][piece.id] = piece
    return {
        location: (max(sorted(counts), key=lambda tag: counts[tag]), list(members[location].values()))
        for location, counts in spellings.items()
    }


def topics_view(lookup: Lookup) -> TopicsView:
    """The list of topics, by name."""
    link = Linker(permalinks.TOPICS)
    topics = [TopicItem(tag, link.to(at), len(pieces)) for at, (tag, pieces) in _topics(lookup).items()]
    head = page_head(lookup, permalinks.TOPICS, lookup.words.gettext("Topics"))
    return TopicsView(head, tuple(sorted(topics, key=lambda topic: topic.name.casefold())))


def _months(lookup: Lookup) -> dict[date, list[Piece]]:
    months: defaultdict[date, list[Piece]] = defaultdict(list)
    for piece in lookup.pieces:
        if piece.date:
            months[piece.date.replace(day=1)].append(piece)
    return months


def month_views(lookup: Lookup) -> list[tuple[str, BriefingListView]]:
    """Location and view of every page of every month of the archive."""
    found = []
    for month, pieces in sorted(_months(lookup).items()):
        location = permalinks.month_location(month.year, month.month)
        for page in pages(location, pieces, lookup.config.page_size):
            head = page_head(lookup, page.location, lookup.words.day(month, "yMMMM"))
            found.append((page.location, _list_view(page, head, len(pieces), month=month)))
    return found


def archive_view(lookup: Lookup) -> ArchiveView:
    """The list of months, newest first, and the briefings that no month has."""
    link = Linker(permalinks.ARCHIVE)
    months = sorted(_months(lookup).items(), reverse=True)
    undated: Sequence[Piece] = [piece for piece in lookup.pieces if not piece.date]
    return ArchiveView(
        head=page_head(lookup, permalinks.ARCHIVE, lookup.words.gettext("Archive")),
        months=tuple(
            MonthItem(month, link.to(permalinks.month_location(month.year, month.month)), len(pieces))
            for month, pieces in months
        ),
        undated=tuple(briefing_item(piece, link) for piece in undated),
    )


def _list_view(
    page: Page[Piece], head: HeadView, total: int, *, topic: str = "", month: date | None = None
) -> BriefingListView:
    link = Linker(page.location)
    items = tuple(briefing_item(piece, link) for piece in page.items)
    return BriefingListView(head, topic, month, total, items, page.pagination)
