"""The stages of a build, from values to values: sources, articles annotated and resolved, the site's plan.

Imported by `building.pipeline` only when there is something to do: this is where the libraries are. Longer
than its neighbours, since each stage takes what the one before it makes: they are read in one go.
"""

from __future__ import annotations

import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.articles.bodies import Bodies
from sitegen.building.articles.correcting import with_corrections
from sitegen.building.articles.known.merged import merged_entities
from sitegen.building.articles.leading import led_by_another
from sitegen.building.articles.library import Library
from sitegen.building.articles.reading import NOTHING, Reading
from sitegen.building.kept.cache import digest
from sitegen.building.kept.explain import Why, why
from sitegen.building.kept.knowledge import Kept
from sitegen.building.output.plan import Plan, Planned, ready
from sitegen.building.output.static import with_static
from sitegen.building.processes.progress import Watcher
from sitegen.building.processes.steps import Steps, each
from sitegen.codec import as_json, packed, unpacker
from sitegen.config import Config
from sitegen.content.articles import Defaults
from sitegen.content.curation import read_curation
from sitegen.content.issued import read_issued
from sitegen.content.loader import Memory, due, read_articles
from sitegen.content.matter.unused import unused_keys
from sitegen.content.static import StaticFile
from sitegen.diagnostics import Diagnostic
from sitegen.faults import Fault, FaultError, Stage, blaming
from sitegen.filestatus import settled_status
from sitegen.model.article import Article, ArticleId, Tags
from sitegen.model.config import PublishFrom, RenderConfig
from sitegen.model.curation import Curation
from sitegen.model.site import Entity, EntityId
from sitegen.render.addresses import addressed
from sitegen.render.article.short.gist import Gist
from sitegen.render.exports.files import FilePlan, briefing_files
from sitegen.render.exports.search import search_needs, search_records
from sitegen.render.plans import (
    FOOT_TEMPLATE,
    PagePlan,
    Renderer,
    briefing_plan,
    plan_files,
    plan_pages,
    read_theme,
    render_page,
    theme_fingerprint,
    with_foot,
)
from sitegen.render.site.lookup import Lookup, NewAddresses, Shelf, lookup
from sitegen.render.site.paging import Needs
from sitegen.render.theme.catalogue import Words
from sitegen.render.theme.drawing import load_layout
from sitegen.render.theme.environment import check_readable, template_folders
from sitegen.render.views.briefing import NeighboursView
from sitegen.resolve.curation.entries import read_entries

