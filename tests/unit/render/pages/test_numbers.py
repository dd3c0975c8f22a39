"""Every number that a page of the small site prints, counted again from its marks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from html_reading import parsed, text_of
from lxml.html import HtmlElement
from page_numbers import *  # noqa: F403 -- the tests, run here for the small site

BRIEFINGS = ("port-talks", "crane-plan", "rain")


@pytest.fixture(params=BRIEFINGS)
def page(request: pytest.FixtureRequest, site: Mapping[str, bytes]) -> HtmlElement:
    """Each briefing of the small site."""
    return parsed(site[f"briefings/{request.param}/index.html"])


def test_mentions_over_time(site: Mapping[str, bytes]) -> None:
    """The table behind the picture counts every dated mention; bars are as high as its numbers say."""
    page = parsed(site["entities/ines-halloran/index.html"])
    rows = {
        text_of(r.xpath("th")[0]): int(text_of(r.xpath("td")[0])) for r in page.xpath("//figure//tbody/tr")
    }
    assert rows == {"March 2026": 2, "May 2026": 3}
    assert sum(rows.values()) == len(page.xpath("//table[@class='kwic']/tbody/tr"))
    bars = [(int(r.get("x")), int(r.get("height"))) for r in page.xpath("//figure//rect")]
    assert bars == [(0, round(40 * 2 / 3)), (24, 40)]
