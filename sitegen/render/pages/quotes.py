"""Views of quotations outside their articles: the quote index and the quotations of one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from sitegen.model.site import EntityId, SpeakerKind
from sitegen.render import permalinks
from sitegen.render.article.short.excerpts import Quoted
from sitegen.render.article.short.shown import Parts
from sitegen.render.article.words.quoted import told_by
from sitegen.render.pages.head import page_head
from sitegen.render.pages.pictures import quoted_view
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup, Spoken, at_hand
from sitegen.render.site.offered import CSV, JSON, alternates, of_site
from sitegen.render.site.paging import Listed, Page, pages_of_groups
from sitegen.render.views.common import QuoteItem
from sitegen.render.views.lists import QuotesView, SpeakerChoice
from sitegen.render.views.pictures import QuotedView

UNNAMED = "unnamed"
UNKNOWN = "unknown"
_QuotesPage = Page[Sequence[Spoken]]
"""One or more speakers' quotations, or a part of one speaker's."""


def quote_item(said: Spoken, link: Linker, lookup: Lookup) -> QuoteItem:
    """A quotation with its speaker and place, seen from another page."""
    return _item(said, _quoted(said, lookup), link, lookup, again=False)


def _quoted(said: Spoken, lookup: Lookup) -> Quoted:
    return lookup.shelf.excerpts(said.gist.id).quotations[said.index]


def _item(said: Spoken, quoted: Quoted, link: Linker, lookup: Lookup, *, again: bool) -> QuoteItem:
    gist = said.gist
    return QuoteItem(
        speaker=quoted.speaker,
        speaker_url=link.entity(quoted.entity),
        speaker_key=speaker_key(said),
        description=quoted.description,
        kind=quoted.kind,
        text=quoted.text,
        cue=told_by(quoted.cue),
        url=link.to(gist.location, quoted.anchor),
        cite=permalinks.absolute(lookup.config.site.base_url, gist.location, quoted.anchor),
        briefing=gist.title,
        first=quoted.first,
        last=quoted.last,
        date=gist.date,
        doubtful=quoted.doubtful,
        reason=quoted.reason,
        again=again,
    )


def quote_items(
    spoken: Iterable[Spoken], link: Linker, lookup: Lookup, *, named: bool = True
) -> Iterator[QuoteItem]:
    """Quotations one below the other, each with whether the one above tells its speaker and briefing.

    `named`: whether it is said of each who speaks, and how sure that is.
    """
    above: tuple[object, ...] = ()
    for said in spoken:
        quoted = _quoted(said, lookup)
        speaker = (quoted.speaker, speaker_key(said), quoted.description, quoted.doubtful) if named else ()
        told = said.gist.id, *speaker
        yield _item(said, quoted, link, lookup, again=told == above)
        above = told


def speaker_key(said: Spoken) -> str:
    """What the filter compares."""
    if said.speaker.entity:
        return said.speaker.entity
    return UNKNOWN if said.speaker.kind is SpeakerKind.UNKNOWN else UNNAMED


def by_speaker(lookup: Lookup) -> Iterator[Sequence[Spoken]]:
    """All quotations: named speakers by name, then those who are not named, then those not known.

    Within a speaker the order of the site holds: newest article first, then the order of the text.
    """
    names = {key: lookup.entities[key].name.casefold() for key in lookup.by_speaker}
    for key in sorted(names, key=lambda key: (names[key], key)):
        yield lookup.by_speaker[key]
    others: dict[str, list[Spoken]] = {UNNAMED: [], UNKNOWN: []}
    for said in lookup.spoken:
        if not said.speaker.entity:
            others[speaker_key(said)].append(said)
    yield from filter(None, others.values())


def quotes_pages(lookup: Lookup) -> Iterator[Listed]:
    """Every page of the quote index; at least one. Only the first one has what is about all of them."""
    size = lookup.config.quotes_per_page
    listed = list(pages_of_groups(permalinks.QUOTES, by_speaker(lookup), size))
    for page in listed:
        whole = _whole(listed, lookup) if page.pagination.number == 1 else None
        yield Listed(page.location, partial(_needs, page, lookup, whole), partial(_view, page, lookup, whole))


def _needs(page: _QuotesPage, lookup: Lookup, whole: _Whole | None) -> tuple[object, ...]:
    shown = lookup.shelf.shown
    spoken = chain.from_iterable(page.items)
    parts = Parts.of((said.gist.id, shown(said.gist.id).quotation(said.index)) for said in spoken)
    return page.pagination, whole, parts


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the first page says of all of them."""

    total: int
    choices: tuple[SpeakerChoice, ...]
    quoted: QuotedView | None


def _whole(listed: Sequence[_QuotesPage], lookup: Lookup) -> _Whole:
    return _Whole(len(lookup.spoken), _choices(listed, lookup), quoted_view(lookup))


def _view(page: _QuotesPage, lookup: Lookup, whole: _Whole | None) -> QuotesView:
    link, spoken = Linker(page.location), chain.from_iterable(page.items)
    _ = lookup.words.gettext
    return QuotesView(
        head=page_head(
            lookup,
            page.location,
            _("Quotes by speaker"),
            _("Every quotation in every briefing: who said it, how, and where."),
        ),
        total=whole.total if whole else None,
        quoted=whole.quoted if whole else None,
        quotes=tuple(quote_items(at_hand(lookup, spoken), link, lookup)),
        speakers=whole.choices if whole else (),
        pagination=page.pagination,
        downloads=alternates(permalinks.QUOTES, of_site(lookup, CSV, JSON), link),
    )


def _choices(listed: Sequence[_QuotesPage], lookup: Lookup) -> tuple[SpeakerChoice, ...]:
    counts: Counter[str] = Counter()
    stand: dict[str, tuple[int, int]] = {}
    for page in listed:
        number = page.pagination.number
        for part in page.items:
            key = speaker_key(part[0])
            counts[key] += len(part)
            stand[key] = stand.get(key, (number, number))[0], number
    names = {key: entity.name for key, entity in lookup.entities.items()}
    return tuple(
        SpeakerChoice(key, names.get(EntityId(key), ""), count, stand[key]) for key, count in counts.items()
    )
