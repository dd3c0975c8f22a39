"""Views of the pages about the site itself: the method, the search page, the page for what is missing."""

from __future__ import annotations

import importlib.metadata

from sitegen.render import permalinks
from sitegen.render.pages.briefing import correction_rows
from sitegen.render.pages.head import page_head
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.theme.assets import Assets
from sitegen.render.views.common import Link
from sitegen.render.views.lists import AboutView, CorrectedBriefing, CorrectionsView, MissingView, SearchView

FILTERS = ("kind", "person", "organisation", "place", "speaker", "year")
"""Of the search page, as `render.exports.search` names them."""


def about_view(lookup: Lookup) -> AboutView:
    """The page about the method, with the figures of this site."""
    _ = lookup.words.gettext
    description = _("How the marks are made, what they mean, and how sure they are.")
    return AboutView(
        head=page_head(lookup, permalinks.ABOUT, _("About the annotation"), description),
        version=importlib.metadata.version("sitegen"),
        model=lookup.config.model,
        briefings=len(lookup.gists),
        entities=len(lookup.entities),
        quotes=len(lookup.spoken),
        doubtful=sum(len(gist.doubtful) for gist in lookup.gists),
    )


def corrections_view(lookup: Lookup) -> CorrectionsView:
    """The page that tells what was corrected after publication."""
    _ = lookup.words.gettext
    link = Linker(permalinks.CORRECTIONS)
    told = sorted((gist for gist in lookup.gists if gist.log), key=lambda g: g.log[0].day, reverse=True)
    description = _("What was corrected after a briefing was published, and when.")
    return CorrectionsView(
        head=page_head(lookup, permalinks.CORRECTIONS, _("Corrections"), description),
        briefings=tuple(
            CorrectedBriefing(gist.title, link.to(gist.location), correction_rows(gist.log, lookup))
            for gist in told
        ),
    )


def search_view(lookup: Lookup, assets: Assets) -> SearchView:
    """The search page. Without a script or an index it leads to the pages that find things otherwise."""
    link = Linker(permalinks.SEARCH)
    _ = lookup.words.gettext
    topics = (Link(_("Topics"), link.to(permalinks.TOPICS)),) if lookup.config.topics else ()
    links = (
        Link(_("Entities"), link.to(permalinks.ENTITIES)),
        Link(_("Quotes by speaker"), link.to(permalinks.QUOTES)),
        *topics,
        Link(_("Archive"), link.to(permalinks.ARCHIVE)),
    )
    return SearchView(
        head=page_head(lookup, permalinks.SEARCH, _("Search")),
        script_url=link.to(assets.search),
        index_url=link.to(permalinks.INDEX),
        filters=FILTERS,
        links=links,
    )


def missing_view(lookup: Lookup) -> MissingView:
    """The page for addresses that do not exist. It has no address itself, so no canonical link."""
    _ = lookup.words.gettext
    head = page_head(lookup, "404.html", _("Page not found"))
    return MissingView(type(head)(title=head.title, description=head.description, canonical=""))
