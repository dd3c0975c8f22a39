"""A site of more pages than a file may list has an index and several files: together they list each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from render_site import read_site, render_site

from sitegen.render.exports import sitemap
from sitegen.render.exports.sitemap import sitemaps

BASE = "https://example.org/news/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(content: bytes, whole: str = "urlset", each: str = "url") -> list[str]:
    """The addresses in a file that keeps the rules."""
    root = etree.fromstring(content)
    assert root.tag == NAMESPACE + whole
    assert {child.tag for child in root} == {NAMESPACE + each}
    return [str(child.findtext(NAMESPACE + "loc")) for child in root]


def made(pages: list[str], base: str = BASE) -> dict[str, bytes]:
    """Every file of the sitemap."""
    return {name: b"".join(make()) for name, _, make in sitemaps(base, pages)}


def indexed(files: Mapping[str, bytes]) -> Iterator[list[str]]:
    """What each file lists that the index names, in its order; there are no others."""
    names = [url.removeprefix(BASE) for url in listed(files["sitemap.xml"], "sitemapindex", "sitemap")]
    assert sorted(names) == sorted(path for path in files if path.startswith("sitemap-"))
    yield from (listed(files[name]) for name in names)


def numbered(count: int) -> list[str]:
    """Paths of so many pages."""
    return [f"briefings/{n:03}/index.html" for n in range(count)]


def test_a_large_site_lists_the_same_in_several_files(
    site: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order; whoever reads `robots.txt` is told of the index, and no other file differs."""
    monkeypatch.setattr(sitemap, "MOST", 5)
    large = {str(o.path): o.content for o in render_site(*read_site())}
    parts = list(indexed(large))
    assert len(parts) > 2
    assert all(len(part) == 5 for part in parts[:-1])
    assert [url for part in parts for url in part] == listed(site["sitemap.xml"])
    robots = RobotFileParser()
    robots.parse(large["robots.txt"].decode().splitlines())
    assert robots.site_maps() == [BASE + "sitemap.xml"]
    others = {path: data for path, data in large.items() if not path.startswith("sitemap")}
    assert others == {path: data for path, data in site.items() if path != "sitemap.xml"}


@pytest.mark.parametrize(("pages", "files"), [(0, 0), (1, 0), (5, 0), (6, 2), (10, 2), (11, 3)])
def test_one_file_as_long_as_it_is_enough(pages: int, files: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """And never an empty one beside others."""
    monkeypatch.setattr(sitemap, "MOST", 5)
    assert [*made(numbered(pages))] == ["sitemap.xml", *(f"sitemap-{n}.xml" for n in range(1, files + 1))]


@pytest.mark.parametrize("path", ["briefings/{}/index.html", "briefings/{}-æøå-漢字-👩🏽/index.html"])
@pytest.mark.parametrize("base", [BASE, "https://example.org/a&b/"])
def test_no_file_is_larger_than_allowed(path: str, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long addresses become when they are written out; and none is far smaller than it may be."""
    monkeypatch.setattr(sitemap, "LARGEST", 1000)
    files = made([path.format(n) for n in range(40)], base)
    index = files.pop("sitemap.xml")
    assert len(listed(index, "sitemapindex", "sitemap")) == len(files) > 1
    assert sum(len(listed(content)) for content in files.values()) == 40
    lines = [content.splitlines(keepends=True)[2:-1] for content in files.values()]
    assert max(len(b"".join(part)) for part in lines) <= 1000
    assert all(len(part) > 2 for part in lines[:-1])


def test_a_file_comes_line_by_line() -> None:
    """Nobody holds it whole."""
    ((_, _, make),) = sitemaps(BASE, numbered(1000))
    parts = make()
    assert iter(parts) is parts
    assert max(map(len, parts)) < 100


def test_a_page_more_changes_no_file_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is made from its own pages, the index from the names of the others."""
    monkeypatch.setattr(sitemap, "MOST", 5)
    before = {name: needs() for name, needs, _ in sitemaps(BASE, numbered(12))}
    after = {name: needs() for name, needs, _ in sitemaps(BASE, numbered(13))}
    assert [name for name in after if before.get(name) != after[name]] == ["sitemap-3.xml"]
