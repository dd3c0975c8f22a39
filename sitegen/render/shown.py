"""What other pages show of one article, as digests: as long as they stay, so do those pages.

In: a gist, the excerpts, the names of its entities. Out: `Shown`, some hundreds of bytes that can be kept. An
entity's page depends on what it shows of an article and not on the article: a word changed elsewhere in the
text, and nothing of the page is made again. Positions count only where they are shown, in exports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sitegen.codec import packed
from sitegen.model.article import ArticleId
from sitegen.model.site import Entity, EntityId
from sitegen.render.excerpts import Excerpts
from sitegen.render.gist import Gist

WIDTH = 8
"""Bytes of a digest: it is only compared with that of the same part in the last build."""


class Part(NamedTuple):
    """What a page needs of an article: as long as the digest stays, so does what the page shows."""

    article: ArticleId
    digest: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Digests of one article, each of `WIDTH` bytes, those of one kind one after the other."""

    article: ArticleId
    gist: bytes
    """Of the gist, with its entities' names."""
    cards: bytes
    """For each card, what the entity's own page shows of the article."""
    said: bytes
    """For each card, the entity's quotations as exports have them."""
    quotations: bytes
    """Each quotation as pages show it."""
    rows: bytes
    """Of all quotations as exports have them."""

    def in_short(self) -> Part:
        """The gist: for lists, counts, networks."""
        return Part(self.article, self.gist.hex())

    def on_page_of(self, card: int) -> Part:
        """What the page of an entity shows of the article."""
        return self._nth(self.cards, card)

    def said_by(self, card: int) -> Part:
        """An entity's quotations, for exports."""
        return self._nth(self.said, card)

    def quotation(self, number: int) -> Part:
        """One quotation, for pages."""
        return self._nth(self.quotations, number)

    def all_quotations(self) -> Part:
        """All of them, for exports."""
        return Part(self.article, self.rows.hex())

    def _nth(self, digests: bytes, number: int) -> Part:
        return Part(self.article, digests[WIDTH * number : WIDTH * (number + 1)].hex())


def shown_of(gist: Gist, excerpts: Excerpts, entities: Mapping[EntityId, Entity]) -> Shown:
    """The digests of one article."""
    names = [(entities[card.entity].name, entities[card.entity].type) for card in gist.cards]
    head = gist.title, gist.location, gist.published
    exported = [_digest((head, quoted)) for quoted in excerpts.quotations]
    shown = [
        _digest((head, said, replace(quoted, spans=())))
        for said, quoted in zip(gist.said, excerpts.quotations, strict=True)
    ]
    cards, said_by = [], []
    for number, card in enumerate(gist.cards):
        own = [n for n, said in enumerate(gist.said) if said.speaker.entity == card.entity]
        texts = excerpts.mentions[number], excerpts.described[number]
        cards.append(_digest((head, card, texts, [shown[n] for n in own])))
        said_by.append(_digest([exported[n] for n in own]))
    return Shown(
        article=gist.id,
        gist=_digest((gist, names)),
        cards=b"".join(cards),
        said=b"".join(said_by),
        quotations=b"".join(shown),
        rows=_digest(exported),
    )


def _digest(value: object) -> bytes:
    return hashlib.blake2b(packed(value), digest_size=WIDTH).digest()
