"""The articles of one build, and what is known of each: annotated, linked, resolved, as far as somebody asks.

In: the sources, the annotators, and what former builds kept. Out: the site's entities, a gist of every
article, and as a `render.site.lookup.Shelf` the rest of an article for the pages that need it. Whatever is
found is kept under a digest of all that it was made from; an article that has not changed is not even
decoded unless one of its pages must be made again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.articles.reading import AT_ONCE, Reading
from sitegen.building.kept.cache import digest
from sitegen.building.kept.knowledge import Checked, Kept, PackedExcerpts, Short
from sitegen.building.kept.memory import Kind
from sitegen.building.output.workshop import Planned, Workshop
from sitegen.building.processes.parallel import FEWEST, apart, in_parallel
from sitegen.building.processes.progress import Step, Tell, Watcher, after, telling, untold
from sitegen.building.processes.urgent import NOBODY, Urgent
from sitegen.codec import as_json, packed, unpacker
from sitegen.collecting import apart_from_what_is_there, collect_new
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.checked import check_fault
from sitegen.model.curation import Curation
from sitegen.model.site import Entity, EntityId, SiteIndex
from sitegen.model.text import PlainText
from sitegen.render.article.excerpts import Excerpts, Form, Rows, excerpts_of
from sitegen.render.article.gist import Gist, as_slots, gist_of, lost_pointers
from sitegen.render.article.piece import Piece, piece_of
from sitegen.render.article.record import SearchRecord
from sitegen.render.article.shown import Shown, shown_of
from sitegen.render.theme.catalogue import Words
from sitegen.resolve import index as resolution
from sitegen.resolve.article.descriptions import fold_all
from sitegen.resolve.index import Merged, merge_site, noted, pinned, resolve_article

T = TypeVar("T")
_merged = unpacker(Merged)

PIECES = 4
"""Whole articles that are held at once: the files of one are made one after the other."""
SHARE = 128
"""Articles that one process prepares: what that leaves in its memory goes with it."""
FEW = 8
"""Articles that are prepared before all others, because somebody waits for them."""


class Library:
    """The articles of one build."""

    def __init__(
        self, articles: Sequence[Article], curation: Curation, service: AnnotationService, kept: Kept
    ) -> None:
        self.articles = articles
        self._kept = kept
        self._reading = Reading(articles, curation, service, kept)
        self.bodies = self._reading.bodies
        self._keys: dict[ArticleId, str] = {}
        self._shorts: Mapping[ArticleId, Short] = {}
        self._words: Words | None = None
        self._pieces: OrderedDict[ArticleId, Piece] = OrderedDict()
        self.merged = Merged((), {})

    def read_all(self, progress: Watcher | None = None) -> None:
        """Annotate and link every article of which it is not known yet what it says."""
        self._reading.read_all(progress)

    def merge(self) -> None:
        """Find the entities of the site. Where no article says otherwise than before, they are known."""
        reading = self._reading
        key = digest("merged", reading.naming, *reading.census_keys())
        merged = self._kept.merged.one(key, self._merge)
        self.merged = self._kept.noted.of(
            "", (merged, reading.noting), lambda _: noted(merged, reading.rules)
        )  # the same value as in the last build as long as it is equal
        self._entities = {entity.id: entity for entity in self.merged.entities}

    def _merge(self) -> Merged:
        """Apart: what articles say about names takes 40 kB each, and is not needed any more then."""
        reading = self._reading
        if len(self.articles) < FEWEST:
            return merge_site(reading.censuses(), reading.rules)

        def work() -> bytes:
            return packed(merge_site(reading.censuses(), reading.rules))

        return _merged(apart(work, self._kept.store.forked))

    @property
    def annotated(self) -> int:
        """Articles that were annotated in this build."""
        return self._reading.annotated

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What annotating and resolving could not decide, or do; to be asked for after the gists."""
        found = (*self._reading.diagnostics(), *self.merged.diagnostics, *self._checks())
        return (*found, *self._briefs(), *self._unused_descriptions())

    def _unused_descriptions(self) -> Iterator[Diagnostic]:
        """Of entries whose description no article uses in these words."""
        for entry in self._reading.rules.curation.entries:
            cards = (c for short in self._shorts.values() for c in short.gist.cards if c.entity == entry.id)
            if entry.description and not any(
                fold_all(card.description) == fold_all(entry.description) for card in cards
            ):
                message = f"no article describes {entry.name} as “{entry.description}”"
                hint = "give words that an article uses, or write a note below the front matter"
                where = Location(entry.path, entry.line_of("description"))
                yield Diagnostic("curation-unused", Severity.WARNING, message, where, hint)

    def _briefs(self) -> Iterator[Diagnostic]:
        for article in self.articles:
            if "¶" in "".join(as_slots(article.front_matter.brief)):
                yield from self._checked(article.id).brief

    def _checks(self) -> Iterator[Diagnostic]:
        for article in self.articles:
            if article.front_matter.checked:
                fault = self._checked(article.id).fault
                yield from (fault,) if fault else ()

    def _checked(self, article: ArticleId) -> Checked:
        return self._kept.checks.one(self._keys[article], partial(self._check, article))

    def _check(self, article: ArticleId) -> Checked:
        piece = self.piece(article)
        return Checked(check_fault(piece.resolved), tuple(lost_pointers(piece)))

    def gists(
        self,
        look: str,
        words: Words,
        workshop: Workshop,
        own: Callable[[Gist], Sequence[Planned]],
        soon: Callable[[], None],
        progress: Watcher | None = None,
        urgent: Urgent = NOBODY,
    ) -> list[Gist]:
        """Every article in short, newest first.

        `look` is a digest of what else decides how excerpts read. Where nothing is known of an article yet,
        its `own` page and files are made as well, now that it is at hand. `soon` is called when those of the
        articles that were saved are made: theirs come first, whatever they have changed elsewhere. Of the
        others some may be left to the next build, where something is more `urgent`.
        """
        self._words = words
        make = partial(self._key, look, {})
        read = self._reading.read
        self._keys = {
            a.id: self._kept.keys.of(a.id, (a, read(a.id), self.merged, look), make) for a in self.articles
        }
        found = self._kept.gists.read(self._keys.values())
        missing = [article for article in self.articles if self._keys[article.id] not in found]

        def work(part: Sequence[Article], tell: Tell) -> list[bytes]:
            found: list[bytes] = []
            for n in range(0, len(part), AT_ONCE):
                found += self._prepared(part[n : n + AT_ONCE], workshop, own, after(n, tell))
                urgent.check()
            return found

        def start() -> None:
            self._kept.store.forked()
            workshop.forked()

        saved = self._saved(missing)
        done = {article.id for article in saved}
        rest = [article for article in missing if article.id not in done]
        with apart_from_what_is_there():
            made: list[bytes] = []
            if saved:
                made += self._prepared(saved, workshop, own, untold)
                soon()
            if len(rest) >= FEWEST:
                workshop.prepare()
            tell = telling(progress, Step.PREPARE, len(rest))
            made += in_parallel(rest, work, start, tell, most=SHARE)
        found |= self._kept.gists.decoded(
            {self._keys[article.id]: data for article, data in zip((*saved, *rest), made, strict=True)}
        )
        self._shorts = {article.id: found[self._keys[article.id]] for article in self.articles}
        ordered = sorted(self.articles, key=resolution.newest_first)
        return [self._shorts[article.id].gist for article in ordered]

    def _saved(self, missing: Sequence[Article]) -> Sequence[Article]:
        """Those that were saved, as far as that can be told: where it seems to be many, none are urgent."""
        saved = ([article for article in missing if article.id in some] for some in self._reading.new)
        return next((some for some in (*saved, missing) if 0 < len(some) <= FEW), ())

    def _prepared(
        self,
        some: Sequence[Article],
        workshop: Workshop,
        own: Callable[[Gist], Sequence[Planned]],
        tell: Tell,
    ) -> list[bytes]:
        """The gists of some articles, encoded; their excerpts are kept, and their files are made."""
        shorts, excerpted = {}, {}
        for number, article in enumerate(some, 1):
            piece, key = self.piece(article.id), self._keys[article.id]
            gist, excerpts = gist_of(piece), excerpts_of(piece, self._known_words)
            shorts[key] = Short(gist, shown_of(gist, excerpts, self._entities))
            excerpted[key] = PackedExcerpts.of(excerpts)
            self._kept.excerpts.hold({key: excerpted[key]})  # its own files are made of them
            workshop.keep(own(gist))
            tell(number)
        workshop.flush()
        self._kept.excerpts.write(excerpted)
        made = list(self._kept.gists.write(shorts, held=False).values())  # whoever asked will hold them
        collect_new()
        return made

    def _key(self, look: str, entities: dict[EntityId, str], name: ArticleId) -> str:
        """`entities`: digests of those that were met already."""
        article, homes = self._reading.by_id[name], self.merged.homes[name]
        own = as_json((article.front_matter, article.body_line, homes))
        for home in homes:
            if home.entity not in entities:
                entity = self._entities[home.entity]
                entities[home.entity] = digest(as_json((entity, pinned(entity, self._reading.rules))))
        return digest("article", look, self._reading.said(name), own, *(entities[h.entity] for h in homes))

    def whole(self, article: ArticleId) -> bytes:
        """Changes whenever the piece, the gist, the excerpts or an entity that the article names may."""
        return bytes.fromhex(self._keys[article])

    def shown(self, article: ArticleId) -> Shown:
        """Digests of what other pages show of it: each changes only when that does."""
        return self._shorts[article].shown

    def piece(self, article: ArticleId) -> Piece:
        """The whole article."""
        if article not in self._pieces:
            reading, homes = self._reading, self.merged.homes[article]
            linked = reading.linked(reading.by_id[article])
            self._pieces[article] = piece_of(resolve_article(linked, homes, self._entities, reading.rules))
            while len(self._pieces) > PIECES:
                self._pieces.popitem(last=False)
        return self._pieces[article]

    def annotated_now(self, article: ArticleId) -> tuple[PlainText, Annotations]:
        """Its text, and what annotators find in it, whatever an editor corrected."""
        entry = self._reading.found(self._reading.by_id[article])
        return entry.plain, entry.annotations

    def unapproved(self) -> list[Article]:
        """Articles that no editor has checked as they are."""
        faulty = {fault.location.path for fault in self._checks() if fault.location}
        checks = ((a, a.front_matter.checked) for a in self.articles)
        return [a for a, check in checks if check is None or (check.path or a.path) in faulty]

    def index(self) -> SiteIndex:
        """The site with every article resolved."""
        ordered = sorted(self.articles, key=resolution.newest_first)
        articles = tuple(self.piece(article.id).resolved for article in ordered)
        return SiteIndex(articles, self.merged.entities, self.merged.redirects, self.merged.diagnostics)

    def rows(
        self, form: Form, articles: Iterable[ArticleId], make: Callable[[ArticleId], Rows]
    ) -> Iterator[bytes]:
        """Their parts of the site's quote index in one form; both are kept where they are made."""
        kept = self._kept.rows

        def keep(missing: Sequence[ArticleId]) -> Mapping[str, bytes]:
            made = {self._keys[article]: make(article) for article in missing}
            parts = {each: {key: rows.in_form(each) for key, rows in made.items()} for each in kept}
            for each, kind in kept.items():
                kind.write(parts[each])
            return parts[form]

        return self._in_order(kept[form], articles, keep)

    def records(
        self, articles: Iterable[ArticleId], make: Callable[[ArticleId], tuple[SearchRecord, ...]]
    ) -> Iterator[tuple[SearchRecord, ...]]:
        """What a search can find of them."""
        kept = self._kept.records

        def keep(missing: Sequence[ArticleId]) -> Mapping[str, tuple[SearchRecord, ...]]:
            made = {self._keys[article]: make(article) for article in missing}
            kept.write(made)
            return made

        return self._in_order(kept, articles, keep)

    def _in_order(
        self,
        kept: Kind[T],
        articles: Iterable[ArticleId],
        keep: Callable[[Sequence[ArticleId]], Mapping[str, T]],
    ) -> Iterator[T]:
        """What is kept of many articles, read some at a time; `keep` makes and keeps what is not there."""
        waiting = iter(articles)
        while some := list(islice(waiting, AT_ONCE)):
            known = kept.read(self._keys[article] for article in some)
            known |= keep([article for article in some if self._keys[article] not in known])
            yield from (known[self._keys[article]] for article in some)

    def excerpts(self, article: ArticleId) -> Excerpts:
        """What other pages quote from it."""
        return self._kept.excerpts.one(
            self._keys[article],
            lambda: PackedExcerpts.of(excerpts_of(self.piece(article), self._known_words)),
        ).open()

    def fetch(self, articles: Iterable[ArticleId]) -> None:
        """Read what is kept of them, to be asked for next."""
        self._kept.excerpts.read(self._keys[article] for article in articles)

    @property
    def _known_words(self) -> Words:
        if self._words is None:
            raise RuntimeError("excerpts before gists")
        return self._words

    @property
    def entities(self) -> Iterable[Entity]:
        """By id."""
        return self.merged.entities
