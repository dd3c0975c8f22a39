"""Whoever is only named in passing has no page: what leads to one leads to the place in the briefing."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from html_reading import pages
from render_site import read_site, render_site, site_of

from sitegen.model.annotation import EditorLine
from sitegen.model.config import ALL, USEFUL, ExportsConfig
from sitegen.model.site import SiteIndex
from sitegen.render.article.piece import in_passing
from sitegen.render.exports.search import search_records
from sitegen.render.plans import prepare, read_theme
from sitegen.render.site.useful import only_once

TEXT = "Nora Vell met Tom Askew at Vell Marrow. “We stay,” said Nora Vell. Ida Brandt was there, too."
ENTITIES = {
    "nora-vell": {"name": "Nora Vell", "type": "person"},
    "tom-askew": {"name": "Tom Askew", "type": "person"},
    "ida-brandt": {"name": "Ida Brandt", "type": "person"},
    "vell-marrow": {"name": "Vell Marrow", "type": "place"},
}
ARTICLE = {
    "file": "content/talks.md",
    "title": "Talks",
    "body": TEXT,
    "mentions": {
        "nora-vell": ["Nora Vell", "Nora Vell@2"],
        "tom-askew": ["Tom Askew"],
        "vell-marrow": ["Vell Marrow"],
        "ida-brandt": ["Ida Brandt"],
    },
    "quotations": [
        {"parts": ["“We stay,”"], "kind": "direct", "speaker": "nora-vell", "confidence": 0.9, "cue": "said"}
    ],
}
AGAIN = {
    "file": "content/again.md",
    "title": "Again",
    "body": "Tom Askew came again.",
    "mentions": {"tom-askew": ["Tom Askew"]},
}
FORMER = {"old-brandt": "ida-brandt", "old-vell": "nora-vell"}


def made(pages: str = USEFUL, *articles: Mapping[str, object]) -> dict[str, bytes]:
    """A small site of these articles."""
    index, docs, config = site_of({"entities": ENTITIES, "articles": articles, "redirects": FORMER})
    config = replace(config, entity_pages=pages)
    return {str(output.path): output.content for output in render_site(index, docs, config)}


def entity_pages(site: Mapping[str, bytes]) -> set[str]:
    """Ids that have a page."""
    found = (path.split("/") for path in site if path.startswith("entities/") and path.count("/") == 2)
    return {parts[1] for parts in found if parts[2] == "index.html"} - set(FORMER)


def broken(site: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Page and link, of every link inside the site that leads nowhere."""
    ids = {path: set(page.xpath("//@id")) for path, page in pages(site)}
    for path, page in pages(site):
        for href in page.xpath("//a/@href"):
            target, _, fragment = href.partition("#")
            if "://" in target or target.startswith("/"):
                continue
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            file = f"{place}/index.html".removeprefix("./") if target.endswith("/") else place
            if file not in site or (fragment and fragment not in ids[file]):
                yield path, href


def test_who_is_named_once_and_says_nothing_has_no_page() -> None:
    """Who speaks has one, and who is named by two articles."""
    assert entity_pages(made(USEFUL, ARTICLE)) == {"nora-vell"}
    assert entity_pages(made(USEFUL, ARTICLE, AGAIN)) == {"nora-vell", "tom-askew"}
    assert entity_pages(made(ALL, ARTICLE)) == set(ENTITIES)


@pytest.mark.parametrize("articles", [(ARTICLE,), (ARTICLE, AGAIN)])
def test_every_link_leads_somewhere(articles: tuple[Mapping[str, object], ...]) -> None:
    """Cards, lists, pictures and former addresses lead to the place in the text."""
    site = made(USEFUL, *articles)
    assert list(broken(site)) == []
    for path in ("entities/type/person/index.html", "entities/index.html", "index.html"):
        text = site[path].decode()
        assert f'briefings/talks/#{_mark(site, "Ida Brandt")}"' in text, path
    (card,) = [p for path, p in pages(site) if path == "briefings/talks/index.html"]
    (link,) = card.xpath("//section[@id='e-ida-brandt']/h3/a/@href")
    assert link == f"#{_mark(site, 'Ida Brandt')}"
    assert _mark(site, "Ida Brandt") in site["entities/old-brandt/index.html"].decode()


