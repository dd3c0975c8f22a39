"""What other pages show of one article, as digests: as long as they stay, so do those pages.

In: a gist, the excerpts, the names of its entities. Out: `Shown`, some hundreds of bytes that can be kept. An
entity's page depends on what it shows of an article and not on the article: a word changed elsewhere in the
text, and nothing of the page is made again. Positions count only where they are shown, in exports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter

from sitegen.codec import as_json
from sitegen.model.article import ArticleId
from sitegen.model.site import Entity, EntityId
from sitegen.render.article.short.excerpts import Excerpts, Quoted
from sitegen.render.article.short.gist import Gist

WIDTH = 8
"""Bytes of a digest: it is only compared with that of the same part in the last build."""
_on_pages = attrgetter(*(field.name for field in fields(Quoted) if field.name != "spans"))
"""What pages show of a quotation."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page needs of some articles: as long as the digests stay, so does what the page shows."""

    articles: tuple[ArticleId, ...]
    digests: tuple[bytes, ...]
    """One for each of the articles, which may be there more than once."""

    @classmethod
    def of(cls, parts: Iterable[tuple[ArticleId, bytes]]) -> Parts:
        """From pairs of an article and a digest."""
        pairs = tuple(parts)
        return cls(tuple(article for article, _ in pairs), tuple(digest for _, digest in pairs))


@dataclass(frozen=True, slots=True)
class Shown:
    """Digests of one article, each of `WIDTH` bytes, those of one kind one after the other."""

    gist: bytes
    """Of the gist, with its entities' names: for lists, counts, networks."""
    cards: bytes
    """For each card, what the entity's own page shows of the article."""
    said: bytes
    """For each card, the entity's quotations as exports have them."""
    quotations: bytes
    """Each quotation as pages show it."""
    rows: bytes
    """Of all quotations as exports have them."""

    def on_page_of(self, card: int) -> bytes:
        """What the page of an entity shows of the article."""
        return _nth(self.cards, card)

    def said_by(self, card: int) -> bytes:
        """An entity's quotations, for exports."""
        return _nth(self.said, card)

    def quotation(self, number: int) -> bytes:
        """One quotation, for pages."""
        return _nth(self.quotations, number)


def _nth(digests: bytes, number: int) -> bytes:
    return digests[WIDTH * number : WIDTH * (number + 1)]


def shown_of(gist: Gist, excerpts: Excerpts, entities: Mapping[EntityId, Entity]) -> Shown:
    """The digests of one article."""
    names = [(entities[card.entity].name, entities[card.entity].type) for card in gist.cards]
    head = gist.title, gist.location, gist.published
    exported = [_digest((head, quoted)) for quoted in excerpts.quotations]
    shown = [
        _digest((head, gist.speaker(n), n in gist.doubtful, _on_pages(quoted)))
        for n, quoted in enumerate(excerpts.quotations)
    ]
    speakers = [gist.speaker(n).entity for n in range(len(gist.said))]
    cards, said_by = [], []
    for number, card in enumerate(gist.cards):
        own = [n for n, speaker in enumerate(speakers) if speaker == card.entity]
        texts = excerpts.mentions[number], excerpts.described[number]
        cards.append(_digest((head, card, texts, [shown[n] for n in own])))
        said_by.append(_digest([exported[n] for n in own]))
    return Shown(
        gist=_digest((gist, names)),
        cards=b"".join(cards),
        said=b"".join(said_by),
        quotations=b"".join(shown),
        rows=_digest(exported),
    )


def _digest(value: object) -> bytes:
    return hashlib.sha256(as_json(value)).digest()[:WIDTH]
