"""Every link of a rendered site is alive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from html_reading import broken, pages, parsed
from render_site import read_site, render_site


def test_no_internal_link_fragment_or_id_is_broken(site: Mapping[str, bytes]) -> None:
    """No link leads nowhere, no fragment is missing, no page has an id twice."""
    assert broken(site, root="/news/") == []


def test_the_checker_sees_what_is_broken() -> None:
    """A missing page, a missing fragment and a doubled id are each reported."""
    page = b'<p id=a></p><p id=a></p><a href="b/">x</a><a href="#c">y</a><a href="/else">z</a>'
    assert len(broken({"index.html": page}, root="/news/")) == 4


@pytest.mark.parametrize("base_url", ["", "https://example.org/", "https://example.org/a/b/"])
def test_links_work_at_a_root_and_under_any_path(base_url: str) -> None:
    """Pages hold the same relative links whatever `base_url` is; only the 404 page knows the root."""
    index, docs, config = read_site()
    config = replace(config, site=replace(config.site, base_url=base_url))
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    root = "/" + base_url.removeprefix("https://example.org/").strip("/")
    assert broken(files, root=root.rstrip("/") + "/") == []


def test_lists_over_several_pages() -> None:
    """Every item stands on exactly one page, every page knows its neighbours, and no link is broken."""
    index, docs, config = read_site()
    config = replace(config, page_size=1, entity_page_size=1, quotes_per_page=2)
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    assert broken(files, root="/news/") == []
    fronts = [parsed(files[p]) for p in ("index.html", "page/2/index.html", "page/3/index.html")]
    titles = [str(page.xpath("string(//main//*[self::h1 or self::h2]/a)")) for page in fronts]
    assert len(set(titles)) == 3
    assert [page.xpath("//a[@rel='next']/@href") for page in fronts] == [["page/2/"], ["../3/"], []]
    assert [page.xpath("//a[@rel='prev']/@href") for page in fronts] == [[], ["../../"], ["../2/"]]
    assert "page/4/index.html" not in files
    quotes = [parsed(files[p]) for p in files if p.startswith("quotes/") and p.endswith(".html")]
    rows = [row for page in quotes for row in page.xpath("//ol[@class='ql']/li")]
    assert len(quotes) == 4
    assert len(rows) == 7
    filters = {
        p: parsed(files[p]).xpath("string(//form//output)")
        for p in files
        if p.startswith("quotes/") and p.endswith(".html")
    }
    assert {p: said for p, said in filters.items() if said} == {"quotes/index.html": "7 quotes"}


def test_nothing_is_loaded_from_another_origin(site: Mapping[str, bytes]) -> None:
    """No script, style, font, picture or frame has an address of its own."""
    for path, tree in pages(site):
        for loaded in (
            *tree.xpath("//@src"),
            *tree.xpath("//link[@rel='stylesheet' or @rel='preload']/@href"),
        ):
            assert "//" not in loaded, path
    for path, content in site.items():
        if path.endswith(".css"):
            assert b"//" not in content.replace(b"/*", b"").replace(b"*/", b""), path


def test_without_a_base_url_no_page_claims_an_address() -> None:
    """No canonical link, no `og:url` and no sitemap where nobody knows the site's address."""
    index, docs, config = read_site()
    config = replace(config, site=replace(config.site, base_url=""))
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    assert "sitemap.xml" not in files
    assert not any(t.xpath("//link[@rel='canonical'] | //meta[@property='og:url']") for _, t in pages(files))


def test_canonical_links_are_the_pages_own_addresses(site: Mapping[str, bytes]) -> None:
    """The canonical link of a page at `x/` is the base URL and `x/`."""
    tree = parsed(site["briefings/port-talks/index.html"])
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/news/briefings/port-talks/"]
