"""What stands in pages' heads: titles, descriptions, canonical links, schema.org."""

from __future__ import annotations

from sitegen.render.article.piece import Piece
from sitegen.render.article.short.gist import DESCRIPTION, Gist
from sitegen.render.article.words.links_out import web_url
from sitegen.render.article.words.snippets import plain_snippet
from sitegen.render.pages.jsonld import briefing_json_ld, script_safe
from sitegen.render.permalinks import absolute
from sitegen.render.site.lookup import Lookup
from sitegen.render.views.common import Alternate, HeadView


def page_head(lookup: Lookup, location: str, title: str, description: str = "") -> HeadView:
    """The head of a page that is not an article."""
    site = lookup.config.site
    return HeadView(
        title=title,
        description=plain_snippet(description or site.description or site.tagline, DESCRIPTION),
        canonical=absolute(site.base_url, location),
    )


def briefing_head(piece: Piece, gist: Gist, lookup: Lookup, alternates: tuple[Alternate, ...]) -> HeadView:
    """The head of a briefing's page."""
    front = piece.resolved.article.front_matter
    canonical = absolute(lookup.config.site.base_url, piece.location)
    published = published_at(piece)
    return HeadView(
        title=front.title,
        description=plain_snippet(gist.summary, DESCRIPTION),
        canonical=canonical,
        kind="article",
        published=published,
        json_ld=script_safe(briefing_json_ld(piece, lookup, published, web_url(front.source_url))),
        alternates=alternates,
    )


def published_at(piece: Piece) -> str:
    """ISO 8601: the day, or the moment where the front matter gives one."""
    front = piece.resolved.article.front_matter
    if front.date is None:
        return ""
    return front.date.isoformat() if front.date_has_time else front.date.date().isoformat()
