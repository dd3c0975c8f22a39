"""Annotations for articles: from the cache where they are there, else from the annotators, and then kept.

What was annotated stays annotated, whatever stops the build after it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.annotate.annotator import Annotator
from sitegen.annotate.fingerprint import fingerprint
from sitegen.annotate.nlp import Model, Pipeline
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.build.cache import AnnotationCache, annotation_key
from sitegen.build.progress import Progress, Watcher
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.text import PlainText


@dataclass(frozen=True, slots=True)
class Annotated:
    """Every article's annotations, and how many had to be made."""

    found: Mapping[ArticleId, Annotations]
    made: int
    diagnostics: tuple[Diagnostic, ...] = ()


class AnnotationService:
    """Owns the pipeline, which loads when the first article is not in the cache and then stays."""

    def __init__(self, model: Model, cache: AnnotationCache | None) -> None:
        self.model = model
        self._annotators: Sequence[Annotator] = default_annotators()
        self._fingerprint = fingerprint(model, self._annotators)
        self._pipeline = Pipeline(model)
        self._cache = cache

    def annotate(
        self, texts: Sequence[tuple[Article, PlainText]], progress: Watcher | None = None
    ) -> Annotated:
        """Annotations of every article, with as little work as the cache allows."""
        keys = {article.id: self._key(article, text) for article, text in texts}
        found = {
            key: kept for key in sorted(set(keys.values())) if self._cache and (kept := self._cache.read(key))
        }
        missing = {
            keys[article.id]: (article, text) for article, text in texts if keys[article.id] not in found
        }
        faults: list[Diagnostic] = []
        for key, made in self._make(missing, progress):
            found[key] = made
            faults += self._keep(key, made) if not faults else ()
        return Annotated({name: found[key] for name, key in keys.items()}, len(missing), tuple(faults))

    def _make(
        self, missing: Mapping[str, tuple[Article, PlainText]], progress: Watcher | None
    ) -> Iterator[tuple[str, Annotations]]:
        """Annotate what the cache has not; reports after each article."""
        tasks = [_task(article, text) for article, text in missing.values()]
        if not tasks:
            return
        started, words = time.perf_counter(), 0
        answers = annotate(tasks, self._pipeline, self._annotators)
        for done, (key, task, made) in enumerate(zip(missing, tasks, answers, strict=True), 1):
            words += len(task.text.text.split())
            if progress:
                progress(Progress(done, len(tasks), words, time.perf_counter() - started))
            yield key, made

    def _keep(self, key: str, made: Annotations) -> Iterator[Diagnostic]:
        """Write to the cache, and report once where that fails."""
        if self._cache is None:
            return
        try:
            self._cache.write(key, made)
        except OSError as error:
            yield Diagnostic(
                "cache-unwritable",
                Severity.WARNING,
                f"annotations cannot be kept for the next build: {error.strerror or error}",
                hint=f"free space or make {self._cache.folder} writable; the site itself is complete",
            )

    def _key(self, article: Article, text: PlainText) -> str:
        date = article.front_matter.date
        day = date.date().isoformat() if date else ""
        return annotation_key(text, article.front_matter.language, day, self._fingerprint)


def _task(article: Article, text: PlainText) -> AnnotationTask:
    return AnnotationTask(text, article.front_matter.language, article.front_matter.date)


def anchored(found: Annotations, article: Article) -> tuple[Diagnostic, ...]:
    """The annotators' diagnostics, with the article's path where they name none."""
    return tuple(
        d if d.location else Diagnostic(d.code, d.severity, d.message, Location(article.path), d.hint)
        for d in found.diagnostics
    )
