"""Files that are not pages: exports beside pages, feeds, and what hosts and search engines look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from sitegen.model.site import Entity, Output
from sitegen.render import permalinks
from sitegen.render.exports import dumped, quotes_csv, quotes_json
from sitegen.render.feeds import atom_feed, json_feed
from sitegen.render.jsonld import entity_json_ld
from sitegen.render.lookup import Lookup, Piece, Spoken
from sitegen.render.site import FEED, JSON_FEED
from sitegen.render.webannotation import annotation_page


def site_files(found: Lookup, pages: Iterable[str]) -> Iterator[Output]:
    """Every such file of the site; `pages` are the locations that the sitemap lists."""
    for piece in found.pieces:
        yield from briefing_files(piece, found)
    for entity in found.index.entities:
        yield from entity_files(entity, found)
    yield from _quotes(permalinks.QUOTES, found.spoken, found)
    yield _file(FEED, atom_feed(found))
    yield _file(JSON_FEED, json_feed(found))
    yield from host_files(found, pages)


def briefing_files(piece: Piece, found: Lookup) -> Iterator[Output]:
    """Plain text, annotations and quotations of one briefing."""
    yield _file(f"{piece.location}index.txt", piece.resolved.plain.text.encode())
    yield _file(f"{piece.location}annotations.json", dumped(annotation_page(piece, found)))
    mine = [Spoken(piece, index) for index in range(len(piece.resolved.quotations))]
    yield from _quotes(piece.location, mine, found)


def entity_files(entity: Entity, found: Lookup) -> Iterator[Output]:
    """An entity and what it said."""
    location = permalinks.entity_location(entity.id)
    words = [
        a.piece.text(d.span.start, d.span.end)
        for a in found.appearances.get(entity.id, ())
        for d in a.card.descriptions[:1]
    ]
    value = entity_json_ld(entity, words[0] if words else "", location, found)
    yield _file(f"{location}entity.json", dumped(value))
    yield from _quotes(location, found.by_speaker.get(entity.id, ()), found)


def host_files(found: Lookup, pages: Iterable[str]) -> Iterator[Output]:
    """What hosts and search engines look for. A sitemap needs full URLs, so it needs `base_url`."""
    base = found.config.site.base_url
    yield _file(".nojekyll", b"")
    robots = "User-agent: *\nAllow: /\n"
    if base:
        robots += f"\nSitemap: {permalinks.absolute(base, 'sitemap.xml')}\n"
        yield _file("sitemap.xml", _sitemap(permalinks.absolute(base, page) for page in pages))
    yield _file("robots.txt", robots.encode())


def _sitemap(urls: Iterable[str]) -> bytes:
    lines = (f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return "\n".join((head, *lines, "</urlset>\n")).encode()


def _quotes(folder: str, spoken: Iterable[Spoken], found: Lookup) -> Iterator[Output]:
    listed = tuple(spoken)
    yield _file(f"{folder}quotes.csv", quotes_csv(listed, folder, found))
    yield _file(f"{folder}quotes.json", quotes_json(listed, folder, found))


def _file(location: str, content: bytes) -> Output:
    return Output(PurePosixPath(location), content)
