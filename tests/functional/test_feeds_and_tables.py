"""Feeds, quote indexes and the sitemap of the example site, read as other software reads them.

Atom by feedparser; the JSON feed by the rules of jsonfeed.org, version 1.1; CSV by Python's csv module; the
sitemap by the protocol's rules; robots.txt by the standard library's parser.
"""

from __future__ import annotations

import csv
import io
import json
import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from example_site import BASE, Files, briefings, file_at
from html_reading import pages, parsed, text_of
from lxml import etree
from lxml.html import HtmlElement
from quote_reading import quotes_in

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(600)]

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SIGNS = "ancestor::sup[@class='en'] or ancestor::a[contains(@class,'qn') or @class='pn']"
FEED_FIELDS: Mapping[str, type] = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "icon": str,
    "favicon": str,
    "language": str,
    "next_url": str,
    "expired": bool,
    "authors": list,
    "items": list,
}
ITEM_FIELDS: Mapping[str, type] = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
}


def published(page: HtmlElement) -> datetime | None:
    """When a briefing's article appeared, as the page's head tells; a day alone begins in UTC."""
    told = page.xpath("//meta[@property='article:published_time']/@content")
    found = datetime.fromisoformat(told[0]) if told else None
    return found.replace(tzinfo=UTC) if found and not found.tzinfo else found


def moment(read: struct_time | None) -> datetime | None:
    """A date that feedparser read: its tuples are in UTC."""
    return datetime.fromtimestamp(timegm(read), UTC) if read else None


def newest(files: Files) -> list[tuple[str, str, datetime | None]]:
    """Address, title and date of every briefing, the newest first."""
    found = []
    for folder in briefings(files):
        page = parsed(files[f"{folder}index.html"])
        found.append((BASE + folder, text_of(page.xpath("//h1")[0]), published(page)))
    return sorted(found, key=lambda each: (each[2] and each[2].timestamp()) or 0, reverse=True)


def test_a_feed_reader_reads_the_atom_feed(files: Files) -> None:
    """Well-formed, of the right kind, with every briefing once, the newest first, each with its own id."""
    feed = feedparser.parse(files["feed.xml"], response_headers={"content-type": "application/atom+xml"})
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert feed.feed.title == text_of(parsed(files["index.html"]).xpath("//a[@class='brand']")[0])
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": BASE + "feed.xml",
        "alternate": BASE,
    }
    assert [(e.link, e.title, moment(e.get("published_parsed"))) for e in feed.entries] == newest(files)
    assert len({e.id for e in feed.entries}) == len(feed.entries)
    assert all(e.summary and e.updated_parsed for e in feed.entries)
    assert feed.feed.updated_parsed == max(e.updated_parsed for e in feed.entries)


def wrong_fields(value: Mapping[str, Any], fields: Mapping[str, type], required: set[str]) -> list[str]:
    """Which fields are unknown, missing, empty or of another type."""
    wrong = [key for key in value if key not in fields and not key.startswith("_")]
    wrong += [key for key, kind in fields.items() if key in value and not isinstance(value[key], kind)]
    return wrong + [key for key in required if not value.get(key)]


def test_the_json_feed_keeps_the_rules(files: Files) -> None:
    """Every field is one of the standard's, of its type; dates have an offset; it says what Atom says."""
    feed = json.loads(files["feed.json"])
    assert wrong_fields(feed, FEED_FIELDS, {"version", "title", "items"}) == []
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (BASE, BASE + "feed.json")
    for holder in (feed, *feed["items"]):
        assert all(
            set(author) <= {"name", "url", "avatar"} and author for author in holder.get("authors", [])
        )
    for item in feed["items"]:
        assert wrong_fields(item, ITEM_FIELDS, {"id"}) == []
        assert item.get("content_html") or item.get("content_text")
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
    dates = [i.get("date_published") for i in feed["items"]]
    assert all(re.search(r"(Z|[+-]\d\d:\d\d)$", date) for date in dates if date)
    told = [date and datetime.fromisoformat(date) for date in dates]
    assert [(i["url"], i["title"], d) for i, d in zip(feed["items"], told, strict=True)] == newest(files)
    atom = feedparser.parse(files["feed.xml"]).entries
    tags = [(e.id, [tag.term for tag in e.get("tags", [])]) for e in atom]
    assert [(i["id"], i.get("tags", [])) for i in feed["items"]] == tags


def test_every_page_offers_the_feeds(files: Files) -> None:
    """Both are named in every page's head, with the types that feed readers look for."""
    for name, page in pages(files):
        links = {x.get("type"): x.get("href") for x in page.xpath("//head/link[@rel='alternate']")}
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        for kind, file in (("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json")):
            assert links[kind].endswith(file), name


def rows(content: bytes) -> list[dict[str, str]]:
    """A table's lines, read strictly; every line has as many cells as the first."""
    text = content.decode("utf-8")
    assert text.count("\n") == text.count("\r\n"), "lines end as RFC 4180 says"
    head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def indexes(files: Files) -> Iterator[tuple[str, list[dict[str, str]], list[dict[str, Any]]]]:
    """Every quote index that the site offers: its folder, as read from CSV, as read from JSON."""
    for name in files:
        if name.endswith("quotes.csv"):
            folder = name.removesuffix("quotes.csv")
            yield folder, rows(files[name]), quotes_in(files[f"{folder}quotes.json"])


