"""Annotations for articles: from the cache where they are there, else from the annotators, and then kept.

What was annotated stays annotated, whatever stops the build after it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.annotate.annotator import Annotator
from sitegen.annotate.fingerprint import fingerprint
from sitegen.annotate.nlp import Model, Pipeline
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.build.cache import AnnotationCache, Entry, digest, entry_key
from sitegen.build.progress import Progress, Watcher
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.markdown.parser import parser_fingerprint
from sitegen.markdown.plaintext import MarkdownDoc
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.text import PlainText

Parse = Callable[[Article], MarkdownDoc]
"""How an article's text is found, where the cache does not have it."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """Every article's text and annotations, and how many had to be annotated."""

    found: Mapping[ArticleId, Entry]
    made: int
    diagnostics: tuple[Diagnostic, ...] = ()


class AnnotationService:
    """Owns the pipeline, which loads when the first article is not in the cache and then stays.

    What nothing can keep on disk stays in memory.
    """

    def __init__(self, model: Model, cache: AnnotationCache | None, limit: int = sys.maxsize) -> None:
        """`limit`: bytes that the cache may take."""
        self.model = model
        self._limit, self._grown, self._trimmed = limit, False, False
        self._annotators: Sequence[Annotator] = default_annotators()
        self._fingerprint = digest(fingerprint(model, self._annotators), parser_fingerprint())
        self._pipeline = Pipeline(model)
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
        for key, made in self._make(missing, parse, progress):
            found[key] = made
            faults += self._keep(key, made) if not faults else ()
        if faults or self._cache is None:
            self._last |= found
        return Annotated({name: found[key] for name, key in keys.items()}, len(missing), tuple(faults))

    def key(self, article: Article) -> str:
        """The name of what is found in an article: changes whenever something else might be found."""
        return entry_key(article, self._fingerprint)

    def has(self, article: Article) -> bool:
        """Whether it is annotated already, as far as can be told without reading it."""
        key = self.key(article)
        return key in self._last or (self._cache is not None and self._cache.has(key))

    def entry(self, article: Article, parse: Parse) -> Entry:
        """Text and annotations of one article; annotated again only where nothing keeps them."""
        return self._kept(self.key(article)) or self.annotate([article], parse).found[article.id]

    def tidy(self) -> None:
        """At the end of a build: keep the cache below its limit.

        Once in a process: it asks for every entry's size, which is too slow for each save in a preview.
        """
        if self._grown and self._cache and not self._trimmed:
            self._cache.trim(self._limit)
            self._trimmed = True

    def _kept(self, key: str) -> Entry | None:
        return self._last.get(key) or (self._cache.read(key) if self._cache else None)

    def _make(
        self, missing: Mapping[str, Article], parse: Parse, progress: Watcher | None
    ) -> Iterator[tuple[str, Entry]]:
        """Annotate what the cache has not; reports after each article."""
        if not missing:
            return
        tasks = [_task(article, parse(article).plain) for article in missing.values()]
        started, words = time.perf_counter(), 0
        answers = annotate(tasks, self._pipeline, self._annotators)
        for done, (key, task, made) in enumerate(zip(missing, tasks, answers, strict=True), 1):
            words += len(task.text.text.split())
            if progress:
                progress(Progress(done, len(tasks), words, time.perf_counter() - started))
            yield key, Entry(task.text, made)

    def _keep(self, key: str, made: Entry) -> Iterator[Diagnostic]:
        """Write to the cache, and report once where that fails."""
        if self._cache is None:
            return
        try:
            self._cache.write(key, made)
            self._grown = True
        except OSError as error:
            yield Diagnostic(
                "cache-unwritable",
                Severity.WARNING,
                f"annotations cannot be kept for the next build: {error.strerror or error}",
                hint=f"free space or make {self._cache.folder} writable; the site itself is complete",
            )


def _task(article: Article, text: PlainText) -> AnnotationTask:
    return AnnotationTask(text, article.front_matter.language, article.front_matter.date)


def anchored(found: Annotations, article: Article) -> tuple[Diagnostic, ...]:
    """The annotators' diagnostics, placed in the article's file.

    Annotators know neither path nor front matter: the same text may stand in another file tomorrow.
    """
    return tuple(replace(d, location=_in_file(d.location, article)) for d in found.diagnostics)


def _in_file(place: Location | None, article: Article) -> Location:
    line = place.line if place else None
    return Location(article.path, None if line is None else article.body_line + line - 1)
