"""Pages that moved: a former entity id leads to the present one, an article's alias to the article."""

from __future__ import annotations

from sitegen.render import permalinks
from sitegen.render.article.short.gist import Gist
from sitegen.render.pages.head import page_head
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.views.lists import RedirectView


def redirect_views(lookup: Lookup) -> list[tuple[str, RedirectView]]:
    """Location and view of a page for every former id that nobody else has now."""
    found = []
    for former, present in lookup.redirects:
        if former in lookup.entities or present not in lookup.entities:
            continue
        location = permalinks.entity_location(former)
        target = lookup.place(present)
        head = page_head(lookup, target[0], lookup.entities[present].name)
        found.append((location, RedirectView(head, Linker(location).to(*target))))
    return found


def alias_view(lookup: Lookup, gist: Gist, location: str) -> RedirectView:
    """The page at a former location of an article."""
    return RedirectView(page_head(lookup, gist.location, gist.title), Linker(location).to(gist.location))
