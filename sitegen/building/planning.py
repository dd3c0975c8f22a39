"""What a site is to be, planned in steps: what somebody waits for is in its place before the rest is planned.

In: a library whose articles are read and merged, and what builds of the site work with. Out: a `Plan`, with
every article prepared by then. Puts files into their places early only where somebody looks on.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from sitegen.building.articles.destinations import may_lead, new_addresses, site_of
from sitegen.building.articles.library import Library
from sitegen.building.articles.pictures import picture_outputs
from sitegen.building.equipment import Equipment
from sitegen.building.kept.memory import Names
from sitegen.building.output.making import put_first
from sitegen.building.output.plan import Plan, Planned, ready
from sitegen.building.processes.progress import Watcher
from sitegen.building.processes.steps import PAUSE, Steps
from sitegen.building.stages import Planner, plan_site
from sitegen.config import render_config
from sitegen.content.static import StaticFile, read_static
from sitegen.diagnostics import Diagnostic
from sitegen.model.article import Article
from sitegen.model.config import ICONS
from sitegen.render.permalinks import root_path


def planned(
    library: Library, tools: Equipment, without: Container[str], progress: Watcher | None
) -> Steps[Plan]:
    """Every file of the site but the search index and copies. `without`: paths that are left out."""
    folder = tools.options.folder
    static, unfit = read_static(folder / tools.config.static.folder, folder)
    planner, dead = _planner(library, tools, static)
    preparing = library.preparing(planner.own, tools.workshop)
    saved = preparing.saved()
    if (yield PAUSE) is not None:
        yield from _first([plan for gist in saved for plan in planner.own(gist)], planner, tools)
    yield from preparing.rest(progress)
    found = planner.lookup()
    pages = planner.pages(found)
    if looked_at := (yield PAUSE):
        shown = set(looked_at)
        yield from _first([planner.page(page) for page in pages if page.path in shown], planner, tools)
    pictures, faults = picture_outputs(library.articles, library.bodies, folder)
    beside = [ready(each) for each in pictures]
    plan = yield from plan_site(planner, found, pages, beside, static, without)
    return replace(plan, diagnostics=(*unfit, *faults, *dead, *plan.diagnostics))


def _planner(
    library: Library, tools: Equipment, static: Sequence[StaticFile]
) -> tuple[Planner, Sequence[Diagnostic]]:
    """Who plans, once it is known which articles read as they did; and which links lead nowhere."""
    config, folder = tools.config, tools.options.folder
    files = [str(file.place) for file in static]
    look = render_config(config, folder, str(tools.service.model))
    icons = tuple(name for name in files if name in ICONS)
    topics = any(article.front_matter.tags for article in library.articles)
    look = replace(look, icons=icons, topics=topics, sandboxed=tools.options.safe)
    places = site_of(library.articles, files, config.content.folder, root_path(config.site.base_url))
    leading = _leading(library.articles, tools.kept.linking)
    links, dead = new_addresses(leading, library.bodies, places, folder)
    planner = Planner(tools.themes, look, library, links)
    library.compare(planner.look, planner.words, look.entity_pages)
    return planner, dead


def _leading(articles: Sequence[Article], known: Names[bool]) -> list[Article]:
    """Those that may have links or pictures that the site has to look at."""
    by_id = {article.id: article for article in articles}
    return [a for a in articles if known.of(a.id, (a,), lambda name: may_lead(by_id[name]))]


def _first(plans: Sequence[Planned], planner: Planner, tools: Equipment) -> Steps[None]:
    """Put these into their places while all others are still to be made."""
    left = frozenset(tools.left_before.paths)
    yield from put_first(tools.output, plans, planner.linked, tools.workshop, left)
