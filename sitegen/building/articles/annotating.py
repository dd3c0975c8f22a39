"""Annotations for articles: from the cache where they are there, else from the annotators, and then kept.

Few articles are annotated in this process, many by an engine (`annotate.engines`). What was annotated stays
annotated, whatever stops the build after it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sitegen.annotate.annotators.protocol import Annotator
from sitegen.annotate.fingerprint import fingerprint
from sitegen.annotate.parse.encoder import BEST, Encoder
from sitegen.annotate.parse.nlp import Model, Pipeline
from sitegen.building.kept.cache import AnnotationCache, Entry, SharedCache, digest, entry_key
from sitegen.building.processes.forked import usable_cores
from sitegen.building.processes.progress import Progress, Step, Watcher
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.markdown.parser import parse_markdown, parser_fingerprint
from sitegen.markdown.plaintext import MarkdownDoc, with_plain_text
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.text import PlainText

if TYPE_CHECKING:
    from sitegen.annotate.engines.engine import Engine
    from sitegen.annotate.processes.helper import Answered
    from sitegen.annotate.run import AnnotationTask
    from sitegen.building.kept.shared.exchange import Exchange

WARM_UP = "“We wait,” said Ines Halloran of the Merrow Harbour Board two weeks ago; she spoke in March."
"""Has something for every annotator: what they load, they load when they first need it."""

HELD = 512
"""Articles whose annotations stay in memory although the cache has them."""

Parse = Callable[[Article], MarkdownDoc]
"""How an article's text is found, where the cache does not have it."""

Made: TypeAlias = tuple[str, PlainText, Annotations | None]
"""An article's key, its text and what was found; None where it was given up."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The articles' texts and annotations, and how many had to be annotated."""

    found: Mapping[ArticleId, Entry]
    """Without those of many articles that the cache has: `AnnotationService.entry` reads them one by one."""
    made: int
    diagnostics: tuple[Diagnostic, ...] = ()


