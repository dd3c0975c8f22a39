"""Permalinks stay inside the site, never collide in silence, and link to one another from anywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_site import read_site, render_site

from sitegen.diagnostics import SitegenError
from sitegen.model.annotation import EntityType
from sitegen.model.article import Article, ArticleId
from sitegen.model.site import Entity, EntityId
from sitegen.render import permalinks


def article(file: str, slug: str = "") -> Article:
    """An article with only what permalinks read."""
    index, _, _ = read_site()
    first = index.articles[0].article
    matter = replace(first.front_matter, slug=slug)
    name = file.removeprefix("content/").rpartition(".")[0]
    return replace(first, id=ArticleId(name), path=PurePosixPath(file), front_matter=matter, location="")


@given(st.text(min_size=1))
def test_a_slug_is_always_one_harmless_path_part(name: str) -> None:
    """No text makes a path that climbs, hides or is empty."""
    slug = permalinks.slug_of(name)
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= permalinks.LONGEST


def test_two_articles_with_one_permalink_are_an_error_with_both_files() -> None:
    """The later file is told of, the earlier one is named; case makes no difference."""
    (found,) = permalinks.collisions([article("content/a/talks.md"), article("content/A/Talks.md")])
    assert found.code == "permalink-collision"
    assert str(found.location) == "content/a/talks.md:1"
    assert "content/A/Talks.md" in found.message
    assert "slug:" in found.hint


def test_an_editors_slug_wins() -> None:
    """The slug of the front matter stands for the file's name, made safe."""
    assert permalinks.briefing_location(article("content/x.md", slug="The Talks!")) == "briefings/the-talks/"
    assert permalinks.briefing_location(article("content/2026/talks.md")) == "briefings/2026/talks/"


def test_a_collision_stops_rendering() -> None:
    """A page is never overwritten by another one."""
    index, docs, config = read_site()
    twin = replace(
        index.articles[0], article=replace(index.articles[0].article, id=ArticleId("other/port-talks"))
    )
    with pytest.raises(SitegenError, match="permalink"):
        list(render_site(replace(index, articles=(*index.articles, twin)), docs, config))


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "a\\b", "a\0b"])
def test_an_entity_cannot_leave_its_folder(name: str) -> None:
    """An id that is no harmless path part is an error."""
    index, docs, config = read_site()
    evil = Entity(EntityId(name), "x", EntityType.PERSON)
    with pytest.raises(SitegenError, match="cannot be part"):
        list(render_site(replace(index, entities=(*index.entities, evil)), docs, config))


@pytest.mark.parametrize(
    ("page", "target", "fragment", "link"),
    [
        ("", "", "", "./"),
        ("", "quotes/", "", "quotes/"),
        ("briefings/a/", "", "", "../../"),
        ("briefings/a/", "entities/b/", "it", "../../entities/b/#it"),
        ("briefings/a/", "briefings/a/", "q-1", "#q-1"),
        ("briefings/a/", "briefings/a/", "", "./"),
        ("briefings/a/", "briefings/b/", "", "../b/"),
        ("briefings/ab/", "briefings/a/", "", "../a/"),
        ("briefings/a/", "briefings/a/index.txt", "", "index.txt"),
        ("briefings/a/", "briefings/", "", "../"),
        ("briefings/", "briefings/a/", "m-1", "a/#m-1"),
        ("a/b.html", "a/c.html", "", "c.html"),
        ("a/b.html", "a/", "", "./"),
        ("topics/x/page/2/", "topics/x/page/3/", "", "../3/"),
        ("topics/x/page/2/", "feed.xml", "", "../../../../feed.xml"),
        (None, "quotes/", "", "/news/quotes/"),
    ],
)
def test_relative_links(page: str | None, target: str, fragment: str, link: str) -> None:
    """From any page to any other, or to a place in it."""
    assert permalinks.relative(page, target, fragment, root="/news/") == link


@pytest.mark.parametrize(
    ("base_url", "root"),
    [
        ("", "/"),
        ("https://example.org", "/"),
        ("https://example.org/a/b", "/a/b/"),
        ("https://example.org/a/", "/a/"),
    ],
)
def test_root_path(base_url: str, root: str) -> None:
    """Where the site's root is served."""
    assert permalinks.root_path(base_url) == root


def test_a_former_id_leads_to_the_present_one() -> None:
    """A page that moved leaves a page that says where."""
    index, docs, config = read_site()
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    page = files["entities/inez-halloran/index.html"].decode()
    assert 'content="0; url=../ines-halloran/"' in page
    assert 'rel="canonical" href="https://example.org/news/entities/ines-halloran/"' in page


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Port Talks", "port-talks", True),
        ("economy!", "Economy", True),
        ("économie", "economie", True),
        ("#metoo", "MeToo", True),
        ("Ports & harbours", "ports harbours", True),
        ("C++", "C#", False),
        ("C++", "C", False),
        ("A+", "A", False),
        (".NET", "net", False),
        ("R&D", "RD", False),
        ("北京", "背景", False),
        ("😀", "😁", False),
        ("x" * 100, "x" * 101, False),
    ],
)
def test_topics_share_a_page_only_where_they_are_one(one: str, other: str, share: bool) -> None:
    """Case, accents and punctuation make no difference; signs that tell things apart do."""
    assert (permalinks.topic_location(one) == permalinks.topic_location(other)) is share


@pytest.mark.parametrize("between", ["", "Zz"])
def test_pages_that_differ_in_case_alone_collide(between: str) -> None:
    """Not every disk tells them apart; what stands between them in the order of paths hides nothing."""
    index, docs, config = read_site()
    own = str(index.entities[0].id)
    former = (own.upper(), *([between] if between else []))
    redirects = tuple((EntityId(each), index.entities[0].id) for each in former)
    with pytest.raises(SitegenError, match="permalink-collision"):
        list(render_site(replace(index, redirects=redirects), docs, config))
