"""The sitemap: addresses of all pages, in as many files as its protocol asks for (sitemaps.org, 0.9).

In: paths of pages. Out: each file's name, what it is made from, and its content, line by line. As long as one
file is enough it is `sitemap.xml`; else that is the index of `sitemap-1.xml` and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape

from sitegen.render.permalinks import PAGE, absolute
from sitegen.render.site.paging import Needs

SITEMAP = "sitemap.xml"
MOST = 50_000
"""Addresses in a file: the protocol allows no more."""
LARGEST = 50_000_000
"""Bytes of the addresses in a file: the protocol allows 52,428,800, the lines around them among these."""
_Made = tuple[str, Needs, Callable[[], Iterator[bytes]]]


def sitemaps(base_url: str, pages: Sequence[str]) -> Iterator[_Made]:
    """Every file of the sitemap of these pages, the one to begin with first."""
    parts = list(_parts(base_url, pages))
    if len(parts) == 1:
        yield _listed(SITEMAP, base_url, pages)
        return
    names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield SITEMAP, lambda: names, partial(_lines, "sitemapindex", "sitemap", base_url, names)
    for name, part in zip(names, parts, strict=True):
        yield _listed(name, base_url, part)


def _listed(name: str, base_url: str, pages: Sequence[str]) -> _Made:
    def make() -> Iterator[bytes]:
        return _lines("urlset", "url", base_url, (page.removesuffix(PAGE) for page in pages))

    return name, lambda: tuple(pages), make


def _parts(base_url: str, pages: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many pages together as a file may list; one part, at least.

    A byte of a path is three in an address at most: to know more, all of them would be written at each build.
    """
    start, size, around = 0, 0, len(_line("url", base_url, ""))
    for place, page in enumerate(pages):
        line = around + 3 * len(page.encode())
        if place - start == MOST or size + line > LARGEST:
            yield pages[start:place]
            start, size = place, 0
        size += line
    yield pages[start:]


def _lines(whole: str, each: str, base_url: str, locations: Iterable[str]) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'.encode()
    for location in locations:
        yield _line(each, base_url, location)
    yield f"</{whole}>\n".encode()


def _line(each: str, base_url: str, location: str) -> bytes:
    return f"<{each}><loc>{escape(absolute(base_url, location))}</loc></{each}>\n".encode()
