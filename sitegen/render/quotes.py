"""Views of quotations outside their articles: the quote index and the quotations of one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sitegen.model.site import EntityId, SpeakerKind
from sitegen.render import permalinks
from sitegen.render.head import page_head
from sitegen.render.lookup import Lookup, Spoken
from sitegen.render.paging import Listed, Page, pages_of_groups
from sitegen.render.permalinks import Linker
from sitegen.render.pictures import quoted_view
from sitegen.render.said import told_by
from sitegen.render.views.common import Alternate, QuoteItem
from sitegen.render.views.lists import QuotesView, SpeakerChoice
from sitegen.render.views.pictures import QuotedView

UNNAMED = "unnamed"
UNKNOWN = "unknown"


def quote_item(said: Spoken, link: Linker, lookup: Lookup) -> QuoteItem:
    """A quotation with its speaker and place, seen from another page."""
    gist = said.gist
    quoted = lookup.shelf.excerpts(gist.id).quotations[said.index]
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
    )


def speaker_key(said: Spoken) -> str:
    """What the filter compares."""
    if said.speaker.entity:
        return said.speaker.entity
    return UNKNOWN if said.speaker.kind is SpeakerKind.UNKNOWN else UNNAMED


def by_speaker(lookup: Lookup) -> list[Spoken]:
    """All quotations: named speakers by name, then those who are not named, then those not known.

    Within a speaker the order of the site holds: newest article first, then the order of the text.
    """
    ranks = {UNNAMED: 1, UNKNOWN: 2}

    def order(said: Spoken) -> tuple[int, str, str]:
        entity = said.speaker.entity
        if entity:
            return 0, lookup.entities[entity].name.casefold(), entity
        return ranks[speaker_key(said)], "", ""

    return sorted(lookup.spoken, key=order)


def quotes_pages(lookup: Lookup) -> Iterator[Listed]:
    """Every page of the quote index; at least one. Only the first one has what is about all of them."""
    shown = lookup.shelf.shown
    groups = (list(group) for _, group in groupby(by_speaker(lookup), key=speaker_key))
    listed = list(pages_of_groups(permalinks.QUOTES, groups, lookup.config.quotes_per_page))
    for page in listed:
        whole = _whole(listed, lookup) if page.pagination.number == 1 else None
        items = (shown(said.gist.id).quotation(said.index) for said in page.items)
        yield Listed(page.location, (page.pagination, whole, *items), partial(_view, page, lookup, whole))


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the first page says of all of them."""

    total: int
    choices: tuple[SpeakerChoice, ...]
    quoted: QuotedView | None


def _whole(listed: Sequence[Page[Spoken]], lookup: Lookup) -> _Whole:
    return _Whole(len(lookup.spoken), _choices(listed, lookup), quoted_view(lookup))


def _view(page: Page[Spoken], lookup: Lookup, whole: _Whole | None) -> QuotesView:
    link = Linker(page.location)
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
        quotes=tuple(quote_item(said, link, lookup) for said in page.items),
        speakers=whole.choices if whole else (),
        pagination=page.pagination,
        downloads=(
            Alternate("text/csv", "csv", link.to(f"{permalinks.QUOTES}quotes.csv")),
            Alternate("application/json", "json", link.to(f"{permalinks.QUOTES}quotes.json")),
        ),
    )


def _choices(listed: Sequence[Page[Spoken]], lookup: Lookup) -> tuple[SpeakerChoice, ...]:
    counts: Counter[str] = Counter()
    stand: dict[str, tuple[int, int]] = {}
    for page in listed:
        number = page.pagination.number
        for key, count in Counter(map(speaker_key, page.items)).items():
            counts[key] += count
            stand[key] = stand.get(key, (number, number))[0], number
    names = {key: entity.name for key, entity in lookup.entities.items()}
    return tuple(
        SpeakerChoice(key, names.get(EntityId(key), ""), count, stand[key]) for key, count in counts.items()
    )
