"""What a reader of the example site has to load, page by page: markup, styles, scripts, fonts."""

from __future__ import annotations

import gzip
import posixpath
from collections.abc import Iterator

import pytest
from example_site import Files
from html_reading import pages
from lxml.html import HtmlElement

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(600)]

HTML, STYLE, SCRIPT = (80_000, 18_000), (40_000, 10_000), (10_000, 4_000)
"""Bytes at most, and packed by gzip: of markup for a thousand words, of a page's styles, of its scripts."""
FONTS = 110_000
INLINE = 120
SPOKEN = ".//main//text()[not(ancestor::script)]"


def loaded(files: Files, path: str, links: list[str]) -> Iterator[bytes]:
    """The files at a page's own links."""
    for link in links:
        # the page for missing addresses links from the root of the server
        start = (
            link.removeprefix("/reader/")
            if link.startswith("/")
            else posixpath.join(posixpath.dirname(path), link)
        )
        yield files[posixpath.normpath(start)]


def over(contents: list[bytes], limits: tuple[int, int], times: float = 1) -> bool:
    """Whether files together are larger than their limit, plain or packed."""
    plain = sum(map(len, contents))
    packed = sum(len(gzip.compress(content, 9)) for content in contents)
    return plain > limits[0] * times or packed > limits[1] * times


def real(files: Files) -> Iterator[tuple[str, HtmlElement]]:
    """Every page but those that lead on at once."""
    for path, page in pages(files):
        if not page.xpath("//meta[@http-equiv='refresh']"):
            yield path, page


def test_markup_is_in_proportion_to_words(files: Files) -> None:
    """80 kB for every thousand words, 18 kB packed; a shorter page has as much."""
    heavy = {}
    for path, page in real(files):
        thousands = max(1, len(" ".join(page.xpath(SPOKEN)).split()) / 1000)
        if path.startswith("briefings/"):  # of which everything is said twice: of the article alone
            thousands = max(1, len(files[path.replace(".html", ".txt")].split()) / 1000)
        if over([files[path]], HTML, thousands):
            heavy[path] = len(files[path])
    assert heavy == {}


def test_styles_scripts_and_fonts_of_every_page(files: Files) -> None:
    """All styles that a page loads, all its scripts, and the fonts that it asks for at once."""
    heavy = []
    for path, page in real(files):
        styles = list(loaded(files, path, page.xpath("//link[@rel='stylesheet']/@href")))
        scripts = list(loaded(files, path, page.xpath("//script/@src")))
        fonts = list(loaded(files, path, page.xpath("//link[@rel='preload'][@as='font']/@href")))
        assert styles, path
        assert scripts, path
        assert fonts, path
        heavy += [(path, "styles")] if over(styles, STYLE) else []
        heavy += [(path, "scripts")] if over(scripts, SCRIPT) else []
        heavy += [(path, "fonts")] if sum(map(len, fonts)) > FONTS else []
    assert heavy == []


def test_no_script_keeps_a_page_from_showing(files: Files) -> None:
    """Files are deferred; what stands in the page is one short line, and data."""
    for path, page in real(files):
        assert [s.get("src") for s in page.xpath("//script[@src][not(@defer)]")] == [], path
        inline = page.xpath("//script[not(@src)][not(@type='application/ld+json')]")
        assert len(inline) == 1, path
        assert len(inline[0].text) < INLINE, path
