"""The stages of a build, each a function from values to values: load, parse, annotate, resolve, render.

Imported by `building.pipeline` only when there is something to do: this is where the libraries are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.articles.correcting import with_corrections
from sitegen.building.articles.library import Library
from sitegen.building.articles.pictures import picture_outputs
from sitegen.building.kept.cache import digest
from sitegen.building.kept.explain import why
from sitegen.building.kept.knowledge import Kept
from sitegen.building.output.static import with_static
from sitegen.building.output.workshop import Planned, Workshop
from sitegen.building.output.writer import ready
from sitegen.building.processes.progress import Watcher
from sitegen.building.processes.urgent import NOBODY, Urgent
from sitegen.codec import as_json
from sitegen.config import Config, render_config
from sitegen.content.curation import read_curation
from sitegen.content.loader import Loaded, Memory, publishable, read_articles, without_clashes
from sitegen.content.static import read_static
from sitegen.diagnostics import Diagnostic
from sitegen.filestatus import settled_status
from sitegen.model.article import Article
from sitegen.model.config import ICONS, RenderConfig
from sitegen.model.curation import Curation
from sitegen.render.article.gist import Gist
from sitegen.render.article.record import SearchRecord
from sitegen.render.exports.files import FilePlan, briefing_files
from sitegen.render.exports.search import search_needs, search_records
from sitegen.render.permalinks import briefing_location
from sitegen.render.plans import (
    PagePlan,
    Renderer,
    briefing_plan,
    plan_files,
    plan_pages,
    read_theme,
    render_page,
    theme_fingerprint,
)
from sitegen.render.site.lookup import lookup
from sitegen.render.site.paging import Needs
from sitegen.render.theme.drawing import load_layout
from sitegen.render.theme.environment import template_folders
from sitegen.resolve.curation.entries import read_entries


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was read."""

    articles: tuple[Article, ...]
    """Those to publish, sorted by id."""
    curation: Curation
    diagnostics: tuple[Diagnostic, ...]
    next_date: datetime | None
    """The earliest moment at which one more article is to be published."""


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


def read_sources(
    folder: Path, config: Config, now: datetime, memory: Memory | None = None, kept: Kept | None = None
) -> Sources:
    """Articles and curation of the site in `folder`, with everything that is wrong with them."""
    content = folder / config.content.folder
    follow = config.content.follow_links
    read = read_articles(content, folder, language=config.site.language, follow_links=follow, memory=memory)
    shown = publishable(read.articles, drafts=config.build.drafts, until=None if config.build.future else now)
    alone: Loaded = without_clashes(shown, briefing_location)
    corrected = with_corrections(alone.articles, content, folder, follow_links=follow, kept=kept)
    curation, faults = read_entries(read_curation(content, folder, follow_links=follow))
    diagnostics = (*read.diagnostics, *alone.diagnostics, *corrected.diagnostics, *faults)
    return Sources(corrected.articles, curation, diagnostics, _next_date(read.articles, shown))


def _next_date(read: Sequence[Article], shown: Sequence[Article]) -> datetime | None:
    """The date of the first article that stays out only because it lies in the future."""
    published = {article.id for article in shown}
    dates = [a.front_matter.date for a in read if a.id not in published and a.front_matter.date]
    return min((d if d.tzinfo else d.replace(tzinfo=UTC) for d in dates), default=None)


def analyse(
    sources: Sources,
    service: AnnotationService,
    kept: Kept,
    time_of: Timer,
    progress: Watcher | None = None,
) -> Library:
    """The sources, annotated and resolved, as far as it is not known from former builds."""
    library = Library(sources.articles, sources.curation, service, kept)
    with time_of("annotate"):
        library.read_all(progress)
    with time_of("resolve"):
        library.merge()
    return library


@dataclass(frozen=True, slots=True)
class Rendered:
    """Every file of the site but the search index, planned, and what that is made from."""

    outputs: tuple[Planned, ...]
    search_key: str
    """Changes whenever the records may."""
    records: Callable[[], Iterator[SearchRecord]]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates and all that belongs to them, as they were read."""

    renderer: Renderer
    digest: str
    """Of who renders, and in which words."""


class Themes:
    """Reads the theme, and again only where a file of it changed."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._last: tuple[object, Theme] | None = None

    def read(self, config: RenderConfig) -> Theme:
        """The theme of this configuration. Raises `SitegenError` where it cannot be used."""
        status = settled_status(template_folders(config.templates))
        if self._last is None or status is None or self._last[0] != (config, status):
            renderer = read_theme(config, self._kept.drawn)
            self._last = (config, status), Theme(renderer, theme_fingerprint(renderer))
        return self._last[1]

    def load(self) -> None:
        """Have everything ready that pages are made with: once, for all processes that are forked later."""
        load_layout()
        if self._last:
            self._last[1].renderer.templates.load()

    def template(self, theme: Theme, name: str) -> str:
        """Digest of a template with all that it uses."""
        templates = theme.renderer.templates
        key = digest("templates", templates.fingerprint, name)
        return self._kept.templates.one(key, lambda: templates.digest(name))


