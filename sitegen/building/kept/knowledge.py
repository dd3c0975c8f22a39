"""What builds of one site keep: every kind of value, under digests of all that each was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sitegen.building.kept.alike import alike_census, alike_gist, alike_held, alike_homes
from sitegen.building.kept.cache import ANNOTATIONS, digest
from sitegen.building.kept.explain import Why
from sitegen.building.kept.memory import AT_ONCE, Kind, Names
from sitegen.building.kept.store import Store
from sitegen.codec import Unpacking, as_json, packed, unpacker
from sitegen.content import loader
from sitegen.content.loader import Known
from sitegen.diagnostics import Diagnostic
from sitegen.faults import Fault
from sitegen.fingerprint import code_fingerprint
from sitegen.model.article import Article, ArticleId, Tags
from sitegen.model.corrections import Corrections
from sitegen.model.review import Doubt
from sitegen.render.article.short.excerpts import Described, Excerpts, Form, Mentioned, Quoted
from sitegen.render.article.short.gist import Gist
from sitegen.render.article.short.shown import Shown
from sitegen.render.site.record import SearchRecord
from sitegen.render.theme import drawing
from sitegen.render.views.pictures import NetworkDrawing, NetworkView
from sitegen.resolve.article.touching import Vocabulary
from sitegen.resolve.index import Census, Doubts, Held, Home, Merged

ROWS = 1
"""Articles whose rows and records stay in memory: they are read in order, and not again."""
EXCERPTS, FEWER_EXCERPTS = 1_500, 100
"""Articles whose excerpts are held at once, packed, some 16 kB each: in a preview, in a single build."""
DRAWINGS = 5_000
"""Of networks: three kilobytes each."""
_mentioned = unpacker(tuple[Mentioned, ...])
_described = unpacker(tuple[Described, ...])
_quoted = unpacker(Quoted)
_homes = unpacker(dict[ArticleId, tuple[Home, ...]])
_held = unpacker(Held)
_merged = unpacker(Merged)


@dataclass(frozen=True, slots=True)
class Read:
    """What one article says by itself, after what the curation says of its names."""

    census: str
    """Key of what it says about names: that itself is only needed where one says otherwise than before."""
    linked: str
    """Digest of the article with its names linked."""
    alike: str
    """The key under which it is found whatever the curation says of others."""
    notes: tuple[Diagnostic, ...]
    doubts: Doubts = ()
    """What is not decided in it, unless by what the curation says of others."""
    faults: tuple[Fault, ...] = ()
    """What of ours failed in it. Such a value is kept in no store."""


@dataclass(frozen=True, slots=True)
class KnownCorrections:
    """What a corrections file says; None where it cannot be read."""

    corrections: Corrections | None
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether an editor's check of an article still holds."""

    fault: Diagnostic | None
    brief: tuple[Diagnostic, ...] = ()
    """What is wrong with its brief."""


@dataclass(frozen=True, slots=True)
class Short:
    """One article in short, and what other pages show of it, as digests."""

    gist: Gist
    shown: Shown


def _alike(short: Short) -> Short:
    return replace(short, gist=alike_gist(short.gist))


@dataclass(frozen=True, slots=True)
class PackedExcerpts:
    """Excerpts of one article, each packed by itself: a page unpacks those that it shows."""

    mentions: tuple[bytes, ...]
    described: tuple[bytes, ...]
    quotations: tuple[bytes, ...]

    @classmethod
    def of(cls, excerpts: Excerpts) -> PackedExcerpts:
        """To be kept."""
        parts = excerpts.mentions, excerpts.described, excerpts.quotations
        return cls(*(tuple(map(packed, part)) for part in parts))

    def open(self) -> Excerpts:
        """As pages read them."""
        return Excerpts(
            Unpacking(self.mentions, _mentioned),
            Unpacking(self.described, _described),
            Unpacking(self.quotations, _quoted),
        )