_foot = unpacker(NeighboursView)


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was read."""

    articles: tuple[Article, ...]
    """Those to publish, sorted by id."""
    curation: Curation
    diagnostics: tuple[Diagnostic, ...]
    next_date: datetime | None
    """The earliest moment at which other articles are to be published."""
    held: tuple[tuple[str, int], ...] = ()
    """Why others are not published, and how many."""
    may_issue: bool = True
    """Whether it is known which addresses were given out before."""


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


def read_sources(folder: Path, config: Config, now: datetime, memory: Memory, kept: Kept) -> Sources:
    """Articles and curation of the site in `folder`, with everything that is wrong with them."""
    content = folder / config.content.folder
    follow = config.content.follow_links
    defaults = Defaults(config.site.language, config.site.timezone, config.content.params)
    read = read_articles(content, folder, defaults=defaults, follow_links=follow, memory=memory)
    shown = due(read.articles, now, drafts=config.build.drafts, future=config.build.future)
    patterns, stands = dict(config.permalinks.patterns), partial(kept.stands, Tags(config.markdown.html))
    articles, clashes = addressed(shown.articles, patterns, stands)
    corrected = with_corrections(articles, content, folder, follow_links=follow, kept=kept)
    curation, faults = read_entries(read_curation(content, folder, follow_links=follow))
    issued, unread = read_issued(content, folder)
    curation, faults = replace(curation, issued=issued or {}), (*faults, *unread)
    told = (*unused_keys(read.articles), *clashes, *led_by_another(corrected.articles))
    diagnostics = (*read.diagnostics, *told, *corrected.diagnostics, *faults)
    return Sources(corrected.articles, curation, diagnostics, shown.next_date, shown.held, issued is not None)


def analyse(
    sources: Sources,
    service: AnnotationService,
    kept: Kept,
    bars: PublishFrom,
    time_of: Timer,
    progress: Watcher | None = None,
    plain: Mapping[str, Fault] = NOTHING,
) -> Library:
    """The sources, annotated and resolved, as far as it is not known from former builds.

    Raises `FaultError` where something of ours fails with an article that is not `plain` yet.
    """
    reading = Reading(sources.articles, sources.curation, service, kept, plain)
    with time_of("annotate"):
        reading.read_all(progress)
    with time_of("resolve"):
        return Library(reading, merged_entities(reading, kept), kept, bars)


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
        self.feet: dict[str, bytes] | None = None if kept.once else {}
        """The foot planned last for each page, packed: a preview shows it until the next is known."""

    def read(self, config: RenderConfig) -> Theme:
        """The theme of this configuration. Raises `SitegenError` where it cannot be used."""
        check_readable(config.templates)
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


class Articles(Shelf, Protocol):
    """The articles of a site as far as plans need them, such as `Library`."""

    @property
    def bodies(self) -> Bodies:
        """Parsed when a page of theirs is made."""
        ...

    @property
    def entities(self) -> Iterable[Entity]:
        """By id."""
        ...

    @property
    def redirects(self) -> tuple[tuple[EntityId, EntityId], ...]:
        """Ids that entities had, and those that they have."""
        ...

    def gists(self) -> list[Gist]:
        """Every article in short, newest first."""
        ...


NO_LINKS: Mapping[ArticleId, NewAddresses] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Page:
    """How a planned page is made: its methods take a fifth of the room of as many functions."""

    planner: Planner
    plan: PagePlan
    before: bytes | None = None
    """The foot that it had last, packed, where the one that it is to have is not known yet."""

    def make(self) -> bytes:
        """Without what is put to it at last."""
        return self.planner.made(self.plan)

    def finish(self, content: bytes) -> bytes:
        """With its foot."""
        foot = self._foot()
        return self.planner.finished(self.plan, foot, content) if foot else content

    def why(self) -> Why:
        """Of what it is made."""
        return why(self.planner.base, self.planner.template(self.plan.template), self._needs)

    def _needs(self) -> tuple[object, ...]:
        foot = self._foot()
        return (*self.plan.needs(), *((foot, self.planner.template(FOOT_TEMPLATE)) if foot else ()))

    def _foot(self) -> NeighboursView | None:
        if self.before is not None:
            return _foot(self.before)
        return self.plan.foot() if self.plan.foot else None


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Of what a planned file is made."""

    base: str
    needs: Needs

    def why(self) -> Why:
        """Its parts; no template is one."""
        return why(self.base, "", self.needs)