First = Callable[[Sequence[Planned], Sequence[Planned]], None]
"""Is told of pages and files that come before all others, and of styles and scripts that they link to."""


def render(
    library: Library,
    workshop: Workshop,
    themes: Themes,
    folder: Path,
    config: Config,
    model: str,
    first: First | None = None,
    urgent: Urgent = NOBODY,
    progress: Watcher | None = None,
) -> Rendered:
    """Every page and file, planned. Those of articles that nothing is known of yet are made at once.

    Raises `PutOffError` where something is more `urgent`, after the pages that somebody waits for.
    """
    static, unfit = read_static(folder / config.static.folder, folder)
    icons = tuple(str(file.place) for file in static if str(file.place) in ICONS)
    theme = themes.read(replace(render_config(config, folder, model), icons=icons))
    renderer, words = theme.renderer, theme.renderer.templates.words
    planner = Planner(themes, theme, library)
    # without any article: what an article alone has a part in needs no other
    alone = lookup((), library.entities, (), library, renderer.config, words)
    early: list[Planned] = []
    linked = [ready(output) for output in renderer.assets.outputs]

    def own(gist: Gist) -> Sequence[Planned]:
        page = planner.page(briefing_plan(gist, alone, renderer.assets))
        plans = (page, *map(planner.file, briefing_files(gist, alone)))
        early.extend(plans)
        return plans

    look = digest("look", theme.digest, words.language, renderer.config.site.base_url)
    gists = library.gists(
        look, words, workshop, own, lambda: first(early, linked) if first else None, progress, urgent
    )
    urgent.check()
    found = lookup(gists, library.entities, library.merged.redirects, library, renderer.config, words)
    urgent.check()
    plans = plan_pages(found, renderer.assets)
    if first and (looked_at := set(urgent.looked_at())):
        first([planner.page(plan) for plan in plans if plan.path in looked_at], linked)
    pages, files = urgent.checking(plans), urgent.checking(plan_files(found, plans))
    made = (*map(planner.page, pages), *map(planner.file, files))
    pictures, faults = picture_outputs(library.articles, library.bodies, folder)
    outputs, clashes = with_static((*made, *linked, *map(ready, pictures)), static)
    key = digest("search", theme.digest, as_json((words.language, search_needs(found))))
    return Rendered(outputs, key, partial(search_records, found), (*unfit, *faults, *clashes))


class Planner:
    """Plans of pages and files to outputs with keys: digests of everything that they are made from."""

    def __init__(self, themes: Themes, theme: Theme, library: Library) -> None:
        renderer = self._renderer = theme.renderer
        self._library = library
        self._template = lru_cache(partial(themes.template, theme))
        assets, config = renderer.assets, replace(renderer.config, templates=None)
        names = (assets.style, assets.own_style, assets.script, assets.search, assets.preload)
        self._base = digest(theme.digest, as_json((config, names)))
        self._last: tuple[Needs, str] = tuple, digest(as_json(()))

    def page(self, plan: PagePlan) -> Planned:
        """A page: its view, its templates, and who renders."""
        template = self._template(plan.template)
        key = digest("page", self._base, template, plan.path, self._digest(plan.needs))
        return Planned(
            plan.path, partial(self._page, plan), key, partial(why, self._base, template, plan.needs)
        )

    def _page(self, plan: PagePlan) -> bytes:
        doc = self._library.bodies.by_id(plan.article) if plan.article else None
        return render_page(plan, doc, self._renderer).content

    def file(self, plan: FilePlan) -> Planned:
        """A file that no template makes."""
        key = digest("file", self._base, plan.path, self._digest(plan.needs))
        return Planned(plan.path, plan.make, key, partial(why, self._base, "", plan.needs), plan.large)

    def _digest(self, needs: Needs) -> str:
        """Files that stand side by side often need the same: for all that a speaker said that is much."""
        if self._last[0] is not needs:
            self._last = needs, digest(as_json(needs()))
        return self._last[1]