class AnnotationService:
    """Owns the pipeline, which loads when the first article is not in the cache and then stays.

    What nothing can keep on disk stays in memory.
    """

    def __init__(
        self,
        model: Model,
        cache: AnnotationCache | None,
        jobs: int | None = None,
        *,
        quality: str = BEST,
        scheduler: str = "",
        shared: SharedCache | None = None,
        waited_for: bool = False,
    ) -> None:
        """`jobs`: processes at once, by default all cores. `scheduler`: of a cluster in their place.

        `waited_for`: somebody looks on, so that one article alone gets all cores too.
        """
        self.model = model
        self._jobs, self._scheduler = jobs or usable_cores(), scheduler
        self._annotators: Sequence[Annotator] | None = None
        self._fingerprint = digest(fingerprint(model, quality), parser_fingerprint())
        self._quality = quality
        encoder = Encoder(self._jobs if waited_for else 1)
        self._pipeline = Pipeline(model, encoder if quality == BEST else None)
        self._cache, self._shared = cache, shared
        self._last: dict[str, Entry] = {}

    def annotate(
        self, articles: Sequence[Article], parse: Parse, progress: Watcher | None = None
    ) -> Annotated:
        """Text and annotations of every article, with as little work as the caches allow."""
        keys = {article.id: entry_key(article, self._fingerprint) for article in articles}
        found = {key: kept for key in keys.values() if (kept := self._kept(key))}
        missing = {keys[a.id]: a for a in articles if keys[a.id] not in found}
        keeping = _Keeping(self._cache, self._last, found)
        with self._exchange(len(missing)) as exchange:
            made = self._annotate(missing, parse, progress, keeping, exchange)
        faults = (*keeping.faults, *(exchange.diagnostics() if exchange else ()))
        present = {name: found[key] for name, key in keys.items() if key in found}
        return Annotated(present, made, faults)

    def _exchange(self, missing: int) -> AbstractContextManager[Exchange | None]:
        """With the shared cache, where there is one and enough to ask it for."""
        if not self._shared or missing < self._shared.least:
            return nullcontext()
        from sitegen.building.kept.shared.exchange import Exchange

        return Exchange(self._shared.url)

    def _annotate(
        self,
        missing: Mapping[str, Article],
        parse: Parse,
        progress: Watcher | None,
        kept: _Keeping,
        exchange: Exchange | None,
    ) -> int:
        """Annotate what neither cache has, as soon as it is found keep it; how many those were."""
        count = 0
        with closing(self._make(missing, parse, progress, kept, exchange)) as answers:
            for key, plain, made in answers:
                count += 1
                entry = Entry(plain, made or Annotations())
                if made is None:
                    kept.faults.append(_given_up(missing[key]))
                whole = made is not None and not made.faults
                kept.take(key, entry, whole=whole)
                if whole and exchange:
                    exchange.offer(key, entry)
        return count

    def warm_up(self) -> None:
        """Load all that annotating needs, the model first: the next article does not wait for it.

        Raises `SitegenError` where the model cannot be had.
        """
        from sitegen.annotate.run import AnnotationTask, annotate

        self._annotators = self._annotators or default_annotators()
        task = AnnotationTask(with_plain_text(parse_markdown(WARM_UP)).plain, "en", datetime(2026, 1, 1))  # noqa: DTZ001
        for _ in annotate([task], self._pipeline, self._annotators):
            pass

    def key(self, article: Article) -> str:
        """The name of what is found in an article: changes whenever something else might be found."""
        return entry_key(article, self._fingerprint)

    def has(self, article: Article) -> bool:
        """Whether it is annotated already, as far as can be told without reading it."""
        return self.key(article) in self._last or self.keeps(article)

    def keeps(self, article: Article) -> bool:
        """Whether what was found in it is kept for the next build."""
        return self._cache is not None and self._cache.has(self.key(article))

    def entry(self, article: Article, parse: Parse) -> Entry:
        """Text and annotations of one article; annotated again only where nothing keeps them."""
        return self._kept(self.key(article)) or self.annotate([article], parse).found[article.id]

    def _kept(self, key: str) -> Entry | None:
        return self._last.get(key) or (self._cache.read(key) if self._cache else None)

    def _make(
        self,
        missing: Mapping[str, Article],
        parse: Parse,
        progress: Watcher | None,
        kept: _Keeping,
        exchange: Exchange | None,
    ) -> Generator[Made, None, None]:
        """Annotate what the caches have not; reports after each article."""
        if not missing:  # the annotators' libraries take a third of a second to import
            return
        keys: list[str] = []
        asked: dict[int, AnnotationTask] = {}
        noted: dict[int, tuple[Diagnostic, ...]] = {}
        far = _Far(progress, len(missing))

        def take(key: str, entry: Entry) -> None:
            kept.take(key, entry, whole=True)
            far.one()

        def tasks() -> Iterator[AnnotationTask]:
            """Texts are read when it is their turn, and held until they are answered."""
            wanted = exchange.lacking(_from_anywhere(missing), take) if exchange else iter(missing)
            for number, key in enumerate(wanted):
                doc = parse(missing[key])
                keys.append(key)
                asked[number], noted[number] = _task(missing[key], doc.plain), doc.notes
                yield asked[number]

        with closing(self._answers(tuple(missing.values()), tasks())) as answers:
            for number, made in answers:
                plain, notes = asked.pop(number).text, noted.pop(number)
                far.one(len(plain.text.split()), self._engine.workers if self._scheduler else 0)
                yield keys[number], plain, _with_notes(made, notes)

    @cached_property
    def _engine(self) -> Engine:
        """Who annotates many articles."""
        if self._scheduler:
            from sitegen.annotate.engines.dask_engine import DaskEngine

            return DaskEngine(self._scheduler, self.model, self._quality)
        from sitegen.annotate.engines.local import LocalEngine

        return LocalEngine(self.model, self._quality, self._jobs)

    def _answers(
        self, articles: Sequence[Article], tasks: Iterator[AnnotationTask]
    ) -> Generator[Answered, None, None]:
        """Of few articles in this process, of many by the engine."""
        length = sum(len(article.body) for article in articles)
        if length > self._engine.few:
            return self._engine.annotate(tasks, length)
        from sitegen.annotate.run import annotate

        self._annotators = self._annotators or default_annotators()
        return (answered for answered in enumerate(annotate(tasks, self._pipeline, self._annotators)))


