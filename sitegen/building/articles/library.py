"""The articles of one build, and what is known of each: annotated, linked, resolved, as far as somebody asks.

In: the sources, the annotators, and what former builds kept. Out: the site's entities, a gist of every
article, and as a `render.site.lookup.Shelf` the rest of an article for the pages that need it. Whatever is
found is kept under a digest of all that it was made from; an article that has not changed is not even
decoded unless one of its pages must be made again.

Long for its kind: it is one object with one memory, asked for each of the forms in which an article is known;
the forms themselves are made elsewhere (`reading`, `correcting`, `render.article`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TypeVar

from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.articles.reading import AT_ONCE, NOTHING, Reading
from sitegen.building.kept.cache import digest
from sitegen.building.kept.knowledge import Checked, Kept, PackedExcerpts, Short
from sitegen.building.kept.memory import Kind
from sitegen.building.output.plan import Planned
from sitegen.building.output.workshop import Workshop
from sitegen.building.processes.parallel import FEWEST, apart, in_parallel
from sitegen.building.processes.progress import Step, Tell, Watcher, after, telling, untold
from sitegen.building.processes.steps import PAUSE, Steps
from sitegen.codec import as_json, packed
from sitegen.collecting import apart_from_what_is_there, collect_new
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.faults import Fault, FaultError, Stage, blaming
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.checked import check_fault
from sitegen.model.config import USEFUL, PublishFrom
from sitegen.model.curation import Curation
from sitegen.model.review import Doubt
from sitegen.model.site import Entity, EntityId, ResolvedArticle, SiteIndex
from sitegen.model.text import PlainText
from sitegen.render.article.piece import NOBODY, Piece, piece_of
from sitegen.render.article.short.excerpts import Excerpts, Form, Rows, excerpts_of
from sitegen.render.article.short.gist import Gist, as_slots, gist_of, lost_pointers
from sitegen.render.article.short.shown import Shown, shown_of
from sitegen.render.site.record import SearchRecord
from sitegen.render.site.useful import only_once
from sitegen.render.theme.catalogue import Words
from sitegen.resolve import index as resolution
from sitegen.resolve.article.descriptions import fold_all
from sitegen.resolve.index import Merged, merged_site, noted, pinned, resolve_article

T = TypeVar("T")
Own = Callable[[Gist], Sequence[Planned]]
"""An article's own page and files."""

PIECES = 4
"""Whole articles that are held at once: the files of one are made one after the other."""
SHARE = 128
"""Articles that one process prepares: what that leaves in its memory goes with it."""
FEW = 8
"""Articles that are prepared before all others, because somebody waits for them."""