def _mark(site: Mapping[str, bytes], name: str) -> str:
    (page,) = [page for path, page in pages(site) if path == "briefings/talks/index.html"]
    (found,) = [a.get("id") for a in page.xpath("//article//a[@id]") if a.text_content() == name]
    return str(found)


def test_every_link_of_the_small_site_leads_somewhere() -> None:
    """With the exports and pages that a site has by itself."""
    index, docs, config = read_site()
    lean = replace(config, exports=ExportsConfig(), entity_pages=USEFUL)
    site = {str(output.path): output.content for output in render_site(index, docs, lean)}
    assert list(broken(site)) == []
    everything = {str(output.path): output.content for output in render_site(index, docs, config)}
    assert entity_pages(site) < entity_pages(everything)


def test_data_names_who_has_no_page_by_the_card() -> None:
    """In the page's JSON-LD, its annotations and the list of entities alike."""
    site = made(USEFUL, ARTICLE)
    lines = [json.loads(line) for line in site["entities/entities.jsonl"].splitlines()]
    ids = {line["name"]: line["@id"] for line in lines}
    assert ids == {
        "Nora Vell": "nora-vell/#it",
        "Tom Askew": "../briefings/talks/#e-tom-askew",
        "Ida Brandt": "../briefings/talks/#e-ida-brandt",
        "Vell Marrow": "../briefings/talks/#e-vell-marrow",
    }
    items = json.loads(site["briefings/talks/annotations.json"])["items"]
    bodies = [item["body"] for item in items if item["motivation"] == "identifying"]
    sources = {body if isinstance(body, str) else body[0] for body in bodies}
    assert sources == {"../../entities/nora-vell/", "./#e-tom-askew", "./#e-ida-brandt", "./#e-vell-marrow"}
    page = next(page for path, page in pages(site) if path == "briefings/talks/index.html")
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(script)
    assert {each["@id"] for term in ("about", "mentions") for each in told.get(term, ())} == {
        "../../entities/nora-vell/#it",
        "#e-tom-askew",
        "#e-ida-brandt",
        "#e-vell-marrow",
    }


def test_a_search_finds_the_place() -> None:
    """The record is there, and leads to the mention."""
    index, _, config = site_of({"entities": ENTITIES, "articles": [ARTICLE]})
    config = replace(config, entity_pages=USEFUL)
    urls = {record.title: record.url for record in search_records(prepare(index, read_theme(config)))}
    assert urls["Ida Brandt"] == f"briefings/talks/#{_mark(made(USEFUL, ARTICLE), 'Ida Brandt')}"
    assert len(urls) == 1 + len(ENTITIES)


def _index() -> SiteIndex:
    return site_of({"entities": ENTITIES, "articles": [ARTICLE]})[0]


def test_an_editor_s_words_are_worth_a_page() -> None:
    """An entry of the curation, a line on the card, a note."""
    index = _index()
    entities = tuple(replace(each, curated=each.id == "tom-askew") for each in index.entities)
    named = [[card.entity for card in one.cards] for one in index.articles]
    alone = only_once(named, entities)
    assert set(ENTITIES) - alone == {"tom-askew"}
    (one,) = index.articles
    assert in_passing(one, alone) == {"ida-brandt", "vell-marrow"}
    told = tuple(
        replace(card, lines=(EditorLine("Ida Brandt", "Was there.", ""),))
        if card.entity == "ida-brandt"
        else card
        for card in one.cards
    )
    assert in_passing(replace(one, cards=told), alone) == {"vell-marrow"}


def test_whoever_speaks_with_others_is_heard() -> None:
    """Two are named as the speakers of one quotation."""
    (one,) = _index().articles
    (said,) = one.quotations
    both = replace(said, speaker=replace(said.speaker, others=("ida-brandt",)))
    found = in_passing(replace(one, quotations=(both,)), set(ENTITIES))
    assert found == {"tom-askew", "vell-marrow"}