def quotes_of(files: Files, folder: str) -> list[dict[str, Any]]:
    """A briefing's quotations; it has no file of them where nobody is quoted."""
    return quotes_in(files[f"{folder}quotes.json"]) if f"{folder}quotes.json" in files else []


def test_tables_and_json_say_the_same(files: Files) -> None:
    """Cell by cell, for every article, every entity and the site."""
    count = 0
    for folder, lines, quotes in indexes(files):
        assert len(lines) == len(quotes), folder
        for line, quote in zip(lines, quotes, strict=True):
            same = {
                key: str(quote.get(key) or "") for key in line if key not in {"paragraphs", "start", "end"}
            }
            assert {key: line[key] for key in same} == {**same, "confidence": str(quote["confidence"])}
            first, _, last = line["paragraphs"].partition("–")
            assert (int(first), int(last or first)) == (quote["paragraphs"][0], quote["paragraphs"][-1])
            assert (int(line["start"]), int(line["end"])) == (quote["spans"][0][0], quote["spans"][-1][1])
            count += 1
    assert count > 200


def test_tables_say_what_the_pages_say(files: Files) -> None:
    """Each line's address is a mark on a page with its words, kind and speaker; spans spell the words."""
    for folder in briefings(files):
        page = parsed(files[f"{folder}index.html"])
        text = files[f"{folder}index.txt"].decode()
        quotes = quotes_of(files, folder)
        assert len(quotes) == len(page.xpath("//li[contains(@class,'qi')]"))
        for quote in quotes:
            assert file_at(quote["url"]) == f"{folder}index.html"
            (mark,) = page.xpath(f"//article//mark[@id='{quote['url'].partition('#')[2]}']")
            marks = page.xpath(f"//article//mark[@data-q='{mark.get('data-q')}']")
            shown = "".join(t for m in marks for t in m.xpath(f".//text()[not({SIGNS})]"))
            assert "".join(shown.split()) == "".join(quote["text"].split())
            assert " ".join(" ".join(text[a:b] for a, b in quote["spans"]).split()) == quote["text"]
            assert mark.get("data-k") == quote["kind"]
            (group,) = page.xpath(f"//li[@class='sp'][.//a[@href='#{mark.get('id')}']]/h3")
            name = text_of(group.xpath("./a | ./span")[0])
            assert name == (quote["speaker"] or "Speaker not known")


def test_an_entity_and_the_site_have_the_articles_quotations(files: Files) -> None:
    """The site's table is all articles' tables together; an entity's is the lines that name it as speaker."""
    every = [q["url"] for folder in briefings(files) for q in quotes_of(files, folder)]
    site = quotes_in(files["quotes/quotes.json"])
    assert Counter(q["url"] for q in site) == Counter(every)
    for folder, _, quotes in indexes(files):
        if folder.startswith("entities/"):
            own = [q["url"] for q in site if f"entities/{q['speaker_entity']}/" == folder]
            assert [q["url"] for q in quotes] == own, folder


def test_links_to_the_source_find_the_words(files: Files) -> None:
    """A text fragment's first and last words stand in the quotation, in this order."""
    links = 0
    for quote in quotes_in(files["quotes/quotes.json"]):
        if ":~:" in (quote.get("source_url") or ""):
            address, _, fragment = quote["source_url"].partition("#:~:text=")
            assert urlsplit(address).scheme == "https"
            at = 0
            for part in fragment.split(","):
                at = quote["text"].index(unquote(part), at)
            links += 1
    assert links > 50


def test_the_sitemap_keeps_the_rules(files: Files) -> None:
    """Full, short addresses below the site's own, each once: the canonical ones of all pages."""
    content = files["sitemap.xml"]
    root = etree.fromstring(content)
    assert root.tag == SITEMAP + "urlset"
    assert len(content) < 50_000_000
    assert 0 < len(root) <= 50_000
    for url in root:
        assert url.tag == SITEMAP + "url"
        assert {child.tag.removeprefix(SITEMAP) for child in url} <= {
            "loc",
            "lastmod",
            "changefreq",
            "priority",
        }
        for changed in url.iterfind(SITEMAP + "lastmod"):
            datetime.fromisoformat(changed.text or "")
    found = [str(url.findtext(SITEMAP + "loc")) for url in root]
    assert all(loc.startswith(BASE) and len(loc) < 2048 and loc.isascii() for loc in found)
    canonical = [
        str(href)
        for name, page in pages(files)
        for href in page.xpath("//link[@rel='canonical']/@href")
        if name != "404.html" and not page.xpath("//meta[@name='robots'][contains(@content,'noindex')]")
    ]
    assert Counter(found) == Counter(canonical)
    assert len(found) > 100


def test_robots_may_come_and_are_told_of_the_sitemap(files: Files) -> None:
    """Every page may be read."""
    robots = RobotFileParser()
    robots.parse(files["robots.txt"].decode().splitlines())
    assert robots.site_maps() == [BASE + "sitemap.xml"]
    assert all(robots.can_fetch("Anybot", BASE + name) for name, _ in pages(files))
