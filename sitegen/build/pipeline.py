"""The build, as one function of what is on the disk: load, parse, annotate, resolve, render, write.

There is no other way to build and no incremental mode that could differ from this one: what makes a
second build fast is that stages find their results by content.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sitegen.annotate.nlp import find_model
from sitegen.build.annotating import AnnotationService, Watcher, anchored
from sitegen.build.cache import AnnotationCache
from sitegen.build.writer import check_output_folder, write_outputs
from sitegen.config import BuildConfig, Config, load_config, render_config
from sitegen.content.curation import LoadedCuration, read_curation
from sitegen.content.loader import Loaded, publishable, read_articles, without_clashes
from sitegen.diagnostics import Diagnostic, Severity, sort_key
from sitegen.markdown.plaintext import MarkdownDoc, parse_article
from sitegen.model.article import ArticleId
from sitegen.model.site import AnnotatedArticle, BuildReport, SiteIndex
from sitegen.render.pages import render_site
from sitegen.render.permalinks import briefing_location
from sitegen.resolve.curation import read_entries
from sitegen.resolve.index import resolve

CACHE = ".cache"
"""Below the site's folder; may be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Everything up to the pages: what the command line's other commands need too."""

    index: SiteIndex
    docs: dict[ArticleId, MarkdownDoc]
    diagnostics: tuple[Diagnostic, ...]
    annotated: int


class Timer:
    """Seconds by stage, in order."""

    def __init__(self) -> None:
        self.timings: list[tuple[str, float]] = []

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what is done inside."""
        started = time.perf_counter()
        yield
        self.timings.append((stage, time.perf_counter() - started))


class Site:
    """A site's folder and configuration, with what is dear to make and may be kept between builds."""

    def __init__(self, folder: Path, config: Config, output: Path | None = None) -> None:
        self.folder = folder
        self.config = config
        self.output = output or folder / config.output.folder
        self._service: AnnotationService | None = None

    @classmethod
    def load(
        cls,
        folder: Path | str = ".",
        *,
        output: Path | None = None,
        drafts: bool = False,
        future: bool = False,
    ) -> Site:
        """The site in this folder; `drafts` and `future` publish what the configuration would not.

        Raises `SitegenError` where the configuration is wrong.
        """
        path = Path(folder)
        config = load_config(path)
        shown = BuildConfig(drafts or config.build.drafts, future or config.build.future)
        return cls(path, replace(config, build=shown), output)

    def build(self, *, progress: Watcher | None = None, now: datetime | None = None) -> BuildReport:
        """Bring the output folder to what the sources say. Raises `SitegenError` where that is impossible."""
        time_of = Timer()
        sources = [self.folder / self.config.content.folder, self.folder / self.config.templates.folder]
        check_output_folder(self.output, sources)
        stages = self.analyse(time_of, progress=progress, now=now)
        with time_of("render"):
            config = render_config(self.config, self.folder, str(self.service.model))
            outputs = tuple(render_site(stages.index, stages.docs, config))
        with time_of("write"):
            done = write_outputs(self.output, outputs)
        return BuildReport(
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
            diagnostics=self._wanted(stages.diagnostics),
            articles=len(stages.index.articles),
            annotated=stages.annotated,
            timings=tuple(time_of.timings),
        )

    def analyse(
        self, time_of: Timer, *, progress: Watcher | None = None, now: datetime | None = None
    ) -> Stages:
        """Everything but pages: articles read, annotated and resolved."""
        with time_of("load"):
            loaded = self._load(now or datetime.now(UTC))
            curation, faults = read_entries(self._read_curation())
        with time_of("parse"):
            docs = {article.id: parse_article(article) for article in loaded.articles}
        with time_of("annotate"):
            texts = [(article, docs[article.id].plain) for article in loaded.articles]
            annotated = self.service.annotate(texts, progress)
        with time_of("resolve"):
            articles = [AnnotatedArticle(a, text, annotated.found[a.id]) for a, text in texts]
            index = resolve(articles, curation)
        notes = (note for a in articles for note in anchored(a.annotations, a.article))
        diagnostics = (*loaded.diagnostics, *faults, *annotated.diagnostics, *notes, *index.diagnostics)
        return Stages(index, docs, diagnostics, annotated.made)

    @property
    def service(self) -> AnnotationService:
        """The annotators, with their pipeline once it is loaded."""
        if self._service is None:
            model = find_model(self.config.annotate.model)
            self._service = AnnotationService(model, AnnotationCache(self.folder / CACHE / "annotations"))
        return self._service

    def _load(self, now: datetime) -> Loaded:
        content = self.folder / self.config.content.folder
        read = read_articles(
            content,
            self.folder,
            language=self.config.site.language,
            follow_links=self.config.content.follow_links,
        )
        until = None if self.config.build.future else now
        shown = publishable(read.articles, drafts=self.config.build.drafts, until=until)
        alone = without_clashes(shown, briefing_location)
        return Loaded(alone.articles, (*read.diagnostics, *alone.diagnostics))

    def _read_curation(self) -> LoadedCuration:
        content = self.folder / self.config.content.folder
        return read_curation(content, self.folder, follow_links=self.config.content.follow_links)

    def _wanted(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Without the warnings and notes that the site silences, in the order of reports."""
        ignored = set(self.config.diagnostics.ignore)
        kept = {d for d in diagnostics if d.severity is Severity.ERROR or d.code not in ignored}
        return tuple(sorted(kept, key=sort_key))
