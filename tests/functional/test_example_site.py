"""The example site as the public API builds it: every link, every file for other software, every selector.

What these tests ask of pages is what a reader, a feed reader or an annotation client would ask of the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from example_site import BASE, ROOT, Files, briefings
from html_reading import broken, pages, parsed, text_of
from lxml import etree

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(600)]

REQUESTED = (
    "//@src | //@srcset | //@poster | //object/@data"
    " | //link[contains(@rel, 'style') or contains(@rel, 'load') or contains(@rel, 'icon')]/@href"
    " | //*[local-name() = 'use' or local-name() = 'image']/@href"
)
CSS_REQUEST = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
IRI_KEYS = frozenset({"id", "source", "url", "@id", "home_page_url", "feed_url"})


def titles() -> Iterator[str]:
    """The title of every published article, read from the files themselves."""
    for path in sorted((ROOT / "content").rglob("*")):
        if path.suffix in {".md", ".txt"} and "entities" not in path.parts:
            text = path.read_text()
            front = yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}
            if not front.get("draft"):
                yield front.get("title") or path.stem.replace("-", " ").capitalize()


def missing(files: Files, addresses: Iterator[str]) -> set[str]:
    """Those of the site's own full addresses that lead to no file, or to no anchor of a page."""
    ids = {name: set(tree.xpath("//@id")) for name, tree in pages(files)}
    gone = set()
    for address in addresses:
        path, fragment = urldefrag(address)
        name = path.removeprefix(BASE)
        name += "index.html" if name == "" or name.endswith("/") else ""
        if path.startswith(BASE) and (name not in files or (fragment and fragment not in ids.get(name, ()))):
            gone.add(address)
    return gone


def test_every_article_has_its_briefing(files: Files) -> None:
    """As many briefings as articles, each under its article's title."""
    shown = [text_of(parsed(files[f"{name}index.html"]).xpath("//h1")[0]) for name in briefings(files)]
    assert sorted(shown) == sorted(titles())


def test_every_link_and_fragment_is_alive_and_no_id_stands_twice(files: Files) -> None:
    """All pages, at the path of their base URL."""
    assert broken(files, root="/reader/") == []


def test_nothing_is_requested_from_another_origin(files: Files) -> None:
    """Neither by an element, nor by a style in a file, an element or an attribute."""
    asked = {str(value) for _, tree in pages(files) for value in tree.xpath(REQUESTED)}
    styles = [content.decode() for name, content in files.items() if name.endswith(".css")]
    styles += [str(style) for _, tree in pages(files) for style in tree.xpath("//style/text() | //@style")]
    asked |= {first or second for style in styles for first, second in CSS_REQUEST.findall(style)}
    assert len(asked) >= 4
    assert [each for each in asked if "//" in each and not each.startswith("data:")] == []


def test_json_parses_and_its_addresses_exist(files: Files) -> None:
    """The files, and the schema.org data inside pages; what they say is on the site is there."""
    found = {name: json.loads(content) for name, content in files.items() if name.endswith(".json")}
    inside = {
        name: json.loads(script)
        for name, tree in pages(files)
        for script in tree.xpath("//script[contains(@type, 'json')]/text()")
    }
    assert len(found) > 2 * len(briefings(files))
    assert len(inside) >= len(briefings(files))
    every = [(name, iri) for name, value in (*found.items(), *inside.items()) for iri in iris(value)]
    assert missing(files, (urljoin(BASE + name, iri) for name, iri in every)) == set()


def iris(value: Any) -> Iterator[str]:
    """Every address in a JSON value; an `id` without a slash is a name."""
    if isinstance(value, dict):
        yield from (v for key, v in value.items() if key in IRI_KEYS and isinstance(v, str) and "/" in v)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from iris(each)


def test_xml_parses_and_its_addresses_exist(files: Files) -> None:
    """The feed has every briefing; no address of the feed or the sitemap leads nowhere."""
    feed, sitemap = (etree.fromstring(files[name]) for name in ("feed.xml", "sitemap.xml"))
    links = [str(v) for v in feed.xpath("//@href")] + [
        str(v) for v in sitemap.xpath("//*[local-name()='loc']/text()")
    ]
    assert {BASE + name for name in briefings(files)} <= set(links)
    assert missing(files, iter(links)) == set()


def test_both_selectors_of_every_annotation_find_its_text(files: Files) -> None:
    """The quote with its surroundings stands where the position says, in the text that the target names."""
    for folder in briefings(files):
        items = json.loads(files[f"{folder}annotations.json"])["items"]
        assert items, folder
        for item in items:
            for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
                text = files[folder + target["source"]].decode()
                position, quote = target["selector"]
                assert text[position["start"] : position["end"]] == quote["exact"]
                before = quote.get("prefix", "")
                around = before + quote["exact"] + quote.get("suffix", "")
                assert text.startswith(around, position["start"] - len(before)), item["id"]
