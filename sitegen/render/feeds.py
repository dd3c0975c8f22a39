"""Atom and JSON feeds of the newest briefings. No clock is read: a feed is as new as its newest entry."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from sitegen.render.exports import dumped
from sitegen.render.head import named_voices, summary_of
from sitegen.render.lookup import Linker, Lookup, Piece
from sitegen.render.permalinks import HOME, absolute
from sitegen.render.site import FEED, JSON_FEED

NEWEST = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def atom_feed(lookup: Lookup) -> bytes:
    """The feed as Atom (RFC 4287). Ids are URNs where the site has no `base_url`."""
    site = lookup.config.site
    pieces = lookup.pieces[:NEWEST]
    updated = max((_moment(piece) for piece in pieces), default=_EPOCH)
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
        *(_entry(piece, lookup) for piece in pieces),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(piece: Piece, lookup: Lookup) -> str:
    front = piece.resolved.article.front_matter
    return "".join(
        (
            f"<entry><title>{escape(_clean(piece.title))}</title>",
            f"<id>{escape(_id(piece.location, lookup))}</id>",
            f'<link rel="alternate" type="text/html" href={quoteattr(_url(piece.location, lookup))}/>',
            f"<updated>{_rfc3339(_moment(piece))}</updated>",
            f"<published>{_rfc3339(_moment(piece))}</published>" if front.date else "",
            *(f"<category term={quoteattr(_clean(tag))}/>" for tag in front.tags),
            f"<summary>{escape(_clean(entry_summary(piece, lookup)))}</summary></entry>",
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
        "items": [_item(piece, lookup) for piece in lookup.pieces[:NEWEST]],
    }
    return dumped({key: value for key, value in feed.items() if value != ""})


def _item(piece: Piece, lookup: Lookup) -> dict[str, object]:
    front = piece.resolved.article.front_matter
    item: dict[str, object] = {
        "id": _id(piece.location, lookup),
        "url": _url(piece.location, lookup),
        "title": piece.title,
        "content_text": entry_summary(piece, lookup),
    }
    if front.date:
        item["date_published"] = _rfc3339(_moment(piece))
    if front.tags:
        item["tags"] = list(front.tags)
    return item


def entry_summary(piece: Piece, lookup: Lookup) -> str:
    """The summary, and how many speak and are named."""
    count = lookup.words.ngettext
    voices = count("%(num)s voice", "%(num)s voices", named_voices(piece))
    quotes = count("%(num)s quote", "%(num)s quotes", len(piece.resolved.quotations))
    entities = count("%(num)s entity", "%(num)s entities", len(piece.resolved.cards))
    return f"{summary_of(piece)} ({voices}, {quotes}, {entities})"


def _url(location: str, lookup: Lookup) -> str:
    return absolute(lookup.config.site.base_url, location) or Linker(HOME).to(location)


def _id(location: str, lookup: Lookup) -> str:
    full = absolute(lookup.config.site.base_url, location)
    return full or uuid.uuid5(uuid.NAMESPACE_URL, f"{lookup.config.site.title}/{location}").urn


def _moment(piece: Piece) -> datetime:
    """When the article was published; a day without an offset counts as one in UTC."""
    date = piece.resolved.article.front_matter.date
    if date is None:
        return _EPOCH
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _rfc3339(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _clean(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
