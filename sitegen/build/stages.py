"""The stages of a build, each a function from values to values: load, parse, annotate, resolve, render.

Imported by `build.pipeline` only when there is something to do: this is where the libraries are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sitegen.build.annotating import AnnotationService, anchored
from sitegen.build.bodies import Bodies
from sitegen.build.cache import as_json, digest
from sitegen.build.pictures import picture_outputs
from sitegen.build.progress import Watcher
from sitegen.build.static import with_static
from sitegen.build.writer import Planned, ready
from sitegen.config import Config, render_config
from sitegen.content.curation import read_curation
from sitegen.content.loader import Loaded, Memory, publishable, read_articles, without_clashes
from sitegen.content.static import read_static
from sitegen.diagnostics import Diagnostic
from sitegen.model.article import Article
from sitegen.model.checked import check_fault
from sitegen.model.config import ICONS
from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle, SiteIndex
from sitegen.render.pages import (
    PagePlan,
    Renderer,
    other_files,
    plan_pages,
    prepare,
    read_theme,
    render_page,
    theme_fingerprint,
)
from sitegen.render.permalinks import briefing_location
from sitegen.render.search import SearchRecord, search_records
from sitegen.resolve.curation import read_entries
from sitegen.resolve.index import resolve


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was read."""

    articles: tuple[Article, ...]
    """Those to publish, sorted by id."""
    curation: Curation
    diagnostics: tuple[Diagnostic, ...]
    next_date: datetime | None
    """The earliest moment at which one more article is to be published."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The site before it is rendered."""

    index: SiteIndex
    curation: Curation
    bodies: Bodies
    diagnostics: tuple[Diagnostic, ...]
    annotated: int
    next_date: datetime | None


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


def read_sources(folder: Path, config: Config, now: datetime, memory: Memory | None = None) -> Sources:
    """Articles and curation of the site in `folder`, with everything that is wrong with them."""
    content = folder / config.content.folder
    follow = config.content.follow_links
    read = read_articles(content, folder, language=config.site.language, follow_links=follow, memory=memory)
    shown = publishable(read.articles, drafts=config.build.drafts, until=None if config.build.future else now)
    alone: Loaded = without_clashes(shown, briefing_location)
    curation, faults = read_entries(read_curation(content, folder, follow_links=follow))
    diagnostics = (*read.diagnostics, *alone.diagnostics, *faults)
    return Sources(alone.articles, curation, diagnostics, _next_date(read.articles, shown))


def _next_date(read: Sequence[Article], shown: Sequence[Article]) -> datetime | None:
    """The date of the first article that stays out only because it lies in the future."""
    published = {article.id for article in shown}
    dates = [a.front_matter.date for a in read if a.id not in published and a.front_matter.date]
    return min((d if d.tzinfo else d.replace(tzinfo=UTC) for d in dates), default=None)


def analyse(
    sources: Sources, service: AnnotationService, time_of: Timer, progress: Watcher | None = None
) -> Analysis:
    """The sources, annotated and resolved. Only what the cache does not have is parsed."""
    bodies = Bodies(sources.articles)
    with time_of("annotate"):
        annotated = service.annotate(sources.articles, bodies.of, progress)
    with time_of("resolve"):
        entries = annotated.found
        articles = [
            AnnotatedArticle(a, entries[a.id].plain, entries[a.id].annotations) for a in sources.articles
        ]
        index = resolve(articles, sources.curation)
    notes = (note for a in articles for note in anchored(a.annotations, a.article))
    checks = (fault for resolved in index.articles if (fault := check_fault(resolved)))
    diagnostics = (*sources.diagnostics, *annotated.diagnostics, *notes, *index.diagnostics, *checks)
    return Analysis(index, sources.curation, bodies, diagnostics, annotated.made, sources.next_date)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Every file of the site but the search index, and what that is made from."""

    outputs: tuple[Planned, ...]
    records: tuple[SearchRecord, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def render(analysis: Analysis, folder: Path, config: Config, model: str) -> Rendered:
    """The pages, planned, and what stands beside them, made."""
    static, unfit = read_static(folder / config.static.folder, folder)
    icons = tuple(str(file.place) for file in static if str(file.place) in ICONS)
    renderer = read_theme(replace(render_config(config, folder, model), icons=icons))
    found = prepare(analysis.index, renderer)
    plans = plan_pages(found, renderer.assets)
    base = theme_fingerprint(renderer)
    pages = tuple(_planned(plan, analysis.bodies, renderer, base) for plan in plans)
    articles = [resolved.article for resolved in analysis.index.articles]
    pictures, faults = picture_outputs(articles, analysis.bodies, folder)
    others = tuple(ready(output) for output in (*other_files(found, renderer, plans), *pictures))
    outputs, clashes = with_static((*pages, *others), static)
    return Rendered(outputs, tuple(search_records(found)), (*unfit, *faults, *clashes))


def _planned(plan: PagePlan, bodies: Bodies, renderer: Renderer, base: str) -> Planned:
    """A page with the key of everything that it is made from: its plan, its templates, and who renders."""

    def make() -> bytes:
        doc = bodies.by_id(plan.body.article) if plan.body else None
        return render_page(plan, doc, renderer).content

    key = digest("page", base, renderer.templates.digest(plan.template), as_json(plan))
    return Planned(plan.path, make, key)