class Library:
    """The articles of one build."""

    def __init__(
        self,
        articles: Sequence[Article],
        curation: Curation,
        service: AnnotationService,
        kept: Kept,
        bars: PublishFrom,
        plain: Mapping[str, Fault] = NOTHING,
    ) -> None:
        """`plain`: articles that are to have no marks, since something of ours failed with them."""
        self.articles = articles
        self._bars = bars
        self._kept = kept
        self._reading = Reading(articles, curation, service, kept, plain)
        self.bodies = self._reading.bodies
        self._keys: dict[ArticleId, str] = {}
        self._shorts: dict[ArticleId, Short] = {}
        self._words: Words | None = None
        self._pieces: OrderedDict[ArticleId, Piece] = OrderedDict()
        self.merged = Merged((), {})
        self._alone = NOBODY
        """Entities that one article alone names; nobody before it is known which pages the site has."""

    def read_all(self, progress: Watcher | None = None) -> None:
        """Annotate and link every article of which it is not known yet what it says."""
        self._reading.read_all(progress)

    def merge(self) -> None:
        """Find the entities of the site. Where no article says otherwise than before, they are known."""
        reading = self._reading
        issued = as_json(sorted(reading.rules.curation.issued.items()))
        key = digest("merged", reading.naming, issued, *reading.census_keys())
        merged = self._kept.merged.one(key, self._merge)
        self.merged = self._kept.noted.of(
            "", (merged, reading.noting), lambda _: noted(merged, reading.rules)
        )  # the same value as in the last build as long as it is equal
        self._entities = {entity.id: entity for entity in self.merged.entities}

    def _merge(self) -> Merged:
        """Apart: what articles say about names takes 40 kB each, and is not needed any more then."""
        reading = self._reading
        if len(self.articles) < FEWEST:
            return merged_site(reading.censuses(), reading.rules)

        def work() -> bytes:
            return packed(merged_site(reading.censuses(), reading.rules))

        return self._kept.merged.value(apart(work, self._kept.store.forked))

    @property
    def annotated(self) -> int:
        """Articles that were annotated in this build."""
        return self._reading.annotated

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What of ours failed, in any article."""
        return tuple(self._reading.faults())

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """What annotating, corrections and resolving could not decide, or do."""
        return (*self._reading.diagnostics(), *self.merged.diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same, with what can be said of finished articles; to be asked for after the gists."""
        return (*self.told, *self._checks(), *self._briefs(), *self._unused_descriptions())

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
            brief = article.front_matter.brief
            if brief.quote or "¶" in "".join(as_slots(brief)):
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

    def compare(self, look: str, words: Words, pages: str) -> None:
        """See of which articles nothing is known. `look`: digest of what else decides how excerpts read.

        `pages`: which entities have one, as the configuration has it; `look` changes with it.
        """
        self._words = words
        named = ((home.entity for home in homes) for homes in self.merged.homes.values())
        self._alone = only_once(named, self.merged.entities) if pages == USEFUL else NOBODY
        make = partial(self._key, look, {})
        read = self._reading.read
        self._keys = {
            a.id: self._kept.keys.of(a.id, (a, read(a.id), self.merged, look), make) for a in self.articles
        }
        found = self._kept.gists.read(self._keys.values())
        self._shorts = {name: found[key] for name, key in self._keys.items() if key in found}

    def prepare_saved(self, own: Own, workshop: Workshop) -> list[Gist]:
        """Articles that were saved, in short; their own pages and files are made, before those of all others.

        As far as that can be told: where it seems to be many, none are.
        """
        saved = self._saved(self._missing)
        with apart_from_what_is_there():
            self._know(saved, self._prepared(saved, workshop, own, untold) if saved else (), own, workshop)
        return [self._shorts[article.id].gist for article in saved]

    def prepare(self, own: Own, workshop: Workshop, progress: Watcher | None = None) -> Steps[None]:
        """The same for all others of which nothing is known yet, now that they are at hand.

        Shared with other processes where nobody looks; else some of them between two pauses.
        """
        rest = self._missing
        tell = telling(progress, Step.PREPARE, len(rest))
        if len(rest) >= FEWEST:
            workshop.prepare()
        looked_at = yield PAUSE
        with apart_from_what_is_there():
            if looked_at is None:
                self._know(rest, self._prepared_by_all(rest, own, workshop, tell), own, workshop)
                return
            for number in range(0, len(rest), AT_ONCE):
                some = rest[number : number + AT_ONCE]
                self._know(some, self._prepared(some, workshop, own, after(number, tell)), own, workshop)
                yield PAUSE

    def gists(self) -> list[Gist]:
        """Every article in short, newest first; once all are prepared."""
        ordered = sorted(self.articles, key=resolution.newest_first)
        return [self._shorts[article.id].gist for article in ordered]

    @property
    def _missing(self) -> Sequence[Article]:
        return [article for article in self.articles if article.id not in self._shorts]

    def _know(self, some: Sequence[Article], made: Sequence[bytes], own: Own, workshop: Workshop) -> None:
        """`made`: their gists, encoded; empty bytes are tried again. Raises `FaultError` where that fails."""
        keys = {article.id: self._keys[article.id] for article in some}
        whole = dict(zip(keys, made, strict=True))
        self._mend(whole, workshop, own)
        found = self._kept.gists.decoded({keys[name]: data for name, data in whole.items()})
        self._shorts |= {name: found[key] for name, key in keys.items()}

    def _prepared_by_all(
        self, rest: Sequence[Article], own: Own, workshop: Workshop, tell: Tell
    ) -> list[bytes]:
        def work(part: Sequence[Article], tell: Tell) -> list[bytes]:
            found: list[bytes] = []
            for n in range(0, len(part), AT_ONCE):
                found += self._prepared(part[n : n + AT_ONCE], workshop, own, after(n, tell))
            return found

        def start() -> None:
            self._kept.store.forked()
            workshop.forked()

        return in_parallel(rest, work, start, tell, most=SHARE)

    def _saved(self, missing: Sequence[Article]) -> Sequence[Article]:
        """Those that were saved, as far as that can be told: where it seems to be many, none are urgent."""
        saved = ([article for article in missing if article.id in some] for some in self._reading.new)
        return next((some for some in (*saved, missing) if 0 < len(some) <= FEW), ())

    def _prepared(
        self,
        some: Sequence[Article],
        workshop: Workshop,
        own: Own,
        tell: Tell,
    ) -> list[bytes]:
        """The gists of some articles, encoded; their excerpts are kept, and their files are made.

        One in which something of ours failed has none yet, and says so by empty bytes.
        """
        shorts: dict[str, Short] = {}
        excerpted: dict[str, PackedExcerpts] = {}
        for number, article in enumerate(some, 1):
            with suppress(FaultError):
                shorts[self._keys[article.id]] = self._short(article.id, workshop, own, excerpted)
            tell(number)
        workshop.flush()
        self._kept.excerpts.write(excerpted)
        made = self._kept.gists.write(shorts, held=False)  # whoever asked will hold them
        collect_new()
        return [made.get(self._keys[article.id], b"") for article in some]

    def _short(
        self,
        name: ArticleId,
        workshop: Workshop,
        own: Own,
        excerpted: dict[str, PackedExcerpts],
    ) -> Short:
        """One article in short, and its own files. Raises `FaultError` where that fails."""
        piece, key = self.piece(name), self._keys[name]
        with blaming(Stage.RENDER, "making the page of the article", name):
            gist, excerpts = gist_of(piece), excerpts_of(piece, self._known_words)
            short = Short(gist, shown_of(gist, excerpts, self._entities))
            packed_excerpts = PackedExcerpts.of(excerpts)
            self._kept.excerpts.hold({key: packed_excerpts})  # its own files are made of them
            workshop.keep(own(gist))
        excerpted[key] = packed_excerpts
        return short

    def _mend(
        self,
        made: dict[ArticleId, bytes],
        workshop: Workshop,
        own: Own,
    ) -> None:
        """Try again where something failed, perhaps in another process for want of memory.

        Raises `FaultError` for all articles with which it fails again.
        """
        faults: list[Fault] = []
        for name in [name for name, data in made.items() if not data]:
            excerpted: dict[str, PackedExcerpts] = {}
            try:
                short = self._short(name, workshop, own, excerpted)
            except FaultError as error:
                faults += error.faults
                continue
            self._kept.excerpts.write(excerpted)
            made.update(zip((name,), self._kept.gists.write({self._keys[name]: short}).values(), strict=True))
        if faults:
            raise FaultError(*faults)

    def _key(self, look: str, entities: dict[EntityId, str], name: ArticleId) -> str:
        """`entities`: digests of those that were met already."""
        article, homes = self._reading.by_id[name], self.merged.homes[name]
        own = as_json(
            (
                article.front_matter,
                article.body_line,
                article.location,
                article.former,
                homes,
                tuple(home.entity in self._alone for home in homes),
                self._bars,
            )
        )
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
            with blaming(Stage.RESOLVE, "finding who speaks", article):
                linked = reading.linked(reading.by_id[article])
                resolved = resolve_article(linked, homes, self._entities, reading.rules, self._bars)
            with blaming(Stage.RENDER, "preparing the article for its page", article):
                self._pieces[article] = piece_of(resolved, self._alone)
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

    def doubts(
        self, some: Sequence[ArticleId], maker: str, make: Callable[[ResolvedArticle], tuple[Doubt, ...]]
    ) -> Mapping[ArticleId, tuple[Doubt, ...]]:
        """What is in doubt in those of these that are in this build. `maker`: digest of who says so."""

        def made(article: ArticleId) -> tuple[Doubt, ...]:
            return make(self.piece(article).resolved)

        keys = {a: digest("doubts", maker, self._keys[a]) for a in some if a in self._keys}
        return {a: self._kept.doubts.one(key, partial(made, a)) for a, key in keys.items()}

    @property
    def known_gists(self) -> Mapping[ArticleId, Gist]:
        """The articles in short that are prepared already."""
        return {name: short.gist for name, short in self._shorts.items()}

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
            made = self._each(missing, make)
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
            made = self._each(missing, make)
            kept.write(made)
            return made

        return self._in_order(kept, articles, keep)

    def _each(self, some: Sequence[ArticleId], make: Callable[[ArticleId], T]) -> Mapping[str, T]:
        found: dict[str, T] = {}
        for article in some:
            with blaming(Stage.RENDER, "listing what the article quotes", article):
                found[self._keys[article]] = make(article)
        return found

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
    def redirects(self) -> tuple[tuple[EntityId, EntityId], ...]:
        """Ids that entities had, and those that they have."""
        return self.merged.redirects

    @property
    def entities(self) -> Iterable[Entity]:
        """By id."""
        return self.merged.entities
