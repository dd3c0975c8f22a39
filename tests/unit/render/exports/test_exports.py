"""Files for other software say what the pages say, in forms that independent readers accept."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import unquote

import pytest
from html_reading import parsed, text_of
from lxml import etree
from quote_reading import quotes_in
from render_site import read_site, render_site, site_of

from sitegen.model.config import RenderConfig, SiteConfig
from sitegen.model.graphemes import grapheme_edge
from sitegen.model.site import SiteIndex
from sitegen.model.text import Span
from sitegen.render.exports.feeds import NEWEST, atom_feed, json_feed
from sitegen.render.exports.tables import COLUMNS
from sitegen.render.exports.webannotation import distinct
from sitegen.render.site.lookup import lookup_of
from sitegen.render.theme.catalogue import words_for

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BRIEFING = "briefings/port-talks/"


def annotations(site: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The annotations of the fullest briefing."""
    items: list[dict[str, Any]] = json.loads(site[BRIEFING + "annotations.json"])["items"]
    return items


def targets(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An annotation's targets, whether one or several."""
    target = item["target"]
    return target if isinstance(target, list) else [target]


class TestAnnotations:
    """Web Annotations, resolved again against the plain text beside them."""

    def test_both_selectors_lead_to_the_same_text(self, site: Mapping[str, bytes]) -> None:
        """The position covers the exact words, with the prefix before and the suffix after them."""
        text = site[BRIEFING + "index.txt"].decode()
        for item in annotations(site):
            for target in targets(item):
                assert target["source"] == "index.txt"
                position, quote = target["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote.get("prefix", ""))
                assert text[end:].startswith(quote.get("suffix", ""))

    def test_ids_are_anchors_of_the_page(self, site: Mapping[str, bytes]) -> None:
        """Each annotation's id is the address of its mark, and the mark spells its text."""
        page = parsed(site[BRIEFING + "index.html"])
        context = json.loads(site[BRIEFING + "annotations.json"])["@context"]
        assert context[-1] == {"@base": f"https://example.org/news/{BRIEFING}"}
        for item in annotations(site):
            address, _, anchor = item["id"].partition("#")
            assert address == "./"
            (mark,) = page.xpath(f"//article//*[@id='{anchor}']")
            exact = " ".join(targets(item)[0]["selector"][1]["exact"].split())
            assert exact.startswith(text_of(mark)[:8])

    def test_every_mark_is_exported(self, site: Mapping[str, bytes]) -> None:
        """As many quotations and mentions as the page marks."""
        page = parsed(site[BRIEFING + "index.html"])
        kinds = [item["motivation"] for item in annotations(site)]
        assert kinds.count("classifying") == len({m.get("data-q") for m in page.xpath("//article//mark")})
        assert kinds.count("identifying") == len(page.xpath("//article//*[@data-t and @data-t!='date']"))


@pytest.mark.parametrize(
    ("text", "offset", "edge"),
    [
        ("abc", 1, 1),
        ("cafe\u0301s", 4, 5),  # an accent stays on its letter
        ("a👩🏽\u200d🚒b", 2, 5),  # skin tone, joiner and profession stay one picture
        ("a🇳🇴b", 2, 3),
        ("abc", 3, 3),
        ("abc", 0, 0),
    ],
)
def test_context_is_cut_between_what_readers_see_as_characters(text: str, offset: int, edge: int) -> None:
    """No accent without its letter, no half of a flag."""
    assert grapheme_edge(text, offset) == edge


@pytest.mark.parametrize(
    ("text", "span", "read"),
    [
        ("Vell met Reyle.", (0, 4), "Vell"),  # it stands there once
        ("Vell met Reyle. Later Vell left.", (0, 4), "Vell m"),
        ("Vell met Reyle. Later Vell left.", (22, 26), "r Vell l"),
        ("aaa", (1, 2), "aaa"),  # nothing tells it from the others but the edges of the text
        ("ab" * 20, (0, 2), "ab" * 20),
        ("Vell e\u0301s Vell so", (0, 4), "Vell e\u0301"),
    ],
)
def test_a_quotation_selector_has_what_tells_its_place(text: str, span: tuple[int, int], read: str) -> None:
    """As much around the words as it takes, in whole characters, and nothing where they stand alone."""
    assert distinct(text, Span(*span)).of(text) == read


def rows(content: bytes) -> Iterator[dict[str, str]]:
    """The lines of a CSV."""
    return csv.DictReader(io.StringIO(content.decode(), newline=""))


class TestQuotes:
    """The quote index as CSV and JSON."""

    @pytest.mark.parametrize("folder", [BRIEFING, "entities/ines-halloran/", "quotes/"])
    def test_csv_and_json_agree(self, site: Mapping[str, bytes], folder: str) -> None:
        """The same quotations, in the same order, with the same texts."""
        quotes = quotes_in(site[f"{folder}quotes.json"])
        lines = list(rows(site[f"{folder}quotes.csv"]))
        told = set(COLUMNS) - {"paragraphs", "start", "end", "confidence"}
        for line, quote in zip(lines, quotes, strict=True):
            assert {key: line[key] for key in told} == {key: quote[key] for key in told}
        assert lines
        assert set(lines[0]) == set(COLUMNS)

    def test_a_briefing_is_a_line_of_the_json(self, site: Mapping[str, bytes]) -> None:
        """Who reads a large file as it comes gets whole briefings."""
        head, *briefings, end = site["quotes/quotes.json"].decode().splitlines()
        assert json.loads(f"{head}]}}")["briefings"] == []
        assert end == "]}"
        told = [json.loads(line.removeprefix(",")) for line in briefings]
        assert [each["title"] for each in told] == ["Port Callow talks stall"]
        assert told[0].keys() == {"title", "url", "quotes"}

    def test_spans_spell_the_text(self, site: Mapping[str, bytes]) -> None:
        """The spans of the JSON cover the quotation in the plain text."""
        text = site[BRIEFING + "index.txt"].decode()
        for quote in quotes_in(site[BRIEFING + "quotes.json"]):
            covered = " ".join(text[start:end] for start, end in quote["spans"])
            assert " ".join(covered.split()) == quote["text"]

    def test_an_entity_has_its_own_quotations(self, site: Mapping[str, bytes]) -> None:
        """And nobody else's."""
        quotes = quotes_in(site["entities/ines-halloran/quotes.json"])
        assert {quote["speaker_entity"] for quote in quotes} == {"ines-halloran"}
        assert len(quotes) == 3

    def test_links_to_the_source_find_the_words(self, site: Mapping[str, bytes]) -> None:
        """A text fragment's words are words of the quotation, without its marks."""
        for quote in quotes_in(site[BRIEFING + "quotes.json"]):
            address, _, fragment = quote["source_url"].partition("#:~:text=")
            assert address == "https://example.com/harbour-wire/talks"
            for part in fragment.split(","):
                assert unquote(part) in quote["text"]

    def test_a_cell_is_never_a_formula(self) -> None:
        """What a spreadsheet would run starts with an apostrophe."""
        index, docs, config = read_site()
        first = index.articles[0]
        evil = replace(
            first.quotations[0], speaker=replace(first.quotations[0].speaker, name="=HYPERLINK(1)")
        )
        first = replace(first, quotations=(evil, *first.quotations[1:]))
        index = replace(index, articles=(first, *index.articles[1:]))
        files = {str(o.path): o.content for o in render_site(index, docs, config)}
        assert next(rows(files[BRIEFING + "quotes.csv"]))["speaker"] == "'=HYPERLINK(1)"


class TestFeeds:
    """Atom and JSON Feed."""

    def test_atom_has_what_the_standard_asks_for(self, site: Mapping[str, bytes]) -> None:
        """Feed and entries have an id, a title and a date with an offset; ids differ."""
        feed = etree.fromstring(site["feed.xml"])
        holders = [feed, *feed.xpath("a:entry", namespaces=ATOM)]
        assert len(holders) == 4
        for holder in holders:
            for needed in ("id", "title", "updated"):
                assert len(holder.xpath(f"a:{needed}", namespaces=ATOM)) == 1
            updated = holder.xpath("string(a:updated)", namespaces=ATOM)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", updated)
        assert len(set(feed.xpath("//a:id/text()", namespaces=ATOM))) == 4
        assert feed.xpath("a:author/a:name/text()", namespaces=ATOM) == ["Second Reading"]

    def test_markup_in_a_title_is_text(self, site: Mapping[str, bytes]) -> None:
        """An ampersand or angle bracket in a title stays what it is."""
        feed = etree.fromstring(site["feed.xml"])
        titles = feed.xpath("//a:entry/a:title/text()", namespaces=ATOM)
        assert "Callow Terminals publishes its crane plan & <more>" in titles

    def test_json_feed_has_what_the_standard_asks_for(self, site: Mapping[str, bytes]) -> None:
        """Version and title, and for each item an id, an address and content."""
        feed = json.loads(site["feed.json"])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == "https://example.org/news/feed.json"
        assert [set(item) >= {"id", "url", "title", "content_text"} for item in feed["items"]] == [True] * 3

    def test_feeds_without_an_address(self) -> None:
        """Ids are URNs that stay the same, links are relative."""
        index, docs, config = read_site()
        config = replace(config, site=replace(config.site, base_url=""))
        one, two = (
            next(o.content for o in render_site(index, docs, config) if str(o.path) == "feed.xml")
            for _ in "12"
        )
        assert one == two
        assert all(
            i.startswith("urn:uuid:") for i in etree.fromstring(one).xpath("//a:id/text()", namespaces=ATOM)
        )


def feeds_of(*dates: tuple[datetime | None, datetime | None]) -> tuple[etree._Element, list[dict[str, Any]]]:
    """Atom's root and the items of the JSON feed of articles published and changed then."""
    index, _, config = site_of(
        {
            "site": {"title": "Halm News", "base_url": "https://example.org/"},
            "articles": [
                {"file": f"content/a{n}.md", "title": f"Talks {n}", "body": "Late."}
                for n in range(len(dates))
            ],
        }
    )
    articles = []
    for (date, updated), resolved in zip(dates, index.articles, strict=True):
        front = replace(resolved.article.front_matter, date=date, updated=updated)
        articles.append(replace(resolved, article=replace(resolved.article, front_matter=front)))
    found = lookup_of(replace(index, articles=tuple(articles)), config, words_for("en", ()))
    return etree.fromstring(atom_feed(found)), json.loads(json_feed(found))["items"]


NORTH = timezone(timedelta(hours=2))
DAY = datetime(2026, 5, 20)  # noqa: DTZ001 - as a front matter without an offset gives it


def test_a_moment_in_a_feed_keeps_its_offset() -> None:
    """A day begins in UTC; a moment with an offset is that moment."""
    feed, items = feeds_of((DAY, None), (DAY.replace(hour=9, tzinfo=NORTH), None))
    wanted = ["2026-05-20T00:00:00Z", "2026-05-20T09:00:00+02:00"]
    assert [item["date_published"] for item in items] == wanted
    assert feed.xpath("//a:published/text()", namespaces=ATOM) == wanted


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    """An older article that was changed counts; none is changed before it was published."""
    later = datetime(2026, 6, 1, 8, tzinfo=UTC)
    feed, items = feeds_of((DAY, datetime(2026, 5, 1, tzinfo=UTC)), (datetime(2026, 4, 1, tzinfo=UTC), later))
    assert [item["date_modified"] for item in items] == ["2026-05-20T00:00:00Z", "2026-06-01T08:00:00Z"]
    assert feed.xpath("string(a:updated)", namespaces=ATOM) == "2026-06-01T08:00:00Z"
    assert feed.xpath("a:entry/a:updated/text()", namespaces=ATOM) == [i["date_modified"] for i in items]


def test_a_feed_has_the_newest_only() -> None:
    """However many briefings there are."""
    feed, items = feeds_of(*[(DAY, None)] * (NEWEST + 1))
    assert len(items) == len(feed.xpath("a:entry", namespaces=ATOM)) == NEWEST


def test_sitemap_lists_every_page_once(site: Mapping[str, bytes]) -> None:
    """Every page with an address of its own, but none that moved and not the 404 page."""
    urls = etree.fromstring(site["sitemap.xml"]).xpath("//*[local-name()='loc']/text()")
    pages = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    assert len(urls) == len(set(urls))
    assert set(urls) == {f"https://example.org/news/{p}" for p in pages - {"entities/inez-halloran/"}}
    assert b"Sitemap: https://example.org/news/sitemap.xml" in site["robots.txt"]


def test_schema_org_of_a_briefing(site: Mapping[str, bytes]) -> None:
    """What it is based on and whom it names, with ids that the site has."""
    page = parsed(site[BRIEFING + "index.html"])
    (value,) = (json.loads(s) for s in page.xpath("//script[@type='application/ld+json']/text()"))
    assert value["@type"] == "NewsArticle"
    assert value["isBasedOn"]["url"] == "https://example.com/harbour-wire/talks"
    named = value["about"] + value["mentions"]
    assert len(named) == len(page.xpath("//section[contains(@class,'card')]"))
    for name in named:
        address, _, anchor = name["@id"].partition("#")
        there = parsed(site[address.removeprefix("/news/") + "index.html"]) if address else page
        assert there.xpath(f"//*[@id='{anchor}']")


def test_a_name_in_capitals_is_no_other_name() -> None:
    """A dateline's spelling is neither shown nor exported, part of a name only exported; another is both."""
    index, docs, config = read_site()
    entities = tuple(
        replace(e, aliases=("INES HALLORAN", "Halloran", "Ines Vale")) if e.id == "ines-halloran" else e
        for e in index.entities
    )
    files = {str(o.path): o.content for o in render_site(replace(index, entities=entities), docs, config)}
    told = parsed(files["entities/ines-halloran/index.html"]).xpath("//div[@id='it']/p")[0]
    assert text_of(told).endswith("also named as Ines Vale")
    assert json.loads(files["entities/ines-halloran/entity.json"])["alternateName"] == [
        "Halloran",
        "Ines Vale",
    ]


def test_json_in_a_page_cannot_end_its_script() -> None:
    """A title that closes the script element is still one string."""
    index, docs, config = read_site()
    first = index.articles[0]
    matter = replace(first.article.front_matter, title="</script><script>alert(1)</script>")
    first = replace(first, article=replace(first.article, front_matter=matter))
    files = {
        str(o.path): o.content
        for o in render_site(replace(index, articles=(first, *index.articles[1:])), docs, config)
    }
    page = parsed(files[BRIEFING + "index.html"])
    assert all("<" not in s for s in page.xpath("//script[@type='application/ld+json']/text()"))
    assert b"alert(1)</script>" not in files[BRIEFING + "index.html"]
    (value,) = (json.loads(s) for s in page.xpath("//script[@type='application/ld+json']/text()"))
    assert value["headline"] == "</script><script>alert(1)</script>"


def test_an_empty_site_renders() -> None:
    """No article, no entity, no quotation: every page that is always there says so."""
    files = {
        str(o.path): o.content
        for o in render_site(SiteIndex((), ()), {}, RenderConfig(SiteConfig(title="New")))
    }
    assert "There are no briefings yet" in files["index.html"].decode()
    assert {"quotes/index.html", "entities/index.html", "about/index.html", "404.html", "feed.xml"} <= set(
        files
    )
