"""The site as each page sees it: title, navigation and assets, with links from that page."""

from __future__ import annotations

from sitegen.model.config import ICONS
from sitegen.render import permalinks
from sitegen.render.article.words.wording import without_article
from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Lookup
from sitegen.render.theme.assets import Assets
from sitegen.render.views.common import AssetsView, IconView, NavItem, SiteView

FEED = "feed.xml"
JSON_FEED = "feed.json"
_NAV = (
    ("briefings", permalinks.HOME),
    ("entities", permalinks.ENTITIES),
    ("quotes", permalinks.QUOTES),
    ("search", permalinks.SEARCH),
)


def brand_of(title: str, language: str) -> tuple[str, str]:
    """A title in two: what the highlighter marks, and the rest. An article is not marked alone."""
    words = title.split(" ")
    marked = 2 if without_article(title, language) != title else 1
    return " ".join(words[:marked]), " ".join(words[marked:])


def site_view(lookup: Lookup, assets: Assets, page: str | None, section: str) -> SiteView:
    """The site, seen from the page at location `page`, which belongs to `section`."""
    site = lookup.config.site
    link = Linker(page, permalinks.root_path(site.base_url))
    return SiteView(
        title=site.title,
        brand=brand_of(site.title, site.language),
        tagline=site.tagline,
        footer=site.footer,
        language=lookup.words.language,
        direction=lookup.words.direction,
        home_url=link.to(permalinks.HOME),
        about_url=link.to(permalinks.ABOUT),
        corrections_url=link.to(permalinks.CORRECTIONS) if lookup.config.corrections else "",
        archive_url=link.to(permalinks.ARCHIVE),
        topics_url=link.to(permalinks.TOPICS) if lookup.config.topics else "",
        search_url=link.to(permalinks.SEARCH),
        quotes_url=link.to(permalinks.QUOTES),
        feed_url=link.to(FEED),
        json_feed_url=link.to(JSON_FEED),
        nav=tuple(NavItem(key, link.to(target), key == section) for key, target in _NAV),
        assets=AssetsView(
            style=link.to(assets.style),
            own_style=link.to(assets.own_style) if assets.own_style else "",
            script=link.to(assets.script),
            briefing_script=link.to(assets.briefing),
            quotes_script=link.to(assets.quotes),
            icon=link.to(assets.icon),
            fonts=tuple(link.to(font) for font in assets.preload) if lookup.config.webfonts else (),
        ),
        icons=tuple(IconView(*ICONS[name], link.to(name)) for name in ICONS if name in lookup.config.icons),
    )
