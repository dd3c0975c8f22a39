"""What other software understands of the example site: JSON-LD, expanded by PyLD and compared with the pages.

The processor knows only the terms of `tests/data/jsonld`; nothing is fetched.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from example_site import BASE, Files, briefings, file_at
from html_reading import parsed, text_of
from lxml.html import HtmlElement
from pyld import jsonld

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(600)]

CONTEXTS = Path(__file__).parents[1] / "data" / "jsonld"
KNOWN = {
    "https://schema.org": "schema.jsonld",
    "http://www.w3.org/ns/anno.jsonld": "annotation.jsonld",
}
SCHEMA, OA = "http://schema.org/", "http://www.w3.org/ns/oa#"
RDF_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
ENTITIES = "entities/entities.jsonl"
TYPES = {"person": "Person", "org": "Organization", "place": "Place", "event": "Event", "other": "Thing"}
CARDS = "//section[contains(@class,'card')]"
PARAGRAPHS = "./p[@class='at']/a[not(contains(@class,'qn'))]/text()"
SIGNS = "ancestor::sup[@class='en'] or ancestor::a[contains(@class,'qn') or @class='pn']"

Node = Mapping[str, Any]


def load_known(url: str, _: object) -> dict[str, Any]:
    """The local copy of a context; another address is an error."""
    document = json.loads((CONTEXTS / KNOWN[url]).read_text())
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
        "contentType": "application/ld+json",
    }


def expanded(value: Any, base: str) -> Node:
    """A document's only node, with full IRIs for all that it says; no term may be unknown."""
    unknown: list[str] = []
    (node,) = jsonld.expand(
        value, {"base": base, "documentLoader": load_known}, on_property_dropped=unknown.append
    )
    assert unknown == []
    result: Node = node
    return result


def nodes(node: Node, term: str) -> list[Node]:
    """What a term of a node leads to."""
    found: list[Node] = node.get(term, [])
    return found


def ids(node: Node, term: str) -> list[str]:
    """The ids of those."""
    return [each["@id"] for each in nodes(node, term)]


def value(node: Node, term: str) -> Any:
    """The only literal of a term; nothing where the node has none."""
    found = nodes(node, term)
    assert len(found) <= 1, term
    return found[0]["@value"] if found else None


def in_page(page: HtmlElement) -> Any:
    """The JSON-LD that a page holds."""
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)


def spelled(elements: list[HtmlElement]) -> str:
    """The words under marks, without the signs between them, as one line."""
    return " ".join(
        " ".join("".join(each.xpath(f".//text()[not({SIGNS})]")).split()) for each in elements
    ).strip()


def squeezed(text: str) -> str:
    """A text without its spaces: marks end at paragraphs and line breaks, selectors run over them."""
    return "".join(text.split())


def quotations(page: HtmlElement) -> dict[str, list[HtmlElement]]:
    """The marks of each quotation, by the id of the first."""
    marks: dict[str, list[HtmlElement]] = {}
    for mark in page.xpath("//article//mark"):
        marks.setdefault(mark.get("data-q"), []).append(mark)
    return {covered[0].get("id"): covered for covered in marks.values()}


def speakers(page: HtmlElement, base: str) -> dict[str, str | None]:
    """Whom the quote index names as speaker: the entity, by the id of the quotation’s first mark."""
    found: dict[str, str | None] = {}
    for group in page.xpath("//li[@class='sp']"):
        link = group.xpath("./h3/a/@href")
        iri = urljoin(base, link[0]) + "#it" if link else None
        found.update({href[1:]: iri for href in group.xpath(".//a[@class='x']/@href")})
    return found


def test_a_briefing_names_whom_its_cards_name(files: Files) -> None:
    """Cards with type, name and page: `about` those of two paragraphs or more, `mentions` the others."""
    for folder in briefings(files):
        page, base = parsed(files[f"{folder}index.html"]), BASE + folder
        node = expanded(in_page(page), base)
        assert (node["@type"], node["@id"]) == ([SCHEMA + "NewsArticle"], base)
        assert value(node, SCHEMA + "headline") == text_of(page.xpath("//h1")[0])
        cards = [
            (
                urljoin(base, card.xpath("./h3/a/@href")[0]) + "#it",
                [SCHEMA + TYPES[card.get("data-t")]],
                text_of(card.xpath("./h3")[0]),
            )
            for card in page.xpath(CARDS)
        ]
        recurring = [len(set(card.xpath(PARAGRAPHS))) >= 2 for card in page.xpath(CARDS)]
        for term, often in ("about", True), ("mentions", False):
            told = [(m["@id"], m["@type"], value(m, SCHEMA + "name")) for m in nodes(node, SCHEMA + term)]
            assert told == [card for card, recurs in zip(cards, recurring, strict=True) if recurs is often]


def test_a_briefing_says_where_it_is_from(files: Files) -> None:
    """`isBasedOn` is the article at the address that the page links to as its source, by its publisher."""
    sources = 0
    for folder in briefings(files):
        page = parsed(files[f"{folder}index.html"])
        link = page.xpath("//dl[@class='meta']//dd/a[starts-with(@href,'http')]")
        based = nodes(expanded(in_page(page), BASE + folder), SCHEMA + "isBasedOn")
        assert [ids(each, SCHEMA + "url") for each in based] == [[a.get("href")] for a in link]
        for each, a in zip(based, link, strict=True):
            (publisher,) = nodes(each, SCHEMA + "publisher")
            assert value(publisher, SCHEMA + "name") == text_of(a)
            sources += 1
    assert sources >= 2


