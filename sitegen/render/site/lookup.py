"""The site, prepared for pages: who appears where, who said what, and where to read more of an article.

In: a gist of every article, the entities, and a `Shelf` that hands out the rest of an article when it is
asked for. Out: one `Lookup`, from which every view is made. Linear in the size of the site; made again on
each build.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import Protocol, TypeVar, overload

from sitegen.diagnostics import SitegenError
from sitegen.faults import Stage, blaming
from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.config import USEFUL, RenderConfig
from sitegen.model.site import Entity, EntityId, SiteIndex, Speaker
from sitegen.render import permalinks
from sitegen.render.article.piece import NOBODY, Piece, piece_of
from sitegen.render.article.short.excerpts import Excerpts, Form, Rows, excerpts_of
from sitegen.render.article.short.gist import Gist, Named, gist_of
from sitegen.render.article.short.shown import Parts, Shown
from sitegen.render.permalinks import Linker
from sitegen.render.site.record import SearchRecord
from sitegen.render.site.useful import only_once
from sitegen.render.theme.catalogue import Words

NewAddresses = tuple[tuple[str, str], ...]
AT_ONCE = 32
"""Items whose articles are fetched together."""


class Shelf(Protocol):
    """Where articles stand."""

    def piece(self, article: ArticleId) -> Piece:
        """The whole article."""
        ...

    def excerpts(self, article: ArticleId) -> Excerpts:
        """What other pages quote from it."""
        ...

    def fetch(self, articles: Iterable[ArticleId]) -> None:
        """Somebody is about to ask what is quoted from these: fetched together that takes less time."""
        ...

    def rows(
        self, form: Form, articles: Iterable[ArticleId], make: Callable[[ArticleId], Rows]
    ) -> Iterator[bytes]:
        """Their parts of the site's quote index in one form; `make` makes what is not known."""
        ...

    def records(
        self, articles: Iterable[ArticleId], make: Callable[[ArticleId], tuple[SearchRecord, ...]]
    ) -> Iterator[tuple[SearchRecord, ...]]:
        """What a search can find of them; `make` makes what is not known."""
        ...

    def whole(self, article: ArticleId) -> bytes:
        """A digest that changes whenever the piece, the excerpts, the gist or one of its entities may."""
        ...

    def shown(self, article: ArticleId) -> Shown:
        """Digests of what other pages show of it: each changes only when that does."""
        ...


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in an article."""

    gist: Gist
    number: int
    """Which of the article's cards, from 0."""

    @property
    def card(self) -> Named:
        """The card, in short."""
        return self.gist.cards[self.number]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation in an article."""

    gist: Gist
    index: int
    """Among the article's quotations."""

    @property
    def speaker(self) -> Speaker:
        """Whose it is."""
        return self.gist.speaker(self.index)


InArticle = TypeVar("InArticle", Appearance, Spoken)


class InOrder(Sequence[InArticle]):
    """Appearances or quotations as two numbers each, in the order of the site; each is made when asked for.

    An archive of 100,000 articles has more than three million.
    """

    __slots__ = ("_gists", "_kind", "_places")

    def __init__(
        self, kind: Callable[[Gist, int], InArticle], gists: Sequence[Gist], places: array[int] | None = None
    ) -> None:
        """`places`: for each which of the gists it is in, and its number there, one after the other."""
        self._kind: Callable[[Gist, int], InArticle] = kind
        self._gists = gists
        self._places = array("I") if places is None else places

    def add(self, gist: int, number: int) -> None:
        """One more, while the site is looked through."""
        self._places.extend((gist, number))

    def __len__(self) -> int:
        return len(self._places) // 2

    @overload
    def __getitem__(self, place: int) -> InArticle: ...
    @overload
    def __getitem__(self, place: slice) -> InOrder[InArticle]: ...
    def __getitem__(self, place: int | slice) -> InArticle | InOrder[InArticle]:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return InOrder(self._kind, self._gists, self._places[2 * start : 2 * end])
        at = 2 * range(len(self))[place]
        return self._kind(self._gists[self._places[at]], self._places[at + 1])

    def __iter__(self) -> Iterator[InArticle]:
        places = iter(self._places)
        return (self._kind(self._gists[gist], number) for gist, number in zip(places, places, strict=True))


@dataclass(frozen=True)
class Lookup:
    """Everything that views are made from."""

    config: RenderConfig
    words: Words
    shelf: Shelf
    gists: tuple[Gist, ...]
    """Newest first."""
    entities: Mapping[EntityId, Entity]
    """By id, in its order."""
    redirects: tuple[tuple[EntityId, EntityId], ...]
    """Former id to present id."""
    appearances: Mapping[EntityId, Sequence[Appearance]]
    """In the order of `gists`."""
    spoken: Sequence[Spoken]
    """All quotations, in the order of `gists` and then of the text."""
    by_speaker: Mapping[EntityId, Sequence[Spoken]]
    places: Mapping[EntityId, Appearance]
    """Where entities are that have no page of their own."""
    links: Mapping[ArticleId, NewAddresses] = field(default_factory=dict)
    """For each article that has any, addresses in its text and what stands on its page instead."""

    @cached_property
    def people(self) -> Mapping[EntityId, Sequence[int]]:
        """For each person, the places among `gists` of the articles that name them, in order."""
        found: defaultdict[EntityId, list[int]] = defaultdict(list)
        for place, gist in enumerate(self.gists):
            for card in gist.cards:
                if card.type is EntityType.PERSON:
                    found[card.entity].append(place)
        return found

    def place(self, entity: EntityId) -> tuple[str, str]:
        """Location and fragment of an entity: its page, or its only mention where it has none."""
        seen = self.places.get(entity)
        return (seen.gist.location, seen.card.place) if seen else (permalinks.entity_location(entity), "")

    def url(self, entity: EntityId, link: Linker) -> str:
        """The link to an entity's page, or to its place in the briefing."""
        return link.to(*self.place(entity))


