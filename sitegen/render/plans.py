"""A prepared site to plans of pages, and a plan to a file.

In: the `Lookup`, the parsed bodies and the render configuration. Out: every file below the output folder.
Planning reads no template, no body and hardly an article: a plan names what its page needs, and two plans
with equal needs give the same page, as long as the template and the assets are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath

from sitegen import slugs, wordfiles
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.fingerprint import code_fingerprint, fingerprint_of
from sitegen.markdown.html import render_body
from sitegen.markdown.links import with_addresses
from sitegen.markdown.parser import parser_fingerprint
from sitegen.markdown.plaintext import MarkdownDoc
from sitegen.model.article import ArticleId
from sitegen.model.config import RenderConfig
from sitegen.model.site import Output, SiteIndex
from sitegen.render import permalinks
from sitegen.render.article.body import BodyPlan, body_plan
from sitegen.render.article.short.gist import Gist
from sitegen.render.exports.files import FilePlan, file_plans
from sitegen.render.pages.about import about_view, corrections_view, missing_view, search_view
from sitegen.render.pages.briefing import briefing_view
from sitegen.render.pages.entities import entity_list_view, entity_type_views
from sitegen.render.pages.entity import entity_pages
from sitegen.render.pages.front import archive_view, briefing_lists, front_pages, topics_view
from sitegen.render.pages.neighbours import neighbours
from sitegen.render.pages.quotes import quotes_pages
from sitegen.render.pages.redirect import alias_view, redirect_views
from sitegen.render.site.frame import site_view
from sitegen.render.site.lookup import Lookup, NewAddresses, in_short, lookup_of, whole
from sitegen.render.site.paging import Needs
from sitegen.render.theme.assets import Assets, read_assets
from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.drawing import Draw, drawn
from sitegen.render.theme.environment import Templates, check_readable, safe_html, template_folders
from sitegen.render.views.briefing import BriefingView, NeighboursView
from sitegen.render.views.common import SiteView

FOOT = b"<!--foot-->"
"""Where the template of a briefing leaves room. No text of an article can have it: all of it is escaped."""
FOOT_TEMPLATE = "foot.html"


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page: what it is made from, and how. Nothing of it is made before somebody asks."""

    path: str
    """Below the output folder."""
    template: str
    needs: Needs
    """All that the view is made from, beside the configuration."""
    site: Callable[[], SiteView]
    view: Callable[[], object]
    """One of the dataclasses of `render.views`."""
    article: ArticleId | None = None
    """Of a briefing."""
    body: Callable[[], BodyPlan] | None = None
    """For a briefing: what is laid over its text."""
    links: NewAddresses = ()
    """For a briefing: addresses in its text, and what stands on its page instead."""
    foot: Callable[[], NeighboursView] | None = None
    """For a briefing: other briefings, put below it at last. All else of the page needs none of them."""

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


def read_theme(config: RenderConfig, draw: Draw = drawn) -> Renderer:
    """Read templates' folders, the message catalogue and the assets."""
    check_readable(config.templates)
    folders = template_folders(config.templates)
    words = words_for(config.site.language, folders)
    templates = Templates(folders, words, draw, sandboxed=config.sandboxed)
    return Renderer(config, templates, read_assets(folders, webfonts=config.webfonts))


def theme_fingerprint(renderer: Renderer) -> str:
    """Changes whenever the same plan and template might give another page: code, libraries, words."""
    code = code_fingerprint(Path(__file__).parent, ("jinja2", "markupsafe", "babel", "networkx", "numpy"))
    addresses = code_fingerprint(Path(slugs.__file__), ("python-slugify",))
    folders = [folder for folder in renderer.templates.folders if any(folder.rglob("*.po"))]
    words = [fingerprint_of(folder, pattern="*.po") for folder in folders]
    lists = (code_fingerprint(Path(wordfiles.__file__)), code_fingerprint(wordfiles.DATA))
    return " ".join((parser_fingerprint(), code, addresses, *lists, *words))


def prepare(index: SiteIndex, renderer: Renderer) -> Lookup:
    """The index with everything derived from it. Raises `SitegenError` for colliding permalinks."""
    return lookup_of(index, renderer.config, renderer.templates.words)


def plan_files(found: Lookup, plans: Sequence[PagePlan]) -> Iterator[FilePlan]:
    """What is not a page and not an asset: feeds, exports, the sitemap of `plans`."""
    listed = [plan.path for plan in plans if plan.path.endswith(permalinks.PAGE) and not plan.moved]
    yield from file_plans(found, listed)


def plan_pages(found: Lookup, assets: Assets) -> tuple[PagePlan, ...]:
    """A plan for every page, in the order of their paths. Raises `SitegenError` if two pages collide."""
    plans = sorted(_plans(found, assets), key=lambda plan: plan.path.replace("/", "\0"))  # folder by folder
    for one, other in pairwise(sorted((plan.path.lower(), plan.path) for plan in plans)):
        if one[0] == other[0]:
            raise SitegenError(_collision(one[1]))
    return tuple(plans)


