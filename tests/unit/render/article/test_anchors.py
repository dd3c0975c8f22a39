"""Anchors do not move when text above them changes, and links to them are always found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from html_reading import parsed
from hypothesis import given
from hypothesis import strategies as st
from render_site import FILE, render_site, site_of

from sitegen.render.article.anchors import anchor_ids, anchors_of


@given(st.lists(st.text(max_size=3), max_size=40))
def test_ids_differ_and_equal_texts_count(texts: list[str]) -> None:
    """No two places have one id; adding text at the end changes no id before it."""
    ids = anchor_ids("q", texts)
    assert len(set(ids)) == len(texts)
    assert anchor_ids("q", [*texts, "more"])[: len(texts)] == ids
    assert anchor_ids("q", ["above", *texts])[1:] == ids


def spoken(value: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """All ids of each article."""
    index, _, _ = site_of(value)
    return {
        a.article.id: (*(found := anchors_of(a)).quotations, *found.mentions.values()) for a in index.articles
    }


def test_a_paragraph_above_moves_no_anchor() -> None:
    """Quotations and mentions keep their ids when text is added above them."""
    value = yaml.safe_load(FILE.read_text())
    before = spoken(value)
    for article in value["articles"]:
        article["body"] = "A paragraph that nobody expected.\n\n" + article["body"]
    assert spoken(value) == before


def test_a_mention_inside_another_leads_to_the_outer_one(site: Mapping[str, bytes]) -> None:
    """Northmere in Northmere University has a card; its link leads to the whole name."""
    page = parsed(site["briefings/port-talks/index.html"])
    inner, outer = (
        page.xpath(f"//section[@id='e-{key}']//p[@class='at']/a/@href")
        for key in ("northmere", "northmere-university")
    )
    assert inner == outer


def test_a_link_of_the_author_stays(site: Mapping[str, bytes]) -> None:
    """A mention inside a link is marked without being a link itself."""
    page = parsed(site["briefings/port-talks/index.html"])
    (link,) = page.xpath("//article//a[@href='https://example.com/university']")
    assert link.xpath("./span[@class='ent']/text()") == ["Northmere University"]
    assert not page.xpath("//a//a")


def test_marks_add_nothing_to_the_text(site: Mapping[str, bytes]) -> None:
    """The text without numbers and signs is the plain text beside it, block by block."""
    page = parsed(site["briefings/crane-plan/index.html"])
    for sign in page.xpath(
        "//article//a[@class='pn'] | //article//sup | //article//a[contains(@class,'qn')]"
    ):
        sign.drop_tree()
    blocks = ["".join(p.itertext()) for p in page.xpath("//article/p")]
    assert "\n\n".join(blocks) == site["briefings/crane-plan/index.txt"].decode()


def test_a_mark_that_no_text_can_carry_leaves_its_anchor() -> None:
    """Part of a stretch of code cannot be marked; links to it are still alive."""
    value = {
        "entities": {"reyle": {"name": "Reyle", "type": "person"}},
        "articles": [
            {
                "file": "content/a.md",
                "title": "A",
                "body": "Run `ask Reyle now` twice.",
                "mentions": {"reyle": ["Reyle"]},
            }
        ],
    }
    index, docs, config = site_of(value)
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    page = parsed(files["briefings/a/index.html"])
    (anchor,) = (href[1:] for href in page.xpath("//section[@id='e-reyle']//p[@class='at']/a/@href"))
    assert page.xpath(f"//*[@id='{anchor}']")
