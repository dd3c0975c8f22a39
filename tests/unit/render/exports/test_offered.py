"""A site has the exports that it asks for, none that would be empty, and links to no others."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import replace

import pytest
from html_reading import pages
from quote_reading import quotes_in
from render_site import EVERY_EXPORT, read_site, render_site, site_of

from sitegen.model.config import EXPORTS, ExportsConfig

OF_PAGES = (".csv", ".json", ".jsonl", ".txt")
FEEDS = {"feed.json", "robots.txt"}
NONE = ExportsConfig((), (), ())
BARE = {
    "file": "content/bare.md",
    "title": "Bare",
    "body": "It rained, and nobody said a word.",
}


def files(exports: ExportsConfig) -> dict[str, bytes]:
    """The small site with these exports."""
    index, docs, config = read_site()
    return {str(o.path): o.content for o in render_site(index, docs, replace(config, exports=exports))}


def exported(site: Mapping[str, bytes]) -> set[str]:
    """Paths of all exports."""
    return {p for p in site if p.endswith(OF_PAGES) and not p.startswith("assets/")} - FEEDS


def offered(site: Mapping[str, bytes]) -> set[str]:
    """Paths of all exports that pages link to, in their text or their head."""
    links = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
        for path, page in pages(site)
        for href in page.xpath("//a/@href | //head/link[@rel='alternate']/@href")
        if "://" not in href and not href.startswith("#")
    }
    return {link for link in links if link.endswith(OF_PAGES) and posixpath.basename(link) not in FEEDS}


ONE_EACH = [(about, name) for about, names in EXPORTS.items() for name in names]


@pytest.mark.parametrize(
    "exports",
    [
        ExportsConfig(),
        NONE,
        EVERY_EXPORT,
        *(replace(NONE, **{about: (name,)}) for about, name in ONE_EACH),
    ],
    ids=["default", "none", "every", *(f"{about} {name}" for about, name in ONE_EACH)],
)
def test_pages_link_to_what_is_written(exports: ExportsConfig) -> None:
    """Whatever is asked for: all that is there can be found, and nothing else is linked to."""
    site = files(exports)
    assert exported(site) == offered(site)


def test_by_default_a_site_has_its_own_and_briefings_have_annotations() -> None:
    """Nothing beside entities, and no table beside a briefing."""
    found = exported(files(ExportsConfig()))
    of_briefings = {path for path in found if path.startswith("briefings/")}
    assert found - of_briefings == {"quotes/quotes.csv", "quotes/quotes.json", "entities/entities.jsonl"}
    assert {posixpath.basename(path) for path in of_briefings} == {"annotations.json", "index.txt"}


def test_a_site_can_do_without_any() -> None:
    """Pages, feeds and what hosts look for are left."""
    assert exported(files(NONE)) == set()


def test_an_entity_that_is_not_quoted_has_no_exports() -> None:
    """Of those who are, each has all three."""
    site = files(EVERY_EXPORT)
    quoted = {q["speaker_entity"] for q in quotes_in(site["quotes/quotes.json"])} - {""}
    of_entities = {path for path in exported(site) if path.count("/") == 2 and path.startswith("entities/")}
    assert of_entities == {f"entities/{key}/{name}" for key in quoted for name in EXPORTS["entities"]}
    assert len(quoted) < site["entities/entities.jsonl"].count(b"\n")


def test_nothing_is_written_that_would_be_empty() -> None:
    """Of a site whose one article names and quotes nobody, only the text is left."""
    index, docs, config = site_of({"articles": [BARE]})
    site = {str(o.path): o.content for o in render_site(index, docs, config)}
    assert exported(site) == offered(site) == {"briefings/bare/index.txt"}
    lean = {
        str(o.path): o.content for o in render_site(index, docs, replace(config, exports=ExportsConfig()))
    }
    assert exported(lean) == offered(lean) == set()


def test_no_export_of_any_site_is_empty() -> None:
    """Each has a quotation, an annotation or a word in it."""
    for path, content in files(EVERY_EXPORT).items():
        name = posixpath.basename(path)
        if name == "quotes.json":
            assert quotes_in(content), path
        elif name == "annotations.json":
            assert json.loads(content)["items"], path
        elif name == "quotes.csv":
            assert content.count(b"\r\n") > 1, path


def test_entities_are_lines_of_their_own() -> None:
    """Each line is JSON-LD by itself and says what the entity's own file says."""
    site, compared = files(EVERY_EXPORT), 0
    for line in site["entities/entities.jsonl"].decode().splitlines():
        value = json.loads(line)
        context, own = value.pop("@context"), site.get(f"entities/{value['@id'].split('/')[-2]}/entity.json")
        assert context == ["https://schema.org", {"@base": "https://example.org/news/entities/"}]
        if own:
            compared += 1
            assert json.loads(own)["name"] == value["name"]
            assert len(json.loads(own)["subjectOf"]) == len(value["subjectOf"])
    assert compared == sum(path.endswith("/entity.json") for path in site) > 0


def test_json_has_no_space_between_its_parts() -> None:
    """Neither in one value nor where the parts of many articles meet, but for a line for each briefing."""
    for path, content in files(EVERY_EXPORT).items():
        if path.endswith(".json"):
            compact = json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))
            assert content.decode().replace("\n", "") == compact, path


def test_links_say_what_they_lead_to() -> None:
    """By their words and by their type."""
    site = files(EVERY_EXPORT)
    links = {
        posixpath.basename(link.get("href")): (link.text, link.get("type"))
        for _, page in pages(site)
        for link in page.xpath("//p[@class='dl']/a[@type]")
    }
    assert links == {
        "quotes.csv": ("Quotes, CSV", "text/csv"),
        "quotes.json": ("Quotes, JSON", "application/json"),
        "annotations.json": ("Web Annotations, JSON-LD", "application/ld+json"),
        "index.txt": ("Plain text", "text/plain"),
        "entity.json": ("Entity, JSON-LD", "application/ld+json"),
        "entities.jsonl": ("All entities, JSON Lines", "application/jsonl"),
    }
