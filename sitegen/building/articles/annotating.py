"""Annotations for articles: from the cache where they are there, else from the annotators, and then kept.

Few articles are annotated in this process, many by an engine (`annotate.engines`). What was annotated stays
annotated, whatever stops the build after it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sitegen.annotate.annotators.protocol import Annotator
from sitegen.annotate.fingerprint import fingerprint
from sitegen.annotate.parse.encoder import BEST, Encoder
from sitegen.annotate.parse.nlp import Model, Pipeline
from sitegen.building.kept.cache import AnnotationCache, Entry, digest, entry_key
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
    ) -> None:
        """`jobs`: processes at once, by default all cores. `scheduler`: of a cluster in their place."""
        self.model = model
        self._jobs, self._scheduler = jobs or usable_cores(), scheduler
        self._annotators: Sequence[Annotator] | None = None
        self._fingerprint = digest(fingerprint(model, quality), parser_fingerprint())
        self._quality = quality
        self._pipeline = Pipeline(model, Encoder() if quality == BEST else None)
        self._cache = cache
        self._last: dict[str, Entry] = {}

    def annotate(
        self, articles: Sequence[Article], parse: Parse, progress: Watcher | None = None
    ) -> Annotated:
        """Text and annotations of every article, with as little work as the cache allows."""
        keys = {article.id: entry_key(article, self._fingerprint) for article in articles}
        found = {key: kept for key in keys.values() if (kept := self._kept(key))}
        missing = {keys[a.id]: a for a in articles if keys[a.id] not in found}
        faults: list[Diagnostic] = []
        cache = self._cache
        with closing(self._make(missing, parse, progress)) as answers:
            for key, plain, made in answers:
                entry = Entry(plain, made or Annotations())
                if made is None:
                    faults.append(_given_up(missing[key]))
                elif cache and not made.faults and (fault := self._keep(cache, key, entry)):
                    faults.append(fault)
                    cache = None
                if made is None or made.faults or cache is None:
                    self._last[key] = entry
                if cache is None or len(found) < HELD:
                    found[key] = entry
        present = {name: found[key] for name, key in keys.items() if key in found}
        return Annotated(present, len(missing), tuple(faults))

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
        self, missing: Mapping[str, Article], parse: Parse, progress: Watcher | None
    ) -> Generator[Made, None, None]:
        """Annotate what the cache has not; reports after each article."""
        if not missing:  # the annotators' libraries take a third of a second to import
            return
        keys, articles = tuple(missing), tuple(missing.values())
        asked: dict[int, AnnotationTask] = {}
        noted: dict[int, tuple[Diagnostic, ...]] = {}

        def tasks() -> Iterator[AnnotationTask]:
            """Texts are read when it is their turn, and held until they are answered."""
            for number, article in enumerate(articles):
                doc = parse(article)
                asked[number], noted[number] = _task(article, doc.plain), doc.notes
                yield asked[number]

        started, words = time.perf_counter(), 0
        with closing(self._answers(articles, tasks())) as answers:
            for done, (number, made) in enumerate(answers, 1):
                plain, notes = asked.pop(number).text, noted.pop(number)
                words += len(plain.text.split())
                if progress:
                    seconds = time.perf_counter() - started
                    at_work = self._engine.workers if self._scheduler else 0
                    progress(Progress(Step.ANNOTATE, done, len(keys), seconds, words, at_work))
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

    def _keep(self, cache: AnnotationCache, key: str, made: Entry) -> Diagnostic | None:
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
