"""What runs against the page's direction is isolated, and nothing else."""

from __future__ import annotations

import sys
from unicodedata import bidirectional

import pytest
from html_reading import parsed
from render_site import render_site, site_of
from strange_site import arabic, strange_site

from sitegen.render.theme.bidi import STRONG, isolated, runs_against, unbroken


@pytest.mark.parametrize(
    ("text", "direction", "html"),
    [
        ("Reyle", "ltr", "Reyle"),
        ("Zoë & «Łódź» 東京", "ltr", "Zoë & «Łódź» 東京"),
        ("12 · “…”", "ltr", "12 · “…”"),
        ("12 · “…”", "rtl", "12 · “…”"),
        ("ليلى حداد", "rtl", "ليلى حداد"),
        ("ليلى حداد", "ltr", "<bdi>ليلى حداد</bdi>"),
        ("דנה <b>", "ltr", "<bdi>דנה &lt;b&gt;</bdi>"),
        ("the ליל of it", "ltr", "<bdi>the ליל of it</bdi>"),
        ("ליל was all that she ever printed", "ltr", "<bdi dir=ltr>ליל was all that she ever printed</bdi>"),
        ("ליל נהר אור was", "ltr", "<bdi>ליל נהר אור was</bdi>"),
        ("Callow", "rtl", "<bdi>Callow</bdi>"),
        ("Callow ליל נהר אור", "rtl", "<bdi dir=rtl>Callow ליל נהר אור</bdi>"),
        ("", "ltr", ""),
    ],
)
def test_isolated(text: str, direction: str, html: str) -> None:
    """Escaped inside the element; without it the text is as it was, for the template to escape.

    A browser asks the first letter which way a text runs; where most run the page's way, that is told.
    """
    assert str(isolated(text, direction)) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Council votes 9-4 to borrow", "Council votes <span class=nb>9-4</span> to borrow"),
        ("Plan for 2026–27 & after", "Plan for <span class=nb>2026–27</span> &amp; after"),
        ("A well-known 3-year-old", "A well-known 3-year-old"),
        ("R&D", "R&D"),
    ],
)
def test_numbers_that_are_one_stay_in_one_line(text: str, html: str) -> None:
    """A headline is not broken inside a result; without one it is as it was, for the template to escape."""
    assert str(unbroken(text)) == html


def test_every_character_that_runs_from_right_to_left_is_known() -> None:
    """Whatever Unicode has: the quick look passes over none of them, nor takes one for what it is not."""
    letters = map(chr, range(sys.maxunicode + 1))
    wrong = [c for c in letters if runs_against(c, "ltr") != (bidirectional(c) in STRONG["ltr"])]
    assert wrong == []


def test_pages_isolate_names_that_run_against_them() -> None:
    """On cards, in lists, in the quote index; in the article, with its own direction, by `dir` on marks."""
    files = {str(o.path): o.content for o in render_site(*site_of(strange_site()))}
    page = parsed(files["briefings/arabic/index.html"])
    assert page.xpath("//article[@id='text']/@dir") == ["rtl"]
    assert page.xpath("//article[@id='text']//bdi") == []
    assert page.xpath("//article[@id='text']//a[@dir='auto']/text()") == ["Callow Terminals"]
    assert page.xpath("//section[@id='e-leila']/h3/a/bdi/text()") == ["ليلى حداد"]
    assert page.xpath("//section[@id='e-callow']/h3/a/text()") == ["Callow Terminals"]
    assert page.xpath("//a[@class='x']/bdi/text()") == ["«لن نغلق الرصيف قبل الصيف»"]
    english = parsed(files["briefings/rtl/index.html"])
    assert english.xpath("//article[@id='text']//a[@dir='auto']/text()") == ["نجيب محفوظ", "نجيب محفوظ"]
    entity = parsed(files["entities/leila/index.html"])
    assert entity.xpath("//h1/bdi/text()") == ["ليلى حداد"]


def test_a_page_from_right_to_left_isolates_the_others() -> None:
    """There it is the Latin name."""
    value = {**strange_site(), "site": {"language": "ar"}, "articles": [arabic()]}
    files = {str(o.path): o.content for o in render_site(*site_of(value))}
    page = parsed(files["briefings/arabic/index.html"])
    assert page.get("dir") == "rtl"
    assert page.xpath("//section[@id='e-leila']/h3/a/text()") == ["ليلى حداد"]
    assert page.xpath("//section[@id='e-callow']/h3/a/bdi/text()") == ["Callow Terminals"]