@dataclass(frozen=True, slots=True)
class PackedMerged:
    """Whom the articles name, packed: opened a few articles at a time, which then share what is alike."""

    rest: bytes
    """Without homes and ids that are held."""
    homes: tuple[bytes, ...]
    """Those of `AT_ONCE` articles each."""
    held: tuple[bytes, ...]
    """`AT_ONCE` ids each, with the articles of all that they are of: as many as there are homes."""

    @classmethod
    def of(cls, merged: Merged) -> PackedMerged:
        """To be kept."""
        homes, held = iter(merged.homes.items()), iter(merged.held)
        return cls(
            packed(replace(merged, homes={}, held=())),
            tuple(map(packed, iter(lambda: dict(islice(homes, AT_ONCE)), {}))),
            tuple(map(packed, iter(lambda: tuple(islice(held, AT_ONCE)), ()))),
        )

    def open(self) -> Merged:
        """As it was."""
        homes: dict[ArticleId, tuple[Home, ...]] = {}
        known: dict[Home, Home] = {}
        for part in self.homes:
            homes |= alike_homes(_homes(part), known)
        names = {name: name for name in homes}
        held = tuple(one for part in self.held for one in alike_held(_held(part), names))
        return replace(_merged(self.rest), homes=homes, held=held)


class Kept:
    """What builds of one site keep, in memory and on disk."""

    def __init__(self, store: Store, *, once: bool = False) -> None:
        """`once`: for a single build, so that what is needed once in it does not stay in memory."""
        self.store, self.once = store, once
        self.reads = Kind(store, "said", Read)
        self.words = Kind(store, "words", Vocabulary, 0)
        self.censuses = Kind(store, "census", Census, 0 if once else None, alike_census)
        self.merged = Kind(store, "merged", PackedMerged, 0)
        self.gists = Kind(store, "gist", Short, alike=_alike)
        self.excerpts = Kind(store, "excerpts", PackedExcerpts, FEWER_EXCERPTS if once else EXCERPTS)
        self.rows: Mapping[Form, Kind[bytes]] = {
            "csv": Kind(store, "csv rows", bytes, ROWS),
            "json": Kind(store, "json rows", bytes, ROWS),
        }
        self.records = Kind(store, "records", tuple[SearchRecord, ...], ROWS)
        self.checks = Kind(store, "check", Checked)
        self.templates = Kind(store, "templates", str)
        content = Path(loader.__file__).parent
        form = code_fingerprint(content.parent / "textform.py")
        self.reader = f"{code_fingerprint(content, ('pyyaml',))} {form}"
        """Who reads the sources."""
        self.sources = Kind(store, "source", Known)
        self._drawings = Kind(store, "drawing", NetworkDrawing, 0 if once else DRAWINGS)
        self.whys = Kind(store, "why", Why, 0)
        self.corrections = Kind(store, "corrections", KnownCorrections)
        self.doubts = Kind(store, "doubts", tuple[Doubt, ...])
        self._kinds: Sequence[Kind[Any]] = [kind for kind in vars(self).values() if isinstance(kind, Kind)]
        """Those that one value has all of; the others have limits."""
        self.placed: Names[Article] = Names(once=once)
        self.linking: Names[bool] = Names(once=once)
        self.corrected: Names[Article] = Names(once=once)
        self.opened: Names[Merged] = Names(once=once)
        self.noted: Names[Merged] = Names(once=once)
        self.text_keys: Names[str] = Names(once=once)
        self.read_keys: Names[str] = Names(once=once)
        self.keys: Names[str] = Names(once=once)

    def stands(self, tags: Tags, article: Article, location: str, former: tuple[str, ...]) -> Article:
        """The article at its address: the very same as the last time while nothing of it changes."""
        said = article, tags, location, "\n".join(former)
        make = partial(replace, article, tags=tags, location=location, former=former)
        return self.placed.of(article.id, said, lambda _: make())

    def drawn(self, network: NetworkView) -> NetworkDrawing:
        """A network with places, drawn only where it is not the same as before."""
        drawer = code_fingerprint(Path(drawing.__file__).parent, ("networkx", "numpy"))
        key = digest("drawing", drawer, as_json(network))
        return self._drawings.one(key, lambda: drawing.drawn(network))

    def tidy(self, limit: int) -> None:
        """At the end of a build: what it did not ask for goes, in memory at once and on disk in time.

        `limit`: bytes that all that is kept may take.
        """
        for kind in self._kinds:
            kind.forget_others()
        self.store.trim(limit, ANNOTATIONS)