def test_entities_and_briefings_lead_to_each_other(files: Files) -> None:
    """An entity is of its page's type and name; it is the subject of those briefings that mention it."""
    naming: dict[str, set[str]] = {}
    told = (expanded(json.loads(line), "about:blank") for line in files[ENTITIES].splitlines())
    lines = {node["@id"]: node for node in told}
    for folder in briefings(files):
        told_in = expanded(in_page(parsed(files[f"{folder}index.html"])), BASE + folder)
        for iri in ids(told_in, SCHEMA + "about") + ids(told_in, SCHEMA + "mentions"):
            naming.setdefault(iri, set()).add(BASE + folder)
    for iri, folders in naming.items():
        name = file_at(iri)
        node, page = lines[iri], parsed(files[name])
        own = files.get(name.replace("index.html", "entity.json"))
        assert bool(own) == bool(page.xpath("//ol[@class='ql']/li"))
        assert own is None or expanded(json.loads(own), BASE + name) == node
        assert node["@id"] == iri
        assert node["@type"] == [SCHEMA + TYPES[page.xpath("//*[@id='it']/@data-t")[0]]]
        assert value(node, SCHEMA + "name") == text_of(page.xpath("//h1")[0])
        assert set(ids(node, SCHEMA + "subjectOf")) == folders
    assert naming.keys() == lines.keys()


def annotations(files: Files, folder: str) -> list[Node]:
    """The annotations of a briefing, expanded."""
    page = expanded(json.loads(files[f"{folder}annotations.json"]), f"{BASE}{folder}annotations.json")
    assert page["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollectionPage"]
    ((items,),) = (nodes(page, "http://www.w3.org/ns/activitystreams#items"),)
    listed: list[Node] = items["@list"]
    return listed


def selected(text: str, target: Node) -> tuple[str, str]:
    """The texts that a target's two selectors find, each on its own."""
    kinds = {each["@type"][0].removeprefix(OA): each for each in nodes(target, OA + "hasSelector")}
    assert set(kinds) == {"TextPositionSelector", "TextQuoteSelector"}
    position, quote = kinds["TextPositionSelector"], kinds["TextQuoteSelector"]
    start, end = (int(value(position, OA + edge)) for edge in ("start", "end"))
    before, exact, after = (value(quote, OA + part) or "" for part in ("prefix", "exact", "suffix"))
    assert text.count(before + exact + after) == 1, "the quotation selector finds its text once"
    at = text.index(before + exact + after) + len(before)
    assert at == start, "both selectors find the same place"
    return text[start:end], text[at : at + len(exact)]


def test_every_annotation_finds_its_text_by_position_and_by_quotation(files: Files) -> None:
    """Resolved in the plain text that each target names: one place, the text that the page marks."""
    for folder in briefings(files):
        page = parsed(files[f"{folder}index.html"])
        marks = quotations(page)
        for annotation in annotations(files, folder):
            assert annotation["@type"] == [OA + "Annotation"]
            assert file_at(annotation["@id"]) == f"{folder}index.html"
            anchor = annotation["@id"].partition("#")[2]
            found = []
            for target in nodes(annotation, OA + "hasTarget"):
                (source,) = ids(target, OA + "hasSource")
                one, other = selected(files[file_at(source)].decode(), target)
                assert one == other
                found.append(one)
            marked = marks.get(anchor) or page.xpath(f"//article//a[@id='{anchor}']")
            assert squeezed("".join(found)) == squeezed(spelled(marked)), annotation["@id"]


def test_annotations_say_what_the_page_says(files: Files) -> None:
    """Motivation, purpose and bodies: whom a name identifies, what kind of quotation it is, who spoke."""
    for folder in briefings(files):
        page, base = parsed(files[f"{folder}index.html"]), BASE + folder
        marks, said_by = quotations(page), speakers(page, base)
        items = annotations(files, folder)
        mentions = page.xpath("//article//a[contains(@class,'ent')][@data-t!='date']")
        assert len(items) == len(marks) + len(mentions)
        for annotation in items:
            anchor = annotation["@id"].partition("#")[2]
            (motivation,) = ids(annotation, OA + "motivatedBy")
            bodies = {  # one without a purpose serves the motivation
                (ids(body, OA + "hasPurpose") or [motivation])[0].removeprefix(OA): body
                for body in nodes(annotation, OA + "hasBody")
            }
            told = "".join(value(bodies[key], RDF_VALUE) for key in ("classifying",) if key in bodies)
            if anchor in marks:
                assert motivation == OA + "classifying"
                assert told == "quote:" + marks[anchor][0].get("data-k")
                speaker = ids(bodies["linking"], OA + "hasSource")[0] if "linking" in bodies else None
                assert (speaker and speaker + "#it") == said_by[anchor]
            else:
                (link,) = page.xpath(f"//article//a[@id='{anchor}']")
                card = page.xpath(f"//section[@id='{link.get('href')[1:]}']/h3/a/@href")[0]
                assert motivation == OA + "identifying"
                first = link.get("aria-details") is not None  # the others need not say it again
                assert told == ("entity:" + link.get("data-t") if first else "")
                assert bodies["identifying"]["@id"] == urljoin(base, card)


def test_ids_are_told_once(files: Files) -> None:
    """No two annotations of the site have one id."""
    told = Counter(a["@id"] for folder in briefings(files) for a in annotations(files, folder))
    assert len(told) > 100
    assert [iri for iri, times in told.items() if times > 1] == []