class _Keeping:
    """Where entries go as they come: to the cache, else to memory, and some of them to who asked."""

    def __init__(
        self, cache: AnnotationCache | None, last: dict[str, Entry], found: dict[str, Entry]
    ) -> None:
        self._cache, self._last, self._found = cache, last, found
        self.faults: list[Diagnostic] = []

    def take(self, key: str, entry: Entry, *, whole: bool) -> None:
        """`whole`: nothing of ours failed with it, so that it may be kept for other builds."""
        if self._cache and whole and (fault := _keep(self._cache, key, entry)):
            self.faults.append(fault)
            self._cache = None
        if not whole or self._cache is None:
            self._last[key] = entry
        if self._cache is None or len(self._found) < HELD:
            self._found[key] = entry


class _Far:
    """How far it is, told after each article."""

    def __init__(self, progress: Watcher | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._started, self._done, self._words = time.perf_counter(), 0, 0

    def one(self, words: int = 0, workers: int = 0) -> None:
        """One more is there, of so many words that were annotated."""
        self._done += 1
        self._words += words
        if self._progress:
            seconds = time.perf_counter() - self._started
            told = Progress(Step.ANNOTATE, self._done, self._total, seconds, self._words, workers)
            self._progress(told)


def _from_anywhere(keys: Iterable[str]) -> list[str]:
    """The keys in order, from one of them on and round: two builds at once begin at different articles.

    Each looks up what is there before it annotates, so they share the work without a word.
    """
    listed = list(keys)
    first = secrets.randbelow(len(listed))
    return listed[first:] + listed[:first]


def _keep(cache: AnnotationCache, key: str, made: Entry) -> Diagnostic | None:
    """Write to the cache; what to report where that fails."""
    try:
        cache.write(key, made)
    except OSError as error:
        return Diagnostic(
            "cache-unwritable",
            Severity.WARNING,
            f"annotations cannot be kept for the next build: {error.strerror or error}",
            hint=f"free space or make {cache.folder} writable; the site itself is complete",
        )
    return None


def _with_notes(made: Annotations | None, notes: tuple[Diagnostic, ...]) -> Annotations | None:
    """What was found, with what is to be told of the text itself."""
    return replace(made, diagnostics=(*notes, *made.diagnostics)) if made and notes else made


def _given_up(article: Article) -> Diagnostic:
    return Diagnostic(
        "annotating-failed",
        Severity.ERROR,
        "the article is not annotated: two processes ended while they were at it, perhaps for want of memory",
        Location(article.path),
        hint="split the article or make memory free, then run  sitegen cache clear  and build again",
    )


def default_annotators() -> Sequence[Annotator]:
    """All of sitegen's own."""
    from sitegen.annotate import run

    return run.default_annotators()


def _task(article: Article, text: PlainText) -> AnnotationTask:
    from sitegen.annotate.run import AnnotationTask

    return AnnotationTask(text, article.front_matter.language, article.front_matter.date)


def anchored(found: Annotations, article: Article) -> tuple[Diagnostic, ...]:
    """The annotators' diagnostics, placed in the article's file.

    Annotators know neither path nor front matter: the same text may stand in another file tomorrow.
    """
    return tuple(replace(d, location=_in_file(d.location, article)) for d in found.diagnostics)


def _in_file(place: Location | None, article: Article) -> Location:
    line = place.line if place else None
    return Location(article.path, None if line is None else article.body_line + line - 1)