def render_page(plan: PagePlan, doc: MarkdownDoc | None, renderer: Renderer) -> Output:
    """One page. A briefing needs its parsed body."""
    values: dict[str, object] = {"site": plan.site(), "page": plan.view()}
    if plan.body is not None and doc is not None:
        over = plan.body()
        body = render_body(
            with_addresses(doc, dict(plan.links)), over.marks, dict(over.labels), table_label=over.table_label
        )
        lost = [m.id for m, count in zip(over.marks, body.fragments, strict=True) if m.id and not count]
        values |= {"body": safe_html(body.html), "lost_anchors": tuple(lost)}
    return Output(PurePosixPath(plan.path), renderer.templates.render(plan.template, values).encode())


def with_foot(content: bytes, site: SiteView, foot: NeighboursView, renderer: Renderer) -> bytes:
    """A page whose foot stands where its template leaves room for it."""
    above, room, below = content.rpartition(FOOT)
    if not room:
        return content
    return (
        above
        + renderer.templates.render(FOOT_TEMPLATE, {"site": site, "page": foot}).strip().encode()
        + below
    )


def _plans(found: Lookup, assets: Assets) -> Iterator[PagePlan]:
    def plan(
        location: str, template: str, section: str, needs: Needs, view: Callable[[], object]
    ) -> PagePlan:
        site = _Place(found, assets, location, section).site
        return PagePlan(permalinks.output_path(location), template, needs, site, view)

    def made(location: str, template: str, section: str, view: object) -> PagePlan:
        return plan(location, template, section, lambda: (view,), lambda: view)

    for place, gist in enumerate(found.gists):
        yield briefing_plan(gist, found, assets, place)
        for location in gist.former:
            yield made(location, "redirect.html", "briefings", alias_view(found, gist, location))
    for listed in front_pages(found):
        yield plan(listed.location, "index.html", "briefings", listed.needs, listed.view)
    for listed in briefing_lists(found):
        yield plan(listed.location, "briefings.html", "briefings", listed.needs, listed.view)
    for listed in quotes_pages(found):
        yield plan(listed.location, "quotes.html", "quotes", listed.needs, listed.view)
    entities = partial(entity_list_view, found)
    yield plan(
        permalinks.ENTITIES, "entities.html", "entities", lambda: (in_short(found, found.gists),), entities
    )
    for location, listed_entities in entity_type_views(found):
        yield made(location, "entity-type.html", "entities", listed_entities)
    for entity in (e for e in found.entities.values() if e.id not in found.places):
        for listed in entity_pages(entity, found):
            yield plan(listed.location, "entity.html", "entities", listed.needs, listed.view)
    for location, target in redirect_views(found):
        yield made(location, "redirect.html", "entities", target)
    if found.config.topics:
        yield made(permalinks.TOPICS, "topics.html", "briefings", topics_view(found))
    yield made(permalinks.ARCHIVE, "archive.html", "briefings", archive_view(found))
    yield made(permalinks.SEARCH, "search.html", "search", search_view(found, assets))
    yield made(permalinks.ABOUT, "about.html", "", about_view(found))
    if found.config.corrections:
        yield made(permalinks.CORRECTIONS, "corrections.html", "", corrections_view(found))
    missing, site = missing_view(found), partial(site_view, found, assets, None, "")
    yield PagePlan("404.html", "404.html", lambda: (missing,), site, lambda: missing)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page stands on the site."""

    found: Lookup
    assets: Assets
    location: str
    section: str

    def site(self) -> SiteView:
        """The site, seen from there."""
        return site_view(self.found, self.assets, self.location, self.section)


@dataclass(frozen=True, slots=True)
class _Briefing:
    """The page of one article: its methods take a fifth of the room of as many functions."""

    found: Lookup
    assets: Assets
    gist: Gist
    place: int | None
    """In the order of the site."""

    def needs(self) -> tuple[object, ...]:
        return (whole(self.found, (self.gist,)), *self.links)

    def site(self) -> SiteView:
        return site_view(self.found, self.assets, self.gist.location, "")

    def view(self) -> BriefingView:
        return briefing_view(self.found.shelf.piece(self.gist.id), self.gist, self.found)

    def body(self) -> BodyPlan:
        return body_plan(self.found.shelf.piece(self.gist.id), self.found.words)

    def foot(self) -> NeighboursView:
        return neighbours(self.place or 0, self.found)

    @property
    def links(self) -> NewAddresses:
        return self.found.links.get(self.gist.id, ())


def briefing_plan(gist: Gist, found: Lookup, assets: Assets, place: int | None = None) -> PagePlan:
    """The page of one article; without its `place` in the order of the site there is nothing at its foot."""
    its = _Briefing(found, assets, gist, place)
    return PagePlan(
        permalinks.output_path(gist.location),
        "briefing.html",
        its.needs,
        its.site,
        its.view,
        gist.id,
        its.body,
        its.links,
        None if place is None else its.foot,
    )


def _collision(path: str) -> Diagnostic:
    return Diagnostic(
        "permalink-collision",
        Severity.ERROR,
        f"two pages would stand at {path}",
        hint="give one of the articles another  slug:  or one of the entities another id",
    )