def lookup(
    gists: Sequence[Gist],
    entities: Iterable[Entity],
    redirects: tuple[tuple[EntityId, EntityId], ...],
    shelf: Shelf,
    config: RenderConfig,
    words: Words,
    links: Mapping[ArticleId, NewAddresses] | None = None,
) -> Lookup:
    """The site, prepared. `gists` newest first, `entities` by id."""
    appearances: defaultdict[EntityId, InOrder[Appearance]] = defaultdict(partial(InOrder, Appearance, gists))
    by_speaker: defaultdict[EntityId, InOrder[Spoken]] = defaultdict(partial(InOrder, Spoken, gists))
    spoken, places = InOrder(Spoken, gists), dict[EntityId, Appearance]()
    for place, gist in enumerate(gists):
        for number, card in enumerate(gist.cards):
            appearances[card.entity].add(place, number)
            if card.place:
                places[card.entity] = Appearance(gist, number)
        for number in range(len(gist.said)):
            spoken.add(place, number)
            if speaker := gist.speaker(number).entity:
                by_speaker[speaker].add(place, number)
    return Lookup(
        config=config,
        words=words,
        shelf=shelf,
        gists=tuple(gists),
        entities={entity.id: entity for entity in entities},
        redirects=redirects,
        appearances=dict(appearances),
        spoken=spoken,
        by_speaker=dict(by_speaker),
        places=places,
        links=links or {},
    )


def at_hand(found: Lookup, items: Iterable[InArticle]) -> Iterator[InArticle]:
    """The same in the same order; what is quoted from their articles is fetched for some of them at once."""
    waiting = iter(items)
    while some := list(islice(waiting, AT_ONCE)):
        found.shelf.fetch({item.gist.id for item in some})
        yield from some


def whole(found: Lookup, gists: Iterable[Gist]) -> Parts:
    """What articles' own pages and files need."""
    return Parts.of((gist.id, found.shelf.whole(gist.id)) for gist in gists)


def in_short(found: Lookup, gists: Iterable[Gist]) -> Parts:
    """What lists and counts of articles need."""
    return Parts.of((gist.id, found.shelf.shown(gist.id).gist) for gist in gists)


class _Resolved:
    """A shelf whose articles are all there."""

    def __init__(self, index: SiteIndex, words: Words, pages: str) -> None:
        named = ((card.entity for card in resolved.cards) for resolved in index.articles)
        alone = only_once(named, index.entities) if pages == USEFUL else NOBODY
        self._pieces = {resolved.article.id: piece_of(resolved, alone) for resolved in index.articles}
        self._words = words
        self._excerpts: dict[ArticleId, Excerpts] = {}

    def piece(self, article: ArticleId) -> Piece:
        return self._pieces[article]

    def excerpts(self, article: ArticleId) -> Excerpts:
        if article not in self._excerpts:
            self._excerpts[article] = excerpts_of(self._pieces[article], self._words)
        return self._excerpts[article]

    def fetch(self, articles: Iterable[ArticleId]) -> None:
        pass  # all are at hand

    def rows(
        self, form: Form, articles: Iterable[ArticleId], make: Callable[[ArticleId], Rows]
    ) -> Iterator[bytes]:
        return (make(article).in_form(form) for article in articles)  # nothing is kept

    def records(
        self, articles: Iterable[ArticleId], make: Callable[[ArticleId], tuple[SearchRecord, ...]]
    ) -> Iterator[tuple[SearchRecord, ...]]:
        return map(make, articles)

    def whole(self, article: ArticleId) -> bytes:  # noqa: ARG002 - a shelf's
        return b""  # nothing is compared with a former build

    def shown(self, article: ArticleId) -> Shown:  # noqa: ARG002 - a shelf's
        return Shown(b"", b"", b"", b"", b"")  # nor here


def lookup_of(index: SiteIndex, config: RenderConfig, words: Words) -> Lookup:
    """Prepare an index whose articles are all resolved.

    Raises `SitegenError` where two articles have one permalink.
    """
    found = permalinks.collisions(resolved.article for resolved in index.articles)
    if found:
        raise SitegenError(*found)
    shelf = _Resolved(index, words, config.entity_pages)
    gists = []
    for resolved in index.articles:
        with blaming(Stage.RENDER, "preparing the article for its page", resolved.article.id):
            gists.append(gist_of(shelf.piece(resolved.article.id)))
    return lookup(gists, index.entities, index.redirects, shelf, config, words)
