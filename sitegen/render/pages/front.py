"""Views of the front page and of lists of briefings: topics and months."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from sitegen.model.site import EntityId
from sitegen.render import permalinks
from sitegen.render.article.counting import shares
from sitegen.render.article.piece import DATA_TYPES
from sitegen.render.article.short.gist import Gist
from sitegen.render.pages.head import page_head
from sitegen.render.pages.quotes import quote_item
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup, Spoken, in_short, whole
from sitegen.render.site.paging import Listed, Page, pages
from sitegen.render.views.common import BriefingItem, EntityLink, Link
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


def briefing_item(gist: Gist, link: Linker, under: str = "") -> BriefingItem:
    """A briefing as a list shows it, with its first topic but that whose location is `under`."""
    topics = ((tag, permalinks.topic_location(tag)) for tag in gist.tags)
    topic = next(((tag, location) for tag, location in topics if location != under), None)
    largest, others = shares(gist.voices)
    return BriefingItem(
        url=link.to(gist.location),
        title=gist.title,
        date=gist.date,
        topic=Link(topic[0], link.to(topic[1])) if topic else None,
        summary=gist.summary,
        shares=tuple(voice.words for voice in largest) + ((others,) if others else ()),
        loudest=gist.loudest,
        voices=gist.named_voices,
        quotes=len(gist.said),
        entities=len(gist.cards),
    )


def front_pages(lookup: Lookup) -> Iterator[Listed]:
    """The front page and the older pages behind it, as editors shape them; at least one."""
    for page in pages(permalinks.HOME, _shaped(lookup.gists), lookup.config.page_size):
        yield Listed(page.location, partial(_front_needs, page, lookup), partial(_front_view, page, lookup))


def _shaped(gists: Sequence[Gist]) -> Sequence[Gist]:
    """The lead, what is pinned by its place, what has a weight, the lighter first; else the newest first.

    Of two leads the newer one leads, and the other has the place that it had without.
    """
    lead = next((gist for gist in gists if gist.lead), None)
    return sorted(
        gists, key=lambda gist: (gist is not lead, not gist.pinned, gist.pinned, not gist.weight, gist.weight)
    )


def _front_needs(page: Page[Gist], lookup: Lookup) -> tuple[object, ...]:
    lead = page.items[:1] if page.pagination.number == 1 else ()  # one of its quotations stands there
    return _needs(page, lookup, whole(lookup, lead))


def _needs(page: Page[Gist], lookup: Lookup, *others: object) -> tuple[object, ...]:
    return page.pagination, *others, in_short(lookup, page.items)


def _front_view(page: Page[Gist], lookup: Lookup) -> FrontView:
    link = Linker(page.location)
    first = page.pagination.number == 1
    items = [briefing_item(gist, link) for gist in page.items]
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


def _pull(gist: Gist, lookup: Lookup, link: Linker) -> PullQuote | None:
    """The quotation that the article's own choice, or its editor's, has for this."""
    if gist.pull is None:
        return None
    item = quote_item(Spoken(gist, gist.pull), link, lookup)
    return PullQuote(item.text, item.kind, item.speaker, item.description, item.url, item.cite, item.first)


def _most_quoted(gists: Iterable[Gist], link: Linker) -> list[RankItem]:
    words: Counter[tuple[EntityId, str]] = Counter()
    for gist in gists:
        for voice in gist.voices:
            if voice.speaker.entity and voice.words:
                words[voice.speaker.entity, voice.speaker.name] += voice.words
    ranked = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:MOST_QUOTED]
    return [
        RankItem(name, link.entity(key), count, round(100 * count / ranked[0][1]))
        for (key, name), count in ranked
    ]


def _most_named(gists: Iterable[Gist], link: Linker, lookup: Lookup) -> list[EntityLink]:
    counts: Counter[EntityId] = Counter()
    for gist in gists:
        for card in gist.cards:
            counts[card.entity] += card.mentions
    return most_named(counts, link, lookup)[:MOST_NAMED]


def most_named(counts: Counter[EntityId], link: Linker, lookup: Lookup) -> list[EntityLink]:
    """Entities by how often they are named, then by id."""
    return [
        EntityLink(
            lookup.entities[key].name, lookup.url(key, link), DATA_TYPES[lookup.entities[key].type], count
        )
        for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def briefing_lists(lookup: Lookup) -> Iterator[Listed]:
    """Every page of every topic and of every month. Tags that have one slug are one topic."""
    for location, (tag, gists) in sorted(_topics(lookup).items()):
        yield from _listed(location, gists, tag, None, lookup)
    for month, gists in sorted(_months(lookup).items()):
        yield from _listed(permalinks.month_location(month.year, month.month), gists, "", month, lookup)


def _listed(
    location: str, gists: Sequence[Gist], topic: str, month: date | None, lookup: Lookup
) -> Iterator[Listed]:
    for page in pages(location, gists, lookup.config.page_size):
        view = partial(_list_view, page, lookup, len(gists), topic, month)
        needs = partial(_needs, page, lookup, len(gists), topic, month)
        yield Listed(page.location, needs, view)


def _topics(lookup: Lookup) -> dict[str, tuple[str, list[Gist]]]:
    """Location to the tag as most articles write it, and its briefings."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    members: defaultdict[str, dict[str, Gist]] = defaultdict(dict)
    for gist in lookup.gists:
        for tag in gist.tags:
            location = permalinks.topic_location(tag)
            spellings[location][tag] += 1
            members[location][gist.id] = gist
    return {
        location: (max(sorted(counts), key=lambda tag: counts[tag]), list(members[location].values()))
        for location, counts in spellings.items()
    }


def topics_view(lookup: Lookup) -> TopicsView:
    """The list of topics, by name."""
    link = Linker(permalinks.TOPICS)
    topics = [TopicItem(tag, link.to(at), len(gists)) for at, (tag, gists) in _topics(lookup).items()]
    head = page_head(lookup, permalinks.TOPICS, lookup.words.gettext("Topics"))
    return TopicsView(head, tuple(sorted(topics, key=lambda topic: topic.name.casefold())))


def _months(lookup: Lookup) -> dict[date, list[Gist]]:
    months: defaultdict[date, list[Gist]] = defaultdict(list)
    for gist in lookup.gists:
        if gist.date:
            months[gist.date.replace(day=1)].append(gist)
    return months


def archive_view(lookup: Lookup) -> ArchiveView:
    """The list of months, newest first, and the briefings that no month has."""
    link = Linker(permalinks.ARCHIVE)
    months = sorted(_months(lookup).items(), reverse=True)
    undated: Sequence[Gist] = [gist for gist in lookup.gists if not gist.date]
    return ArchiveView(
        head=page_head(lookup, permalinks.ARCHIVE, lookup.words.gettext("Archive")),
        months=tuple(
            MonthItem(month, link.to(permalinks.month_location(month.year, month.month)), len(gists))
            for month, gists in months
        ),
        undated=tuple(briefing_item(gist, link) for gist in undated),
    )


def _list_view(
    page: Page[Gist], lookup: Lookup, total: int, topic: str, month: date | None
) -> BriefingListView:
    link = Linker(page.location)
    head = page_head(lookup, page.location, topic or lookup.words.day(month, "yMMMM"))
    under = permalinks.topic_location(topic) if topic else ""
    items = tuple(briefing_item(gist, link, under) for gist in page.items)
    return BriefingListView(head, topic, month, total, items, page.pagination)
