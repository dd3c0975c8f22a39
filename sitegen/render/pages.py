"""A site index to plans of pages, and a plan to a file.

In: the `SiteIndex`, the parsed bodies and the render configuration. Out: every file below the output
folder. Planning reads no template and no body: two plans that are equal give the same page, as long as
the template and the assets are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.fingerprint import fingerprint_of
from sitegen.markdown.html import render_body
from sitegen.markdown.parser import parser_fingerprint
from sitegen.markdown.plaintext import MarkdownDoc
from sitegen.model.article import ArticleId
from sitegen.model.config import RenderConfig
from sitegen.model.site import Output, SiteIndex
from sitegen.render import permalinks
from sitegen.render.about import about_view, missing_view, search_view
from sitegen.render.assets import Assets, read_assets
from sitegen.render.body import BodyPlan, body_plan
from sitegen.render.briefing import briefing_view
from sitegen.render.entities import entity_list_view, entity_type_views
from sitegen.render.entity import entity_view, named_together
from sitegen.render.environment import Templates, safe_html, template_folders
from sitegen.render.files import site_files
from sitegen.render.front import archive_view, front_views, month_views, topic_views, topics_view
from sitegen.render.lookup import Lookup, lookup
from sitegen.render.quotes import quotes_views
from sitegen.render.redirect import redirect_views
from sitegen.render.site import site_view
from sitegen.render.views.common import SiteView
from sitegen.render.words import words_for


@dataclass(frozen=True, slots=True)
class PagePlan:
    """All that a page is made from, beside its template: a value that can be compared and digested."""

    path: PurePosixPath
    template: str
    site: SiteView
    page: object
    """The view: one of the dataclasses of `render.views`."""
    body: BodyPlan | None = None
    """For a briefing: its text and marks."""

    @property
    def moved(self) -> bool:
        """Whether the page only leads to another."""
        return self.template == "redirect.html"


@dataclass(frozen=True)
class Renderer:
    """What rendering needs from the disk, read once: templates, catalogue and assets."""

    config: RenderConfig
    templates: Templates
    assets: Assets


def read_theme(config: RenderConfig) -> Renderer:
    """Read templates' folders, the message catalogue and the assets."""
    folders = template_folders(config.templates)
    words = words_for(config.site.language, folders)
    return Renderer(config, Templates(folders, words), read_assets(folders, webfonts=config.webfonts))


def render_site(
    index: SiteIndex, docs: Mapping[ArticleId, MarkdownDoc], config: RenderConfig
) -> Iterator[Output]:
    """Everything below the output folder."""
    renderer = read_theme(config)
    found = prepare(index, renderer)
    plans = plan_pages(found, renderer.assets)
    for plan in plans:
        yield render_page(plan, docs.get(plan.body.article) if plan.body else None, renderer)
    yield from other_files(found, renderer, plans)


def theme_fingerprint(renderer: Renderer) -> str:
    """Changes whenever the same plan and template might give another page: code, libraries, catalogues."""
    code = fingerprint_of(Path(__file__).parent, ("jinja2", "markupsafe", "babel", "networkx", "numpy"))
    words = [fingerprint_of(folder, pattern="*.po") for folder in renderer.templates.folders]
    return " ".join((parser_fingerprint(), code, *words))


def prepare(index: SiteIndex, renderer: Renderer) -> Lookup:
    """The index with everything derived from it. Raises `SitegenError` for colliding permalinks."""
    return lookup(index, renderer.config, renderer.templates.words)


def other_files(found: Lookup, renderer: Renderer, plans: Sequence[PagePlan]) -> Iterator[Output]:
    """What is not a page: assets, feeds, exports, the sitemap of `plans`."""
    yield from renderer.assets.outputs
    listed = [str(plan.path.parent) for plan in plans if plan.path.name == "index.html" and not plan.moved]
    yield from site_files(found, ["" if folder == "." else f"{folder}/" for folder in listed])


def plan_pages(found: Lookup, assets: Assets) -> tuple[PagePlan, ...]:
    """A plan for every page, in the order of their paths. Raises `SitegenError` if two pages collide."""
    plans = sorted(_plans(found, assets), key=lambda plan: plan.path)
    for one, other in pairwise(plans):
        if str(one.path).lower() == str(other.path).lower():
            raise SitegenError(_collision(one.path))
    return tuple(plans)


def render_page(plan: PagePlan, doc: MarkdownDoc | None, renderer: Renderer) -> Output:
    """One page. A briefing needs its parsed body."""
    values: dict[str, object] = {"site": plan.site, "page": plan.page}
    if plan.body is not None and doc is not None:
        body = render_body(doc, plan.body.marks, dict(plan.body.labels), table_label=plan.body.table_label)
        lost = [m.id for m, count in zip(plan.body.marks, body.fragments, strict=True) if m.id and not count]
        values |= {"body": safe_html(body.html), "lost_anchors": tuple(lost)}
    return Output(plan.path, renderer.templates.render(plan.template, values).encode())


def _plans(found: Lookup, assets: Assets) -> Iterator[PagePlan]:
    def plan(
        location: str, template: str, section: str, page: object, body: BodyPlan | None = None
    ) -> PagePlan:
        site = site_view(found, assets, location, section)
        return PagePlan(permalinks.output_path(location), template, site, page, body)

    for location, front in front_views(found):
        yield plan(location, "index.html", "briefings", front)
    for piece in found.pieces:
        yield plan(
            piece.location, "briefing.html", "", briefing_view(piece, found), body_plan(piece, found.words)
        )
    together = named_together(found)
    yield plan(permalinks.ENTITIES, "entities.html", "entities", entity_list_view(found, together))
    for location, listed in entity_type_views(found):
        yield plan(location, "entity-type.html", "entities", listed)
    for entity in found.index.entities:
        location = permalinks.entity_location(entity.id)
        yield plan(location, "entity.html", "entities", entity_view(entity, found, together))
    for location, target in redirect_views(found):
        yield plan(location, "redirect.html", "entities", target)
    for location, quotes in quotes_views(found):
        yield plan(location, "quotes.html", "quotes", quotes)
    for location, listed_briefings in (*topic_views(found), *month_views(found)):
        yield plan(location, "briefings.html", "briefings", listed_briefings)
    yield plan(permalinks.TOPICS, "topics.html", "briefings", topics_view(found))
    yield plan(permalinks.ARCHIVE, "archive.html", "briefings", archive_view(found))
    yield plan(permalinks.SEARCH, "search.html", "search", search_view(found, assets))
    yield plan(permalinks.ABOUT, "about.html", "", about_view(found))
    missing = site_view(found, assets, None, "")
    yield PagePlan(PurePosixPath("404.html"), "404.html", missing, missing_view(found))


def _collision(path: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        "permalink-collision",
        Severity.ERROR,
        f"two pages would stand at {path}",
        hint="give one of the articles another  slug:  or one of the entities another id",
    )