class Planner:
    """Plans of pages and files to outputs with keys: digests of everything that they are made from."""

    def __init__(
        self,
        themes: Themes,
        config: RenderConfig,
        articles: Articles,
        links: Mapping[ArticleId, NewAddresses] = NO_LINKS,
    ) -> None:
        """Raises `SitegenError` where the theme of this configuration cannot be used.

        `links`: addresses in articles that stand otherwise on their pages.
        """
        theme = self.theme = themes.read(config)
        renderer = self._renderer = theme.renderer
        self._articles, self._links, self._feet = articles, links, themes.feet
        self.template = lru_cache(partial(themes.template, theme))
        """Digest of a template with all that it uses, by its name."""
        assets, settings = renderer.assets, replace(renderer.config, templates=None)
        names = (assets.style, assets.own_style, *assets.scripts, assets.preload)
        self.base = digest(theme.digest, as_json((settings, names)))
        """Of who renders, and what all pages have."""
        self._last: tuple[Needs, str] = tuple, digest(as_json(()))
        self._alone = self._lookup((), ())
        """Without any article: what an article alone has a part in needs no other."""
        self.linked = tuple(ready(output) for output in assets.outputs)
        """Styles, scripts and fonts, which pages link to."""

    @property
    def words(self) -> Words:
        """In which the theme speaks."""
        return self._renderer.templates.words

    @property
    def look(self) -> str:
        """A digest of what decides how an article reads, beside the article."""
        config = self._renderer.config
        return digest(
            "look", self.theme.digest, self.words.language, config.site.base_url, config.entity_pages
        )

    def own(self, gist: Gist) -> Sequence[Planned]:
        """An article's own page, with the foot that it had last, and then its files."""
        plan = briefing_plan(gist, self._alone, self._renderer.assets)
        foot = self._feet.get(plan.path) if self._feet else None
        source, article = _Page(self, plan, foot), plan.article or ""
        finish = None if foot is None else source.finish
        page = Planned(plan.path, source.make, self._key(plan), source.why, article=article, finish=finish)
        return (page, *map(self.file, briefing_files(gist, self._alone)))

    def lookup(self) -> Lookup:
        """The whole site, once every article is prepared."""
        return self._lookup(self._articles.gists(), self._articles.redirects)

    def _lookup(self, gists: Sequence[Gist], redirects: tuple[tuple[EntityId, EntityId], ...]) -> Lookup:
        articles, config = self._articles, self._renderer.config
        return lookup(gists, articles.entities, redirects, articles, config, self.words, self._links)

    def pages(self, found: Lookup) -> Sequence[PagePlan]:
        """Of the whole site. Raises `SitegenError` if two collide."""
        return plan_pages(found, self._renderer.assets)

    def search_key(self, found: Lookup) -> str:
        """Changes whenever the search index may."""
        return digest("search", self.theme.digest, as_json((self.words.language, search_needs(found))))

    def page(self, plan: PagePlan) -> Planned:
        """A page: its view, its templates, who renders, and the foot that other articles have a part in."""
        own = self._key(plan)
        if plan.foot is None:
            source = _Page(self, plan)
            return Planned(plan.path, source.make, own, source.why, article=plan.article or "")
        foot = packed(plan.foot())  # worked out again when it is put to the page: held they take much room
        if self._feet is not None:
            self._feet[plan.path] = foot
        key, source = digest("foot", own, foot, self.template(FOOT_TEMPLATE)), _Page(self, plan)
        article = plan.article or ""
        return Planned(
            plan.path, source.make, key, source.why, article=article, finish=source.finish, unfinished=own
        )

    def _key(self, plan: PagePlan) -> str:
        """Of all that the page is made from but its foot."""
        return digest("page", self.base, self.template(plan.template), plan.path, self._digest(plan.needs))

    def file(self, plan: FilePlan) -> Planned:
        """A file that no template makes."""
        key = digest("file", self.base, plan.path, self._digest(plan.needs))
        reasons = _Reasons(self.base, plan.needs)
        return Planned(plan.path, plan.make, key, reasons.why, plan.large, plan.article or "")

    def made(self, plan: PagePlan) -> bytes:
        """A page without its foot."""
        doc = self._articles.bodies.by_id(plan.article) if plan.article else None
        return render_page(plan, doc, self._renderer).content

    def finished(self, plan: PagePlan, foot: NeighboursView, content: bytes) -> bytes:
        """The page with this foot."""
        return with_foot(content, plan.site(), foot, self._renderer)

    def _digest(self, needs: Needs) -> str:
        """Files that stand side by side often need the same: for all that a speaker said that is much."""
        if self._last[0] is not needs:
            self._last = needs, digest(as_json(needs()))
        return self._last[1]


def plan_site(
    planner: Planner,
    found: Lookup,
    pages: Sequence[PagePlan],
    beside: Sequence[Planned],
    static: Sequence[StaticFile],
    without: Container[str] = (),
) -> Steps[Plan]:
    """Every file of the site but the search index. `beside`: what is there already, as pictures are.

    `without`: paths that are left out, since something of ours failed with them. Raises `FaultError` at the
    end for all that cannot be planned.
    """
    faults: list[Fault] = []
    work = partial(_carefully, planner, faults)
    made = yield from each((page for page in pages if page.path not in without), work)
    files = yield from each((file for file in plan_files(found, pages) if file.path not in without), work)
    if faults:
        raise FaultError(*faults)
    planned = [plan for plan in (*made, *files) if plan is not None]
    outputs, clashes = with_static((*planned, *planner.linked, *beside), static)
    return Plan(outputs, planner.search_key(found), partial(search_records, found), clashes)


def _carefully(planner: Planner, faults: list[Fault], plan: PagePlan | FilePlan) -> Planned | None:
    """The plan as a planned file; None, and what failed among the faults, where it cannot be planned."""
    article = plan.article or ""
    try:
        with blaming(Stage.RENDER, f"planning {plan.path}", article, "" if article else plan.path):
            return planner.page(plan) if isinstance(plan, PagePlan) else planner.file(plan)
    except FaultError as error:
        faults += error.faults
        return None
