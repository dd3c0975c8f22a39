"""Atom and JSON feeds of the newest briefings. No clock is read: a feed is as new as its newest entry."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from sitegen.model.text import CONTROLS
from sitegen.render.article.short.gist import Gist
from sitegen.render.exports.tables import dumped
from sitegen.render.permalinks import HOME, Linker, absolute
from sitegen.render.site.frame import FEED, JSON_FEED
from sitegen.render.site.lookup import Lookup

NEWEST = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def atom_feed(lookup: Lookup) -> bytes:
    """The feed as Atom (RFC 4287). Ids are URNs where the site has no `base_url`."""
    site = lookup.config.site
    gists = lookup.gists[:NEWEST]
    updated = max((_changed(gist) for gist in gists), default=_EPOCH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(lookup.words.language)}>',
        f"<title>{escape(site.title)}</title>",
        *([f"<subtitle>{escape(site.tagline)}</subtitle>"] if site.tagline else []),
        f"<id>{escape(_id(HOME, lookup))}</id>",
        f"<updated>{_rfc3339(updated)}</updated>",
        f"<author><name>{escape(site.author or site.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(_url(FEED, lookup))}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(_url(HOME, lookup))}/>',
        *(_entry(gist, lookup) for gist in gists),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(gist: Gist, lookup: Lookup) -> str:
    return "".join(
        (
            f"<entry><title>{escape(_clean(gist.title))}</title>",
            f"<id>{escape(_id(gist.location, lookup))}</id>",
            f'<link rel="alternate" type="text/html" href={quoteattr(_url(gist.location, lookup))}/>',
            f"<updated>{_rfc3339(_changed(gist))}</updated>",
            f"<published>{_rfc3339(_moment(gist))}</published>" if gist.published else "",
            *(f"<category term={quoteattr(_clean(tag))}/>" for tag in gist.tags),
            f"<summary>{escape(_clean(entry_summary(gist, lookup)))}</summary></entry>",
        )
    )


def json_feed(lookup: Lookup) -> bytes:
    """The feed as JSON Feed 1.1."""
    site = lookup.config.site
    home, own = absolute(site.base_url, HOME), absolute(site.base_url, JSON_FEED)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "home_page_url": home,
        "feed_url": own,
        "description": site.description or site.tagline,
        "language": lookup.words.language,
        "authors": [{"name": site.author or site.title}],
        "items": [_item(gist, lookup) for gist in lookup.gists[:NEWEST]],
    }
    return dumped({key: value for key, value in feed.items() if value != ""})


def _item(gist: Gist, lookup: Lookup) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _id(gist.location, lookup),
        "url": _url(gist.location, lookup),
        "title": gist.title,
        "content_text": entry_summary(gist, lookup),
    }
    if gist.published:
        item["date_published"] = _rfc3339(_moment(gist))
    if gist.updated:
        item["date_modified"] = _rfc3339(_changed(gist))
    if gist.tags:
        item["tags"] = list(gist.tags)
    return item


def entry_summary(gist: Gist, lookup: Lookup) -> str:
    """The summary, and how many speak and are named."""
    count = lookup.words.ngettext
    voices = count("%(num)s voice", "%(num)s voices", gist.named_voices)
    quotes = count("%(num)s quote", "%(num)s quotes", len(gist.said))
    entities = count("%(num)s entity", "%(num)s entities", len(gist.cards))
    return f"{gist.summary} ({voices}, {quotes}, {entities})"


def _url(location: str, lookup: Lookup) -> str:
    return absolute(lookup.config.site.base_url, location) or Linker(HOME).to(location)


def _id(location: str, lookup: Lookup) -> str:
    full = absolute(lookup.config.site.base_url, location)
    return full or uuid.uuid5(uuid.NAMESPACE_URL, f"{lookup.config.site.title}/{location}").urn


def _moment(gist: Gist) -> datetime:
    """When the article was published; a day without an offset counts as one in UTC."""
    return _aware(gist.published) if gist.published else _EPOCH


def _changed(gist: Gist) -> datetime:
    """When it was last changed: no sooner than it was published."""
    return max(_moment(gist), _aware(gist.updated)) if gist.updated else _moment(gist)


def _aware(date: datetime) -> datetime:
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _rfc3339(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _clean(text: str) -> str:
    """Without the control characters that XML forbids."""
    return CONTROLS.sub("", text)
